"""The trail's word on a copy's code is taken whole or not at all, whatever other hands have made of its event."""

import json
from collections.abc import Callable
from typing import Any

import factory
import papers
import pytest
import tamper

from qcdesk.desk import Desk
from qcdesk.services.papers import attested, checking, copy_list
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.verdicts import BROKEN, UNKNOWN
from qcdesk.services.trail.kept_rows import KEPT

KEYS = ("record", "amended", "position", "id", "digest", "at")
EVENT = "SELECT event.seq, event.detail FROM copy JOIN event ON event.seq = copy.event_seq"
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def copy(desk: Desk) -> CopyView:
    return papers.printed(desk, factory.walk(desk, factory.draft(desk), "submit"))


def rewrite(intruder: tamper.Intruder, change: Change) -> None:
    ((seq, detail),) = intruder.sql(EVENT)
    told = json.loads(str(detail))
    change(told[KEPT]["copy"][0])
    intruder.sql("UPDATE event SET detail = ? WHERE seq = ?", json.dumps(told), seq)


def test_code_of_the_trail_outlasts_what_is_registered_now(desk: Desk, copy: CopyView) -> None:
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE copy SET digest = 'f' || digest")
        found = checking.typed(desk, copy.code.text(1, 1))
    assert (found.verdict, "被程序以外的手改过" in found.sentence) == (BROKEN, True)


@pytest.mark.parametrize("change", [
    *(pytest.param(lambda row, key=key: row.update({f"{key}_": row.pop(key)}), id=f"{key} renamed") for key in KEYS),
    *(pytest.param(lambda row, key=key: row.update({key: None}), id=f"{key} emptied") for key in KEYS),
    pytest.param(lambda row: row.update(digest=7), id="digest a number"),
])  # fmt: skip
def test_row_that_lacks_a_part_of_the_code_tells_nothing(desk: Desk, copy: CopyView, change: Change) -> None:
    with tamper.behind_the_back(desk) as intruder:
        rewrite(intruder, change)
        intruder.sql("UPDATE copy SET digest = 'f' || digest")
        now = copy_list.by_id(desk, copy.id)
        assert now is not None
        assert attested.code(desk, now) == now.code
        assert checking.typed(desk, copy.code.text(1, 1)).verdict == UNKNOWN


@pytest.mark.parametrize("detail", ["", "[]", "{}", '{"kept": 1}', '{"kept": {"copy": 1}}', '{"kept": {"copy": [1]}}'])
def test_event_that_tells_no_row_tells_nothing(desk: Desk, copy: CopyView, detail: str) -> None:
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE event SET detail = ? WHERE seq = (SELECT event_seq FROM copy)", detail)
        assert attested.code(desk, copy) == copy.code
