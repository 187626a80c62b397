"""Whether a sheet or a sealed sample is of the product and lot that the case is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from qcdesk.calculations import rows
from qcdesk.canonical import Json

PRODUCT, LOT = ("product_name", "item_name"), ("lot_no",)
"""What different forms call the goods."""


def strange(case: Mapping[str, Json], sheet: Mapping[str, Json]) -> str:
    """`产品是“…”，不是本案的“…”`, nothing where either side does not say or both say the same."""
    told = _of_lines(case, sheet) if rows(sheet, "lines") else ""
    for label, names, alike in (("产品", PRODUCT, _same_product), ("批号", LOT, _same_lot)):
        ours, theirs = _first(case, names), _first(sheet, names)
        if ours and theirs and not alike(ours, theirs):
            return f"{label}是“{theirs}”，不是本案的“{ours}”"
    return told


def of_customer(case: Mapping[str, Json], sheet: Mapping[str, Json]) -> str:
    ours, theirs = str(case.get("customer") or ""), str(sheet.get("customer") or "")
    return f"客户是“{theirs}”，不是本案的“{ours}”" if ours and theirs and ours != theirs else ""


def _of_lines(case: Mapping[str, Json], sheet: Mapping[str, Json]) -> str:
    """Goods that come back line by line: one line of the case's goods is enough."""
    product, lot = _first(case, PRODUCT), _first(case, LOT)
    lines = [row for row in rows(sheet, "lines") if row.get("product")]
    if not product or not lines:
        return ""
    ours = [row for row in lines if _same_product(product, str(row["product"]))]
    if not ours:
        return f"产品是“{lines[0]['product']}”，不是本案的“{product}”"
    lots = [str(row.get("lot") or "") for row in ours]
    if not lot or any(not other or _same_lot(lot, other) for other in lots):
        return ""
    return f"批号是“{lots[0]}”，不是本案的“{lot}”"


def _first(values: Mapping[str, Json], names: tuple[str, ...]) -> str:
    return next((str(values[name]) for name in names if values.get(name)), "")


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _same_product(one: str, other: str) -> bool:
    """The longer may go on with a model: `铝脚踏` and `铝脚踏 FP-873`."""
    short, long = sorted((_plain(one), _plain(other)), key=len)
    return long.startswith(short) and not long[len(short) : len(short) + 1].isalnum()


def _same_lot(one: str, other: str) -> bool:
    """By the lot that stands first: cartons are written behind it, `B260911-07 / 箱号 3–9`."""
    first, second = (re.split(r"[\s/、,;]+", _plain(lot)) for lot in (one, other))
    return first[0] in second or second[0] in first
