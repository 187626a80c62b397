"""What was disposed of is gone from where it was kept, byte for byte, on both databases; what is told of it stays."""

import cases
import factory
import papers
import pictures
import pytest
import tamper

from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.services.basics.pins import Proof
from qcdesk.services.keeping import disposal, going, gone, package, retention
from qcdesk.services.papers import scan_list
from qcdesk.services.sheets import attaching, records
from qcdesk.services.trail import history, verifying

MADE, LATER = "2023-03-05 10:00", "2027-01-04 09:00"
PHOTO, SCAN = b"the very bytes of the photo 8f1c", b"the very bytes of the scan 27ae"
WHY = "保存期满，碎纸销毁"


@pytest.fixture
def record(desk: Desk) -> int:
    """Approved in 2023, with a photo and a signed copy that came back as a scan."""
    then = cases.at(desk, MADE)
    entry = attaching.add_bytes(factory.seat(then, "merch"), pictures.picture(60, 40) + PHOTO, "断口.jpg")
    made = factory.draft(then, values=factory.anomaly(description_photos=[entry]))
    factory.walk(then, made, *factory.ANOMALY_WAY)
    copy = papers.printed(factory.seat(then, "qc"), made, "approved")
    papers.scanned(factory.seat(then, "qc"), papers.seen(then, copy), content=b"%PDF-1.4 " + SCAN)
    return made


def holding(desk: Desk, marker: bytes) -> list[str]:
    """Whatever the desk keeps outside its rows of words: every file of its folder, every row of bytes."""
    found = [path.name for path in desk.home.rglob("*") if path.is_file() and marker in path.read_bytes()]
    if not (desk.home / "attachments").is_dir():
        rows = desk.store.sql("SELECT sha256, content FROM attachment_bytes")
        found += [sha256 for sha256, content in rows if marker in bytes(content)]
    return found


def disposed(desk: Desk, record: int) -> None:
    disposal.propose(factory.seat(desk, "qcmgr"), [record], Proof("qcmgr"), WHY)
    disposal.dispose(factory.seat(desk, "gm"), [record], Proof("gm"))


def test_no_byte_of_a_photo_or_a_scan_is_left_where_they_were_kept(desk: Desk, record: int) -> None:
    later = cases.at(desk, LATER)
    (photo,) = package._photos(later, records.get(later, record))
    (scan,) = scan_list.of_record(later, record)
    assert len(holding(desk, PHOTO)) == len(holding(desk, SCAN)) == 1
    which, total, elsewhere = going.told(later, [retention.of(later, record)])
    assert which == f"{retention.of(later, record).named}：照片 断口.jpg；扫描件 扫描_20261122.pdf"
    taken = "1 份记录；核准后 1 张照片、1 份扫描件会从程序里删掉，不能恢复；内容、签名和经过留着。"
    assert (total, elsewhere) == (f"共 1 件，{taken}", f"{gone.ELSEWHERE}。")
    disposed(later, record)
    assert going.went(later, [retention.of(later, record)]) == (1, 1, 1, 0)
    assert holding(desk, PHOTO) == holding(desk, SCAN) == []
    for sha256 in (photo.sha256, scan.file):
        assert not desk.attachments.holds(sha256)
        with pytest.raises(NotFound):
            desk.attachments.get(sha256)


def test_the_record_tells_who_when_and_why_and_the_trail_holds(desk: Desk, record: int) -> None:
    later = cases.at(desk, LATER)
    disposed(later, record)
    told = gone.told(later, record)
    for word in ("已处置", "王样六提出", "2027-01-04 09:00 核准", WHY):
        assert word in told
    line = history.told(later, record)[-1]
    assert ("处置" in line.sentence, line.reason) == (True, WHY)
    assert records.get(later, record).state_label.endswith("已处置")
    assert not verifying.verify(later)
    one = retention.of(later, record)
    assert one.disposal is not None
    assert {file["name"] for file in one.disposal.said[gone.FILES]} == {"断口.jpg", "扫描_20261122.pdf"}


def test_a_disposal_said_to_have_taken_another_file_excuses_nothing(desk: Desk, record: int) -> None:
    later = cases.at(desk, LATER)
    other = attaching.add_bytes(factory.seat(desk, "merch"), pictures.picture(99, 40), "别的.jpg")
    kept = factory.draft(desk, values=factory.anomaly(description_photos=[other]))
    disposed(later, record)
    with tamper.behind_the_back(later) as intruder:
        intruder.sql("UPDATE keeping SET said = ? WHERE act = 'dispose'",
                     f'{{"files":[{{"sha256":"{other["sha256"]}"}}],"proposed":1}}')  # fmt: skip
        findings = intruder.findings()
    assert findings[0].startswith("保存与处置 ")
    assert findings[0].endswith("，处置）：被改过：清单不是原来的")
    desk.attachments.drop(str(other["sha256"]))
    assert any(str(other["sha256"])[:12] in str(one) for one in verifying.verify(later))
    assert not gone.accounted(later, kept, str(other["sha256"]))


