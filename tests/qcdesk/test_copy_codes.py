"""The code on a copy and the short code beside it."""

import random
from dataclasses import replace

import pytest

from qcdesk import copy_codes
from qcdesk.copy_codes import CopyCode, PageCode, ShortCode

AT = "2026-11-22T09:30:00.123Z"
CODE = CopyCode("7K3M9Q", 1234, 0, 2, 517, "a1b2c3d4" + "0" * 56, AT)


def test_the_main_code_says_office_record_revision_copy_page_digest_and_a_check_of_them() -> None:
    assert CODE.text(1, 3) == f"QD1.7K3M9Q.1234.0.2.1.3.A1B2C3D4.{CODE.check(1)}"
    assert copy_codes.parse(CODE.text(1, 3)) == PageCode("7K3M9Q", 1234, 0, 2, 1, 3, "A1B2C3D4", CODE.check(1))


def test_the_main_code_is_written_in_the_letters_that_a_qr_code_holds_most_of() -> None:
    assert set(CODE.text(12, 15)) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@pytest.mark.parametrize(
    "text",
    ["", "QD1", "https://example.cn/QD1.7K3M9Q.1234.0.2.1.3.A1B2C3D4.K7MQ", "QD2.7K3M9Q.1234.0.2.1.3.A1B2C3D4.K7MQ",
     "QD1.7K3M9Q.1234.0.2.4.3.A1B2C3D4.K7MQ", "QD1.7K3M9Q.01234.0.2.1.3.A1B2C3D4.K7MQ",
     "QD1.7K3M9U.1234.0.2.1.3.A1B2C3D4.K7MQ",
     "QD1.7K3M9Q.1234.0.2.1.3.a1b2c3d4.K7MQ", "QD1.7K3M9Q.1234.0.0.1.3.A1B2C3D4.K7MQ",
     "QD1.7K3M9Q.1234.0.2.1.3.A1B2C3D4.K7MQ ", "QD1.7K3M9Q.1234.0.2.1.3.A1B2C3D4",
     "QD1.7K3M9Q.1234.0.2.1.3.A1B2C3D4.K7", "QD1.7K3M9Q.1234.0.2.1.3.A1B2C3D4.K7MU",
     "QD1.7K3M9Q.１２.0.2.1.3.A1B2C3D4.K7MQ", "YP-202611-001"],
)  # fmt: skip
def test_any_other_text_is_no_copy_s_code(text: str) -> None:
    assert copy_codes.parse(text) is None


def test_the_short_code_names_copy_and_page_and_checks_them() -> None:
    short = copy_codes.parse_short(CODE.short(2))
    assert short is not None
    assert (short.copy_id, short.page) == (517, 2)
    assert CODE.fits(2, short.check)
    assert not CODE.fits(1, short.check)


@pytest.mark.parametrize("copy_id", [1, 31, 1024, 32**4 - 1, 32**4, 10**9])
@pytest.mark.parametrize("page", [1, 9, 10, 123, 9999])
def test_the_short_code_is_read_however_it_is_typed(copy_id: int, page: int) -> None:
    code = CopyCode("00IOL1".translate(copy_codes.MISTAKEN), 1, 0, 1, copy_id, "0" * 64, AT)
    printed = code.short(page)
    wanted = ShortCode(copy_id, page, printed[-4:])
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
        assert copy_codes.parse_short(typed) == wanted, typed


@pytest.mark.parametrize("text", ["", "-", "000G", "000G-0-XXXX", "0000-1-XXXX", "000G-01-XXXX", "UUUU-1-XXXX",
                                  "0000000G-1-XXXX", "000G-1-XXX", "000G-1-XXXXX", "000G-1-XX", "000G1XX",
                                  "YP-202611-001", "YC-202612-1234", "0-00G-1-XXXX", "第2份"])  # fmt: skip
def test_what_is_no_short_code_is_none(text: str) -> None:
    assert copy_codes.parse_short(text) is None


