"""Calculated cells: named functions from a sheet's values to one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from qcdesk.canonical import Json

Calculation = Callable[[Mapping[str, Json]], Json]


def whole(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def rows(values: Mapping[str, Json], name: str) -> list[dict[str, Json]]:
    """The filled rows of a line table."""
    table = values.get(name)
    return [row for row in table if isinstance(row, dict)] if isinstance(table, list) else []


def defect_rate(values: Mapping[str, Json]) -> Json:
    """不良率 of the inspected quantity, of the lot where nothing was sampled (layout 1, row 4): `3.75 %`."""
    defective, of = whole(values.get("defect_qty")), whole(values.get("sample_qty")) or whole(values.get("lot_qty"))
    if defective is None or not of:
        return None
    return f"{percent(defective, of):f} %"


def complaint_rate(values: Mapping[str, Json]) -> Json:
    """不良比例: complained of, of the shipped quantity (layout 4)."""
    complained, shipped = whole(values.get("complaint_qty")), whole(values.get("ship_qty"))
    return f"{percent(complained, shipped):f} %" if complained is not None and shipped else None


def total(table: str, column: str) -> Calculation:
    def add(values: Mapping[str, Json]) -> Json:
        figures = [figure for row in rows(values, table) if (figure := whole(row.get(column))) is not None]
        return sum(figures) if figures else None

    return add


def percent(part: int, of: int) -> Decimal:
    """Rounded half up to two places; `of` is not 0."""
    return (Decimal(part) * 100 / Decimal(of)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def return_difference(values: Mapping[str, Json]) -> Json:
    """点收数量 less 申请数量 (layout 10a)."""
    counted, asked = whole(values.get("recv_qty")), whole(total("lines", "qty")(values))
    return None if counted is None or asked is None else counted - asked


def delivery_total(values: Mapping[str, Json]) -> Json:
    """`42 箱 / 4,200`: boxes only where they are counted."""
    sent, boxes = whole(total("lines", "qty")(values)), whole(total("lines", "boxes")(values))
    if sent is None:
        return None
    return f"{boxes:,} 箱 / {sent:,}" if boxes else f"{sent:,}"


CALCULATIONS: Mapping[str, Calculation] = MappingProxyType(
    {
        "defect_rate": defect_rate,
        "complaint_rate": complaint_rate,
        "total_in": total("exec_lines", "qty_in"),
        "total_ok": total("exec_lines", "qty_ok"),
        "total_scrap": total("exec_lines", "qty_scrap"),
        "return_difference": return_difference,
        "delivery_total": delivery_total,
    }
)
