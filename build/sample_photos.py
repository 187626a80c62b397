"""Draw the sample factory's photos: plainly synthetic pictures of parts, so that no real goods are shown.

python3 build/sample_photos.py
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
TARGET = RESOURCES / "sample" / "photos"
SIZE = (1280, 960)
QUALITY = 82
MOST_BYTES = 120_000

BENCH = ((214, 219, 222), (178, 186, 191))
STEEL, DARK_STEEL, EDGE = (150, 158, 166), (98, 106, 114), (52, 58, 64)
PLASTIC, AMBER, WHITE, CARTON = (44, 48, 52), (226, 142, 38), (240, 240, 236), (190, 150, 104)
RED = (200, 40, 40)

Painter = Callable[[ImageDraw.ImageDraw], None]


@dataclass(frozen=True)
class Photo:
    """`ring` is the centre and radius of the red circle around the defect."""

    name: str
    caption: str
    ring: tuple[int, int, int]
    paint: Painter


def bench() -> Image.Image:
    """Give an empty work surface, a little darker to the bottom."""
    (r0, g0, b0), (r1, g1, b1) = BENCH
    image = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(image)
    for y in range(SIZE[1]):
        part = y / SIZE[1]
        shade = (int(r0 + (r1 - r0) * part), int(g0 + (g1 - g0) * part), int(b0 + (b1 - b0) * part))
        draw.line(((0, y), (SIZE[0], y)), fill=shade)
    return image


def thread(draw: ImageDraw.ImageDraw, left: int, right: int, top: int, bottom: int) -> None:
    """Draw a threaded length of a shaft lying across the picture."""
    draw.rectangle((left, top, right, bottom), fill=STEEL, outline=EDGE, width=3)
    for x in range(left + 8, right - 6, 14):
        draw.line(((x, top), (x + 10, bottom)), fill=DARK_STEEL, width=4)


def broken_spindle(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((150, 430, 560, 530), fill=STEEL, outline=EDGE, width=3)
    draw.polygon(((560, 430), (590, 455), (566, 480), (596, 505), (560, 530)), fill=DARK_STEEL, outline=EDGE)
    draw.polygon(((690, 430), (716, 452), (694, 482), (722, 508), (690, 530)), fill=DARK_STEEL, outline=EDGE)
    thread(draw, 716, 1060, 425, 535)
    draw.rectangle((90, 400, 160, 560), fill=DARK_STEEL, outline=EDGE, width=3)


def fracture_face(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse((390, 230, 890, 730), fill=STEEL, outline=EDGE, width=5)
    for step in range(8):
        radius = 60 + step * 40
        draw.arc((420 - radius, 600 - radius, 420 + radius, 600 + radius), 285, 8, fill=DARK_STEEL, width=4)
    draw.chord((390, 230, 890, 730), 285, 30, fill=(120, 124, 130), outline=EDGE)


def pedal(draw: ImageDraw.ImageDraw) -> None:
    draw.rounded_rectangle((330, 270, 980, 690), 46, fill=PLASTIC, outline=EDGE, width=4)
    draw.rounded_rectangle((400, 340, 610, 620), 20, fill=BENCH[1])
    draw.rounded_rectangle((700, 340, 910, 620), 20, fill=BENCH[1])
    thread(draw, 150, 330, 450, 510)
    for top, colour in ((240, AMBER), (662, AMBER)):
        draw.rounded_rectangle((470, top, 840, top + 58), 10, fill=colour, outline=EDGE, width=3)
        for x in range(490, 830, 24):
            draw.line(((x, top + 6), (x, top + 52)), fill=(250, 190, 90), width=2)


def cup(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse((320, 160, 960, 800), fill=PLASTIC, outline=EDGE, width=5)
    for angle in range(0, 360, 15):
        x, y = 640 + 300 * math.cos(math.radians(angle)), 480 + 300 * math.sin(math.radians(angle))
        draw.ellipse((x - 13, y - 13, x + 13, y + 13), fill=BENCH[0])
    draw.ellipse((420, 260, 860, 700), fill=DARK_STEEL, outline=EDGE, width=4)
    draw.ellipse((500, 340, 780, 620), fill=BENCH[1], outline=EDGE, width=4)
    draw.arc((440, 280, 840, 680), 200, 320, fill=(168, 92, 50), width=14)


def caliper(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((120, 240, 1160, 320), fill=STEEL, outline=EDGE, width=3)
    for mark in range(101):
        tall = 34 if mark % 10 == 0 else 18
        draw.line(((140 + mark * 10, 320), (140 + mark * 10, 320 - tall)), fill=EDGE, width=2)
    draw.polygon(((170, 320), (260, 320), (260, 640), (230, 640)), fill=STEEL, outline=EDGE)
    draw.polygon(((640, 320), (730, 320), (672, 640), (640, 640)), fill=STEEL, outline=EDGE)
    draw.rectangle((262, 520, 638, 600), fill=DARK_STEEL, outline=EDGE, width=3)
    draw.rounded_rectangle((700, 180, 1010, 320), 14, fill=(58, 64, 70), outline=EDGE, width=3)
    draw.rectangle((730, 205, 980, 285), fill=(198, 212, 190))
    draw.text((752, 208), "37.42 mm", font=lettering(46), fill=EDGE)


def carton(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon(((260, 330), (760, 400), (760, 800), (260, 720)), fill=CARTON, outline=EDGE)
    draw.polygon(((760, 400), (1040, 320), (1040, 700), (760, 800)), fill=(166, 128, 86), outline=EDGE)
    draw.polygon(((260, 330), (540, 260), (1040, 320), (760, 400)), fill=(208, 170, 124), outline=EDGE)
    draw.polygon(((720, 640), (800, 620), (786, 730), (730, 750)), fill=(92, 66, 40), outline=EDGE)
    draw.rectangle((330, 450, 620, 630), fill=WHITE, outline=EDGE, width=3)
    draw.multiline_text((348, 464), "S/M: SAMPLE\nC/NO. 14\nQTY 50", font=lettering(36), fill=EDGE, spacing=8)


PHOTOS = (
    Photo("spindle-broken", "芯轴断裂 左脚 FP-873", (640, 480, 130), broken_spindle),
    Photo("spindle-fracture", "断口 起裂点在 R 角", (430, 610, 90), fracture_face),
    Photo("reflector-amber", "反光片两面均为琥珀色 FP-612", (655, 270, 110), pedal),
    Photo("cup-plating", "碗件滚道镀层起皮 CUP-L37", (640, 300, 120), cup),
    Photo("length-short", "总长测量 标准 37.80±0.15", (855, 245, 190), caliper),
    Photo("carton-torn", "纸箱角破损 箱号 14", (765, 690, 110), carton),
)


def lettering(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(RESOURCES / "fonts" / "QCDeskSans.ttf", size)


def take(photo: Photo) -> Image.Image:
    """Give the picture of one part, with its caption and the word that it is a drawing."""
    image = bench()
    draw = ImageDraw.Draw(image)
    photo.paint(draw)
    x, y, radius = photo.ring
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=RED, width=6)
    draw.rectangle((0, SIZE[1] - 84, SIZE[0], SIZE[1]), fill=(38, 44, 50))
    draw.text((30, SIZE[1] - 70), photo.caption, font=lettering(42), fill=WHITE)
    draw.text((SIZE[0] - 30, 26), "样例图 · 非实物", font=lettering(38), fill=DARK_STEEL, anchor="ra")
    return image


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for photo in PHOTOS:
        file = TARGET / f"{photo.name}.jpg"
        take(photo).save(file, quality=QUALITY, optimize=True)
        size = file.stat().st_size
        if size > MOST_BYTES:
            raise SystemExit(f"{file.name}: {size} bytes, more than {MOST_BYTES}")
        print(f"{file.name}: {size} bytes")


if __name__ == "__main__":
    main()
