"""Pictures whose bytes are not what they say: each is a damaged file with its sentence, never an error of ours."""

import io
import random
import struct
from contextlib import suppress

import pytest
from PIL import Image

from forms.reading import pages
from qcdesk.errors import Refused

SHADED = Image.linear_gradient("L").resize((120, 90))


def saved(kind: str, **how: object) -> bytes:
    buffer = io.BytesIO()
    SHADED.save(buffer, kind, **how)
    return buffer.getvalue()


FILES = {
    "照片.jpg": saved("JPEG", progressive=True),
    "截图.png": saved("PNG"),
    "扫描.tif": saved("TIFF", save_all=True, append_images=[SHADED]),
    "压缩.tif": saved("TIFF", compression="tiff_lzw"),
}


def replaced(content: bytes, old: bytes, new: bytes) -> bytes:
    at = content.rindex(old)
    return content[:at] + new + content[at + len(old) :]


def with_a_fault(content: bytes, chance: random.Random) -> bytes:
    """Most of a picture's bytes are its colours: faults lie in its head and, for a TIFF, in its last table."""
    near = chance.randrange(min(200, len(content)))
    at = chance.choice((near, len(content) - 1 - near))
    if chance.random() < 0.5:
        return content[:at] + bytes((content[at] ^ chance.randrange(1, 256),)) + content[at + 1 :]
    return content[:at] + content[at + chance.randrange(1, 9) :]


@pytest.mark.parametrize("name", FILES)
def test_whatever_is_wrong_with_a_picture_it_is_read_or_refused(name: str) -> None:
    chance, told = random.Random(7), set()
    for _ in range(150):
        try:
            for page in pages(with_a_fault(FILES[name], chance), name):
                page.colour()
        except Refused as error:
            told.add(error.sentence)
    assert told
    assert all(sentence.startswith(f"“{name}”") for sentence in told)


def test_a_jpeg_whose_colours_have_no_size_is_damaged() -> None:
    """Its sampling says 0 by 0, by which the weight of the picture would be divided."""
    content = saved("JPEG", progressive=True)
    assert sentence(replaced(content, b"\x01\x01\x11\x00", b"\x01\x01\x00\x00")).startswith("“图”第 1 页损坏")


def test_a_tiff_whose_second_page_has_no_width_is_damaged() -> None:
    content, width = FILES["扫描.tif"], struct.pack("<HHL", 256, 4, 1)
    assert sentence(replaced(content, width, struct.pack("<HHL", 99, 4, 1))).startswith("“图”损坏")


def test_what_the_decoder_finds_odd_is_not_told_in_its_own_words(recwarn: pytest.WarningsRecorder) -> None:
    chance = random.Random(7)
    for _ in range(150):
        with suppress(Refused):
            list(pages(with_a_fault(FILES["扫描.tif"], chance), "图"))
    assert [str(one.message) for one in recwarn] == []


def sentence(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        list(pages(content, "图"))
    return caught.value.sentence
