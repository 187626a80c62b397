"""What every test stands on: a private screen, two databases, and no noise that nobody announced."""

import gc
import os
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import factory
import logs
import postgres
import pytest
import scratch
import screen

from qcdesk.clock import Clock

DISPLAY = pytest.StashKey[screen.PrivateDisplay | None]()
SECRETS = pytest.StashKey[tempfile.TemporaryDirectory[str]]()
SERVER = "postgresql"
WITHOUT_POSTGRES = "QCDESK_TEST_NO_POSTGRES"
# A developer's own desk must not be what the tests work on.
PERSONAL = ("QCDESK_HOME", "QCDESK_DATABASE", "QCDESK_PIN")


def pytest_configure(config: pytest.Config) -> None:
    """The process that starts workers runs no test itself and needs no screen."""
    for name in PERSONAL:
        os.environ.pop(name, None)
    scratch.choose(os.environ)
    config.stash[SECRETS] = tempfile.TemporaryDirectory(prefix="qcdesk-secrets-")
    os.environ["QCDESK_SECRETS"] = config.stash[SECRETS].name
    starts_workers = bool(config.getoption("numprocesses", None))
    config.stash[DISPLAY] = None if starts_workers or config.option.collectonly else screen.choose(os.environ)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The screen goes with the run."""
    config.stash[SECRETS].cleanup()
    display = config.stash.get(DISPLAY, None)
    if display:
        display.close()


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[postgres.Cluster]:
    """One server a worker."""
    with postgres.running() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def desk_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a SQLite desk with its people, to be copied."""
    return factory.make_template(tmp_path_factory.mktemp("template") / "home")


@pytest.fixture(scope="session")
def server_template(postgres_cluster: postgres.Cluster, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a server's database with a desk and its people, to be copied."""
    url = postgres_cluster.create("desk_template")
    factory.make(url, tmp_path_factory.mktemp("server") / "home").close()
    return "desk_template"


@pytest.fixture(params=["sqlite", SERVER])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database on each engine in turn: sqlite:///FILE, not yet there, or postgresql://….

    The server's is empty, or a copy of the template where the test's desk is one on SQLite.
    """
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'desk.db'}"
    elif os.environ.get(WITHOUT_POSTGRES) == "1":
        pytest.skip(f"{WITHOUT_POSTGRES}=1")
    else:
        cluster: postgres.Cluster = request.getfixturevalue("postgres_cluster")
        furnished = "desk_template" in request.fixturenames
        with cluster.database(request.getfixturevalue("server_template") if furnished else postgres.EMPTY) as url:
            yield url


@pytest.fixture
def database_environment(database_url: str) -> dict[str, str]:
    """The variables that send a qcdesk process to this database; none for SQLite, which lies in the home."""
    return {} if database_url.startswith("sqlite") else {"QCDESK_DATABASE": database_url}


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Stops this PC's clock at a moment."""
    return lambda moment: monkeypatch.setattr(Clock, "now", lambda _: moment)


@pytest.fixture(autouse=True)
def no_unannounced_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A log record of WARNING or above fails the test, unless @pytest.mark.expects_log(pattern) announces it."""
    yield
    patterns = [mark.args[0] for mark in request.node.iter_markers("expects_log")]
    records = [record for phase in ("setup", "call") for record in caplog.get_records(phase)]
    found = logs.unexpected(records, patterns)
    if found:
        pytest.fail("logged without being announced by expects_log:\n" + "\n".join(found), pytrace=False)


@pytest.fixture(autouse=True)
def no_leftover_window(request: pytest.FixtureRequest) -> Iterator[None]:
    """Windows that a test leaves open are named: they meet the next test."""
    yield
    qt = sys.modules.get("PySide6.QtWidgets")
    if qt is None or qt.QApplication.instance() is None:
        return
    left = [window for window in qt.QApplication.topLevelWidgets() if window.isVisible()]
    if left:
        names = ", ".join(f"{type(window).__name__} {window.objectName()!r}" for window in left)
        warnings.warn(f"{request.node.nodeid} left on the screen: {names}", stacklevel=1)
    for window in left:
        window.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Files with slow tests go first, lest the other worker wait for one at the end."""
    _sample(config, items)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def _sample(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a test marked `sampled_on_server(every)`, one in so many sets of parameters runs there."""
    met: Counter[object] = Counter()
    left = []
    for item in items:
        mark = item.get_closest_marker("sampled_on_server")
        if mark is not None and _on_server(item):
            name = (item.path, getattr(item, "originalname", item.name))
            met[name] += 1
            if (met[name] - 1) % mark.args[0]:
                left.append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        dropped = {item.nodeid for item in left}
        items[:] = [item for item in items if item.nodeid not in dropped]


def _on_server(item: pytest.Item) -> bool:
    call = getattr(item, "callspec", None)
    return call is not None and SERVER in call.params.values()


def pytest_collection_finish() -> None:
    """What was collected stays to the end: the garbage collector need not go through it again and again."""
    gc.collect()
    gc.freeze()
