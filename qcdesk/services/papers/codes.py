"""What the code on a printed copy says, and the short code a person can type."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and letters without I, L, O and U, which are mistaken for others."""

MISTAKEN = str.maketrans("OIL", "011")
OFFICE, CHECK, DIGEST = 6, 2, 8
LENGTHS = (4, 8)
"""Of a copy's number in the short code: with two only, its parts are told apart where the hyphens were left out."""

MOST_PAGES = 9999
SIGN = "QD1."
"""What the main mark of every copy begins with."""

_LONG = re.compile(
    rf"QD1\.([{CROCKFORD}]{{{OFFICE}}})\.([1-9][0-9]{{0,9}})\.(0|[1-9][0-9]{{0,5}})\.([1-9][0-9]{{0,5}})"
    rf"\.([1-9][0-9]{{0,3}})\.([1-9][0-9]{{0,3}})\.([0-9A-F]{{{DIGEST}}})"
)
_SHORT = re.compile(
    rf"([{CROCKFORD}]{{{LENGTHS[0]}}}|[{CROCKFORD}]{{{LENGTHS[1]}}})([1-9][0-9]{{0,3}})([{CROCKFORD}]{{{CHECK}}})"
)


@dataclass(frozen=True)
class CopyCode:
    """One copy: the `position`-th print of a record in its revision `amended`; `digest` is of the payload printed."""

    office: str
    record: int
    amended: int
    position: int
    copy_id: int
    digest: str

    def text(self, page: int, pages: int) -> str:
        """Of the main mark, in the alphanumeric letters of a QR code."""
        says = (self.office, self.record, self.amended, self.position, page, pages, self.digest[:DIGEST].upper())
        return ".".join(("QD1", *map(str, says)))

    def short(self, page: int) -> str:
        """Printed under the main mark: copy, page, two characters to check them by."""
        return f"{numeral(self.copy_id)}-{page}-{check(self.office, self.copy_id, page)}"

    def compact(self, page: int) -> str:
        """The short code of the second mark, without its hyphens."""
        return self.short(page).replace("-", "")


@dataclass(frozen=True)
class PageCode:
    """What the main mark of a page says; `digest8` are eight hex digits, upper case."""

    office: str
    record: int
    amended: int
    position: int
    page: int
    pages: int
    digest8: str


@dataclass(frozen=True)
class ShortCode:
    copy_id: int
    page: int
    check: str


def new_office() -> str:
    """Drawn at random once for a desk, so that another office's paper is known as such."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(OFFICE))


def parse(text: str) -> PageCode | None:
    """None for any other text; nothing is put right."""
    found = _LONG.fullmatch(text)
    if found is None:
        return None
    office, *numbers, digest = found.groups()
    record, amended, position, page, pages = map(int, numbers)
    return PageCode(office, record, amended, position, page, pages, digest) if page <= pages else None


def is_broken(text: str) -> bool:
    """Whether it begins as the main mark of a copy and says nothing that one can say."""
    return text.strip().upper().startswith(SIGN) and parse(text) is None


def parse_short(text: str) -> ShortCode | None:
    """As typed by a person: lower case, blanks, hyphens left out, O for 0, I and L for 1."""
    wide = unicodedata.normalize("NFKC", text).upper()
    plain = re.sub(r"[\s\-‐-―−_.]", "", wide).translate(MISTAKEN)
    found = _SHORT.fullmatch(plain)
    if found is None:
        return None
    copy, page, said = found.groups()
    copy_id = number(copy)
    return ShortCode(copy_id, int(page), said) if copy_id and numeral(copy_id) == copy else None


def fits(short: ShortCode, office: str) -> bool:
    """Whether this office printed it: a slip of the pen, or another office's paper, passes once in 1,024."""
    return secrets.compare_digest(check(office, short.copy_id, short.page), short.check)


def check(office: str, copy_id: int, page: int) -> str:
    """Two characters from office, copy and page."""
    digest = hashlib.sha256(f"{office}.{copy_id}.{page}".encode()).digest()
    bits = int.from_bytes(digest[:2], "big")
    return CROCKFORD[bits >> 5 & 31] + CROCKFORD[bits & 31]


def numeral(value: int) -> str:
    """In Crockford's base 32, four characters or eight."""
    letters = ""
    while value:
        value, rest = divmod(value, len(CROCKFORD))
        letters = CROCKFORD[rest] + letters
    return letters.rjust(next(length for length in LENGTHS if length >= len(letters)), "0")


def number(letters: str) -> int:
    """The value of a numeral."""
    value = 0
    for letter in letters:
        value = value * len(CROCKFORD) + CROCKFORD.index(letter)
    return value
