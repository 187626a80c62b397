"""催签单: who has which copies to sign and since when, as a sheet to walk round with."""

from __future__ import annotations

from collections.abc import Sequence

from forms.listing import Column, Line, Listing
from forms.printing import Print
from qcdesk.desk import Desk
from qcdesk.fields import Count, Text
from qcdesk.services.papers import copy_list
from qcdesk.services.papers.chasing import Chased

TITLE = "催签单"

LISTING = Listing(
    "chase_list", "CQ", TITLE, "Copies Out for Signature", ("打印份", "Copies"),
    columns=(
        Column(Text("who", "在谁手里", "With"), 4), Column(Text("number", "编号", "Number"), 3.5),
        Column(Text("title", "表单", "Form"), 5), Column(Text("copy", "份", "Copy"), 2),
        Column(Text("since", "从什么时候", "Since"), 3.5), Column(Count("days", "天数", "Days"), 1),
        Column(Text("said", "催签结果", "Outcome"), 4),
    ),
)  # fmt: skip
FORM = LISTING.form


def printed(desk: Desk, chased: Sequence[Chased], lang: str = "zh") -> Print:
    """As of now; the last column is for the pen, but for papers that nobody need sign any more."""
    return LISTING.printed(desk, [_line(desk, one, at) for one in chased for at in range(len(one.copies))], lang)


def _line(desk: Desk, one: Chased, at: int) -> Line:
    copy = one.copies[at]
    return {
        "who": one.who, "number": copy.number, "title": copy.title, "copy": copy.remark,
        "since": desk.clock.local(copy.since), "days": copy_list.days_out(desk, copy),
        "said": copy.todo,
    }  # fmt: skip
