"""A file handed over for checking that is none, or shows nothing to check, is told as that."""

from collections.abc import Iterator
from pathlib import Path

import cases
import factory
import pytest
import scanned
from handmade_pdf import of_page, stream
from scanned import Way

from forms import archiving, filing, paper_check, pdf, printing
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.keeping import package
from qcdesk.services.papers.verdicts import SAME, UNKNOWN


@pytest.fixture
def desk(tmp_path: Path, desk_template: Path) -> Iterator[Desk]:
    made = factory.copy_of(desk_template, tmp_path / "home")
    yield made
    made.close()


@pytest.mark.parametrize("name", ["不在.jpg", "不在.pdf"])
def test_a_file_that_is_not_there_is_named(desk: Desk, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=f"找不到文件“.*{name}”"):
        paper_check.of_file(desk, tmp_path / name)


def test_nothing_but_blank_backs_is_nothing_to_check(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "背面.jpg"
    path.write_bytes(scanned.jpeg(scanned.blank_back(Way())))
    with pytest.raises(Refused, match=r"“背面\.jpg”里只有空白页，没有可以核对的单"):
        paper_check.of_file(desk, path)


def test_a_name_that_no_file_can_have_is_told() -> None:
    with pytest.raises(Refused, match="文件名里有不能用的字"):
        filing.content_of(Path("来\0件.pdf"))


SCRIPT = b"/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\('x'\\);)>>"


def test_a_script_in_a_pdf_is_told_as_where_scans_are_taken_in(desk: Desk, tmp_path: Path) -> None:
    record = factory.walk(desk, factory.draft(desk), "submit")
    made = printing.copy_print(factory.seat(desk, "qc"), factory.shelf(), record)
    content = pdf.to_bytes(made.sheets, made.gallery)
    path = tmp_path / "来件.pdf"
    path.write_bytes(content)
    (plain,) = paper_check.of_file(desk, path)
    path.write_bytes(content.replace(b"/Type /Catalog", SCRIPT))
    (scripted,) = paper_check.of_file(desk, path)
    assert (plain.verdict, scripted.verdict) == (SAME, SAME)
    told = ("文件", "含脚本（不会运行，只取页面）")
    assert (told in plain.facts(), told in scripted.facts()) == (False, True)


def test_pages_of_one_copy_are_told_once_with_every_page_of_the_file_that_they_are(desk: Desk, tmp_path: Path) -> None:
    record = factory.walk(desk, factory.draft(desk, values=factory.anomaly(description="断口齐平，\n" * 120)), "submit")
    made = printing.copy_print(factory.seat(desk, "qc"), factory.shelf(), record)
    path = tmp_path / "来件.pdf"
    path.write_bytes(pdf.to_bytes(made.sheets, made.gallery))
    (found,) = paper_check.of_file(desk, path)
    assert found.pages[:2] == (1, 2)
    assert found.place == f"“来件.pdf”第 1–{found.pages[-1]} 页"


def test_a_page_whose_code_is_not_read_is_checked_by_typing_it(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "没有码.pdf"
    path.write_bytes(of_page(stream(b"100 300 300 200 re f")))
    (found,) = paper_check.of_file(desk, path)
    assert (found.verdict, found.place) == (UNKNOWN, "“没有码.pdf”第 1 页")
    assert found.sentence == (
        "读不到右上角和左下角的码（折住、盖住或太模糊）。印着“草稿”或“作废”的纸本来没有码，核对不了。"
    )
    assert found.advice == "请输入纸上右上角二维码下面的短码，或重新扫描、拍照。"


def test_our_bound_package_is_told_once_with_what_can_be_checked_of_it(desk: Desk, tmp_path: Path) -> None:
    path, seat = tmp_path / "归档.pdf", factory.seat(desk, "qc")
    case = cases.registered(seat, samples=4)
    archiving.save(seat, factory.shelf(), package.of_case(seat, case), path)
    (found,) = paper_check.of_file(desk, path)
    assert (found.verdict, found.place) == (UNKNOWN, "“归档.pdf”")
    assert found.sentence == "“归档.pdf”像是归档包的 PDF：它没有盖章，自己的页上也没有打印份的码，整份核对不了。"
    assert found.advice == "请核对这个案件的归档包 ZIP，或输入封面上的链码。"
