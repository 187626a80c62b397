"""部门协调工单（首问登记）: who met the customer first, whose job it became, and whether the customer is satisfied."""

from forms.grid import Area, Band, Form, Pair, Sign, row
from qcdesk import workflow as flow
from qcdesk.fields import Auto, Check, Choice, Lookup, Moment, Note, Person, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import Step, Workflow

SOURCES = (
    ("来电", "Call"), ("来访", "Visit"), ("来信", "Letter"), ("意见箱", "Box"), ("回访", "Call-back"),
)  # fmt: skip
URGENCIES = (("一般", "Normal"), ("紧急", "Urgent"), ("特急", "Very urgent"))
SCOPES = (
    ("本人职责", "Own job"), ("本部门-责任人不在", "Own dept., absent"), ("部门交叉-主动协调", "Shared"),
    ("公司内其他部门", "Other dept."),
)  # fmt: skip
OUTCOMES = (("满意", "Yes"), ("不满意-再次处理", "No, again"))

IN_FLOW = (
    ("registered", "已登记，待接收"), ("taken", "处理中"), ("handled", "部门已处理"), ("informed", "已告知首问人"),
    ("called", "客户已回访满意"), ("reviewed", "客服经理已签"), ("approved", "总经理已阅，归档"),
)  # fmt: skip
AGAIN = ("taken_over", "dept_mgr", "informed")


def back(role: str, source: str, target: str, *clears: str) -> Step:
    return Step("return", "退回", (source,), target, role, clears=clears, reason=True)


WORKFLOW = Workflow("coordination_order", (
    Step("register", "首问登记", ("draft",), "registered", "cs", signs=("registered",), completes=("intake",),
         meaning="登记"),
    Step("take_over", "接收", ("registered",), "taken", "duty", signs=("taken_over",), completes=("intake",)),
    Step("handle", "部门经理签处理结果", ("taken",), "handled", "dutymgr", signs=("dept_mgr",), completes=("handling",),
         meaning="部门经理"),
    Step("inform", "已告知首问人", ("handled",), "informed", "cs", signs=("informed",), completes=("handling",)),
    Step("call_back", "回访满意", ("informed",), "called", "cs", signs=("prepared",), completes=("callback",),
         guard="coordination_satisfied", meaning="回访"),
    Step("decline", "客户不满意，再次处理", ("informed",), "registered", "cs", clears=AGAIN, reason=True,
         guard="coordination_unsatisfied"),
    Step("review", "客服经理签", ("called",), "reviewed", "csmgr", signs=("cs_mgr",), completes=flow.WHOLE_SHEET,
         apart=("prepared",), guard="coordination_satisfied", meaning="审核"),
    Step("approve", "总经理阅签", ("reviewed",), "approved", "gm", signs=("gm",), completes=flow.WHOLE_SHEET,
         apart=("prepared", "cs_mgr"), meaning="阅签"),
    flow.send_back("duty", ("registered",)),
    back("dutymgr", "taken", "registered", "taken_over"),
    back("cs", "handled", "taken", "dept_mgr"),
    back("cs", "informed", "handled", "informed"),
    back("csmgr", "called", "informed", "prepared"),
    back("gm", "reviewed", "called", "cs_mgr"),
    flow.void("cs", ("draft", "registered")),
    flow.void("csmgr", ("taken", "handled", "informed", "called")),
    flow.void("gm", ("reviewed", "approved")),
), states=IN_FLOW)  # fmt: skip

