"""A desk of every older version shows every page, its rules, its year and its samples, and goes on."""

import shutil
from pathlib import Path
from typing import Any

import factory
import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from qcdesk import paths
from qcdesk.rules.rows import DEADLINE
from qcdesk.services.rules import rulebook
from qcdesk.services.trail import verifying
from qcdesk.store.migrations import CURRENT
from ui import app
from ui.pages.masters import BESIDE
from ui.pages.places import PLACES
from ui.window import MainWindow

OLD = Path(__file__).resolve().parents[2] / "data" / "old"


@pytest.fixture
def old(request: pytest.FixtureRequest, tmp_path: Path, at_once: None, qtbot: Any) -> Any:
    shutil.copy(OLD / f"schema-{request.param}.db", tmp_path / paths.DATABASE)
    window = app.open_desk(tmp_path)
    with qtbot.waitExposed(window):
        window.show()
    window.seat("qcmgr", factory.PIN)
    yield window
    window.close()
    window.deleteLater()
    QApplication.processEvents()
    window.session.desk.close()


@pytest.mark.parametrize("old", range(1, CURRENT + 1), indirect=True)
def test_every_page_of_an_old_desk_shows_and_its_rules_are_changed(old: MainWindow) -> None:
    shell = old.desk()
    for place in PLACES:
        assert shell.go(place.name) is not None
    for name, _, _ in BESIDE:
        page: Any = shell.go("masters")
        assert page.beside(name).isVisible()
    samples: Any = shell.go("samples")
    assert samples.listing.rows.rowCount() >= 1
    desk = old.session.desk
    rulebook.change(desk, DEADLINE, "CAUSE-1W", {"amount": 2})
    rules: Any = page.beside("rules")
    rules.refresh()
    assert any("CAUSE-1W" in group.codes for group in rules.listings[DEADLINE].rows.rows)
    assert verifying.verify(desk) == []


@pytest.mark.parametrize(("width", "height"), [(1366, 740), (1092, 614), (960, 520)])
@pytest.mark.parametrize("name", [name for name, _, _ in BESIDE])
def test_pages_behind_tabs_fit_and_no_button_is_cut(
    seated: Any, qtbot: Any, name: str, width: int, height: int
) -> None:
    window = seated("qcmgr")
    window.resize(width, height)
    qtbot.waitUntil(lambda: window.shell.width() == width)
    page = window.shell.go("masters").beside(name)
    QApplication.processEvents()
    assert window.width() == width
    assert page.width() <= window.shell.stack.width()
    cut = [button.text() for button in page.findChildren(QPushButton)
           if button.isVisible() and button.width() < button.sizeHint().width()]  # fmt: skip
    assert cut == []