def drawn_code(drawn: random.Random, **same: object) -> CopyCode:
    """Any copy of any desk, but for what is the same."""
    copy = drawn.choice((drawn.randrange(1, 500), drawn.randrange(1, 32**4), drawn.randrange(32**4, 10**9)))
    digest = f"{drawn.getrandbits(256):064x}"
    at = f"2026-11-{drawn.randrange(1, 31):02d}T{drawn.randrange(24):02d}:30:00.{drawn.randrange(1000):03d}Z"
    made = CopyCode("7K3M9Q", drawn.randrange(1, 10**6), drawn.randrange(3), drawn.randrange(1, 9), copy, digest, at)
    return replace(made, **same)  # type: ignore[arg-type]


def test_a_label_says_its_number_and_its_short_code_in_25_letters_at_most() -> None:
    said = CODE.label("YP-202611-001", 1)
    assert (said, len(said)) == (f"YP-202611-001/{CODE.compact(1)}", 23)
    assert set(said) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert copy_codes.parse_short(said) == ShortCode(517, 1, CODE.check(1), "YP-202611-001")
    assert copy_codes.parse(said) is None


def test_what_a_scanner_types_from_a_label_is_its_number() -> None:
    said = CODE.label("YP-202611-001", 1)
    for typed in (said, said.lower(), f" {said} ", said.replace("/", "／")):
        assert copy_codes.number_of(typed) == "YP-202611-001"


@pytest.mark.parametrize(
    "text", ["", "YP-202611-001", "yp-202611-001 ", "YC-202611-001/1", "FP-610/0012-1-K7MQ", "YP-202611-001/20261122",
             "YP-202611-001/00121K7MQ1", "YP-202611-001/0012 1 K7MQ", "上/下模", "/", "A/B/C"],
)  # fmt: skip
def test_any_other_words_are_left_as_they_are(text: str) -> None:
    assert copy_codes.number_of(text) == text


def test_a_mistyped_short_code_is_found_out() -> None:
    drawn = random.Random(4)
    for _ in range(2000):
        code, page = drawn_code(drawn), drawn.randrange(1, 10)
        printed = code.compact(page)
        at = drawn.randrange(len(printed))
        other = drawn.choice([letter for letter in copy_codes.CROCKFORD if letter != printed[at]])
        short = copy_codes.parse_short(printed[:at] + other + printed[at + 1 :])
        slip = short is not None and (short.copy_id, short.page) == (code.copy_id, page)
        assert short is None or not slip or not code.fits(page, short.check)


@pytest.mark.parametrize(
    "other",
    [{"office": "7K3M9R"}, {"record": 1235}, {"amended": 1}, {"position": 3}, {"copy_id": 518}, {"digest": "0" * 64},
     {"at": "2026-11-22T09:30:00.124Z"}],
)  # fmt: skip
def test_whatever_else_was_printed_bears_another_check(other: dict[str, object]) -> None:
    """Also an empty blank sheet of the same number, printed a moment later on a restored desk."""
    strange = replace(CODE, **other)  # type: ignore[arg-type]
    assert not CODE.fits(1, strange.check(1))
    assert copy_codes.parse(strange.text(1, 3)) != copy_codes.parse(CODE.text(1, 3))


def test_papers_that_share_copy_and_page_are_told_apart_by_their_check() -> None:
    drawn = random.Random(11)
    for _ in range(3000):
        one = drawn_code(drawn)
        other = drawn_code(drawn, copy_id=one.copy_id, record=one.record, digest=one.digest)
        page = drawn.choice((1, 2, 17, 240, 9999))
        for text in (other.short(page), other.compact(page)):
            short = copy_codes.parse_short(text)
            assert short == ShortCode(one.copy_id, page, other.check(page)), text
            assert other == one or not one.fits(page, short.check)


def test_every_compact_code_has_one_reading_only() -> None:
    """Four or eight characters of the copy, one to four of the page, four of the check: told apart by their length."""
    drawn = random.Random(5)
    for _ in range(3000):
        copy = drawn.choice((drawn.randrange(1, 32**4), drawn.randrange(32**4, 10**10)))
        page = drawn.randrange(1, 10 ** drawn.randrange(1, 5))
        code = drawn_code(drawn, copy_id=copy)
        assert copy_codes.parse_short(code.compact(page)) == ShortCode(copy, page, code.check(page))


def test_an_office_is_six_characters_drawn_at_random() -> None:
    drawn = {copy_codes.new_office() for _ in range(100)}
    assert len(drawn) == 100
    assert all(len(one) == copy_codes.OFFICE and set(one) <= set(copy_codes.CROCKFORD) for one in drawn)
