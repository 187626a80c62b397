"""When the environment does not play along: a sentence, nothing lost, and on it goes once it does again."""

import os
import resource
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import factory
import postgres
import psycopg
import pytest
from peewee import OperationalError, ProgrammingError

from qcdesk import paths
from qcdesk.desk import Desk
from qcdesk.errors import Unavailable
from qcdesk.services.basics import opening, people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.demo import sample_factory
from qcdesk.services.sheets import approval, records
from qcdesk.services.trail import verifying
from qcdesk.store import trouble

KINDS = factory.shelf().kinds


@contextmanager
def files_end_at(size: int) -> Iterator[None]:
    """No file of this process may grow beyond `size` bytes: a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_full_disk_in_saving_loses_nothing_and_the_next_save_works(local_desk: Desk) -> None:
    record = factory.draft(local_desk)
    merch = factory.seat(local_desk, "merch")
    size = (local_desk.home / paths.DATABASE).stat().st_size
    with files_end_at(size), pytest.raises(Unavailable, match="这次没有保存"):
        records.save(merch, record, 1, {"description": "裂" * 20_000})
    assert records.get(local_desk, record).version == 1
    assert verifying.verify(local_desk) == []
    records.save(merch, record, 1, {"description": "裂" * 20_000})
    assert verifying.verify(local_desk) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes, where the machine lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def test_full_file_system_says_so_and_the_desk_goes_on_after_space_is_made(
    small_disk: Path, desk_template: Path
) -> None:
    desk = factory.copy_of(desk_template, small_disk / "home")
    record = factory.draft(desk)
    ballast = fill_up(small_disk)
    merch = factory.seat(desk, "merch")
    with pytest.raises(Unavailable, match="磁盘已满，这次没有保存。请腾出空间后再试，已打的字还在"):
        records.save(merch, record, 1, {"description": "裂" * 20_000})
    ballast.unlink()
    records.save(merch, record, 1, {"description": "裂" * 20_000})
    assert verifying.verify(desk) == []
    desk.close()


@pytest.mark.parametrize("size", [64, 220, 300])
def test_full_disk_in_making_a_desk_leaves_nothing_in_the_way_of_the_next(small_disk: Path, size: int) -> None:
    """The schema not begun, half there, and there without what every desk begins with."""
    resize(small_disk, size)
    home = small_disk / "home"
    with pytest.raises(Unavailable, match="磁盘已满，这次没有保存。请腾出空间后再试"):
        factory.make("sqlite", home)
    if size == 64:
        assert list(home.iterdir()) == []
    resize(small_disk, 2048)
    desk = factory.make("sqlite", home)
    assert verifying.verify(desk) == []
    desk.close()


def test_full_disk_in_filling_the_sample_factory_leaves_none_of_it(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample_factory, "hashed", lambda pin, known: factory.pin_hash())
    resize(small_disk, 700)
    desk = opening.make_desk(small_disk / "home", KINDS)
    with pytest.raises(Unavailable, match="磁盘已满"):
        sample_factory.fill(desk)
    assert not people.has_anyone(desk)
    desk.close()
    resize(small_disk, 2048)
    desk = factory.make("sqlite", small_disk / "home")
    assert verifying.verify(desk) == []
    desk.close()


def resize(disk: Path, size: int) -> None:
    """In kilobytes."""
    subprocess.run(["mount", "-o", f"remount,size={size}k", disk], check=True)


def fill_up(folder: Path) -> Path:
    """A file that leaves no byte free beside it."""
    ballast = folder / "ballast"
    handle = os.open(ballast, os.O_CREAT | os.O_WRONLY)
    with suppress(OSError):
        while True:
            os.write(handle, bytes(4096))
    os.close(handle)
    return ballast


@pytest.fixture
def read_only(small_disk: Path, desk_template: Path) -> Iterator[Path]:
    """A home on a file system that takes no writes, whoever asks."""
    factory.copy_of(desk_template, small_disk / "home").close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    yield small_disk / "home"
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)


def test_read_only_home_is_told(read_only: Path) -> None:
    with pytest.raises(Unavailable, match="不能写，请换一个或检查权限"):
        opening.make_desk(read_only.parent / "other", KINDS)
    desk = opening.open_desk(read_only, KINDS)
    with pytest.raises(Unavailable, match="数据文件是只读的，不能保存"):
        factory.draft(desk)
    assert verifying.verify(desk) == []
    desk.close()


def test_locked_database_is_waited_for_and_then_told(local_desk: Desk) -> None:
    other = sqlite3.connect(local_desk.home / paths.DATABASE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    local_desk.store.database.connection().execute("PRAGMA busy_timeout = 200")
    with pytest.raises(Unavailable, match="数据库正被别的程序占用，这次没有保存。请稍等再试"), local_desk.store.write():
        pass
    for read in (
        lambda: people.listed(local_desk),
        lambda: records.get(local_desk, 1),
        lambda: verifying.verify(local_desk),
    ):
        with pytest.raises(Unavailable, match="数据库正被别的程序占用，现在读不出来。请稍等再试"):
            read()
    other.execute("ROLLBACK")
    other.close()
    assert factory.draft(local_desk) == 1


def test_lock_held_for_a_while_is_waited_out(desk: Desk, database_url: str) -> None:
    """Another program in the middle of a write: ours is saved when it is done."""
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        other = factory.reopen(desk, database_url)
        with other.store.write():
            held.set()
            done.wait(0.5)
        other.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(5)
    assert factory.draft(desk) == 1
    holder.join()


def address(cluster: postgres.Cluster, url: str, **change: object) -> str:
    parts = {"user": postgres.OWNER, "port": cluster.port, "name": url.rpartition("/")[2], **change}
    return "postgresql://{user}@127.0.0.1:{port}/{name}".format(**parts)


def test_server_that_does_not_answer_is_told(postgres_cluster: postgres.Cluster, tmp_path: Path) -> None:
    with postgres_cluster.database() as url:
        said = {}
        for what, change in (("port", postgres.free_port()), ("name", "no_such"), ("user", "nobody")):
            with pytest.raises(Unavailable) as told:
                opening.open_desk(tmp_path, KINDS, address(postgres_cluster, url, **{what: change}))
            said[what] = told.value.sentence
    assert said == {
        "port": "连不上数据库服务器，或连接断开了，什么也没有改动。请检查网络和服务器后再试。",
        "name": "数据库服务器上没有这个数据库，请检查连接地址。",
        "user": "数据库服务器不接受用户名或口令，请检查连接地址。",
    }


def terminate_others(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as killer:
        killer.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                       "WHERE datname = current_database() AND pid <> pg_backend_pid()")  # fmt: skip


def test_connection_lost_while_idle_is_made_anew_unnoticed(server_desk: tuple[Desk, str]) -> None:
    desk, url = server_desk
    for deed in (lambda: factory.draft(desk), lambda: records.get(desk, 1), lambda: people.get(desk, "qc")):
        terminate_others(url)
        deed()
    assert verifying.verify(desk) == []


def test_program_that_loads_the_driver_late_reconnects_too(server_desk: tuple[Desk, str]) -> None:
    """The tests themselves have long loaded psycopg; an office's program hides it from Peewee at first."""
    desk, url = server_desk
    command = [sys.executable, str(Path(factory.__file__).with_name("reconnector.py")), str(desk.home), url]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("fine\n", "")


