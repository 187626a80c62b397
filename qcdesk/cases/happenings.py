"""What happens in a case, in the words that the deadline rows start and stop by (resources/starter/deadlines.toml)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qcdesk.canonical import Json
from qcdesk.cases import choices

BY_STEP: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "receive": ("received",),
    "register": ("assigned", "reexamined", "investigation_began", "asked_person"),
    "analyse": ("opinion_submitted", "investigated", "person_replied"),
    "simplify": ("investigated", "person_replied", "opinion_submitted", "approved", "handling_began"),
    "pass_review": ("opinion_submitted",),
    "pass_plan": ("approved", "handling_began"),
    "refer_plan": ("reported",), "take_on": ("approved", "handling_began", "director_replied"),
    "take_on_late": ("director_replied",),
    "handle": ("handled",), "handle_plain": ("handled",), "handle_in_house": ("handled",),
    "handle_sent": ("handled",),
    "reply": ("first_reply", "answered", "cause_replied", "result_told", "estimated"),
    "decline": ("assigned", "reexamined", "investigated", "person_replied", "opinion_submitted"),
    "tell_declined": ("first_reply", "answered", "cause_replied", "result_told", "estimated", "told_decision",
                      "resolved"),
    "agree": ("told_decision", "resolved", "onsite_handled"),
    "disagree": ("appealed", "over_authority", "reported"),
    "reassign": ("director_replied", "reexamined", "investigation_began"),
    "rehandle": ("director_replied", "reexamined", "handling_began"),
    "reanalyse": ("investigation_began",),
    "not_effective": ("investigation_began",), "reopen": ("investigation_began",), "appeal": ("appealed",),
    "uphold": ("reexamined", "told_decision", "resolved"),
    "track": ("followed_up",),
    "close": ("resolved", "followed_up"),
})  # fmt: skip
"""In their order: what was investigated anew follows the opinion given before. A merge answers nobody."""

Told = tuple[tuple[str, str], ...]
"""Happenings, each with the cell of the sheet that says when; of now where there is none."""

BY_SHEET: Mapping[tuple[str, str], Told] = MappingProxyType({
    ("internal_contact", "draft"): (("reported", ""), ("sheet_arrived", "")),
    ("internal_contact", "issue"): (("director_replied", ""), ("sheet_distributed", "")),
    ("internal_contact", "approve"): (("approved", ""),),
    ("coordination_order", "open"): (("order_begun", ""),),
    ("coordination_order", "register"): (("sheet_submitted", ""),),
    ("coordination_order", "handle"): (("contacted", "first_contact"), ("handed_in", "")),
    ("coordination_order", "call_back"): (("traced", "cb1"), ("second_contact", "cb2")),
    ("coordination_order", "decline"): (("traced", "cb1"), ("second_contact", "cb2"), ("sheet_submitted", "")),
})  # fmt: skip
"""What a step of a case's sheet is to the case: 内联单 reported, distributed, approved (E1.4); 协调工作单 (E3.8)."""

ENDS_WITH_SHEET: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "internal_contact": ("sheet_distributed",),
    "coordination_order": ("sheet_submitted", "contacted", "traced", "handed_in", "second_contact"),
})  # fmt: skip
"""What is waited for of a sheet, and no longer once it is void."""

BY_HAND = ("over_authority", "reported", "director_replied")
"""What the office may also know otherwise: by telephone, in person."""

AWAITED = ("contacted", "reported")
"""Only happens where a clock waits for it: not every call is the first one of a 协调工作单."""

BY_WAY: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "电话": ("first_reply", "answered", "contacted"), "邮件": ("first_reply", "answered"),
    "微信/QQ": ("first_reply", "answered"), "书面": ("first_reply", "answered"),
    "现场拜访": ("first_reply", "answered", "visited"), "现场取样": ("first_reply", "visited", "sampled"),
    "现场处理": ("first_reply", "answered", "visited", "onsite_handled"), "客户抱怨": ("grumbled",),
})  # fmt: skip
"""What a contact with the customer fulfils, by how it was made."""

PROMISED = ("estimated",)
"""What a contact fulfils in which the customer was promised something: he knows what to expect when."""

