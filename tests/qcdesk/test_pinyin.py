"""Words found by the initials an engineer types without switching the keyboard."""

import pytest

from qcdesk import pinyin


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("芯轴断裂", "xzdl"),
        ("单雄信", "sxx"),
        ("单雄信", "dxx"),
        ("重庆", "cq"),
        ("重庆", "zq"),
        ("铝合金脚踏 FP-873", "lhjjtfp-873"),
        ("环岭自行车", "hlzxc"),
    ],
)
def test_every_reading_is_found(words: str, typed: str) -> None:
    assert typed in pinyin.searchable(words).split("\n")


def test_many_heteronyms_stay_few() -> None:
    assert 1 < len(pinyin.initials("重单曾乐长行" * 5)) <= pinyin.MOST_READINGS


def test_latin_words_stand_for_themselves_and_nothing_twice() -> None:
    assert pinyin.searchable("FP-873", None, "", "FP-873") == "fp-873"
    assert pinyin.initials("FP-873") == ()


def test_search_never_spans_two_words() -> None:
    assert "断裂漏" not in pinyin.searchable("芯轴断裂", "漏车牙")


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("灰岛车料", "dao"),
        ("重庆山地车厂", "chongqing"),
        ("重庆山地车厂", "qing sh"),
        ("单雄信", "shanx"),
        ("铝脚踏", "lvjiao"),
    ],
)
def test_words_are_found_spelled_out(words: str, typed: str) -> None:
    assert pinyin.is_spelled(typed, words)


def test_what_is_spelled_begins_with_a_character_and_follows_the_words() -> None:
    assert not pinyin.is_spelled("ao", "灰岛车料")
    assert not pinyin.is_spelled("daoliao", "灰岛车料")
    assert not pinyin.is_spelled("fp", "FP-873")
