"""Opens a desk that is there, and makes a new one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from qcdesk import paths
from qcdesk.catalogue import Catalogue
from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused, Unavailable
from qcdesk.services.basics import people, zones
from qcdesk.services.trail.guarding import Guard
from qcdesk.store import schema
from qcdesk.store.attachments import attachments_of
from qcdesk.store.database import BROKEN, Store, is_server, open_server, open_sqlite, quick_check
from qcdesk.store.kept_models import KEPT_MODELS
from qcdesk.store.models import MODELS
from qcdesk.store.trouble import told


def open_desk(
    home: Path, catalogue: Catalogue, url: str | None = None, clock: Clock | None = None, patience: int | None = None
) -> Desk:
    """Raises NotFound where no desk has been made, Unavailable where it cannot be used.

    `patience` is how many seconds a question waits for others who hold the database, the usual ten when None.
    """
    store = _existing(home, url, patience)
    try:
        quick_check(store)
        found = schema.usable(store)
        if found == 0:
            raise NotFound(_not_made(home, url))
        schema.upgrade(store, found)
    except BaseException:
        store.close()
        raise
    return zones.in_zone(Desk(store, catalogue, home, attachments_of(store, home), clock or Clock()))


def open_to_verify(home: Path, catalogue: Catalogue, url: str | None = None) -> Desk:
    """As `open_desk`, whatever other hands have taken out of it: what is missing is for `verify` to tell.

    Raises NotFound, Unavailable for what is no database, or another program's.
    """
    store = _existing(home, url, None)
    try:
        quick_check(store)
        if not _holds_our_tables(store):
            schema.usable(store)
            raise NotFound(_not_made(home, url))
        with suppress(*BROKEN):
            if schema.is_marked(store) and schema.version(store):
                schema.upgrade(store)
    except BaseException:
        store.close()
        raise
    desk = Desk(store, catalogue, home, attachments_of(store, home), Clock())
    return Guard(store, careful=True).each(lambda: [zones.in_zone(desk)], desk)[0]


def _holds_our_tables(store: Store) -> bool:
    """Most of them: other hands may have taken some away, and the stamp too."""
    ours = {model._meta.table_name for model in (*MODELS, *KEPT_MODELS)}
    return len(ours & set(store.database.get_tables())) > len(ours) // 2


def make_desk(home: Path, catalogue: Catalogue, url: str | None = None, clock: Clock | None = None) -> Desk:
    """A new desk with the starter data; raises Refused where there is one already.

    One that was cut off before it had its first person is taken up again; of one that could not even be begun, as on a
    full disk, no empty file stays behind.
    """
    paths.require_writable(home)
    if url is None:
        paths.refuse_network_share(home)
    is_new = not is_made(home, url)
    store = _connected(home, url)
    try:
        schema.upgrade(store)
        desk = Desk(store, catalogue, home, attachments_of(store, home), clock or Clock())
        if people.has_anyone(desk):
            where = "这个数据库" if url else f"“{home}”"
            raise Refused(f"{where}里已经有 QCDesk 的数据，没有改动它")
        if not people.all_roles(desk):
            from qcdesk.services.basics import starting

            starting.fill(desk)
    except BaseException:
        store.close()
        if is_new:
            _forget_empty(home / paths.DATABASE)
        raise
    return desk


def _forget_empty(file: Path) -> None:
    with suppress(OSError):
        if file.stat().st_size == 0:
            file.unlink()
            file.with_name(f"{file.name}-journal").unlink(missing_ok=True)


def is_made(home: Path, url: str | None) -> bool:
    return url is not None or (home / paths.DATABASE).exists()


def _existing(home: Path, url: str | None, patience: int | None) -> Store:
    file = home / paths.DATABASE
    if url is None:
        if not file.exists():
            raise NotFound(_not_made(home, url))
        if file.stat().st_size == 0:
            raise Unavailable(f"数据文件“{file}”是空的，可能被截断了。请从备份恢复。")
        paths.refuse_network_share(home)
    return _connected(home, url, patience)


def _connected(home: Path, url: str | None, patience: int | None = None) -> Store:
    if url is None:
        return open_sqlite(home / paths.DATABASE, patience)
    if not is_server(url):
        raise Unavailable("数据库地址要以 postgresql:// 开头")
    with told():
        home.mkdir(parents=True, exist_ok=True)
    return open_server(url, patience)


def _not_made(home: Path, url: str | None) -> str:
    where = "这个数据库" if url else f"“{home}”"
    return f"{where}里还没有 QCDesk 的数据，请先运行 qcdesk init（要样例工厂加 --demo）"
