"""The archive package of a case as PDF and ZIP: everything on the page that the cover says, nothing half written."""

import json
import re
import zipfile
from pathlib import Path

import archives
import factory
import pypdfium2
import pytest
import sheets

from forms import archive_cover, archive_pictures, archiving
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import office
from qcdesk.services.keeping import package, zip_check
from qcdesk.services.papers import checking
from qcdesk.services.papers.verdicts import IN_TRAIL
from qcdesk.services.sheets import records
from qcdesk.services.trail import chain_marks, history
from qcdesk.views import DocumentLine


@pytest.fixture
def desk(tmp_path: Path, desk_template: Path):
    made = factory.copy_of(desk_template, tmp_path / "home")
    yield factory.seat(made, "qc")
    made.close()


@pytest.fixture
def case(desk: Desk) -> archives.Filled:
    return archives.filled(desk)


def saved(desk: Desk, case: int, path: Path) -> Path:
    archiving.save(desk, factory.shelf(), package.of_case(desk, case), path)
    return path


def outlined(path: Path) -> list[tuple[str, int]]:
    """The headings of the outline, each with its page from 0."""
    with pypdfium2.PdfDocument(path) as document:
        return [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]


def test_what_happened_begins_at_the_left_however_short_it_is(desk: Desk, case: archives.Filled) -> None:
    told = archive_cover.told(desk, package.of_case(desk, case.case))
    cells = [cell for row in told.rows for cell in row.cells if cell.column == "what" and cell.row is not None]
    assert len(cells) > 5
    assert {round(cell.words[0].x - cell.x, 2) for cell in cells} == {round(cells[0].words[0].x - cells[0].x, 2)}


def test_each_part_stands_on_the_page_that_the_cover_names(desk: Desk, case: archives.Filled, tmp_path: Path) -> None:
    path = saved(desk, case.case, tmp_path / "卷宗.pdf")
    pages = [sheets.squeezed(page) for page in sheets.pdf_pages(path)]
    found = package.of_case(desk, case.case)
    number = str(found.case.number)
    outline = outlined(path)
    assert [title.split()[0] for title, _ in outline] == [
        "封面和目录", "履历", "产品品质异常反馈处理表", "不良样品封存标签", "签名单扫描件", "照片", "案件经过",
    ]  # fmt: skip
    for title, at in outline[1:]:
        assert title.split()[-1].replace("签名单", "") in pages[at]
    for at, page in enumerate(pages, start=1):
        assert f"{number}归档卷宗{at}/{len(pages)}" in page
    assert "未结案" in pages[0]
    ((head,),) = desk.store.sql("SELECT hash FROM event WHERE seq = ?", (found.seq - 1,))
    mark = chain_marks.of(found.seq - 1, str(head))
    assert f"链{mark}" in pages[0]
    assert checking.typed(desk, f"链 {mark}").verdict == IN_TRAIL, "typed as it is printed"
    for words in ("产品品质异常反馈处理表", "签名单扫描件", "照片", "案件经过", "还没有走完"):
        assert words in pages[0]
    assert sum("扫描件" in page and "原扫描见归档ZIP" in page for page in pages) == 2
    assert any("断口.jpg" in page for page in pages)
    assert "CON断口<1>?.JPG" in "".join(pages)


def test_its_pages_are_counted_once_and_the_file_says_whose_and_of_when(
    desk: Desk, case: archives.Filled, tmp_path: Path
) -> None:
    found = package.of_case(desk, case.case)
    path = saved(desk, case.case, tmp_path / "卷宗.pdf")
    assert "共1页" not in sheets.squeezed(sheets.pdf_pages(path)[0])
    with pypdfium2.PdfDocument(path) as document:
        said = document.get_metadata_dict()
    assert said["Author"] == office.view(desk).company
    assert said["Title"] == f"{found.case.number} 案件归档卷宗"
    assert said["CreationDate"] == f"D:{re.sub('[^0-9]', '', found.at)}00"


def test_cover_tells_nobody_what_to_do_on_the_screen(desk: Desk, case: archives.Filled) -> None:
    office.change_document(factory.seat(desk, "admin"), "qc_anomaly", DocumentLine(retention="按规定"))
    found = package.of_case(desk, case.case)
    assert "表单抬头页脚" not in str(archive_cover.cover(desk, found, ()).record.values)


def test_picture_of_several_records_comes_once_with_every_place(
    desk: Desk, case: archives.Filled, tmp_path: Path
) -> None:
    archives.hung(desk, case.case, "同一张.jpg")
    found = package.of_case(desk, case.case)
    assert [photo.sha256 for photo in found.photos] == [case.photo] * 2
    assert [len(alike) for alike in archive_pictures.once_each(found.photos)] == [2]
    words, _ = sheets.pdf_text(saved(desk, case.case, tmp_path / "卷宗.pdf"))
    assert "断口.jpg；同一张.jpg" in sheets.squeezed(words)


