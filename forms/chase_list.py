"""催签单: who has which copies to sign and since when, as a sheet to walk round with. It is printed from what is stored
and is no record itself."""

from __future__ import annotations

from collections.abc import Sequence

from forms.grid import A4_LANDSCAPE, Form, PageNumber, Pair, Table, row
from forms.lay import lay
from forms.photos import Gallery
from forms.printing import Print
from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.fields import Auto, Count, Day, Lines, Text
from qcdesk.kinds import Block, Kind
from qcdesk.services.basics import office
from qcdesk.services.papers import copy_list
from qcdesk.services.papers.chasing import Chased
from qcdesk.views import RecordView
from qcdesk.workflow import APPROVED, chain

TITLE = "催签单"

KIND = Kind(
    code="chase_list", rev="A/0", title=TITLE, en="Copies Out for Signature", prefix="CQ", sheet=False,
    workflow=chain("chase_list", "qc", "qcmgr", "pmgr"),
    blocks=(
        Block("list", "清单", "qc", (
            Day("as_of", "截至", "As of", key="day"),
            Text("made_by", "制表", "Listed by"),
            Lines("lines", "打印份", "Copies", rows=1, most=9_999_999, columns=(
                Auto("seq", "序号", "No.", what="row"),
                Text("who", "在谁手里", "With"),
                Text("number", "编号", "Number"),
                Text("title", "表单", "Form"),
                Text("copy", "份", "Copy"),
                Text("since", "从什么时候", "Since"),
                Count("days", "天数", "Days"),
                Text("said", "催签结果", "Outcome"),
            )),
        )),
    ),
    slots=(),
)  # fmt: skip

FORM = Form(
    KIND,
    paper=A4_LANDSCAPE,
    rows=(
        row(7, Pair("as_of", 8, label=2), Pair("made_by", 8, label=2), PageNumber(8)),
        row(7.5, Table("lines", (1, 4, 3.5, 5, 2, 3.5, 1, 4))),
    ),
)


def printed(desk: Desk, chased: Sequence[Chased], lang: str = "zh") -> Print:
    """As of now; the last column is for the pen."""
    lines: list[Json] = [_line(desk, one, at) for one in chased for at in range(len(one.copies))]
    values: Values = {"as_of": desk.clock.today().isoformat(), "made_by": desk.person.name, "lines": lines}
    gallery = Gallery()
    record = RecordView(0, None, KIND, APPROVED, "", 0, values)
    return Print((lay(FORM, record, office.view(desk), lang, gallery),), gallery)


def _line(desk: Desk, one: Chased, at: int) -> dict[str, Json]:
    copy = one.copies[at]
    return {
        "who": one.who, "number": copy.number, "title": copy.title, "copy": copy.remark,
        "since": desk.clock.local(copy.since), "days": copy_list.days_out(desk, copy),
    }  # fmt: skip
