"""Schema 3: a record names the events that wrote its version and gave its number, however long its trail grows."""

from __future__ import annotations

from qcdesk.store.dialects import Dialect

LAST = "SELECT MAX(seq) FROM event WHERE record_id = record.id"
WRITTEN = f"""{LAST} AND replace(detail, '"payload":"', '') <> detail
AND replace(detail, '"version":' || version || '}}', '') <> detail"""
NUMBERED = f"""{LAST} AND replace(detail, '"drawn":[', '') <> detail"""


def statements(_: Dialect) -> list[str]:
    return [
        "ALTER TABLE record ADD COLUMN written BIGINT",
        "ALTER TABLE record ADD COLUMN numbered BIGINT",
        f"UPDATE record SET written = ({WRITTEN}), numbered = ({NUMBERED})",
    ]
