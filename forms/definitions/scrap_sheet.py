"""报废单: what is to be scrapped and why, and who agreed to it."""

from forms.grid import Area, Band, Form, Pair, Sign, Table, row
from qcdesk import workflow as flow
from qcdesk.fields import Auto, Choice, Count, Day, Lines, Link, Lookup, Money, Multi, Note, Number, Person, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import Step, Workflow

SOURCES = (
    ("进货检验", "Incoming"), ("生产线", "Line"), ("产品审核", "Product audit"), ("试验", "Test"),
    ("客户退回", "Customer return"), ("其他", "Other"),
)  # fmt: skip
WAYS = (("报废", "Scrap"), ("拆件", "Salvage"), ("回炉", "Remelt"), ("退供应商", "To supplier"))

IN_FLOW = (
    ("examined", "品管已鉴定"), ("confirmed", "质量经理已确认"), ("sanctioned", "已核准，待入库"),
    ("stored", "仓库已签收"), ("approved", "处理完毕"),
)  # fmt: skip


def back(role: str, source: str, target: str, *clears: str) -> Step:
    return Step("return", "退回", (source,), target, role, clears=clears, reason=True)


WORKFLOW = Workflow("scrap_sheet", (
    Step("submit", "提交（申请）", ("draft",), "submitted", "prod", signs=("applied",), completes=("application",),
         meaning="申请"),
    Step("examine", "品管鉴定", ("submitted",), "examined", "qc", signs=("qe",), completes=("application",)),
    Step("confirm", "质量经理确认", ("examined",), "confirmed", "qcmgr", signs=("qm",), completes=("application",),
         apart=("applied", "qe")),
    Step("approve", "核准", ("confirmed",), "sanctioned", "pmgr", signs=("approved",),
         completes=("application", "value"), apart=("applied", "qe", "qm")),
    Step("store", "仓库签收", ("sanctioned",), "stored", "wh", signs=("wh",), completes=("application",),
         apart=("applied",)),
    Step("finish", "处理完毕", ("stored",), "approved", "qc", signs=("finished_by",), completes=flow.WHOLE_SHEET),
    flow.send_back("qc", ("submitted",)),
    back("qcmgr", "examined", "submitted", "qe"),
    back("pmgr", "confirmed", "submitted", "qe", "qm"),
    back("wh", "sanctioned", "confirmed", "approved"),
    back("qc", "stored", "sanctioned", "wh"),
    flow.void("prod", ("draft", "submitted")),
    flow.void("qcmgr", ("examined", "confirmed")),
    flow.void("pmgr", ("sanctioned", "stored", "approved")),
), states=IN_FLOW)  # fmt: skip

KIND = Kind(
    code="scrap_sheet", rev="A/0", title="报废单", en="Scrap Sheet", prefix="BF", workflow=WORKFLOW,
    blocks=(
        Block("application", "申请", "prod", (
            Auto("no", "单号", "No."),
            Lookup("dept", "部门/小组", "Dept. / team", required=True, key="department", of="department", limit=40),
            Day("date", "日期", "Date", required=True, key="day", starts="today"),
            Person("initiator", "填写人", "Initiator", required=True),
            Multi("source", "来源", "Source", required=True, options=SOURCES),
            Lines("lines", "报废明细", "Scrapped parts", required=True, rows=7, columns=(
                Lookup("name", "零件名称", "Part", required=True, of="product", limit=60),
                Text("part_no", "零件号", "Part no.", limit=40),
                Text("lot", "批号", "Lot", limit=40),
                Count("qty", "数量", "Qty", required=True, least=1, most=9_999_999),
                Number("weight", "重量(kg)", "Weight", most=999_999),
                Text("defect", "缺陷/报废原因", "Defect", required=True, limit=80),
                Choice("disp", "处理方法", "Disposition", required=True, options=WAYS),
                Text("loc", "库位", "Location", limit=20),
            )),
            Note("reason", "报废说明：", "Explanation", required=True),
        )),
        Block("value", "报废金额", "pmgr", (
            Money("cost", "报废金额", "Scrap value", most=999_999_999),
        )),
        Block("tracking", "品管", "qc", (
            Link("linked", "相关记录编号", "Related record no.", to="qc_anomaly"),
            Day("finished", "处理完毕日期", "Finished"),
        )),
    ),
    slots=(
        Slot("applied", "申请", "Applied", "prod", ("application",), on_paper=False),
        Slot("qe", "质量工程师/日期", "QE / date", "qc", ("application",)),
        Slot("qm", "质量经理/日期", "QM / date", "qcmgr", ("application",)),
        Slot("wh", "仓库签收", "Warehouse", "wh", ("application", "value")),
        Slot("approved", "核准", "Approved", "pmgr", ("application", "value")),
        Slot("finished_by", "处理完毕", "Finished by", "qc", on_paper=False),
    ),
    checks=("scrap_finished_after_application",),
)  # fmt: skip

FORM = Form(
    KIND,
    rows=(
        row(7, Pair("no", 8), Pair("dept", 8), Pair("date", 8)),
        row(7, Pair("initiator", 12), Pair("source", 12)),
        row(7, Table("lines", (4, 4, 3, 2, 2, 5, 2, 2))),
        row(18, Area("reason")),
        row(7, Pair("cost", 8), Pair("linked", 8, label=4), Pair("finished", 8, label=4)),
        row(12, *(Sign(slot, 6, label=0) for slot in ("qe", "qm", "wh", "approved"))),
        row(6, Band("一、质量科（红色）　二、工程科（黄色）　三、物料科（白色）　四、生产科（蓝色）",
                    "1 Quality red, 2 Engineering yellow, 3 Materials white, 4 Production blue")),
    ),
    notes=(
        ("注：报废须经品管鉴定、核准后方可交仓库；处理完毕前报废品须挂红卡隔离。",
         "Scrap goes to the warehouse only after QC's examination and approval; until then it is held with a red tag."),
    ),
)  # fmt: skip
