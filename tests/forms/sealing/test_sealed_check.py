"""A sealed PDF handed to 核对纸张, `qcdesk check` or the scans is told as what it is."""

import re
from dataclasses import replace
from pathlib import Path

import factory
import pytest
import tamper

from forms import filing, paper_check, printing, sealed_check
from forms.sealing import increments, sealed
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import office_seal
from qcdesk.services.papers import scan_list
from qcdesk.services.papers.verdicts import (
    AMENDED,
    BAD,
    BROKEN,
    ENDED,
    FOREIGN_SEAL,
    NAMESAKE_SEAL,
    RECORD_ALTERED,
    SEAL_BROKEN,
    SEAL_UNREAD,
    SEAL_WHOLE,
    VERDICTS,
    Checked,
)
from qcdesk.services.sheets import records


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
    assert (found.verdict, found.fits, found.shown_as_printed) == (SEAL_BROKEN, False, False)
    assert "文件被改动过" in found.sentence
    assert {one.stands for one in found.signed} == {"签后有改动"}


def test_seal_of_another_office_is_theirs(other: Desk, content: bytes, tmp_path: Path) -> None:
    found = held(other, tmp_path, content)
    assert (found.verdict, found.record, found.fits) == (FOREIGN_SEAL, None, False)
    assert re.search(r"章上写的是“.+”（指纹 [0-9A-F]{16}…）；盖过章的内容没有改动。", found.sentence)
    assert {one.stands for one in found.signed} == {"不是本办公室的证书"}


def test_seal_of_another_office_that_bears_our_name_is_told_as_one_that_may_be_false(
    namesake: Desk, own: Desk, content: bytes, label: int, tmp_path: Path
) -> None:
    found = held(namesake, tmp_path, content)
    assert (found.verdict, found.record, found.fits) == (NAMESAKE_SEAL, None, False)
    assert VERDICTS[found.verdict].tone == BAD
    assert {one.stands for one in found.signed} == {"写着本厂的名字，却不是本办公室的证书"}
    theirs = office_seal.open_seal(factory.seat(namesake, "qc"))
    print_ = numbered(own, label, tmp_path / "标签.pdf")
    words = [increments.Words("秦例五", "核准", "")]
    found = held(own, tmp_path, increments.signed(print_, words, own.clock.wall().replace(microsecond=0), theirs))
    assert (found.verdict, found.record) == (NAMESAKE_SEAL, label), "a code that fits does not hide it"
    assert "页上的码：码一致" in found.sentence


@pytest.mark.parametrize(
    ("step", "verdict", "said", "old"),
    [("revise", AMENDED, "后来改版了：文件里是原单，现在是改版 1。", 0), ("void", ENDED, "后来作废了。", None)],
)
def test_whole_file_of_a_sheet_that_went_on_is_no_longer_followed(
    own: Desk, tmp_path: Path, step: str, verdict: str, said: str, old: int | None
) -> None:
    made = factory.signed_label(own)
    content = sealed.seal(own, factory.shelf(), made).content
    factory.take(own, made, step, "pmgr", "存放位置改到 B 柜")
    found = held(own, tmp_path, content)
    assert (found.verdict, found.fits, found.old) == (verdict, False, old)
    assert found.sentence.endswith(said)


def test_whole_file_of_an_old_edition_leads_to_that_edition_and_lists_what_has_changed(
    own: Desk, tmp_path: Path
) -> None:
    made = factory.signed_label(own)
    content = sealed.seal(own, factory.shelf(), made).content
    factory.take(own, made, "revise", "pmgr", "存放位置改到 B 柜")
    records.save(factory.seat(own, "merch"), made, records.get(own, made).version, {"location": "B-01"})
    found = held(own, tmp_path, content)
    assert (found.old, found.shown_as_printed) == (0, True)
    assert [(one.label, one.after) for one in found.differences] == [("存放区", "B-01")]


