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
OFFICE, CHECK, DIGEST = 6, 4, 8
LENGTHS = (4, 8)
"""Of a copy's number in the short code. With two only, four apart, and at most four digits of a page, its parts are
told apart where the hyphens were left out: by how long it is."""

MOST_PAGES = 9999
SIGN = "QD1."
"""What the main mark of every copy begins with."""

_LONG = re.compile(
    rf"QD1\.([{CROCKFORD}]{{{OFFICE}}})\.([1-9][0-9]{{0,9}})\.(0|[1-9][0-9]{{0,5}})\.([1-9][0-9]{{0,5}})"
    rf"\.([1-9][0-9]{{0,3}})\.([1-9][0-9]{{0,3}})\.([0-9A-F]{{{DIGEST}}})\.([{CROCKFORD}]{{{CHECK}}})"
)
_PARTED = r"[\s\-‐-―−_.]*"
_SHORT = re.compile(
    rf"\s*([{CROCKFORD}]{{{LENGTHS[0]}}}|[{CROCKFORD}]{{{LENGTHS[1]}}}){_PARTED}([1-9][0-9]{{0,3}}){_PARTED}"
    rf"([{CROCKFORD}]{{{CHECK}}})\s*"
)
_LABEL = re.compile(rf"\s*([A-Z]{{1,6}}-[0-9]{{4,6}}-[0-9]{{3,}})/([{CROCKFORD}]{{9,16}})\s*")


@dataclass(frozen=True)
class CopyCode:
    """One copy: the `position`-th print of a record in its revision `amended`; `digest` is of the payload printed, `at`
    the moment of printing. Two desks restored from one backup may give the same numbers, never the same moment."""

    office: str
    record: int
    amended: int
    position: int
    copy_id: int
    digest: str
    at: str

    def text(self, page: int, pages: int) -> str:
        """Of the main mark, in the alphanumeric letters of a QR code."""
        says = (self.office, self.record, self.amended, self.position, page, pages, self.digest[:DIGEST].upper())
        return ".".join(("QD1", *map(str, says), self.check(page)))

    def short(self, page: int) -> str:
        """Printed under the main mark: copy, page, four characters to check them by."""
        return f"{numeral(self.copy_id)}-{page}-{self.check(page)}"

    def compact(self, page: int) -> str:
        """The short code of the second mark, without its hyphens."""
        return self.short(page).replace("-", "")

    def label(self, number: str, page: int) -> str:
        """Of a sample's label, whose one code says its number too."""
        return f"{number}/{self.compact(page)}"

    def check(self, page: int) -> str:
        """Four characters from all that was printed and when: what is not this very page passes once in a million."""
        what = (self.office, self.copy_id, page, self.record, self.amended, self.position, self.digest, self.at)
        digest = hashlib.sha256(".".join(map(str, what)).encode()).digest()
        bits = int.from_bytes(digest[:4], "big")
        return "".join(CROCKFORD[bits >> 5 * at & 31] for at in range(CHECK))

    def fits(self, page: int, check: str) -> bool:
        """Whether the check characters that a paper bears are those of this page."""
        return secrets.compare_digest(self.check(page), check)


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
    check: str


@dataclass(frozen=True)
class ShortCode:
    """`number` is the record's, which stands before it on a sample's label."""

    copy_id: int
    page: int
    check: str
    number: str = ""


def new_office() -> str:
    """Drawn at random once for a desk, so that another office's paper is known as such."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(OFFICE))


def parse(text: str) -> PageCode | None:
    """None for any other text; nothing is put right."""
    found = _LONG.fullmatch(text)
    if found is None:
        return None
    office, *numbers, digest, check = found.groups()
    record, amended, position, page, pages = map(int, numbers)
    return PageCode(office, record, amended, position, page, pages, digest, check) if page <= pages else None


def is_broken(text: str) -> bool:
    """Whether it begins as the main mark of a copy and says nothing that one can say."""
    return text.strip().upper().startswith(SIGN) and parse(text) is None


def parse_short(text: str) -> ShortCode | None:
    """As typed by a person: lower case, blanks, hyphens left out, O for 0, I and L for 1. A hyphen elsewhere than
    between its parts is none of ours: YP-202611-001 is a number. A label's code is one with the number before it."""
    plain = unicodedata.normalize("NFKC", text).upper()
    label = _LABEL.fullmatch(plain)
    found = _SHORT.fullmatch(label[2] if label else plain.translate(MISTAKEN))
    if found is None:
        return None
    copy, page, said = found.groups()
    copy_id = number(copy)
    stands = label[1] if label else ""
    return ShortCode(copy_id, int(page), said, stands) if copy_id and numeral(copy_id) == copy else None


def number_of(text: str) -> str:
    """What a scanner has typed from a label, its number alone; any other text as it is."""
    if "/" not in text and "／" not in text:
        return text
    short = parse_short(text)
    return short.number if short and short.number else text


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
