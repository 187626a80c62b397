"""A scanned file from its bytes to its copies: real prints, scanned as offices do, filed right or flagged."""

import io
import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import factory
import papers
import pypdfium2
import pytest
import scanned
from PIL import Image
from refusals import refusal
from reportlab.pdfgen.canvas import Canvas
from scanned import Way

from forms import filing, pdf, printing
from forms.apart import process
from forms.grid import Form
from forms.reading import ScannedPage
from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.services.papers import copy_list, inked, placing, probable, scan_list, waiting_ink
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.scan_list import BLANK, FILED, FLAGGED
from qcdesk.services.papers.scans import Taken
from qcdesk.services.trail import verifying


@pytest.fixture
def desk(tmp_path: Path, desk_template: Path) -> Desk:
    return factory.copy_of(desk_template, tmp_path / "home")


def printed(desk: Desk, record: int) -> tuple[CopyView, tuple[Image.Image, ...]]:
    """A numbered copy and the pictures of its pages at 300 dpi."""
    made = printing.copy_print(factory.seat(desk, "qc"), factory.shelf(), record)
    return made.copies[0], scanned.rendered(pdf.to_bytes(made.sheets, made.gallery))


def anomaly(desk: Desk) -> int:
    return factory.walk(desk, factory.draft(desk), "submit")


def rework(desk: Desk) -> int:
    record = factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"))
    factory.take(desk, record, "submit", "prod")
    return record


def taken(desk: Desk, content: bytes, name: str = "扫描.pdf") -> Taken:
    return filing.take_bytes(factory.seat(desk, "qc"), content, name)


def signed(copy: CopyView, page: Image.Image, *slots: str) -> Image.Image:
    """The first page with names written into its boxes."""
    picture, drawn = page.copy(), random.Random(11)
    for box in copy.page_boxes[0]["boxes"]:
        if box["slot"] in slots:
            scanned.scrawl(picture, box, drawn)
    return picture


def test_mixed_sheets_backs_and_a_stranger_in_one_file_each_go_where_they_belong(desk: Desk) -> None:
    (one, sides), (other, fronts) = printed(desk, anomaly(desk)), printed(desk, rework(desk))
    white = scanned.blank_back(Way(noise=8))
    stranger = Image.new("L", white.size, 255)
    stranger.paste(fronts[0].crop((200, 900, 2200, 2600)).reduce(2), (100, 300))
    seen = [scanned.scan(sides[0], Way(tilt=3, noise=10)), white, scanned.scan(fronts[0], Way(turn=2)), stranger]
    done = taken(desk, scanned.as_pdf(seen))
    assert [page.state for page in done.pages] == [FILED, BLANK, FILED, FLAGGED]
    assert [page.copy.id if page.copy else None for page in done.pages] == [one.id, None, other.id, None]
    assert done.pages[3].flag == placing.UNREADABLE
    assert verifying.verify(desk) == []


def test_pdf_that_was_printed_into_is_no_scan_of_it_and_its_scan_is(desk: Desk) -> None:
    made = printing.copy_print(factory.seat(desk, "qc"), factory.shelf(), rework(desk))
    (copy,), content = made.copies, pdf.to_bytes(made.sheets, made.gallery)
    done = taken(desk, content, "直接存的.pdf")
    assert [(page.state, page.flag) for page in done.pages] == [(FLAGGED, placing.UNTOUCHED)]
    assert done.pages[0].why.startswith(f"这一页是程序打印出来的 PDF 本身（{copy.named}第 1 页），没有在纸上签过")
    assert copy_list.get(desk, copy.id).state == copy_list.PRINTED
    paper = scanned.as_pdf([scanned.scan(signed(copy, scanned.rendered(content)[0], "reviewed"), Way())])
    assert taken(desk, paper, "扫描.pdf").copies[0].back
    assert copy_list.get(desk, copy.id).state == copy_list.BACK
    assert verifying.verify(desk) == []


