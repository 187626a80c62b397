"""Where a case can stand, and the stages that its flow is drawn with."""

from __future__ import annotations

from dataclasses import dataclass

from qcdesk.workflow import DRAFT, VOID

RECEIVED, ANALYSIS, SUPPLIER, REVIEW = "received", "analysis", "supplier", "review"
PLANNING, PLANNED, TOP, HANDLING = "planning", "planned", "top", "handling"
RECHECK, DELIVERY = "recheck", "delivery"
REPLY, CONFIRM, ESCALATED, TRACKING = "reply", "confirm", "escalated", "tracking"
ARCHIVING, CLOSING, CLOSED = "archiving", "closing", "closed"
DECLINED, UNFOUNDED, MERGED, APPEALED = "declined", "unfounded", "merged", "appealed"

AT_THE_TOP = (TOP, ESCALATED, APPEALED)

LABELS = (
    (RECEIVED, "待登记判定"), (ANALYSIS, "分析中"), (SUPPLIER, "待供应商答复"), (REVIEW, "待审查"),
    (PLANNING, "制定对策"), (PLANNED, "对策待审"), (TOP, "待高层受理"), (HANDLING, "处理中"), (RECHECK, "待重检"),
    (DELIVERY, "待送货点收"),
    (REPLY, "待回复客户"), (CONFIRM, "待客户确认"), (ESCALATED, "不同意，转高层"), (TRACKING, "跟踪验证"),
    (ARCHIVING, "待归档封存"), (CLOSING, "待结案"), (CLOSED, "已结案"), (DECLINED, "不成立，待答复"),
    (UNFOUNDED, "不成立，已答复"), (MERGED, "已合并"), (APPEALED, "申诉复审中"),
)  # fmt: skip

ENDS = (CLOSED, UNFOUNDED, MERGED, VOID)


@dataclass(frozen=True)
class Stage:
    """One station of the drawn flow; a case stands there in any of its states."""

    label: str
    states: tuple[str, ...]


STAGES = (
    Stage("受理", (DRAFT,)), Stage("登记判定", (RECEIVED,)), Stage("分析", (ANALYSIS, SUPPLIER)),
    Stage("审查", (REVIEW,)), Stage("对策", (PLANNING, PLANNED, TOP)), Stage("处理", (HANDLING,)),
    Stage("重检", (RECHECK,)), Stage("送货点收", (DELIVERY,)), Stage("回复客户", (REPLY, DECLINED)),
    Stage("客户确认", (CONFIRM, ESCALATED, APPEALED)), Stage("跟踪验证", (TRACKING,)), Stage("归档封存", (ARCHIVING,)),
    Stage("结案", (CLOSING, CLOSED, UNFOUNDED, MERGED)),
)  # fmt: skip
"""The way of E0.1 and E0.3, from the first call to 结案."""


def stage_of(state: str) -> int:
    """The place of a state on the drawn flow; a void case stands where it began."""
    return next((at for at, stage in enumerate(STAGES) if state in stage.states), 0)
