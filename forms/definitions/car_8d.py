"""客户投诉纠正与预防报告（8D）: from the team to the standard, each discipline signed by whoever did it."""

from forms.grid import Area, Band, Form, Pair, Sign, Table, row
from qcdesk import workflow as flow
from qcdesk.fields import (
    Auto,
    Choice,
    Count,
    Day,
    Lines,
    Link,
    Lookup,
    Multi,
    Note,
    Person,
    Photos,
    Printed,
    Text,
)  # fmt: skip
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import APPROVED, Step, Workflow

SEVERITIES = (("一般", "Minor"), ("批量", "Batch"), ("严重", "Serious"))
TEAM_ROLES = (
    ("组长", "Leader"), ("品管", "QC"), ("工程", "Engineering"), ("生产", "Production"), ("采购", "Purchasing"),
    ("跟单", "Merchandising"),
)  # fmt: skip
PLACES = (
    ("客户端库存", "At customer"), ("在途", "In transit"), ("成品仓", "Finished stock"), ("在线", "In process"),
    ("原材料", "Raw material"),
)  # fmt: skip
CLASSES = (
    ("人", "Man"), ("机", "Machine"), ("料", "Material"), ("法", "Method"), ("环", "Environment"), ("测", "Measuring"),
)  # fmt: skip
RESULTS = (("有效", "Effective"), ("无效-重新分析", "Not effective"))
STANDARDS = (
    ("作业指导书", "Work instr."), ("检验规范", "Inspection spec."), ("图纸", "Drawing"),
    ("FMEA/控制计划", "FMEA / CP"), ("培训", "Training"), ("横向展开", "Roll-out"),
)  # fmt: skip

STATES = (
    ("described", "D2 已描述"), ("contained", "D3 已围堵"), ("analysed", "D4 已分析"), ("implemented", "D5 已实施"),
    ("verified", "D6 已验证"), ("standardised", "D7 已标准化"), ("congratulated", "D8 已祝贺"), ("approved", "已审批"),
)  # fmt: skip
SIGNED = ("d2_sign", "d3_sign", "d4_sign", "d5_sign", "d6_sign", "d7_sign")


def back(role: str, source: str, target: str, *clears: str) -> Step:
    return Step("return", "退回", (source,), target, role, clears=clears, reason=True)


WORKFLOW = Workflow("car_8d", (
    Step("describe", "发出（D0～D2）", ("draft",), "described", "qc", signs=("d2_sign",),
         completes=("head", "problem")),
    Step("contain", "短期对策（D3）", ("described",), "contained", "qc", signs=("d3_sign",),
         completes=("containment",)),
    Step("analyse", "原因分析（D4）", ("contained",), "analysed", "duty", signs=("d4_sign",),
         completes=("cause", "escape")),
    Step("implement", "长期对策已实施（D5）", ("analysed",), "implemented", "duty", signs=("d5_sign",),
         completes=("perm",), guard="actions_are_done"),
    Step("verify", "验证有效（D6）", ("implemented",), "verified", "qc", signs=("d6_sign",),
         completes=("verification",), apart=("d5_sign",), guard="verified_effective"),
    Step("analyse_again", "验证无效，重新分析", ("implemented",), "contained", "qc", clears=("d4_sign", "d5_sign"),
         reason=True, guard="verification_failed"),
    Step("standardise", "标准化（D7）", ("verified",), "standardised", "eng", signs=("d7_sign",),
         completes=("standard",)),
    Step("congratulate", "祝贺小组（D8）", ("standardised",), "congratulated", "pmgr", signs=("congrat",),
         completes=("*",)),
    Step("approve", "审批", ("standardised", "congratulated"), APPROVED, "pmgr", signs=("approve",), completes=("*",),
         apart=SIGNED),
    flow.send_back("qc", ("described",)),
    back("duty", "contained", "described", "d3_sign"),
    back("qc", "analysed", "contained", "d4_sign"),
    back("qc", "implemented", "analysed", "d5_sign"),
    back("eng", "verified", "implemented", "d6_sign"),
    back("pmgr", "standardised", "verified", "d7_sign"),
    back("pmgr", "congratulated", "verified", "d7_sign", "congrat"),
    flow.void("qc", ("draft", "described")),
    flow.void("qcmgr", ("contained", "analysed", "implemented", "verified", "standardised")),
    flow.void("pmgr", ("congratulated", "approved")),
), states=STATES)  # fmt: skip

