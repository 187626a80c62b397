"""Opening a long sheet on screen, against as many bare line edits in a window."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import factory
from harness import Case
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.paper.record_page import RecordPage
from ui.session import Session
from ui.style.dress import dress

LINES = 40


def cases(folder: Path) -> Iterator[Case]:
    """The window's own dress on both sides: its style sheet costs every widget something."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app)
    desk = factory.copy_of(factory.make_template(folder / "template"), folder / "home")
    session = Session(factory.seat(desk, "merch"), factory.shelf())
    rework = factory.sample("rework_record-reflector")
    rework["exec_lines"] = list(itertools.islice(itertools.cycle(rework["exec_lines"]), LINES))
    long = "断口呈贝壳纹，起裂点在退刀槽 R 角处；同批其余未见裂纹，已隔离。\n" * LINES
    for title, form, values, reach in (
        (f"open a rework record of {LINES} lines", "rework_record", rework, 1.5),
        (f"open an anomaly of {LINES} lines of words", "qc_anomaly", factory.anomaly(description=long), 8.0),
    ):
        record = factory.draft(desk, form, values)
        bare = count(session, record)
        yield Case(
            f"{title} / {bare} bare line edits",
            lambda record=record: opened(app, session, record),
            lambda bare=bare: bare_edits(app, bare),
            reach=reach,
        )


def count(session: Session, record: int) -> int:
    """Cells with an editor, every cell of a line table counted."""
    page = RecordPage(session, record)
    assert page.view.sheet is not None
    cells = sum(cell.kind in ("value", "area") for cell in page.view.sheet.cells())
    page.deleteLater()
    return cells


def opened(app: QApplication, session: Session, record: int) -> None:
    page = RecordPage(session, record)
    page.resize(1170, 900)
    painted(app, page)


def bare_edits(app: QApplication, many: int) -> None:
    window = QWidget()
    window.resize(1170, 900)
    for at in range(many):
        edit = QLineEdit("2026-11-05", window)
        edit.setGeometry(at % 9 * 80, at // 9 * 22, 78, 20)
    painted(app, window)


def painted(app: QApplication, window: QWidget) -> None:
    """Shown, painted and gone."""
    window.show()
    app.processEvents()
    window.grab()
    window.close()
    window.deleteLater()
    app.processEvents()
