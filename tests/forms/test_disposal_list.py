"""The sheet of overdue samples: every sample on it, however many, and boxes that wait for a pen."""

from pathlib import Path

import cases
import factory
import sheets
from openpyxl import load_workbook

from forms import disposal_list
from qcdesk.services.basics.pins import Proof
from qcdesk.services.samples import custody, disposal

MANY = 45


def test_every_overdue_sample_stands_on_the_pages_that_follow(tmp_path: Path) -> None:
    office = factory.make("sqlite", tmp_path / "home")
    desk = factory.seat(cases.at(office, "2026-11-22 10:00"), "qc")
    made = factory.draft(desk, "seal_label", factory.label(seal_date="2025-01-04", valid_to="2026-01-04"), by="qc")
    factory.walk(desk, made, *factory.CHAIN)
    ((sample, _),) = disposal.overdue(desk)
    path = tmp_path / "到期.pdf"
    rows = [(sample, f"第 {number} 枚还没归还") for number in range(1, MANY + 1)]
    assert disposal_list.save(desk, rows, path) == 3
    words, pages = sheets.pdf_text(path)
    assert pages == 3
    assert [why for _, why in rows if sheets.squeezed(why) not in words] == []
    for said in ("截至2026-11-22", "郑样五", sample.number, "经手人", "审核", "核准", "第3页共3页"):
        assert said in words
    assert "草稿" not in words
    assert custody.get(desk, made).in_cabinet == sample.in_cabinet
    office.close()


def test_what_was_taken_apart_stands_beside_the_count(tmp_path: Path) -> None:
    office = factory.make("sqlite", tmp_path / "home")
    desk = factory.seat(cases.at(office, "2026-11-22 10:00"), "qc")
    label = factory.signed_label(desk, seal_qty=2, seal_date="2025-01-04", valid_to="2026-01-04")
    custody.move(desk, label, "dismantle", {"pieces": 1, "holder": "褚样八"}, Proof("engmgr"))
    path = tmp_path / "到期.xlsx"
    assert disposal_list.save(desk, disposal.overdue(desk), path) == 1
    heads, row = load_workbook(path).active.iter_rows(values_only=True)
    told = dict(zip(heads, row, strict=True))
    assert (told["件数"], told["其中拆解件"]) == ("2", "1")
    office.close()
