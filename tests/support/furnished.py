"""A desk with a row in every table that the trail tells of, each written by the program."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import cases
import factory
import postgres
import pytest
from pictures import picture

from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.services.basics import deputies, hands, masters, office
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import copies
from qcdesk.services.rules import rulebook
from qcdesk.services.samples import custody
from qcdesk.services.sheets import attaching, records
from qcdesk.services.times import working_days
from qcdesk.services.trail import kept_rows

LABEL, ANOMALY, DRAFT = 1, 2, 3
"""Approved; once sent back and signed anew; with a photo."""


@contextmanager
def lasting(
    request: pytest.FixtureRequest, folders: pytest.TempPathFactory, fill_it: Callable[[Desk], None]
) -> Iterator[Desk]:
    """On the engine that the fixture's parameter names, filled once and closed at its end."""
    home = folders.mktemp("furnished") / "home"
    if request.param == "sqlite":
        desk = factory.make("sqlite", home)
        fill_it(desk)
        yield desk
        desk.close()
        return
    cluster: postgres.Cluster = request.getfixturevalue("postgres_cluster")
    with cluster.database() as url:
        desk = factory.make(url, home)
        fill_it(desk)
        yield desk
        desk.close()


def fill(desk: Desk) -> None:
    _sheets(desk)
    _office(desk)
    _people(desk)
    _papers(desk)
    cases.registered(desk)


def _sheets(desk: Desk) -> None:
    assert factory.signed_label(desk) == LABEL
    assert factory.draft(desk) == ANOMALY
    factory.walk(desk, ANOMALY, *factory.ANOMALY_WAY[:5])
    factory.take(desk, ANOMALY, "return", "qc", reason="原因没有附测量数据")
    factory.walk(desk, ANOMALY, *factory.ANOMALY_WAY[3:7])
    photo = attaching.add_bytes(factory.seat(desk, "merch"), picture(kind="PNG"), "断口.png")
    assert factory.draft(desk, values=factory.anomaly(description_photos=[photo])) == DRAFT
    qc = factory.seat(desk, "qc")
    for _ in range(2):
        custody.move(qc, LABEL, "lend", {"pieces": 1, "holder": "褚样八", "due": "2026-12-01", "reason": "测硬度"})
        custody.move(qc, LABEL, "give_back", {"pieces": 1, "holder": "褚样八"})


def _office(desk: Desk) -> None:
    admin, keeper = factory.seat(desk, "admin"), factory.seat(desk, "qcmgr")
    office.change_company(admin, "样例车料制造有限公司", "Sample Cycle Parts Co., Ltd.")
    for name, code in (("环岭自行车（样例）", "HL"), ("北望角自行车", "BW")):
        masters.save(admin, "customer", None, {"code": code, "name": name, "importance": "重点"})
    for name, code in (("铝合金脚踏", "FP-873"), ("镁合金脚踏", "FP-890")):
        masters.save(admin, "product", None, {"code": code, "name": name, "family": "脚踏类"})
    masters.save(admin, "department", None, {"name": "电镀"})
    rulebook.change(keeper, "deadline", "CAUSE-1W", {"amount": 2}, reason="客户要求收紧")
    for day in (23, 24):
        working_days.set_day(keeper, date(2026, 11, day), False, "停电")


def _people(desk: Desk) -> None:
    admin = factory.seat(desk, "admin")
    days = (desk.clock.today().isoformat(), desk.clock.today().isoformat())
    deputies.name(admin, "qcmgr", "qc", days, Proof("admin"), reason="出差")
    deputies.name(admin, "gm", "pmgr", days, Proof("admin"), scope=["seal_label"], reason="出差")
    deputies.end(admin, 1, "提前回来", Proof("admin"))
    deputies.end(admin, 2, "不用了", Proof("admin"))
    for login, side in (("qcmgr", 40), ("gm", 44)):
        png = picture(kind="PNG", width=side, height=side)
        hands.set_own(factory.seat(desk, login), next(iter(hands.FORMS)), png, Proof(login))


def _papers(desk: Desk) -> None:
    qc = factory.seat(desk, "qc")
    for _ in range(2):
        copies.register(qc, records.get(qc, LABEL), 1, {"pages": []}, "zh")
    copies.move(qc, [1, 2], "archive", {"place": "A-3 盒"})
    scanned = attaching.add_bytes(qc, picture(kind="PNG", width=60, height=80), "扫描 001.png")["sha256"]
    page: dict[str, Json] = {"file": scanned, "code": "", "copy": 1, "sheet_page": 1, "flag": "", "said": "{}"}
    filing: dict[str, Json] = {"act": "file", "copy": 2, "sheet_page": 1, "reason": "码被折住"}
    held: dict[str, Json] = {"record": LABEL, "act": "hold", "reason": "客户诉讼", "said": "{}"}
    with qc.store.write():
        kept_rows.append(qc, "scanned", [("scan", {**page, "page": at}) for at in (1, 2)])
        kept_rows.append(qc, "filed", [("filing", {**filing, "scan": at}) for at in (1, 2)])
        kept_rows.append(qc, "held", [("keeping", held), ("keeping", {**held, "act": "release"})])