def test_sheet_without_a_code_beside_one_on_a_large_glass_is_told_where_that_is_filed(desk: Desk) -> None:
    copy, sides = printed(desk, rework(desk))
    other = sides[0].crop((0, 600, 2480, 3000))
    glass = Image.new("L", (2 * sides[0].width, sides[0].height), 255)
    glass.paste(sides[0], (0, 0))
    glass.paste(other, (sides[0].width, 600))
    (page,) = taken(desk, scanned.jpeg(scanned.scan(glass, Way(tilt=1, noise=8))), "A3.jpg").pages
    assert (page.state, page.copy and page.copy.id) == (FILED, copy.id)
    assert page.beside == "图上旁边好像还有一张没有码的纸，没有归入；是别的单，请把它单独扫描"
    (alone,) = taken(desk, scanned.jpeg(scanned.scan(printed(desk, rework(desk))[1][0], Way(tilt=1)))).pages
    assert alone.beside == ""
    assert verifying.verify(desk) == []


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_signed_boxes_are_seen_however_the_page_lies(desk: Desk, turn: int) -> None:
    copy, sides = printed(desk, rework(desk))
    picture = signed(copy, sides[0], "reviewed", "prod_sign")
    done = taken(desk, scanned.jpeg(scanned.scan(picture, Way(turn=turn, tilt=1.5, noise=8))), "签回.jpg")
    told = inked.proposed(desk, copy.id)
    assert [box.slot for box in told.boxes if box.proposed] == ["prod_sign", "reviewed"]
    assert {box.verdict for box in told.boxes if box.slot in ("approved", "qc_sign")} == {"empty"}
    assert waiting_ink.waiting(desk) == {(copy.id, 1): ("prod_sign", "reviewed")}
    upright, cut = filing.upright(desk, done.pages[0]), filing.crops(desk, done.pages[0])
    assert upright.height > upright.width
    assert abs(upright.width / upright.height - 210 / 297) < 0.002, "the sheet alone, straight"
    assert set(cut) == {box.slot for box in told.boxes}
    assert all(picture.mode == "RGB" and picture.width > picture.height for picture in cut.values())


