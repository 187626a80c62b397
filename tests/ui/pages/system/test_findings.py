"""核对数据 on screen: each finding to be read in full, and all of them to be handed to an auditor."""

import re
from pathlib import Path

import hands as keys
import pytest
from openpyxl import load_workbook

from qcdesk.services.keeping import gone
from ui.cli.main import main
from ui.pages.system.verify import VerifySheet
from ui.session import Session


@pytest.fixture
def sheet(session: Session, qtbot) -> VerifySheet:
    """After a sheet of two signatures and a person's name were changed by other hands."""
    session.desk.store.sql("UPDATE record SET payload = replace(payload, 'A-03', 'A-04') WHERE id = 1")
    made = VerifySheet(session)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    keys.click(made, "verify")
    return made


def test_the_chosen_finding_stands_in_full_below_the_list(sheet: VerifySheet) -> None:
    said = sheet.whole.text()
    assert said.startswith("记录 YP-202611-001：内容被改过，最后一次由程序写下的是事件 ")
    assert "存放区应为“品管样品柜 A-03”，现在是“品管样品柜 A-04”" in said
    assert "\n什么时候起：在事件 " in said
    assert said.endswith("以后")
    assert sheet.whole.wordWrap()
    sheet.listing.selectRow(1)
    assert sheet.whole.text().startswith("记录 YP-202611-001 郑样五的签名（封存人，编制）：签后有改动")


def test_findings_are_exported_whole(sheet: VerifySheet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "核对.xlsx"
    monkeypatch.setattr("ui.pages.listing_export.ask_file", lambda *_: path)
    monkeypatch.setattr("ui.pages.listing_export.said_where", lambda *_: type("", (), {"open": lambda _: None})())
    keys.click(sheet, "export")
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert rows[0] == ("哪里", "怎么了", "什么时候起")
    found = sheet.listing.rows.rows
    assert rows[1:] == [(one.where, one.what, one.since_words) for one in found]
    assert len(found) == 5


def test_a_desk_that_is_right_offers_nothing_to_export(session: Session, qtbot) -> None:
    made = VerifySheet(session)
    qtbot.addWidget(made)
    made.show()
    keys.click(made, "verify")
    assert made.said.text() == "全部相符"
    assert not made.export.isVisible()


def test_what_was_looked_at_and_what_is_lawfully_gone_stand_below(
    session: Session, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gone, "tally", lambda _: (2, 1))
    made = VerifySheet(session)
    qtbot.addWidget(made)
    made.show()
    assert made.beside.isHidden()
    keys.click(made, "verify")
    counted, disposed = made.beside.text().splitlines()
    assert made.said.text() == "全部相符"
    assert re.fullmatch(r"核对了 [1-9]\d* 条记录、[1-9]\d* 个签名、[1-9]\d* 条经过、\d+ 个附件。", counted)
    assert disposed == "2 条记录已按保存期处置（1 个照片和扫描件由两人签字销毁，不算缺失）。"
    assert made.beside.isVisible()


def test_an_index_and_a_guard_that_are_gone_are_told_as_on_the_command_line(
    session: Session, qtbot, capsys: pytest.CaptureFixture[str]
) -> None:
    for gone_now in ("INDEX record_state", "TRIGGER signature_no_update"):
        session.desk.store.sql(f"DROP {gone_now}")
    made = VerifySheet(session)
    qtbot.addWidget(made)
    made.show()
    keys.click(made, "verify")
    said = [str(one) for one in made.listing.rows.rows]
    assert main(["--home", str(session.desk.home), "verify"]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[::2][:2] == said
    assert "“签名签下就不能改、不能删”的防护" in said[0]
    assert said[0].endswith("（触发器 signature_no_update）")
    assert "为了按状态列出记录快些而建的目录被拿掉了" in said[1]
