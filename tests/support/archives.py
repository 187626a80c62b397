"""A case with what an archive package takes: sheets of several forms, a photo, a signed copy back as a scan."""

import io
from dataclasses import dataclass

import cases
import factory
import pictures
from PIL import Image

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.services.sheets import attaching, records
from qcdesk.services.trail import kept_rows

STRANGE = "..\\..\\CON 断口<1>🙂.JPG"
"""What a phone or a joker calls a picture."""


@dataclass(frozen=True)
class Filled:
    case: int
    anomaly: int
    photo: str
    scan: str


def filled(desk: Desk) -> Filled:
    """Open, with an 异常单 that is approved by nobody yet, a label, a photo and a scan of two pages."""
    case = cases.registered(desk, samples=4)
    anomaly = cases.sheet(desk, case, "qc_anomaly", "qc_anomaly-spindle", "submit", customer=cases.CUSTOMER)
    cases.sealed(desk, case, seal_qty=2, location="B-01")
    photo = hung(desk, case, "断口.jpg")
    return Filled(case, anomaly, photo, scanned(desk, anomaly))


def hung(desk: Desk, case: int, name: str, content: bytes = b"") -> str:
    """A photo among the case's further evidence."""
    seat = factory.seat(desk, "qc")
    entry = attaching.add_bytes(seat, content or pictures.picture(800, 600), "断口.jpg")
    old = attaching.entries(records.get(desk, case).values.get("evidence_photos"))
    new = [*old, {**entry, "name": name}]
    records.save(seat, case, records.get(desk, case).version, {"evidence_photos": new})
    return str(entry["sha256"])


def scanned(desk: Desk, record: int, name: str = STRANGE) -> str:
    """A numbered copy of the record, back as a TIFF of two pages."""
    seat = factory.seat(desk, "qc")
    buffer = io.BytesIO()
    first, second = (Image.new("L", (826, 1169), shade) for shade in (250, 235))
    first.save(buffer, "TIFF", save_all=True, append_images=[second])
    sha256 = str(attaching.add_bytes(seat, buffer.getvalue(), name)["sha256"])
    row = records.row_of(desk, record)
    copy: dict[str, canonical.Json] = {
        "record": record, "position": 1, "version": row.version, "amended": 0, "made": "sign", "pages": 2,
        "digest": canonical.digest(row.payload), "lang": "zh", "reprint": False, "boxes": "{}",
    }  # fmt: skip
    with desk.store.write():
        made = kept_rows.append(seat, "copy_made", [("copy", copy)], record=record).ids[0]
        pages: list[tuple[str, dict[str, canonical.Json]]] = [
            ("scan", {"file": sha256, "page": page, "code": "", "copy": made, "sheet_page": page, "flag": "",
                      "said": "{}"})
            for page in (1, 2)
        ]  # fmt: skip
        kept_rows.append(seat, "scanned", pages, record=record)
    return sha256
