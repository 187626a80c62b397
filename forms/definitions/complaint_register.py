"""客户投诉登记反馈表: what the customer complains of, how it was graded and looked into, and what he was answered."""

from forms.grid import Area, Band, Form, Pair, Sign, row
from qcdesk import workflow as flow
from qcdesk.fields import (
    Calc,
    Check,
    Choice,
    Count,
    Day,
    Link,
    Lookup,
    Moment,
    Money,
    Multi,
    Note,
    Person,
    Photos,
    Text,
)
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import Step, Workflow

CHANNELS = (
    ("书面信函", "Letter"), ("邮件", "E-mail"), ("传真", "Fax"), ("微信/QQ", "WeChat/QQ"),
    ("电话(须补书面)", "Phone (confirm in writing)"), ("来访(须补书面)", "Visit (confirm in writing)"),
)  # fmt: skip
DEMANDS = (
    ("分析报告", "Report"), ("补货", "Resupply"), ("换货", "Exchange"), ("退货", "Return"),
    ("返工/外派返工", "Rework"), ("折让/赔偿", "Allowance"), ("仅备案", "For the record"),
)  # fmt: skip
SEVERITIES = (("一般", "Minor"), ("批量", "Batch"), ("严重", "Serious"))
NATURES = (
    ("质量问题", "Quality"), ("使用/保存不当", "Misuse"), ("难以界定-退厂鉴定", "Undecided, to plant"),
    ("服务/交付问题", "Service"),
)  # fmt: skip
LIABILITIES = (
    ("我司责任", "Ours"), ("供应商责任", "Supplier's"), ("运输责任", "Carrier's"), ("客户责任", "Customer's"),
    ("无责任", "Nobody's"),
)  # fmt: skip
CONTENT = (("满意", "Yes"), ("基本满意", "Mostly"), ("不满意", "No"))
STATUSES = (
    ("未处理", "New"), ("处理中", "In work"), ("暂停", "On hold"), ("结案", "Closed"), ("关闭", "Ended"),
)  # fmt: skip

IN_FLOW = (
    ("registered", "已登记"), ("headed", "业务主管已审"), ("passed_on", "已转交"), ("graded", "已定级"),
    ("analysed", "分析待主管审核"), ("judged", "分析已审核"), ("handled", "待回复客户"), ("replied", "已回复客户"),
    ("closed", "已结案"),
)  # fmt: skip


def back(role: str, source: str, target: str, *clears: str) -> Step:
    return Step("return", "退回", (source,), target, role, clears=clears, reason=True)


WORKFLOW = Workflow("complaint_register", (
    Step("register", "登记", ("draft",), "registered", "sales", signs=("sales_sign",), completes=("intake",)),
    Step("head", "业务主管审核", ("registered",), "headed", "merchmgr", signs=("sales_mgr",), completes=("intake",),
         apart=("sales_sign",)),
    Step("pass_on", "转交", ("headed",), "passed_on", "merch", signs=("passed",), completes=("shipment",),
         guard="written_material_is_there"),
    Step("grade", "定级", ("passed_on",), "graded", "qc", signs=("graded",), completes=("grade",)),
    Step("analyse", "调查分析", ("graded",), "analysed", "qc", signs=("engineer",), completes=("analysis",)),
    Step("analyse_check", "单位主管审核", ("analysed",), "judged", "qcmgr", signs=("unit_head",),
         completes=("analysis",), apart=("engineer",)),
    Step("handle", "处理意见", ("judged",), "handled", "duty", signs=("handled",), completes=("handling",)),
    Step("reply", "回复客户", ("handled",), "replied", "sales", signs=("reply_sign",),
         completes=("settlement", "reply"), guard="customer_is_answered"),
    Step("analyse_again", "客户不满意，重新分析", ("handled",), "graded", "sales",
         clears=("engineer", "unit_head", "handled"), reason=True, guard="customer_is_dissatisfied"),
    Step("close", "结案", ("replied",), "closed", "qc", signs=("closed",), completes=("close",),
         guard="complaint_is_closed"),
    flow.submit("sales", source=("closed", "draft"), guard="complaint_came_to_its_end"),
    flow.review("qcmgr", guard="complaint_came_to_its_end"),
    flow.approve("pmgr"),
    flow.send_back("merchmgr", ("registered",)),
    flow.send_back("merch", ("headed",)),
    back("qc", "passed_on", "headed", "passed"),
    back("qc", "graded", "passed_on", "graded"),
    back("qcmgr", "analysed", "graded", "engineer"),
    back("duty", "judged", "graded", "engineer", "unit_head"),
    back("sales", "handled", "judged", "handled"),
    back("qc", "replied", "handled", "reply_sign"),
    back("qcmgr", "closed", "replied", "closed"),
    flow.send_back("qcmgr", ("submitted",)),
    flow.send_back("pmgr", ("reviewed",)),
    flow.void("sales", ("draft", "registered")),
    flow.void("qcmgr", (*(state for state, _ in IN_FLOW), "submitted")),
    flow.void("pmgr", ("reviewed", "approved")),
), states=IN_FLOW)  # fmt: skip

