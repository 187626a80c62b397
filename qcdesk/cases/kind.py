"""What is kept of a case: blocks that the stages fill, and the running lists that the program keeps."""

from __future__ import annotations

from qcdesk.cases import choices
from qcdesk.cases import states as at
from qcdesk.cases.lists import RUNNING
from qcdesk.cases.workflow import WORKFLOW
from qcdesk.fields import Calc, Check, Choice, Count, Day, Link, Lookup, Moment, Multi, Note, Person, Photos, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import DRAFT

CASE = "case"

FRONT = ("merch", "cs", "qc")
"""Who else hears the customer."""

KIND_OF_CASE = Block("kind", "案件类别", "sales", (
    Choice("case_kind", "案件类别", "Kind", required=True, options=choices.KINDS),
    Moment("received_at", "受理时间", "Received", required=True, key="day"),
), also=FRONT, settled=True)  # fmt: skip
"""What the number, the gates and the clocks rest on."""

INTAKE = Block("intake", "受理", "sales", (
    Choice("channel", "投诉方式", "Channel", required=True, options=choices.CHANNELS),
    Person("first_responder", "首问责任人", "First responder"),
    Lookup("found_dept", "发现部门", "Found by", required=True, of="department"),
    Lookup("customer", "客户名称", "Customer", required=True, key="customer", of="customer"),
    Choice("importance", "客户重要性", "Importance", options=choices.IMPORTANCE),
    Text("contact", "联系人", "Contact", required=True, limit=40),
    Text("phone", "联系电话", "Phone", limit=60),
    Text("address", "地址/邮箱", "Address / e-mail"),
    Choice("topic", "投诉内容类别", "Topic", required=True, options=choices.TOPICS),
    Choice("place", "客户所在地", "Where", options=choices.PLACES),
    Note("description", "投诉内容及经过：", "What happened", required=True),
    Photos("description_photos", "照片", "Photos"),
    Multi("demand", "客户要求", "Customer demands", options=choices.DEMANDS),
    Moment("reply_by", "客户要求回复时间", "Reply wanted by"),
    Check("read_back", "已复述确认", "Read back"),
), also=FRONT)  # fmt: skip

SPARED = (
    (choices.COMPLAINT, ("found_dept",)), (choices.FEEDBACK, ("found_dept",)),
    (choices.IN_HOUSE, ("customer", "contact")),
)  # fmt: skip
"""A customer has a contact, what was found in house a department that found it."""

TAKEN_IN = (KIND_OF_CASE.name, INTAKE.name)
"""The blocks that are filled when the customer calls."""

WRITTEN = Block("written", "书面资料", "sales", (
    Moment("written_on", "书面资料收到", "Written material"),
), also=FRONT, opens=(DRAFT, at.RECEIVED, at.ANALYSIS, at.SUPPLIER))  # fmt: skip
"""Apart from the intake: it may come after the registration is signed, and stands once the analysis rests on it."""

RESPONSIBLE = ("pemgr", "eng", "engmgr", "iqc", "purch", "sales", "qcmgr")
"""Who may answer for one of the four causes, beside the responsible department's own people (E0.3)."""

EVIDENCE = Block("evidence", "补充证据", "qc", (
    Note("evidence", "补充情况：", "Further findings"),
    Photos("evidence_photos", "补充照片", "Further photos", most=8),
), also=tuple(dict.fromkeys((*FRONT, "wh", "duty", *RESPONSIBLE))))  # fmt: skip
"""What turns up after the registration is signed; only the end of the case closes it."""

PRODUCT = Block("product", "产品", "merch", (
    Lookup("product_name", "产品名称", "Product", required=True, key="product", of="product"),
    Text("model_spec", "型号规格", "Model / spec"),
    Choice("product_family", "产品族", "Family", required=True, options=choices.FAMILIES),
    Text("order_no", "订单/出货单号", "Order no.", limit=60),
    Text("lot_no", "生产批号", "Lot no.", key="lot"),
    Day("ship_date", "出货日期", "Shipped on"),
    Count("lot_qty", "出货数量", "Shipped qty", least=1),
    Count("complaint_qty", "投诉数量", "Complaint qty", key="quantity"),
    Count("samples", "客户提供样品数", "Samples"),
), also=("sales", "cs", "qc"))  # fmt: skip

JUDGING = Block("judging", "登记判定", "qc", (
    Multi("defect_codes", "不良项目", "Defect items", required=True, key="defect", of="defect"),
    Count("defect_qty", "不良数", "Defective"),
    Calc("defect_rate", "不良率", "Defect %", how="defect_rate"),
    Check("unusable_lot", "整批无法上线/需全检或调换", "Lot unusable"),
    Check("affects_function", "影响后续订单/功能性能不满足", "Function affected"),
    Choice("severity", "客诉程度", "Severity", key="severity", options=choices.GRADES),
    Note("override_reason", "改判理由：", "Why graded otherwise", limit=500),
    Choice("nature", "问题界定", "Nature", required=True, options=choices.NATURES),
    Choice("branch", "原因去向", "Cause branch", required=True, options=choices.BRANCHES),
    Multi("duty_dept", "责任部门", "Responsible dept.", required=True, key="department", of="department"),
    Link("merged_into", "并入案件", "Merged into", to=CASE),
))  # fmt: skip

