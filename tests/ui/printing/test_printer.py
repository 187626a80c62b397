"""From the window's print command to a real CUPS queue."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import factory
import print_queue
import pytest
import sources
from sheets import told

SMALL = 400_000
GLYPHS = 300

# In a process of its own: CUPS remembers the first server a process asks.
BY_HAND = """
import sys
from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from ui.app import open_desk
from ui.printing.actions import print_record

home, pin, number, copies = sys.argv[1:]
window = open_desk(home)
window.show()
window.seat("qcmgr", pin)
session = window.session

def answer():
    dialog = QApplication.activeModalWidget()
    print(dialog.printer_name)
    dialog.copies_box.setValue(int(copies))
    dialog.accept()

QTimer.singleShot(300, answer)
from qcdesk.services.sheets import records
print_record(window, session, records.get(session.desk, number).id, "printer")
QThreadPool.globalInstance().waitForDone()
for _ in range(20):
    QApplication.processEvents()
from qcdesk.services.trail import history
print(history.told(session.desk, number)[-1].sentence)
print(window.remembered.value("printer"))
from qcdesk.services.papers import copies, copy_list
for copy in copy_list.of_record(session.desk, records.get(session.desk, number).id):
    print(copy.code.short(1), copy.state)
window.close()
session.desk.close()
"""

pytestmark = [
    pytest.mark.skipif(bool(print_queue.missing()), reason=print_queue.missing() or "-"),
    pytest.mark.slow,
]


@pytest.fixture
def queue() -> Iterator[print_queue.Queue]:
    with print_queue.running() as found:
        yield found


def number_in(home) -> str:
    from qcdesk.services.basics import opening
    from qcdesk.services.sheets import search

    desk = opening.open_desk(home, factory.shelf().kinds)
    rows = search.find(desk, search.Query(forms=("qc_anomaly",))).rows
    desk.close()
    return next(row.number for row in rows if row.number)


def by_hand(queue, home, number: str, copies: int) -> list[str]:
    """What the window says once it has printed so many copies."""
    command = [sys.executable, "-c", BY_HAND, str(home), factory.PIN, number, str(copies)]
    environment = {**os.environ, "CUPS_SERVER": queue.server}
    done = subprocess.run(command, cwd=sources.ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_each_of_several_copies_reaches_the_queue_with_its_own_number(queue, home) -> None:
    number = number_in(home)
    _, said, _, *copies = by_hand(queue, home, number, 3)
    assert (said, len(copies)) == ("打印 1 页 × 3 份", 3)
    paper = queue.printed(number)
    assert "Pages:           3" in told("pdfinfo", paper)
    words = told("pdftotext", "-raw", queue.sent(), "-")
    assert all(copy.split()[0] in words for copy in copies)


def test_a_sheet_printed_by_hand_comes_out_as_vectors(queue, home) -> None:
    number = number_in(home)
    printer, said, remembered, copy = by_hand(queue, home, number, 1)
    assert (printer, said, remembered) == (queue.name, "打印 1 页", queue.name)
    assert copy.endswith(" printed")

    paper = queue.printed(number)
    assert len(told("pdfimages", "-list", paper).splitlines()) == 2
    assert "A4" in told("pdfinfo", paper)
    assert len(re.sub(r"\s", "", told("pdftotext", paper, "-"))) > GLYPHS
    assert paper.stat().st_size < SMALL
    assert number in told("pdftotext", "-raw", queue.sent(), "-")


STOPPED = """
import sys
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from forms.sheet import Page, Words
from ui.printing.ink import run_off

app = QApplication([])
printer = QPrinter(QPrinter.PrinterMode.HighResolution)
printer.setPrinterName(sys.argv[1])
pages = [Page(210, 297, (Words(20, 20, f"第 {number} 页", 10),)) for number in range(20)]

class Stopped(Exception):
    pass

def told(done, of):
    if done == 12:
        raise Stopped

try:
    run_off(printer, pages, None, told)
except Stopped:
    print("stopped")
"""


def test_a_print_that_is_stopped_sends_the_queue_nothing(queue) -> None:
    """Not the pages drawn so far either: half a bundle on the tray looks like a whole one."""
    environment = {**os.environ, "CUPS_SERVER": queue.server, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", STOPPED, queue.name]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert (done.stdout, done.returncode) == ("stopped\n", 0), done.stderr
    # CUPS opens a job before it looks for the file, and takes it back when there is none: it may stand in its list.
    assert list(queue.spool.glob("d*")) == []
    assert queue.waiting() == ""
