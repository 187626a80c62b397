"""Keeps PostgreSQL's driver out of a start that does not need it.

Peewee imports every driver it finds, which costs a desk on one PC some 150 ms at each start. It is imported here first,
with the drivers hidden; a desk on a server calls `equip_for_server` before it connects.
"""

from __future__ import annotations

import sys

DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi")


def import_peewee_alone() -> None:
    hidden = [name for name in DRIVERS if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        import peewee  # noqa: F401
    finally:
        for name in hidden:
            del sys.modules[name]


def equip_for_server() -> None:
    """Gives Peewee the names it would have taken from psycopg 3 itself."""
    import peewee
    import psycopg
    from psycopg.pq import TransactionStatus
    from psycopg.types.json import Json, Jsonb

    for name, value in (("psycopg", psycopg), ("TransactionStatus", TransactionStatus),
                        ("Json_pg3", Json), ("Jsonb_pg3", Jsonb)):  # fmt: skip
        setattr(peewee, name, value)
    adapter = peewee.Psycopg3Adapter
    adapter.txn_idle, adapter.txn_inerror, adapter.txn_unknown = (
        TransactionStatus.IDLE, TransactionStatus.INERROR, TransactionStatus.UNKNOWN,
    )  # fmt: skip
