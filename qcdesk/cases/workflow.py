"""The way of a case as one table: E0.1 and E0.3 with their N-branches, E0.8 for the customer who does not agree."""

from __future__ import annotations

from qcdesk.cases import states as at
from qcdesk.workflow import ANYONE, DRAFT, VOID, Step, Workflow

ANALYSED = ("analysed", "supplier_asked")
REVIEWED = (*ANALYSED, "reviewed", "simplified")
DRAWN_UP = ("planned", "plan_passed", "simplified")
PLANNED = ("planned", "plan_passed", "taken_on")
HANDLED = ("handled", "rechecked", "delivered")
REPLIED = ("replied", "confirmed", "declined_told")
TRACKED = ("tracked", "archived", "closed")
JUDGED_ANEW = ("registered", "declined")
AFTER_REGISTRATION = (*REVIEWED, *PLANNED, *HANDLED, *REPLIED, *TRACKED)

ON_EVERY_WAY = ("intake", "product", "judging", "cause", "plan", "handling", "tracking", "archive")
"""Blocks that no case ends without; re-inspection, delivery and answer are completed by the steps that need them."""

STILL_CLOSED = (
    "correction_is_listed", "actions_closed", "actions_verified", "effect_is_good", "customer_agreed_or_in_house",
    "sheets_finished", "complaint_sheet_filed", "handling_sheets_done", "delivery_stands", "replied_to_customer",
    "reply_times_hold", "sample_sealed", "photo_taken", "promoted_where_it_must", "written_material",
)  # fmt: skip
"""What holds of a case that closes, and of one whose 结案 is upheld."""

FOUND_OUT = ("promoted_where_it_must", "doubtful_goods_are_seen")
"""What the analysis begins with."""

RECHECKED = ("recheck_is_good", "rework_rechecked", "handling_sheets_done")
"""The sheets of the work may have been made void since it was said to be done."""

PLAN_FITS = ("repair_has_consent", "concession_has_consent", "disposition_fits")

TAKES_ON = "高层受理，指派资源"
ASSIGNED = "指派谁负责、给什么资源"
UNDER_WAY = (at.HANDLING, at.RECHECK, at.DELIVERY, at.REPLY, at.CONFIRM, at.TRACKING, at.ARCHIVING, at.CLOSING)
"""Where the department that answers for it is at work, or has done its work."""
JUDGED = (at.ANALYSIS, at.SUPPLIER, at.REVIEW, at.PLANNING, at.PLANNED, at.ESCALATED, *UNDER_WAY)
"""Where a case has its grade, which may still rise, and is not at an end."""

ONCE_MORE = (*JUDGED_ANEW, *AFTER_REGISTRATION)


def _analyse(role: str, gate: str, source: str = at.ANALYSIS) -> Step:
    """Each of the four causes goes to its own department (E0.3)."""
    return Step("analyse", "提交原因分析", (source,), at.REVIEW, role, signs=("analysed",), completes=("cause",),
                gates=(gate, "written_material", "intake_times_hold", *FOUND_OUT))  # fmt: skip


def _rejudge(state: str) -> Step:
    """The case stays where it stands; the new signature attests what the old one did, with the new grade (S4:264)."""
    return Step("rejudge", "重新判定", (state,), state, "qcmgr", signs=("registered",), reason=True,
                clears=("registered", "supplier_asked"))  # fmt: skip


def _take_on_late(state: str) -> Step:
    """For a complaint whose grade became serious only after its plan had passed; it stays where it stands."""
    return Step("take_on_late", TAKES_ON, (state,), state, "gm", signs=("taken_on",), apart=DRAWN_UP, reason=True,
                asks=ASSIGNED, gates=("for_the_top", "not_taken_on"))  # fmt: skip


