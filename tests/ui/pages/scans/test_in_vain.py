"""A page whose ink can be confirmed no more, because its sheet was written on since, stays in 待确认签名."""

from typing import Any

import factory
import hands
from scanned_office import Office

from qcdesk.change import touched
from qcdesk.services.papers import copies, inked
from qcdesk.services.sheets import records
from ui.pages.scans.strip import told
from ui.style.tokens import GONE


def written_on(page: Any, record: int) -> None:
    """The sheet is given back to 生产 to be put right, and is."""
    factory.take(page.session.desk, record, "return", reason="返工数不对")
    desk = factory.seat(page.session.desk, "prod")
    records.save(desk, record, records.get(desk, record).version, {"rework_qty": 7})
    page.session.changed.emit(touched("records", record=record))


def look_at(page: Any, record: int) -> Any:
    rows = page.listing.rows
    at = next(at for at in range(rows.rowCount()) if rows.row(at).copy.record == record)
    page.listing.selectRow(at)
    return rows.row(at)


def test_it_stands_there_in_warning_until_the_paper_is_made_void(gm: Any, office: Office) -> None:
    desk, paper = gm.session.desk, office.rework
    before = gm.chips["confirm"].text()
    written_on(gm, paper.record)
    item = look_at(gm, paper.record)
    assert (item.said, gm.chips["confirm"].text()) == ("印后改过", before)
    assert gm.listing.rows.columns[0].tone(item) == GONE
    assert told(desk) == "扫描件待处理 1 页、待确认签名 2 页（其中 1 页不能再确认）"
    why = inked.proposed(desk, paper.id).why_not
    assert why.endswith("请重新打印再签")
    assert gm.confirm.said.text() == f"{why}；这一份在“纸上送签”作废或归档，或重签的确认了，才不再列着"
    assert not any(line.mark.isVisible() for line in gm.confirm.rows if not line.open)
    copies.move(factory.seat(desk, "qc"), [paper.id], "spoil", {"reason": "印后改过，重印"})
    gm._tell_all()
    assert (gm.chips["confirm"].text(), told(desk)) == ("待确认签名 1 页", "扫描件待处理 1 页、待确认签名 1 页")
    hands.click(gm, "scans_filed")
    assert look_at(gm, paper.record).said == "已归入"
    assert gm.confirm.said.text() == f"{paper.named}已作废，上面的签名不算"


def test_it_is_called_by_what_became_of_its_sheet(gm: Any, office: Office) -> None:
    factory.take(gm.session.desk, office.rework.record, "return", reason="工时没有写")
    gm._tell_all()
    assert look_at(gm, office.rework.record).said == "印后退回过"
