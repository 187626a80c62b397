"""What a new case can begin with: what the customer's earlier cases and the masters know, and the cases alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from qcdesk import canonical
from qcdesk.canonical import Json, Values
from qcdesk.cases import delivery
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.errors import Invalid
from qcdesk.rules import inputs, repeats, severity
from qcdesk.rules.repeats import CaseWords, Similar
from qcdesk.rules.terms import Terms
from qcdesk.services.cases import case_facts, casework
from qcdesk.services.rules import rulebook
from qcdesk.store.models import Product
from qcdesk.store.query import askable
from qcdesk.views import RecordView
from qcdesk.workflow import VOID

LOOKED_AT = 20
"""Earlier cases of a customer that are looked at."""
COMPARED = 400
"""Cases that a new one is compared with, newest first."""

FROM_LAST = ("contact", "address", "place", "importance")
"""Values that are the customer's own and stay the same from case to case."""

GOODS = ("product_name", "model_spec", "product_family", "lot_no", "order_no", "lot_qty", "ship_date")

EARLIER = "SELECT payload FROM record WHERE form = ? AND customer = ? AND state <> ? ORDER BY id DESC LIMIT ?"
ALIKE = """SELECT id, number, customer, product, day, payload FROM record
WHERE form = ? AND number IS NOT NULL AND state <> ? AND {which} ORDER BY updated_at DESC, id DESC LIMIT ?"""


@dataclass(frozen=True)
class Known:
    """What is known of a customer: `values` to begin with, `goods` that complaints were about, newest first, `phones`
    by whom they ring."""

    values: Values
    goods: tuple[Values, ...] = ()
    cases: int = 0
    phones: Mapping[str, str] = field(default_factory=dict)


def delivered(desk: Desk, case: RecordView) -> tuple[str, Values]:
    """The numbers of the case's counted delivery notes, and what they say for 送货点收; nothing while none is."""
    return delivery.as_counted(case_facts.of(desk, case))


def of_customer(desk: Desk, customer: str) -> Known:
    """Each value from the newest case that has it, the telephone being the contact's own; the master's importance where
    no case says it."""
    name = customer.strip()
    if not name:
        return Known({})
    rows = desk.store.sql(EARLIER, (CASE, askable(name), VOID, LOOKED_AT))
    earlier = [canonical.load(row[0]) for row in rows]
    values: Values = {}
    for asked in FROM_LAST:
        found = next((case[asked] for case in earlier if case.get(asked)), None)
        if found is not None:
            values[asked] = found
    phones = _phones(earlier)
    contact = str(values.get("contact") or "")
    if contact in phones:
        values["phone"] = phones[contact]
    importance = casework.proposed(desk, {"customer": name}).get("importance")
    given = {**values, **({"importance": importance} if importance else {})}
    return Known(given, _goods(earlier), len(earlier), phones)


def _phones(earlier: list[Values]) -> dict[str, str]:
    """The newest of each contact; under no name those that stand beside none."""
    found: dict[str, str] = {}
    for case in earlier:
        if case.get("phone"):
            found.setdefault(str(case.get("contact") or ""), str(case["phone"]))
    return found


@dataclass(frozen=True)
class Spoken:
    """Somebody at the customer's; `hint` says from where, with the telephone where it is known."""

    name: str
    hint: str


def persons(desk: Desk, case: RecordView) -> tuple[Spoken, ...]:
    """Who was spoken to about this case, then whom the customer's earlier cases name, newest first."""
    customer = str(case.values.get("customer") or "").strip()
    rows = desk.store.sql(EARLIER, (CASE, askable(customer), VOID, LOOKED_AT)) if customer else ()
    found: dict[str, Spoken] = {}
    for values, where in ((case.values, "本案"), *((canonical.load(row[0]), "以前的案件") for row in rows)):
        phone = str(values.get("phone") or "")
        named = ((str(values.get("contact") or ""), phone), *((name, "") for name in _spoken_to(values)))
        for name, number in named:
            if name:
                found.setdefault(name, Spoken(name, "　".join(filter(None, (where, number)))))
    return tuple(found.values())


