"""Whose cells they are now: of the department that answers, of whoever is still in office, as far as nothing stands."""

from collections.abc import Callable

import cases
import factory
import pytest
from drafts import graded

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import masters, people
from qcdesk.services.sheets import locks, records
from qcdesk.services.trail import verifying

CUSTOMER = {"code": "QY", "name": "青榆自行车（样例）有限公司", "importance": "重点"}
WRITES: tuple[tuple[str, Callable[[Desk, int], object]], ...] = (
    ("begins a sheet", lambda desk, _: records.create(desk, "qc_anomaly", {})),
    ("saves a draft", lambda desk, draft: records.save(desk, draft, 1, {"lot_no": "B261099"})),
    ("copies a sheet", records.copy_as_new),
    ("puts a sheet into a case", lambda desk, draft: records.put_into_case(desk, draft, cases.registered(desk))),
    ("keeps the masters", lambda desk, _: masters.save(desk, "customer", None, CUSTOMER)),
)


def retire(desk: Desk, login: str) -> None:
    people.change(factory.seat(desk, "admin"), login, active=False)


@pytest.mark.parametrize("write", [write for _, write in WRITES], ids=[said for said, _ in WRITES])
def test_nobody_who_was_retired_while_his_window_stood_open(desk: Desk, write: Callable[[Desk, int], object]) -> None:
    draft, merch = factory.draft(desk), factory.seat(desk, "merch")
    retire(desk, "merch")
    with pytest.raises(Refused, match=f"{merch.person.name}已停用，不能再保存或签名"):
        write(merch, draft)
    assert verifying.verify(desk) == []


def test_typing_of_a_retired_person_is_kept(desk: Desk) -> None:
    draft, merch = factory.draft(desk), factory.seat(desk, "merch")
    retire(desk, "merch")
    records.keep_working(merch, draft, 1, {"lot_no": "B261099"})
    kept = records.working(merch, draft)
    assert kept is not None
    assert kept.typed == {"lot_no": "B261099"}


def test_an_administrator_may_retire_himself_where_another_stays(desk: Desk) -> None:
    people.change(factory.seat(desk, "admin"), "qcmgr", roles=["qcmgr", "admin"])
    retire(desk, "admin")
    assert not people.get(desk, "admin").active
    assert verifying.verify(desk) == []


def test_nobody_parts_the_departments_and_writes_in_the_block_of_another_at_once(desk: Desk) -> None:
    record = graded(desk, "加工", "采购部")
    duty, apart = factory.of_department(desk, "duty", "采购部"), ["加工", "采购部"]
    version = records.get(desk, record).version
    with pytest.raises(Refused, match="要由责任部门（加工）的人填写和签名，您在采购部"):
        records.save(duty, record, version, {"own_blocks": apart, "cause": "来料硬度偏高"})
    records.save(duty, record, version, {"own_blocks": apart, "cause@采购部": "来料硬度偏高"})


def test_what_the_sheet_shows_closed_is_what_a_save_refuses(desk: Desk) -> None:
    record = graded(desk, "采购部")
    for department, open_to_him in (("加工", False), ("采购部", True), ("", True)):
        duty, row = factory.of_department(desk, "duty", department), records.row_of(desk, record)
        kind, values = records.kind_of(desk, row), records.payload_of(row)
        assert ("cause" not in locks.reasons(duty, row, kind, ["cause"], values)) is open_to_him


def test_columns_that_stand_are_told_from_the_first_signature_on(desk: Desk) -> None:
    draft = factory.draft(desk, "delivery_note", factory.sample("delivery_note-exchange"), by="wh")
    wh = factory.seat(desk, "wh")

    def told() -> dict[str, str]:
        row = records.row_of(desk, draft)
        return locks.reasons(wh, row, records.kind_of(desk, row), ["lines"], records.payload_of(row))

    assert told() == {}
    factory.take(desk, draft, "issue")
    standing = told()
    assert "lines.qty" in standing
    assert not {"lines", "lines.recv", "lines.remark"} & standing.keys()
    assert "现在只能填“点收数量、备注”" in standing["lines.qty"]
