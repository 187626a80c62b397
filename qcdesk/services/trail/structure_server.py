"""What a server's database is made of, and what else lies there that may hide rows, change them or let them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qcdesk.desk import Desk
from qcdesk.services.trail import guard_names, row_names
from qcdesk.services.trail.structure_made import ALTERED, NUMBERED, STRANGE, Column, Schema, indexed
from qcdesk.store.dialects import POSTGRESQL, REFUSAL
from qcdesk.store.migrations import guarded

Found = tuple[str, str]
"""Where and what."""

FUNCTION = "refuse_change"
OURS = "pg_namespace.nspname = current_schema()"
OF_TABLE = f"JOIN pg_namespace ON pg_namespace.oid = pg_class.relnamespace AND {OURS}"
BROUGHT = (
    "EXISTS (SELECT 1 FROM pg_depend WHERE classid = '{0}'::regclass AND objid = {0}.oid AND deptype IN ('e', 'i'))"
)
"""By an extension, or with a column that numbers itself."""

COLUMNS = (
    "SELECT relname, attname, format_type(atttypid, atttypmod), NOT attnotnull, "
    "COALESCE(pg_get_expr(adbin, adrelid), ''), attidentity::text, attgenerated::text "
    f"FROM pg_class {OF_TABLE} JOIN pg_attribute ON attrelid = pg_class.oid "
    "LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum "
    "WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped ORDER BY relname, attnum"
)
CONSTRAINTS = (
    "SELECT relname, pg_get_constraintdef(pg_constraint.oid) FROM pg_constraint "
    f"JOIN pg_class ON pg_class.oid = conrelid {OF_TABLE} WHERE contype NOT IN ('n', 't')"
)
INDEXES = (
    "SELECT indexname, tablename, indexdef FROM pg_indexes WHERE schemaname = current_schema() "
    "AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)"
)
TRIGGERS = (
    "SELECT tgname, relname, pg_get_triggerdef(pg_trigger.oid, true), tgenabled IN ('O', 'A') "
    f"FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid {OF_TABLE} WHERE NOT tgisinternal"
)
BODY = (
    "SELECT prosrc, lanname FROM pg_proc JOIN pg_language ON pg_language.oid = prolang "
    f"JOIN pg_namespace ON pg_namespace.oid = pronamespace AND {OURS} WHERE proname = '{FUNCTION}'"
)

KINDS = {"r": "数据表", "p": "数据表", "f": "外部表", "v": "视图", "m": "视图", "S": "序列"}
RELATIONS = (
    f"SELECT relkind::text, relname FROM pg_class {OF_TABLE} WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'S') "
    f"AND NOT {BROUGHT.format('pg_class')} ORDER BY relname"
)
FUNCTIONS = (
    f"SELECT DISTINCT proname FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace AND {OURS} "
    f"WHERE proname <> '{FUNCTION}' AND NOT {BROUGHT.format('pg_proc')} ORDER BY proname"
)
EVENT_TRIGGERS = f"SELECT evtname FROM pg_event_trigger WHERE NOT {BROUGHT.format('pg_event_trigger')} ORDER BY 1"

BESIDE = (
    ("SELECT tablename, rulename FROM pg_rules WHERE schemaname = current_schema() ORDER BY 1, 2",
     "多了规则 {}，" + STRANGE),
    (f"SELECT relname, polname FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid {OF_TABLE} ORDER BY 1, 2",
     "多了行级策略 {}，" + STRANGE),
    (f"SELECT relname, '' FROM pg_class {OF_TABLE} WHERE relrowsecurity OR relforcerowsecurity ORDER BY 1",
     "行级安全被打开了，有的行会看不见，请查明是谁打开的，再请管理员关掉"),
    ("SELECT pg_class.relname, child.relname FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid "
     f"JOIN pg_class ON pg_class.oid = inhparent {OF_TABLE} WHERE pg_class.relkind = 'r' ORDER BY 1, 2",
     "多了从它继承的表 {}，" + STRANGE),
    (f"SELECT DISTINCT relname, '' FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid {OF_TABLE} "
     "WHERE tgisinternal AND tgenabled NOT IN ('O', 'A') ORDER BY 1",
     "和别的表对得上的限制被关掉了；" + ALTERED + "（外键）"),
)  # fmt: skip
"""What may stand on a table of the program's own, each with how it is told."""


def read(desk: Desk) -> Schema:
    found = Schema()
    columns: dict[str, list[Column]] = {}
    for table, name, type_, empty, default, numbered, worked_out in desk.store.sql(COLUMNS):
        said = NUMBERED if numbered == "d" else f"{numbered}{worked_out}{default}"
        columns.setdefault(table, []).append(Column(name, type_, empty, said))
    found.tables.update({table: tuple(rows) for table, rows in columns.items()})
    for table, words in desk.store.sql(CONSTRAINTS):
        found.constraints[table] = found.constraints.get(table, frozenset()) | {words.replace('"', "")}
    found.indexes.update({name: (table, indexed(made)) for name, table, made in desk.store.sql(INDEXES)})
    found.triggers.update({name: (table, words.replace("EXECUTE PROCEDURE", "EXECUTE FUNCTION"))
                           for name, table, words, on in desk.store.sql(TRIGGERS) if on})  # fmt: skip
    return found


def triggers() -> dict[str, list[str]]:
    """Those that refuse changes, by table, as the server words them."""
    return {table: [one.replace("UPDATE OR DELETE", "DELETE OR UPDATE") for one in made]
            for table, made in guarded(POSTGRESQL).items()}  # fmt: skip


def strange(desk: Desk, tables: Iterable[str]) -> Iterator[Found]:
    """What the program never makes; `tables` are those that it does."""
    known = frozenset(tables)
    for kind, name in desk.store.sql(RELATIONS):
        if kind != "r" or name not in known:
            yield f"{KINDS[kind]} {name}", STRANGE
    yield from ((f"函数 {name}", STRANGE) for (name,) in desk.store.sql(FUNCTIONS))
    yield from ((f"事件触发器 {name}", STRANGE) for (name,) in desk.store.sql(EVENT_TRIGGERS))
    for asked, sentence in BESIDE:
        yield from ((row_names.table(table), sentence.format(name)) for table, name in desk.store.sql(asked))


def refusing(desk: Desk) -> Iterator[Found]:
    """Whether what the triggers call still refuses."""
    if [(body.strip(), language) for body, language in desk.store.sql(BODY)] != [(REFUSAL, "plpgsql")]:
        yield "数据库", guard_names.guards_useless(FUNCTION)