def test_photo_that_another_record_uses_stays_and_is_told_before(desk: Desk, record: int) -> None:
    later = cases.at(desk, LATER)
    (photo,) = package._photos(later, records.get(later, record))
    also = [{"sha256": photo.sha256, "name": photo.name}]
    factory.draft(later, values=factory.anomaly(description_photos=also))
    which, total, _ = going.told(later, [retention.of(later, record)])
    assert which.endswith("：扫描件 扫描_20261122.pdf；1 张照片别处还在用，留着")
    assert total == (
        "共 1 件，1 份记录；核准后 1 份扫描件会从程序里删掉，不能恢复；"
        "另有 1 个照片或扫描件别的记录还在用，留着；内容、签名和经过留着。"
    )
    disposed(later, record)
    assert going.went(later, [retention.of(later, record)]) == (1, 0, 1, 0)
    assert len(holding(desk, PHOTO)) == 1


def test_record_whose_files_all_stay_is_not_said_to_have_none(desk: Desk, record: int) -> None:
    then, later = cases.at(desk, MADE), cases.at(desk, LATER)
    (photo,), (scan,) = package._photos(later, records.get(later, record)), scan_list.of_record(later, record)
    both = [{"sha256": photo.sha256, "name": photo.name}, {"sha256": scan.file, "name": scan.name}]
    factory.draft(later, values=factory.anomaly(description_photos=both))
    plain = factory.walk(then, factory.draft(then), *factory.ANOMALY_WAY)
    which, without, total = going.told(later, [retention.of(later, one) for one in (record, plain)])
    assert which.endswith("：1 张照片、1 份扫描件别处还在用，留着")
    assert without.endswith("：没有照片和扫描件")
    assert total == (
        "共 2 件，2 份记录；没有要删的照片和扫描件，处置不能恢复；"
        "另有 2 个照片或扫描件别的记录还在用，留着；内容、签名和经过留着。"
    )


def test_draft_that_was_thrown_away_without_a_number_says_how_it_is_kept(desk: Desk) -> None:
    record = factory.draft(desk)
    factory.take(desk, record, "void", "merch", "填错了")
    with pytest.raises(NotFound, match=f"草稿 {record} 作废时还没有编号，不列入保存与处置：内容、照片和经过一直留着"):
        retention.of(desk, record)


def test_of_many_at_once_each_is_told_with_its_own_files_and_a_shared_one_with_both(desk: Desk, record: int) -> None:
    then, later = cases.at(desk, MADE), cases.at(desk, LATER)
    (photo,) = package._photos(later, records.get(later, record))
    shared = [{"sha256": photo.sha256, "name": photo.name}]
    own = [attaching.add_bytes(factory.seat(then, "merch"), pictures.picture(60 + at, 40), f"图{at}.jpg")
           for at in range(4)]  # fmt: skip
    others = [
        factory.walk(then, factory.draft(then, values=factory.anomaly(description_photos=photos)), *factory.ANOMALY_WAY)
        for photos in (shared, own)
    ]  # fmt: skip
    chosen = [retention.of(later, one) for one in (record, *others)]
    lines = going.told(later, chosen)
    names = [line.partition("：")[2] for line in lines[:3]]
    assert names[:2] == ["照片 断口.jpg；扫描件 扫描_20261122.pdf", "照片 断口.jpg"]
    assert names[2].startswith("照片 图")
    assert names[2].endswith(" 等 4 个")
    assert lines[3].startswith("共 3 件，3 份记录；核准后 5 张照片、1 份扫描件会从程序里删掉")
    assert going.told(later, chosen, 1)[:2] == [lines[0], "另有 2 件"]
    plain = factory.walk(then, factory.draft(then), *factory.ANOMALY_WAY)
    assert going.told(later, [retention.of(later, plain)])[0].endswith("：没有照片和扫描件")


def test_what_goes_with_many_is_read_at_once_as_with_one(
    desk: Desk, record: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    then, later = cases.at(desk, MADE), cases.at(desk, LATER)
    own = [attaching.add_bytes(factory.seat(then, "merch"), pictures.picture(60 + at, 40), f"图{at}.jpg")
           for at in range(4)]  # fmt: skip
    with_four = factory.draft(then, values=factory.anomaly(description_photos=own))
    one, other = (retention.of(later, each) for each in (record, factory.walk(then, with_four, *factory.ANOMALY_WAY)))
    asked: list[str] = []
    execute = later.store.database.execute_sql
    monkeypatch.setattr(later.store.database, "execute_sql",
                        lambda sql, *rest: (asked.append(sql), execute(sql, *rest))[1])  # fmt: skip
    going.told(later, [one])
    alone = len(asked)
    assert "核准后 5 张照片、1 份扫描件会从程序里删掉" in going.told(later, [one, other])[-2]
    assert (len(asked), len(set(asked[:alone]))) == (2 * alone, alone)
