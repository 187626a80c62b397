"""Numbered copies and their scanned pages as the reading gives them, for tests of what the office does with them."""

from pathlib import Path

import factory

from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import copies, copy_list, inked, scans
from qcdesk.services.papers.copy_list import SIGN, CopyView
from qcdesk.services.papers.ink_boxes import InkBox
from qcdesk.services.papers.inked import Mark, Outcome
from qcdesk.services.papers.placing import Seen
from qcdesk.services.papers.scan_list import FLAGGED
from qcdesk.services.papers.scans import Taken
from qcdesk.services.sheets import records
from qcdesk.views import SignatureView

CLERK = "qc"
REWORK_SLOTS = ("issue_sign", "prod_sign", "qc_sign", "prepared", "reviewed", "approved")

SUPPLIERS = "26031ABCD"
"""A supplier's lot in a Data Matrix, which happens to have the shape of a short code."""


def boxes(*slots: str, pages: int = 1, marked: bool = True) -> dict[str, Json]:
    """Where the signature boxes stand: all of them on the last page."""
    main: dict[str, Json] = {"main": [18200, 500, 1600], "second": [440, 28040, 660]} if marked else {}
    page: dict[str, Json] = {"w": 21000, "h": 29700, "frame": [1200, 3000, 18600, 22000], **main}
    each: list[Json] = [
        {"slot": slot, "label": slot, "x": 1200 + 4000 * at, "y": 24000, "w": 4000, "h": 1200, "printed": []}
        for at, slot in enumerate(slots)
    ]
    return {"pages": [{**page, "boxes": each if at == pages - 1 else []} for at in range(pages)]}


def printed(desk: Desk, record: int, *slots: str, pages: int = 1, made: str = SIGN, marked: bool = True) -> CopyView:
    clerk = factory.seat(desk, CLERK)
    where = boxes(*(slots or ("prepared", "reviewed", "approved")), pages=pages, marked=marked)
    return copies.register(clerk, records.get(clerk, record), pages, where, "zh", made)


def seen(desk: Desk, copy: CopyView, page: int = 1, at: int = 1, **boxes_seen: str) -> Seen:
    """The page of a copy, the `at`-th of its file, with what was seen in its boxes: reviewed="signed"."""
    verdicts: list[Json] = [{"slot": slot, "verdict": verdict, "share": 0} for slot, verdict in boxes_seen.items()]
    text = copy.code.text(page, copy.pages)
    return Seen(at, (text,), said={"boxes": verdicts} if verdicts else {})


def scanned(desk: Desk, *pages: Seen, content: bytes = b"%PDF-1.4 scan", name: str = "扫描_20261122.pdf") -> Taken:
    """By the clerk."""
    return scans.take_in(factory.seat(desk, CLERK), content, name, "application/pdf", pages)


def flag(taken: Taken, page: int = 1) -> tuple[str, str]:
    """Why a page was not filed: the name of the flag and its sentence."""
    found = taken.pages[page - 1]
    assert (found.state, found.copy) == (FLAGGED, None)
    return found.flag, found.why


def submitted(desk: Desk) -> int:
    """Straight to 审核, its blocks' boxes left for ink."""
    record = factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"))
    factory.take(desk, record, "submit", "prod")
    return record


def back(desk: Desk, record: int, *slots: str, **verdicts: str) -> CopyView:
    """Printed, signed on paper and scanned; seen signed in every box where nothing else is said."""
    copy = printed(desk, record, *(slots or REWORK_SLOTS))
    verdicts = verdicts or dict.fromkeys(slots or REWORK_SLOTS, "signed")
    scanned(desk, seen(desk, copy, **verdicts), content=f"%PDF {copy.id}".encode())
    return copy_list.get(desk, copy.id)


def confirmed(desk: Desk, copy: CopyView, *marks: Mark, by: str = "qc") -> list[Outcome]:
    return inked.confirm(factory.seat(desk, by), copy.id, marks, Proof(by))


def only(outcomes: list[Outcome]) -> Outcome:
    assert len(outcomes) == 1
    return outcomes[0]


def signature(desk: Desk, record: int, slot: str) -> SignatureView:
    found = records.get(desk, record).signature(slot)
    assert found is not None
    return found


def box(desk: Desk, copy: CopyView, slot: str) -> InkBox:
    return next(one for one in inked.proposed(desk, copy.id).boxes if one.slot == slot)


def kept_files(desk: Desk) -> list[Path]:
    """Of a desk on SQLite."""
    folder = desk.home / "attachments"
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