KIND = Kind(
    code="coordination_order", rev="A/0", title="部门协调工单（首问登记）",
    en="Inter-Department Coordination Order (First Contact)", prefix="XT", workflow=WORKFLOW,
    blocks=(
        Block("intake", "首问登记", "cs", (
            Auto("no", "工单号", "No."),
            Moment("received_at", "受理时间", "Received", required=True, key="day"),
            Choice("source", "来源", "Source", required=True, options=SOURCES),
            Person("first_person", "首问责任人", "First-contact person", required=True),
            Lookup("first_dept", "所属部门", "Dept.", required=True, key="department", of="department", limit=40),
            Check("seniority", "两人以上在场", "Rule: senior one"),
            Lookup("customer", "客户单位/姓名", "Customer", required=True, key="customer", of="customer"),
            Text("phone", "联系电话", "Phone", required=True, limit=60),
            Choice("urgency", "紧急程度", "Urgency", options=URGENCIES),
            Note("matter", "拟办事项内容/客户意见：", "Matter / customer's opinion", required=True),
            Choice("scope", "职责归属", "Whose job", required=True, options=SCOPES),
            Text("handed", "转交部门/接收人/时间", "Handed to / time", required=True),
        )),
        Block("handling", "处理", "duty", (
            Moment("first_contact", "首次联系客户", "First contact", required=True),
            Moment("promise", "承诺完成时限", "Promised by", required=True),
            Moment("done", "实际完成", "Done"),
            Note("plan", "处理方案及结果：", "Plan and result", required=True),
        )),
        Block("callback", "回访", "cs", (
            Moment("cb1", "第一次追踪", "Trace 1", required=True),
            Moment("cb2", "第二次沟通", "Trace 2", required=True),
            Choice("success", "处理是否成功", "Successful", required=True, options=OUTCOMES),
            Note("talk", "谈话记录及跟进评价：", "Talk notes and evaluation", required=True),
        )),
    ),
    slots=(
        Slot("registered", "登记", "Registered", "cs", ("intake",), on_paper=False),
        Slot("taken_over", "接收", "Taken over", "duty", ("intake",)),
        Slot("dept_mgr", "部门经理（代理人）", "Dept. manager / deputy", "dutymgr", ("handling",)),
        Slot("informed", "已告知首问人", "First person informed", "cs", ("handling",)),
        Slot("prepared", "回访专员", "Caller", "cs", ("callback",)),
        Slot("cs_mgr", "客服经理", "CS manager", "csmgr"),
        Slot("gm", "总经理阅签", "GM read", "gm"),
    ),
    checks=("coordination_times_in_order", "coordination_times_have_come"),
)  # fmt: skip

FORM = Form(
    KIND,
    rows=(
        row(7, Pair("no", 9), Pair("received_at", 8), Pair("source", 7, label=2)),
        row(7, Pair("first_person", 9), Pair("first_dept", 8), Pair("seniority", 7, label=4)),
        row(7, Pair("customer", 9), Pair("phone", 8), Pair("urgency", 7, label=2)),
        row(32, Area("matter")),
        row(9, Pair("scope", 10), Pair("handed", 8), Sign("taken_over", 6)),
        row(6, Band("处理（被转部门填写）", "Handling – receiving department")),
        row(7, Pair("first_contact", 8), Pair("promise", 8), Pair("done", 8)),
        row(32, Area("plan")),
        row(8, Sign("dept_mgr", 12, label=4), Sign("informed", 12, label=4)),
        row(6, Band("回访与判定（回访专员）", "Call-back and verdict")),
        row(8, Pair("cb1", 8), Pair("cb2", 8), Pair("success", 8)),
        row(20, Area("talk")),
        row(12, Sign("prepared", 8, label=3), Sign("cs_mgr", 8, label=3), Sign("gm", 8, label=3)),
    ),
    notes=(
        ("注：首问必答、首问必释、首问必果，内动外不动；不得用“不知道”“不清楚”“不归我管”回绝客户。",
         "Whoever is asked first answers, explains and sees it through; never turn a customer away."),
        ("注：两人以上在场时，职位高者或到司时间长者为首问责任人；客户不满意的重新处理，直至满意。",
         "Of several, the senior is the first-contact person. Not satisfied: handled again until satisfied."),
    ),
)  # fmt: skip