def _spoken_to(values: Mapping[str, Json]) -> tuple[str, ...]:
    rows = values.get("contacts")
    listed = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return tuple(str(row.get("whom") or "") for row in reversed(listed))


def _goods(earlier: list[Values]) -> tuple[Values, ...]:
    """Each product with each lot once."""
    found: dict[tuple[str, str], Values] = {}
    for case in earlier:
        goods = {name: case[name] for name in GOODS if case.get(name)}
        if goods.get("product_name"):
            found.setdefault((str(goods["product_name"]), str(goods.get("lot_no") or "")), goods)
    return tuple(found.values())


def of_product(desk: Desk, product: str) -> Values:
    """Family and model of a product that the office keeps."""
    row = desk.store.first(Product.select().where(Product.name == askable(product.strip())))
    found: Values = {"product_family": row.family, "model_spec": row.model} if row else {}
    return {name: value for name, value in found.items() if value}


def alike(desk: Desk, raw: Mapping[str, Json], besides: int = 0, limit: int = 5) -> list[Similar]:
    """Cases like the one being taken in, the most alike first, each with its reasons; none before there is anything to
    compare."""
    terms = rulebook.defects(desk)
    mine = _mine(terms, raw, besides)
    if not (mine.items or mine.product or mine.description):
        return []
    return repeats.similar(mine, [_as_read(terms, mine, one) for one in _candidates(desk, mine)], limit)


def _mine(terms: Terms, raw: Mapping[str, Json], besides: int) -> CaseWords:
    text = {name: str(raw.get(name) or "") for name in ("product_family", "customer", "product_name", "description")}
    items = _items(terms, raw)
    return CaseWords(
        besides, items=items, family=text["product_family"], customer=text["customer"], product=text["product_name"],
        description=text["description"], read=frozenset(items) - set(_listed(raw.get("defect_codes"))),
    )  # fmt: skip


def _items(terms: Terms, raw: Mapping[str, Json]) -> tuple[str, ...]:
    """The defect items named and those that the description speaks of."""
    said = {"family": raw.get("product_family"), "defects": raw.get("defect_codes"),
            "description": raw.get("description")}  # fmt: skip
    try:
        given = inputs.read({name: value for name, value in said.items() if value})
    except Invalid:
        return ()
    return tuple(dict.fromkeys(one.item.item for one in severity.items_of(given, terms).found))


def _as_read(terms: Terms, mine: CaseWords, other: CaseWords) -> CaseWords:
    """A case that nobody has judged yet with what its description speaks of, as its judgement will read it."""
    family = other.family or (mine.family if other.product == mine.product else "")
    if other.items or not mine.items or family != mine.family or other.key == mine.key:
        return other
    items = _items(terms, {"product_family": family, "description": other.description})
    return replace(other, family=family, items=items, read=frozenset(items))


def _listed(value: Json) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _candidates(desk: Desk, mine: CaseWords) -> list[CaseWords]:
    """Those of the same defect items, of the customer, and the newest of all."""
    marks = ", ".join("?" * len(mine.items))
    ways: list[tuple[str, tuple[object, ...]]] = [("1 = 1", ())]
    if mine.items:
        newest = f"SELECT record_id FROM problem WHERE item IN ({marks}) ORDER BY day DESC LIMIT {COMPARED}"
        ways.append((f"id IN ({newest})", tuple(mine.items)))
    if mine.customer:
        ways.append(("customer = ?", (askable(mine.customer),)))
    found: dict[int, CaseWords] = {}
    for which, asked in ways:
        rows = desk.store.sql(ALIKE.format(which=which), (CASE, VOID, *asked, COMPARED))
        found.update({row[0]: _words(desk, row) for row in rows if row[0] not in found})
    return list(found.values())


def _words(desk: Desk, row: tuple[int, str, str | None, str | None, str | None, str]) -> CaseWords:
    id_, number, customer, product, day, payload = row
    values = canonical.load(payload)
    received = date.fromisoformat(day[:10]) if day else None
    return CaseWords(
        id_, number, _listed(values.get("defect_codes")), str(values.get("product_family") or ""), customer or "",
        product or "", str(values.get("description") or ""), received,
    )  # fmt: skip
