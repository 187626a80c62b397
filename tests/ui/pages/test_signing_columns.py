"""待签核 at 1366×768: the customer and why a sheet cannot be ticked are read whole; what the order tells goes first."""

from ui.pages.signing import WHY
from ui.pages.widths import in_sight, shared
from ui.pages.workbench import WAITING_COLUMNS

ROOM = 1073
"""Pixels of the list there, without the column of ticks."""

WANTS = {
    "编号": 114, "表单": 168, "客户": 206, "产品": 178, "要做": 150, "现在": 80, "从什么时候": 126,
    "不能打勾的原因": 280,
}  # fmt: skip


def test_customer_and_reason_are_not_cut_for_a_state_or_a_time() -> None:
    columns = (*WAITING_COLUMNS, WHY)
    shown = in_sight(columns, ROOM, WANTS)
    widths = dict(zip((column.title for column in shown), shared(shown, WANTS, {}, ROOM), strict=True))
    assert sum(widths.values()) <= ROOM
    assert {title: widths[title] >= WANTS[title] for title in ("编号", "客户", WHY.title)} == {
        "编号": True, "客户": True, WHY.title: True
    }  # fmt: skip
    assert [column.title for column in columns if column not in shown] == ["现在", "从什么时候"]


def test_reason_that_no_sheet_has_gives_its_room_away_first() -> None:
    shown = in_sight((*WAITING_COLUMNS, WHY), 1000, WANTS | {WHY.title: 120}, {WHY.title})
    assert [column.title for column in shown if column.title in ("现在", WHY.title)] == ["现在"]
