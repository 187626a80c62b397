"""Prints of numbered copies, signed with a drawn pen and scanned as offices do it: all simulated, with fixed seeds."""

import io
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import paper
import pypdfium2
from on_paper import DOTS, SOURCE_DPI, noisy, written
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from forms import pdf
from forms.grid import Form
from forms.lay import lay
from forms.reading.plane import perspective
from forms.sheet import CopyMark, LaidSheet
from forms.sign_boxes import boxes
from qcdesk.copy_codes import CopyCode

OFFICE = "7K3M9Q"
DIGEST = "a1b2c3d4" + "0" * 56
PRINTED_AT = "2026-11-22T09:30:00.123Z"
HEADED = tuple(form for form in paper.FORMS if form.paper.head)
LITTLE_BLUR = 0.65
LABELS = tuple(form for form in paper.FORMS if not form.paper.head)


@dataclass(frozen=True, eq=False)
class Printed:
    """A copy on paper: a picture of 300 dpi for each page, and the geometry that is stored with it."""

    sheet: LaidSheet
    code: CopyCode
    pages: tuple[Image.Image, ...]
    geometry: list[Any]


@dataclass(frozen=True)
class Way:
    """How one page gets into the machine. `tilt` in degrees, `turn` in quarters, `keystone` as a part of the page's
    sides, `fold` a corner from 0 (top left) clockwise, `table` the grey around the page."""

    dpi: int = 200
    tilt: float = 0.0
    turn: int = 0
    keystone: float = 0.0
    fold: int | None = None
    fold_size: float = 22.0
    noise: int = 0
    paper: int = 255
    ink: int = 15
    shade: bool = False
    quality: int = 75
    blur: float = 0.5
    table: int = 255
    seed: int = 1


def copy_of(form: Form, number: int = 1, lang: str = "zh", sign: bool = False, values: Any = None) -> LaidSheet:
    """A laid sheet marked as a copy."""
    record = replace(paper.record(form, values, sign=sign), id=1000 + number)
    code = CopyCode(OFFICE, record.id, 0, 1 + number % 3, 40 + number, DIGEST, PRINTED_AT)
    said = f"第{code.position}份" + (" 重印" if code.position > 1 else "")
    return replace(lay(form, record, paper.OFFICE, lang), copy=CopyMark(code, said))


def rendered(data: bytes, dpi: int = SOURCE_DPI) -> tuple[Image.Image, ...]:
    with pypdfium2.PdfDocument(data) as document:
        return tuple(page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document)


@cache
def printed(form: Form, number: int = 1, lang: str = "zh", sign: bool = False) -> Printed:
    sheet = copy_of(form, number, lang, sign)
    assert sheet.copy is not None
    return Printed(sheet, sheet.copy.code, rendered(pdf.to_bytes([sheet])), boxes(sheet))


def on_glass(pictures: Sequence[Image.Image], drawn: random.Random) -> Image.Image:
    """Labels somewhere on a scanner's glass, each in a strip of its own: small prints on white A4."""
    glass, strip = Image.new("L", (round(210 * DOTS), round(297 * DOTS)), 255), 297 / len(pictures)
    for at, picture in enumerate(pictures):
        spare = min(190.0, strip * 0.95) - picture.height / DOTS
        right, down = drawn.uniform(4, 200 - picture.width / DOTS), at * strip + drawn.uniform(4, spare)
        glass.paste(picture, (round(right * DOTS), round(down * DOTS)))
    return glass


def scrawl(picture: Image.Image, box: dict[str, Any], drawn: random.Random) -> None:
    """A name written with a thin pen somewhere in the box, now and then over its rules."""
    x, y, w, h = (box[side] / 100 * DOTS for side in "xywh")
    draw = ImageDraw.Draw(picture)
    wide = min(w * 0.8, drawn.uniform(14, 28) * DOTS)
    high = min(h * 0.85, drawn.uniform(4.5, 8) * DOTS)
    left, middle = x + (w - wide) * drawn.random(), y + h / 2
    points = written(left, middle, wide, high, drawn.uniform(3, 6), drawn)
    shade, pen = drawn.choice((20, 55, 85, 105)), max(2, round(drawn.uniform(0.25, 0.5) * DOTS))
    draw.line(points, fill=shade, width=pen, joint="curve")


