"""A sealed PDF handed to 核对纸张, `qcdesk check` or the scans is told as what it is."""

import re
from pathlib import Path

import factory
import pytest

from forms import filing, paper_check, printing, sealed_check
from forms.sealing import sealed
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.papers import scan_list
from qcdesk.services.papers.verdicts import AMENDED, ENDED, FOREIGN_SEAL, SEAL_BROKEN, SEAL_WHOLE, Checked


def held(desk: Desk, tmp_path: Path, content: bytes) -> Checked:
    path = tmp_path / "来件.pdf"
    path.write_bytes(content)
    (found,) = paper_check.of_file(desk, path)
    return found


def flipped(content: bytes) -> bytes:
    at = content.index(b"stream") + 200
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def test_our_sealed_pdf_is_recognised_and_its_seals_and_its_sheet_are_told(
    own: Desk, content: bytes, label: int, tmp_path: Path
) -> None:
    found = held(own, tmp_path, content)
    assert (found.verdict, found.label, found.fits, found.record) == (SEAL_WHOLE, "盖章 PDF，完好", True, label)
    assert found.sentence == ("“来件.pdf”是盖章的 PDF。文件完好：盖的是本办公室的章，盖章以后没有任何改动。")
    assert [one.stands for one in found.signed] == ["有效"] * 3
    assert found.signed[-1].label == "核准"
    assert "PIN 签名" in found.signed[0].how
    assert dict(found.facts())["单"].startswith("《不良样品封存标签》YP-")


def test_sealed_pdf_that_was_changed_is_told_so_and_does_not_fit(own: Desk, content: bytes, tmp_path: Path) -> None:
    found = held(own, tmp_path, flipped(content))
    assert (found.verdict, found.fits) == (SEAL_BROKEN, False)
    assert "文件被改动过" in found.sentence
    assert {one.stands for one in found.signed} == {"签后有改动"}


def test_seal_of_another_office_is_theirs(other: Desk, content: bytes, tmp_path: Path) -> None:
    found = held(other, tmp_path, content)
    assert (found.verdict, found.record, found.fits) == (FOREIGN_SEAL, None, False)
    assert {one.stands for one in found.signed} == {"不是本办公室的证书"}


@pytest.mark.parametrize(
    ("step", "verdict", "said"),
    [("revise", AMENDED, "后来改版了：文件里是原单，现在是改版 1。"), ("void", ENDED, "后来作废了。")],
)
def test_whole_file_of_a_sheet_that_went_on_is_no_longer_followed(
    own: Desk, tmp_path: Path, step: str, verdict: str, said: str
) -> None:
    made = factory.signed_label(own)
    content = sealed.seal(own, factory.shelf(), made).content
    factory.take(own, made, step, "pmgr", "存放位置改到 B 柜")
    found = held(own, tmp_path, content)
    assert (found.verdict, found.fits) == (verdict, False)
    assert found.sentence.endswith(said)


def test_pdf_without_a_seal_is_checked_by_its_codes_as_before(own: Desk, label: int, tmp_path: Path) -> None:
    (made,) = printing.numbered(factory.seat(own, "qc"), printing.record_print(own, factory.shelf(), label))
    path = tmp_path / "标签.pdf"
    printing.save(made, path)
    assert sealed_check.of_bytes(own, path.read_bytes(), path.name) is None
    assert [one.verdict for one in paper_check.of_file(own, path)] == ["same"]


def test_our_sealed_pdf_among_the_scans_is_refused_with_the_way_to_check_it(own: Desk, content: bytes) -> None:
    before = len(scan_list.listed(own))
    with pytest.raises(
        Refused, match=re.escape("“印章.pdf”是盖章的 PDF，不是扫描件，没有收进来；要核对它，请拖到“系统 → 核对纸张”")
    ):
        filing.take_bytes(own, content, "印章.pdf")
    assert len(scan_list.listed(own)) == before


def test_scan_that_the_scanner_itself_has_sealed_is_taken_in(other: Desk, content: bytes) -> None:
    filing.take_bytes(other, content, "扫描仪盖章.pdf")
    assert [one.name for one in scan_list.listed(other)] == ["扫描仪盖章.pdf"]
