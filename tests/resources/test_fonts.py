import json
from typing import Any

import pytest
from fontTools.ttLib import TTFont

import resources

FACES = [("QCDeskSerif.ttf", "serif.json"), ("QCDeskSans.ttf", "sans.json")]
SHEET = "一般□☑☐☒✓✔✗①㊿㎡㎏φ±℃√ΩЖé→≥≒─Ａ，、。（）䶮㑇鿍"


@pytest.fixture(params=FACES, ids=["serif", "sans"])
def face(request: pytest.FixtureRequest) -> tuple[TTFont, dict[str, Any]]:
    font, measures = request.param
    return TTFont(resources.path(f"fonts/{font}")), json.loads(resources.data(f"fonts/{measures}"))


def test_every_character_of_gbk_and_of_the_sheets_is_there(face: tuple[TTFont, dict[str, Any]]) -> None:
    cmap = face[0].getBestCmap()
    pairs = (bytes((high, low)) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF))
    gbk = "".join(pair.decode("gbk", "ignore") for pair in pairs)
    assert [char for char in SHEET + gbk if char >= " " and ord(char) != 0x7F and ord(char) not in cmap] == []


def test_measures_repeat_the_font(face: tuple[TTFont, dict[str, Any]]) -> None:
    font, measures = face
    advance = {code: font["hmtx"][name][0] for code, name in font.getBestCmap().items()}
    covered = {code for first, last in measures["coverage"] for code in range(first, last + 1)}
    assert covered == set(advance)
    told = {code: measures["widths"].get(str(code), measures["default_width"]) for code in advance}
    assert told == advance
    assert (measures["ascent"], measures["descent"]) == (font["hhea"].ascent, font["hhea"].descent)


def test_empty_and_ticked_boxes_are_the_same_box(face: tuple[TTFont, dict[str, Any]]) -> None:
    font, _ = face
    cmap = font.getBestCmap()
    shapes = [font["glyf"][cmap[ord(char)]] for char in "□☐☑☒"]
    assert len({(shape.xMin, shape.yMin, shape.xMax, shape.yMax) for shape in shapes}) == 1
    assert shapes[0] == shapes[1]
    assert {font["hmtx"][cmap[ord(char)]][0] for char in "□☐☑☒"} == {1000}


def test_missing_character_mark_is_no_box(face: tuple[TTFont, dict[str, Any]]) -> None:
    font, _ = face
    mark = font["glyf"][".notdef"]
    diamond = list(mark.coordinates)[:4]
    assert diamond == [(500, -110), (10, 380), (500, 870), (990, 380)]
    assert mark.numberOfContours > 1


def test_font_has_its_own_name_and_no_layout(face: tuple[TTFont, dict[str, Any]]) -> None:
    font, measures = face
    assert font["name"].getDebugName(1) == measures["family"]
    assert "Noto" not in f"{font['name'].getDebugName(4)} {font['name'].getDebugName(6)}"
    assert not {"GSUB", "GPOS", "prep", "fpgm", "vhea"} & set(font.keys())
