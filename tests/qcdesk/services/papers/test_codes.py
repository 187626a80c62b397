"""The code on a copy and the short code beside it."""

import random

import pytest

from qcdesk.services.papers import codes
from qcdesk.services.papers.codes import CopyCode, PageCode, ShortCode

CODE = CopyCode("7K3M9Q", 1234, 0, 2, 517, "a1b2c3d4" + "0" * 56)


def test_the_main_code_says_office_record_revision_copy_page_and_digest() -> None:
    assert CODE.text(1, 3) == "QD1.7K3M9Q.1234.0.2.1.3.A1B2C3D4"
    assert codes.parse(CODE.text(1, 3)) == PageCode("7K3M9Q", 1234, 0, 2, 1, 3, "A1B2C3D4")


def test_the_main_code_is_written_in_the_letters_that_a_qr_code_holds_most_of() -> None:
    assert set(CODE.text(12, 15)) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@pytest.mark.parametrize(
    "text",
    ["", "QD1", "https://example.cn/QD1.7K3M9Q.1234.0.2.1.3.A1B2C3D4", "QD2.7K3M9Q.1234.0.2.1.3.A1B2C3D4",
     "QD1.7K3M9Q.1234.0.2.4.3.A1B2C3D4", "QD1.7K3M9Q.01234.0.2.1.3.A1B2C3D4", "QD1.7K3M9U.1234.0.2.1.3.A1B2C3D4",
     "QD1.7K3M9Q.1234.0.2.1.3.a1b2c3d4", "QD1.7K3M9Q.1234.0.0.1.3.A1B2C3D4", "QD1.7K3M9Q.1234.0.2.1.3.A1B2C3D4 ",
     "QD1.7K3M9Q.１２.0.2.1.3.A1B2C3D4", "YP-202611-001"],
)  # fmt: skip
def test_any_other_text_is_no_copy_s_code(text: str) -> None:
    assert codes.parse(text) is None


def test_the_short_code_names_copy_and_page_and_checks_them() -> None:
    short = codes.parse_short(CODE.short(2))
    assert short is not None
    assert (short.copy_id, short.page) == (517, 2)
    assert codes.fits(short, CODE.office)


@pytest.mark.parametrize("copy_id", [1, 31, 1024, 32**4 - 1, 32**4, 10**9])
@pytest.mark.parametrize("page", [1, 9, 10, 123, 9999])
def test_the_short_code_is_read_however_it_is_typed(copy_id: int, page: int) -> None:
    code = CopyCode("00IOL1".translate(codes.MISTAKEN), 1, 0, 1, copy_id, "0" * 64)
    printed = code.short(page)
    wanted = ShortCode(copy_id, page, printed[-2:])
    for typed in (
        printed,
        printed.lower(),
        printed.replace("-", ""),
        printed.replace("-", " "),
        f" {printed} ",
        printed.replace("0", "O").replace("1", "I"),
        printed.replace("0", "o").replace("1", "l"),
        printed.replace("-", "—"),
        "".join(chr(ord(c) + 0xFEE0) for c in printed),
        code.compact(page),
    ):
        assert codes.parse_short(typed) == wanted, typed


@pytest.mark.parametrize("text", ["", "-", "000G", "000G-0-XX", "0000-1-XX", "000G-01-XX", "UUUU-1-XX", "0000000G-1-XX",
                                  "000G-1-X", "000G-1-XXX", "第2份"])  # fmt: skip
def test_what_is_no_short_code_is_none(text: str) -> None:
    assert codes.parse_short(text) is None


def test_a_mistyped_short_code_is_found_out_but_for_one_in_a_thousand() -> None:
    drawn = random.Random(4)
    passed = 0
    for _ in range(2000):
        printed = CopyCode("7K3M9Q", 1, 0, 1, drawn.randrange(1, 32**4), "").compact(drawn.randrange(1, 10))
        at = drawn.randrange(len(printed))
        other = drawn.choice([letter for letter in codes.CROCKFORD if letter != printed[at]])
        short = codes.parse_short(printed[:at] + other + printed[at + 1 :])
        passed += short is not None and codes.fits(short, "7K3M9Q")
    assert passed <= 8


def test_another_office_s_short_code_does_not_fit() -> None:
    short = codes.parse_short(CODE.short(1))
    assert short is not None
    assert not codes.fits(short, "7K3M9R")


def test_an_office_is_six_characters_drawn_at_random() -> None:
    drawn = {codes.new_office() for _ in range(100)}
    assert len(drawn) == 100
    assert all(len(one) == codes.OFFICE and set(one) <= set(codes.CROCKFORD) for one in drawn)
