"""Schema 3: printed copies and their scans, signatures seen on paper, deputies, own signature pictures, what is kept
how long; and a record names the events that wrote its version and gave its number, however long its trail grows."""

from __future__ import annotations

from qcdesk.store.dialects import Dialect
from qcdesk.store.migrations.guards import append_only

WHO = (
    "person TEXT NOT NULL REFERENCES person (login), name TEXT NOT NULL, at TEXT NOT NULL, "
    "event_seq BIGINT NOT NULL REFERENCES event (seq)"
)

TABLES = (
    "copy (id INTEGER PRIMARY KEY, record_id INTEGER NOT NULL REFERENCES record (id), position INTEGER NOT NULL, "
    "version INTEGER NOT NULL, amended INTEGER NOT NULL, digest TEXT NOT NULL, made TEXT NOT NULL, "
    "pages INTEGER NOT NULL, lang TEXT NOT NULL, reprint BOOLEAN NOT NULL, boxes TEXT NOT NULL, {who}, "
    "UNIQUE (record_id, position))",
    "copy_move (id INTEGER PRIMARY KEY, copy_id INTEGER NOT NULL REFERENCES copy (id), act TEXT NOT NULL, "
    "holder TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL, {who})",
    "scan (id INTEGER PRIMARY KEY, file TEXT NOT NULL REFERENCES attachment (sha256), page INTEGER NOT NULL, "
    "code TEXT NOT NULL, copy_id INTEGER REFERENCES copy (id), sheet_page INTEGER, flag TEXT NOT NULL, "
    "said TEXT NOT NULL, {who})",
    "filing (id INTEGER PRIMARY KEY, scan_id INTEGER NOT NULL REFERENCES scan (id), act TEXT NOT NULL, "
    "copy_id INTEGER REFERENCES copy (id), sheet_page INTEGER, reason TEXT NOT NULL, {who})",
    "deputy (id INTEGER PRIMARY KEY, principal TEXT NOT NULL REFERENCES person (login), "
    "deputy TEXT NOT NULL REFERENCES person (login), first_day TEXT NOT NULL, last_day TEXT NOT NULL, "
    "scope TEXT NOT NULL, reason TEXT NOT NULL, {who})",
    "deputy_end (id INTEGER PRIMARY KEY, deputy_id INTEGER NOT NULL REFERENCES deputy (id), reason TEXT NOT NULL, "
    "{who})",
    "hand (id INTEGER PRIMARY KEY, login TEXT NOT NULL REFERENCES person (login), form TEXT NOT NULL, "
    "picture TEXT REFERENCES attachment (sha256), {who})",
    "keeping (id INTEGER PRIMARY KEY, record_id INTEGER NOT NULL REFERENCES record (id), act TEXT NOT NULL, "
    "reason TEXT NOT NULL, said TEXT NOT NULL, {who})",
)

SIGNATURE = (
    "copy_id INTEGER REFERENCES copy (id)",
    "scan_id INTEGER REFERENCES scan (id)",
    "verified_by TEXT REFERENCES person (login)",
    "deputy_for TEXT REFERENCES person (login)",
    "picture TEXT REFERENCES attachment (sha256)",
)

RECORD = ("amended INTEGER NOT NULL DEFAULT 0", "written BIGINT", "numbered BIGINT")

LAST = "SELECT MAX(seq) FROM event WHERE record_id = record.id"
WRITTEN = f"""{LAST} AND replace(detail, '"payload":"', '') <> detail
AND replace(detail, '"version":' || version || '}}', '') <> detail"""
NUMBERED = f"""{LAST} AND replace(detail, '"drawn":[', '') <> detail"""

INDEXES = (
    "copy_move_copy ON copy_move (copy_id, id)",
    "scan_file ON scan (file, page)",
    "scan_copy ON scan (copy_id, sheet_page)",
    "filing_scan ON filing (scan_id, id)",
    "deputy_days ON deputy (deputy, last_day)",
    "hand_login ON hand (login, id)",
    "keeping_record ON keeping (record_id, id)",
)

APPEND_ONLY = ("copy", "copy_move", "scan", "filing", "deputy", "deputy_end", "hand", "keeping")


def statements(dialect: Dialect) -> list[str]:
    made = [f"CREATE TABLE {table.format(who=WHO)}" for table in TABLES]
    made += [f"ALTER TABLE signature ADD COLUMN {column}" for column in SIGNATURE]
    made += [f"ALTER TABLE record ADD COLUMN {column}" for column in RECORD]
    made.append(f"UPDATE record SET written = ({WRITTEN}), numbered = ({NUMBERED})")
    made += [f"CREATE INDEX {index}" for index in INDEXES]
    return [*made, *(guard for table in APPEND_ONLY for guard in append_only(dialect, table))]
