"""The main job on a sample factory of its own, without anybody at the window: filled, signed, printed."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from forms import printing, registry
from forms.registry import Shelf
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.kinds import Kind
from qcdesk.services.basics import opening, people, pins
from qcdesk.services.demo import sample_factory
from qcdesk.services.sheets import approval, records, search, ways_on
from qcdesk.services.sheets.ways_on import OpenStep
from qcdesk.views import PersonView, RecordView
from qcdesk.workflow import VOID

PIN = "123456"
MOST_STEPS = 40
SIGNER = "qcmgr"
TURNS = 20


def without_screen() -> None:
    """Qt draws into memory where no screen is announced."""
    seen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not seen and not os.environ.get("QT_QPA_PLATFORM"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


@contextmanager
def sample_home() -> Iterator[Path]:
    """A home with a fresh sample factory, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="qcdesk-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        desk = opening.make_desk(home, registry.load().kinds)
        try:
            sample_factory.fill(desk)
        finally:
            desk.close()
        yield home


def settle() -> None:
    """Lets work off the main thread end, and the window paint what it brought."""
    from PySide6.QtCore import QThreadPool
    from PySide6.QtWidgets import QApplication

    for _ in range(TURNS):
        QApplication.processEvents()
        QThreadPool.globalInstance().waitForDone()


def printed_kinds(shelf: Shelf) -> tuple[Kind, ...]:
    """Every paper form, and the case with all that belongs in its file."""
    return (*shelf.kinds.current, shelf.kinds.newest(CASE))


def fullest(desk: Desk, kind: Kind) -> int:
    """The record of the form that has most in it, and signatures."""
    rows = search.find(desk, search.Query(forms=(kind.code,), limit=500)).rows
    views = [records.get(desk, row.id) for row in rows if row.state != VOID]
    return max(views, key=lambda view: (len(view.signatures), len(str(view.values)))).id


def filled_and_signed(desk: Desk, kind: Kind) -> RecordView:
    """A new sheet with the values of the fullest one, taken through its steps by the people whose turn it is; the
    fullest case itself, whose steps hang on the sheets and samples that it has."""
    if not kind.sheet:
        return records.get(desk, fullest(desk, kind))
    everybody = people.listed(desk, active_only=True)
    full = records.get(desk, fullest(desk, kind)).values
    typed = {name: value for name, value in full.items() if not kind.field(name).filled_by_program}
    made = records.create(desk.seating(everybody[0]), kind.code, typed).record or 0
    for _ in range(MOST_STEPS):
        turn = _next_step(desk, made, everybody)
        if turn is None:
            break
        person, step = turn
        proof = pins.prove(desk, person.login, PIN)
        approval.take(desk.seating(person), made, step.action, proof)
    return records.get(desk, made)


def _next_step(desk: Desk, record: int, everybody: list[PersonView]) -> tuple[PersonView, OpenStep] | None:
    """Who can take the sheet forward now, and by which step."""
    view = records.get(desk, record)
    for person in everybody:
        for item in ways_on.open_steps(desk.seating(person), view):
            if item.allowed and not item.step.reason and not item.step.goes_back:
                return person, item
    return None


def print_all(desk: Desk, shelf: Shelf, record: RecordView, folder: Path) -> list[Path]:
    """The sheet in Chinese and bilingual as PDF, and as Excel."""
    name = f"{record.number or record.id}-{record.kind.title}".replace("/", "-")
    files = []
    for lang, end in (("zh", ".pdf"), ("zh-en", "-双语.pdf"), ("zh", ".xlsx")):
        path = folder / f"{name}{end}"
        printing.save(printing.record_print(desk, shelf, record.id, lang), path)
        files.append(path)
    return files