CAUSE = Block("cause", "原因分析", "duty", (
    Note("cause", "原因分析：", "Cause analysis", required=True),
    Photos("cause_photos", "照片", "Photos"),
), also=RESPONSIBLE, opens=(at.ANALYSIS, at.SUPPLIER))  # fmt: skip

PLAN = Block("plan", "对策", "duty", (
    Note("plan", "改善对策：", "Countermeasures", required=True),
    Multi("disposition", "处理方式", "Disposition", required=True, options=choices.DISPOSITIONS),
    Check("consent", "客户同意返修/特采", "Customer consents"),
), also=RESPONSIBLE, opens=(at.ANALYSIS, at.PLANNING))  # fmt: skip
"""Of a minor case it is filled with the analysis: 简易处理 signs both."""

HANDLING = Block("handling", "处理", "merch", (
    Note("handled", "处理经过：", "What was done", required=True),
), opens=(at.HANDLING,))  # fmt: skip

RECHECK = Block("recheck", "重检", "qc", (
    Choice("recheck_result", "重检判定", "Re-inspection", required=True, options=choices.VERDICTS),
    Note("recheck_note", "重检说明：", "Re-inspection note"),
), opens=(at.RECHECK,))  # fmt: skip

DELIVERY = Block("delivery", "送货点收", "wh", (
    Count("delivered_qty", "送货数量", "Delivered", required=True),
    Count("counted_qty", "客户点收数量", "Counted", required=True),
    Note("count_difference", "点收差异说明：", "Difference"),
), opens=(at.DELIVERY,))  # fmt: skip

REPLY = Block("reply", "回复客户", "sales", (
    Moment("replied_at", "回复客户时间", "Replied at", required=True),
    Note("reply", "回复内容：", "Reply", required=True),
), opens=(at.REPLY, at.DECLINED))  # fmt: skip

CONFIRM = Block("confirm", "客户确认", "sales", (
    Choice("customer_decision", "客户意见", "Customer decision", required=True, options=choices.DECISIONS),
    Note("customer_opinion", "客户建议或意见：", "Customer opinion"),
), opens=(at.CONFIRM,))  # fmt: skip

TRACKING = Block("tracking", "跟踪验证", "qc", (
    Choice("effect", "对策效果", "Effect", required=True, options=choices.EFFECTS),
    Note("effect_note", "验证方法与结果：", "How it was verified", required=True),
    Text("no_action", "未立措施的理由", "Why no action"),
), opens=(at.TRACKING,))  # fmt: skip

ARCHIVE = Block("archive", "归档封存", "merch", (
    Text("archive_place", "归档位置", "Archived at", required=True, limit=60),
    Text("no_sample", "未封存样品的原因", "Why no sample", limit=60),
    Text("no_photo", "没有照片的原因", "Why no photo", limit=60),
), opens=(at.ARCHIVING,))  # fmt: skip

BLOCKS = (
    KIND_OF_CASE, INTAKE, WRITTEN, EVIDENCE, PRODUCT, JUDGING, CAUSE, PLAN, HANDLING, RECHECK, DELIVERY, REPLY, CONFIRM,
    TRACKING, ARCHIVE, RUNNING,
)  # fmt: skip


def _slot(name: str, label: str, en: str, role: str, *covers: str) -> Slot:
    return Slot(name, label, en, role, covers, on_paper=False)


SLOTS = (
    _slot("registered", "登记判定", "Registered", "qc", "kind", "intake", "product", "judging"),
    _slot("declined", "判定不成立", "Declined", "qcmgr", "intake"),
    _slot("declined_told", "答复不成立", "Told", "sales", "reply"),
    _slot("supplier_asked", "转供应商", "Supplier asked", "iqc", "judging"),
    _slot("analysed", "原因分析", "Analysed", "duty", "cause"),
    _slot("simplified", "简易处理", "Simplified", "qcmgr", "cause", "plan"),
    _slot("reviewed", "审查", "Reviewed", "qcmgr", "cause"),
    _slot("planned", "对策", "Planned", "duty", "plan"),
    _slot("plan_passed", "对策审核", "Plan passed", "qcmgr", "plan"),
    _slot("taken_on", "高层受理", "Taken on", "gm", "plan"),
    _slot("handled", "处理", "Handled", "merch", "handling"),
    _slot("rechecked", "重检", "Re-inspected", "qc", "recheck"),
    _slot("delivered", "送货点收", "Delivered", "wh", "delivery"),
    _slot("replied", "回复客户", "Replied", "sales", "reply"),
    _slot("confirmed", "客户确认", "Confirmed", "sales", "confirm"),
    _slot("tracked", "跟踪验证", "Tracked", "qc", "tracking"),
    _slot("archived", "归档", "Archived", "merch", "archive"),
    _slot("closed", "结案", "Closed", "qcmgr", *(block.name for block in BLOCKS if block is not RUNNING)),
)

KIND = Kind(
    code=CASE, rev="A/0", title="客诉与异常案件", en="Complaint / Anomaly Case", prefix="TS", workflow=WORKFLOW,
    blocks=BLOCKS, slots=SLOTS, prefixes=("case_kind", choices.PREFIXES), spared=("case_kind", SPARED),
    sheet=False,
)  # fmt: skip