WORKFLOW = Workflow("case", (
    Step("receive", "受理", (DRAFT,), at.RECEIVED, ANYONE, completes=("kind", "intake"), numbers=True,
         gates=("channel_fits_the_kind", "intake_times_hold")),
    Step("register", "登记判定", (at.RECEIVED,), at.ANALYSIS, "qc", signs=("registered",),
         completes=("kind", "intake", "product", "judging"),
         gates=("read_back", "graded", "override_has_a_reason", "channel_fits_the_kind", "intake_times_hold",
                "promoted_where_it_must", "nature_fits_the_branch")),
    Step("promote", "升为客户投诉", (at.RECEIVED, at.ANALYSIS, at.TRACKING, at.ARCHIVING, at.CLOSING), at.RECEIVED,
         "sales", clears=("registered", *AFTER_REGISTRATION), reason=True, gates=("is_feedback",)),
    Step("merge", "并入另一案件", (at.RECEIVED,), at.MERGED, "qc", reason=True,
         gates=("merged_into_another", "nothing_merged_in", "not_answered_before", "sheets_finished")),
    Step("unmerge", "撤销合并", (at.MERGED,), at.RECEIVED, "qcmgr", reason=True),
    Step("decline", "判定不成立", (at.RECEIVED, at.ANALYSIS), at.DECLINED, "qcmgr", signs=("declined",), reason=True,
         gates=("never_answered", "nothing_merged_in")),
    Step("tell_declined", "已婉转答复客户", (at.DECLINED,), at.UNFOUNDED, "sales", signs=("declined_told",),
         completes=("reply",), gates=("sheets_finished", "reply_times_hold")),

    Step("ask_supplier", "转采购问供应商", (at.ANALYSIS,), at.SUPPLIER, "iqc", signs=("supplier_asked",),
         gates=("branch_material",)),
    _analyse("pemgr", "branch_assembly"),
    _analyse("duty", "branch_assembly"),
    _analyse("eng", "branch_structure"),
    _analyse("engmgr", "branch_structure"),
    _analyse("iqc", "branch_material"),
    _analyse("purch", "branch_material", at.SUPPLIER),
    _analyse("sales", "branch_misuse"),
    Step("simplify", "一般件简易处理", (at.ANALYSIS,), at.HANDLING, "qcmgr", signs=("simplified",),
         completes=("cause", "plan"), apart=("registered",),
         gates=("minor_only", "written_material", "intake_times_hold", *FOUND_OUT, *PLAN_FITS)),
    Step("pass_review", "审查通过", (at.REVIEW,), at.PLANNING, "qcmgr", signs=("reviewed",), apart=("analysed",)),
    Step("reject_review", "审查退回", (at.REVIEW,), at.ANALYSIS, "qcmgr", clears=ANALYSED, reason=True),

    *(Step("plan", "提交对策", (at.PLANNING,), at.PLANNED, role, signs=("planned",), completes=("plan",),
           gates=PLAN_FITS) for role in ("duty", "eng", "pemgr", "purch")),
    Step("plan", "提交对策", (at.PLANNING,), at.PLANNED, "sales", signs=("planned",), completes=("plan",),
         gates=("branch_misuse", *PLAN_FITS)),
    Step("pass_plan", "对策审核通过", (at.PLANNED,), at.HANDLING, "qcmgr", signs=("plan_passed",), apart=("planned",),
         gates=("not_for_the_top", *PLAN_FITS)),
    Step("refer_plan", "对策审核通过，报高层", (at.PLANNED,), at.TOP, "qcmgr", signs=("plan_passed",),
         apart=("planned",), gates=("for_the_top", *PLAN_FITS)),
    Step("reject_plan", "对策退回", (at.PLANNED,), at.PLANNING, "qcmgr", clears=("planned",), reason=True),

    Step("take_on", TAKES_ON, (at.TOP,), at.HANDLING, "gm", signs=("taken_on",), apart=DRAWN_UP, reason=True,
         asks=ASSIGNED, awaited=True),
    Step("top_rejects", "高层退回对策", (at.TOP,), at.PLANNING, "gm", clears=PLANNED, reason=True),
    *map(_take_on_late, UNDER_WAY),

    Step("handle", "处理完成，送重检", (at.HANDLING,), at.RECHECK, "merch", signs=("handled",), completes=("handling",),
         gates=("goods_were_worked_on", "handling_sheets_done", "of_one_customer")),
    Step("handle_plain", "处理完成", (at.HANDLING,), at.REPLY, "merch", signs=("handled",), completes=("handling",),
         gates=("no_goods_worked_on", "no_goods_sent", "handling_sheets_done", "of_one_customer", "has_a_customer")),
    Step("handle_sent", "处理完成，送货", (at.HANDLING,), at.DELIVERY, "merch", signs=("handled",),
         completes=("handling",),
         gates=("no_goods_worked_on", "goods_are_sent", "handling_sheets_done", "of_one_customer", "has_a_customer")),
    Step("handle_in_house", "处理完成，转跟踪", (at.HANDLING,), at.TRACKING, "merch", signs=("handled",),
         completes=("handling",), gates=("no_goods_worked_on", "handling_sheets_done", "in_house_only")),
    Step("replan", "做不到，退回对策", (at.HANDLING,), at.PLANNING, "merch", clears=PLANNED, reason=True),
    Step("replan", "做不到，退回对策", (at.HANDLING,), at.PLANNING, "qcmgr", clears=PLANNED, reason=True),
    *(Step("replan_done", "处理方式要改，退回对策", (at.RECHECK, at.DELIVERY, at.REPLY), at.PLANNING, role,
           clears=(*PLANNED, *HANDLED), reason=True) for role in ("merch", "qcmgr")),
    Step("reanalyse", "原因不对，退回分析", (at.HANDLING,), at.ANALYSIS, "qcmgr", clears=(*REVIEWED, *PLANNED),
         reason=True),
    Step("recheck_passed", "重检合格，送货", (at.RECHECK,), at.DELIVERY, "qc", signs=("rechecked",),
         completes=("recheck",), apart=("handled",), gates=(*RECHECKED, "has_a_customer")),
    Step("recheck_on_site", "重检合格，转回复客户", (at.RECHECK,), at.REPLY, "qc", signs=("rechecked",),
         completes=("recheck",), apart=("handled",),
         gates=(*RECHECKED, "has_a_customer", "stayed_at_the_customer")),
    Step("recheck_stored", "重检合格，入库", (at.RECHECK,), at.TRACKING, "qc", signs=("rechecked",),
         completes=("recheck",), apart=("handled",), gates=(*RECHECKED, "in_house_only")),
    Step("recheck_failed", "重检不合格", (at.RECHECK,), at.HANDLING, "qc", clears=("handled", "rechecked"),
         reason=True),
    Step("deliver", "送货点收完成", (at.DELIVERY,), at.REPLY, "wh", signs=("delivered",), completes=("delivery",),
         gates=("handling_sheets_done", "delivery_noted", "of_one_customer", "quantities_agree",
                "count_difference_explained", "delivered_in_time")),

    Step("reply", "已回复客户", (at.REPLY,), at.CONFIRM, "sales", signs=("replied",), completes=("reply",),
         gates=("reply_times_hold", "delivery_stands")),
    Step("agree", "客户同意", (at.CONFIRM,), at.TRACKING, "sales", signs=("confirmed",), completes=("confirm",),
         gates=("customer_agreed",)),
    Step("disagree", "客户不同意，转高层", (at.CONFIRM,), at.ESCALATED, "sales", reason=True),
    Step("disagree", "客户又不同意，转高层", (at.TRACKING, at.ARCHIVING, at.CLOSING), at.ESCALATED, "sales",
         clears=("confirmed", "tracked", "archived"), reason=True, gates=("has_a_customer",)),
    Step("reassign", "高层指派重新分析", (at.ESCALATED, at.APPEALED), at.ANALYSIS, "gm", clears=AFTER_REGISTRATION,
         reason=True, asks=ASSIGNED, awaited=True),
    Step("rehandle", "高层指派重新处理", (at.ESCALATED, at.APPEALED), at.HANDLING, "gm",
         signs=("taken_on",), clears=("taken_on", *HANDLED, *REPLIED, *TRACKED), reason=True, asks=ASSIGNED,
         awaited=True),

    Step("track", "跟踪验证有效", (at.TRACKING,), at.ARCHIVING, "qc", signs=("tracked",), completes=("tracking",),
         gates=("effect_is_good", "correction_is_listed", "actions_verified")),
    Step("not_effective", "跟踪无效，重新分析", (at.TRACKING,), at.ANALYSIS, "qc", clears=AFTER_REGISTRATION,
         reason=True),
    Step("archive", "归档封存", (at.ARCHIVING,), at.CLOSING, "merch", signs=("archived",), completes=("archive",),
         gates=("sheets_finished", "complaint_sheet_filed", "handling_sheets_done", "delivery_stands",
                "sample_sealed", "photo_taken")),
    Step("close", "结案", (at.CLOSING,), at.CLOSED, "qcmgr", signs=("closed",), completes=ON_EVERY_WAY,
         apart=("archived",), gates=("taken_on_by_the_top", *STILL_CLOSED)),
    Step("reject_archive", "退回归档", (at.CLOSING,), at.ARCHIVING, "qcmgr", clears=("archived",), reason=True),
    Step("reopen", "重新打开", (at.CLOSED,), at.ANALYSIS, "qcmgr", clears=AFTER_REGISTRATION, reason=True),
    Step("appeal", "客户申诉，复审", (at.UNFOUNDED,), at.RECEIVED, "sales", clears=ONCE_MORE, reason=True,
         gates=("a_customer_appeals", "appeal_in_time")),
    Step("appeal", "客户申诉，复审", (at.UNFOUNDED,), at.RECEIVED, "qcmgr", clears=ONCE_MORE, reason=True,
         gates=("a_customer_appeals",)),
    Step("appeal", "客户申诉，复审", (at.CLOSED,), at.APPEALED, "sales", reason=True,
         gates=("a_customer_appeals", "appeal_in_time")),
    Step("appeal", "客户申诉，复审", (at.CLOSED,), at.APPEALED, "qcmgr", reason=True, gates=("a_customer_appeals",)),
    Step("uphold", "维持原结案", (at.APPEALED,), at.CLOSED, "gm", reason=True, awaited=True,
         gates=("appeal_is_answered", *STILL_CLOSED)),
    Step("reexamine", "复议，重新判定", (at.DECLINED, at.UNFOUNDED), at.RECEIVED, "qcmgr", clears=ONCE_MORE,
         reason=True, gates=("found_in_house",)),
    Step("reexamine", "复议，重新判定", (at.DECLINED, at.UNFOUNDED), at.RECEIVED, "qc", clears=ONCE_MORE,
         reason=True, gates=("found_in_house",)),
    *map(_rejudge, JUDGED),
    Step("void", "作废", (DRAFT, at.RECEIVED), VOID, "qcmgr", reason=True,
         gates=("never_registered", "nothing_merged_in", "a_wrong_entry", "sheets_finished")),
), states=at.LABELS, final=at.ENDS)  # fmt: skip
