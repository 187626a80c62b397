"""kill -9 in the middle of saving: what was acknowledged is there, and nothing is torn."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying
from qcdesk.store.dialects import SQLITE

SAVER = Path(factory.__file__).with_name("saver.py")
KILLS = {"sqlite": 100, "postgresql": 15}


@pytest.mark.slow
def test_no_acknowledged_save_is_lost_by_kill_9(desk: Desk, database_url: str) -> None:
    chance = random.Random(20261121)
    engine = "sqlite" if desk.store.dialect is SQLITE else "postgresql"
    command = [sys.executable, str(SAVER), str(desk.home), database_url, "merch"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as saver:
        for _ in range(KILLS[engine]):
            record, version = kill_in_saving(saver, chance.uniform(0, 0.03))
            assert records.get(desk, record).version in (version, version + 1)
        assert saver.stdin is not None
        saver.stdin.close()
    assert verifying.verify(desk) == []
    if desk.store.dialect is SQLITE:
        assert desk.store.sql("PRAGMA integrity_check") == [("ok",)]


def kill_in_saving(saver: subprocess.Popen[bytes], patience: float) -> tuple[int, int]:
    """Starts a child and kills it `patience` seconds after its first save; the record and version it last told."""
    assert saver.stdin is not None
    assert saver.stdout is not None
    saver.stdin.write(b"\n")
    saver.stdin.flush()
    child = int(saver.stdout.readline())
    last = saver.stdout.readline()
    time.sleep(patience)
    os.kill(child, signal.SIGKILL)
    while (line := saver.stdout.readline()) != b"ended\n":
        assert line, "the saver itself has ended"
        last = line
    record, version = last.split()
    return int(record), int(version)


def test_half_a_page_of_writing_is_rolled_back_at_the_next_start(local_desk: Desk) -> None:
    """A hot journal, as a power cut leaves it."""
    record = factory.draft(local_desk)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        other = factory.reopen(local_desk, "sqlite")
        other.store.database.execute_sql("PRAGMA cache_size = 1")
        with other.store.write():
            for at in range(200):
                other.store.sql("INSERT INTO setting VALUES (?, ?)", (f"k{at}", "x" * 4000))
            os.write(writing, b"!")
            time.sleep(60)
    os.read(reading, 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    local_desk.close()
    again = factory.reopen(local_desk, "sqlite")
    assert again.store.sql("SELECT COUNT(*) FROM setting WHERE key LIKE 'k%'") == [(0,)]
    assert records.get(again, record).version == 1
    assert verifying.verify(again) == []
    again.close()