def test_same_case_gives_the_same_pdf(desk: Desk, case: archives.Filled, tmp_path: Path) -> None:
    found = package.of_case(desk, case.case)
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for path in (first, second):
        archiving.save(desk, factory.shelf(), found, path)
    assert first.read_bytes() == second.read_bytes()


def test_zip_holds_what_its_manifest_says_and_no_strange_name(
    desk: Desk, case: archives.Filled, tmp_path: Path
) -> None:
    path = saved(desk, case.case, tmp_path / "包.zip")
    checked = zip_check.check(path)
    assert checked.findings == ()
    with zipfile.ZipFile(path) as opened:
        names = opened.namelist()
        said = json.loads(opened.read("manifest.json"))
        told = opened.read("清单.txt").decode("utf-8-sig")
        for view in package.of_case(desk, case.case).records:
            (name,) = (name for name in names if name.endswith(f"-{view.id}.json"))
            assert opened.read(name).decode() == records.row_of(desk, view.id).payload
    assert all(name == "清单.txt" or (name.isascii() and ".." not in name) for name in names)
    originals = {file.get("original") for file in said["files"]} - {None}
    assert originals >= {archives.STRANGE, "断口.jpg"}
    assert archives.STRANGE in told
    assert said["state"].startswith("未结案")
    line = history.told(desk, case.case)[-1]
    assert line.sentence == f"做归档包 ZIP （清单校验码 {checked.digest}）"


def test_sheet_changed_while_the_package_is_made_stops_it(desk: Desk, case: archives.Filled, tmp_path: Path) -> None:
    found = package.of_case(desk, case.case)
    archives.hung(desk, case.case, "后加的.jpg")
    with pytest.raises(Refused, match="在做归档包的时候被改过，请再做一次"):
        archiving.save(desk, factory.shelf(), found, tmp_path / "包.zip")
    assert list(tmp_path.glob("*.zip*")) == []
    assert not list(tmp_path.glob(".*partial"))


def test_stopped_in_the_middle_leaves_the_old_file_whole(desk: Desk, case: archives.Filled, tmp_path: Path) -> None:
    class Stopped(Exception): ...

    def stop(at: int, of: int) -> None:
        if at * 2 > of:
            raise Stopped

    path = tmp_path / "包.zip"
    path.write_bytes(b"the one before")
    with pytest.raises(Stopped):
        archiving.save(desk, factory.shelf(), package.of_case(desk, case.case), path, stop)
    assert path.read_bytes() == b"the one before"
    assert not list(tmp_path.glob(".*partial"))
    assert history.told(desk, case.case)[-1].sentence != "做归档包 ZIP"


def test_unreadable_scan_and_lost_photo_have_their_page_that_says_so(
    desk: Desk, case: archives.Filled, tmp_path: Path
) -> None:
    for sha256 in (case.photo, case.scan):
        (desk.home / "attachments" / sha256[:2] / sha256).unlink()
    words, _ = sheets.pdf_text(saved(desk, case.case, tmp_path / "卷宗.pdf"))
    assert words.count("文件不见了，或已不是当时存入的那个") == 3


def test_only_pdf_and_zip_are_written(desk: Desk, case: archives.Filled, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"归档包要以 .pdf 或 .zip 结尾"):
        saved(desk, case.case, tmp_path / "包.rar")
    with pytest.raises(Refused, match="不存在"):
        saved(desk, case.case, tmp_path / "没有" / "包.zip")


def test_names_from_outside_are_printed_with_what_the_faces_have() -> None:
    assert archive_cover.printable("断口🙂\n2") == "断口? 2"


def test_many_pictures_are_shown_coarser_so_that_memory_stays_bounded() -> None:
    assert archive_pictures.dpi_for(50, 10) == 200
    for photos, scans in ((400, 0), (0, 200)):
        dpi = archive_pictures.dpi_for(photos, scans)
        points = (photos * archive_pictures.PHOTO + scans * archive_pictures.SCAN) * (dpi / 200) ** 2
        assert archive_pictures.LEAST_DPI <= dpi < 200
        assert points <= archive_pictures.MOST_POINTS
    assert archive_pictures.dpi_for(900, 100) == archive_pictures.LEAST_DPI


def test_coarser_photos_and_scans_still_have_their_page(
    desk: Desk, case: archives.Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fine = saved(desk, case.case, tmp_path / "细.pdf")
    monkeypatch.setattr(archive_pictures, "MOST_POINTS", 0.5)
    coarse = saved(desk, case.case, tmp_path / "粗.pdf")
    assert len(sheets.pdf_pages(coarse)) == len(sheets.pdf_pages(fine))
    assert "读不出来" not in sheets.pdf_text(coarse)[0]
    assert coarse.stat().st_size < fine.stat().st_size
