"""What an archive package of a case is told to contain: everything of the case, in the order of its flow."""

import archives
import cases
import factory
import papers
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.services.keeping import package
from qcdesk.services.sheets import records
from qcdesk.services.trail import kept_rows


def test_sheets_photos_and_scans_are_all_there_in_the_order_of_the_flow(desk: Desk) -> None:
    filled = archives.filled(desk)
    found = package.of_case(factory.seat(desk, "qc"), filled.case)
    assert [view.kind.code for view in found.records] == ["case", "qc_anomaly", "seal_label"]
    assert [(photo.sha256, photo.record.id) for photo in found.photos if photo.record.id == filled.case] == [
        (filled.photo, filled.case)
    ]
    assert [(scan.page, scan.record.id, scan.there) for scan in found.scans] == [
        (1, filled.anomaly, True), (2, filled.anomaly, True),
    ]  # fmt: skip
    assert (found.seq, found.hash) == tuple(desk.store.newest() or ())[:2]


def test_open_case_is_interim_and_says_what_is_missing(desk: Desk) -> None:
    filled = archives.filled(desk)
    found = package.of_case(desk, filled.case)
    assert found.interim
    assert "未结案" in found.standing
    assert any("还没有走完" in sentence for sentence in found.missing)
    assert any("第 1 份已打印，还没有签回" in sentence for sentence in found.missing)


def test_sheet_on_its_way_is_missing_once(desk: Desk) -> None:
    filled = archives.filled(desk)
    title = records.get(desk, filled.anomaly).title
    told = [sentence for sentence in package.of_case(desk, filled.case).missing if title in sentence]
    assert len(told) == 1


def test_paper_that_asks_for_no_signature_any_more_is_not_missing(desk: Desk) -> None:
    case = cases.registered(desk, samples=4)
    label = cases.sealed(desk, case, seal_qty=2, location="B-01")
    papers.printed(desk, label)
    assert not any("第 1 份" in sentence for sentence in package.of_case(desk, case).missing)


def test_closed_case_is_complete(desk: Desk) -> None:
    found = package.of_case(desk, cases.closed(desk))
    assert (found.interim, found.standing, found.missing) == (False, "已结案", ())


def test_scan_follows_what_a_person_decided_of_it(desk: Desk) -> None:
    filled = archives.filled(desk)
    seat = factory.seat(desk, "qc")
    (scan, _) = desk.store.sql("SELECT id FROM scan ORDER BY id")
    with desk.store.write():
        put_aside = {"scan": scan[0], "act": "aside", "copy": None, "sheet_page": None, "reason": "重复"}
        kept_rows.append(seat, "scan_filed", [("filing", put_aside)])
    assert [one.page for one in package.of_case(desk, filled.case).scans] == [2]


def test_photo_that_is_gone_is_named_as_missing(desk: Desk) -> None:
    filled = archives.filled(desk)
    if (desk.home / "attachments").is_dir():
        (desk.home / "attachments" / filled.photo[:2] / filled.photo).unlink()
    else:
        desk.store.sql("DELETE FROM attachment_bytes WHERE sha256 = ?", (filled.photo,))
    assert any("断口.jpg”文件不见了" in sentence for sentence in package.of_case(desk, filled.case).missing)


def test_only_a_case_has_a_package(desk: Desk) -> None:
    with pytest.raises(NotFound, match="没有编号或序号为“TS-209901-001”的记录"):
        package.of_case(desk, "TS-209901-001")
    with pytest.raises(Refused, match="不是案件"):
        package.of_case(desk, factory.draft(desk))
