"""Words of others never steer what shows them, and every database can hold them."""

import json

import pytest

from qcdesk.errors import Refused
from qcdesk.neutral import escaped, neutral

HOSTILE = "\x1b[2J单\r\n\x00\x9b31m\u202efdp.\udcff\u2028\U000e0041"


def test_name_becomes_one_line_that_utf_8_can_hold() -> None:
    assert neutral(HOSTILE) == "\ufffd[2J单\ufffd\ufffd\ufffd\ufffd31m\ufffdfdp.\ufffd\ufffd\ufffd"
    assert neutral(HOSTILE).encode().decode() == neutral(HOSTILE)


@pytest.mark.parametrize("name", ["签回 0012-1.pdf", "a.pdf", "", "𠮷😀é（永达）.jpg"])
def test_names_that_people_give_stay_as_they_are(name: str) -> None:
    assert neutral(name) == escaped(name) == name


def test_escaped_words_show_what_was_there_and_keep_their_lines() -> None:
    assert escaped("一\n二\t\x1b[31m\udcff\U000e0041") == "一\n二\t\\u001b[31m\\udcff\\udb40\\udc41"


def test_escaped_json_means_the_same() -> None:
    given = {"file": HOSTILE}
    assert json.loads(escaped(json.dumps(given, ensure_ascii=False))) == given


def test_sentences_of_errors_steer_nothing() -> None:
    assert Refused("“\x1b[2J\u202e”不在").sentence == "“\\u001b[2J\\u202e”不在"