@pytest.mark.parametrize(("statement", "says"), [
    ("UPDATE record SET payload = replace(payload, 'A-03', 'A-04')", "和它自己的经过对不上。"),
    ("UPDATE record SET payload = '{' || payload", "的内容已损坏"),
    ("UPDATE record SET number = 'YP-202611-555' WHERE id = 1", "记录里却没有这张单"),
    ("UPDATE signature SET name = '何例八' WHERE id = 3", "签后被改动过。"),
    ("DELETE FROM signature WHERE id = 3", "签后被改动过。"),
    ("UPDATE event SET detail = replace(detail, 'approved', 'approves')", "被"),
])  # fmt: skip
def test_whole_file_of_a_record_that_other_hands_have_changed_says_which_of_the_two_was(
    own: Desk, content: bytes, label: int, tmp_path: Path, statement: str, says: str
) -> None:
    with tamper.behind_the_back(own) as intruder:
        intruder.sql(statement)
        found = held(own, tmp_path, content)
    assert (found.verdict, found.fits) == (RECORD_ALTERED, False)
    assert "文件完好" in found.sentence
    assert "被改的是数据库里的记录：" in found.sentence
    assert says in found.sentence


def test_seals_of_a_file_are_held_against_the_signatures_that_the_trail_tells(
    own: Desk, label: int, tmp_path: Path
) -> None:
    """As where all of the trail was written anew with another name: the record fits it, the file does not."""
    view = records.get(own, label)
    first, *others = view.signatures
    made = printing.record_print(own, factory.shelf(), label)
    told = replace(made, record=replace(view, signatures=(replace(first, name="何例八"), *others)))
    found = held(own, tmp_path, sealed.sealed(own, told).content)
    assert found.verdict == RECORD_ALTERED
    assert found.sentence.endswith(f"文件里盖着{first.label} 何例八的签名，经过里没有这样的签名。")


def test_file_whose_seals_name_no_department_as_earlier_programs_sealed_it_is_as_good(
    own: Desk, tmp_path: Path
) -> None:
    values = factory.anomaly(own_blocks=["加工"])
    record = factory.walk(own, factory.draft(own, "qc_anomaly", values), *factory.ANOMALY_WAY)
    made = printing.record_print(own, factory.shelf(), record)
    view = records.get(own, record)
    assert {"分析人（加工）", "审核（加工）"} <= {one.label for one in view.signatures}
    old = tuple(replace(one, label=one.label.removesuffix("（加工）")) for one in view.signatures)
    content = sealed.sealed(own, replace(made, record=replace(view, signatures=old))).content
    assert held(own, tmp_path, content).verdict == SEAL_WHOLE


def numbered(desk: Desk, label: int, path: Path) -> bytes:
    (made,) = printing.numbered(factory.seat(desk, "qc"), printing.record_print(desk, factory.shelf(), label))
    printing.save(made, path)
    return path.read_bytes()


def test_code_that_fits_does_not_hide_a_seal_that_is_none_of_ours(
    own: Desk, other: Desk, label: int, tmp_path: Path
) -> None:
    theirs = office_seal.open_seal(factory.seat(other, "qc"))
    words = [increments.Words("秦例五", "核准", "")]
    print_ = numbered(own, label, tmp_path / "标签.pdf")
    content = increments.signed(print_, words, own.clock.wall().replace(microsecond=0), theirs)
    found = held(own, tmp_path, content)
    assert (found.verdict, found.fits, found.record) == (FOREIGN_SEAL, False, label)
    assert "不是本办公室盖的章" in found.sentence
    assert "页上的码：码一致" in found.sentence
    assert found.signed[0].stands == "不是本办公室的证书"
    with tamper.behind_the_back(own) as intruder:
        intruder.sql("UPDATE record SET payload = replace(payload, 'A-03', 'A-04')")
        found = held(own, tmp_path, content)
    assert (found.verdict, "不是本办公室盖的章" in found.sentence) == (BROKEN, True)


def test_seal_that_cannot_be_read_is_told_beside_the_codes_and_alone(
    own: Desk, content: bytes, label: int, tmp_path: Path
) -> None:
    found = held(own, tmp_path, b"%PDF-1.4\n%junk\n" + content)
    assert (found.verdict, found.sentence) == (SEAL_UNREAD, "“来件.pdf”已损坏或不完整，读不出来，不能当作原件。")
    found = held(own, tmp_path, numbered(own, label, tmp_path / "标签.pdf") + b"\n%/ByteRange\n")
    assert (found.verdict, "页上的码：码一致" in found.sentence) == (SEAL_UNREAD, True)


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
