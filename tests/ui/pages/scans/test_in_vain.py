"""A page whose ink can be confirmed no more, because its sheet was written on since, stays in 待确认签名."""

from typing import Any

import factory
import hands
import papers
from scanned_office import Office

from qcdesk.change import touched
from qcdesk.services.papers import copies, inked, scan_list, scans
from qcdesk.services.papers.inked import Mark
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


def test_a_page_that_nobody_judged_stays_in_red_until_somebody_says_that_he_has_looked(gm: Any, office: Office) -> None:
    desk, paper, stranger = gm.session.desk, office.fresh[0].copy, 3
    scans.file(factory.seat(desk, "qc"), stranger, paper.id, 1, "折角，编号和内容都对")
    factory.take(desk, paper.record, "return", reason="工时没有写")
    gm._tell_all()
    item = look_at(gm, paper.record)
    assert (item.said, gm.listing.rows.columns[0].tone(item)) == ("印后退回过", GONE)
    assert told(desk) == "扫描件待确认签名 3 页（其中 1 页不能再确认）"
    assert gm.confirm.said.text().endswith("请重新打印再签")
    assert gm.confirm.looking.hint.text() == (
        "这一页是手工归入的，没有判读笔迹，纸上签了的也不能再确认。看过、知道了就点“看过了”，不再为这些格列着。"
    )
    assert gm.confirm.take.isHidden()
    hands.click(gm.confirm, "looked_at")
    assert (gm.chips["confirm"].text(), told(desk)) == ("待确认签名 2 页", "扫描件待确认签名 2 页")
    hands.click(gm, "scans_filed")
    look_at(gm, paper.record)
    assert gm.confirm.looking.hint.text().endswith("看过这一页：纸上签的不能再确认")
    assert gm.confirm.looking.mark.text() == "重新待看"


def test_one_with_ink_and_a_box_seen_unclearly_is_looked_at_for_that_box_alone(gm: Any, office: Office) -> None:
    desk, paper = gm.session.desk, office.fresh[0]
    seen = papers.seen(desk, paper.copy, prod_sign="signed", reviewed="unclear")
    scans.take_in(factory.seat(desk, "qc"), paper.scan, "签回-3.jpg", "image/jpeg", [seen])
    factory.take(desk, paper.copy.record, "return", reason="工时没有写")
    gm._tell_all()
    before = gm.chips["confirm"].text()
    gm.confirm.see_page(look_at(gm, paper.copy.record).scan.id)
    assert gm.confirm.said.text().endswith("这一份在“纸上送签”作废或归档，或重签的确认了，才不再列着")
    assert gm.confirm.looking.hint.text() == (
        "有 1 格看不清，纸上签了的也不能再确认。看过、知道了就点“看过了”，不再为这些格列着。"
    )
    hands.click(gm.confirm, "looked_at")
    assert gm.said.text() == f"{paper.copy.named}第 1 页看过，不再为这些格列着"
    assert (gm.chips["confirm"].text(), look_at(gm, paper.copy.record).in_vain) == (before, 1)


def test_nobody_is_asked_of_boxes_that_were_confirmed_before_the_sheet_went_back(gm: Any, office: Office) -> None:
    desk, paper = gm.session.desk, office.fresh[0]
    seen = papers.seen(desk, paper.copy, prod_sign="unclear", reviewed="empty")
    scans.take_in(factory.seat(desk, "qc"), paper.scan, "签回-3.jpg", "image/jpeg", [seen])
    done = papers.confirmed(desk, paper.copy, Mark("prod_sign", "prod", why="看过原件"), by="gm")
    assert [one.said for one in done if not one.done] == []
    factory.take(desk, paper.copy.record, "return", reason="工时没有写")
    gm._tell_all()
    assert gm.chips["confirm"].text() == "待确认签名 2 页"
    hands.click(gm, "scans_filed")
    assert look_at(gm, paper.copy.record).said == "已归入"
    assert (gm.confirm.looking.mark.isHidden(), gm.confirm.looking.hint.isHidden()) == (True, True)


def test_who_is_asked_whether_the_rest_is_unsigned_says_nothing_of_a_sheet_that_went_back_meanwhile(
    gm: Any, office: Office
) -> None:
    desk, paper, stranger = gm.session.desk, office.fresh[0].copy, 3
    scans.file(factory.seat(desk, "qc"), stranger, paper.id, 1, "折角，编号和内容都对")
    gm._tell_all()
    look_at(gm, paper.record)
    factory.take(desk, paper.record, "return", reason="工时没有写")
    hands.click(gm.confirm, "looked_at")
    assert gm.confirm.fault.text() == f"{paper.named}的单子刚刚有了变动，请重新点开这一页，看过再说"
    assert scan_list.get(desk, stranger).looked_by == ""


def test_a_page_of_a_broken_record_says_what_to_do_and_the_others_are_there(gm: Any, office: Office) -> None:
    number = office.rework.number
    gm.session.desk.store.sql("UPDATE record SET payload = '{' WHERE id = ?", (office.rework.record,))
    gm._tell_all()
    item = look_at(gm, office.rework.record)
    assert (item.said, gm.listing.rows.columns[0].tone(item)) == ("记录损坏", GONE)
    assert gm.confirm.fault.text().startswith(f"记录 {number} 的内容已损坏，请在“系统 → 核对数据”里查明")
    assert (gm.confirm.rows, gm.confirm.take.isHidden(), gm.confirm.looking.mark.isHidden()) == ([], True, True)
    assert look_at(gm, office.other.record).said == "待确认 2 格"
    assert (len(gm.confirm.rows), gm.confirm.fault.text()) == (len(office.other.page_boxes[0]["boxes"]), "")


def test_a_page_of_a_broken_print_says_that_its_boxes_cannot_be_read(gm: Any, office: Office) -> None:
    paper, store = office.rework, gm.session.desk.store
    store.sql("DROP TRIGGER copy_no_update")
    store.sql("UPDATE copy SET boxes = '{' WHERE id = ?", (paper.id,))
    gm._tell_all()
    assert look_at(gm, paper.record).said == "记录损坏"
    assert gm.confirm.said.text() == (
        f"{paper.named}打印时的登记损坏了，请在“系统 → 核对数据”里查明（或运行 qcdesk verify）"
    )
    assert (gm.confirm.rows, gm.confirm.take.isHidden(), gm.confirm.looking.mark.isHidden()) == ([], True, True)
    said = hands.words(gm.confirm)
    assert "这一页的签名格读不出来。" in said
    assert "没有签名格" not in said
