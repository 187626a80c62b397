"""外派返工/返修单: people sent to the customer, what they did there, and whether he accepts it."""

from forms.grid import Area, Band, Form, Pair, Sign, Table, row
from qcdesk import workflow as flow
from qcdesk.fields import (
    Choice,
    Count,
    Day,
    Inked,
    Lines,
    Link,
    Lookup,
    Money,
    Multi,
    Note,
    Number,
    Period,
    Photos,
    Text,
)  # fmt: skip
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import APPROVED, Step, Workflow

BEARERS = (("本厂", "Factory"), ("供应商", "Supplier"), ("客户", "Customer"))
OPINIONS = (("接受", "Accepts"), ("不接受", "Refuses"), ("让步接收", "Concession"))

STATES = (
    ("dispatched", "已派工"), ("returned", "已回厂"), ("accepted", "客户已签认"), ("recalled", "客户不接受，回收产品"),
    ("reviewed", "已审核"), ("approved", "跟单已签收"),
)  # fmt: skip
ORDER = ("order", "crew", "demand", "tools")

WORKFLOW = Workflow("field_rework", (
    Step("dispatch", "派工核准", ("draft",), "dispatched", "merchmgr", signs=("order_sign",), completes=ORDER),
    Step("report", "回厂编制", ("dispatched",), "returned", "prod", signs=("prepared",), completes=("site", "parts"),
         meaning="编制"),
    Step("accept", "客户签认", ("returned",), "accepted", "merch", signs=("answered",), completes=("customer",),
         guard="customer_accepts_site_work"),
    Step("recall", "客户不接受，安排回收产品", ("returned",), "recalled", "merch", signs=("answered",),
         completes=("customer",), guard="customer_refuses_site_work"),
    Step("review", "审核", ("accepted", "recalled"), "reviewed", "qcmgr", signs=("reviewed",), completes=("*",),
         apart=("prepared",)),
    Step("receive", "跟单签收", ("reviewed",), APPROVED, "merch", signs=("received",), completes=("*",),
         apart=("prepared", "reviewed")),
    flow.send_back("prod", ("dispatched",)),
    Step("return", "退回", ("returned",), "dispatched", "merch", clears=("prepared",), reason=True),
    Step("return", "退回", ("accepted", "recalled"), "dispatched", "qcmgr", clears=("prepared", "answered"),
         reason=True),
    Step("return", "退回", ("reviewed",), "dispatched", "merch", clears=("prepared", "answered", "reviewed"),
         reason=True),
    flow.void("merch", ("draft",)),
    flow.void("merchmgr", ("dispatched", "returned")),
    flow.void("qcmgr", ("accepted", "recalled", "reviewed", "approved")),
), states=STATES)  # fmt: skip

KIND = Kind(
    code="field_rework", rev="A/0", title="外派返工/返修单", en="Off-site Rework / Repair Sheet", prefix="WP",
    workflow=WORKFLOW,
    blocks=(
        Block("order", "派工", "merch", (
            Link("anomaly_no", "异常/客诉单号", "Linked no.", to="qc_anomaly"),
            Lookup("customer", "客户", "Customer", required=True, key="customer", of="customer"),
            Day("date", "派工日期", "Date", required=True, key="day", starts="today"),
            Text("site", "返工地点", "Site address", required=True),
            Text("site_contact", "现场联系人/电话", "Site contact", required=True, limit=60),
            Lookup("product_name", "产品名称/型号", "Product", required=True, key="product", of="product"),
            Text("lot_no", "批号/箱号", "Lot", required=True, key="lot"),
            Count("plan_qty", "应返数量", "Planned qty", required=True, least=1, key="quantity"),
        )),
        Block("crew", "外派人员", "prod", (
            Multi("team", "外派人员", "People sent", required=True, of="person"),
            Period("period", "出发-返回", "Out – back", required=True),
        )),
        Block("demand", "返工要求", "qc", (
            Note("defect", "不良描述及返工/返修要求：", "Defect and what to do", required=True),
        )),
        Block("tools", "工具配件", "wh", (Text("tools", "携带工具/配件", "Tools & spare parts"),)),
        Block("site", "现场返工", "prod", (
            Lines("exec_lines", "现场返工/返修", "On-site record", required=True, rows=6, columns=(
                Day("work_date", "日期", "Date", required=True),
                Text("item", "返工事项", "Work done", required=True, limit=60),
                Count("qty_in", "检查/返工数", "Handled", required=True),
                Count("qty_ok", "合格数", "OK", required=True),
                Count("qty_ng", "不良数", "NG"),
                Count("qty_back", "带回/报废数", "Taken back"),
                Number("hours", "工时", "Hours", most=9999, places=2),
            )),
            Note("result", "处理结果及遗留问题：", "Result & open points", required=True, photos=True),
            Photos("result_photos", "现场照片", "Photos"),
            Money("cost_travel", "差旅费", "Travel cost"),
        )),
        Block("parts", "物料费", "wh", (Money("cost_parts", "物料费", "Parts cost"),)),
        Block("bearer", "费用承担", "merchmgr", (Choice("cost_bearer", "费用承担", "Borne by", options=BEARERS),)),
        Block("customer", "客户签认", "merch", (
            Choice("customer_opinion", "客户意见", "Customer opinion", required=True, options=OPINIONS),
            Inked("customer_sign", "客户签名/盖章", "Customer sign & chop"),
        )),
    ),
    slots=(
        Slot("order_sign", "派工/核准", "Ordered / approved", "merchmgr", ORDER),
        Slot("answered", "客户意见", "Customer's answer", "merch", ("customer",), on_paper=False),
        Slot("prepared", "编制", "Prepared (team leader)", "prod", ("site", "parts")),
        Slot("reviewed", "审核", "Reviewed", "qcmgr"),
        Slot("received", "跟单签收", "Received by merch.", "merch"),
    ),
    checks=("site_output_balances", "site_work_within_the_journey", "work_is_done_by_today"),
)  # fmt: skip

FORM = Form(
    KIND,
    rows=(
        row(7, Pair("anomaly_no", 9), Pair("customer", 8), Pair("date", 7)),
        row(7, Pair("site", 14), Pair("site_contact", 10, label=4)),
        row(7, Pair("product_name", 9), Pair("lot_no", 8), Pair("plan_qty", 7)),
        row(7, Pair("team", 14), Pair("period", 10)),
        row(24, Area("defect")),
        row(7, Pair("tools", 12), Sign("order_sign", 12, label=3)),
        row(6, Band("现场返工/返修事项（外派人员填写）", "On-site record – filled by the people sent")),
        row(6.8, Table("exec_lines", (3, 6, 3, 3, 3, 3, 3))),
        row(24, Area("result")),
        row(7, Pair("cost_travel", 8), Pair("cost_parts", 8), Pair("cost_bearer", 8)),
        row(14, Pair("customer_opinion", 12), Pair("customer_sign", 12)),
        row(12, Sign("prepared", 8), Sign("reviewed", 8), Sign("received", 8)),
    ),
    notes=(
        ("注：外派人员回厂后须填好返工/返修事项交跟单保存。",
         "Back at the plant, the people sent fill in what was done and hand the sheet to the merchandiser."),
        ("注：客户不接受的，安排回收产品，另开《产品退换货申请单》。",
         "If the customer does not accept, the goods are recalled with a return application."),
    ),
)  # fmt: skip
