"""What a sheet begins with that follows from what is known: goods in the first line, who writes, where it was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from qcdesk.calculations import defect_rate, rows
from qcdesk.canonical import Json, Values
from qcdesk.cases import choices, served
from qcdesk.cases.kind import CASE
from qcdesk.cases.lists import CAR_8D
from qcdesk.desk import Desk
from qcdesk.fields import Lines
from qcdesk.fields.base import Unfit
from qcdesk.kinds import Kind
from qcdesk.services.basics import masters
from qcdesk.services.cases import judging
from qcdesk.services.samples import sealed
from qcdesk.services.sheets import lines
from qcdesk.store.models import Person, Product
from qcdesk.store.query import askable
from qcdesk.views import RecordView

COUNTING = (CASE, "qc_anomaly")
REWORKED = frozenset((choices.REWORK, choices.REPAIR, choices.SORT, choices.FIELD))
REWORK_SHEETS = ("rework_record", "field_rework")
TYPES = MappingProxyType({"产品质量": "质量投诉", "交付延误": "交期投诉", "服务态度": "服务投诉"})
"""What the case calls its topic, and what 内部联络单 calls it."""


@dataclass(frozen=True)
class Goods:
    """What the sources tell of the goods, the first that tells it; counts are each sheet's own."""

    customer: str = ""
    product: str = ""
    lot: str = ""
    order: str = ""
    model: str = ""
    defect: str = ""


@dataclass(frozen=True)
class Known:
    """All that a derivation may look at; `case` (of the record `file`) is empty where the sheet is opened from another
    sheet, `counted` are the values of the first source that counted 不良数."""

    desk: Desk
    case: Mapping[str, Json]
    counted: Mapping[str, Json]
    goods: Goods
    product: Product | None
    file: RecordView | None
    reworked: bool

    @property
    def code(self) -> str:
        return self.product.code if self.product else ""

    @property
    def of_customer(self) -> bool:
        return self.case.get("case_kind") in (choices.COMPLAINT, choices.FEEDBACK)


def goods(sources: Sequence[RecordView]) -> Goods:
    keyed = {key: _said(sources, key=key) for key in ("customer", "product", "lot", "defect")}
    return Goods(**keyed, order=_said(sources, name="order_no"), model=_said(sources, name="model_spec"))


def _said(sources: Sequence[RecordView], key: str = "", name: str = "") -> str:
    for source in sources:
        for item in source.kind.plain_fields:
            if (item.key == key if key else item.name == name) and source.values.get(item.name) is not None:
                return item.show(source.values[item.name])
    return ""


def derived(desk: Desk, sources: Sequence[RecordView], kind: Kind, product: Product | None) -> Values:
    """Only what the cells of `kind` take."""
    file = next((source for source in sources if source.kind.code == CASE), None)
    counted = next((one.values for one in sources if one.kind.code in COUNTING and "defect_qty" in one.values), {})
    known = Known(desk, file.values if file else {}, counted, goods(sources), product, file,
                  any(source.kind.code in REWORK_SHEETS for source in sources))  # fmt: skip
    told = OF_FORM[kind.code](known) if kind.code in OF_FORM else {}
    return {name: value for name, value in ((name, _taken(kind, name, raw)) for name, raw in told.items()) if value}


def _taken(kind: Kind, name: str, raw: Json) -> Json:
    field = kind.field(name)
    if isinstance(field, Lines):
        return [line] if (line := lines.fitting(field, rows({name: raw}, name)[0])) else None
    try:
        return field.parse(raw) if raw else None
    except Unfit:
        return None


def _anomaly(known: Known) -> Values:
    """The day the complaint came is the day the office knows of it."""
    if not known.of_customer:
        return {}
    day = str(known.case.get("received_at") or "")[:10]
    return {"found_where": {"choice": "客户端"}, "found_date": day, "source_kind": ["客户投诉"]}


