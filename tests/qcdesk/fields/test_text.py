"""Words in cells: what is kept as typed, what is tidied, what is refused and with which sentence."""

import random

import pytest
from refusals import unfit

from qcdesk.fields import Inked, Link, Lookup, Note, Person, Text
from qcdesk.fields.printable import is_printable

LINE = Text("model_spec", "型号规格", limit=120)
NOTE = Note("description", "异常描述（发现部门）：")


@pytest.mark.parametrize(
    "raw", ["铝合金脚踏 FP-873", '9/16" 左右各一', "φ6 ±0.02 ℃ √ ☑ Ω ㎡", "牛津ＡＢＣ１２３", "<b>&amp;"]
)
def test_words_are_kept_as_typed(raw: str) -> None:
    assert LINE.parse(raw) == raw
    assert LINE.parse(LINE.typed(raw)) == raw


@pytest.mark.parametrize("raw", [None, "", "   ", "\n\t "])
def test_blank_is_nothing(raw: object) -> None:
    assert LINE.parse(raw) is None
    assert NOTE.parse(raw) is None


def test_line_breaks_pasted_into_one_line_become_blanks() -> None:
    assert LINE.parse("左脚\r\n芯轴\t断裂\n") == "左脚 芯轴 断裂"


def test_note_keeps_its_lines_and_drops_the_empty_ends() -> None:
    assert NOTE.parse("\n一、断裂\r\n\r\n二、起裂\r三、停线\n\n") == "一、断裂\n\n二、起裂\n三、停线"


def test_number_given_as_number_is_taken_as_words() -> None:
    assert (LINE.parse(873), LINE.parse(3.5)) == ("873", "3.5")


@pytest.mark.parametrize("raw", [True, [], {"a": 1}, ["断裂"]])
def test_what_is_no_text_is_refused(raw: object) -> None:
    assert unfit(LINE, raw) == "这里要填文字"


def test_decomposed_accents_are_composed() -> None:
    assert LINE.parse("Cafe\u0301") == "Café"


def test_too_many_characters_are_counted() -> None:
    assert LINE.parse("断" * 120) == "断" * 120
    assert unfit(LINE, "断" * 123) == "最多 120 个字，现在有 123 个，请删去 3 个"


def test_ten_thousand_characters_without_a_blank_are_kept_in_a_note() -> None:
    assert NOTE.parse("裂" * 10_000) == "裂" * 10_000
    assert unfit(NOTE, "裂" * 20_001) == "最多 20000 个字，现在有 20001 个，请删去 1 个"


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        ("断\x00裂", "第 2 个字是看不见的控制符（U+0000）"),
        ("\u202e客户", "第 1 个字是看不见的控制符（U+202E）"),
        ("客户\u200d", "第 3 个字是看不见的控制符（U+200D）"),
        ("断裂\u200f面", "第 3 个字是看不见的控制符（U+200F）"),
        ("脚踏\u00ad板", "第 3 个字是看不见的控制符（U+00AD）"),
        ("断\ud800", "第 2 个字是残缺的编码（U+D800）"),
        ("好😀", "第 2 个字“😀”（U+1F600）不在打印字库里"),
        ("\u0007警铃", "第 1 个字是看不见的控制符（U+0007）"),
        ("行\u2028尾", "第 2 个字是看不见的控制符（U+2028）"),
    ],
)
def test_unprintable_character_is_named_with_its_place(raw: str, named: str) -> None:
    assert unfit(NOTE, raw) == f"{named}，印不出来，请删去或改写"


@pytest.mark.parametrize("rare", ["𠮷", "䶮", "㐂", "镕", "喆"])
def test_rare_han_is_kept_or_refused_but_never_changed(rare: str) -> None:
    if is_printable(rare):
        assert LINE.parse(f"陈{rare}") == f"陈{rare}"
    else:
        assert f"“{rare}”" in unfit(LINE, f"陈{rare}")


def test_any_printable_words_come_back_from_the_editor_unchanged() -> None:
    chance = random.Random(20261121)
    letters = "断裂芯轴脚踏品管 aZ09，。！／《》\n\"'\\%_#&<>φ℃"
    for _ in range(300):
        raw = "".join(chance.choices(letters, k=chance.randint(0, 60)))
        for field in (LINE, NOTE):
            kept = field.parse(raw)
            assert field.parse(field.typed(kept)) == kept


def test_names_of_masters_people_and_records_have_their_own_limits() -> None:
    assert (
        Lookup("customer", "客户名称", of="customer").parse("环岭自行车（样例）有限公司")
        == "环岭自行车（样例）有限公司"
    )
    assert unfit(Person("operator", "返工人"), "陈" * 41) == "最多 40 个字，现在有 41 个，请删去 1 个"
    assert unfit(Link("anomaly_no", "异常单号"), "Y" * 50) == "最多 40 个字，现在有 50 个，请删去 10 个"


@pytest.mark.parametrize("field", [LINE, NOTE, Person("p", "人"), Link("l", "单")])
def test_the_longest_value_is_taken(field: Text) -> None:
    longest = field.longest()
    assert field.parse(longest) == longest
    assert len(str(longest)) == field.limit


def test_pen_of_an_outsider_is_told_from_a_signature_of_the_office() -> None:
    box = Inked("customer_sign", "客户签名/盖章")
    assert box.show(box.parse("王工 2026-11-12")) == "纸上已签：王工 2026-11-12"
    assert box.parse(box.typed("王工")) == "王工"
    assert (box.show(None), box.typed(None)) == ("", "")
