"""Pages without a code: backs of sheets as scanners see them, and faint sheets that somebody must look at."""

import random
from collections.abc import Callable, Iterator
from functools import cache

import scanned
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps
from scanned import DOTS, Way

A4 = (round(210 * DOTS), round(297 * DOTS))
SPREAD = 0.35
"""Millimetres by which paper spreads what shows through it."""

Page = tuple[str, Image.Image, Way]


def white() -> Image.Image:
    return Image.new("L", A4, 255)


def faint(picture: Image.Image, part: float) -> Image.Image:
    """With only that part of its contrast."""
    return picture.point([round(255 - (255 - value) * part) for value in range(256)])


def shown_through(at: int, part: float) -> Image.Image:
    """The back of a printed sheet: its front as the paper lets it through, dulled."""
    return faint(spread(at), part)


@cache
def spread(at: int) -> Image.Image:
    """A front mirrored and spread by the paper."""
    return ImageOps.mirror(front(at)).filter(ImageFilter.GaussianBlur(SPREAD * DOTS))


def bordered(picture: Image.Image) -> Image.Image:
    """The scanner's lid, black, on two sides, and a shadow that falls from the page's edge."""
    page = picture.copy()
    shadow = Image.linear_gradient("L").resize((A4[0], round(12 * DOTS)))
    shadow = shadow.point([round(150 + value * 105 / 255) for value in range(256)])
    page.paste(ImageChops.multiply(page.crop((0, 0, *shadow.size)), shadow), (0, 0))
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, round(4 * DOTS), A4[1]), 20)
    draw.polygon([(A4[0], 0), (A4[0] - round(6 * DOTS), 0), (A4[0], A4[1])], 20)
    return page


def punched(picture: Image.Image) -> Image.Image:
    page = picture.copy()
    draw = ImageDraw.Draw(page)
    for down in (108.5, 188.5):
        x, y, r = 12 * DOTS, down * DOTS, 3 * DOTS
        draw.ellipse((x - r, y - r, x + r, y + r), fill=25)
    return page


def creased(picture: Image.Image) -> Image.Image:
    """Folded once and laid flat: light on one side, dark on the other."""
    return ImageChops.multiply(picture, crease())


@cache
def crease() -> Image.Image:
    drawn = Image.new("L", A4, 255)
    ImageDraw.Draw(drawn).line((0, A4[1] // 2, A4[0], A4[1] // 2 + 40), fill=222, width=round(0.8 * DOTS))
    return drawn.filter(ImageFilter.GaussianBlur(0.4 * DOTS))


def specked(picture: Image.Image, count: int, drawn: random.Random) -> Image.Image:
    """With dust that lies on the glass."""
    page = picture.copy()
    draw = ImageDraw.Draw(page)
    for _ in range(count):
        x, y, r = drawn.uniform(0, A4[0]), drawn.uniform(0, A4[1]), drawn.uniform(0.05, 0.25) * DOTS
        draw.ellipse((x - r, y - r, x + r, y + r), fill=drawn.randrange(60, 200))
    return page


def pencilled(picture: Image.Image, shade: int, width: float, high: float, drawn: random.Random) -> Image.Image:
    """One line of small writing, `high` and `width` of its stroke in millimetres."""
    page = picture.copy()
    left, down = drawn.uniform(3, 120), drawn.uniform(5, 285)
    draw = ImageDraw.Draw(page)
    for at in range(12):
        x, y = (left + at * high * 1.15) * DOTS, down * DOTS
        for _ in range(4):
            ends = [
                (x + drawn.random() * high * DOTS, y + drawn.random() * high * DOTS)
                for _ in range(drawn.choice((2, 3)))
            ]
            draw.line(ends, fill=shade, width=max(1, round(width * DOTS)))
    return page


FRONTS = (3, 5, 7, 11)
WAYS: tuple[Way, ...] = (
    Way(dpi=150, noise=8, quality=40), Way(dpi=200, noise=0, paper=225, quality=75),
    Way(dpi=200, tilt=2, noise=12, quality=60), Way(dpi=300, tilt=-1, noise=15, paper=235, quality=75),
    Way(dpi=200, noise=5, paper=205, quality=40), Way(dpi=200, noise=20, quality=75),
)  # fmt: skip


@cache
def front(at: int) -> Image.Image:
    picture: Image.Image = scanned.printed(scanned.HEADED[FRONTS[at % len(FRONTS)]]).pages[0]
    return picture.resize(A4)


def true_backs() -> Iterator[Page]:
    """Every make in every way."""
    makes: dict[str, Callable[[int], Image.Image]] = {
        "white": lambda at: white(),
        "show-through 6 %": lambda at: shown_through(at, 0.06),
        "show-through 10 %": lambda at: shown_through(at, 0.10),
        "border": lambda at: bordered(white()),
        "border, show-through 8 %": lambda at: bordered(shown_through(at, 0.08)),
        "punched": lambda at: punched(white()),
        "punched, show-through 6 %": lambda at: punched(shown_through(at, 0.06)),
        "crease": lambda at: creased(white()),
        "crease, show-through 6 %": lambda at: creased(shown_through(at, 0.06)),
        "dust": lambda at: specked(white(), 12, random.Random(at)),
    }
    for name, make in makes.items():
        for at, way in enumerate(WAYS):
            yield name, make(at), way


def written() -> Iterator[Page]:
    """What nobody may put aside."""
    for at, way in enumerate(WAYS):
        drawn = random.Random(at)
        for part in (0.05, 0.10, 0.15, 0.20, 0.30):
            yield f"print of {part:.0%}", faint(front(at), part), way
        for shade, width in ((215, 0.4), (190, 0.4), (160, 0.3), (120, 0.5)):
            yield f"pencil {shade}", pencilled(white(), shade, width, 3.5, drawn), way
        yield "pencil on a back", pencilled(shown_through(at, 0.08), 170, 0.4, 3.5, drawn), way
        yield (
            "pencil in the margin",
            pencilled(punched(white()).rotate(180), 150, 0.4, 3.0, random.Random(40 + at)),
            way,
        )
        for blur in (0.7, 1.2):
            yield f"blurred {blur} mm", front(at).filter(ImageFilter.GaussianBlur(blur * DOTS)), way
        yield "pale and blurred", faint(front(at), 0.4).filter(ImageFilter.GaussianBlur(0.5 * DOTS)), way
        yield "black", Image.new("L", A4, 0), way
        yield "grey", Image.new("L", A4, 120), way
        yield "lens cap", Image.radial_gradient("L").point([40 - value // 8 for value in range(256)]).resize(A4), way
        yield "desk", desk(at), way


def desk(seed: int) -> Image.Image:
    """Light wood: long grain, knots, a shadow."""
    drawn = random.Random(seed)
    grain = Image.frombytes("L", (300, 20), drawn.randbytes(6000)).resize(A4, Image.Resampling.BICUBIC)
    grain = grain.point([150 + value * 60 // 255 for value in range(256)])
    return ImageChops.multiply(grain, Image.linear_gradient("L").resize(A4).point([200 + v // 5 for v in range(256)]))