@pytest.mark.parametrize("moment", range(1, 9))
def test_connection_lost_in_mid_step_leaves_all_or_nothing(server_desk: tuple[Desk, str], moment: int) -> None:
    desk, url = server_desk
    record = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    reviewer = factory.seat(desk, "qcmgr")
    asked = count_questions(desk, moment, lambda: terminate_others(url))
    with pytest.raises(Unavailable, match="连接断开了"):
        approval.take(reviewer, record, "review", Proof("qcmgr"))
    assert asked == list(range(1, asked[-1] + 1))
    view = records.get(desk, record)
    assert (view.state, view.version, len(view.signatures)) == ("submitted", 2, 1)
    factory.walk(desk, record, "review", "approve")
    assert verifying.verify(desk) == []


def count_questions(desk: Desk, at: int, deed: object) -> list[int]:
    """Does `deed` just before the `at`-th question inside a transaction; gives the growing list of those asked."""
    asked: list[int] = []
    database = desk.store.database
    ask = database.execute_sql

    def counted(*given: object, **named: object) -> object:
        if database.in_transaction():
            asked.append(len(asked) + 1)
            if len(asked) == at:
                database.execute_sql = ask
                deed()  # type: ignore[operator]
        return ask(*given, **named)

    database.execute_sql = counted
    return asked