def _contact(known: Known) -> Values:
    said = "：".join(part for part in (known.goods.product, known.goods.defect) if part)
    sender: Values = {"from_dept": known.desk.person.department, "from_person": known.desk.person.name}
    kind = TYPES.get(str(known.case.get("topic")), "其他") if known.of_customer else None
    return {**sender, "subject": said[:60], "type": kind}


def _register(known: Known) -> Values:
    """The month's count as the case's own judgement has it."""
    return {"repeat": judging.month_count(known.desk, known.file) if known.file is not None else None}


def _report(known: Known) -> Values:
    """失效率 as the case counts it, as the customer does before it is judged; 不良/批量数 is one cell here."""
    claimed = {"defect_qty": known.case.get("complaint_qty"), "lot_qty": known.case.get("lot_qty")}
    counted = known.counted or ({**claimed, "defect_rate": defect_rate(claimed)} if known.of_customer else {})
    faulty, lot = counted.get("defect_qty"), counted.get("lot_qty")
    figures = [str(count) for count in (faulty, lot) if faulty is not None and count is not None]
    customer = masters.customer_named(known.desk, known.goods.customer) if known.goods.customer else None
    return {
        "failure_rate": counted.get("defect_rate"), "customer_code": customer.code if customer else None,
        "defect_qty": "/".join(figures),
    }  # fmt: skip


def _return(known: Known) -> Values:
    goods = known.goods
    line: Values = {"product": goods.product, "spec": _model(known), "part_no": known.code, "lot": goods.lot}
    return {"lines": [line]}


def _delivery(known: Known) -> Values:
    """The lot of what is sent for other goods is its own; that of reworked goods is the case's, or their record's."""
    done = {str(way) for way in _listed(known.case.get("disposition"))}
    lot = known.goods.lot if done & REWORKED or (known.file is None and known.reworked) else ""
    unit = known.product.unit if known.product else ""
    line: Values = {
        "order_no": known.goods.order, "part_no": known.code, "desc": known.goods.product, "unit": unit, "lot": lot,
    }  # fmt: skip
    return {"lines": [line]}


def _scrap(known: Known) -> Values:
    line: Values = {
        "name": known.goods.product, "part_no": known.code, "lot": known.goods.lot, "defect": known.goods.defect,
    }  # fmt: skip
    return {"lines": [line], "dept": known.desk.person.department, "initiator": known.desk.person.name}


def _on_site(known: Known) -> Values:
    said = (str(known.case.get(name) or "") for name in ("contact", "phone"))
    return {"site_contact": " ".join(part for part in said if part)}


def _service(known: Known) -> Values:
    """The case's own line of the month's register."""
    table = known.desk.catalogue.newest("service_tracking").field("lines")
    assert isinstance(table, Lines)
    line = lines.shortened(table, served.line(known.case)) if known.of_customer else {}
    return {"dept": known.desk.person.department, "lines": [line] if line else None}


def _order(known: Known) -> Values:
    """The department of whoever was asked first, who mostly sits at the desk."""
    first = str(known.case.get("first_responder") or "")
    named = known.desk.store.rows(Person.select().where(Person.name == askable(first))) if first else []
    theirs = {str(one.department) for one in named}
    return {"first_dept": theirs.pop() if len(theirs) == 1 else None if first else known.desk.person.department}


def _label(known: Known) -> Values:
    """All that the customer sent goes under the first label; how many go under one more only the sealer knows."""
    labelled = known.file is not None and bool(sealed.of_case(known.desk, known.file.id))
    return {"seal_qty": None if labelled else known.case.get("samples")}


def _model(known: Known) -> str:
    return known.goods.model or (known.product.model if known.product else "")


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


OF_FORM: Mapping[str, Callable[[Known], Values]] = MappingProxyType({
    "complaint_register": _register,
    "qc_anomaly": _anomaly, "internal_contact": _contact, CAR_8D: _report, "return_application": _return,
    "delivery_note": _delivery, "scrap_sheet": _scrap, "field_rework": _on_site,
    "service_tracking": _service, "coordination_order": _order, "seal_label": _label,
})  # fmt: skip
