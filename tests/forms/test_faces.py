"""Where lines break."""

import time

import pytest
from sheets import squeezed

from forms.faces import NOT_FIRST, NOT_LAST, face

WIDTH, SIZE = 60.0, 10.0
SERIF = face("serif")
MIXED = (
    "客户装车路试 12 km 后左脚芯轴（FP-873）在牙纹根部断裂，共 3 支；"
    "断口呈“贝壳纹”，起裂点在退刀槽 R 角处！温度 30 ℃、不良率 34 %。"
)


def broken(text: str, width: float = WIDTH) -> list[str]:
    return SERIF.lines(text, SIZE, width)


@pytest.mark.parametrize("text", [MIXED * 5, "限" * 300, "a" * 300, "word " * 80, "，" * 200, "（" * 200, "1/2-" * 90])
def test_no_line_is_wider_than_its_box_and_nothing_is_lost(text: str) -> None:
    lines = broken(text)
    assert max(SERIF.width(line, SIZE) for line in lines) <= WIDTH + 1e-6
    assert squeezed("".join(lines)) == squeezed(text)


def test_no_line_begins_or_ends_with_the_wrong_sign() -> None:
    for width in range(20, 120):
        lines = broken(MIXED * 3, float(width))
        assert not {line[0] for line in lines[1:]} & NOT_FIRST
        assert not {line[-1] for line in lines[:-1]} & NOT_LAST


def test_words_and_numbers_stay_whole() -> None:
    for width in range(30, 120):
        words = {word for line in broken(MIXED, float(width)) for word in line.split()}
        assert any("12" in word for word in words)
        assert any("FP-873" in word for word in words)


def test_a_word_wider_than_the_line_is_broken_at_a_hyphen() -> None:
    assert broken("2026-11-06", 12.0) == ["2026-", "11-06"]


def test_line_breaks_are_kept() -> None:
    assert broken("一\n\n二") == ["一", "", "二"]


def test_a_box_narrower_than_a_character_takes_one_a_line() -> None:
    assert broken("一二三", 1.0) == ["一", "二", "三"]


def test_ten_thousand_characters_take_milliseconds() -> None:
    began = time.perf_counter()
    broken("限a，" * 3333)
    assert time.perf_counter() - began < 0.1


def test_characters_beyond_the_faces_have_a_width() -> None:
    assert SERIF.width("𠮷\U0010ffff", SIZE) > 0


def test_both_faces_are_measured() -> None:
    assert face("sans").width("返工", 10) == pytest.approx(2 * 10 * 25.4 / 72)
    assert face("sans").width("mm", 10) != face("serif").width("mm", 10)
