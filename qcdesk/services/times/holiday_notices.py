"""放假通知: read from text or a table, and taken in as a whole, with every clock that waited for it."""

from __future__ import annotations

from pathlib import Path

from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import Fault, Invalid, Refused
from qcdesk.rules import notices
from qcdesk.rules.notices import Notice
from qcdesk.services.times import recounting, working_days

NOTICE = "放假通知"


def preview(text: str, year_of: int) -> Notice:
    """A notice as text, or as CSV where its first line has a comma and a full date."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    as_table = "," in first and "。" not in text and "月" not in first.partition(",")[0]
    return notices.read_csv(text) if as_table else notices.read_text(text, year_of)


def text_of(path: Path) -> str:
    """UTF-8 as programs write it today, or GB 18030 as Excel does in Chinese Windows. Raises Refused for no text."""
    try:
        content = path.read_bytes()[: 4 * notices.LONGEST_NOTICE + 4]
    except OSError:
        raise Refused(f"“{path.name}”读不出来，请换一个文件") from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(f"“{path.name}”不是文本文件，请另存为文本或 CSV")


def take(desk: Desk, notice: Notice, source: str = "") -> Change:
    """All its days in one transaction, and every clock that was counted provisionally counted again.

    Raises Invalid naming every row that is not sound, and takes none then.
    """
    faults = [Fault("row", row.words or "（空）", row.fault, row.row) for row in notice.rows if row.fault]
    if faults or not notice.rows:
        raise Invalid(faults or [Fault("row", "通知", "里面没有找到日期")], "没有导入：")
    taken = [day for row in notice.rows for day in row.factory_days]
    with desk.store.write():
        change = working_days.set_days(desk, taken, source or NOTICE, "calendar_notice_taken")
        recounting.after_notice(desk)
    return change
