"""Looking after a desk."""

import factory

from qcdesk.desk import Desk
from qcdesk.services.basics import upkeep
from qcdesk.services.sheets import records, search
from qcdesk.services.sheets.search import Query
from qcdesk.services.trail import verifying
from qcdesk.store.migrations import CURRENT


def test_reindex_mends_what_verify_names(desk: Desk) -> None:
    factory.signed_label(desk)
    factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"), by="prod")
    desk.store.sql("UPDATE record SET customer = '别家', search = 'x' WHERE id = 1")
    desk.store.sql("DELETE FROM line WHERE position = 2")
    assert [finding.where for finding in verifying.verify(desk)] == ["记录 YP-202611-001", "记录 草稿 2"]
    assert search.find(desk, Query("环岭")).total == 1
    done = upkeep.reindex(desk)
    count, differed, change = done.records, done.differed, done.change
    assert (count, differed, change.kinds) == (2, 2, {"records"})
    assert search.find(desk, Query("环岭")).total == 2
    assert verifying.verify(desk) == []
    again = upkeep.reindex(desk)
    assert (again.records, again.differed) == (2, 0)


def test_report_names_engine_schema_and_counts(desk: Desk, database_url: str) -> None:
    factory.draft(desk)
    said = dict(upkeep.report(desk))
    assert said["数据库"].startswith("PostgreSQL 1" if factory.server_of(database_url) else "SQLite 3.")
    assert (said["结构版本"], said["记录数"], said["数据文件夹"]) == (str(CURRENT), "1", str(desk.home))
    assert "qc_anomaly@A/0" in said["表单"]
    if not factory.server_of(database_url):
        assert said["写入方式"] in ("TRUNCATE / FULL", "WAL / FULL")
        assert (said["外键检查"], said["文件检查"]) == ("开", "ok")


def test_verify_can_be_stopped_and_tells_how_far_it_is(local_desk: Desk) -> None:
    for _ in range(60):
        factory.draft(local_desk)
    told: list[tuple[int, int]] = []
    verifying.verify(local_desk, lambda done, of: told.append((done, of)) or False)
    assert told == [(50, 60)]


def test_reindex_leaves_damaged_content_alone_and_names_it(desk: Desk) -> None:
    number = factory.number(desk, factory.signed_label(desk))
    damaged = factory.draft(desk)
    desk.store.sql("UPDATE record SET customer = 'x'")
    desk.store.sql("UPDATE record SET payload = '{' WHERE id = ?", (damaged,))
    done = upkeep.reindex(desk)
    assert (done.records, done.differed, done.damaged) == (2, 1, (str(damaged),))
    assert desk.store.sql("SELECT customer FROM record WHERE id = ?", (damaged,)) == [("x",)]
    assert records.get(desk, number).values["customer"] == factory.label()["customer"]
    told = [str(finding) for finding in verifying.verify(desk)]
    assert told
    assert all(finding.startswith(f"记录 草稿 {damaged}：") for finding in told)
