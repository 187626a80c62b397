"""Schema 2: cases and what belongs to them, the office's rules and days, sample custody."""

from __future__ import annotations

from qcdesk.store.dialects import Dialect
from qcdesk.store.migrations.guards import append_only

TABLES = (
    "rule (id {serial}, kind TEXT NOT NULL, code TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL, "
    "valid_from TEXT NOT NULL, valid_to TEXT, made_by TEXT NOT NULL, made_at TEXT NOT NULL, "
    "UNIQUE (kind, code, version))",
    "calendar_day (day TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL)",
    "clock (record_id INTEGER NOT NULL REFERENCES record (id), position INTEGER NOT NULL, rule TEXT NOT NULL, "
    "label TEXT NOT NULL, due_at TEXT NOT NULL, running BOOLEAN NOT NULL, PRIMARY KEY (record_id, position))",
    "problem (record_id INTEGER NOT NULL REFERENCES record (id), item TEXT NOT NULL, family TEXT NOT NULL, "
    "day TEXT NOT NULL, PRIMARY KEY (record_id, item))",
    "custody (id {serial}, sample_id INTEGER NOT NULL REFERENCES record (id), act TEXT NOT NULL, "
    "pieces INTEGER NOT NULL, holder TEXT NOT NULL, place TEXT NOT NULL, witness TEXT NOT NULL, "
    "reason TEXT NOT NULL, due TEXT, person TEXT NOT NULL REFERENCES person (login), name TEXT NOT NULL, "
    "at TEXT NOT NULL, event_seq BIGINT NOT NULL REFERENCES event (seq))",
    "saved_view (person TEXT NOT NULL REFERENCES person (login), page TEXT NOT NULL, name TEXT NOT NULL, "
    "content TEXT NOT NULL, PRIMARY KEY (person, page, name))",
)

INDEXES = (
    "record_case ON record (case_id, id)",
    "record_customer ON record (form, customer, updated_at, id)",
    "record_counted ON record (form, state)",
    "clock_due ON clock (running, due_at, record_id)",
    "problem_item ON problem (item, family, day)",
    "custody_sample ON custody (sample_id, id)",
)

APPEND_ONLY = ("rule", "custody")


def statements(dialect: Dialect) -> list[str]:
    made = [f"CREATE TABLE {table.format(serial=dialect.serial)}" for table in TABLES]
    made.append("ALTER TABLE record ADD COLUMN case_id INTEGER REFERENCES record (id)")
    made += [f"CREATE INDEX {index}" for index in INDEXES]
    return [*made, *(guard for table in APPEND_ONLY for guard in append_only(dialect, table))]
