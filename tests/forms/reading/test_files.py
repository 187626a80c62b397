"""Files that are dropped on the desk: each that cannot be read has its own sentence, none takes the memory away."""

import io
import resource
import subprocess
import sys
import zlib
from pathlib import Path

import pypdfium2
import pytest
from handmade_pdf import of, of_page, stream
from PIL import Image

from forms.apart.drawing import MOST_OBJECTS
from forms.reading import crop, ink, pages, pdf_pages, read, scanned
from qcdesk.errors import Refused

GREY = Image.new("L", (400, 300), 220)


def saved(kind: str, picture: Image.Image = GREY, **more: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **more)
    return buffer.getvalue()


def pdf(count: int = 1, body: bytes = b"", catalog: bytes = b"") -> bytes:
    """Of empty pages, written by hand."""
    kids = b" ".join(b"%d 0 R" % (3 + at) for at in range(count))
    objects = [b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids)]
    return of([*objects, *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]" + body + b">>"] * count])


def refused(data: bytes, name: str = "扫描.pdf") -> str:
    with pytest.raises(Refused) as caught:
        list(pages(data, name))
    return caught.value.sentence


def huge_png(side: int = 30_000) -> bytes:
    """A PNG's head that claims so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + bytes((8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(side + 1)))
        + chunk(b"IEND", b"")
    )


def locked() -> bytes:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf())))
    writer.encrypt("owner", "user")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_each_kind_of_picture_and_every_page_of_it_is_taken() -> None:
    for kind in ("JPEG", "PNG", "TIFF"):
        (page,) = pages(saved(kind), "a")
        assert (page.number, page.grey.mode, page.grey.size) == (1, "L", GREY.size)
        assert page.colour().mode == "RGB"
        assert page.colour().size == page.grey.size
    fax = [Image.new("1", (800, 600), at % 2) for at in range(3)]
    found = list(pages(saved("TIFF", fax[0], save_all=True, append_images=fax[1:]), "传真.tif"))
    assert [page.number for page in found] == [1, 2, 3]
    assert [page.grey.getpixel((5, 5)) for page in found] == [0, 255, 0]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "I;16", "CMYK"])
def test_pictures_of_every_sort_become_grey(mode: str) -> None:
    picture = Image.new(mode, (60, 50))
    (page,) = pages(saved("TIFF" if mode in ("CMYK", "I;16") else "PNG", picture), "a")
    assert page.grey.mode == "L"
    assert page.colour().mode == "RGB"


def test_nothing_is_decoded_before_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "两千页.pdf"
    file.write_bytes(pdf(2000))
    found = pages(file, file.name)
    assert next(found).number == 1
    assert next(found).number == 2
    found.close()  # type: ignore[attr-defined]


def test_an_empty_file_and_one_that_is_no_picture_are_told_apart() -> None:
    assert "空文件" in refused(b"")
    assert "只认 PDF、JPG、PNG、TIFF" in refused("我不是图片".encode() * 100)
    assert "只认" in refused(b"GIF89a" + bytes(50))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="读不出来"):
        list(pages(tmp_path / "没有.jpg", "没有.jpg"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_picture_that_breaks_off_is_damaged(kind: str) -> None:
    whole = saved(kind, Image.effect_noise((900, 700), 90))
    assert "损坏或不完整" in refused(whole[: len(whole) // 2], "半张")


def test_a_picture_of_thirty_thousand_by_thirty_thousand_is_refused_before_it_is_decoded() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "太大" in refused(huge_png(), "大.png")
    assert "5000 万像素" in refused(huge_png(8_000), "大.png")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


def test_a_fine_scan_comes_down_to_its_working_size() -> None:
    for kind in ("JPEG", "PNG"):
        (page,) = pages(saved(kind, Image.new("L", (4960, 7016), 255)), "600dpi")
        assert page.grey.width * page.grey.height <= scanned.WORKING_PIXELS
        assert page.colour().size == page.grey.size


def test_a_broken_pdf_and_a_locked_one_are_told_apart() -> None:
    assert "损坏或不完整" in refused(b"%PDF-1.7\n" + b"nothing that would be a page" * 40)
    assert "密码" in refused(locked())


def test_a_pdf_without_pages_is_damaged() -> None:
    assert "损坏" in refused(pdf(0))


def test_a_file_of_more_pages_than_may_be_is_refused_before_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pdf_pages, scanned):
        monkeypatch.setattr(module, "MOST_PAGES", 2)
    thick = saved("TIFF", GREY, save_all=True, append_images=[GREY] * 2)
    for data in (pdf(3), thick):
        assert refused(data, "厚") == "“厚”有 3 页，一个文件至多 2 页，请分开扫描"
    assert len(list(pages(pdf(2), "薄"))) == 2


def test_a_pdf_s_script_is_told_and_never_run() -> None:
    script = b"/OpenAction<</S/JavaScript/JS(app.alert\\('x'\\);this.closeDoc\\(\\);)>>"
    (page,) = pages(pdf(catalog=script), "脚本.pdf")
    assert any("含脚本" in note for note in page.notes)
    (plain,) = pages(pdf(), "无脚本.pdf")
    assert plain.notes == ()


def test_a_script_in_the_document_s_own_list_is_told_as_well() -> None:
    named = b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.beep\\(\\);)>>]>>>>"
    (page,) = pages(pdf(catalog=named), "脚本.pdf")
    assert page.notes == ("含脚本（不会运行，只取页面）",)


def test_a_page_that_the_file_names_and_does_not_hold_is_damaged() -> None:
    lost = pdf(2).replace(b"Kids[3 0 R 4 0 R]", b"Kids[3 0 R 9 0 R]")
    assert refused(lost) == scanned.broken("扫描.pdf", 2)


def test_the_pdf_library_has_no_engine_for_scripts() -> None:
    assert not {"V8", "XFA"} & set(pypdfium2.PDFIUM_INFO.flags)


def test_a_pdf_s_page_that_holds_a_giant_picture_is_refused_before_it_is_drawn() -> None:
    giant = b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/ColorSpace/DeviceGray/BitsPerComponent 8"
    assert "太大" in refused(pdf_with_picture(giant))


def pdf_with_picture(words: bytes) -> bytes:
    return of_page(stream(b"q 595 0 0 842 0 0 cm /A Do Q"), b"/XObject<</A 5 0 R>>", stream(b"", words))


def test_a_giant_mask_is_refused_though_its_picture_is_small(tmp_path: Path) -> None:
    """Nothing on the page itself names it."""
    small = b"/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/SMask 6 0 R"
    data = pdf_with_picture(small) + b"\n6 0 obj<</Subtype/Image/Height 30000/Width 30000/Length 0>>stream\n"
    file = tmp_path / "扫描.pdf"
    file.write_bytes(data)
    for source in (data, file):
        with pytest.raises(Refused, match="30000×30000"):
            list(pages(source, "扫描.pdf"))


def drawing(lines: int) -> bytes:
    return of_page(stream(b"0 0 m 500 800 l S\n" * lines))


def test_a_page_of_a_hundred_thousand_lines_is_refused_before_it_is_drawn() -> None:
    assert "东西太多" in refused(drawing(MOST_OBJECTS + 1))


PEAKS = {"L.png": "PNG", "RGBA.png": "PNG", "LA.tif": "TIFF", "CMYK.jpg": "JPEG"}
MOST_MEGABYTES = 320


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="asks Linux for the peak")
@pytest.mark.parametrize("name", PEAKS)
def test_the_largest_picture_of_each_sort_stays_below_what_is_said(name: str, tmp_path: Path) -> None:
    """In a process of its own: the page read in grey and once more in its colours."""
    file = tmp_path / name
    kind = PEAKS[name]
    more = {"compress_level": 1} if kind == "PNG" else {"compression": "packbits"} if kind == "TIFF" else {}
    Image.new(name.split(".", maxsplit=1)[0], (7070, 7070)).save(file, kind, **more)
    work = (
        "import sys; from pathlib import Path; from forms.reading import pages\n"
        "def said(word):\n"
        "    return next(int(line.split()[1]) for line in open('/proc/self/status') if line.startswith(word))\n"
        "before = said('VmRSS')\n"
        "for page in pages(Path(sys.argv[1]), 'x'): page.colour()\n"
        "print((said('VmHWM') - before) // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", work, str(file)], capture_output=True, text=True, check=True)
    assert int(done.stdout) < MOST_MEGABYTES


@pytest.mark.parametrize("how", [{"progressive": True}, {}])
def test_what_its_decoder_would_hold_whole_is_refused_by_its_head(how: dict[str, bool]) -> None:
    """A progressive JPEG, a TIFF of one strip."""
    picture = Image.new("CMYK", (6000, 6000))
    data = (
        saved("JPEG", picture, progressive=True, subsampling=0)
        if how
        else saved("TIFF", picture, compression="tiff_lzw", tiffinfo={278: 6000})
    )
    assert "占内存" in refused(data, "重.tif")


def test_pages_of_other_sizes_and_sorts_follow_each_other_in_one_tiff() -> None:
    others = [Image.new("RGB", (400, 300), "red"), Image.new("L", (90, 700), 7), Image.new("L", (90, 700), 200)]
    found = list(pages(saved("TIFF", GREY, save_all=True, append_images=others), "杂.tif"))
    assert [page.grey.size for page in found] == [GREY.size, (400, 300), (90, 700), (90, 700)]
    assert [page.grey.getpixel((5, 5)) for page in found] == [220, 76, 7, 200]
    assert found[1].colour().getpixel((5, 5)) == (255, 0, 0)


def test_a_page_as_large_as_a_hall_is_drawn_small() -> None:
    (page,) = pages(pdf(body=b"/UserUnit 1").replace(b"[0 0 595 842]", b"[0 0 14400 14400]"[:17]), "大厅.pdf")
    assert page.grey.width * page.grey.height <= scanned.WORKING_PIXELS


@pytest.mark.slow
def test_two_thousand_pages_are_read_in_bounded_memory(tmp_path: Path) -> None:
    """In a process of its own, whose peak is then known."""
    file = tmp_path / "两千页.pdf"
    file.write_bytes(pdf(2000))
    work = (
        "import resource, sys; from forms.reading import pages, read\n"
        "found = pages(sys.argv[1], 'x'); read(next(found))\n"
        "first = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "count = 1 + sum(1 for page in found)\n"
        "print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - first)"
    )
    done = subprocess.run([sys.executable, "-c", work, str(file)], capture_output=True, text=True, check=True)
    count, grown = map(int, done.stdout.split())
    assert count == 2000
    assert grown < 60_000


def test_a_box_is_not_cut_from_a_page_that_nobody_knows() -> None:
    (page,) = pages(saved("PNG"), "a")
    found = read(page)
    box = {"slot": "a", "label": "审核", "x": 0, "y": 0, "w": 1000, "h": 500, "printed": []}
    for judge in (crop, ink):
        with pytest.raises(Refused, match="还没有对上"):
            judge(found, box)
