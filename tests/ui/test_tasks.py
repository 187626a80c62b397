"""Work off the main thread: its result comes back, it can be given up, its errors are told."""

import threading

import pytest
from PySide6.QtCore import QObject

from qcdesk.errors import Refused
from qcdesk.services.sheets import search
from ui import tasks


@pytest.fixture
def owner(qapp):
    return QObject()


def test_a_result_comes_back_on_the_main_thread(owner, qtbot) -> None:
    seen = []
    tasks.start(
        owner,
        lambda task: threading.current_thread().ident,
        lambda got: seen.append((got, threading.current_thread() is threading.main_thread())),
        pytest.fail,
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != threading.main_thread().ident
    assert seen[0][1]


def test_a_refusal_comes_back_as_itself(owner, qtbot) -> None:
    seen = []

    def work(task: tasks.Task) -> None:
        raise Refused("不行")

    tasks.start(owner, work, pytest.fail, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].sentence == "不行"


def test_what_was_cancelled_ends_at_its_next_report_and_is_dropped(owner, qtbot) -> None:
    began, ended = threading.Event(), []

    def work(task: tasks.Task) -> str:
        began.set()
        for at in range(100_000):
            task.report(at, 100_000)
        return "too late"

    task = tasks.Task(work)
    task.ended.connect(lambda: ended.append(True))
    tasks.launch(owner, task, pytest.fail, pytest.fail)
    began.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: bool(ended))


def test_an_owner_that_is_gone_gets_nothing(qapp, qtbot) -> None:
    owner, go, ended = QObject(), threading.Event(), []
    task = tasks.Task(lambda task: go.wait(5))
    task.ended.connect(lambda: ended.append(True))
    tasks.launch(owner, task, pytest.fail, pytest.fail)
    owner.deleteLater()
    qtbot.wait(20)
    go.set()
    qtbot.waitUntil(lambda: bool(ended))


def test_work_on_a_desk_has_a_connection_of_its_own(session, qapp, qtbot) -> None:
    qapp.setProperty(tasks.RUNNER, None)
    seen = []
    desk = session.desk
    tasks.start(session, lambda task: search.find(desk, search.Query()).total, seen.append, pytest.fail, desk=desk)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [3]
    assert search.find(desk, search.Query()).total == 3
