"""客户满意度调查表: what one customer thinks of us, item by item."""

from forms.grid import Area, Band, Boxes, Form, Pair, Row, Sign, row
from qcdesk import workflow as flow
from qcdesk.calculations import SURVEYED
from qcdesk.fields import Auto, Calc, Choice, Count, Day, Field, Inked, Lookup, Note, Number, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import Step, Workflow

ITEMS = (
    ("产品质量", "Product quality"), ("外观包装", "Appearance, packing"), ("交货期", "Delivery"), ("价格", "Price"),
    ("服务态度", "Service"), ("投诉处理速度", "Speed on complaints"), ("投诉处理结果", "Outcome of complaints"),
    ("技术支持", "Technical support"),
)  # fmt: skip
GRADES = (("非常满意", "Very"), ("满意", "Satisfied"), ("基本满意", "Fairly"), ("不满意", "Not"))
POINTS = (" 95–100", " 90–94", " 80–89", " <80")
ANSWERS = (("是", "Yes"), ("否", "No"))

WORKFLOW = Workflow("satisfaction_survey", (
    Step("send", "发出", ("draft",), "sent", "sales", signs=("sent_by",), completes=("sending",)),
    Step("collect", "收回", ("sent",), "collected", "sales", signs=("collector",), completes=("answers", "collecting"),
         guard="survey_is_answered"),
    Step("judge", "品管判定，归档", ("collected",), "approved", "qc", signs=("judged",), completes=flow.WHOLE_SHEET,
         guard="unsatisfied_survey_is_acted_on", meaning="判定"),
    flow.send_back("sales", ("sent",)),
    Step("return", "退回", ("collected",), "sent", "qc", clears=("collector",), reason=True),
    flow.void("sales", ("draft", "sent")),
    flow.void("qc", ("collected", "approved")),
), states=(("sent", "已发出"), ("collected", "已收回"), ("approved", "已归档")))  # fmt: skip


def answered(item: str, zh: str, en: str) -> tuple[Field, ...]:
    """The cells of one line of the survey."""
    return (
        Number(f"{item}_weight", f"{zh}·权重", f"{en}: weight", most=100, places=2),
        Choice(f"{item}_grade", f"{zh}·评价", f"{en}: grade", options=GRADES),
        Count(f"{item}_score", f"{zh}·得分", f"{en}: score", most=100),
        Text(f"{item}_why", f"{zh}·给分理由", f"{en}: reason", limit=60),
    )


def line(item: str, zh: str, en: str) -> Row:
    return row(
        8, Band(zh, en, span=5), Pair(f"{item}_weight", 2, label=0), Boxes(f"{item}_grade", 12),
        Pair(f"{item}_score", 2, label=0), Pair(f"{item}_why", 3, label=0),
    )  # fmt: skip


LINES = tuple((item, zh, en) for item, (zh, en) in zip(SURVEYED, ITEMS, strict=True))

KIND = Kind(
    code="satisfaction_survey", rev="A/0", title="客户满意度调查表", en="Customer Satisfaction Survey", prefix="MY",
    workflow=WORKFLOW,
    blocks=(
        Block("sending", "发出", "sales", (
            Auto("no", "编号", "No."),
            Text("period", "调查期间", "Period", required=True, limit=40),
            Day("sent", "发出日期", "Sent", required=True, key="day", starts="today"),
        )),
        Block("answers", "客户填写", "sales", (
            Lookup("customer", "单位名称", "Company", required=True, key="customer", of="customer"),
            Text("address", "地址", "Address"),
            Text("phone", "电话", "Phone", limit=60),
            Text("contact", "联系人", "Contact", required=True, limit=60),
            *(field for entry in LINES for field in answered(*entry)),
            Calc("total", "加权总分", "Weighted total", how="survey_total"),
            Calc("grade", "评价等级", "Grade", how="survey_grade", options=GRADES),
            Note("opinion", "其他意见、要求或建议（没有请填“无”）：", "Other opinions, demands or suggestions"),
            Inked("cust_sign", "顾客签字（盖章）", "Customer's signature", required=True),
            Day("sign_date", "签字日期", "Date", required=True),
        )),
        Block("collecting", "收回", "sales", (
            Day("returned", "收回日期", "Returned"),
        )),
        Block("judging", "判定", "qc", (
            Choice("need_car", "需改善", "Needs action", options=ANSWERS),
        )),
    ),
    slots=(
        Slot("sent_by", "发出", "Sent by", "sales", ("sending",), on_paper=False),
        Slot("collector", "回收人", "Collected by", "sales", ("answers", "collecting")),
        Slot("judged", "判定", "Judged", "qc", on_paper=False),
    ),
    checks=("score_fits_grade", "weights_all_or_none", "signed_after_sending"),
)  # fmt: skip

FORM = Form(
    KIND,
    rows=(
        row(7, Pair("no", 9), Pair("period", 8), Pair("sent", 7)),
        row(14, Band("尊敬的客户：感谢贵公司一直以来的支持。为把产品和服务做得更好，请在百忙之中逐项勾选并给分，"
                     "签字盖章后交回本公司业务人员。",
                     "Dear customer, thank you for your support. Please tick and score every item, sign and return.")),
        row(8, Pair("customer", 12, label=4), Pair("address", 12, label=4)),
        row(8, Pair("phone", 12, label=4), Pair("contact", 12, label=4)),
        row(9, Band("评价项目", "Item", span=5), Band("权重", "Weight", span=2),
            *(Band(f"{zh}{points}", en, span=3) for (zh, en), points in zip(GRADES, POINTS, strict=True)),
            Band("得分", "Score", span=2), Band("给分理由", "Reason", span=3)),
        *(line(*entry) for entry in LINES),
        row(8, Pair("total", 12, label=4), Pair("grade", 12, label=4)),
        row(40, Area("opinion")),
        row(12, Pair("cust_sign", 14, label=5), Pair("sign_date", 10, label=4)),
        row(8, Pair("returned", 8), Sign("collector", 8, label=3), Pair("need_car", 8)),
    ),
    notes=(
        ("注：加权总分＝Σ（权重×得分）÷Σ权重，没有得分的项目不计；权重都不填时各项同等。",
         "Weighted total = sum of weight × score / sum of weights, over scored items; without weights all are equal."),
        ("注：总分四舍五入到整数分后评级：95–100 非常满意，90–94 满意，80–89 基本满意，80 以下不满意；不满意的须改善。",
         "Graded after rounding half up to whole points: 95–100 very, 90–94 satisfied, 80–89 fairly, below 80 not."),
    ),
)  # fmt: skip
