"""Schema 1: people, records, signatures, events, masters."""

from __future__ import annotations

from qcdesk.store.dialects import Dialect
from qcdesk.store.migrations.guards import append_only, never_removed

TABLES = (
    "setting (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "head (id INTEGER PRIMARY KEY CHECK (id = 1), seq BIGINT NOT NULL, hash TEXT NOT NULL)",
    "person (login TEXT PRIMARY KEY, name TEXT NOT NULL, department TEXT NOT NULL, pin_hash TEXT NOT NULL, "
    "active BOOLEAN NOT NULL, failed INTEGER NOT NULL, locked_at TEXT, search TEXT NOT NULL)",
    "role (code TEXT PRIMARY KEY, label TEXT NOT NULL, en TEXT NOT NULL, position INTEGER NOT NULL)",
    "person_role (login TEXT NOT NULL REFERENCES person (login), role TEXT NOT NULL REFERENCES role (code), "
    "PRIMARY KEY (login, role))",
    "sequence (prefix TEXT NOT NULL, period TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (prefix, period))",
    "record (id {serial}, form TEXT NOT NULL, revision TEXT NOT NULL, number TEXT UNIQUE, state TEXT NOT NULL, "
    "version INTEGER NOT NULL, payload TEXT NOT NULL, created_by TEXT NOT NULL REFERENCES person (login), "
    "created_at TEXT NOT NULL, updated_by TEXT NOT NULL REFERENCES person (login), updated_at TEXT NOT NULL, "
    "customer TEXT, product TEXT, lot TEXT, quantity BIGINT, defect TEXT, severity TEXT, department TEXT, day TEXT, "
    "search TEXT NOT NULL)",
    "line (record_id INTEGER NOT NULL REFERENCES record (id), field TEXT NOT NULL, position INTEGER NOT NULL, "
    "content TEXT NOT NULL, PRIMARY KEY (record_id, field, position))",
    "event (seq BIGINT PRIMARY KEY, at TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL, pc TEXT NOT NULL, "
    "action TEXT NOT NULL, record_id INTEGER REFERENCES record (id), from_state TEXT, to_state TEXT, reason TEXT, "
    "detail TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL)",
    "signature (id {serial}, record_id INTEGER NOT NULL REFERENCES record (id), slot TEXT NOT NULL, "
    "person TEXT NOT NULL REFERENCES person (login), name TEXT NOT NULL, at TEXT NOT NULL, meaning TEXT NOT NULL, "
    "mode TEXT NOT NULL, digest TEXT NOT NULL, version INTEGER NOT NULL, "
    "event_seq BIGINT NOT NULL REFERENCES event (seq))",
    "signature_end (signature_id INTEGER PRIMARY KEY REFERENCES signature (id), "
    "event_seq BIGINT NOT NULL REFERENCES event (seq))",
    "working (record_id INTEGER NOT NULL REFERENCES record (id), person TEXT NOT NULL REFERENCES person (login), "
    "base_version INTEGER NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (record_id, person))",
    "attachment (sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, media TEXT NOT NULL, size BIGINT NOT NULL, "
    "added_by TEXT NOT NULL, added_at TEXT NOT NULL)",
    "attachment_bytes (sha256 TEXT PRIMARY KEY, content {blob} NOT NULL)",
    "department (name TEXT PRIMARY KEY, en TEXT NOT NULL, active BOOLEAN NOT NULL, position INTEGER NOT NULL, "
    "search TEXT NOT NULL)",
    "customer (id {serial}, code TEXT NOT NULL, name TEXT NOT NULL UNIQUE, en TEXT NOT NULL, country TEXT NOT NULL, "
    "importance TEXT NOT NULL, active BOOLEAN NOT NULL, search TEXT NOT NULL)",
    "product (id {serial}, code TEXT NOT NULL, name TEXT NOT NULL UNIQUE, model TEXT NOT NULL, family TEXT NOT NULL, "
    "unit TEXT NOT NULL, active BOOLEAN NOT NULL, search TEXT NOT NULL)",
    "defect (id {serial}, item TEXT NOT NULL, en TEXT NOT NULL, family TEXT NOT NULL, severity TEXT NOT NULL, "
    "rule TEXT NOT NULL, aliases TEXT NOT NULL, active BOOLEAN NOT NULL, search TEXT NOT NULL, "
    "UNIQUE (item, family))",
)

INDEXES = (
    "record_updated ON record (updated_at, id)",
    "record_state ON record (state, updated_at, id)",
    "record_form ON record (form, updated_at, id)",
    "event_record ON event (record_id, seq)",
    "signature_record ON signature (record_id)",
)

APPEND_ONLY = ("event", "signature", "signature_end")
NEVER_REMOVED = ("record", "person", "attachment")


def statements(dialect: Dialect) -> list[str]:
    made = [f"CREATE TABLE {table.format(serial=dialect.serial, blob=dialect.blob)}" for table in TABLES]
    made += [f"CREATE INDEX {index}" for index in INDEXES]
    made += dialect.refusal()
    made += [guard for table in APPEND_ONLY for guard in append_only(dialect, table)]
    made += [guard for table in NEVER_REMOVED for guard in never_removed(dialect, table)]
    return [*made, f"INSERT INTO head (id, seq, hash) VALUES (1, 0, '{'0' * 64}')"]
