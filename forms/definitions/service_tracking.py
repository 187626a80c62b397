"""售后服务跟踪表: what customers asked for in a month, what was promised, and what they said to the result."""

from forms.grid import A4_LANDSCAPE, Form, PageNumber, Pair, Sign, Table, row
from qcdesk import workflow as flow
from qcdesk.fields import Auto, Choice, Day, Inked, Lines, Lookup, Moment, Month, Person, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import Step, Workflow

SORTS = (("进度", "Schedule"), ("质量", "Quality"), ("反馈", "Feedback"), ("投诉", "Complaint"))

WORKFLOW = Workflow("service_tracking", (
    flow.submit("sales", signs=("made",)),
    Step("review", "审核归档", ("submitted",), "approved", "merchmgr", signs=("checked",), completes=flow.WHOLE_SHEET,
         apart=("made",), meaning="审核"),
    flow.send_back("merchmgr", ("submitted",)),
    flow.void("sales", ("draft", "submitted")),
    flow.void("merchmgr", ("approved",)),
), states=(("approved", "已审核归档"),))  # fmt: skip

KIND = Kind(
    code="service_tracking", rev="A/0", title="售后服务跟踪表", en="After-Sales Service Tracking Sheet", prefix="GZ",
    workflow=WORKFLOW,
    blocks=(
        Block("register", "登记", "sales", (
            Month("month", "年月", "Period", required=True, key="day", starts="this_month"),
            Lookup("dept", "部门", "Dept.", required=True, key="department", of="department", limit=40),
            Lines("lines", "登记", "Register", required=True, rows=16, columns=(
                Auto("seq", "序号", "No.", what="row"),
                Day("date", "受理日期", "Date", required=True),
                Lookup("customer", "客户单位", "Customer", required=True, of="customer", limit=60),
                Text("contact", "联系人", "Contact", required=True, limit=20),
                Text("phone", "联系方式", "Phone", required=True, limit=40),
                Choice("kind", "类别", "Kind", required=True, options=SORTS),
                Text("cause", "投诉原因", "Reason", required=True, limit=120),
                Text("demand", "客户要求", "Demand", required=True, limit=80),
                Person("owner", "责任人", "Owner", required=True, limit=20),
                Text("plan", "处理方案", "Plan", limit=120),
                Moment("promised", "承诺时限", "Due (24h/48h)"),
                Day("done", "完成日期", "Done"),
                Text("result", "处理结果", "Result", limit=60),
                Inked("cust", "客户确认/意见", "Customer confirm", limit=40),
            )),
        )),
    ),
    slots=(
        Slot("made", "制表", "Prepared", "sales"),
        Slot("checked", "审核", "Checked", "merchmgr"),
    ),
    checks=(
        "service_done_with_result", "service_promised_and_done_after_receipt", "complaint_is_confirmed_by_customer",
    ),
)  # fmt: skip

FORM = Form(
    KIND,
    paper=A4_LANDSCAPE,
    rows=(
        row(7, Pair("month", 8), Pair("dept", 8), PageNumber(8)),
        row(6.4, Table("lines", (1, 1.5, 2.5, 1.3, 1.9, 1.2, 3, 2, 1.2, 2.6, 1.4, 1.4, 1.6, 1.4))),
        row(10, Sign("made", 12, label=3), Sign("checked", 12, label=3)),
    ),
    notes=(
        ("注：进度问题按客户可接受的时间答复；质量问题本地 24 小时内提出方案并到客户处，市内其他地区 48 小时内。",
         "Schedule: within what the customer accepts. Quality: plan and visit in 24 h (local), 48 h in town."),
        ("注：造成断料等严重影响或被开考核单的为客户投诉，其余为客户反馈；投诉处理完毕须由客户签字确认。",
         "A stopped line or a penalty sheet makes it a complaint; a complaint is closed by the customer's signature."),
    ),
)  # fmt: skip