def test_server_restarted_under_the_desk_is_found_again(tmp_path: Path) -> None:
    with postgres.running() as cluster, cluster.database() as url:
        desk = factory.make(url, tmp_path / "home")
        record = factory.draft(desk)
        cluster._do("pg_ctl", "-D", str(cluster._folder / "data"), "-m", "fast", "stop")
        with pytest.raises(Unavailable, match="连不上数据库服务器，或连接断开了"):
            records.get(desk, record)
        with pytest.raises(Unavailable, match="连不上数据库服务器，或连接断开了"):
            factory.draft(desk)
        start_again(cluster)
        assert records.get(desk, record).version == 1
        assert factory.draft(desk) > record
        desk.close()


def start_again(cluster: postgres.Cluster) -> None:
    options = " ".join(f"-c {name}={value}" for name, value in cluster._settings().items())
    data = str(cluster._folder / "data")
    cluster._do("pg_ctl", "-D", data, "-l", str(cluster._folder / "log"), "-w", "-o", options, "start")


def test_row_locked_too_long_on_the_server_is_told(server_desk: tuple[Desk, str]) -> None:
    desk, url = server_desk
    with psycopg.connect(url) as other:
        other.execute("SELECT seq FROM head FOR UPDATE")
        desk.store.sql("SET lock_timeout = '100ms'")
        with pytest.raises(Unavailable, match="数据库正被别的程序占用，这次没有保存"):
            factory.draft(desk)
        other.execute("LOCK TABLE person")
        with pytest.raises(Unavailable, match="数据库正被别的程序占用，现在读不出来"):
            people.listed(desk)
        other.rollback()
    assert factory.draft(desk) == 1 or verifying.verify(desk) == []


def test_full_server_disk_and_used_up_connections_have_sentences() -> None:
    full = OperationalError('could not extend file "base/1": No space left on device')
    busy = OperationalError("FATAL: sorry, too many clients already")
    assert (trouble.sentence_for(full) or "").startswith("磁盘已满")
    assert (trouble.sentence_for(busy) or "").startswith("数据库服务器的连接已经用完")


@pytest.mark.parametrize(
    "words", ['relation "colour" does not exist', "syntax error at or near", "no such table: colour"]
)
def test_fault_of_our_own_is_not_dressed_up_as_the_environment_s(words: str) -> None:
    assert trouble.sentence_for(ProgrammingError(words)) is None
    with pytest.raises(ProgrammingError), trouble.told():
        raise ProgrammingError(words)


def test_system_error_inside_is_told() -> None:
    with pytest.raises(Unavailable, match="没有权限写“desk"), trouble.told():
        raise PermissionError(13, os.strerror(13), "desk.db")


def test_file_that_may_not_be_read_is_not_told_as_one_that_may_not_be_written() -> None:
    assert trouble.unread(PermissionError(13, os.strerror(13), "签回.pdf")) == "没有权限读“签回.pdf”，请检查它的权限。"
    assert trouble.unread(OSError(5, os.strerror(5), "签回.pdf")).startswith("读写“签回.pdf”时磁盘出错")
