"""A label that other hands broke: nothing is taken out under it, and what there is to do is to verify."""

import pytest
from sealing import moved, put_out, qc, sealed

from qcdesk.desk import Desk
from qcdesk.errors import VERIFY, Refused
from qcdesk.services.samples import custody, reprint
from qcdesk.services.samples.sealed import DAMAGED
from qcdesk.services.sheets import records

BROKEN = "UPDATE record SET payload = '{\"seal_qty\"' WHERE id = ?"


def broken(desk: Desk) -> str:
    """The number of a label of two pieces, printed before it was broken."""
    _, number = sealed(desk)
    label = records.get(desk, number).id
    put_out(desk, label)
    desk.store.sql(BROKEN, (label,))
    return number


@pytest.mark.parametrize("act", ["借出", "交工程部保管", "销毁"])
def test_what_its_pieces_are_refused_for_is_its_record_not_its_place(desk: Desk, act: str) -> None:
    number = broken(desk)
    with pytest.raises(Refused) as told:
        custody.move(qc(desk), number, act, {"pieces": 1, "holder": "褚样八"})
    assert told.value.sentence == f"样品 {number} 的标签的记录损坏了，{VERIFY}，查明以后才能{act}"


def test_a_place_in_the_cabinet_is_told_and_makes_neither_it_nor_its_print_right(desk: Desk) -> None:
    number = broken(desk)
    before = custody.get(desk, number)
    assert (before.place, before.why, before.unsealed) == ("", DAMAGED, 2)
    moved(desk, before.id, "品管样品柜 B-2")
    after = custody.get(desk, number)
    assert (after.place, after.why, after.unsealed) == ("品管样品柜 B-2", DAMAGED, 2)
    assert reprint.stale(desk, [after]) == {}
