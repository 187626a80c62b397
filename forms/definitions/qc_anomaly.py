"""产品品质异常反馈处理表: what went wrong, whose it is, why, and what is done about it."""

from forms.grid import Area, Form, Pair, Sign, row
from qcdesk import workflow as flow
from qcdesk.fields import Calc, Choice, Count, Day, Link, Lookup, Multi, Note, Photos, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import Step, Workflow

FAMILIES = (("脚踏类", "Pedal"), ("碗件中轴类", "Cup / BB"), ("其他", "Other"))
FOUND_AT = (
    ("来料", "Incoming"), ("制程", "In process"), ("成品", "Finished"), ("出货", "Shipping"), ("客户端", "Customer"),
)  # fmt: skip
KINDS = (
    ("原材料异常", "Material"), ("制程异常", "Process"), ("成品异常", "Product"), ("出货异常", "Shipping"),
    ("客户投诉", "Complaint"), ("其他", "Other"),
)  # fmt: skip
SEVERITIES = (("一般", "Minor"), ("批量", "Batch"), ("严重", "Serious"))
DEPARTMENTS = (
    ("生产部", "Production"), ("装配", "Assembly"), ("加工", "Machining"), ("采购部", "Purchasing"),
    ("供应商", "Supplier"), ("工程部", "Engineering"), ("仓库/理货", "Warehouse"), ("业务/跟单", "Sales"),
    ("其他", "Other"),
)  # fmt: skip
CAUSES = (
    ("加工装配不良", "Machining / assembly"), ("结构工艺不良", "Design / process"), ("物料问题", "Material"),
    ("用户使用不当", "Misuse"), ("其他", "Other"),
)  # fmt: skip
DISPOSITIONS = (
    ("返工", "Rework"), ("返修", "Repair"), ("挑选", "Sort"), ("特采", "Concession"), ("退货/换货", "Return"),
    ("报废重做", "Scrap & remake"), ("外派返工", "Off-site rework"), ("其他", "Other"),
)  # fmt: skip

IN_FLOW = (
    ("checked", "发现部门已审核"), ("graded", "品管已判定"), ("analysing", "原因待审核"), ("analysed", "原因已审核"),
    ("containing", "临时对策待审核"), ("contained", "临时对策已审核"), ("countered", "待品管审查"),
    ("passed", "待客户答复"), ("answered", "客户已接受"), ("tracked", "已追踪"), ("closing", "结案待审核"),
    ("closed", "已结案"),
)  # fmt: skip
ANSWERS = (
    "cause_by", "cause_check", "interim_by", "interim_check", "perm_by", "passed", "answered",
)  # fmt: skip
REVIEWED, REPLIED = ("review_result",), ("customer_reply", "reply_date")
"""Said of one round only: gone when the sheet goes back to before it was said."""


def back(role: str, source: str, target: str, *clears: str, empties: tuple[str, ...] = ()) -> Step:
    return Step("return", "退回", (source,), target, role, clears=clears, reason=True, empties=empties)


BACK_ONE = (
    back("qc", "graded", "checked", "graded", "cause_by"),
    back("dutymgr", "analysing", "graded", "cause_by", "cause_check"),
    back("qc", "analysed", "graded", "cause_by", "cause_check"),
    back("qcmgr", "containing", "analysed", "interim_by"),
    back("qcmgr", "contained", "analysed", "interim_by", "interim_check", "perm_by"),
    back("qc", "passed", "countered", "passed", empties=REVIEWED),
    back("sales", "answered", "passed", "answered", empties=REPLIED),
    back("qc", "tracked", "answered", "tracked"),
    back("qcmgr", "closing", "tracked", "close_by"),
)
"""Who checks a part may send it back to those who filled it, without undoing the whole sheet."""

