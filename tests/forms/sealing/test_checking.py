"""Whatever was done to a sealed PDF has its own sentence, and nothing that was done passes."""

import io
import random
from datetime import UTC, datetime
from pathlib import Path

import factory
import pytest

from forms.sealing import checking, sealed
from forms.sealing.offline import IncrementalPdfFileWriter
from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import office_seal


def verdict(desk: Desk, content: bytes) -> str:
    return checking.check(desk, content, "来件.pdf").verdict


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def ends(content: bytes) -> list[int]:
    """Where each increment ends."""
    found, at = [], content.find(b"%%EOF")
    while at >= 0:
        found.append(at + 6)
        at = content.find(b"%%EOF", at + 1)
    return found


def test_an_untouched_file_is_whole_and_tells_who_signed_what_when(own: Desk, content: bytes) -> None:
    found = checking.check(own, content, "来件.pdf")
    head, *said = checking.lines(found, own)
    assert found.whole
    assert head == "文件完好：盖的是本办公室的章，盖章以后没有任何改动"
    assert [line[:2] for line in said] == ["1.", "2.", "3."]
    assert "《不良样品封存标签》YP-" in said[0]
    assert "编制，20" in said[0]
    assert all(line.endswith("完好，是本办公室的证书") for line in said)


def test_a_letter_changed_on_the_paper_is_told_as_a_change(own: Desk, content: bytes) -> None:
    found = checking.check(own, flipped(content, content.index(b"stream") + 200), "来件.pdf")
    assert found.sentence == "文件被改动过：盖章以后内容变了，不能当作原件"
    assert [one.intact for one in found.signatures] == [False] * 3
    assert checking.lines(found, own)[1].endswith("签名已经对不上：这一段被改动过")


def test_any_byte_that_is_changed_is_found(own: Desk, content: bytes) -> None:
    """Where the change makes the file unreadable the sentence is another; none passes, wherever it lies."""
    chance = random.Random(18)
    places = [chance.randrange(10, len(content)) for _ in range(60)]
    room = content.rindex(b"0" * 1000)
    told = {told_of(own, flipped(content, at)) for at in [*places, room, room + 999]}
    assert checking.CHANGED in told
    assert told <= {checking.CHANGED, checking.EXTENDED, checking.CUT, checking.BROKEN.format("来件.pdf")}


def told_of(desk: Desk, content: bytes) -> str:
    """The verdict, or the sentence of a file that cannot be read."""
    try:
        return verdict(desk, content)
    except Refused as error:
        return error.sentence


def test_a_number_that_is_none_is_told_as_a_broken_file(own: Desk, content: bytes) -> None:
    """The parser has an error of its own for it, which no list of errors named."""
    with pytest.raises(Refused) as told:
        checking.check(own, content.replace(b"/F 132", b"/F ..."), "来件.pdf")
    assert told.value.sentence == checking.BROKEN.format("来件.pdf")


def test_a_page_put_in_behind_the_seal_is_found(own: Desk, content: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    leaves = writer.root["/Pages"]["/Kids"]
    leaves.append(leaves.raw_get(0))
    writer.mark_update(writer.root.raw_get("/Pages"))
    grown = io.BytesIO()
    writer.write(grown)
    assert verdict(own, grown.getvalue()) == checking.EXTENDED


def test_words_behind_the_last_signature_are_found(own: Desk, content: bytes) -> None:
    assert verdict(own, content + b"\n% seen\n") == checking.EXTENDED


def test_a_signature_taken_off_the_end_is_missed(own: Desk, content: bytes) -> None:
    third = ends(content)[-2]
    assert verdict(own, content[:third]) == checking.CUT


def test_the_seal_of_another_office_of_the_same_name_is_foreign(own: Desk, namesake: Desk) -> None:
    theirs = sealed.seal(namesake, factory.shelf(), factory.signed_label(namesake)).content
    office_seal.ready(own)
    found = checking.check(own, theirs, "来件.pdf")
    assert found.verdict == checking.FOREIGN
    assert "不是本办公室的证书（样例车料制造有限公司，指纹" in checking.lines(found, own)[1]


def test_what_was_sealed_before_a_renewal_is_still_whole(found_office: object) -> None:
    desk = found_office("换证的车料厂")  # type: ignore[operator]
    content = sealed.seal(desk, factory.shelf(), factory.signed_label(desk)).content
    office_seal.renew(factory.seat(desk, "admin"))
    assert verdict(desk, content) == checking.WHOLE


def test_a_seal_outlives_its_certificate(found_office: object) -> None:
    """What counts is that it was valid on the day of sealing."""
    desk = found_office("老车料厂")  # type: ignore[operator]
    then = desk.at(Clock(datetime(2010, 5, 4, 1, 30, tzinfo=UTC)))
    content = sealed.seal(then, factory.shelf(), factory.signed_label(desk)).content
    assert office_seal.current(desk).ends < desk.clock.now()
    found = checking.check(desk, content, "来件.pdf")
    assert found.whole
    assert "2010-05-04 09:30 盖章" in checking.lines(found, desk)[1]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "“来件.pdf”不是 PDF 文件"),
        ("今天没有来".encode(), "“来件.pdf”不是 PDF 文件"),
        (b"%PDF-1.7\nnothing behind it", "“来件.pdf”已损坏或不完整，读不出来，不能当作原件"),
    ],
)
def test_what_is_no_pdf_or_a_broken_one_is_told(own: Desk, content: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as told:
        checking.check(own, content, "来件.pdf")
    assert told.value.sentence == sentence


def test_a_file_cut_off_in_the_middle_is_broken(own: Desk, content: bytes) -> None:
    for part in (0.3, 0.6, 0.97):
        with pytest.raises(Refused, match="已损坏或不完整"):
            checking.check(own, content[: int(len(content) * part)], "来件.pdf")


def test_an_unsigned_pdf_proves_nothing(own: Desk, label: int, tmp_path: Path) -> None:
    from forms import printing

    path = tmp_path / "平常的.pdf"
    printing.save(printing.record_print(own, factory.shelf(), label), path)
    with pytest.raises(Refused, match="是没有盖章的 PDF"):
        checking.check_file(own, path)


def test_a_pdf_with_a_password_is_told(own: Desk) -> None:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt="secret")
    canvas.drawString(100, 100, "closed")
    canvas.save()
    with pytest.raises(Refused, match="有密码，程序打不开它"):
        checking.check(own, buffer.getvalue(), "来件.pdf")


def test_a_file_that_is_not_there_or_too_large_is_told(
    own: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused, match="找不到文件“"):
        checking.check_file(own, tmp_path / "没有.pdf")
    (tmp_path / "大.pdf").write_bytes(bytes(20))
    monkeypatch.setattr(checking, "LARGEST", 10)
    with pytest.raises(Refused, match="不是这里盖章的文件"):
        checking.check_file(own, tmp_path / "大.pdf")
