"""产品退换货申请单: what a customer sends back and why, what QC finds it to be, and what the warehouse counts."""

from forms.grid import Band, Form, Pair, Sign, Table, row
from qcdesk import workflow as flow
from qcdesk.fields import Auto, Calc, Choice, Count, Day, Lines, Link, Lookup, Multi, Note, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import Step, Workflow

KINDS = (("退货", "Return"), ("换货", "Exchange"), ("补货", "Replenish"), ("折让", "Allowance"))
BEARERS = (("本公司", "Company"), ("客户", "Customer"), ("供应商", "Supplier"))
FINDINGS = (
    ("人工原因", "Labour"), ("生产原因", "Production"), ("外协原因", "Subcontractor"), ("存放原因", "Storage"),
    ("运输原因", "Transport"), ("其它原因", "Other"),
)  # fmt: skip
VERDICTS = (("属质量问题", "Quality"), ("非质量问题", "Not quality"), ("退厂鉴定", "Examine at factory"))
CONDITIONS = (("包装完好", "Intact"), ("破损", "Damaged"), ("混装", "Mixed"), ("数量不符", "Count differs"))
AREAS = (("不良品隔离区", "Hold area"), ("待检区", "To inspect"), ("报废区", "Scrap"))

IN_FLOW = (
    ("judged", "品管已界定"), ("solved", "方案已填"), ("agreed", "主管已核准，待退货"), ("received", "已点收"),
)  # fmt: skip


def back(role: str, source: str, target: str, *clears: str) -> Step:
    return Step("return", "退回", (source,), target, role, clears=clears, reason=True)


WORKFLOW = Workflow("return_application", (
    Step("submit", "提交（申请）", ("draft",), "submitted", "sales", signs=("prepared",), completes=("application",),
         guard="return_travels_with_its_complaint", meaning="编制"),
    Step("judge", "质量界定", ("submitted",), "judged", "qc", signs=("qc_sign",), completes=("verdict",)),
    Step("solve", "填写解决方案", ("judged",), "solved", "duty", signs=("solved_by",), completes=("solution",)),
    Step("agree", "主管核准", ("solved",), "agreed", "merchmgr", signs=("mgr_sign",),
         completes=("application", "verdict", "solution"), apart=("prepared", "qc_sign")),
    Step("receive", "点收", ("agreed",), "received", "wh", signs=("recv_sign",), completes=("receipt",)),
    flow.review("qcmgr", source=("received", "submitted"), apart=("prepared", "qc_sign", "recv_sign")),
    flow.approve("pmgr"),
    flow.send_back("qc", ("submitted",)),
    flow.send_back("qcmgr", ("submitted",)),
    back("duty", "judged", "submitted", "qc_sign"),
    back("merchmgr", "solved", "submitted", "qc_sign", "solved_by"),
    back("wh", "agreed", "solved", "mgr_sign"),
    back("qcmgr", "received", "agreed", "recv_sign"),
    flow.send_back("pmgr", ("reviewed",)),
    flow.void("sales", ("draft", "submitted")),
    flow.void("merchmgr", ("judged", "solved", "agreed")),
    flow.void("qcmgr", ("received",)),
    flow.void("pmgr", ("reviewed", "approved")),
), states=IN_FLOW)  # fmt: skip