WORKFLOW = Workflow("qc_anomaly", (
    flow.submit("merch", signs=("filled_by", "prepared"), completes=("found",)),
    Step("found_check", "发现部门审核", ("submitted",), "checked", "merchlead", signs=("filled_check",),
         completes=("found",), apart=("filled_by",)),
    Step("grade", "品管判定", ("checked",), "graded", "qc", signs=("graded",), completes=("grade",)),
    Step("analyse", "原因分析", ("graded",), "analysing", "duty", signs=("cause_by",), completes=("cause",),
         each=True),
    Step("analyse", "原因分析（同部门）", ("checked",), "analysing", "duty", signs=("cause_by",),
         completes=("cause",), guard="found_by_the_responsible", each=True),
    Step("analyse_check", "原因审核", ("analysing",), "analysed", "dutymgr", signs=("cause_check",),
         completes=("cause",), apart=("cause_by",), each=True),
    Step("interim", "临时对策", ("analysed",), "containing", "qc", signs=("interim_by",),
         completes=("grade", "interim")),
    Step("interim_check", "临时对策审核", ("containing",), "contained", "qcmgr", signs=("interim_check",),
         completes=("interim",), apart=("interim_by",)),
    Step("counter", "永久对策", ("contained",), "countered", "duty", signs=("perm_by",),
         completes=("counter",), each=True),
    Step("pass", "品管审查通过", ("countered",), "passed", "qc", signs=("passed",), completes=("review",),
         guard="review_passed"),
    Step("send_back", "品管审查退回", ("countered",), "graded", "qc", clears=ANSWERS, reason=True,
         guard="review_sent_back", empties=REVIEWED),
    Step("accept", "客户接受对策", ("passed",), "answered", "sales", signs=("answered",), completes=("answer",),
         guard="customer_accepts"),
    Step("decline", "客户不接受对策", ("passed",), "graded", "sales", clears=ANSWERS, reason=True,
         guard="customer_declines", empties=(*REVIEWED, *REPLIED)),
    Step("track", "追踪", ("answered",), "tracked", "qc", signs=("tracked",),
         completes=("track", "perm_track", "done")),
    Step("close", "结案", ("tracked",), "closing", "qc", signs=("close_by",), completes=("close",), guard="closed"),
    Step("close_check", "结案审核", ("closing",), "closed", "qcmgr", signs=("close_check",), completes=("close",),
         apart=("close_by",)),
    flow.review("merchmgr", source=("closed", "submitted"), guard="sheet_is_closed"),
    flow.approve("pmgr"),
    flow.send_back("merchmgr", ("submitted", "closed")),
    flow.send_back("merchlead", ("submitted",)),
    flow.send_back("qc", ("checked",)),
    *BACK_ONE,
    flow.send_back("pmgr", ("reviewed",)),
    flow.void("merch", ("draft", "submitted")),
    flow.void("qcmgr", tuple(state for state, _ in IN_FLOW)),
    flow.void("pmgr", ("reviewed", "approved")),
), states=IN_FLOW)  # fmt: skip

KIND = Kind(
    code="qc_anomaly", rev="A/0", title="产品品质异常反馈处理表",
    en="Product Quality Anomaly Feedback & Handling Sheet", prefix="YC", workflow=WORKFLOW,
    blocks=(
        Block("found", "发现部门", "merch", (
            Lookup("customer", "客户名称", "Customer", required=True, key="customer", of="customer"),
            Text("order_no", "订单/工单号", "Order / job no.", limit=60),
            Day("report_date", "开单日期", "Issue date", required=True, key="day", starts="today"),
            Lookup("product_name", "产品名称", "Product", required=True, key="product", of="product"),
            Text("model_spec", "型号规格", "Model / spec", required=True),
            Choice("product_family", "产品族", "Family", required=True, options=FAMILIES),
            Text("lot_no", "批号/箱号", "Lot / carton no.", required=True, key="lot"),
            Choice("found_where", "发现地点/工序", "Found at", required=True, options=FOUND_AT, detail="工序"),
            Day("found_date", "发现日期", "Found on", required=True),
            Count("lot_qty", "批量/出货数", "Lot qty", required=True, key="quantity"),
            Multi("source_kind", "异常类别", "Anomaly kind", required=True, options=KINDS),
            Link("complaint_no", "客诉编号", "Linked complaint", to="case"),
            Note("description", "异常描述（发现部门）：", "Description (finding dept.)", required=True, photos=True),
            Photos("description_photos", "不良照片", "Photos"),
        )),
        Block("grade", "品管判定", "qc", (
            Count("sample_qty", "抽检数", "Sampled"),
            Count("defect_qty", "不良数", "Defective", required=True),
            Calc("defect_rate", "不良率", "Defect %", how="defect_rate"),
            Choice("severity", "客诉程度", "Severity", required=True, options=SEVERITIES, key="severity"),
            Multi("defect_codes", "不良项目", "Defect items", required=True, of="defect", key="defect"),
            Multi("duty_dept", "责任部门", "Responsible dept.", required=True, options=DEPARTMENTS, key="department"),
        )),
        Block("own", "分栏部门", "duty", (Multi("own_blocks", "分栏部门", "Departments apart", of="department"),),
              also=("qc",)),
        Block("cause", "原因分析", "duty", (
            Note("cause", "原因分析（责任部门）：", "Cause analysis", required=True, photos=True),
            Photos("cause_photos", "原因照片", "Photos"),
            Choice("cause_class", "原因分类", "Cause class", required=True, options=CAUSES),
        ), each="own_blocks"),
        Block("interim", "临时对策", "qc", (
            Note("interim_action", "临时对策（品管）：", "Interim action (QC)", required=True),
            Choice("disposition", "处理方式", "Disposition", required=True, options=DISPOSITIONS, detail="数量"),
        )),
        Block("counter", "永久对策", "duty", (
            Note("perm_action", "永久对策（责任部门）：", "Permanent countermeasure", required=True),
            Day("perm_due", "预计完成日", "Due date", required=True),
        ), each="own_blocks"),
        Block("review", "品管审查", "qc", (
            Choice("review_result", "品管审查", "QC review", required=True,
                   options=(("通过", "Passed"), ("退回重做", "Sent back"))),
        )),
        Block("answer", "客户答复", "sales", (
            Choice("customer_reply", "客户接受对策", "Customer accepts", required=True,
                   options=(("接受", "Yes"), ("不接受", "No"), ("待回复", "Pending"))),
            Day("reply_date", "回复客户日期", "Replied on", required=True),
        )),
        Block("done", "对策完成", "duty", (Day("perm_done", "实际完成日", "Done date"),), each="own_blocks"),
        Block("track", "追踪临时对策", "qc", (
            Note("interim_track", "追踪结果（品管）：", "Tracking of interim action"),
        )),
        Block("perm_track", "追踪永久对策", "qc", (
            Note("perm_track", "追踪结果（品管）：", "Tracking of permanent action"),
        ), each="own_blocks"),
        Block("close", "结案", "qc", (
            Choice("close_result", "结案（品管）", "Closure", required=True, detail="说明",
                   options=(("结案", "Closed"), ("未结案", "Open"), ("其他", "Other"))),
        )),
    ),
    slots=(
        Slot("filled_by", "填写人", "Filled by", "merch", ("found",)),
        Slot("filled_check", "审核", "Checked", "merchlead", ("found",)),
        Slot("graded", "品管判定", "Graded", "qc", ("grade",), on_paper=False),
        Slot("cause_by", "分析人", "Analysed by", "duty", ("cause",), each=True),
        Slot("cause_check", "审核", "Checked", "dutymgr", ("cause",), each=True),
        Slot("interim_by", "填写人", "By", "qc", ("interim",)),
        Slot("interim_check", "审核", "Checked", "qcmgr", ("interim",)),
        Slot("perm_by", "填写人/审核", "By / checked", "duty", ("counter",), each=True),
        Slot("passed", "品管审查", "QC review", "qc", ("review",), on_paper=False),
        Slot("answered", "客户答复", "Customer reply", "sales", ("answer",), on_paper=False),
        Slot("tracked", "追踪", "Tracked", "qc", ("track", "perm_track", "done"), on_paper=False),
        Slot("close_by", "填写人", "By", "qc", ("close",)),
        Slot("close_check", "审核", "Checked", "qcmgr", ("close",)),
        Slot("prepared", "编制", "Prepared", "merch", ("found",)),
        Slot("reviewed", "审核", "Reviewed", "merchmgr"),
        Slot("approved", "核准", "Approved", "pmgr"),
    ),
    checks=("defects_within_inspected", "found_before_issue", "done_after_issue", "own_blocks_are_responsible"),
)  # fmt: skip

