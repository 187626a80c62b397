"""首件小检查表: the smallest form there can be, one file and nothing else."""

from forms.grid import Area, Form, Pair, Sign, row
from qcdesk.fields import Choice, Count, Day, Note
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import chain

KIND = Kind(
    code="tiny_check", rev="A/0", title="首件小检查表", en="Tiny First-Piece Check", prefix="XJ",
    workflow=chain("tiny_check", "qc", "qcmgr", "pmgr"),
    blocks=(
        Block("check", "检查", "qc", (
            Day("check_date", "检查日期", "Checked on", required=True, key="day"),
            Count("pieces", "件数", "Pieces", required=True, key="quantity"),
            Choice("verdict", "判定", "Verdict", required=True, options=(("合格", "Pass"), ("不合格", "Fail"))),
            Note("remark", "备注：", "Remark"),
        )),
    ),
    slots=(
        Slot("prepared", "编制", "Prepared", "qc"),
        Slot("reviewed", "审核", "Reviewed", "qcmgr"),
        Slot("approved", "核准", "Approved", "pmgr"),
    ),
)  # fmt: skip

FORM = Form(
    KIND,
    rows=(
        row(8, Pair("check_date", 8), Pair("pieces", 8), Pair("verdict", 8)),
        row(30, Area("remark")),
        row(12, Sign("prepared", 8), Sign("reviewed", 8), Sign("approved", 8)),
    ),
)
