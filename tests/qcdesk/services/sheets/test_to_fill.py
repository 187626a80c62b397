"""Who must fill in cells of a sheet past its draft finds it in his list until they are filled, though he signs none."""

import factory
import pytest
from refusals import refusal

from qcdesk.desk import Desk
from qcdesk.services.basics import deputies, people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import records, search, to_fill
from qcdesk.services.sheets.search import Waiting
from qcdesk.store.models import Person, PersonRole
from ui.pages import with_others

ROUND = {"recheck_date": "2026-11-20", "recheck_sample": 20, "recheck_ng": 0, "recheck_result": "合格"}
NO_STEP = "这一张等您填，不是等您签：打开填好重检结果、最终处理，保存以后由品管主管（品质部经理）做“重检”"


@pytest.fixture
def produced(desk: Desk) -> int:
    """A rework record that waits for its 重检."""
    values = factory.sample("rework_record-reflector") | {"recheck": None, "final": None}
    return factory.walk(desk, factory.draft(desk, "rework_record", values, by="prod"), "issue", "produce")


def waits(desk: Desk, login: str) -> tuple[Waiting, ...]:
    return search.waiting(factory.seat(desk, login))


def told(desk: Desk, login: str) -> list[tuple[int, str]]:
    return [(item.row.id, item.label) for item in waits(desk, login)]


def filled(desk: Desk, record: int, login: str, **values: object) -> None:
    records.save(factory.seat(desk, login), record, records.get(desk, record).version, values)


def test_who_fills_in_finds_the_sheet_in_his_list_until_it_is_filled(desk: Desk, produced: int) -> None:
    """E0.1: 品管员 fills in 重检, 品管主管 signs it."""
    [turn] = waits(desk, "qc")
    assert (turn.row.id, turn.label, turn.untickable) == (produced, "轮到您填：重检结果、最终处理", NO_STEP)
    assert (turn.to_fill, turn.anothers, turn.deputy_for) == (True, False, "")
    filled(desk, produced, "qc", recheck=[ROUND])
    assert told(desk, "qc") == [(produced, "轮到您填：最终处理")]
    filled(desk, produced, "qc", final="合格入库送货")
    assert told(desk, "qc") == []
    assert told(desk, "qcmgr") == [(produced, "重检")]
    filled(desk, produced, "qc", final=None)
    assert told(desk, "qc") == [(produced, "轮到您填：最终处理")]


def test_what_is_to_be_filled_in_is_not_counted_among_what_waits_for_a_signature(desk: Desk, produced: int) -> None:
    label = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    desk.store.run(PersonRole.insert(login="qc", role="cs"))
    at_desk = factory.seat(desk, "qcmgr")
    assert [(item.row.id, item.to_fill) for item in search.waiting(at_desk)] == [(produced, False), (label, False)]
    assert search.counts(factory.seat(desk, "qc"))["waiting"] == 0
    assert search.counts(at_desk)["waiting"] == 2


def test_who_fills_in_and_signs_has_the_sheet_once_with_its_step(desk: Desk, produced: int) -> None:
    desk.store.run(PersonRole.insert(login="qcmgr", role="qc"))
    assert told(desk, "qcmgr") == [(produced, "重检")]


def test_nobody_is_asked_to_fill_in_while_another_step_can_be_taken(desk: Desk) -> None:
    """审核 of a submitted 异常单 wants the whole sheet, 发现部门审核 what is filled in already."""
    record = factory.walk(desk, factory.draft(desk), "submit")
    assert told(desk, "merchlead") == [(record, "发现部门审核")]
    assert [told(desk, login) for login in ("qc", "duty", "sales")] == [[], [], []]


def test_a_deputy_finds_what_his_principal_has_to_fill_in_and_fills_it_in(desk: Desk, produced: int) -> None:
    day = desk.clock.today().isoformat()
    deputies.name(factory.seat(desk, "qc"), "qc", "wh", (day, day), Proof("qc"), scope=("rework_record",))
    [turn] = waits(desk, "wh")
    name = people.get(desk, "qc").name
    assert (turn.label, turn.deputy_for) == (f"轮到您填（代{name}）：重检结果、最终处理", "qc")
    filled(desk, produced, "wh", recheck=[ROUND], final="合格入库送货")
    assert told(desk, "wh") == []


def test_a_deputy_for_other_forms_is_not_asked(desk: Desk, produced: int) -> None:
    day = desk.clock.today().isoformat()
    deputies.name(factory.seat(desk, "qc"), "qc", "wh", (day, day), Proof("qc"), scope=("seal_label",))
    assert told(desk, "wh") == []
    assert "由品管员填写" in refusal(lambda: filled(desk, produced, "wh", final="报废重做"))


def test_what_waits_for_others_names_who_is_to_fill_in_and_then_who_signs(desk: Desk, produced: int) -> None:
    def whom() -> list[str]:
        prod = factory.seat(desk, "prod")
        return [one.whom for one in with_others.read(prod, search.waiting(prod)).rows]

    assert whom() == [people.role_label(desk, "qc")]
    filled(desk, produced, "qc", recheck=[ROUND], final="合格入库送货")
    assert whom() == [people.role_label(desk, "qcmgr")]


def test_who_made_a_sheet_and_is_to_fill_it_in_does_not_wait_for_others(desk: Desk, produced: int) -> None:
    desk.store.run(PersonRole.insert(login="prod", role="qc"))
    prod = factory.seat(desk, "prod")
    assert [item.to_fill for item in search.waiting(prod)] == [True]
    assert with_others.read(prod, search.waiting(prod)).rows == ()


def test_a_responsible_department_fills_in_its_own_block_alone(desk: Desk) -> None:
    """Whose block has been taken apart after the first had signed."""
    record = factory.walk(desk, factory.draft(desk), "submit", "found_check", "grade", "analyse")
    desk.store.run(Person.update(department="采购部").where(Person.login == "duty"))
    filled(desk, record, "qc", own_blocks=["装配部", "采购部"])
    assert told(desk, "duty") == [(record, "轮到您填：原因分析（责任部门）、原因分类")]
    desk.store.run(Person.update(department="包装部").where(Person.login == "duty"))
    assert told(desk, "duty") == []
    assert told(desk, "dutymgr") == [(record, "原因审核（装配部）")]


def test_only_states_in_which_cells_can_be_left_open_for_others_are_looked_at() -> None:
    catalogue = factory.shelf().kinds
    found = {
        (form, state): {role: sorted(blocks) for role, blocks in roles.items()}
        for form in dict.fromkeys(kind.code for kind in catalogue.kinds)
        for state, roles in to_fill.places(catalogue, form).items()
    }
    assert found == {
        ("car_8d", "contained"): {"qc": ["escape"]},
        ("coordination_order", "taken"): {"duty": ["handling"]},
        ("delivery_note", "signed_for"): {"wh": ["goods"]},
        ("hold_tag", "held"): {"qc": ["status"]},
        ("inspection_report", "witnessed"): {"eng": ["cause"]},
        ("qc_anomaly", "analysing"): {"duty": ["cause"]},
        ("qc_anomaly", "closed"): {"duty": ["cause", "counter"], "qc": ["grade"]},
        ("rework_record", "produced"): {"qc": ["recheck"]},
    }