FORM = Form(
    KIND,
    rows=(
        row(7, Pair("customer", 9), Pair("order_no", 8), Pair("report_date", 7)),
        row(8, Pair("product_name", 9), Pair("model_spec", 8), Pair("product_family", 7)),
        row(8, Pair("lot_no", 9), Pair("found_where", 8), Pair("found_date", 7)),
        row(7, Pair("lot_qty", 6), Pair("sample_qty", 6), Pair("defect_qty", 6), Pair("defect_rate", 6)),
        row(7, Pair("source_kind", 15), Pair("complaint_no", 9)),
        row(7, Pair("severity", 12), Pair("defect_codes", 12)),
        row(36, Area("description")),
        row(9, Pair("duty_dept", 12), Sign("filled_by", 6), Sign("filled_check", 6)),
        row(34, Area("cause"), each="cause"),
        row(9, Pair("cause_class", 10), Sign("cause_by", 7), Sign("cause_check", 7), each="cause"),
        row(30, Area("interim_action", 12), Area("interim_track", 12)),
        row(8, Pair("disposition", 12), Sign("interim_by", 6), Sign("interim_check", 6)),
        row(30, Area("perm_action", 12), Area("perm_track", 12), each="counter"),
        row(7, Pair("perm_due", 8), Pair("perm_done", 8), Sign("perm_by", 8, label=3), each="counter"),
        row(7, Pair("review_result", 8), Pair("customer_reply", 8), Pair("reply_date", 8)),
        row(9, Pair("close_result", 12), Sign("close_by", 6), Sign("close_check", 6)),
        row(12, Sign("prepared", 8), Sign("reviewed", 8), Sign("approved", 8)),
    ),
    notes=(
        ("传递顺序：发现部门与责任部门同部门：发现→责任→品管；不同部门：发现→品管→责任→品管。",
         "Route: same department: finder → responsible → QC; otherwise finder → QC → responsible → QC."),
        ("注：本表须附不良照片；多个责任部门时原因分析/永久对策按部门各占一栏。"
         "必须在一周内回复客户不良原因及改善方案。",
         "Attach photos. Several responsible departments: one block each. Answer the customer within one week."),
    ),
)  # fmt: skip
