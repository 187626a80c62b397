"""Lists over 100,000 records, against the same questions in raw SQL on the same file."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import factory
from harness import Case

from qcdesk import canonical, paths
from qcdesk.desk import Desk
from qcdesk.services.sheets import search
from qcdesk.services.sheets.search import Query
from qcdesk.store import projection

RECORDS = 100_000
DIFFERENT = 500
"""Sheets that differ in their words; the others repeat them under numbers and times of their own."""

PRODUCTS = ("铝合金脚踏 FP-873", "塑料脚踏 FP-610", "碗件中轴组 68×124.5 mm", "一体中轴 BB-86", "折叠脚踏 FP-990")
CUSTOMERS = (
    "环岭自行车（样例）有限公司",
    "北坡车料（样例）行",
    "单雄信车行",
    "重庆山地车（样例）厂",
    "Fietsvoorbeeld B.V.",
)
DEFECTS = ("芯轴断裂", "漏车牙", "反光片上错", "电镀起泡", "轴承异响", "螺纹滑牙")
COLUMNS = ", ".join(search.COLUMNS)


def cases(folder: Path) -> Iterator[Case]:
    desk = factory.make("sqlite", folder / "home")
    fill(desk)
    raw = sqlite3.connect(desk.home / paths.DATABASE)
    for name, query, where in (
        ("first page", Query(), ""),
        ("first page of one state", Query(states=("submitted",)), "WHERE state = 'submitted'"),
        ("substring, often found", Query("断裂"), "WHERE search LIKE '%断裂%'"),
        ("substring, never found", Query("没有的词"), "WHERE search LIKE '%没有的词%'"),
        ("pinyin initials", Query("xzdl"), "WHERE search LIKE '%xzdl%'"),
    ):
        yield Case(f"{name} of {RECORDS:,} records, of raw SQL", asking(desk, query), answering(raw, where), reach=2)
    raw.close()
    desk.close()


def asking(desk: Desk, query: Query) -> Callable[[], object]:
    return lambda: search.find(desk, query)


def answering(raw: sqlite3.Connection, where: str) -> Callable[[], object]:
    """The page and how many there are in all, as the list shows both."""

    def answer() -> object:
        page = f"SELECT {COLUMNS} FROM record {where} ORDER BY updated_at DESC, id DESC LIMIT 50"
        return raw.execute(f"SELECT COUNT(id) FROM record {where}").fetchall(), raw.execute(page).fetchall()

    return answer


def fill(desk: Desk) -> None:
    """Straight into the table: the trail is not asked here."""
    kind = desk.catalogue.newest("qc_anomaly")
    chance = random.Random(20261121)
    sheets = [kind.parse(factory.anomaly(
        customer=chance.choice(CUSTOMERS), product_name=chance.choice(PRODUCTS), defect_codes=[chance.choice(DEFECTS)],
        lot_no=f"B26{number:04d}", description=f"第 {number} 批抽检时发现不良，已隔离，待分析。",
    )) for number in range(DIFFERENT)]  # fmt: skip
    indexed = [(canonical.dump(values), projection.index_of(kind, None, values)) for values in sheets]
    names = list(indexed[0][1])
    columns = ["form", "revision", "number", "state", "version", "payload", "created_by", "created_at", "updated_by",
               "updated_at", *names]  # fmt: skip
    statement = f"INSERT INTO record ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    connection = desk.store.database.connection()
    with desk.store.write():
        connection.executemany(statement, (row(number, *indexed[number % DIFFERENT]) for number in range(RECORDS)))


def row(number: int, payload: str, index: dict[str, object]) -> tuple[object, ...]:
    state = ("draft", "submitted", "checked", "approved", "approved", "void")[number % 6]
    stamp = f"20{20 + number % 7}-{1 + number % 12:02d}-{1 + number % 28:02d}T08:{number % 60:02d}:00.000Z"
    serial = f"YC-{stamp[:4]}{stamp[5:7]}-{number:06d}"
    found = {**index, "search": f"{serial.lower()}\n{index['search']}"}
    return ("qc_anomaly", "A/0", serial, state, 1, payload, "merch", stamp, "merch", stamp, *found.values())
