"""内部联络单: one department writes to others about a complaint, and they answer by the time that is asked for."""

from forms.grid import Area, Form, Pair, Sign, row
from qcdesk import workflow as flow
from qcdesk.fields import Auto, Choice, Day, Link, Lookup, Moment, Multi, Note, Person, Photos, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import APPROVED, Step, Workflow

TYPES = (
    ("质量投诉", "Quality"), ("交期投诉", "Delivery"), ("服务投诉", "Service"), ("退换货", "Return"),
    ("样品鉴定", "Sample"), ("其他", "Other"),
)  # fmt: skip
IMPORTANCE = (("一般", "Normal"), ("重要", "Important"), ("很重要", "Very important"))
URGENCY = (("一般", "Normal"), ("急", "Urgent"), ("紧急", "Very urgent"))
NEEDED = (("需要", "Yes"), ("不需要", "No"))
ENCLOSURES = (
    ("投诉书面资料", "Letter"), ("照片", "Photos"), ("样品", "Samples"), ("登记反馈表", "Register form"),
    ("其他", "Other"),
)  # fmt: skip

STATES = (
    ("drafted", "待审核"), ("issued", "已签发，处理中"), ("answered", "已签复"), ("answer_checked", "签复已审"),
    ("confirmed", "已确认"), ("approved", "已完结"),
)  # fmt: skip

WORKFLOW = Workflow("internal_contact", (
    Step("draft", "经办", ("draft",), "drafted", "sales", signs=("drafter",), completes=("message",)),
    Step("issue", "审核签发", ("drafted",), "issued", "merchmgr", signs=("head", "issuer"), completes=("message",),
         apart=("drafter",)),
    Step("answer", "签复", ("issued",), "answered", "duty", signs=("handler",), completes=("reply",),
         guard="reply_is_needed"),
    Step("answer_check", "部门负责人签认", ("answered",), "answer_checked", "dutymgr", signs=("reply_head",),
         completes=("reply",), apart=("handler",)),
    Step("confirm", "确认", ("answer_checked",), "confirmed", "merch", signs=("confirm",), completes=("reply",)),
    Step("confirm", "确认（不需回复）", ("issued",), "confirmed", "merch", signs=("confirm",), completes=("message",),
         guard="no_reply_is_needed"),
    Step("approve", "核准", ("confirmed",), APPROVED, "pmgr", signs=("approve",), completes=("message",),
         apart=("drafter", "head", "confirm")),
    flow.send_back("merchmgr", ("drafted",)),
    flow.send_back("duty", ("issued",)),
    Step("return", "退回", ("answered",), "issued", "dutymgr", clears=("handler",), reason=True),
    Step("return", "退回", ("answer_checked",), "issued", "merch", clears=("handler", "reply_head"), reason=True),
    Step("return", "退回", ("confirmed",), "issued", "pmgr", clears=("handler", "reply_head", "confirm"), reason=True),
    flow.void("sales", ("draft", "drafted")),
    flow.void("merchmgr", ("issued", "answered", "answer_checked")),
    flow.void("pmgr", ("confirmed", "approved")),
), states=STATES)  # fmt: skip

KIND = Kind(
    code="internal_contact", rev="A/0", title="内部联络单", en="Internal Liaison Sheet", prefix="LL",
    workflow=WORKFLOW,
    blocks=(
        Block("message", "发文", "sales", (
            Auto("no", "编号", "No."),
            Day("date", "日期", "Date", required=True, key="day", starts="today"),
            Lookup("from_dept", "发文部门", "From dept.", required=True, of="department"),
            Person("from_person", "发文人", "From", required=True),
            Multi("to_dept", "受文部门", "To dept.", required=True, key="department", of="department"),
            Multi("cc", "抄送", "Cc", of="department"),
            Text("subject", "主题", "Subject", required=True, limit=60),
            Choice("type", "类别", "Type", required=True, options=TYPES),
            Link("complaint_no", "关联客诉", "Linked case", to="case"),
            Choice("importance", "重要程度", "Importance", required=True, options=IMPORTANCE),
            Choice("urgency", "缓急程度", "Urgency", required=True, options=URGENCY),
            Choice("need_reply", "是否需要回复", "Reply needed", required=True, options=NEEDED),
            Moment("reply_by", "要求回复时间", "Reply wanted by"),
            Note("body", "内容说明：", "Message", required=True, photos=True),
            Photos("body_photos", "照片", "Photos"),
            Multi("attach", "附件", "Attachments", options=ENCLOSURES),
        )),
        Block("reply", "受文部门回复", "duty", (
            Note("reply", "受文部门回复：", "Reply of receiving dept.", required=True),
            Day("replied_at", "回复日期", "Replied", required=True),
        )),
    ),
    slots=(
        Slot("issuer", "签发", "Issued by", "merchmgr", ("message",)),
        Slot("drafter", "经办", "Drafted", "sales", ("message",)),
        Slot("head", "部门主管", "Dept. head", "merchmgr", ("message",)),
        Slot("handler", "执行人", "Handled by", "duty", ("reply",)),
        Slot("reply_head", "部门负责人", "Dept. head", "dutymgr", ("reply",)),
        Slot("confirm", "确认", "Confirmed", "merch"),
        Slot("approve", "核准", "Approved", "pmgr"),
    ),
    checks=("wanted_reply_has_its_time", "contact_goes_to_others", "contact_days_in_order"),
)  # fmt: skip

FORM = Form(
    KIND,
    rows=(
        row(8, Pair("no", 9), Sign("issuer", 7, label=3), Pair("date", 8)),
        row(8, Pair("from_dept", 12, label=4), Pair("from_person", 12, label=4)),
        row(8, Pair("to_dept", 12, label=4), Pair("cc", 12, label=4)),
        row(8, Pair("subject", 24, label=4)),
        row(8, Pair("type", 12, label=4), Pair("complaint_no", 12, label=4)),
        row(8, Pair("importance", 12, label=4), Pair("urgency", 12, label=4)),
        row(8, Pair("need_reply", 12, label=4), Pair("reply_by", 12, label=4)),
        row(70, Area("body")),
        row(8, Pair("attach", 12, label=4), Sign("drafter", 6), Sign("head", 6)),
        row(50, Area("reply")),
        row(8, Sign("handler", 8, label=3), Sign("reply_head", 8, label=3), Pair("replied_at", 8)),
        row(12, Sign("confirm", 12, label=3), Sign("approve", 12, label=3)),
    ),
    notes=(
        ("时限：超权限投诉 1 个工作日内报审，审后 24 小时内回复；文员收单后 2 小时内分发。",
         "Complaints beyond one's authority: report in 1 working day, reply 24 h after review; distribute in 2 hours."),
        ("　　　责任部门按单上要求时间回复；文员收到审批意见 1 个工作小时内回复客户。",
         "The department answers by the time asked for; the customer is told within 1 working hour of the decision."),
    ),
)  # fmt: skip
