"""The tables that are only ever added to, through `services/trail/kept_rows.py`."""

from __future__ import annotations

from peewee import BooleanField, Model

from qcdesk.store.models import Big, Whole, Words


class KeptRow(Model):
    """Append-only: written through `services/trail/kept_rows.py`, which tells the trail every column but the event."""

    id = Whole(primary_key=True)
    person = Words()
    name = Words()
    at = Words()
    event_seq = Big()


class Copy(KeptRow):
    """A numbered print of a record, the `position`th: what it says (`digest` of the payload of that version), what it
    was `made` for (sign, blank), and as JSON where its signature `boxes` are."""

    record = Whole(column_name="record_id")
    position = Whole()
    version = Whole()
    amended = Whole()
    digest = Words()
    made = Words()
    pages = Whole()
    lang = Words()
    reprint = BooleanField()
    boxes = Words()


class CopyMove(KeptRow):
    """Where a copy went: to whom for signature, back, into which box."""

    copy = Whole(column_name="copy_id")
    act = Words()
    holder = Words()
    place = Words()
    reason = Words()

    class Meta:
        table_name = "copy_move"


class Scan(KeptRow):
    """One page of a scanned file: the code read, the copy and page it is, or the flag that says why it is not filed.
    `said` is JSON: how the page lies in its picture and what was seen in each box."""

    file = Words()
    page = Whole()
    code = Words()
    copy = Whole(column_name="copy_id", null=True)
    sheet_page = Whole(null=True)
    flag = Words()
    said = Words()


class Filing(KeptRow):
    """What a person decided of a scanned page: where it belongs, or that it is put aside."""

    scan = Whole(column_name="scan_id")
    act = Words()
    copy = Whole(column_name="copy_id", null=True)
    sheet_page = Whole(null=True)
    reason = Words()


class Deputy(KeptRow):
    """职责代理人: who signs for whom, from which day to which, for which forms (JSON, empty for all)."""

    principal = Words()
    deputy = Words()
    first_day = Words()
    last_day = Words()
    scope = Words()
    reason = Words()


class DeputyEnd(KeptRow):
    deputy = Whole(column_name="deputy_id")
    reason = Words()

    class Meta:
        table_name = "deputy_end"


class Hand(KeptRow):
    """A person's own signature or seal as a picture; the last counts, one without a picture takes it away."""

    login = Words()
    form = Words()
    picture = Words(null=True)


class Keeping(KeptRow):
    """What was decided about the keeping of a record or case: held, released, proposed for disposal, disposed of."""

    record = Whole(column_name="record_id")
    act = Words()
    reason = Words()
    said = Words()


KEPT_MODELS: tuple[type[KeptRow], ...] = (Copy, CopyMove, Scan, Filing, Deputy, DeputyEnd, Hand, Keeping)
