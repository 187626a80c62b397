"""Values carried over when one sheet is opened from another: those of the same meaning, whatever they are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from qcdesk.canonical import Json, Values
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.fields import Choice, Day, Field, Link, Lookup, Moment, Multi, Note, Photos, Text
from qcdesk.fields.base import Unfit
from qcdesk.kinds import Kind
from qcdesk.services.sheets import deriving
from qcdesk.store.models import Product
from qcdesk.store.query import askable
from qcdesk.views import RecordView

WORDED = (Text, Lookup, Note, Choice, Multi)
"""Types that may take the words of another type's value."""
MARKED = "（标注）"
"""In the name of a photo on which the defect spot is marked."""
CARRIED_COLUMNS = ("customer", "product", "lot", "severity", "defect")
"""Columns of the lists that mean one thing on every sheet; day, quantity and department are each sheet's own."""

SAME = (
    ("description", "content", "problem", "complaint", "body", "defect_desc", "matter"),
    ("description_photos", "content_photos", "problem_photos", "body_photos", "evidence_photos"),
    ("lot_qty", "ship_qty"), ("complaint_qty",), ("samples",), ("case.defect_qty", "qc_anomaly.defect_qty"),
    ("case.received_at", "complaint_register.received_at", "coordination_order.received_at"),
    ("first_responder", "received_by", "first_person"), ("channel",), ("read_back", "complaint_register.confirm"),
    ("contact",), ("address",),
    ("case.phone", "complaint_register.phone", "coordination_order.phone", "delivery_note.phone",
     "satisfaction_survey.phone"), ("order_no",), ("product_family",), ("ship_date", "sold_on"),
    ("model_spec",), ("demand",), ("case.reply_by", "reply_due"), ("case.nature", "complaint_register.nature"),
    ("cause", "complaint_register.analysis", "cause_occur", "finding"),
    ("cause_photos", "analysis_photos", "cause_occur_photos"), ("branch", "qc_anomaly.cause_class"),
    ("duty_dept",), ("case.disposition", "qc_anomaly.disposition"),
    ("case.plan", "perm_action", "handling", "solution"),
    ("case.replied_at", "complaint_register.replied_at", "qc_anomaly.reply_date"),
    ("satisfaction_survey.period", "satisfaction_summary.period", "satisfaction_analysis.period"),
)  # fmt: skip
"""Cells of one meaning, a line each; `form.name` where the name means another thing elsewhere. What stands in no line
and in none of the columns above is not carried."""
TAKES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "hold_tag.spec": ("model_spec",), "seal_label.item_no": ("part_no", "model_spec"),
    "complaint_register.to_dept": ("duty_dept",), "internal_contact.to_dept": ("duty_dept",),
    "internal_contact.reply_by": ("case.reply_by", "reply_due"), "return_application.phone": ("phone",),
    "field_rework.site": ("address",), "field_rework.defect": ("description", "content"),
})  # fmt: skip
"""Cells that something else fits into, such as 规格/编号 and 转交部门: what stands there is not carried on."""

CODED = MappingProxyType({
    "item_no": "code", "part_no": "code", "spec": "code", "model_spec": "model", "product_family": "family",
})  # fmt: skip
"""Cells that the basic data of a product know, and the column there."""
ANOMALY = "qc_anomaly"
POSTAL = ("site", "address")
"""Where goods and people are sent: no e-mail address, which a complaint may give instead."""
EITHER = ("case", "complaint_register")
"""Where 地址/邮箱 is one cell."""


def begun(desk: Desk, sources: Sequence[RecordView], kind: Kind) -> Values:
    """What is carried over, with what follows from it and what the basic data know of product and customer."""
    if not sources:
        return {}
    values = carried(sources, kind)
    name = deriving.goods(sources).product
    coded = of_product(desk, kind, name)
    numbers = {cell: value for cell, value in coded.items() if CODED[cell] == "code"}
    return {**deriving.derived(desk, sources, kind, product_named(desk, name)), **coded, **values, **numbers}


def product_named(desk: Desk, product: str) -> Product | None:
    return desk.store.first(Product.select().where(Product.name == askable(product.strip()))) if product else None


def of_product(desk: Desk, kind: Kind, product: str) -> Values:
    """Number and model of a product that the masters have by this name."""
    row = product_named(desk, product)
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
            value = _photos(source, kind, item) if isinstance(item, Photos) else _worded(source, kind, item)
            if value is not None:
                found[item.name] = value
                break
    return {**found, **_links(sources, kind)}


def origins(source: Kind, kind: Kind, item: Field) -> tuple[str, ...]:
    """The cells of `source` that say what `item` of `kind` says, the best first."""
    if isinstance(item, Link) or item.filled_by_program:
        return ()
    own = f"{kind.code}.{item.name}"
    words = [*TAKES.get(own, ()), *(word for line in SAME if item.name in line or own in line for word in line)]
    named = sorted((name for word in words if (name := _name(source, word))), key=lambda name: name != item.name)
    return tuple(dict.fromkeys([*named, *(other.name for other in source.plain_fields if _in_column(item, other))]))


def _in_column(item: Field, other: Field) -> bool:
    """Items of the catalogue are not made of words that somebody wrote on a tag."""
    worded = isinstance(item, Multi) and not isinstance(other, Multi)
    return item.key in CARRIED_COLUMNS and other.key == item.key and not worded


def _name(source: Kind, word: str) -> str:
    """The cell of the source that the word names; "" where it has none."""
    code, _, name = word.rpartition(".")
    return name if source.has(name) and code in ("", source.code) else ""


def _either(to: str) -> tuple[str, ...]:
    """A case and its anomaly sheet stand for one another: 客诉编号 takes 异常单号 where there is no complaint."""
    return (to, *(other for other in (CASE, ANOMALY) if other != to)) if to in (CASE, ANOMALY) else (to,)


def _links(sources: Sequence[RecordView], kind: Kind) -> Values:
    """Each number from a record of its own kind, or from one that stands for it."""
    found: Values = {}
    for item in kind.plain_fields:
        wanted = _either(item.to) if isinstance(item, Link) else ()
        numbers = [source.number for code in wanted for source in sources if source.kind.code == code and source.number]
        if numbers:
            found[item.name] = numbers[0]
    return found


def _photos(source: RecordView, kind: Kind, item: Photos) -> Json:
    """Photos of everything that is called alike, as many as there is room for: those with the spot marked first."""
    held = [source.values.get(name) for name in origins(source.kind, kind, item)]
    listed = [entry for value in held if isinstance(value, list) for entry in value if isinstance(entry, dict)]
    entries = {str(entry["sha256"]): entry for entry in listed}
    found: list[Json] = [*sorted(entries.values(), key=lambda entry: MARKED not in str(entry["name"]))]
    return found[: item.most] or None


def _worded(source: RecordView, kind: Kind, item: Field) -> Json:
    for name in origins(source.kind, kind, item):
        value = source.values.get(name)
        if value is not None and not _is_mail(source, kind, item, value):
            return _fitting(item, value, source.kind.field(name))
    return None


def _is_mail(source: RecordView, kind: Kind, item: Field, value: Json) -> bool:
    postal = item.name in POSTAL and kind.code not in EITHER
    return postal and source.kind.code in EITHER and "@" in str(value)


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
