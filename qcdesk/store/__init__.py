"""Where records are kept: database, schema, guards, attachments, files. Only these modules import Peewee."""

from qcdesk.store.drivers import import_peewee_alone

import_peewee_alone()
