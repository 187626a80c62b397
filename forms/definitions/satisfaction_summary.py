"""客户满意度调查汇总表: how many surveys went out and came back, and what every customer answered."""

from forms.grid import A4_LANDSCAPE, Area, Band, Form, Pair, Sign, Table, row
from qcdesk import workflow as flow
from qcdesk.fields import Auto, Calc, Choice, Count, Day, Lines, Lookup, Note, Number, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import Step, Workflow

VALID = (("有效", "Valid"), ("无效", "Not valid"))
GRADES = (("非常满意", "Very"), ("满意", "Satisfied"), ("基本满意", "Fairly"), ("不满意", "Not"))
OPINIONS = (("有", "Yes"), ("无", "No"))

WORKFLOW = Workflow("satisfaction_summary", (
    flow.submit("sales", signs=("made",)),
    Step("review", "审核归档", ("submitted",), "approved", "merchmgr", signs=("checked",), completes=flow.WHOLE_SHEET,
         apart=("made",), meaning="审核"),
    flow.send_back("merchmgr", ("submitted",)),
    flow.void("sales", ("draft", "submitted")),
    flow.void("merchmgr", ("approved",)),
), states=(("approved", "已审核归档"),))  # fmt: skip


def score(name: str, zh: str, en: str) -> Number:
    return Number(name, zh, en, most=100, places=2)


KIND = Kind(
    code="satisfaction_summary", rev="A/0", title="客户满意度调查汇总表", en="Customer Satisfaction Survey Summary",
    prefix="MH", workflow=WORKFLOW,
    blocks=(
        Block("summary", "汇总", "sales", (
            Text("period", "调查期间", "Period", required=True, limit=40),
            Day("date", "制表日期", "Date", required=True, key="day", starts="today"),
            Count("customers", "客户总数", "Customers", required=True, most=999_999),
            Count("sent_qty", "发出份数", "Sent", required=True, most=999_999),
            Calc("sent_pct", "占客户总数%", "% of customers", how="survey_sent"),
            Count("back", "收回份数", "Returned", required=True, most=999_999),
            Calc("back_pct", "占发出%", "% of sent", how="survey_back"),
            Calc("cover_pct", "收回占客户总数%", "% of customers", how="survey_cover"),
            Choice("valid", "数据有效", "Valid", required=True, options=VALID),
            Calc("statement", "调查综述", "Statement", how="survey_statement"),
            Lines("lines", "满意度反馈", "Results", required=True, rows=12, columns=(
                Auto("seq", "序号", "No.", what="row"),
                Lookup("customer", "客户", "Customer", required=True, of="customer", limit=60),
                Text("family", "类别", "Family", limit=20),
                score("i1", "质量", "Quality"),
                score("i2", "包装", "Packing"),
                score("i3", "交期", "Delivery"),
                score("i4", "服务", "Service"),
                score("i5", "投诉处理", "Complaint"),
                Number("total", "总分", "Total", required=True, most=100, places=2),
                Choice("grade", "等级", "Grade", required=True, options=GRADES),
                Choice("op", "意见有/无", "Opinion y/n", required=True, options=OPINIONS),
            )),
            Calc("avg", "平均分", "Average", how="survey_average"),
            Calc("sat_pct", "满意率%(≥90)", "Satisfied %", how="survey_satisfied"),
            Calc("unsat", "不满意户数", "Unsatisfied", how="survey_unsatisfied"),
            Note("reasons", "理由综述：", "Summary", required=True),
        )),
    ),
    slots=(
        Slot("made", "制表", "Prepared", "sales"),
        Slot("checked", "审核", "Checked", "merchmgr"),
    ),
    checks=("no_more_back_than_sent", "summary_grade_fits_total"),
)  # fmt: skip

FORM = Form(
    KIND,
    paper=A4_LANDSCAPE,
    rows=(
        row(6, Band("一、发放统计", "1. Distribution", span=8), Pair("period", 8), Pair("date", 8)),
        row(7, Pair("customers", 6), Pair("sent_qty", 6), Pair("sent_pct", 6), Pair("back", 6)),
        row(7, Pair("back_pct", 8), Pair("cover_pct", 8, label=4), Pair("valid", 8)),
        row(6, Pair("statement", 24)),
        row(6, Band("二、满意度反馈情况（每类产品一表）", "2. Results, one table per product family")),
        row(5.2, Table("lines", (1, 4, 2, 2, 2, 2, 2, 2, 2, 2, 3))),
        row(7, Pair("avg", 8), Pair("sat_pct", 8, label=4), Pair("unsat", 8, label=4)),
        row(6, Band("三、客户给分理由综述", "3. Reasons given")),
        row(18, Area("reasons")),
        row(9, Sign("made", 12, label=3), Sign("checked", 12, label=3)),
    ),
    notes=(
        ("注：总分四舍五入到整数分后评级：95–100 非常满意，90–94 满意，80–89 基本满意，80 以下不满意；满意率按评级计。",
         "Graded after rounding half up to whole points: 95–100 very, 90–94 satisfied, 80–89 fairly, below 80 not."),
    ),
)  # fmt: skip