def test_all_boxes_are_cut_out_of_one_decoding_in_colour(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _, sides = printed(desk, rework(desk))
    done = taken(desk, scanned.jpeg(scanned.scan(sides[0], Way(tilt=1))))
    decoded: list[int] = []
    coloured = ScannedPage.colour
    monkeypatch.setattr(ScannedPage, "colour", lambda page: (decoded.append(page.number), coloured(page))[1])
    assert len(filing.crops(desk, done.pages[0])) > 1
    assert decoded == [1]


def test_page_whose_main_mark_is_folded_away_is_known_by_the_second(desk: Desk) -> None:
    copy, sides = printed(desk, rework(desk))
    done = taken(desk, scanned.jpeg(scanned.scan(sides[0], Way(fold=1, fold_size=30, tilt=-2))), "折角.jpg")
    assert done.pages[0].copy is not None
    assert done.pages[0].copy.id == copy.id


def label(desk: Desk) -> int:
    return factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")


def tag(desk: Desk) -> int:
    record = factory.draft(desk, "hold_tag", factory.sample("hold_tag-cup"), by="qc")
    factory.take(desk, record, "hold", "qc")
    return record


def laid(*pictures: Image.Image, dpi: int = 300, seed: int = 3) -> bytes:
    """Labels on the glass of a scanner."""
    glass = scanned.on_glass(pictures, random.Random(seed))
    return scanned.jpeg(scanned.scan(glass, Way(dpi=dpi, tilt=2, noise=8)))


@pytest.mark.parametrize(("made", "slot"), [(label, "qc_check"), (tag, "inspector")])
def test_scanned_label_goes_to_its_own_copy_of_several_that_are_out(
    desk: Desk, made: Callable[[Desk], int], slot: str
) -> None:
    record = made(desk)
    (first, _), (copy, sides), (last, _) = (printed(desk, record) for _ in range(3))
    done = taken(desk, laid(signed(copy, sides[0], slot)), "标签.jpg")
    assert [(page.state, page.copy and page.copy.id) for page in done.pages] == [(FILED, copy.id)]
    verdicts = {box["slot"]: box["verdict"] for box in done.pages[0].said["boxes"]}
    assert verdicts.pop(slot) == "signed"
    assert set(verdicts.values()) <= {"empty"}
    assert [len(scan_list.of_copy(desk, one.id)) for one in (first, copy, last)] == [0, 1, 0]
    assert set(filing.crops(desk, done.pages[0])) == {slot, *verdicts}
    assert verifying.verify(desk) == []


@pytest.mark.parametrize("made", [label, tag])
def test_labels_of_one_run_on_one_glass_are_flagged(desk: Desk, made: Callable[[Desk], int]) -> None:
    copy, sides = printed(desk, made(desk))
    (page,) = taken(desk, laid(sides[0], sides[0]), "一版.jpg").pages
    assert (page.state, page.flag) == (FLAGGED, placing.SEVERAL)
    assert page.why == placing.LABELS.format(f"{copy.named}第 1 页")


def test_labels_of_two_samples_on_one_glass_are_flagged(desk: Desk) -> None:
    (one, ones), (other, others) = printed(desk, label(desk)), printed(desk, label(desk))
    (page,) = taken(desk, laid(ones[0], others[0]), "两枚.jpg").pages
    assert (page.state, page.flag) == (FLAGGED, placing.SEVERAL)
    assert page.why == placing.LABELS.format(f"{one.named}第 1 页、{other.named}第 1 页")


def test_two_sheets_side_by_side_are_both_named_and_offered_first(desk: Desk) -> None:
    (one, left), (other, right), _ = (printed(desk, rework(desk)) for _ in range(3))
    for at, sides in enumerate([(left[0], right[0]), (right[0], left[0])]):
        table = Image.new("L", (2 * left[0].width, left[0].height), 255)
        for place, side in enumerate(sides):
            table.paste(side, (place * left[0].width, 0))
        (page,) = taken(desk, scanned.jpeg(scanned.scan(table, Way(tilt=1, noise=8))), f"{at}.jpg").pages
        assert (page.flag, page.why) == (
            placing.SEVERAL, placing.STACKED.format(f"{one.named}第 1 页、{other.named}第 1 页")
        )  # fmt: skip
        assert [(guess.copy.id, guess.page) for guess in probable.likely(desk, page)] == [(one.id, 1), (other.id, 1)]


def test_label_printed_plain_is_flagged_where_a_marked_copy_is_out(desk: Desk) -> None:
    record = label(desk)
    printed(desk, record)
    plain = printing.record_print(desk, factory.shelf(), record)
    (picture,) = scanned.rendered(pdf.to_bytes(plain.sheets, plain.gallery))
    done = taken(desk, laid(picture), "普通打印.jpg")
    assert [(page.state, page.flag) for page in done.pages] == [(FLAGGED, placing.LABEL)]


def test_two_marks_of_different_copies_glued_on_one_page_are_flagged(desk: Desk) -> None:
    record = rework(desk)
    (_, sides), (_, others) = printed(desk, record), printed(desk, record)
    glued = sides[0].copy()
    corner = (0, glued.height - 400, 250, glued.height)
    glued.paste(others[0].crop(corner), corner[:2])
    done = taken(desk, scanned.jpeg(scanned.scan(glued, Way())), "拼页.jpg")
    assert [(page.state, page.flag) for page in done.pages] == [(FLAGGED, placing.SEVERAL)]


def test_same_file_is_not_even_read_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _, sides = printed(desk, rework(desk))
    content = scanned.jpeg(scanned.scan(sides[0], Way()))
    taken(desk, content)
    monkeypatch.setattr(filing, "pages", None)
    assert "同一个文件" in taken(desk, content, "又一次.jpg").before


def test_one_page_of_a_large_file_is_read_alone_and_drawn_by_one_process(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, sides = printed(desk, rework(desk))
    white = Image.new("L", (827, 1169), 255)
    done = taken(desk, scanned.as_pdf([white, white, scanned.scan(sides[0], Way())]))
    assert (done.pages[2].state, done.pages[2].copy and done.pages[2].copy.id) == (FILED, copy.id)
    begun: list[object] = []
    start = process.command
    monkeypatch.setattr(process, "command", lambda: (begun.append(0), start())[1])
    picture, straight = filing.laid(desk, done.pages[2], 75)
    assert (picture.mode, straight, len(begun)) == ("RGB", True, 1)
    assert (len(filing.crops(desk, done.pages[2])) > 1, len(begun)) == (True, 2)
    assert filing.crops(desk, done.pages[0]) == {}


def test_progress_is_told_and_a_stop_keeps_nothing(desk: Desk) -> None:
    white = Image.new("L", (827, 1169), 255)
    seen: list[tuple[int, int]] = []

    def told(so_far: filing.Reading) -> bool:
        """Of a page that takes long it is told again how far it was, of the first nothing."""
        if so_far.of and (so_far.page, so_far.of) not in seen:
            seen.append((so_far.page, so_far.of))
        return so_far.page < 2

    clerk, content = factory.seat(desk, "qc"), scanned.as_pdf([white] * 4)
    said = refusal(lambda: filing.take_bytes(clerk, content, "四页.pdf", told))
    assert (said, seen) == ("读到第 2 页停下了，“四页.pdf”没有收进来", [(1, 4), (2, 4)])
    assert nothing_kept(desk)


def nothing_kept(desk: Desk) -> bool:
    rows = desk.store.sql("SELECT (SELECT COUNT(*) FROM scan) + (SELECT COUNT(*) FROM attachment)")
    return rows[0][0] == 0 and papers.kept_files(desk) == []


def broken_pdf() -> bytes:
    return scanned.as_pdf([Image.new("L", (400, 600), 255)])[:300]


def locked_pdf() -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, encrypt="secret")
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def huge_png() -> bytes:
    made = io.BytesIO()
    Image.new("1", (30_000, 30_000), 1).save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: b"", "空文件"), ("这是一段文字，不是扫描件".encode, "不是图片也不是 PDF"),
        (broken_pdf, "损坏或不完整"), (locked_pdf, "有密码保护"), (huge_png, "的图太大"),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(40), "“单.pdf”"), (lambda: b"\xff\xd8\xff\xe0" + bytes(30), "“单.pdf”"),
    ],
)  # fmt: skip
def test_hostile_files_are_each_refused_in_their_own_sentence(desk: Desk, make: Callable[[], bytes], told: str) -> None:
    content = make()
    assert told in refusal(lambda: taken(desk, content, "单.pdf"))
    assert nothing_kept(desk)


