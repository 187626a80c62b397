"""待签核 and 纸上送签 at 1366×768: what is read first is read whole; what a line or a tip tells as well goes first."""

import pytest

from ui.pages.papers.held import COLUMNS
from ui.pages.papers.ticked import BOX
from ui.pages.signing import WHY
from ui.pages.widths import in_sight, shared
from ui.pages.workbench import WAITING_COLUMNS

ROOM = 1073
"""Pixels of the list of 待签核 there, without the column of ticks."""

WANTS = {
    "编号": 114, "表单": 168, "客户": 206, "产品": 178, "要做": 126, "现在": 126, "从什么时候": 126,
    "不能打勾的原因": 280,
}  # fmt: skip

PAPERS_ROOM = 851 - BOX
PAPERS_WANT = {
    "编号": 116, "表单": 209, "份": 62, "状态": 78, "从什么时候": 126, "天数": 66,
}  # fmt: skip


def test_state_and_time_stand_beside_a_whole_customer() -> None:
    columns = (*WAITING_COLUMNS, WHY)
    shown = in_sight(columns, ROOM, WANTS)
    widths = dict(zip((column.title for column in shown), shared(shown, WANTS, {}, ROOM), strict=True))
    assert [column.title for column in columns if column not in shown] == [WHY.title]
    assert sum(widths.values()) <= ROOM
    assert {title for title in widths if widths[title] < WANTS[title]} <= {"产品"}


def test_a_wide_window_shows_the_reason_too() -> None:
    assert in_sight((*WAITING_COLUMNS, WHY), 1640, WANTS)[-1] is WHY


@pytest.mark.parametrize(("where", "remark", "gone"), [(64, 48, []), (170, 390, ["从什么时候"])])
def test_the_form_of_a_paper_is_whole_and_says_what_to_do_with_it(where: int, remark: int, gone: list[str]) -> None:
    wants = PAPERS_WANT | {"在哪里": where, "说明": remark}
    shown = in_sight(COLUMNS, PAPERS_ROOM, wants)
    widths = dict(zip((column.title for column in shown), shared(shown, wants, {}, PAPERS_ROOM), strict=True))
    assert [column.title for column in COLUMNS if column not in shown] == gone
    assert sum(widths.values()) <= PAPERS_ROOM
    assert widths["表单"] >= 209
    assert widths["说明"] >= min(remark, 156)
