"""会签: several departments sign their own blocks in any order; the sheet moves on with the last of them."""

from itertools import permutations

import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.services.sheets import records, ways_on
from qcdesk.services.trail import verifying

DEPARTMENTS = ("加工", "装配", "采购部")


def open_to(desk: Desk, record: int) -> list[str]:
    duty = factory.seat(desk, "duty")
    return [step.action for step in ways_on.open_steps(duty, records.get(desk, record)) if step.step.leads_on]


@pytest.mark.parametrize("order", tuple(permutations(range(len(DEPARTMENTS)))))
def test_departments_sign_in_any_order_and_the_last_one_moves_the_sheet_on(desk: Desk, order: tuple[int, ...]) -> None:
    values = factory.anomaly(duty_dept=list(DEPARTMENTS), own_blocks=list(DEPARTMENTS))
    for name in ("cause", "cause_class"):
        if name in values:
            values |= {f"{name}@{department}": values[name] for department in DEPARTMENTS[1:]}
    record = factory.walk(desk, factory.draft(desk, values=values), "submit", "found_check", "grade")
    actions = ("analyse", *(f"analyse@{department}" for department in DEPARTMENTS[1:]))
    assert set(open_to(desk, record)) == set(actions)
    before = records.get(desk, record).state
    for at in order[:-1]:
        factory.take(desk, record, actions[at])
        assert records.get(desk, record).state == before
    factory.take(desk, record, actions[order[-1]])
    after = records.get(desk, record)
    assert after.state != before
    assert {item.slot for item in after.signatures} >= {"cause_by", "cause_by@装配", "cause_by@采购部"}
    assert verifying.verify(desk) == []
