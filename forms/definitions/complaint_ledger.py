"""客户投诉汇总表: the month's complaints, one a line."""

from forms.grid import A4_LANDSCAPE, Form, PageNumber, Pair, Sign, Table, row
from qcdesk.fields import Auto, Choice, Count, Day, Lines, Link, Lookup, Month, Number, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import chain

SEVERITIES = (("一般", "Minor"), ("批量", "Batch"), ("严重", "Serious"))
STATUSES = (("结案", "Closed"), ("未结案", "Open"), ("关闭", "Dropped"), ("暂停", "On hold"))
ANSWERS = (("有", "Yes"), ("无", "No"))
WIDTHS = (
    0.7, 1.7, 1.3, 1.3, 1.3, 1.1, 0.9, 0.8, 0.8, 2.3, 1.1, 0.9, 1.1, 1.6, 1.55, 1.75, 1.3, 1.3, 0.8, 0.4,
)  # fmt: skip
"""Narrow figures leave dates whole and give the measures room."""

KIND = Kind(
    code="complaint_ledger", rev="A/0", title="客户投诉汇总表", en="Customer Complaint Summary Ledger", prefix="HZ",
    workflow=chain("complaint_ledger", "merch", "merchmgr", "pmgr", slots=("made", "checked", "approved")),
    blocks=(
        Block("register", "登记", "merch", (
            Month("year_month", "年月", "Period", required=True, key="day", starts="this_month"),
            Lookup("dept", "填报部门", "Dept.", key="department", of="department", limit=40),
            Lines("lines", "登记", "Register", required=True, rows=18, columns=(
                Auto("seq", "序号", "No.", what="row"),
                Link("complaint_no", "客诉编号", "Case no.", to="case", limit=24),
                Day("complaint_date", "投诉日期", "Date", required=True),
                Lookup("customer", "客户", "Client", required=True, of="customer", limit=60),
                Lookup("product", "产品/型号", "Product", required=True, of="product", limit=60),
                Text("lot_no", "批号", "Lot", limit=40),
                Count("ship_qty", "出货数", "Shipped", most=9_999_999),
                Count("complaint_qty", "投诉数", "Faulty", most=9_999_999),
                Number("rate", "不良比例%", "Ratio %", most=100, places=2),
                Text("content", "问题描述", "Description", required=True, limit=200),
                Lookup("defect_class", "不良分类", "Defect class", of="defect", limit=40),
                Choice("severity", "程度", "Severity", options=SEVERITIES),
                Lookup("duty_dept", "责任部门", "Resp. dept.", of="department", limit=40),
                Text("cause", "原因分析", "Cause", limit=200),
                Text("interim", "临时措施", "Interim", limit=120),
                Text("perm", "长期措施", "Permanent", limit=120),
                Day("due", "应结案日", "Due"),
                Day("closed", "结案日期", "Closed"),
                Choice("status", "状态", "Status", required=True, options=STATUSES),
                Choice("car8d", "8D", "8D y/n", options=ANSWERS),
            )),
        )),
    ),
    slots=(
        Slot("made", "制表", "Prepared", "merch"),
        Slot("checked", "审核", "Checked", "merchmgr"),
        Slot("approved", "核准", "Approved", "pmgr"),
    ),
    checks=("ledger_ratio_fits", "ledger_closed_lines_are_complete", "ledger_days_in_order"),
)  # fmt: skip

FORM = Form(
    KIND,
    paper=A4_LANDSCAPE,
    rows=(
        row(7, Pair("year_month", 8, label=2), Pair("dept", 8, label=2), PageNumber(8)),
        row(6.4, Table("lines", WIDTHS)),
        row(10, Sign("made", 8), Sign("checked", 8), Sign("approved", 8)),
    ),
    notes=(
        ("注：每单登记一行，记录处理完毕后填入，月底汇总做柏拉图，一份交品管；不良比例＝投诉数÷出货数。",
         "One line a case, filled when it is done; Pareto at month's end, copy to QC. Ratio = faulty / shipped."),
    ),
)  # fmt: skip
