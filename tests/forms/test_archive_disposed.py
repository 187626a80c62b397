"""The archive package of what was disposed of says so where its scans were."""

from collections.abc import Iterator
from pathlib import Path

import archives
import cases
import factory
import papers
import pictures
import pytest

from forms import archive_cover, archive_disposal, archive_pdf, archive_scans
from qcdesk.desk import Desk
from qcdesk.services.basics.pins import Proof
from qcdesk.services.keeping import disposal, manifest, package, retention
from qcdesk.services.keeping.scanned import scanned
from qcdesk.services.samples import custody
from qcdesk.services.sheets import attaching, records


@pytest.fixture
def desk(tmp_path: Path, desk_template: Path) -> Iterator[Desk]:
    made = factory.copy_of(desk_template, tmp_path / "home")
    yield made
    made.close()


@pytest.mark.parametrize("disposed", [True, False])
def test_a_scan_that_was_destroyed_is_not_called_lost(disposed: bool, desk: Desk) -> None:
    then = cases.at(desk, "2023-03-05 10:00")
    record = factory.walk(then, factory.draft(then), *factory.ANOMALY_WAY)
    file = archives.scanned(then, record, "扫描.tif")
    later = cases.at(desk, "2027-01-04 09:00")
    if disposed:
        disposal.propose(factory.seat(later, "qcmgr"), [record], Proof("qcmgr"), "保存期满，碎纸销毁")
        disposal.dispose(factory.seat(later, "gm"), [record], Proof("gm"))
    else:
        desk.attachments.drop(file)
    pages = list(archive_scans.scan_pages(later, scanned(later, [records.get(later, record)])))
    said = ["".join(getattr(item, "text", "") for item in page.items) for page, _ in pages]
    assert ["扫描件已按处置单销毁" in words for words in said] == [disposed] * 2
    assert ["文件不见了" in words for words in said] == [not disposed] * 2
    assert not any("见归档 ZIP" in words for words in said)


def test_the_list_to_be_destroyed_by_names_who_proposed_and_who_approved(desk: Desk) -> None:
    then = cases.at(desk, "2023-03-05 10:00")
    record = factory.walk(then, factory.draft(then), *factory.ANOMALY_WAY)
    later = cases.at(desk, "2027-01-04 09:00")

    def line() -> str:
        (sheet,) = archive_disposal.printed(later, [retention.of(later, record)]).sheets
        return str(sheet.record.values["lines"])

    assert "2026-12-31" in line()
    disposal.propose(factory.seat(later, "qcmgr"), [record], Proof("qcmgr"), "保存期满，碎纸销毁")
    assert "王样六 2027-01-04" in line()
    assert "'how': '保存期满，碎纸销毁'" in line()
    disposal.dispose(factory.seat(later, "gm"), [record], Proof("gm"))
    assert "王样六" in line()
    assert "何例八 2027-01-04" in line()
    assert "'how': '保存期满，碎纸销毁'" in line()


def test_the_list_to_be_destroyed_by_counts_what_went_and_what_other_records_still_use(desk: Desk) -> None:
    then = cases.at(desk, "2023-03-05 10:00")
    shared = attaching.add_bytes(factory.seat(then, "merch"), pictures.picture(7, 40), "断口.jpg")
    values = factory.anomaly(description_photos=[shared])
    record = factory.walk(then, factory.draft(then, values=values), *factory.ANOMALY_WAY)
    archives.scanned(then, record, "扫描.tif")
    later = cases.at(desk, "2027-01-04 09:00")
    factory.draft(later, values=values)

    def counted() -> str:
        (sheet,) = archive_disposal.printed(later, [retention.of(later, record)]).sheets
        return str(sheet.record.values["lines"][0].get("files"))

    disposal.propose(factory.seat(later, "qcmgr"), [record], Proof("qcmgr"), "保存期满，碎纸销毁")
    assert counted() == "将删 1，留 1"
    disposal.dispose(factory.seat(later, "gm"), [record], Proof("gm"))
    assert counted() == "1，留 1"


def test_the_cover_of_a_closed_case_says_when_it_ended_and_how_long_it_is_kept(desk: Desk) -> None:
    case = cases.closed(cases.at(desk, "2023-03-05 10:00"))
    found = package.of_case(desk, case)
    said = archive_cover.cover(desk, found, ()).record.values
    assert said["ended"] == "2023-03-05 10:00"
    assert str(said["kept"]).endswith("保存到 2026-12-31")
    assert said["missing"] == "齐全：没有缺的签名、单子和照片"


def test_cover_and_list_of_a_case_that_was_disposed_of_say_what_was_destroyed_and_by_whom(desk: Desk) -> None:
    then, later = cases.at(desk, "2023-03-05 10:00"), cases.at(desk, "2028-01-04 09:00")
    entry = attaching.add_bytes(factory.seat(then, "merch"), pictures.picture(60, 40), "断口.jpg")
    case = cases.closed(then, evidence_photos=[entry])
    sheet = package.of_case(then, case).sheets[0].id
    papers.scanned(then, papers.seen(then, papers.printed(factory.seat(then, "qc"), sheet, "approved")))
    for sample in custody.of_case(later, case):
        rest = {"pieces": sample.in_cabinet, "holder": "郑样五", "reason": "到期"}
        custody.move(factory.seat(later, "qc"), sample.id, "dispose", rest)
    disposal.propose(factory.seat(later, "qcmgr"), [case], Proof("qcmgr"), "到期，碎纸机粉碎")
    disposal.dispose(factory.seat(later, "gm"), [case], Proof("gm"))
    found = package.of_case(later, case)
    by = "1 张照片、1 份扫描件已按处置单销毁（已处置　王样六提出，何例八在 2028-01-04 09:00 核准：到期，碎纸机粉碎）"
    assert archive_cover.cover(later, found, ()).record.values["missing"] == f"没有缺的签名和单子\n{by}"
    assert f"没有缺的签名和单子。\r\n{by}。\r\n" in manifest.listed(found, [], sealed=False)
    entries = [part.entries[0] for part in archive_pdf._pictures(later, found)]
    assert [(one.title, one.state) for one in entries] == [
        ("签名单扫描件", "1 页，已销毁"), ("照片", "1 张，已销毁"),
    ]  # fmt: skip


def test_a_scan_that_was_lost_keeps_a_case_from_being_complete(desk: Desk) -> None:
    filled = archives.filled(desk)
    desk.attachments.drop(filled.scan)
    found = package.of_case(desk, filled.case)
    said = [sentence for sentence in found.missing if "不见了" in sentence]
    assert said == [f"{records.get(desk, filled.anomaly).title}的扫描件“{archives.STRANGE}”文件不见了"]
    assert "CON 断口<1>?.JPG”文件不见了" in str(archive_cover.cover(desk, found, ()).record.values["missing"])


def test_the_cover_of_an_open_case_counts_and_names_what_is_missing(desk: Desk) -> None:
    found = package.of_case(desk, cases.registered(cases.at(desk, "2023-03-05 10:00"), samples=1))
    said = archive_cover.cover(desk, found, ()).record.values
    assert (said["ended"], said["kept"]) == ("未结案", "还没有结束（分析中）")
    head, *lines = str(said["missing"]).split("\n")
    assert head == "还缺 8 项："
    assert lines[5] == "6. 还没有把处理结果回复客户（客户投诉处理流程图注（五））"
    assert len(lines) == 8
