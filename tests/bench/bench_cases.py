"""Cases, the board and cases alike over 100,000 cases, against the same questions in raw SQL on the same file."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cases as office
import factory
from harness import Case

from qcdesk import canonical, paths
from qcdesk.cases.asking import Query
from qcdesk.desk import Desk
from qcdesk.services.cases import proposing
from qcdesk.services.overview import behind, board, case_list, figures
from qcdesk.services.overview.behind import Numbers
from qcdesk.services.overview.case_list import CaseQuery
from qcdesk.store import projection

CASES = 100_000
DIFFERENT = 500
"""Cases that differ in their words; the others repeat them under numbers and times of their own."""

NOW = "2026-11-23T10:00"
STATES = (*(("closed",) * 8), "analysis", "reply")
ITEMS = ("芯轴断裂", "唛头写错", "反光片上错", "牙纹不良", "色差", "漏打后盖", "短装", "电镀脱皮", "钢珠不下卡死")
CUSTOMERS = tuple(f"{name}自行车（样例）有限公司" for name in ("青榆", "环岭", "北坡", "南浦", "云栈", "石桥", "松湖"))
YEAR = Query("2026-01-01", "2026-12-31")
PAGE = 100
COLUMNS = case_list.COLUMNS
RUNNING = "SELECT record_id, due_at, label, rule FROM clock WHERE running = TRUE AND record_id IN ({}) ORDER BY due_at"
MEASURES = f"""SELECT line.record_id, line.content FROM record JOIN line ON line.record_id = record.id
WHERE record.form = 'case' AND record.state NOT IN ('closed', 'unfounded', 'merged', 'void')
AND line.field = 'actions' AND line.content LIKE '{{"due":%' AND substr(line.content, 9, 10) <= '{NOW[:10]}'"""
OVERDUE = f"""(id IN (SELECT record_id FROM clock WHERE running = TRUE AND due_at < '{NOW}')
OR id IN (SELECT record_id FROM ({MEASURES})))"""


def cases(folder: Path) -> Iterator[Case]:
    desk = factory.make("sqlite", folder / "home")
    fill(desk)
    desk = office.at(desk, NOW)
    raw = sqlite3.connect(desk.home / paths.DATABASE)
    for name, query, where in (
        ("first page", CaseQuery(), ""),
        ("first page of one state", CaseQuery(states=("reply",)), "AND state = 'reply'"),
        ("words, often found", CaseQuery("断裂"), "AND search LIKE '%断裂%'"),
        ("of one customer, open", CaseQuery(customer=CUSTOMERS[0], open_only=True),
         f"AND customer = '{CUSTOMERS[0]}' AND state NOT IN ('closed', 'unfounded', 'merged', 'void')"),
        ("overdue ones", CaseQuery(overdue=True), f"AND {OVERDUE}"),
    ):  # fmt: skip
        yield Case(f"{name} of {CASES:,} cases, of raw SQL", finding(desk, query), asking(raw, where), reach=2)
    yield Case(f"board over {CASES:,} cases, of raw SQL", lambda: board.board(desk), boarding(raw), reach=2)
    new = {**office.SPINDLE, "defect_codes": ["芯轴断裂"]}
    told = f"cases alike of {CASES:,}, of raw SQL with payloads"
    yield Case(told, lambda: proposing.alike(desk, new), alike(raw, new), reach=2)
    yield Case(f"chart of a year of {CASES:,} cases, of raw SQL with payloads",
               lambda: figures.drawn(desk, YEAR), drawing(raw), reach=2, rounds=5)  # fmt: skip
    bar = tuple(found[0] for found in raw.execute(f"SELECT number {OF_ITEM} ORDER BY day, id").fetchall())
    yield Case(f"page of the {len(bar):,} cases behind a bar, of raw SQL",
               lambda: behind.page(desk, Numbers(bar, limit=PAGE)), paging(raw, bar[:PAGE]), reach=2)  # fmt: skip
    raw.close()
    desk.close()


def finding(desk: Desk, query: CaseQuery) -> Callable[[], object]:
    return lambda: case_list.find(desk, query)


def asking(raw: sqlite3.Connection, where: str) -> Callable[[], object]:
    """The page, how many there are in all, and what runs of those on the page."""

    def answer() -> object:
        total = raw.execute(f"SELECT COUNT(*) FROM record WHERE form = 'case' {where}").fetchall()
        page = raw.execute(f"SELECT {COLUMNS} FROM record WHERE form = 'case' {where} "
                           "ORDER BY updated_at DESC, id DESC LIMIT 50").fetchall()  # fmt: skip
        found = [row[0] for row in page]
        return total, page, raw.execute(RUNNING.format(", ".join("?" * len(found))), found).fetchall()

    return answer


def boarding(raw: sqlite3.Connection) -> Callable[[], object]:
    columns = ", ".join(f"record.{name}" for name in COLUMNS.split(", "))
    due = f"SELECT {columns}, label, due_at FROM clock JOIN record ON record.id = record_id WHERE running = TRUE AND "
    questions = [
        question for when in (f"due_at < '{NOW}'", f"due_at >= '{NOW}' AND due_at < '{NOW[:10]}T99'") for question in (
            f"{due} {when} ORDER BY due_at, record_id LIMIT 50",
            f"SELECT COUNT(*) FROM clock WHERE running = TRUE AND {when}",
        )
    ]  # fmt: skip
    questions.append("SELECT * FROM record WHERE form = 'seal_label' AND state NOT IN ('draft', 'void')")
    questions.append(MEASURES)
    questions.append("SELECT state, COUNT(*) FROM record WHERE form = 'case' GROUP BY state")
    return lambda: [raw.execute(question).fetchall() for question in questions]


ALIKE = """SELECT id, number, customer, product, day, payload FROM record WHERE form = 'case' AND number IS NOT NULL
AND state <> 'void' AND {} ORDER BY updated_at DESC, id DESC LIMIT 400"""
NEWEST = "SELECT record_id FROM problem WHERE item = ? ORDER BY day DESC LIMIT 400"


OF_ITEM = f"FROM record WHERE form = 'case' AND defect LIKE '{ITEMS[0]}%'"


def drawing(raw: sqlite3.Connection) -> Callable[[], object]:
    """What a chart is made of: every case of the span with its payload, in order."""
    span = (YEAR.first, YEAR.last)
    asked = "SELECT id, number, state, payload FROM record WHERE form = 'case' AND day BETWEEN ? AND ? ORDER BY day, id"
    return lambda: [canonical.load(found[3])["defect_codes"] for found in raw.execute(asked, span).fetchall()]


def paging(raw: sqlite3.Connection, numbers: tuple[str, ...]) -> Callable[[], object]:
    """The first page of a bar, by the index of numbers."""
    columns = "id, number, customer, product, defect, day, state"
    asked = f"SELECT {columns} FROM record WHERE number IN ({', '.join('?' * len(numbers))})"
    return lambda: raw.execute(asked, numbers).fetchall()


def alike(raw: sqlite3.Connection, new: dict[str, Any]) -> Callable[[], object]:
    """The candidates as they are compared: the newest, those of the item, those of the customer."""
    ways = (("1 = 1", ()), (f"id IN ({NEWEST})", (new["defect_codes"][0],)), ("customer = ?", (new["customer"],)))

    def answer() -> object:
        found = [row for which, asked in ways for row in raw.execute(ALIKE.format(which), asked).fetchall()]
        return [canonical.load(row[5])["description"] for row in found]

    return answer


def fill(desk: Desk) -> None:
    """Straight into the tables: the trail is not asked here."""
    kind = desk.catalogue.newest("case")
    chance = random.Random(20261122)
    values = [kind.parse({
        **office.SPINDLE, **office.JUDGED, "received_at": "2026-11-02T09:00", "customer": chance.choice(CUSTOMERS),
        "lot_no": f"L26{number:04d}", "defect_codes": [chance.choice(ITEMS)], "severity": "一般",
        "description": f"第 {number} 批抽检时发现{chance.choice(ITEMS)}，客户要求尽快回复。",
        "clocks": [{"rule": f"RULE-{at}", "label": "首次回复客户", "due_at": "2026-11-03T09:00"} for at in range(4)],
    }) for number in range(DIFFERENT)]  # fmt: skip
    indexed = [(canonical.dump(one), projection.index_of(kind, None, one), one["defect_codes"][0]) for one in values]
    names = list(indexed[0][1])
    columns = ["id", "form", "revision", "number", "state", "version", "payload", "created_by", "created_at",
               "updated_by", "updated_at", *names]  # fmt: skip
    connection = desk.store.database.connection()
    with desk.store.write():
        connection.executemany(
            f"INSERT INTO record ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
            (row(number, *indexed[number % DIFFERENT][:2]) for number in range(1, CASES + 1)),
        )
        connection.executemany("INSERT INTO clock VALUES (?, ?, ?, ?, ?, ?)", clocks())
        connection.executemany("INSERT INTO problem VALUES (?, ?, ?, ?)", (
            (number, indexed[number % DIFFERENT][2], "脚踏类", stamp(number)[:10]) for number in range(1, CASES + 1)
        ))  # fmt: skip


def clocks() -> Iterator[tuple[object, ...]]:
    """Four a case; of the open ones every fifth is past."""
    for number in range(1, CASES + 1):
        running = STATES[number % len(STATES)] != "closed"
        for at in range(4):
            late = running and number // len(STATES) % 5 == 0
            due = "2026-11-20T09:00" if late else f"2026-12-{1 + number % 28:02d}T{9 + at:02d}:00"
            yield number, at + 1, f"RULE-{at}", "首次回复客户", due, running


def stamp(number: int) -> str:
    return f"20{20 + number % 7}-{1 + number % 12:02d}-{1 + number % 28:02d}T08:{number % 60:02d}:00.000Z"


def row(number: int, payload: str, index: dict[str, Any]) -> tuple[object, ...]:
    at = stamp(number)
    serial = f"TS-{at[:4]}{at[5:7]}-{number:06d}"
    found = {**index, "day": at[:10], "search": f"{serial.lower()}\n{index['search']}"}
    state = STATES[number % len(STATES)]
    return (number, "case", "A/0", serial, state, 1, payload, "sales", at, "sales", at, *found.values())
