"""A person's own signature or seal: lifted off its paper, his alone, and kept as it was by what was signed with it."""

import io
from functools import cache

import factory
import inked
import pytest
from PIL import Image
from refusals import refusal

from qcdesk.desk import Desk
from qcdesk.services.basics import hands, pins
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying


def lifted(photo: bytes) -> Image.Image:
    return Image.open(io.BytesIO(hands.from_photo(photo)))


def clear_share(picture: Image.Image) -> float:
    counts = picture.getchannel("A").histogram()
    return counts[0] / sum(counts)


def ink_of(picture: Image.Image) -> tuple[int, int, int]:
    """The mean colour of the full strokes."""
    pixels = zip(*(band.tobytes() for band in picture.split()), strict=True)
    full = [pixel for pixel in pixels if pixel[3] > 200]
    red, green, blue = (sum(pixel[at] for pixel in full) // len(full) for at in range(3))
    return red, green, blue


def own(desk: Desk, login: str, colour: tuple[int, int, int] = inked.BLUE) -> Desk:
    """The person with a signature of his own, at the desk."""
    seated = factory.seat(desk, login)
    hands.set_own(seated, hands.SIGNATURE, written(colour), Proof(login))
    return seated


@cache
def written(colour: tuple[int, int, int]) -> bytes:
    return hands.from_photo(inked.photographed(inked.written(colour), noise=0))


@pytest.mark.parametrize(
    ("light", "noise", "shadow"), [(1.0, 0, False), (0.45, 6, False), (0.3, 14, False), (0.45, 6, True)]
)
@pytest.mark.parametrize("colour", [inked.BLUE, inked.BLACK, (140, 140, 150)])
def test_strokes_stand_alone_whatever_the_light_on_the_paper(
    colour: tuple[int, int, int], light: float, noise: int, shadow: bool
) -> None:
    found = lifted(inked.photographed(inked.written(colour), light=light, noise=noise, shadow=shadow))
    assert found.mode == "RGBA"
    assert found.width <= 600
    assert found.height <= 200
    assert 2 < found.width / found.height < 3.5, "cropped to the strokes"
    assert clear_share(found) > 0.7


@pytest.mark.parametrize("solid", [False, True])
@pytest.mark.parametrize("tight", [False, True])
def test_a_red_seal_keeps_its_red_and_its_ground(solid: bool, tight: bool) -> None:
    paper = inked.sealed(solid)
    found = lifted(inked.photographed(paper.crop((360, 170, 840, 630)) if tight else paper))
    red, green, blue = ink_of(found)
    assert red > 150
    assert green < 90
    assert blue < 90
    middle = found.getpixel((round(found.width * 0.28), round(found.height * 0.3)))
    assert isinstance(middle, tuple)
    assert (middle[3] > 200) is solid


def test_the_table_around_the_paper_is_left_out() -> None:
    table = Image.new("RGB", inked.SIZE, (70, 50, 30))
    table.paste(inked.written().crop((150, 150, 1050, 650)), (150, 150))
    found = lifted(inked.photographed(table))
    red, _, blue = ink_of(found)
    assert blue > red + 40
    assert 2 < found.width / found.height < 3.5


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        (Image.new("RGB", inked.SIZE, "white"), "照片里没有找到签名或印章"),
        (Image.new("RGBA", (300, 100), (0, 0, 0, 0)), "这里还是空白的"),
    ],
)
def test_an_empty_picture_is_refused(paper: Image.Image, said: str) -> None:
    buffer = io.BytesIO()
    paper.save(buffer, "PNG")
    assert refusal(lambda: hands.from_photo(buffer.getvalue())).startswith(said)


def test_what_is_no_picture_is_refused() -> None:
    assert "不是图片" in refusal(lambda: hands.from_photo(b"%PDF-1.7", "签名.pdf"))


def test_clear_ground_is_left_as_it_is() -> None:
    drawn = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    drawn.paste((10, 20, 30, 255), (100, 80, 300, 100))
    buffer = io.BytesIO()
    drawn.save(buffer, "PNG")
    found = lifted(buffer.getvalue())
    assert found.size == (200 + 2 * hands.AROUND, 20 + 2 * hands.AROUND)
    assert ink_of(found) == (10, 20, 30)


def test_what_was_signed_keeps_the_picture_of_that_time(desk: Desk) -> None:
    own(desk, "qc")
    first = hands.picture_of(desk, "qc")
    record = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    own(desk, "qc", inked.BLACK)
    signed = records.get(desk, record).signatures[0]
    assert first
    assert signed.picture == first != hands.picture_of(desk, "qc")
    assert signed.sound
    hands.take_away(factory.seat(desk, "qc"), "qc", Proof("qc"))
    assert hands.picture_of(desk, "qc") is None
    assert records.get(desk, record).signatures[0].picture == first
    factory.take(desk, record, "review")
    assert records.get(desk, record).signatures[1].picture == ""
    assert verifying.verify(desk) == []


def test_nobody_gives_another_a_signature_and_an_administrator_only_takes_it_away(desk: Desk) -> None:
    seated, png = own(desk, "qc"), written(inked.BLUE)
    assert refusal(lambda: hands.set_own(seated, hands.SEAL, png, Proof("qcmgr"))).startswith("PIN 是别人的")
    lead = factory.seat(desk, "qcmgr")
    assert refusal(lambda: hands.take_away(lead, "qc", Proof("qcmgr"))) == "要由系统管理员操作"
    hands.take_away(factory.seat(desk, "admin"), "qc", pins.prove(desk, "admin", factory.PIN))
    assert hands.form_of(desk, "qc") == ""
    assert hands.png_of(desk, "qc") is None
    assert refusal(lambda: hands.take_away(seated, "qc", Proof("qc"))).endswith("没有签名样式")
    assert "样式只有" in refusal(lambda: hands.set_own(seated, "stamp", png, Proof("qc")))
