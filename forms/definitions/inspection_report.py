"""客户投诉处理及检测报告: returned goods tested and taken apart before a witness, the cause, and whose it is."""

from forms.grid import Area, Band, Form, Pair, Sign, Table, row
from qcdesk import workflow as flow
from qcdesk.fields import (
    Choice,
    Count,
    Day,
    Lines,
    Link,
    Lookup,
    Moment,
    Multi,
    Note,
    Person,
    Photos,
    Text,
)  # fmt: skip
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import APPROVED, REVIEWED, Step, Workflow

PACKING = (("完好", "Sound"), ("破损", "Broken"))
PARTS = (
    ("本体", "Body"), ("芯轴", "Spindle"), ("钢珠", "Balls"), ("反光片", "Reflector"), ("后盖", "Cap"),
    ("牙纹", "Thread"), ("碗件", "Cup"), ("中轴", "BB axle"), ("轴承", "Bearing"), ("表面", "Surface"),
    ("包装", "Packing"),
)  # fmt: skip
FAULTS = (
    ("划伤", "Scratch"), ("凹凸", "Dent"), ("开裂", "Crack"), ("变形", "Bent"), ("脱皮", "Peeling"),
    ("变色", "Discoloured"), ("碰伤", "Knock"), ("生锈", "Rust"), ("缺件", "Part missing"),
)  # fmt: skip
VERDICTS = (("OK", "Pass"), ("NG", "Fail"))
REPAIRS = (("修好", "Repaired"), ("换件", "Part replaced"), ("报废", "Scrapped"), ("无需维修", "None needed"))
LIABILITIES = (
    ("加工装配不良", "Machining / assembly"), ("结构工艺不良", "Design / process"),
    ("物料(供应商)", "Material (supplier)"), ("客户使用不当", "Misuse"), ("运输", "Transport"),
    ("无法复现", "Not reproduced"),
)  # fmt: skip
CONCLUSIONS = (
    ("可退换", "Exchange"), ("维修后退回", "Repair and send back"), ("不可退", "No return"), ("补件", "Supply parts"),
)  # fmt: skip

STATES = (
    ("registered", "已登记"), ("received", "退货已收"), ("contacted", "已与客户沟通"), ("tested", "待在场人签认"),
    ("witnessed", "拆机已签认"), ("judged", "已鉴定"), ("passed", "已核准，待回访"), ("approved", "已归档"),
)  # fmt: skip
TESTED = ("complaint", "goods", "contact", "tests", "teardown", "cause", "verdict")


def back(role: str, source: str, target: str, *clears: str) -> Step:
    return Step("return", "退回", (source,), target, role, clears=clears, reason=True)


WITNESSES = ("engmgr", "qcmgr", "pemgr")
WITNESSED = tuple(f"witness_{role}" for role in WITNESSES)
"""拆机须有工程部经理、品质部经理或生产工程部经理之一在场 (rules.md E0.3 note 2): whoever was there signs."""


def witnessed(role: str) -> Step:
    return Step("witness", "拆机在场签认", ("tested",), "witnessed", role, signs=(f"witness_{role}",),
                completes=("tests", "teardown"), apart=("tester_sign",), named="witness")  # fmt: skip


WORKFLOW = Workflow("inspection_report", (
    Step("register", "登记", ("draft",), "registered", "sales", signs=("registered",), completes=("complaint",)),
    Step("take_in", "随单收货", ("registered",), "received", "wh", signs=("taken_in",), completes=("goods",),
         guard="goods_came_with_the_sheet"),
    Step("contact", "与客户沟通", ("received",), "contacted", "eng", signs=("contact_sign",), completes=("contact",)),
    Step("test", "检测", ("contacted",), "tested", "eng", signs=("tester_sign",), completes=("tests", "teardown")),
    *(witnessed(role) for role in WITNESSES),
    Step("judge", "鉴定", ("witnessed",), "judged", "qc", signs=("judged",), completes=("cause", "verdict")),
    flow.submit("eng", source=("judged", "draft"), completes=TESTED),
    Step("review", "审核", ("submitted",), REVIEWED, "qcmgr", signs=("reviewed",), completes=TESTED,
         apart=("prepared", "tester_sign"), guard="goods_came_with_the_sheet"),
    Step("approve", "核准", ("reviewed",), "passed", "pmgr", signs=("approved",), completes=TESTED,
         apart=("prepared", "reviewed")),
    Step("file", "回访归档", ("passed",), APPROVED, "sales", signs=("called_back",), completes=("followup",)),
    flow.send_back("wh", ("registered",)),
    flow.send_back("eng", ("received",)),
    back("eng", "contacted", "received", "contact_sign"),
    *(back(role, "tested", "contacted", "tester_sign") for role in WITNESSES),
    back("qc", "witnessed", "contacted", "tester_sign", *WITNESSED),
    back("eng", "judged", "witnessed", "judged"),
    flow.send_back("qcmgr", ("submitted",)),
    flow.send_back("pmgr", ("reviewed",)),
    back("pmgr", "passed", "reviewed", "approved"),
    flow.void("sales", ("draft", "registered")),
    flow.void("qcmgr", ("received", "contacted", "tested", "witnessed", "judged", "submitted")),
    flow.void("pmgr", ("reviewed", "passed", "approved")),
), states=STATES)  # fmt: skip

