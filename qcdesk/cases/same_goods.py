"""Whether a sheet or a sealed sample is of the product and lot that the case is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from qcdesk.calculations import rows
from qcdesk.canonical import Json

PRODUCT, LOT, ORDER = ("product_name", "item_name"), ("lot_no",), ("order_no",)
PART = ("part_name",)
"""What different forms call the goods."""
GOODS_OF_LINES, PARTS_OF_LINES = ("product",), ("desc", "name")
"""What they call them line by line; parts have names of their own and go by the lot or the order."""


def strange(case: Mapping[str, Json], sheet: Mapping[str, Json], *, fresh: bool = False) -> str:
    """`产品是“…”，不是本案的“…”`, nothing where either side does not say or both say the same; goods that are sent for
    others are `fresh`, of a lot of their own."""
    told = _of_lines(case, sheet, fresh) if rows(sheet, "lines") else ""
    for label, names, alike in (("产品", PRODUCT, _same_product), ("批号", LOT, _same_lot)):
        ours, theirs = _first(case, names), _first(sheet, names)
        if ours and theirs and not alike(ours, theirs):
            return f"{label}是“{theirs}”，不是本案的“{ours}”"
    return told


def of_customer(case: Mapping[str, Json], sheet: Mapping[str, Json]) -> str:
    ours, theirs = str(case.get("customer") or ""), str(sheet.get("customer") or "")
    return f"客户是“{theirs}”，不是本案的“{ours}”" if ours and theirs and _plain(ours) != _plain(theirs) else ""


def of_part(case: Mapping[str, Json], sheet: Mapping[str, Json]) -> str:
    """An 8D may name the part that failed, if it names the case's lot with it."""
    ours, part, lot = _first(case, PRODUCT), _first(sheet, PART), _first(sheet, LOT)
    same_lot = bool(lot and _first(case, LOT)) and _same_lot(_first(case, LOT), lot)
    if not ours or not part or same_lot or _same_product(ours, part):
        return ""
    return f"部件是“{part}”，不是本案的“{ours}”（零件请写明本案的批号）"


def _of_lines(case: Mapping[str, Json], sheet: Mapping[str, Json], fresh: bool) -> str:
    """Goods that come and go line by line: one line of the case's goods is enough."""
    product, lot = _first(case, PRODUCT), _first(case, LOT)
    lines = [row for row in rows(sheet, "lines") if _first(row, (*GOODS_OF_LINES, *PARTS_OF_LINES))]
    if not product or not lines or any(_part_of(case, row) for row in lines):
        return ""
    names = [_first(row, (*GOODS_OF_LINES, *PARTS_OF_LINES)) for row in lines]
    ours = [row for row, name in zip(lines, names, strict=True) if _same_product(product, name)]
    if not ours:
        by_lot = "（零件请写明本案的批号）" if lot and _first(lines[0], PARTS_OF_LINES) else ""
        return f"产品是“{names[0]}”，不是本案的“{product}”{by_lot}"
    lots = [str(row.get("lot") or "") for row in ours]
    if fresh or not lot or any(not other or _same_lot(lot, other) for other in lots):
        return ""
    return f"批号是“{lots[0]}”，不是本案的“{lot}”"


def _part_of(case: Mapping[str, Json], row: Mapping[str, Json]) -> bool:
    if not _first(row, PARTS_OF_LINES):
        return False
    lot, order = _first(case, LOT), _first(case, ORDER)
    by_lot = bool(lot and row.get("lot")) and _same_lot(lot, str(row["lot"]))
    return by_lot or (bool(order) and _plain(order) == _plain(_first(row, ORDER)))


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
    first, second = ([part for part in re.split(r"[\s/、,;]+", _plain(lot)) if part] for lot in (one, other))
    return bool(first and second) and (first[0] in second or second[0] in first)
