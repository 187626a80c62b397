"""The running lists of a case: what the program writes into them line by line while the case is open."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qcdesk.cases import choices
from qcdesk.fields import Choice, Count, Day, Lines, Link, Moment, Money, Note, Number, Person, Text
from qcdesk.kinds import PROGRAM, Block

MOST = 500

INTERIM, CORRECTIVE, PREVENTIVE, IMPROVEMENT = "临时", "纠正", "预防", "改善"
ACTION_KINDS = (
    (INTERIM, "Interim"), (CORRECTIVE, "Corrective"), (PREVENTIVE, "Preventive"), (IMPROVEMENT, "Improvement"),
)  # fmt: skip

COSTS = (
    ("运费", "Freight"), ("返工工时", "Rework hours"), ("零件", "Parts"), ("折让/赔偿", "Allowance"),
    ("差旅", "Travel"), ("其他", "Other"),
)  # fmt: skip

CLAUSES = Lines("clauses", "判定依据", "Why this grade", rows=1, most=50, columns=(
    Text("code", "条款", "Clause", limit=20),
    Choice("grade", "程度", "Grade", options=choices.GRADES),
    Note("sentence", "判定标准", "Criterion", limit=400),
    Text("source", "出处", "Source", limit=40),
    Text("inputs", "依据", "Inputs", limit=400),
    Count("version", "版本", "Version"),
))  # fmt: skip

CLOCKS = Lines("clocks", "时限", "Deadlines", rows=2, most=MOST, columns=(
    Text("rule", "代号", "Rule", limit=40),
    Text("label", "事项", "What is due", limit=80),
    Moment("started_at", "起算", "From"),
    Moment("due_at", "到期", "Due"),
    Text("steps", "计算", "Counting", limit=2000),
    Moment("stopped_at", "完成", "Done"),
    Moment("first_due", "原到期", "First due"),
    Text("reason", "延期/免除原因", "Why moved", limit=400),
    Text("source", "出处", "Source", limit=40),
    Count("version", "版本", "Version"),
))  # fmt: skip

PAUSES = Lines("pauses", "暂停", "Pauses", rows=1, most=MOST, columns=(
    Moment("begun", "自", "From"),
    Moment("ended", "至", "To"),
    Text("reason", "原因", "Why", limit=400),
    Person("by", "经手人", "By"),
))  # fmt: skip

GRUMBLE = "客户抱怨"
WAYS = (
    ("电话", "Phone"), ("邮件", "E-mail"), ("微信/QQ", "WeChat/QQ"), ("书面", "In writing"), ("现场拜访", "Visit"),
    ("现场取样", "Sampling on site"), ("现场处理", "Handled on site"), (GRUMBLE, "Grumble"),
)  # fmt: skip
ON_SITE = ("现场拜访", "现场取样", "现场处理")

CONTACTS = Lines("contacts", "联系记录", "Contacts with the customer", rows=2, most=MOST, columns=(
    Moment("at", "时间", "When"),
    Choice("way", "方式", "How", options=WAYS, required=True),
    Text("whom", "对方", "With", limit=40),
    Note("said", "内容", "What was said", limit=2000, required=True),
    Choice("decision", "客户意见", "Customer decision", options=choices.SAID_OF_IT),
    Text("promised", "承诺", "Promised", limit=200),
    Person("by", "记录人", "By", limit=40),
))  # fmt: skip

ACTIONS = Lines("actions", "措施", "Actions", rows=2, most=MOST, columns=(
    Choice("kind", "类别", "Kind", options=ACTION_KINDS, required=True),
    Note("what", "措施", "What", limit=1000, required=True),
    Person("owner", "负责人", "Owner", required=True),
    Day("due", "期限", "Due", required=True),
    Day("done", "完成", "Done"),
    Note("evidence", "完成证据", "Evidence", limit=500),
    Text("method", "验证方法", "Verified how", limit=200),
    Day("verified", "验证日期", "Verified"),
    Choice("result", "验证结果", "Result", options=choices.VERDICTS),
    Person("verifier", "验证人", "By"),
    Text("sheet", "来自", "From", limit=40),
))  # fmt: skip

DOCUMENTS = Lines("documents", "文件更新", "Documents updated", rows=1, most=MOST, columns=(
    Text("document", "文件", "Document", limit=80),
    Text("number", "编号", "No.", limit=40),
    Text("revision", "新版次", "New rev.", limit=20),
    Day("on", "日期", "On"),
))  # fmt: skip

SPREAD = Lines("spread", "水平展开", "Read across", rows=1, most=MOST, columns=(
    Text("where", "产品/工序", "Where", limit=120),
    Text("found", "检查结果", "Found", limit=300),
    Person("by", "检查人", "By"),
    Day("on", "日期", "On"),
))  # fmt: skip

COST_LINES = Lines("costs", "费用", "Costs", rows=1, most=MOST, columns=(
    Choice("item", "费用项目", "Item", options=COSTS),
    Number("hours", "工时(h)", "Hours", places=1),
    Money("amount", "金额", "Amount"),
    Text("note", "说明", "Note", limit=200),
    Day("on", "日期", "On"),
))  # fmt: skip

SAME_PROBLEM, MONTHS_REPEAT, MERGED, TAKES_IN, SHARED_8D = "同一问题", "当月重复", "并入", "并来", "共用8D"
"""How a case belongs to another; of a shared 8D the link names the sheet itself."""
CAR_8D = "car_8d"
"""The form of that sheet."""
OTHERWISE = "其他相关"
RELATIONS = (
    (SAME_PROBLEM, "Same problem"), (OTHERWISE, "Otherwise related"), (MONTHS_REPEAT, "Month's repeat"),
    (MERGED, "Merged into"), (TAKES_IN, "Takes in"), (SHARED_8D, "Shared 8D"),
)  # fmt: skip
BY_PROGRAM: Mapping[str, str] = MappingProxyType({
    **dict.fromkeys((MERGED, TAKES_IN), "由“并入另一案件”和“撤销合并”写入"),
    SHARED_8D: "由共用 8D 的登记写入", MONTHS_REPEAT: "由登记判定时的重复检查写入",
})  # fmt: skip
"""Links that something rests on, with what writes them."""

LINKS = Lines("links", "相关案件", "Related cases", rows=1, most=MOST, columns=(
    Choice("how", "关系", "How", options=RELATIONS, required=True),
    Link("case", "案件", "Case", to="case"),
    Text("why", "理由", "Why", limit=200),
))  # fmt: skip

COUNTS = Lines("rounds", "退回与重来", "Rounds", rows=1, most=MOST, columns=(
    Text("step", "步骤", "Step", limit=40),
    Moment("at", "时间", "When"),
    Note("reason", "原因", "Why", limit=500),
    Person("by", "经手人", "By"),
))  # fmt: skip

RUNNING = Block("running", "案件台账", PROGRAM, (
    Choice("grade", "程序判定", "Computed grade", options=choices.GRADES),
    CLAUSES, CLOCKS, PAUSES, CONTACTS, ACTIONS, DOCUMENTS, SPREAD, COST_LINES, LINKS, COUNTS,
))  # fmt: skip

_BY_THE_LINE = "请用案件页上的按钮，或 qcdesk case add、case change"
KEPT_BY: Mapping[str, str] = MappingProxyType({
    "grade": "由判定标准算出，要改请在“登记判定”选“客诉程度”并写改判理由",
    "clauses": "由判定标准算出，请在“登记判定”填不良项目和数量",
    "clocks": "请用案件页“时限”里的延期、免除", "pauses": "请用案件页“时限”里的暂停、恢复",
    "rounds": "退回、重新打开等步骤会记下来，见 qcdesk case step",
    "links": "请用案件页上的按钮，或 qcdesk case link",
    **dict.fromkeys(("contacts", "actions", "documents", "spread", "costs"), _BY_THE_LINE),
})  # fmt: skip
"""How each value that the program keeps is changed."""