KIND = Kind(
    code="complaint_register", rev="A/0", title="客户投诉登记反馈表",
    en="Customer Complaint Registration & Feedback Form", prefix="DJ", workflow=WORKFLOW,
    blocks=(
        Block("intake", "受理登记", "sales", (
            Link("complaint_no", "备案编号", "Case no.", to="case"),
            Moment("received_at", "受理日期时间", "Received", required=True, key="day"),
            Person("received_by", "受理人", "Received by", required=True),
            Choice("channel", "投诉方式", "Channel", required=True, options=CHANNELS, detail="书面收到"),
            Lookup("customer", "客户名称", "Customer", required=True, key="customer", of="customer"),
            Text("contact", "联系人", "Contact", required=True, limit=40),
            Text("phone", "联系电话", "Phone", required=True, limit=60),
            Text("address", "地址/邮箱", "Address / e-mail"),
            Text("region", "区域", "Region", limit=60),
            Lookup("product_name", "产品名称", "Product", required=True, key="product", of="product"),
            Text("model_spec", "规格型号", "Spec/model", required=True),
            Text("pack_form", "包装形式", "Packing", limit=60),
            Count("complaint_qty", "投诉数量", "Complaint qty", required=True, least=1, key="quantity"),
            Count("samples", "不良样品数", "Samples sent", required=True),
            Note("content", "投诉内容及经过：", "What happened (purchase, storage, use)", required=True, photos=True),
            Photos("content_photos", "投诉照片", "Photos"),
            Multi("demand", "客户要求", "Customer demands", required=True, options=DEMANDS),
            Day("reply_due", "要求回复日", "Reply due", required=True),
            Check("confirm", "已复述确认", "Read back", required=True),
        )),
        Block("shipment", "出货资料与转交", "merch", (
            Text("order_no", "订单/出货单号", "Order / delivery no.", required=True, limit=60),
            Text("lot_no", "生产批号", "Lot no.", required=True, key="lot"),
            Day("ship_date", "出货日期", "Shipped on"),
            Count("ship_qty", "出货数量", "Shipped qty", required=True, least=1),
            Calc("rate", "不良比例", "Ratio", how="complaint_rate"),
            Lookup("to_dept", "转交部门", "Passed to", required=True, key="department", of="department"),
        )),
        Block("grade", "定级", "qc", (
            Choice("severity", "客诉程度", "Severity", required=True, options=SEVERITIES, key="severity"),
            Choice("nature", "问题界定", "Nature", required=True, options=NATURES),
            Count("repeat", "本月重复次数", "Repeats this month", most=9999),
        )),
        Block("analysis", "调查分析", "qc", (
            Note("analysis", "调查/分析结果：", "Investigation result", required=True, photos=True),
            Photos("analysis_photos", "分析照片", "Photos"),
            Choice("liability", "责任判定", "Liability", required=True, options=LIABILITIES),
        )),
        Block("handling", "处理意见", "duty", (
            Note("handling", "处理意见（责任部门）：", "Handling opinion (responsible dept.)", required=True),
        )),
        Block("settlement", "补退换", "merch", (
            Count("resupply", "补货数", "Resupply"),
            Count("replace", "换货数", "Exchange"),
            Count("returned", "退货数", "Returned"),
        )),
        Block("reply", "回复客户", "sales", (
            Money("allowance", "折让金额", "Allowance"),
            Day("replied_at", "回复客户日期", "Replied on", required=True),
            Choice("satisfied", "客户满意", "Satisfied", required=True, options=CONTENT),
        )),
        Block("close", "结案", "qc", (
            Link("car_no", "纠正预防单号", "CAR / 8D no.", to="car_8d"),
            Day("close_date", "结案日期", "Closed on", required=True),
            Choice("status", "状态", "Status", options=STATUSES),
        )),
    ),
    slots=(
        Slot("sales_sign", "业务员", "Salesman", "sales", ("intake",)),
        Slot("sales_mgr", "业务主管", "Sales head", "merchmgr", ("intake",)),
        Slot("passed", "转交", "Passed on", "merch", ("shipment",), on_paper=False),
        Slot("graded", "定级", "Graded", "qc", ("grade",), on_paper=False),
        Slot("engineer", "工程师", "Engineer", "qc", ("analysis",)),
        Slot("unit_head", "单位主管", "Unit head", "qcmgr", ("analysis",)),
        Slot("handled", "处理意见", "Handled", "duty", ("handling",), on_paper=False),
        Slot("reply_sign", "回复人", "Replied by", "sales", ("settlement", "reply")),
        Slot("closed", "结案", "Closed", "qc", ("close",), on_paper=False),
        Slot("prepared", "编制", "Prepared", "sales"),
        Slot("reviewed", "审核", "Reviewed", "qcmgr"),
        Slot("approved", "核准", "Approved", "pmgr"),
    ),
    checks=("complained_within_shipped", "third_in_a_month_is_serious", "answered_after_receipt",
            "closing_date_goes_with_its_status", "receipt_has_come"),
)  # fmt: skip

