"""Before there is a desk: the first start, the trouble, and what a start must not load."""

import subprocess
import sys

import factory
import pytest
import sources
from PySide6.QtCore import Qt

from qcdesk.errors import NotFound, Unavailable
from qcdesk.services.basics import office, office_seal, opening, people
from ui import app
from ui.pages.first_start import FirstStart
from ui.pages.trouble import Trouble

HEAVY = ("reportlab", "openpyxl", "pypdfium2", "pypinyin", "PIL")


@pytest.fixture
def first(tmp_path, at_once, qtbot):
    page = FirstStart(tmp_path / "new", None)
    qtbot.addWidget(page)
    page.show()
    return page


def fill(page, **changes: str) -> None:
    told = {"company": "新厂", "name": "王小明", "login": "wang", "pin": "246810", "again": "246810", **changes}
    for name, text in told.items():
        page.fields[name].setText(text)


def test_a_new_office_is_made_with_its_first_administrator(first, tmp_path, qtbot) -> None:
    fill(first)
    with qtbot.waitSignal(first.made):
        qtbot.mouseClick(first.make, Qt.MouseButton.LeftButton)
    desk = opening.open_desk(tmp_path / "new", factory.shelf().kinds)
    assert people.get(desk, "wang").roles == ("admin",)
    assert office.view(desk).company == "新厂"
    assert [one.subject for one in office_seal.certificates(desk)] == ["新厂"]
    desk.close()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"company": ""}, "都要填"),
        ({"again": "246811"}, "不一样"),
        ({"pin": "12", "again": "12"}, "6 到 32 位"),
        ({"login": "王"}, "登录名只能用"),
    ],
)
def test_what_is_missing_is_said_and_can_be_mended(first, qtbot, changes, sentence) -> None:
    fill(first, **changes)
    qtbot.mouseClick(first.make, Qt.MouseButton.LeftButton)
    assert sentence in first.fault.text()
    fill(first)
    with qtbot.waitSignal(first.made):
        qtbot.mouseClick(first.make, Qt.MouseButton.LeftButton)


def test_a_home_without_a_desk_is_no_error_but_a_first_start(tmp_path, at_once, qtbot) -> None:
    with pytest.raises(NotFound):
        app.open_desk(tmp_path / "nothing")
    entrance = app.Entrance(tmp_path / "nothing", None)
    entrance.enter()
    assert isinstance(entrance.window, FirstStart)
    fill(entrance.window)
    qtbot.mouseClick(entrance.window.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: entrance.window.objectName() == "main_window")
    entrance.window.close()
    entrance.close()


def test_a_damaged_file_is_told_calmly_and_tried_again(home, at_once, qtbot) -> None:
    file = next(home.glob("*.db"))
    sound = file.read_bytes()
    file.write_bytes(b"no database at all" * 100)
    entrance = app.Entrance(home, None)
    entrance.enter()
    assert isinstance(entrance.window, Trouble)
    file.write_bytes(sound)
    entrance.window.again.emit()
    assert entrance.window.objectName() == "main_window"
    entrance.window.close()
    entrance.close()


def test_trouble_says_its_sentence_and_the_folder(tmp_path, at_once, qtbot) -> None:
    from PySide6.QtWidgets import QLabel

    page = Trouble(tmp_path, Unavailable("磁盘已满。"))
    qtbot.addWidget(page)
    told = "".join(label.text() for label in page.findChildren(QLabel))
    assert "磁盘已满。" in told
    assert str(tmp_path) in told


@pytest.mark.parametrize(
    ("until", "names"),
    [
        ("", (*HEAVY, "qcdesk.kinds", "forms.grid", "ui.pages.shell", "argon2", "zoneinfo", "tomllib")),
        (f"window.seat('qc', {factory.PIN!r}); QApplication.processEvents()", HEAVY),
    ],
    ids=["signing in needs no form", "the workbench prints nothing"],
)
def test_a_window_has_not_loaded_what_only_later_pages_need(home, until: str, names: tuple[str, ...]) -> None:
    code = (
        "import sys\nfrom PySide6.QtWidgets import QApplication\nfrom ui.app import open_desk\n"
        f"window = open_desk(sys.argv[1]); window.show(); {until}\n"
        f"print(*[name for name in {names!r} if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, str(home)]
    done = subprocess.run(command, cwd=sources.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": ""}, "name"), ({"login": "王"}, "login"), ({"pin": "12"}, "pin"), ({"again": "1"}, "again")],
)
def test_the_faulty_field_has_the_cursor_and_nothing_was_begun(first, tmp_path, qtbot, changes, field) -> None:
    fill(first, **changes)
    first.activateWindow()
    qtbot.mouseClick(first.make, Qt.MouseButton.LeftButton)
    assert first.focusWidget() is first.fields[field]
    assert first.fields[field].property("fault")
    assert all(editor.isEnabled() for editor in first.fields.values())
    assert not (tmp_path / "new").exists()
