"""送货单: reworked or replacement goods on their way, and what the customer counted."""

from forms.grid import Band, Form, Group, Letterhead, Pair, Sign, Table, row
from qcdesk import workflow as flow
from qcdesk.fields import Auto, Calc, Choice, Count, Day, Inked, Lines, Link, Lookup, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import Step, Workflow

NATURES = (
    ("返工品", "Reworked"), ("换货", "Exchange"), ("补货", "Replenishment"), ("正常订单", "Regular order"),
)  # fmt: skip

WORKFLOW = Workflow("delivery_note", (
    Step("issue", "开单", ("draft",), "issued", "wh", signs=("made",), completes=("head", "goods"),
         guard="delivery_names_its_rework", meaning="制表"),
    Step("dispatch", "送货", ("issued",), "dispatched", "wh", signs=("carrier",), completes=("head", "goods"),
         gates=("nature_fits_the_ways", "rework_may_leave")),
    Step("sign_for", "客户已签收，登记回单", ("dispatched",), "signed_for", "wh", signs=("counted",),
         completes=("receipt",), guard="delivery_is_counted", meaning="回单登记"),
    Step("file", "跟单收回单归档", ("signed_for",), "approved", "merch", signs=("filed",), completes=flow.WHOLE_SHEET,
         apart=("made", "counted"), meaning="归档"),
    flow.send_back("wh", ("issued",)),
    Step("return", "退回", ("dispatched",), "issued", "wh", clears=("carrier",), reason=True),
    Step("return", "退回", ("signed_for",), "dispatched", "merch", clears=("counted",), reason=True),
    flow.void("wh", ("draft", "issued", "dispatched")),
    flow.void("merch", ("signed_for", "approved")),
), states=(
    ("issued", "已开单"), ("dispatched", "送货中"), ("signed_for", "客户已签收"), ("approved", "回单已归档"),
))  # fmt: skip

KIND = Kind(
    code="delivery_note", rev="A/0", title="送货单", en="Delivery Note", prefix="SH", workflow=WORKFLOW,
    blocks=(
        Block("head", "单头", "wh", (
            Auto("no", "单号", "No."),
            Lookup("customer", "客户", "Customer", required=True, key="customer", of="customer"),
            Text("address", "送货地址", "Address", required=True),
            Text("contact", "联系人", "Contact", limit=60),
            Text("phone", "联系电话", "Phone", limit=60),
            Day("date", "日期", "Date", required=True, key="day", starts="today"),
            Link("complaint_no", "客诉/返工单号", "Complaint / rework no.", to="case"),
            Choice("nature", "送货性质", "Nature", required=True, options=NATURES),
            Calc("total", "合计", "Total", how="delivery_total"),
            Text("turnover", "周转箱/托盘 送·回收", "Crates out / back", limit=60),
        )),
        Block("goods", "货物", "wh", (
            Lines("lines", "货物", "Goods", required=True, rows=8, later=("recv", "remark"), columns=(
                Auto("seq", "序号", "No.", what="row"),
                Text("order_no", "客户订单号", "Order no.", limit=60),
                Text("part_no", "零件号", "Part no.", limit=40),
                Lookup("desc", "品名规格", "Description", required=True, of="product", limit=80),
                Text("unit", "单位", "Unit", required=True, limit=10),
                Count("qty", "送货数量", "Qty", required=True, least=1, most=9_999_999),
                Count("boxes", "箱数", "Boxes", most=99_999),
                Count("per_box", "每箱", "Per box", most=999_999),
                Count("rest", "零头", "Rest", most=999_999),
                Text("lot", "批次号", "Lot", limit=40),
                Count("recv", "点收数量", "Counted", most=9_999_999),
                Text("remark", "备注", "Remark", limit=60),
            )),
        )),
        Block("receipt", "签收", "wh", (
            Inked("received", "签收人（盖章）", "Received (stamp)", required=True),
            Day("recv_date", "签收日期", "Date", required=True),
        )),
    ),
    slots=(
        Slot("made", "制表人", "Prepared", "wh", ("head",)),
        Slot("carrier", "送货人", "Driver", "wh", ("head",)),
        Slot("counted", "回单登记", "Receipt entered", "wh", on_paper=False),
        Slot("filed", "回单归档", "Receipt filed", "merch", on_paper=False),
    ),
    checks=("boxes_make_the_quantity", "delivered_count_is_explained", "received_after_delivery"),
)  # fmt: skip
"""点收数量 stands in the lines: that column stays open until the 回单 is back, what was sent does not."""

FORM = Form(
    KIND,
    upright=True,
    rows=(
        row(8, Band("送货单（随货同行）", "Delivery note – travels with the goods", span=16), Pair("no", 8)),
        row(7, Letterhead()),
        row(7, Pair("customer", 12), Pair("address", 12)),
        row(7, Pair("contact", 8), Pair("phone", 8), Pair("date", 8)),
        row(7, Pair("complaint_no", 12, label=4), Pair("nature", 12)),
        row(7, Table("lines", (1, 3, 3, 4, 1, 2, 1.5, 1.5, 1.5, 2, 2, 1.5), groups=(
            Group("送货数量＝箱数×每箱＋零头", "Qty = boxes × per box + rest", "qty", "rest"),
        ))),
        row(7, Pair("total", 12), Pair("turnover", 12, label=5)),
        row(12, Sign("made", 6), Sign("carrier", 6), Pair("received", 6, label=2), Pair("recv_date", 6, label=2)),
    ),
    notes=(
        ("注：请核对数量后签名或盖章（送货数量＝箱数×每箱＋零头），不符请在备注写明；如有质量问题请于 3 日内通知。",
         "Please count, then sign or stamp. Qty = boxes × per box + rest; note any difference under remark. "
         "Report quality problems within 3 days of receipt."),
        ("注：返工品须经品管重检合格方可送货；回单交跟单保存。",
         "Reworked goods are delivered only after QC has passed them; the signed copy goes to the merchandiser."),
    ),
)  # fmt: skip
