"""Many at once: numbers without gaps, one winner in every race."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import DeskError, Refused, Stale
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import approval, records, search
from qcdesk.services.sheets.search import Query
from qcdesk.services.trail import verifying

WALKER = Path(factory.__file__).with_name("walker.py")
PROGRAMS, SHEETS = 8, 5
RACES = 20


@pytest.mark.slow
def test_eight_programs_draw_numbers_without_gaps(desk: Desk, database_url: str) -> None:
    """Each takes five sheets through five writes: a draft, a change, three signatures."""
    command = [sys.executable, str(WALKER), str(desk.home), database_url, str(SHEETS)]
    walkers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(PROGRAMS)
    ]
    numbers = []
    for walker in walkers:
        assert walker.stdin is not None
        walker.stdin.write(b"go\n")
        walker.stdin.flush()
    for walker in walkers:
        out, error = walker.communicate(timeout=120)
        assert (walker.returncode, error) == (0, b"")
        numbers += [int(line.rpartition("-")[2]) for line in out.decode().split()]
    assert sorted(numbers) == list(range(1, PROGRAMS * SHEETS + 1))
    assert verifying.verify(desk) == []


def test_verify_and_prints_see_one_moment_while_others_write(desk: Desk, database_url: str) -> None:
    """Otherwise a sheet signed between two questions would look as if it had been tampered with."""
    command = [sys.executable, str(WALKER), str(desk.home), database_url, "6"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as walker:
        assert walker.stdin is not None
        walker.stdin.write(b"go\n")
        walker.stdin.flush()
        seen = 0
        while walker.poll() is None:
            assert verifying.verify(desk) == []
            shown = [records.get(desk, row.id) for row in search.find(desk, Query()).rows]
            assert all(item.sound for view in shown for item in view.signatures)
            seen += len(shown)
        assert walker.returncode == 0
    assert seen


@pytest.mark.slow
def test_of_approval_and_return_exactly_one_wins(desk: Desk, database_url: str) -> None:
    """Both saw the same version; the other is told who was first, and nothing is half done."""
    wins = {"approve": 0, "return": 0}
    approver, returner = (factory.reopen(desk, database_url) for _ in range(2))
    for _ in range(RACES):
        record = factory.draft(desk, "seal_label", factory.label(), by="qc")
        factory.walk(desk, record, "submit", "review")
        told = race(
            (approver, lambda desk, r=record: take(desk, r, "approve")),
            (returner, lambda desk, r=record: take(desk, r, "return")),
        )
        lost = [item for item in told if isinstance(item, DeskError)]
        assert len(lost) == 1, told
        assert isinstance(lost[0], Stale | Refused)
        assert "秦例五在 " in lost[0].sentence or "现在是" in lost[0].sentence
        view = records.get(desk, record)
        winner = "approve" if view.state == "approved" else "return"
        wins[winner] += 1
        assert (view.version, len(view.signatures)) == ((4, 3) if winner == "approve" else (4, 0))
    assert sum(wins.values()) == RACES
    assert verifying.verify(desk) == []
    for other in (approver, returner):
        other.close()


def take(desk: Desk, record: int, action: str) -> object:
    seated = factory.seat(desk, "pmgr")
    reason = "数量不对" if action == "return" else ""
    return approval.take(seated, record, action, Proof("pmgr"), reason=reason, version=3)


def race(*deeds: tuple[Desk, Callable[[Desk], object]]) -> list[object]:
    """What each gave or raised; a thread has a connection of its own, and closes it."""
    gate = threading.Barrier(len(deeds))
    told: list[object] = [None] * len(deeds)

    def run(place: int, entry: tuple[Desk, Callable[[Desk], object]]) -> None:
        desk, deed = entry
        gate.wait()
        try:
            told[place] = deed(desk)
        except DeskError as error:
            told[place] = error
        finally:
            desk.close()

    runners = [threading.Thread(target=run, args=item) for item in enumerate(deeds)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    return told


def test_same_signature_is_given_once_however_often_it_is_pressed(desk: Desk, database_url: str) -> None:
    record = factory.draft(desk, "seal_label", factory.label(), by="qc")
    others = [factory.reopen(desk, database_url) for _ in range(4)]

    def submit(at_desk: Desk) -> object:
        return approval.take(factory.seat(at_desk, "qc"), record, "submit", Proof("qc"))

    told = race(*((other, submit) for other in others))
    assert sum(isinstance(item, DeskError) for item in told) == 3
    view = records.get(desk, record)
    assert (view.version, len(view.signatures)) == (2, 1)
    for other in others:
        other.close()
