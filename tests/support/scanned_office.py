"""An office whose signed sheets came back from paper: real prints, names scrawled into their boxes, scanned."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import factory
import scanned
from PIL import Image
from scanned import Way

from forms import filing, pdf, printing
from qcdesk.desk import Desk
from qcdesk.services.papers.copy_list import CopyView

SIGNED = ("prod_sign", "reviewed")


@dataclass(frozen=True)
class Paper:
    """A copy, and its first page as the scanner gives it."""

    copy: CopyView
    scan: bytes


@dataclass(frozen=True)
class Office:
    """`rework` is scanned and waits to be confirmed, as does `other`; `fresh` has two copies of one sheet that have
    not come back. `stranger` is a page without any code, taken in as well."""

    database: Path
    rework: CopyView
    other: CopyView
    fresh: tuple[Paper, Paper]
    stranger: bytes


def make(desk: Desk) -> Office:
    """On a desk of the test factory; it is left with two pages filed and one flagged."""
    (first, page), (other, second) = _printed(desk, rework(desk)), _printed(desk, rework(desk))
    record = rework(desk)
    fresh = [Paper(copy, _scan(picture, 7 + at)) for at, (copy, picture) in
             enumerate((_printed(desk, record), _printed(desk, record)))]  # fmt: skip
    plain = page.crop((200, 900, 2200, 2600)).reduce(2)
    sheet = Image.new("L", (1240, 1754), 255)
    sheet.paste(plain, (100, 300))
    stranger = scanned.jpeg(sheet)
    take(desk, _scan(_signed(first, page, *SIGNED), 3), "签回-1.jpg")
    take(desk, _scan(_signed(other, second, *SIGNED), 4), "签回-2.jpg")
    take(desk, stranger, "没有码.jpg")
    file = next(desk.home.glob("*.db"))
    return Office(file, first, other, (fresh[0], fresh[1]), stranger)


def bring_files(office: Office, home: Path) -> None:
    """The scans of a copied desk."""
    shutil.copytree(office.database.parent / "attachments", home / "attachments")


def take(desk: Desk, content: bytes, name: str) -> None:
    filing.take_bytes(factory.seat(desk, "qc"), content, name)


def rework(desk: Desk) -> int:
    """A 返工返修记录表 handed to the shop floor: 生产主管 signs next."""
    record = factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"))
    factory.take(desk, record, "submit", "prod")
    return record


def _printed(desk: Desk, record: int) -> tuple[CopyView, Image.Image]:
    made = printing.copy_print(factory.seat(desk, "qc"), factory.shelf(), record)
    return made.copies[0], scanned.rendered(pdf.to_bytes(made.sheets, made.gallery))[0]


def _signed(copy: CopyView, page: Image.Image, *slots: str) -> Image.Image:
    picture, drawn = page.copy(), random.Random(11)
    for box in copy.page_boxes[0]["boxes"]:
        if box["slot"] in slots:
            scanned.scrawl(picture, box, drawn)
    return picture


def _scan(picture: Image.Image, seed: int) -> bytes:
    return scanned.jpeg(scanned.scan(picture, Way(tilt=1, noise=6, seed=seed)))
