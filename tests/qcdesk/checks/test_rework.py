"""Work and re-inspection are signed once they are done."""

from datetime import datetime

import factory

KIND = factory.shelf().kinds.newest("rework_record")
LINE = {"work_date": "2026-11-05", "process": "换反光片", "qty_in": 120, "qty_ok": 120}
VALUES = {"exec_lines": [LINE, {**LINE, "work_date": "2026-11-06"}], "recheck": [{"recheck_date": "2026-11-07"}]}
TODAY = datetime(2026, 11, 5, 22, 1)


def told(action: str, now: datetime = TODAY) -> list[str]:
    step = KIND.workflow.named(action)[0]
    return [str(fault) for fault in KIND.ahead_of(now, step, VALUES)]


def test_work_of_tomorrow_is_not_signed_as_done() -> None:
    assert told("produce") == ["第 2 行 日期：2026-11-06 还没有到，做完了再签"]
    assert told("produce", datetime(2026, 11, 6, 8, 0)) == []


def test_only_what_the_step_signs_is_looked_at() -> None:
    assert told("issue") == []
    assert told("recheck") == ["第 1 行 重检日期：2026-11-07 还没有到，做完了再签"]
    assert len(told("approve")) == 2
