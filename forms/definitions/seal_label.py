"""不良样品封存标签: the tag on a sealed defective sample."""

from dataclasses import replace

from forms.grid import LABEL, Band, Code, Form, Pair, Sign, row
from qcdesk.fields import Auto, Count, Day, Link, Lookup, Place, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import APPROVED, REVIEWED, VOID, chain

WORKFLOW = replace(
    chain("seal_label", "qc", "qcmgr", "pmgr", slots=("sealed_by", "qc_check", "approved"),
          void_gates=("label_may_go",)),
    final=(REVIEWED, APPROVED, VOID),
)  # fmt: skip
"""The tag has no box for 核准: it is finished once 品管审核 is signed. 核准 may follow and is kept in the ledger."""

KIND = Kind(
    code="seal_label", rev="A/0", title="不良样品封存标签", en="Defect Sample – Sealed", prefix="YP",
    workflow=WORKFLOW,
    blocks=(
        Block("label", "标签", "qc", (
            Auto("sample_no", "样品编号", "Sample no."),
            Link("complaint_no", "客诉编号", "Case no.", to="case"),
            Text("item_no", "料号/型号", "Part no.", required=True, limit=40),
            Lookup("customer", "客户", "Customer", required=True, key="customer", of="customer", limit=60),
            Lookup("item_name", "名称", "Name", required=True, key="product", of="product", limit=60),
            Text("defect", "不良现象", "Defect", required=True, key="defect", limit=80),
            Count("seal_qty", "数量", "Qty", required=True, least=1, most=9_999_999, key="quantity"),
            Day("seal_date", "封存日期", "Sealed", required=True, key="day", starts="today"),
            Day("valid_to", "保存至", "Keep until", required=True, starts="in_a_year"),
            Place("location", "存放区", "Location", required=True, limit=30),
        )),
    ),
    slots=(
        Slot("sealed_by", "封存人", "Sealed by", "qc"),
        Slot("qc_check", "品管审核", "QC check", "qcmgr"),
        Slot("approved", "核准", "Approved", "pmgr", on_paper=False),
    ),
    checks=("kept_after_sealing",),
)  # fmt: skip

FORM = Form(
    KIND,
    paper=LABEL,
    rows=(
        row(5.4, Band("不良样品封存标签", "DEFECT SAMPLE – SEALED", span=20, title=True), Code(4)),
        row(5.4, Pair("sample_no", 10, label=4), Pair("complaint_no", 10, label=4), Code(4, shown=False)),
        row(5.4, Pair("item_no", 12, label=4), Pair("customer", 12, label=4)),
        row(5.4, Pair("item_name", 24, label=4)),
        row(5.4, Pair("defect", 24, label=4)),
        row(5.4, Pair("seal_qty", 6), Pair("seal_date", 9, label=4), Pair("valid_to", 9, label=4)),
        row(5.4, Sign("sealed_by", 8, label=3), Pair("location", 8, label=3), Sign("qc_check", 8, label=3)),
    ),
)