FORM = Form(
    KIND,
    rows=(
        row(7, Pair("complaint_no", 9), Pair("received_at", 8), Pair("received_by", 7)),
        row(7, Pair("channel", 24)),
        row(6, Band("一、投诉人资料", "1. Complainant")),
        row(7, Pair("customer", 9), Pair("contact", 8), Pair("phone", 7)),
        row(7, Pair("address", 17), Pair("region", 7)),
        row(6, Band("二、被投诉产品资料", "2. Product")),
        row(7, Pair("product_name", 9), Pair("model_spec", 8), Pair("pack_form", 7)),
        row(7, Pair("order_no", 9), Pair("lot_no", 8), Pair("ship_date", 7)),
        row(7, Pair("ship_qty", 6), Pair("complaint_qty", 6), Pair("rate", 6), Pair("samples", 6)),
        row(6, Band("三、投诉内容", "3. Complaint")),
        row(34, Area("content")),
        row(8, Pair("demand", 12), Pair("reply_due", 6), Pair("confirm", 6)),
        row(8, Sign("sales_sign", 8, label=3), Sign("sales_mgr", 8, label=3), Pair("to_dept", 8)),
        row(6, Band("四、判定与分析", "4. Grading & analysis")),
        row(10, Pair("severity", 8), Pair("nature", 8), Pair("repeat", 8, label=4)),
        row(24, Area("analysis")),
        row(8, Pair("liability", 10), Sign("engineer", 7, label=3), Sign("unit_head", 7, label=3)),
        row(6, Band("五、处理与反馈", "5. Handling & feedback")),
        row(20, Area("handling")),
        row(7, Pair("resupply", 6), Pair("replace", 6), Pair("returned", 6), Pair("allowance", 6)),
        row(8, Pair("car_no", 9, label=4), Pair("replied_at", 8, label=4), Pair("satisfied", 7)),
        row(8, Pair("close_date", 8), Pair("status", 8), Sign("reply_sign", 8, label=3)),
        row(12, Sign("prepared", 8), Sign("reviewed", 8), Sign("approved", 8)),
    ),
    notes=(
        ("注：客户投诉需提供书面资料方可受理。", "A complaint is taken up with written material only."),
        ("注：请客户提供 2 个以上不良样品。", "Please ask the customer for two or more defective samples."),
    ),
)  # fmt: skip