def folded(picture: Image.Image, corner: int, size: float, table: int) -> Image.Image:
    """A corner bent over: what it bore is gone, its white back covers as much beside it."""
    page, draw_size = picture.copy(), size * DOTS
    draw = ImageDraw.Draw(page)
    w, h = page.size
    x, y = ((0, 0), (w, 0), (w, h), (0, h))[corner]
    sx, sy = (1 if x == 0 else -1), (1 if y == 0 else -1)
    a, b = (x + sx * draw_size, y), (x, y + sy * draw_size)
    draw.polygon([(x, y), a, b], fill=table)
    draw.polygon([a, b, (x + sx * draw_size, y + sy * draw_size)], fill=243)
    draw.line([a, b], fill=190, width=3)
    return page


def scan(picture: Image.Image, way: Way) -> Image.Image:
    """The page as the machine sees it, in grey."""
    drawn = random.Random(way.seed)
    page = folded(picture, way.fold, way.fold_size, way.table) if way.fold is not None else picture
    if way.dpi <= SOURCE_DPI // 2:
        page = page.reduce(2)
    seen = _laid(page, way, page.width / picture.width * SOURCE_DPI, drawn)
    if way.blur:
        seen = blurred(seen, way.blur * way.dpi / 200)
    seen = seen.point([round(way.ink + (way.paper - way.ink) * value / 255) for value in range(256)])
    if way.shade:
        slope = Image.linear_gradient("L").point([165 + value * 90 // 255 for value in range(256)])
        seen = ImageChops.multiply(seen, slope.rotate(90 * drawn.randrange(4)).resize(seen.size))
    return noisy(seen, way.noise, drawn) if way.noise else seen


def blurred(seen: Image.Image, sigma: float) -> Image.Image:
    """By the lens; where that is little, only the dots beside each other have a part in it."""
    if sigma > LITTLE_BLUR:
        return seen.filter(ImageFilter.GaussianBlur(sigma))
    beside = math.exp(-1 / (2 * sigma**2))
    weights = (beside, 1.0, beside)
    return seen.filter(ImageFilter.Kernel((3, 3), [one * other for one in weights for other in weights]))


def _laid(page: Image.Image, way: Way, dpi: float, drawn: random.Random) -> Image.Image:
    w, h = page.size
    scale = way.dpi / dpi
    turned = math.radians(way.tilt + 90 * way.turn)
    cos, sin = math.cos(turned), math.sin(turned)
    corners = [(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)]
    pulled = [
        (x + drawn.uniform(-1, 1) * way.keystone * w, y + drawn.uniform(-1, 1) * way.keystone * h) for x, y in corners
    ]
    spots = [(scale * (x * cos - y * sin), scale * (x * sin + y * cos)) for x, y in pulled]
    left, top = min(x for x, _ in spots) - 4, min(y for _, y in spots) - 4
    spots = [(x - left, y - top) for x, y in spots]
    size = int(max(x for x, _ in spots)) + 4, int(max(y for _, y in spots)) + 4
    plane = perspective(spots, corners)
    assert plane is not None
    how, numbers = Image.Transform.PERSPECTIVE, plane.numbers
    if not way.keystone:
        how, numbers = Image.Transform.AFFINE, plane.numbers[:6]
    return page.transform(size, how, numbers, Image.Resampling.BILINEAR, fillcolor=way.table)


def jpeg(seen: Image.Image, quality: int = 75) -> bytes:
    buffer = io.BytesIO()
    seen.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def as_pdf(pictures: Sequence[Image.Image], dpi: int = 200, quality: int = 75) -> bytes:
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", save_all=True, append_images=list(pictures[1:]), resolution=dpi, quality=quality)
    return buffer.getvalue()


def blank_back(way: Way) -> Image.Image:
    """The white back of an A4 sheet."""
    return scan(Image.new("L", (round(210 * DOTS), round(297 * DOTS)), 255), way)
