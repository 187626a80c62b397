"""Tables of the printed case that nobody fills in: what the trail, the sheets and the samples tell of it."""

from __future__ import annotations

from qcdesk.fields import Lines, Moment, Note, Person, Text

ANSWERS = Lines("answers", "客户回复与意见", "Replies and opinions", rows=1, columns=(
    Moment("at", "时间", "When"),
    Text("what", "事项", "What"),
    Note("said", "内容", "What was said"),
    Person("by", "经手人", "By"),
))  # fmt: skip

EARLIER = Lines("earlier", "以前各轮的分析与处理", "Earlier rounds", rows=1, columns=(
    Moment("at", "时间", "When"),
    Text("what", "栏", "Part"),
    Note("said", "内容", "What was written"),
    Person("by", "签名", "Signed by"),
))  # fmt: skip

SIGNED = Lines("signed", "签核经过", "Steps and signatures", rows=1, columns=(
    Moment("at", "时间", "When"),
    Text("step", "步骤", "Step"),
    Person("by", "经手人", "By"),
    Text("slot", "签名", "Signature"),
    Note("reason", "原因", "Why"),
))  # fmt: skip

SHEETS = Lines("sheets", "表单", "Sheets", rows=1, columns=(
    Text("number", "编号", "No."),
    Text("title", "表单", "Sheet"),
    Text("state", "现在", "State"),
    Note("signed", "签名", "Signed by"),
))  # fmt: skip

KEPT = Lines("kept", "样品", "Samples", rows=1, columns=(
    Text("number", "标签", "Label"),
    Moment("at", "时间", "When"),
    Text("what", "事项", "What"),
    Text("pieces", "件数", "Pieces"),
    Person("holder", "经手人/借用人", "Holder"),
    Note("note", "位置、说明", "Place, note"),
))  # fmt: skip

TOLD = (ANSWERS, EARLIER, SIGNED, SHEETS, KEPT)
