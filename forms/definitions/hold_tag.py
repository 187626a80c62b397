"""不良品隔离/标识卡: the red card on goods that are held."""

from forms.grid import Band, Form, Pair, Paper, Sign, row
from qcdesk import workflow as flow
from qcdesk.fields import Auto, Choice, Count, Day, Link, Lookup, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import Step, Workflow

CARD = Paper(100, 70, 3, head=False, per_a4=4)
"""Two abreast on A4 leave 2 mm at either edge, where printers do not print: the frame keeps clear of it."""
STATUSES = (
    ("待处理", "Pending"), ("返工", "Rework"), ("返修", "Repair"), ("挑选", "Sort"), ("特采", "Concession"),
    ("报废", "Scrap"), ("退供应商", "To supplier"),
)  # fmt: skip

WORKFLOW = Workflow("hold_tag", (
    Step("hold", "贴卡隔离", ("draft",), "held", "qc", signs=("inspector",), completes=("tag", "status"),
         meaning="检验"),
    Step("release", "处置完毕，取下回收", ("held",), "approved", "qcmgr", signs=("released",),
         completes=flow.WHOLE_SHEET, apart=("inspector",), guard="held_goods_are_disposed_of", meaning="取下"),
    flow.send_back("qcmgr", ("held",)),
    flow.void("qc", ("draft", "held")),
    flow.void("qcmgr", ("approved",)),
), states=(("held", "隔离中"), ("approved", "已取下回收")))  # fmt: skip

KIND = Kind(
    code="hold_tag", rev="A/0", title="不良品隔离/标识卡", en="Reject – Hold Tag", prefix="BS", workflow=WORKFLOW,
    blocks=(
        Block("tag", "标识卡", "qc", (
            Auto("tag_no", "卡号", "Tag no."),
            Day("date", "检验日期", "Date", required=True, key="day", starts="today"),
            Lookup("name", "名称", "Name", required=True, key="product", of="product", limit=60),
            Text("spec", "规格/编号", "Spec / no.", required=True, limit=40),
            Text("lot", "批号/箱号", "Lot", required=True, key="lot", limit=40),
            Count("qty", "数量", "Qty", required=True, least=1, most=9_999_999, key="quantity"),
            Text("defect", "不良内容", "Defect", required=True, key="defect", limit=80),
            Link("linked", "关联单号", "Linked sheet", to="qc_anomaly", limit=30),
        )),
        Block("status", "状态", "qc", (
            Choice("status", "状态", "Status", required=True, options=STATUSES),
        )),
    ),
    slots=(
        Slot("inspector", "检验员", "Inspector", "qc", ("tag",)),
        Slot("released", "取下回收", "Taken off", "qcmgr", on_paper=False),
    ),
)  # fmt: skip

FORM = Form(
    KIND,
    paper=CARD,
    rows=(
        row(8, Band("不 良 品", "REJECT – HOLD", span=14, title=True), Band("不良品隔离/标识卡", "Hold tag", span=10)),
        row(8, Pair("tag_no", 12, label=5), Pair("date", 12, label=5)),
        row(8, Pair("name", 12, label=5), Pair("spec", 12, label=5)),
        row(8, Pair("lot", 12, label=5), Pair("qty", 12, label=5)),
        row(10, Pair("defect", 24, label=5)),
        row(8, Pair("status", 24, label=5)),
        row(8, Sign("inspector", 12, label=5), Pair("linked", 12, label=5)),
    ),
)