KIND = Kind(
    code="car_8d", rev="A/0", title="客户投诉纠正与预防报告（8D）",
    en="Customer Complaint Corrective & Preventive Report (8D / CAR)", prefix="JZ", workflow=WORKFLOW,
    blocks=(
        Block("head", "报告与小组", "qc", (
            Auto("report_no", "报告编号", "Report no."),
            Link("complaint_no", "客户抱怨编号", "Complaint no.", to="case"),
            Day("date", "日期", "Date", required=True, key="day", starts="today"),
            Lookup("customer", "客户名称", "Customer name", required=True, key="customer", of="customer"),
            Text("part_no", "部件编号", "Part number", required=True, limit=60),
            Lookup("part_name", "部件名称", "Part description", required=True, key="product", of="product"),
            Text("customer_code", "客户代码", "Customer code", limit=60),
            Text("failure_rate", "失效率", "Failure rate", limit=40),
            Day("due", "截止日期", "Due", required=True),
            Text("lot_no", "批号", "Lot no.", key="lot"),
            Text("defect_qty", "不良/批量数", "Defect/batch qty", required=True, limit=40),
            Choice("severity", "严重度", "Severity", required=True, options=SEVERITIES, key="severity"),
            Lines("team", "改善小组成员", "Improvement team", required=True, rows=3, columns=(
                Choice("role", "职责", "Role", required=True, options=TEAM_ROLES),
                Person("name", "姓名", "Name", required=True),
                Lookup("dept", "部门", "Dept.", of="department", limit=40),
                Text("phone", "联系方式", "Contact", limit=60),
            )),
        )),
        Block("problem", "问题描述", "qc", (
            Note("problem", "5W2H / 照片：", "What-where-when-who-how-how many", required=True, photos=True),
            Photos("problem_photos", "照片", "Photos"),
        )),
        Block("containment", "短期对策", "qc", (
            Lines("containment", "短期对策", "Containment", required=True, rows=5, most=5, columns=(
                Printed("where", "位置", "Where", words=PLACES),
                Count("qty", "数量", "Qty"),
                Text("action", "措施", "Action", limit=60),
                Person("owner", "负责人", "Owner", limit=20),
                Day("done", "完成日", "Done"),
            )),
        )),
        Block("cause", "发生原因", "duty", (
            Note("cause_occur", "发生原因 (5Why)：", "Why made", required=True, photos=True),
            Photos("cause_occur_photos", "照片", "Photos"),
            Multi("cause_method", "分析方法 / 原因分类", "Method / 4M1E class", options=CLASSES),
        )),
        Block("escape", "流出原因", "qc", (
            Note("cause_escape", "流出原因 (5Why)：", "Why escaped", required=True, photos=True),
            Photos("cause_escape_photos", "照片", "Photos"),
        )),
        Block("perm", "长期对策", "duty", (
            Lines("perm", "长期对策", "Permanent actions", required=True, rows=3, columns=(
                Text("action", "对策", "Action", required=True),
                Person("owner", "负责人", "Owner", required=True, limit=20),
                Day("plan", "计划日", "Plan", required=True),
                Day("done", "完成日", "Done"),
            )),
        )),
        Block("verification", "对策验证", "qc", (
            Note("verify", "验证方法/数据：", "How verified", required=True),
            Choice("verify_result", "验证结果", "Validation result", required=True, options=RESULTS),
        )),
        Block("standard", "标准化", "eng", (
            Multi("standard", "更新文件", "Documents updated", required=True, options=STANDARDS),
            Note("standard_files", "文件编号与版次：", "Document no. & revision", limit=2000),
        )),
    ),
    slots=(
        Slot("d2_sign", "签名/时间", "Sign / time", "qc", ("head", "problem")),
        Slot("d3_sign", "签名/时间", "Sign / time", "qc", ("containment",)),
        Slot("d4_sign", "签名/时间", "Sign / time", "duty", ("cause", "escape")),
        Slot("d5_sign", "签名/时间", "Sign / time", "duty", ("perm",)),
        Slot("d6_sign", "签名/时间", "Sign / time", "qc", ("verification",)),
        Slot("d7_sign", "签名/时间", "Sign / time", "eng", ("standard",)),
        Slot("congrat", "8. 祝贺小组 签名", "Congratulate team", "pmgr"),
        Slot("approve", "审批", "Approved", "pmgr"),
    ),
    checks=("team_has_a_leader", "actions_after_report"),
)  # fmt: skip

FORM = Form(
    KIND,
    rows=(
        row(7, Pair("report_no", 9), Pair("complaint_no", 8, label=4), Pair("date", 7)),
        row(7, Pair("customer", 9), Pair("part_no", 8, label=4), Pair("part_name", 7)),
        row(7, Pair("customer_code", 9), Pair("failure_rate", 8, label=4), Pair("due", 7)),
        row(7, Pair("lot_no", 9), Pair("defect_qty", 8, label=4), Pair("severity", 7)),
        row(6, Band("1. 改善小组成员 IMPROVEMENT TEAM (D1)")),
        row(4.4, Table("team", (4, 6, 6, 8))),
        row(6, Band("2. 问题描述 DESCRIBE THE PROBLEM (D2)")),
        row(22, Area("problem", 16), Sign("d2_sign", 8, label=3)),
        row(6, Band("3. 短期对策 SHORT TERM CORRECTIVE ACTION (D3)")),
        row(4.4, Table("containment", (4, 2, 6, 3, 3), span=18), Sign("d3_sign", 6, label=0)),
        row(6, Band("4. 原因分析 CAUSE ANALYSIS (D4)")),
        row(30, Area("cause_occur", 12), Area("cause_escape", 12)),
        row(7, Pair("cause_method", 16, label=4), Sign("d4_sign", 8, label=3)),
        row(6, Band("5. 长期对策 LONG-TERM PERMANENT CORRECTIVE ACTION (D5-D6 实施)")),
        row(7, Table("perm", (9, 3, 3, 3), span=18), Sign("d5_sign", 6, label=0)),
        row(6, Band("6. 对策验证 VERIFICATION (D6)")),
        row(14, Area("verify", 12), Pair("verify_result", 6), Sign("d6_sign", 6, label=3)),
        row(6, Band("7. 形成标准化 STANDARDIZATION (D7 预防再发)")),
        row(16, Area("standard", 9), Area("standard_files", 7), Sign("d7_sign", 8, label=3)),
        row(8, Sign("congrat", 12, label=5), Sign("approve", 12, label=3)),
    ),
)  # fmt: skip