ENDS_ALL = ("close", "uphold", "tell_declined", "merge", "void")
"""After these nothing of the case runs on."""

Holds = Callable[[Mapping[str, Json]], bool]


def _placed(*places: str) -> Holds:
    return lambda values: values.get("place") in places


def _graded(*grades: str) -> Holds:
    return lambda values: values.get("severity") in grades


def _always(values: Mapping[str, Json]) -> bool:
    return True


def _several_departments(values: Mapping[str, Json]) -> bool:
    departments = values.get("duty_dept")
    return isinstance(departments, list) and len(departments) > 1


PLACES: Mapping[str, str] = MappingProxyType({"田心范围": "田心范围", "其他市内": "市内其他", "市外": "市外"})
"""Where the customer is, in the words of a deadline row, and what the case calls it."""
IN_TOWN = ("田心范围", "市内其他")

CONDITIONS: Mapping[str, Holds] = MappingProxyType({
    "": _always, **{name: _placed(place) for name, place in PLACES.items()},
    "一般": _graded(choices.MINOR, choices.BATCH), "重大紧急": _graded(choices.SERIOUS),
    "多部门": _several_departments,
})  # fmt: skip
"""The conditions of the deadline rows, as far as a case can tell them; rows with others start by hand."""

ONLY_THE_OFFICE_KNOWS = ("紧急情况", "在线或第三方平台")

OF_THE_ORDER = ("coordination_submit", "coordination_call", "coordination_trace", "coordination_return",
                "coordination_second")  # fmt: skip
OF_THE_MONTH = ("monthly_summary",)
NO_CLOCKS = ("window_hours", "count_in_month")

NOT_PAUSED = ("first_reply", "onsite_plan", "unresolved")
"""Promised to the customer, or what makes a complaint 重大: no pause of ours moves them."""

NOT_MOVED = ("unresolved",)
"""What nobody puts off or lets go."""


def told() -> frozenset[str]:
    """Every happening that steps, sheets and contacts make."""
    of_sheets = (name for pairs in BY_SHEET.values() for name, _ in pairs)
    of_cases = (name for names in (*BY_STEP.values(), *BY_WAY.values(), PROMISED) for name in names)
    return frozenset((*of_sheets, *of_cases))


def of_step(action: str, values: Mapping[str, Json]) -> tuple[str, ...]:
    """What crosses departments is beyond one's authority (S1:105)."""
    beyond = ("over_authority",) if action == "register" and _several_departments(values) else ()
    return (*BY_STEP.get(action, ()), *beyond)


def may_start_by_hand(event: str, unit: str) -> bool:
    """Months are no case's, and what belongs to a 协调工作单 runs with it."""
    return event not in (*OF_THE_ORDER, *OF_THE_MONTH, *OF_THE_CUSTOMER) and unit not in NO_CLOCKS


def only_the_office_knows(starts: str, condition: str) -> bool:
    """What nothing but the hand would start."""
    return condition in ONLY_THE_OFFICE_KNOWS or starts in BY_HAND or starts not in told()


def may_end_by_hand(stops: str) -> bool:
    """What a step or a sheet shows is not said besides."""
    return stops in BY_HAND or stops not in told()


ON_SITE = ("onsite_visit", "onsite_sampling", "onsite_plan")
"""Only where somebody can go, or where a row names the place: the sources give no figure for customers out of the city,
the factory may."""


OF_THE_CUSTOMER = ("appeal",)
"""His time, not ours: that he lets it pass is no deadline missed."""


def applies(event: str, condition: str, values: Mapping[str, Json]) -> bool:
    """Whether a deadline row is this case's business."""
    holds = CONDITIONS.get(condition)
    if holds is None or not holds(values):
        return False
    if event in OF_THE_CUSTOMER or (values.get("case_kind") == choices.IN_HOUSE and event not in IN_HOUSE):
        return False
    return event not in ON_SITE or condition in PLACES or values.get("place") in IN_TOWN


IN_HOUSE = ("assign", "investigate", "submit_opinion", "handle", "multi_department", "follow_up", "person_reply")
"""What also binds where no customer waits."""
