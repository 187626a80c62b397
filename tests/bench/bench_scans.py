"""Scans: the whole reading of a page, its boxes judged and cut out, against zxing-cpp decoding the same picture."""

import io
from collections.abc import Iterator
from pathlib import Path

import paper
import scanned
import zxingcpp
from harness import Case
from PIL import Image
from scanned import Printed, Way

from forms.reading import crop, ink, pages, read, straightened

SCANS = (
    ("150 dpi, tilted", "qc_anomaly", Way(dpi=150, tilt=3.2, noise=12, quality=40)),
    ("200 dpi, grey, upside down", "complaint_register", Way(dpi=200, tilt=-2, turn=2, paper=225, quality=60)),
    ("300 dpi, across", "seal_ledger", Way(dpi=300, tilt=1.5, turn=1, quality=75)),
    ("200 dpi, a phone's", "rework_record", Way(dpi=200, tilt=-3, keystone=0.03, shade=True, table=110, quality=60)),
)


def cases(folder: Path) -> Iterator[Case]:
    """The file lies in memory on both sides; the peer is asked for QR codes alone."""
    for name, code, way in SCANS:
        copy = scanned.printed(paper.SHELF.newest(code))
        file = scanned.jpeg(scanned.scan(copy.pages[0], way), way.quality)
        yield Case(
            f"reading a scan ({name}), against zxing-cpp",
            lambda file=file, copy=copy: whole(file, copy),  # type: ignore[misc]
            lambda file=file: decoded(file),  # type: ignore[misc]
            reach=3.0,
        )


def whole(file: bytes, copy: Printed) -> int:
    """Decoded, its code read, straightened by its frame, every signature box judged and cut out."""
    (page,) = pages(file, "scan.jpg")
    found = straightened(read(page), copy.geometry[0])
    assert found.sure
    return sum(len(ink(found, box).verdict) + crop(found, box).width for box in copy.geometry[0]["boxes"])


def decoded(file: bytes) -> str:
    """The code's text."""
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(file)), formats=zxingcpp.BarcodeFormat.QRCode)
    return str(found.text)
