"""客户满意度调查分析报告: what the surveys say taken together, and what is to be done about it."""

from forms.grid import Area, Band, Form, PageNumber, Pair, Sign, Table, row
from qcdesk import workflow as flow
from qcdesk.fields import Auto, Count, Day, Lines, Link, Note, Number, Printed, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import Step, Workflow

ITEMS = (
    ("产品质量", "Quality"), ("外观包装", "Packing"), ("交货期", "Delivery"), ("价格", "Price"),
    ("服务态度", "Service"), ("投诉处理速度", "Complaint speed"),
    ("投诉处理结果", "Complaint outcome"), ("技术支持", "Support"),
)  # fmt: skip

WORKFLOW = Workflow("satisfaction_analysis", (
    flow.submit("sales", signs=("made",), completes=("survey",)),
    Step("improve", "改进措施", ("submitted",), "improved", "qc", signs=("improved",), completes=("improvement",)),
    flow.review("merchmgr", source=("improved", "submitted"), signs=("checked",), apart=("made", "improved")),
    flow.approve("pmgr", apart=("made", "improved", "checked")),
    flow.send_back("qc", ("submitted",)),
    flow.send_back("merchmgr", ("submitted",)),
    Step("return", "退回", ("improved",), "submitted", "merchmgr", clears=("improved",), reason=True),
    flow.send_back("pmgr", ("reviewed",)),
    flow.void("sales", ("draft", "submitted")),
    flow.void("merchmgr", ("improved",)),
    flow.void("pmgr", ("reviewed", "approved")),
), states=(("improved", "改进措施已填"),))  # fmt: skip


def customers(name: str, zh: str, en: str) -> Count:
    return Count(name, zh, en, most=99_999)


KIND = Kind(
    code="satisfaction_analysis", rev="A/0", title="客户满意度调查分析报告",
    en="Customer Satisfaction Survey Analysis Report", prefix="MF", workflow=WORKFLOW,
    blocks=(
        Block("survey", "分析", "sales", (
            Auto("no", "编号", "No."),
            Link("summary_no", "汇总表编号", "Summary no.", to="satisfaction_summary"),
            Text("period", "调查期间", "Period", required=True, limit=40),
            Day("date", "报告日期", "Date", required=True, key="day", starts="today"),
            Lines("chart", "各项得分和等级分布", "Scores and grades", rows=8, columns=(
                Printed("item", "评价项目", "Item", words=ITEMS),
                Number("score", "平均得分", "Average", most=100, places=2),
                customers("g1", "非常满意", "Very"),
                customers("g2", "满意", "Satisfied"),
                customers("g3", "基本满意", "Fairly"),
                customers("g4", "不满意", "Not"),
                Text("why", "不满意的主要原因", "Main reasons", limit=80),
            )),
            Note("analysis", "一、客户建议及不满意综合分析：", "1. Suggestions & dissatisfaction", required=True),
        )),
        Block("improvement", "改进", "qc", (
            Note("actions", "二、改进措施及建议：", "2. Improvement actions", required=True),
        )),
    ),
    slots=(
        Slot("improved", "改进措施", "Improvement by", "qc", ("improvement",), on_paper=False),
        Slot("made", "制表", "Prepared", "sales", ("survey",)),
        Slot("checked", "审核", "Checked", "merchmgr"),
        Slot("approved", "核准", "Approved", "pmgr"),
    ),
)  # fmt: skip

FORM = Form(
    KIND,
    rows=(
        row(7, Pair("no", 12), PageNumber(12)),
        row(7, Pair("summary_no", 8), Pair("period", 8), Pair("date", 8)),
        row(6, Band("图表：各项得分、等级分布（户数）、不满意项", "Scores, customers per grade, dissatisfaction")),
        row(6, Table("chart", (5, 3, 2, 2, 2, 2, 8))),
        row(70, Area("analysis")),
        row(70, Area("actions")),
        row(12, Sign("made", 8, label=3), Sign("checked", 8, label=3), Sign("approved", 8, label=3)),
    ),
    notes=(
        ("注：得分四舍五入到整数分后评级：95–100 非常满意，90–94 满意，80–89 基本满意，80 以下不满意。",
         "Graded after rounding half up to whole points: 95–100 very, 90–94 satisfied, 80–89 fairly, below 80 not."),
        ("注：不满意项发纠正与预防措施，本报告作为管理评审的输入。",
         "Dissatisfaction leads to corrective action; this report is an input to the management review."),
    ),
)  # fmt: skip