def test_what_is_no_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    clerk = factory.seat(desk, "qc")
    assert refusal(lambda: filing.take_file(clerk, tmp_path)) == f"“{tmp_path.name}”是文件夹，请选里面的文件"
    assert "找不到文件" in refusal(lambda: filing.take_file(clerk, tmp_path / "没有.pdf"))
    assert "设备或管道" in refusal(lambda: filing.take_file(clerk, Path("/dev/zero")))
    large = tmp_path / "大.pdf"
    with large.open("wb") as file:
        file.truncate(filing.MOST_BYTES + 1)
    assert "一个文件至多 200 MB" in refusal(lambda: filing.take_file(clerk, large))
    assert nothing_kept(desk)


def test_pdf_with_a_script_is_taken_as_its_pages_and_says_so(desk: Desk) -> None:
    copy, sides = printed(desk, rework(desk))
    plain = scanned.as_pdf([scanned.scan(sides[0], Way())])
    script = plain.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")
    assert script != plain
    done = taken(desk, script, "脚本.pdf")
    assert done.pages[0].copy is not None
    assert done.pages[0].copy.id == copy.id
    assert done.pages[0].said["notes"] == ["含脚本（不会运行，只取页面）"]


WAYS = (
    Way(dpi=150, tilt=4, noise=12, quality=40), Way(dpi=200, tilt=-5, turn=2, paper=215), Way(dpi=300, turn=1, tilt=2),
    Way(keystone=0.03, shade=True, table=110, tilt=-2), Way(fold=1, fold_size=30, tilt=1), Way(turn=3, noise=20),
)  # fmt: skip


