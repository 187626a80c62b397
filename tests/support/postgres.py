"""A private PostgreSQL for one run of the tests, and a fresh database for each that asks."""

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

OWNER = "qcdesk"
EMPTY = "template0"
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "listen_addresses": "127.0.0.1",
    "autovacuum": "off",
}
COPIES_FILES = 150000
"""From this version on a copy may go by whole files: half the time of one that is written to the log as well."""
MISSING = (
    "PostgreSQL's programs (initdb, pg_ctl) were not found. Install them (Debian: apt-get install postgresql), "
    "or set QCDESK_TEST_NO_POSTGRES=1 to test on SQLite alone."
)


def programs() -> Path:
    """The folder of initdb and pg_ctl, newest version first; FileNotFoundError with a sentence if there is none."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: -int(path.parts[-3]))
    found = [*versions, *(Path(place) for place in [shutil.which("initdb")] if place)]
    if not found:
        raise FileNotFoundError(MISSING)
    return found[0].parent


class Cluster:
    """A running server that belongs to this process alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._programs = programs()
        # The server refuses to run as root.
        self._user = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
        self._numbers = itertools.count(1)
        self._copying = ""
        self.port = 0

    def start(self) -> None:
        """About a second and a half; a port lost to another program is tried again."""
        if self._user:
            shutil.chown(self._folder, self._user, self._user)
        data = str(self._folder / "data")
        self._do("initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        for attempts_left in (2, 1, 0):
            self.port = free_port()
            options = " ".join(f"-c {name}={value}" for name, value in self._settings().items())
            try:
                self._do("pg_ctl", "-D", data, "-l", str(self._folder / "log"), "-w", "-o", options, "start")
                break
            except RuntimeError:
                if not attempts_left:
                    raise
        self._copying = "STRATEGY FILE_COPY" if self._version() >= COPIES_FILES else ""

    def stop(self) -> None:
        """At once: nothing in it is worth keeping."""
        self._do("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "stop")

    def create(self, name: str, template: str = EMPTY) -> str:
        """The URL of a new database, a copy of `template`, which nobody may be connected to."""
        self._administer(f"CREATE DATABASE {name} TEMPLATE {template} {self._copying}")
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{name}"

    @contextmanager
    def database(self, template: str = EMPTY) -> Iterator[str]:
        """The URL of a database that goes when the block ends, open connections or not."""
        name = f"test_{next(self._numbers)}"
        url = self.create(name, template)
        try:
            yield url
        finally:
            self._administer(f"DROP DATABASE {name} WITH (FORCE)")

    def _settings(self) -> dict[str, str]:
        return {**SETTINGS, "port": str(self.port), "unix_socket_directories": str(self._folder)}

    def _administer(self, statement: str) -> None:
        with psycopg.connect(self._own(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _version(self) -> int:
        with psycopg.connect(self._own()) as connection:
            return connection.info.server_version

    def _own(self) -> str:
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/postgres"

    def _do(self, program: str, *arguments: str) -> None:
        # Output goes to a file: the server inherits it, and a pipe would never close.
        output = self._folder / f"{program}-{time.monotonic_ns()}.out"
        with output.open("wb") as stream:
            done = subprocess.run(
                [str(self._programs / program), *arguments],
                stdout=stream,
                stderr=stream,
                user=self._user,
                cwd="/",
                env={"PATH": "/usr/bin:/bin"},
                check=False,
            )
        if done.returncode:
            log = self._folder / "log"
            said = output.read_text(errors="replace") + (log.read_text(errors="replace") if log.exists() else "")
            raise RuntimeError(f"{program} failed:\n{said}")


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running() -> Iterator[Cluster]:
    """A started cluster, stopped and wiped at the end."""
    folder = Path(tempfile.mkdtemp(prefix="qcdesk-postgres-"))
    try:
        cluster = Cluster(folder)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
