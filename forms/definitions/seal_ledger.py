"""不良样品封存登记表: where every sealed sample is, who has it, and until when it is kept."""

from forms.grid import A4_LANDSCAPE, Form, PageNumber, Pair, Sign, Table, row
from qcdesk.fields import Auto, Choice, Count, Day, Lines, Link, Lookup, Month, Person, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import chain

STATUSES = (
    ("在库", "Stored"), ("借出", "Lent"), ("拆机", "Dismantled"), ("已退", "Returned"), ("销毁", "Destroyed"),
)  # fmt: skip

KIND = Kind(
    code="seal_ledger", rev="A/0", title="不良样品封存登记表", en="Sealed Defect-Sample Register", prefix="YT",
    workflow=chain("seal_ledger", "qc", "qcmgr", "pmgr", slots=("made", "checked", "approved")),
    blocks=(
        Block("register", "登记", "qc", (
            Lookup("dept", "部门", "Dept.", key="department", of="department", limit=40),
            Month("month", "月份", "Month", key="day", starts="this_month"),
            Lines("lines", "登记", "Register", required=True, rows=15, columns=(
                Auto("seq", "序号", "No.", what="row"),
                Link("sample_no", "样品编号", "Sample no.", to="seal_label", limit=24),
                Day("seal_date", "封存日期", "Sealed", required=True),
                Link("complaint_no", "客诉编号", "Complaint", to="case", limit=24),
                Lookup("customer", "客户", "Customer", required=True, of="customer", limit=60),
                Text("item", "品名型号", "Item", required=True, limit=60),
                Count("qty", "数量", "Qty", required=True, most=9_999_999),
                Text("defect", "不良描述", "Defect", required=True, limit=80),
                Person("sealed_by", "封存人", "By", limit=20),
                Text("location", "存放位置", "Location", limit=30),
                Day("valid_to", "有效期", "Keep until"),
                Choice("status", "状态", "Status", options=STATUSES),
                Text("out", "借出/拆机 日期·人", "Taken out", limit=80),
                Day("back", "归还日期", "Returned"),
                Person("witness", "拆机在场人", "Witness", limit=20),
            )),
        )),
    ),
    slots=(
        Slot("made", "制表", "Prepared", "qc"),
        Slot("checked", "审核", "Checked", "qcmgr"),
        Slot("approved", "核准", "Approved", "pmgr"),
    ),
    checks=("dismantling_has_a_witness", "sample_days_in_order", "stored_samples_are_back", "samples_stand_once"),
)  # fmt: skip

FORM = Form(
    KIND,
    paper=A4_LANDSCAPE,
    rows=(
        row(7, Pair("dept", 8, label=2), Pair("month", 8, label=2), PageNumber(8)),
        row(7.5, Table("lines", (0.7, 1.8, 1.4, 1.8, 2, 2, 0.8, 3, 1.1, 1.8, 1.4, 0.9, 2.8, 1.4, 1.1))),
        row(10, Sign("made", 8), Sign("checked", 8), Sign("approved", 8)),
    ),
    notes=(
        ("注：拆机须有工程部经理、品质部经理或生产工程部经理之一在场；品质部至少保留投诉样品 1 PCS。",
         "Dismantling needs a manager of engineering, quality or production engineering present; QC keeps one piece."),
    ),
)  # fmt: skip
