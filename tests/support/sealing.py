"""Labels of sealed samples: sealed for a case, printed, moved, and found on the page of the samples."""

from typing import Any

import cases
import factory

from forms import printing
from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.services.samples import custody


def qc(desk: Desk) -> Desk:
    """Whoever keeps the samples is at the desk."""
    return factory.seat(desk, "qc")


def sealed(desk: Desk, pieces: int = 2, **changes: object) -> tuple[int, str]:
    """A case with one label of so many pieces; the case and the label's number."""
    case = cases.registered(desk, samples=pieces)
    return case, factory.number(desk, cases.sealed(desk, case, seal_qty=pieces, **changes))


def put_out(desk: Desk, label: int, how: str = "printer") -> None:
    printing.note_print(qc(desk), printing.record_print(desk, factory.shelf(), label), how, pages=1)


def moved(desk: Desk, label: int, place: str) -> Change:
    """All its pieces."""
    return custody.move(qc(desk), label, "move", {"pieces": custody.get(desk, label).there, "place": place})


def shown(page: Any) -> list[str]:
    """The numbers on the page, from the top."""
    return [held.sample.number for held in page.listing.rows.rows]


def choose(page: Any, number: str) -> Any:
    """The line of the label."""
    at = shown(page).index(number)
    page.listing.selectRow(at)
    return page.listing.rows.rows[at]