KIND = Kind(
    code="return_application", rev="A/0", title="产品退换货申请单", en="Return / Exchange Application", prefix="TH",
    workflow=WORKFLOW,
    blocks=(
        Block("application", "申请", "sales", (
            Auto("no", "申请单号", "No."),
            Day("date", "申请日期", "Date", required=True, key="day", starts="today"),
            Lookup("customer", "退货客户名称", "Customer", required=True, key="customer", of="customer"),
            Text("reason", "退货客户原因", "Customer's reason", required=True),
            Text("contact", "退货联系人", "Contact", required=True),
            Text("order_no", "订单号", "Order no.", required=True, limit=60),
            Text("phone", "电话/地址", "Phone / address"),
            Text("flow_no", "流转/送货单号", "Route card / delivery no.", limit=60),
            Link("complaint_no", "客诉编号", "Case no.", to="case"),
            Choice("kind", "申请类别", "Kind", required=True, options=KINDS),
            Choice("freight", "运费承担", "Freight", required=True, options=BEARERS),
            Lines("lines", "退换产品", "Goods", required=True, rows=4, columns=(
                Lookup("product", "产品名称", "Product", required=True, of="product", limit=60),
                Text("spec", "规格", "Spec", limit=60),
                Text("finish", "表色", "Finish", limit=40),
                Count("qty", "申请数量", "Qty", required=True, least=1, most=9_999_999),
                Text("part_no", "零件号", "Part no.", limit=40),
                Text("lot", "批号", "Lot", required=True, limit=40),
                Day("ret_date", "退货日期", "Return date"),
            )),
        )),
        Block("verdict", "质量界定", "qc", (
            Multi("cause_class", "技术调查情况（单选或多选）", "Technical finding", required=True, options=FINDINGS),
            Note("finding", "原因调查描述", "Investigation", required=True),
            Choice("verdict", "质量界定", "Quality verdict", required=True, options=VERDICTS),
        )),
        Block("solution", "解决方案", "duty", (
            Note("solution", "解决方案描述", "Solution", required=True),
        )),
        Block("receipt", "点收", "wh", (
            Day("recv_date", "点收日期", "Received", required=True),
            Count("recv_qty", "点收数量", "Counted qty", required=True, most=9_999_999, key="quantity"),
            Calc("diff", "差异", "Difference", how="return_difference"),
            Multi("goods_state", "到货状况", "Condition", options=CONDITIONS),
            Choice("to_area", "存放区域", "Put in", required=True, options=AREAS),
            Text("diff_reason", "差异说明", "Why it differs"),
        )),
    ),
    slots=(
        Slot("qc_sign", "品管", "QC", "qc", ("verdict",)),
        Slot("solved_by", "解决方案", "Solution by", "duty", ("solution",), on_paper=False),
        Slot("mgr_sign", "主管核准", "Approved", "merchmgr", ("application", "verdict", "solution")),
        Slot("recv_sign", "点收人", "Counted by", "wh", ("receipt",)),
        Slot("prepared", "编制", "Prepared", "sales", ("application",)),
        Slot("reviewed", "审核", "Reviewed", "qcmgr"),
        Slot("approved", "核准", "Approved", "pmgr"),
    ),
    checks=("customer_pays_no_freight_for_quality", "returned_count_is_explained", "received_after_application"),
)  # fmt: skip

FORM = Form(
    KIND,
    rows=(
        row(8, Pair("no", 12, label=4), Pair("date", 12, label=4)),
        row(8, Pair("customer", 12, label=4), Pair("reason", 12, label=4)),
        row(8, Pair("contact", 12, label=4), Pair("order_no", 12, label=4)),
        row(8, Pair("phone", 12, label=4), Pair("flow_no", 12, label=4)),
        row(8, Pair("complaint_no", 8), Pair("kind", 8), Pair("freight", 8)),
        row(8, Table("lines", (5, 4, 3, 3, 4, 3, 2))),
        row(10, Pair("cause_class", 24, label=5)),
        row(22, Pair("finding", 24, label=4)),
        row(22, Pair("solution", 24, label=4)),
        row(8, Pair("verdict", 8), Sign("qc_sign", 8, label=3), Sign("mgr_sign", 8, label=3)),
        row(6, Band("点收（理货/仓库填写）", "Goods received – filled by warehouse")),
        row(8, Pair("recv_date", 6), Pair("recv_qty", 6), Pair("diff", 6), Sign("recv_sign", 6, label=3)),
        row(8, Pair("goods_state", 12), Pair("to_area", 12)),
        row(7, Pair("diff_reason", 24)),
        row(12, Sign("prepared", 8), Sign("reviewed", 8), Sign("approved", 8)),
    ),
    notes=(
        ("注：退货须与客诉单同行，缺一不可。",
         "Returned goods and the complaint sheet travel together; neither comes alone."),
        ("注：属质量问题无条件更换，运输费用由公司承担；点收数量与申请数量不符时须写明原因。",
         "Quality problem: exchanged unconditionally, freight paid by the company. Explain any count difference."),
    ),
)  # fmt: skip
