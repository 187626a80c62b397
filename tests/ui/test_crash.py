"""When the program is at fault: a report, a sentence, no second dialog; with a window, without one, in a thread."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sources
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton

from ui import crash


@pytest.fixture
def guard(tmp_path, qapp, monkeypatch):
    made = crash.CrashPath(tmp_path / "home")
    monkeypatch.setattr(made, "_say", lambda text: None)
    hooks = sys.excepthook, threading.excepthook
    made.install()
    yield made
    made.close()
    sys.excepthook, threading.excepthook = hooks


def raised(error: BaseException) -> tuple:
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.type, caught.value, caught.tb


def shown() -> list:
    return [one for one in QApplication.topLevelWidgets() if one.objectName() == "crash" and one.isVisible()]


def test_a_fault_is_written_down_and_told_with_the_work_safe(guard, qtbot, in_dialog) -> None:
    told = []

    def read(dialog) -> None:
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.findChild(QPushButton, "copy").click()
        assert "ZeroDivisionError" in dialog.findChild(QPlainTextEdit, "report").toPlainText()
        dialog.findChild(QPushButton, "close").click()

    in_dialog(read)
    guard.take(*raised(ZeroDivisionError("x")))
    qtbot.waitUntil(lambda: bool(told))
    assert "安全" in told[0]
    assert str(guard.folder) in told[1]
    assert "ZeroDivisionError" in QApplication.clipboard().text()
    report = next(guard.folder.glob("2*.txt")).read_text(encoding="utf-8")
    assert "QCDesk" in report


def test_a_fault_in_a_slot_reaches_the_crash_path(guard, qtbot, in_dialog) -> None:
    seen = []
    in_dialog(lambda dialog: (seen.append(dialog), dialog.accept()))
    monkey = guard.take
    QTimer.singleShot(0, lambda: monkey(*raised(RuntimeError("slot"))))
    qtbot.waitUntil(lambda: bool(seen))


def test_a_fault_in_a_thread_is_told_on_the_main_one(guard, qtbot, in_dialog) -> None:
    seen = []
    in_dialog(lambda dialog: (seen.append(threading.current_thread()), dialog.accept()))
    worker = threading.Thread(target=lambda: guard.take(*raised(ValueError("thread"))))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [threading.main_thread()]


def test_a_second_fault_meanwhile_opens_no_second_dialog(guard, qtbot, in_dialog) -> None:
    counts = []

    def again(dialog) -> None:
        guard.take(*raised(KeyError("second")))
        QApplication.processEvents()
        counts.append(len(shown()))
        dialog.accept()

    in_dialog(again)
    guard.take(*raised(KeyError("first")))
    qtbot.waitUntil(lambda: bool(counts))
    assert counts == [1]


def test_a_dialog_that_fails_is_survived(guard, qtbot, monkeypatch) -> None:
    said = []
    monkeypatch.setattr(guard, "_say", said.append)

    def broken(*_: object) -> None:
        raise RuntimeError("no dialog")

    monkeypatch.setattr(crash, "dialog", broken)
    guard.take(*raised(KeyError("first")))
    qtbot.waitUntil(lambda: any("the crash dialog failed" in text for text in said))
    assert list(guard.folder.glob("2*.txt"))


def test_a_home_that_cannot_be_written_still_tells(tmp_path, qapp, qtbot, in_dialog, monkeypatch) -> None:
    (tmp_path / "file").write_text("in the way")
    made = crash.CrashPath(tmp_path / "file")
    monkeypatch.setattr(made, "_say", lambda text: None)
    told = []
    in_dialog(lambda dialog: (told.extend(label.text() for label in dialog.findChildren(QLabel)), dialog.accept()))
    made.take(*raised(KeyError("x")))
    qtbot.waitUntil(lambda: bool(told))
    assert "没有写成" in told[1]


def test_without_an_application_the_report_is_written_alone(tmp_path) -> None:
    code = "import sys; from pathlib import Path; from ui import crash; crash.install(Path(sys.argv[1])); 1 / 0"
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, cwd=sources.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr
    assert len(list((tmp_path / "crash").glob("2*.txt"))) == 1


def test_a_hard_crash_is_told_at_the_next_start(tmp_path, qapp, in_dialog) -> None:
    code = (
        "import ctypes, sys; from pathlib import Path; from ui import crash; crash.install(Path(sys.argv[1])); "
        "ctypes.string_at(0)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    assert subprocess.run(command, cwd=sources.ROOT, capture_output=True, check=False).returncode != 0
    guard = crash.install(tmp_path)
    told = []
    in_dialog(lambda dialog: (told.extend(label.text() for label in dialog.findChildren(QLabel)), dialog.accept()))
    guard.show_last()
    guard.show_last()
    guard.close()
    assert "意外中断" in told[0]
    assert not (Path(tmp_path) / "crash" / crash.HARD).exists()


def test_a_peaceful_end_leaves_no_report(tmp_path) -> None:
    crash.install(tmp_path).close()
    assert list((tmp_path / "crash").iterdir()) == []