KIND = Kind(
    code="inspection_report", rev="A/0", title="客户投诉处理及检测报告",
    en="Complaint Handling & Examination (Tear-down) Report", prefix="JC", workflow=WORKFLOW,
    blocks=(
        Block("complaint", "投诉内容", "sales", (
            Link("complaint_no", "客诉编号", "Case no.", to="case"),
            Lookup("customer", "客户", "Customer", required=True, key="customer", of="customer"),
            Day("date", "日期", "Date", required=True, key="day", starts="today"),
            Lookup("product_name", "产品/型号", "Product", required=True, key="product", of="product"),
            Text("serial", "批号/序列号", "Serial / lot", required=True, key="lot"),
            Day("sold_on", "出货/购买日期", "Sold on"),
            Note("complaint", "投诉内容/要求：", "Complaint", required=True),
        )),
        Block("goods", "随单退货", "wh", (
            Count("return_qty", "随单退货数", "Returned with sheet", required=True, key="quantity"),
            Choice("pack_state", "包装箱", "Packing", options=PACKING),
        )),
        Block("contact", "与客户沟通", "eng", (
            Note("contact_log", "沟通内容及确定的处理方式：", "Contact log", required=True),
        )),
        Block("tests", "检测", "eng", (
            Multi("look_part", "不良部位", "Where", options=PARTS),
            Multi("look_fault", "外观故障", "Visual fault", options=FAULTS),
            Lines("tests", "外观与性能检测", "Tests", required=True, rows=6, columns=(
                Text("item", "检测项目", "Item", required=True, limit=60),
                Text("std", "标准/要求", "Standard", limit=60),
                Text("tool", "量具/方法", "Tool", limit=40),
                Text("measured", "实测值", "Measured", required=True, limit=60),
                Choice("verdict", "判定", "Verdict", required=True, options=VERDICTS),
                Person("tester", "检测人", "Tester", limit=20),
            )),
        )),
        Block("teardown", "拆机", "eng", (
            Person("witness", "拆机在场人", "Tear-down witness", required=True, signed=WITNESSED),
            Moment("teardown_at", "拆机时间", "When", required=True),
            Note("teardown", "拆机发现（附图）：", "Findings with photos", required=True, photos=True),
            Photos("teardown_photos", "拆机照片", "Photos"),
            Choice("repair_result", "维修结果", "Repair result", options=REPAIRS),
            Note("repair_detail", "维修内容/更换零件：", "Repair details", limit=2000),
        )),
        Block("cause", "原因分析", "eng", (Note("cause", "原因分析：", "Cause", required=True),)),
        Block("verdict", "鉴定", "qc", (
            Choice("liability", "责任划分", "Liability", required=True, options=LIABILITIES),
            Choice("conclusion", "鉴定结论", "Conclusion", required=True, options=CONCLUSIONS),
        )),
        Block("followup", "回访", "sales", (Note("followup", "电话回访/后续：", "Call-back"),)),
    ),
    slots=(
        Slot("registered", "登记", "Registered", "sales", ("complaint",), on_paper=False),
        Slot("taken_in", "收货", "Received", "wh", ("goods",), on_paper=False),
        Slot("contact_sign", "沟通人/时间", "By / time", "eng", ("contact",)),
        Slot("tester_sign", "检测", "Tested", "eng", ("tests", "teardown")),
        *(Slot(f"witness_{role}", "拆机在场", "Witness", role, ("teardown",), on_paper=False) for role in WITNESSES),
        Slot("judged", "鉴定", "Judged", "qc", ("cause", "verdict"), on_paper=False),
        Slot("prepared", "编制", "Prepared", "eng", TESTED),
        Slot("reviewed", "审核", "Reviewed", "qcmgr", TESTED),
        Slot("approved", "核准", "Approved", "pmgr", TESTED),
        Slot("called_back", "回访", "Called back", "sales", ("followup",), on_paper=False),
    ),
    checks=("scrapped_goods_do_not_go_back", "taken_apart_after_complaint", "taken_apart_by_now"),
)  # fmt: skip

FORM = Form(
    KIND,
    rows=(
        row(6, Band("一、投诉内容（业务员/跟单员填写）", "1. Complaint – filled by sales")),
        row(7, Pair("complaint_no", 9), Pair("customer", 8), Pair("date", 7)),
        row(7, Pair("product_name", 9), Pair("serial", 8), Pair("return_qty", 7)),
        row(7, Pair("sold_on", 12, label=4), Pair("pack_state", 12)),
        row(18, Area("complaint")),
        row(6, Band("二、与客户沟通记录（工程部）", "2. Contact with customer – engineering")),
        row(18, Area("contact_log", 18), Sign("contact_sign", 6, label=0)),
        row(6, Band("三、外观与性能检测", "3. Visual & functional tests")),
        row(12, Area("look_part", 12), Area("look_fault", 12)),
        row(5.1, Table("tests", (5, 5, 4, 5, 2, 3))),
        row(6, Band("四、拆机/解剖及维修情况", "4. Tear-down & repair")),
        row(7, Pair("witness", 12, label=4), Pair("teardown_at", 12)),
        row(30, Area("teardown")),
        row(12, Pair("repair_result", 8), Area("repair_detail", 16)),
        row(6, Band("五、原因分析与责任", "5. Cause & liability")),
        row(20, Area("cause")),
        row(8, Pair("liability", 12), Pair("conclusion", 12)),
        row(14, Area("followup")),
        row(12, Sign("tester_sign", 6), Sign("prepared", 6), Sign("reviewed", 6), Sign("approved", 6)),
    ),
    notes=(
        ("注：客户提供的不良样品须有工程部经理、品质部经理或生产工程部经理之一在场方可拆机。",
         "Samples are taken apart only with a manager of engineering, quality or production engineering present."),
        ("注：品质部至少保留投诉样品 1PCS；客诉单与退货产品同行，缺一不可。",
         "QC keeps at least one piece; the complaint sheet and the returned goods travel together."),
    ),
)  # fmt: skip