@pytest.mark.slow
def test_scans_of_every_form_in_one_file_are_filed_right_and_none_wrong(desk: Desk) -> None:
    """Through the database, each page by its own way, a blank back behind every third."""
    wanted: list[tuple[int, int] | None] = []
    sides: list[Image.Image] = []
    ways = itertools.cycle(WAYS)
    for form in scanned.HEADED:
        for copy, pictures in blanks_of(desk, form):
            for page, picture in enumerate(pictures, start=1):
                sides.append(scanned.scan(picture, replace(next(ways), seed=len(sides))))
                wanted.append((copy.id, page))
                if len(sides) % 3 == 0:
                    sides.append(scanned.blank_back(Way(noise=10, seed=len(sides))))
                    wanted.append(None)
    done = taken(desk, scanned.as_pdf(sides, quality=60))
    got = [(page.copy.id, page.sheet_page) if page.copy else None for page in done.pages]
    assert [(mine, theirs) for mine, theirs in zip(got, wanted, strict=True) if mine and mine != theirs] == []
    assert sum(mine == theirs for mine, theirs in zip(got, wanted, strict=True)) >= 0.99 * len(wanted)
    assert all(page.state == BLANK for page, theirs in zip(done.pages, wanted, strict=True) if theirs is None)
    assert verifying.verify(desk) == []


def blanks_of(desk: Desk, form: Form) -> Iterator[tuple[CopyView, tuple[Image.Image, ...]]]:
    """Numbered blank sheets for the shop floor; none of a form whose number waits for what is written on it."""
    if form.kind.prefixes[0]:
        return
    made = printing.numbered_blank_print(factory.seat(desk, "qc"), form, 2, "一车间")
    for copy, sheet in zip(made.copies, made.sheets, strict=True):
        yield copy, scanned.rendered(pdf.to_bytes([sheet], made.gallery))


@pytest.mark.slow
def test_two_thousand_pages_are_one_transaction_in_bounded_memory(desk: Desk) -> None:
    """The pages are small pictures: what is watched is that nothing adds up."""
    import resource

    copy, sides = printed(desk, rework(desk))
    front = scanned.jpeg(scanned.scan(sides[0], Way(dpi=150)), 40)
    document = pypdfium2.PdfDocument.new()
    for at in range(2000):
        page = document.new_page(*((595, 842) if at == 1234 else (120, 170)))
        if at == 1234:
            picture = pypdfium2.PdfImage.new(document)
            picture.load_jpeg(io.BytesIO(front), inline=True)
            picture.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
            page.insert_obj(picture)
            page.gen_content()
    made = io.BytesIO()
    document.save(made)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    done = taken(desk, made.getvalue(), "两千页.pdf")
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(done.pages) == 2000
    assert [page.page for page in done.pages if page.state == FILED] == [1235]
    assert [page.page for page in done.pages if page.state == FLAGGED] == []
    assert scan_list.of_copy(desk, copy.id)[0].page == 1235
    assert after - before < 200 * 1024
    with pytest.raises(NotFound):
        scan_list.get(desk, 2001)
