"""The tables. No model is bound to a database: every query is run on a given `Store`, so two desks never mix."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BooleanField, CompositeKey, IntegerField, Model, TextField


class Setting(Model):
    """The office's own settings, as JSON text."""

    key = TextField(primary_key=True)
    value = TextField()


class Head(Model):
    """One row: the last event's sequence and hash. Locked by every write, so events and numbers have one order."""

    id = IntegerField(primary_key=True)
    seq = BigIntegerField()
    hash = TextField()


class Person(Model):
    login = TextField(primary_key=True)
    name = TextField()
    department = TextField()
    pin_hash = TextField()
    active = BooleanField()
    failed = IntegerField()
    locked_at = TextField(null=True)
    search = TextField()


class PersonRole(Model):
    login = TextField()
    role = TextField()

    class Meta:
        table_name = "person_role"
        primary_key = CompositeKey("login", "role")


class Sequence(Model):
    """The last serial drawn for a prefix in a period."""

    prefix = TextField()
    period = TextField()
    last = IntegerField()

    class Meta:
        primary_key = CompositeKey("prefix", "period")


class Record(Model):
    """One filled form. `payload` is the legal record; the envelope columns and `search` are an index of it."""

    id = AutoField()
    form = TextField()
    revision = TextField()
    number = TextField(null=True)
    state = TextField()
    version = IntegerField()
    payload = TextField()
    created_by = TextField()
    created_at = TextField()
    updated_by = TextField()
    updated_at = TextField()
    customer = TextField(null=True)
    product = TextField(null=True)
    lot = TextField(null=True)
    quantity = BigIntegerField(null=True)
    defect = TextField(null=True)
    severity = TextField(null=True)
    department = TextField(null=True)
    day = TextField(null=True)
    search = TextField()


class Line(Model):
    """One row of a record's line table, for figures across records."""

    record = IntegerField(column_name="record_id")
    field = TextField()
    position = IntegerField()
    content = TextField()

    class Meta:
        primary_key = CompositeKey("record", "field", "position")


class Signature(Model):
    """Append-only. `digest` attests the covered bytes; `event_seq` is the event that wrote it."""

    id = AutoField()
    record = IntegerField(column_name="record_id")
    slot = TextField()
    person = TextField()
    name = TextField()
    at = TextField()
    meaning = TextField()
    mode = TextField()
    digest = TextField()
    version = IntegerField()
    event_seq = BigIntegerField()


class SignatureEnd(Model):
    """Append-only: the event that ended a signature, when a sheet went back."""

    signature = IntegerField(column_name="signature_id", primary_key=True)
    event_seq = BigIntegerField()

    class Meta:
        table_name = "signature_end"


class Event(Model):
    """Append-only: who did what, when, from which PC, and why; each row carries the hash of the one before."""

    seq = BigIntegerField(primary_key=True)
    at = TextField()
    person = TextField()
    name = TextField()
    pc = TextField()
    action = TextField()
    record = IntegerField(column_name="record_id", null=True)
    from_state = TextField(null=True)
    to_state = TextField(null=True)
    reason = TextField(null=True)
    detail = TextField()
    prev = TextField()
    hash = TextField()


class Working(Model):
    """Typing not yet saved: one per record and person, outside the legal record."""

    record = IntegerField(column_name="record_id")
    person = TextField()
    base_version = IntegerField()
    content = TextField()
    at = TextField()

    class Meta:
        primary_key = CompositeKey("record", "person")


class Attachment(Model):
    """A stored file, named by the SHA-256 of its bytes. `content` holds them only where PCs share one server."""

    sha256 = TextField(primary_key=True)
    name = TextField()
    media = TextField()
    size = BigIntegerField()
    added_by = TextField()
    added_at = TextField()


class Role(Model):
    code = TextField(primary_key=True)
    label = TextField()
    en = TextField()
    position = IntegerField()


class Department(Model):
    name = TextField(primary_key=True)
    en = TextField()
    active = BooleanField()
    position = IntegerField()
    search = TextField()


class Customer(Model):
    id = AutoField()
    code = TextField()
    name = TextField(unique=True)
    en = TextField()
    country = TextField()
    importance = TextField()
    active = BooleanField()
    search = TextField()


class Product(Model):
    id = AutoField()
    code = TextField()
    name = TextField(unique=True)
    model = TextField()
    family = TextField()
    unit = TextField()
    active = BooleanField()
    search = TextField()


class Defect(Model):
    """One item of the severity catalogue; `aliases` are other wordings, separated by `|`."""

    id = AutoField()
    item = TextField()
    en = TextField()
    family = TextField()
    severity = TextField()
    rule = TextField()
    aliases = TextField()
    active = BooleanField()
    search = TextField()


MODELS: tuple[type[Model], ...] = (
    Setting, Head, Person, PersonRole, Sequence, Record, Line, Signature, SignatureEnd, Event, Working, Attachment,
    Role, Department, Customer, Product, Defect,
)  # fmt: skip
