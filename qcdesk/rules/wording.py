"""The figures of rule rows in words."""

from __future__ import annotations

from qcdesk.rules.clauses import percent
from qcdesk.rules.criteria import BY_FACTORY, Criterion
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.units import UNITS

BLANK = "空白，待本厂填写"


def figure(row: DeadlineRule) -> str:
    """`1 个工作日（最长 3）`, `48 小时之内 2 次`, `当月 3 次`."""
    if row.unit in UNITS:
        most = f"（最长 {row.most}）" if row.most else ""
        times = f" {row.times} 次" if row.times else ""
        return f"{row.amount} {UNITS[row.unit].label}{times}{most}"
    return f"当月 {row.times} 次" if row.times else BLANK


def least(row: Criterion) -> str:
    """A share as per cent, a count as it is; nothing where the criterion has no number."""
    if not row.least:
        return ""
    return percent(row.least) if row.least < 1 else str(row.least)


def validity(row: Criterion | DeadlineRule) -> str:
    """`一直`, `2026-11-01 起`, `2026-11-01 10:00 起`, `2026-11-01 – 2026-12-31`."""
    begins = f"{row.valid_from or ''}{f' {row.since:%H:%M}' if row.since else ''}"
    if not row.valid_to:
        return f"{begins} 起" if begins else "一直"
    return f"{begins} – {row.valid_to}".strip()


def is_own(row: Criterion | DeadlineRule) -> bool:
    """Set by the factory, not quoted from a document."""
    return row.source.startswith(BY_FACTORY)
