"""A form is added by adding one file."""

from pathlib import Path

import paper
import pytest

from forms import definitions, pdf, registry
from forms.lay import lay
from qcdesk.errors import NotFound

TINY = """
from forms.grid import Area, Form, Pair, Sign, row
from qcdesk.fields import Check, Day, Money, Note, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import chain

KIND = Kind(
    code="tiny_check", rev="A/0", title="点检表", en="Check sheet", prefix="DJ",
    workflow=chain("tiny_check", "qc", "qcmgr", "pmgr"),
    blocks=(Block("all", "点检", "qc", (
        Text("machine", "设备", "Machine", required=True), Day("day", "日期", "Date", key="day"),
        Check("clean", "已清洁", "Clean"), Money("cost", "费用", "Cost"), Note("remark", "备注：", "Remark"),
    )),),
    slots=(Slot("prepared", "编制", "Prepared", "qc"), Slot("reviewed", "审核", "Reviewed", "qcmgr"),
           Slot("approved", "核准", "Approved", "pmgr")),
)
FORM = Form(KIND, rows=(
    row(8, Pair("machine", 12), Pair("day", 12)),
    row(8, Pair("clean", 12), Pair("cost", 12)),
    row(30, Area("remark")),
    row(12, Sign("prepared", 8), Sign("reviewed", 8), Sign("approved", 8)),
))
"""


def test_one_file_makes_a_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tiny_check.py").write_text(TINY, "utf-8")
    monkeypatch.setattr(definitions, "__path__", [*definitions.__path__, str(tmp_path)])
    shelf = registry.load()
    form = shelf.newest("点检表")
    values = form.kind.parse(
        {"machine": "冲床 3#", "day": "2026年11月3日", "clean": "是", "cost": "1,280.5", "remark": "无"}
    )
    printed = paper.pdf_text(pdf.to_bytes([lay(form, paper.record(form, values), paper.OFFICE, "zh-en")]))
    for word in ("点检表", "冲床3#", "2026-11-03", "☑是Yes", "1,280.50", "Remark"):
        assert word in printed
    assert len(shelf.forms) == len(paper.SHELF.forms) + 1


def test_forms_are_found_by_edition_code_and_title() -> None:
    form = paper.SHELF.newest("返工/返修记录表")
    assert form is paper.SHELF.form("rework_record@A/0")


def test_unknown_form_is_said_in_a_sentence() -> None:
    with pytest.raises(NotFound, match="没有“x”这种表单"):
        paper.SHELF.newest("x")
    with pytest.raises(NotFound, match="rework_record@Z/9"):
        paper.SHELF.form("rework_record@Z/9")
