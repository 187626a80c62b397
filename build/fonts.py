"""Make the two font subsets in resources/fonts from the Noto SC sources.

    python3 build/fonts.py [FOLDER]

FOLDER holds the two source files; without it they are fetched with `npm pack`.
"""

import argparse
import hashlib
import json
import math
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.reverseContourPen import ReverseContourPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
PACKAGES = "0.4.3"
MODIFIED = 3876163200  # 2026-10-30, in seconds since 1904: builds must not differ by the clock
UNITS = 1000

Point = tuple[float, float]
Contour = Sequence[Point]


@dataclass(frozen=True)
class Face:
    """One source font and what becomes of it; weights are strokes in font units."""

    package: str
    source: str
    sha256: str
    family: str
    target: str
    box: int
    mark: int


FACES = (
    Face("noto-serif-sc", "NotoSerifSC_400Regular.ttf",
         "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
         "QCDesk Serif", "serif", box=44, mark=84),
    Face("noto-sans-sc", "NotoSansSC_400Regular.ttf",
         "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
         "QCDesk Sans", "sans", box=44, mark=92),
)  # fmt: skip

RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x017F), (0x0192, 0x0192), (0x01CD, 0x01DC), (0x0218, 0x021B),
    (0x02B0, 0x02FF), (0x0370, 0x03FF), (0x0400, 0x045F), (0x1E00, 0x1EFF), (0x2000, 0x206F),
    (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF),
    (0x2300, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x257F), (0x2580, 0x259F), (0x25A0, 0x25FF),
    (0x2600, 0x27BF), (0x2E80, 0x2FDF), (0x2FF0, 0x303F), (0x3040, 0x30FF), (0x3100, 0x312F),
    (0x31A0, 0x31FF), (0x3200, 0x33FF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE6F),
    (0xFF00, 0xFFEF), (0x20000, 0x3FFFF),
)  # fmt: skip

# Extension A characters of the 通用规范汉字表 (2013).
STANDARD_EXT_A = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖"
    "䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)

BOX = (100, -20, 900, 780)
TICK: Contour = ((250, 390), (425, 190), (760, 610))
LONE_TICK: Contour = ((120, 360), (360, 90), (850, 720))
CROSS: tuple[Contour, ...] = (((240, 120), (760, 640)), ((240, 640), (760, 120)))
LONE_CROSS: tuple[Contour, ...] = (((170, 50), (830, 710)), ((170, 710), (830, 50)))


def gbk() -> set[int]:
    """Give every code point that GBK (hence GB 2312) can write."""
    pairs = (bytes((high, low)) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF))
    return {ord(char) for pair in pairs for char in pair.decode("gbk", "ignore") if ord(char) > 0x7F}


def wanted() -> set[int]:
    """Give the code points of the subset, whether the source has them or not."""
    listed = {code for first, last in RANGES for code in range(first, last + 1)}
    return listed | gbk() | {ord(char) for char in STANDARD_EXT_A}


def band(points: Contour, width: float) -> list[Point]:
    """Give the clockwise outline of a polyline drawn ``width`` thick, with mitred joints."""
    half = width / 2
    left: list[Point] = []
    right: list[Point] = []
    for at, (x, y) in enumerate(points):
        angles = [_angle(points[i], points[i + 1]) for i in (at - 1, at) if 0 <= i < len(points) - 1]
        middle = math.atan2(sum(map(math.sin, angles)), sum(map(math.cos, angles)))
        reach = half / math.cos(angles[0] - middle)
        dx, dy = -math.sin(middle) * reach, math.cos(middle) * reach
        left.append((x + dx, y + dy))
        right.append((x - dx, y - dy))
    return left + right[::-1]


def _angle(start: Point, end: Point) -> float:
    return math.atan2(end[1] - start[1], end[0] - start[0])


def frame(width: int) -> list[Contour]:
    """Give the outer (clockwise) and inner (counter-clockwise) outline of the empty box."""
    x0, y0, x1, y1 = BOX
    a, b, c, d = x0 + width, y0 + width, x1 - width, y1 - width
    return [[(x0, y0), (x0, y1), (x1, y1), (x1, y0)], [(a, b), (c, b), (c, d), (a, d)]]


def marks(face: Face) -> dict[int, list[Contour]]:
    """Give the contours of the marks drawn for QCDesk; all are one em wide."""
    empty, pen = frame(face.box), face.mark
    bars: list[Contour] = [((150, y), (850, y)) for y in (270, 490)]
    dots: list[Contour] = [((190, 680), (280, 680)), ((720, 80), (810, 80))]
    approx = [band(bar, face.box * 1.4) for bar in bars] + [band(dot, 90) for dot in dots]
    return {
        0x2252: list(approx),
        0x25A1: empty,
        0x2610: empty,
        0x2611: [*empty, band(TICK, pen)],
        0x2612: [*empty, *(band(line, pen) for line in CROSS)],
        0x2713: [band(LONE_TICK, pen)],
        0x2714: [band(LONE_TICK, pen * 1.7)],
        0x2717: [band(line, pen) for line in LONE_CROSS],
    }


