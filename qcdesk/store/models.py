"""The tables. No model is bound to a database: every query is run on a given `Store`, so two desks never mix."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, BigIntegerField, BooleanField, CompositeKey, IntegerField, Model, TextField


def readable(value: Any) -> Any:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


class Words(TextField):
    """Text; bytes that other hands have put in its place read as damaged text, so that verify can name them."""

    def python_value(self, value: object) -> object:
        return readable(value)


class Whole(IntegerField):
    """A whole number; what other hands have put in its place reads as it stands, so that verify can name it."""

    def python_value(self, value: object) -> object:
        return readable(value)


class Big(BigIntegerField):
    """As `Whole`, for sequences and sizes."""

    def python_value(self, value: object) -> object:
        return readable(value)


class Setting(Model):
    """The office's own settings, as JSON text."""

    key = Words(primary_key=True)
    value = Words()


class Head(Model):
    """One row: the last event's sequence and hash. Locked by every write, so events and numbers have one order."""

    id = Whole(primary_key=True)
    seq = Big()
    hash = Words()


class Person(Model):
    login = Words(primary_key=True)
    name = Words()
    department = Words()
    pin_hash = Words()
    active = BooleanField()
    failed = Whole()
    locked_at = Words(null=True)
    search = Words()


class PersonRole(Model):
    login = Words()
    role = Words()

    class Meta:
        table_name = "person_role"
        primary_key = CompositeKey("login", "role")


class Sequence(Model):
    """The last serial drawn for a prefix in a period."""

    prefix = Words()
    period = Words()
    last = Whole()

    class Meta:
        primary_key = CompositeKey("prefix", "period")


class Record(Model):
    """One filled form. `payload` is the legal record; the envelope columns and `search` are an index of it, and
    `written` and `numbered` the events that wrote its version and gave its number."""

    id = AutoField()
    form = Words()
    revision = Words()
    number = Words(null=True)
    state = Words()
    version = Whole()
    payload = Words()
    created_by = Words()
    created_at = Words()
    updated_by = Words()
    updated_at = Words()
    customer = Words(null=True)
    product = Words(null=True)
    lot = Words(null=True)
    quantity = Big(null=True)
    defect = Words(null=True)
    severity = Words(null=True)
    department = Words(null=True)
    day = Words(null=True)
    search = Words()
    case = Whole(column_name="case_id", null=True)
    written = Big(null=True)
    numbered = Big(null=True)
    amended = Whole(default=0)


class Line(Model):
    """One row of a record's line table, for figures across records."""

    record = Whole(column_name="record_id")
    field = Words()
    position = Whole()
    content = Words()

    class Meta:
        primary_key = CompositeKey("record", "field", "position")


class Signature(Model):
    """Append-only. `digest` attests the covered bytes; `event_seq` is the event that wrote it.

    One seen on paper names the copy, its scan and who saw it; a deputy's names for whom he signed; `picture` is the
    signer's own hand or seal as it was then.
    """

    id = AutoField()
    record = Whole(column_name="record_id")
    slot = Words()
    person = Words()
    name = Words()
    at = Words()
    meaning = Words()
    mode = Words()
    digest = Words()
    version = Whole()
    event_seq = Big()
    copy = Whole(column_name="copy_id", null=True)
    scan = Whole(column_name="scan_id", null=True)
    verified_by = Words(null=True)
    deputy_for = Words(null=True)
    picture = Words(null=True)


class SignatureEnd(Model):
    """Append-only: the event that ended a signature, when a sheet went back."""

    signature = Whole(column_name="signature_id", primary_key=True)
    event_seq = Big()

    class Meta:
        table_name = "signature_end"


class Event(Model):
    """Append-only: who did what, when, from which PC, and why; each row carries the hash of the one before."""

    seq = Big(primary_key=True)
    at = Words()
    person = Words()
    name = Words()
    pc = Words()
    action = Words()
    record = Whole(column_name="record_id", null=True)
    from_state = Words(null=True)
    to_state = Words(null=True)
    reason = Words(null=True)
    detail = Words()
    prev = Words()
    hash = Words()


class Working(Model):
    """Typing not yet saved: one per record and person, outside the legal record."""

    record = Whole(column_name="record_id")
    person = Words()
    base_version = Whole()
    content = Words()
    at = Words()

    class Meta:
        primary_key = CompositeKey("record", "person")


class Attachment(Model):
    """A stored file, named by the SHA-256 of its bytes. `content` holds them only where PCs share one server."""

    sha256 = Words(primary_key=True)
    name = Words()
    media = Words()
    size = Big()
    added_by = Words()
    added_at = Words()


class Role(Model):
    code = Words(primary_key=True)
    label = Words()
    en = Words()
    position = Whole()


class Department(Model):
    name = Words(primary_key=True)
    en = Words()
    active = BooleanField()
    position = Whole()
    search = Words()


class Customer(Model):
    id = AutoField()
    code = Words()
    name = Words(unique=True)
    en = Words()
    country = Words()
    importance = Words()
    active = BooleanField()
    search = Words()


class Product(Model):
    id = AutoField()
    code = Words()
    name = Words(unique=True)
    model = Words()
    family = Words()
    unit = Words()
    active = BooleanField()
    search = Words()


class Defect(Model):
    """One item of the severity catalogue; `aliases` are other wordings, separated by `|`."""

    id = AutoField()
    item = Words()
    en = Words()
    family = Words()
    severity = Words()
    rule = Words()
    aliases = Words()
    active = BooleanField()
    search = Words()


class Rule(Model):
    """Append-only: one version of one of the office's rules; `content` is its canonical JSON."""

    id = AutoField()
    kind = Words()
    code = Words()
    version = Whole()
    content = Words()
    valid_from = Words()
    valid_to = Words(null=True)
    made_by = Words()
    made_at = Words()


class CalendarDay(Model):
    """A day on which the factory works or rests other than the week says; `source` is the notice."""

    day = Words(primary_key=True)
    kind = Words()
    name = Words()
    source = Words()

    class Meta:
        table_name = "calendar_day"


class ClockRow(Model):
    """Index of a case's clocks, to find what is due: `due_at` in local time as the case keeps it."""

    record = Whole(column_name="record_id")
    position = Whole()
    rule = Words()
    label = Words()
    due_at = Words()
    running = BooleanField()

    class Meta:
        table_name = "clock"
        primary_key = CompositeKey("record", "position")


class Problem(Model):
    """Index of the defect items of cases: what is the same problem, and when."""

    record = Whole(column_name="record_id")
    item = Words()
    family = Words()
    day = Words()

    class Meta:
        primary_key = CompositeKey("record", "item")


class Custody(Model):
    """Append-only: what happened to sealed pieces; `sample` is the record of their label."""

    id = AutoField()
    sample = Whole(column_name="sample_id")
    act = Words()
    pieces = Whole()
    holder = Words()
    place = Words()
    witness = Words()
    reason = Words()
    due = Words(null=True)
    person = Words()
    name = Words()
    at = Words()
    event_seq = Big()


class SavedView(Model):
    """A person's own filter of a list."""

    person = Words()
    page = Words()
    name = Words()
    content = Words()

    class Meta:
        table_name = "saved_view"
        primary_key = CompositeKey("person", "page", "name")


MODELS: tuple[type[Model], ...] = (
    Setting, Head, Person, PersonRole, Sequence, Record, Line, Signature, SignatureEnd, Event, Working, Attachment,
    Role, Department, Customer, Product, Defect, Rule, CalendarDay, ClockRow, Problem, Custody, SavedView,
)  # fmt: skip
