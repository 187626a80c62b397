"""Values carried over when one sheet is opened from another: those of the same name, and those of the same meaning."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from qcdesk.canonical import Json, Values
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.fields import Choice, Count, Day, Field, Link, Lookup, Moment, Multi, Note, Photos, Text
from qcdesk.fields.base import Unfit
from qcdesk.kinds import Kind
from qcdesk.store.models import Product
from qcdesk.store.query import askable
from qcdesk.views import RecordView

WORDED = (Text, Lookup, Note, Choice, Multi, Count)
"""Types that may take the words of another type's value."""
MARKED = "（标注）"
"""In the name of a photo on which the defect spot is marked."""
NOT_CARRIED = ("day", "quantity", "department")
"""Columns in which every sheet has its own: what was counted on one was not counted on another."""

HOMONYMS = ("date", "reason", "kind", "status", "result", "reply", "lines", "recv_date")
"""Names that mean another thing on another sheet."""

SYNONYMS = (
    ("description", "content", "problem", "complaint", "body", "defect_desc", "matter"),
    ("description_photos", "content_photos", "problem_photos", "body_photos", "evidence_photos"),
    ("lot_qty", "ship_qty"), ("complaint_qty", "plan_qty", "rework_qty", "return_qty"),
    ("samples", "seal_qty"), ("reply_by", "reply_due"), ("read_back", "confirm"),
    ("first_responder", "received_by", "first_person"),
    ("model_spec", "item_no", "part_no", "spec"), ("lot_no", "serial"), ("ship_date", "sold_on"),
    ("cause", "analysis", "cause_occur", "finding"), ("cause_photos", "analysis_photos", "cause_occur_photos"),
    ("plan", "perm_action", "handling", "solution"), ("branch", "cause_class"), ("duty_dept", "to_dept"),
    ("address", "site"),
)  # fmt: skip
"""What different sheets call by different names."""


CODED = MappingProxyType({"item_no": "code", "part_no": "code", "spec": "code", "model_spec": "model"})
"""Cells that the basic data of a product know, and the column there."""
ANOMALY = "qc_anomaly"


def begun(desk: Desk, sources: Sequence[RecordView], kind: Kind) -> Values:
    """What is carried over, with what the basic data know of the product besides."""
    values = carried(sources, kind)
    product = next(
        (values[item.name] for item in kind.plain_fields if item.key == "product" and item.name in values), ""
    )
    return {**of_product(desk, kind, str(product)), **values}


def of_product(desk: Desk, kind: Kind, product: str) -> Values:
    """Number and model of a product that the masters have by this name."""
    row = desk.store.first(Product.select().where(Product.name == askable(product.strip()))) if product else None
    found: Values = {}
    for name, column in CODED.items() if row is not None else ():
        value = _taken(kind.field(name), getattr(row, column)) if kind.has(name) else None
        if value is not None:
            found[name] = value
    return found


def carried(sources: Sequence[RecordView], kind: Kind) -> Values:
    """What a new sheet of `kind` begins with: each cell from the first of the `sources` that has something for it.

    Whatever does not fit a cell there is left out.
    """
    found: Values = {}
    for item in kind.plain_fields:
        for source in sources if not item.filled_by_program else ():
            value = _photos(source, item) if isinstance(item, Photos) else _worded(source, item)
            if value is not None:
                found[item.name] = value
                break
    return {**found, **_links(sources, kind)}


def _links(sources: Sequence[RecordView], kind: Kind) -> Values:
    """Each number from a record of its own kind; the case stands where an anomaly sheet would and there is none."""
    found: Values = {}
    for item in kind.plain_fields:
        wanted = (item.to, *((CASE,) if item.to == ANOMALY else ())) if isinstance(item, Link) else ()
        numbers = [source.number for code in wanted for source in sources if source.kind.code == code and source.number]
        if numbers:
            found[item.name] = numbers[0]
    return found


def _photos(source: RecordView, item: Photos) -> Json:
    """Photos of everything that is called alike, as many as there is room for: those with the spot marked first."""
    names = next((group for group in SYNONYMS if item.name in group), (item.name,))
    held = [source.values.get(name) for name in names if source.kind.has(name)]
    listed = [entry for value in held if isinstance(value, list) for entry in value if isinstance(entry, dict)]
    entries = {str(entry["sha256"]): entry for entry in listed}
    found: list[Json] = [*sorted(entries.values(), key=lambda entry: MARKED not in str(entry["name"]))]
    return found[: item.most] or None


def _worded(source: RecordView, item: Field) -> Json:
    return _named(source, item) or _meant(source, item) or _alike(source, item)


def _named(source: RecordView, item: Field) -> Json:
    value = source.values.get(item.name)
    if value is None or item.name in HOMONYMS or not source.kind.has(item.name):
        return None
    return _fitting(item, value, source.kind.field(item.name))


def _meant(source: RecordView, item: Field) -> Json:
    """The value that stands in the same column of the lists: 客户, 产品, 批号 …"""
    if not item.key or item.key in NOT_CARRIED:
        return None
    for other in source.kind.plain_fields:
        value = source.values.get(other.name)
        if other.key == item.key and value is not None:
            return _fitting(item, value, other)
    return None


def _alike(source: RecordView, item: Field) -> Json:
    """The value of a cell that says the same under another name."""
    names = next((group for group in SYNONYMS if item.name in group), ())
    for name in names:
        value = source.values.get(name)
        if name != item.name and value is not None and source.kind.has(name):
            return _fitting(item, value, source.kind.field(name))
    return None


def _fitting(item: Field, value: Json, other: Field) -> Json:
    """The value as the other field would take it, its words where the types differ; nothing where it does not."""
    tries = [value] if type(item) is type(other) else []
    if isinstance(item, WORDED):
        tries.append(other.show(value))
    if isinstance(item, Day) and isinstance(other, Moment):
        tries.append(str(value)[:10])
    return next((taken for taken in (_taken(item, one) for one in tries) if taken is not None), None)


def _taken(item: Field, value: object) -> Json:
    """None for what does not fit the cell."""
    try:
        return item.parse(value)
    except Unfit:
        return None