def subset(source: Path) -> TTFont:
    """Give the source font cut down to the wanted characters, without hints and layout."""
    font = TTFont(source)
    options = Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "DSIG"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=wanted())
    cutter.subset(font)
    return font


def draw(font: TTFont, name: str, contours: Iterable[Contour]) -> None:
    """Put straight-edged contours into the font as the glyph ``name``."""
    pen = TTGlyphPen(None)
    for first, *rest in contours:
        pen.moveTo((round(first[0]), round(first[1])))
        for x, y in rest:
            pen.lineTo((round(x), round(y)))
        pen.closePath()
    _place(font, name, pen)


def _place(font: TTFont, name: str, pen: TTGlyphPen) -> None:
    glyph = pen.glyph()
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (UNITS, glyph.xMin)


def draw_notdef(font: TTFont) -> None:
    """Replace .notdef by a black diamond with a question mark: a box would read as a choice."""
    pen = TTGlyphPen(None)
    for step, point in enumerate(((500, -110), (10, 380), (500, 870), (990, 380))):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    glyphs = font.getGlyphSet()
    question = glyphs[font.getBestCmap()[ord("?")]]
    bounds = BoundsPen(glyphs)
    question.draw(bounds)
    x0, y0, x1, y1 = bounds.bounds
    scale = 520 / (y1 - y0)
    move = (scale, 0, 0, scale, 500 - scale * (x0 + x1) / 2, 380 - scale * (y0 + y1) / 2)
    question.draw(TransformPen(ReverseContourPen(pen), move))
    _place(font, ".notdef", pen)


def add_marks(font: TTFont, face: Face) -> None:
    """Draw QCDesk's own marks and map them, over the source's where it has one."""
    for code, contours in marks(face).items():
        name = f"qc{code:04X}"
        draw(font, name, contours)
        for part in font["cmap"].tables:
            if part.isUnicode():
                part.cmap[code] = name
    draw_notdef(font)


def rename(font: TTFont, face: Face) -> None:
    """Give the font its own names; the copyright and licence lines stay with it."""
    old = font["name"]
    rights = f"{old.getDebugName(0)} Subset and changed for QCDesk; not the original."
    postscript = face.family.replace(" ", "") + "-Regular"
    names = {
        0: rights, 1: face.family, 2: "Regular", 3: f"1.000;QCDK;{postscript}", 4: face.family,
        5: "Version 1.000", 6: postscript, 10: "Subset for paper forms; see OFL.txt and README.md.",
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }  # fmt: skip
    font["name"] = table = newTable("name")
    table.names = []
    for number, value in sorted(names.items()):
        table.setName(value, number, 3, 1, 0x409)
    font["OS/2"].achVendID = "QCDK"


def metrics(font: TTFont, face: Face) -> str:
    """Give advance widths and coverage as JSON, so that text can be measured without the font."""
    cmap = font.getBestCmap()
    widths = {str(code): font["hmtx"][name][0] for code, name in sorted(cmap.items())}
    coverage: list[list[int]] = []
    for code in sorted(cmap):
        if coverage and coverage[-1][1] == code - 1:
            coverage[-1][1] = code
        else:
            coverage.append([code, code])
    facts = {
        "family": face.family,
        "units_per_em": font["head"].unitsPerEm,
        "ascent": font["hhea"].ascent,
        "descent": font["hhea"].descent,
        "default_width": UNITS,
        "widths": {code: width for code, width in widths.items() if width != UNITS},
        "coverage": coverage,
    }
    return json.dumps(facts, ensure_ascii=True, separators=(",", ":")) + "\n"


def build(face: Face, folder: Path) -> None:
    """Write one face and its measures into resources/fonts."""
    source = folder / face.source
    if hashlib.sha256(source.read_bytes()).hexdigest() != face.sha256:
        raise SystemExit(f"{source.name}: not the release this script knows ({PACKAGES})")
    font = subset(source)
    add_marks(font, face)
    rename(font, face)
    font.recalcTimestamp = False
    font["head"].modified = MODIFIED
    font.save(FONTS / (face.family.replace(" ", "") + ".ttf"), reorderTables=None)
    (FONTS / f"{face.target}.json").write_text(metrics(font, face), encoding="ascii", newline="\n")
    print(f"{face.family}: {len(font.getBestCmap())} characters")


def fetch(folder: Path) -> None:
    """Fetch both source fonts into ``folder`` with npm."""
    for face in FACES:
        name = f"@expo-google-fonts/{face.package}@{PACKAGES}"
        packed = subprocess.run(
            ["npm", "pack", "--silent", name], cwd=folder, check=True, capture_output=True, text=True
        )
        with tarfile.open(folder / packed.stdout.split()[-1]) as archive:
            member = archive.extractfile(f"package/400Regular/{face.source}")
            if member is None:
                raise SystemExit(f"{name}: no {face.source} in it")
            (folder / face.source).write_bytes(member.read())


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description="Make the font subsets in resources/fonts.")
    parser.add_argument("folder", nargs="?", type=Path, help="folder with the two source fonts")
    given: Path | None = parser.parse_args(arguments).folder
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = given or Path(scratch)
        if given is None:
            fetch(folder)
        for face in FACES:
            build(face, folder)


if __name__ == "__main__":
    main(sys.argv[1:])
