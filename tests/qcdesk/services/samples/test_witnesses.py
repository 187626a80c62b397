"""Who may see a sample dismantled: three managers and nobody else."""

from typing import Any

import cases
import factory
import pytest

import resources
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.samples import custody

LABELS = {"工程部经理": "engmgr", "品质部经理": "qcmgr", "生产工程部经理": "pemgr"}
ROLES = [str(role["code"]) for role in resources.toml("starter/roles.toml")["role"]]


def dismantled_before(desk: Desk, role: str) -> str:
    """The witness on record, of somebody who has this one role."""
    case = cases.registered(desk, samples=3)
    number = factory.number(desk, cases.sealed(desk, case, seal_qty=3))
    people.add(factory.seat(desk, "admin"), "seen", "在样场", "品质部", [role], factory.PIN)
    given: dict[str, Any] = {"pieces": 1, "holder": "褚样八", "reason": "断口分析"}
    custody.move(factory.seat(desk, "qc"), number, "dismantle", given, Proof("seen"))
    return custody.life(desk, custody.get(desk, number).id)[-1].witness


@pytest.mark.parametrize("title", LABELS)
def test_each_of_the_three_managers_may_witness(desk: Desk, title: str) -> None:
    """E0.3 E8.6 note 2: 工程部经理、品质部经理、或生产工程部经理之一在场时才可以拆机."""
    assert dismantled_before(desk, LABELS[title]) == "在样场"


@pytest.mark.parametrize("role", [role for role in ROLES if role not in LABELS.values()])
def test_nobody_else_may_witness(local_desk: Desk, role: str) -> None:
    """E0.3 E8.6 note 2: neither 总经理 nor 品管 nor 工程师."""
    with pytest.raises(Refused, match="不是工程部经理、品质部经理或生产工程部经理，不能作拆机在场人"):
        dismantled_before(local_desk, role)
