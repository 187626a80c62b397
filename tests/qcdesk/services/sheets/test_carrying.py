"""What a sheet begins with when it is opened from its case: the number it is filed by on every one of them."""

import os
from pathlib import Path

import cases
import factory
import pytest

from qcdesk.canonical import Values
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.fields import Link
from qcdesk.kinds import Kind
from qcdesk.services.basics import masters
from qcdesk.services.cases import casework
from qcdesk.services.sheets import carrying, records, registers

OF_A_CASE = (CASE, "qc_anomaly")
"""What 客诉编号, 异常单号 and 案件编号 name."""
SHEETS = [kind for kind in factory.shelf().kinds.kinds if kind.sheet]


def case_cells(kind: Kind) -> list[str]:
    return [item.name for item in kind.plain_fields if isinstance(item, Link) and item.to in OF_A_CASE]


@pytest.mark.parametrize("kind", SHEETS, ids=lambda kind: kind.code)
def test_every_sheet_opened_from_a_case_bears_its_number(local_desk: Desk, kind: Kind) -> None:
    """One that goes by the anomaly sheet bears that number once there is one."""
    case = cases.registered(local_desk)
    number = records.get(local_desk, case).number
    made = casework.open_sheet(factory.seat(local_desk, "qc"), case, kind.code).record or 0
    values = records.get(local_desk, made).values
    assert {name: values.get(name) for name in case_cells(kind)} == dict.fromkeys(case_cells(kind), number)


def test_the_anomaly_sheet_of_the_case_goes_before_the_case(local_desk: Desk) -> None:
    case = cases.registered(local_desk)
    first = casework.open_sheet(factory.seat(local_desk, "merch"), case, "field_rework").record or 0
    anomaly = cases.sheet(local_desk, case, "qc_anomaly", "qc_anomaly-spindle", "submit")
    made = casework.open_sheet(factory.seat(local_desk, "merch"), case, "rework_record").record or 0
    assert records.get(local_desk, made).values["anomaly_no"] == records.get(local_desk, anomaly).number
    assert records.get(local_desk, first).values["anomaly_no"] == records.get(local_desk, case).number


def test_number_and_model_of_a_product_come_from_the_basic_data(local_desk: Desk) -> None:
    given = {"code": "FP-873", "name": "铝合金脚踏 FP-873", "model": '9/16" 铝 银', "family": "脚踏类", "unit": "付"}
    masters.save(factory.seat(local_desk, "admin"), "product", None, given)
    case = cases.registered(local_desk, product_name="铝合金脚踏 FP-873")
    made = casework.open_sheet(factory.seat(local_desk, "qc"), case, "seal_label").record or 0
    assert records.get(local_desk, made).values["item_no"] == "FP-873"
    anomaly = local_desk.catalogue.newest("qc_anomaly")
    assert carrying.of_product(local_desk, anomaly, " 铝合金脚踏 FP-873 ") == {
        "model_spec": '9/16" 铝 银', "product_family": "脚踏类",
    }  # fmt: skip
    assert carrying.of_product(local_desk, anomaly, "不在资料里的脚踏") == {}


TABLE = Path(__file__).resolve().parents[3] / "data" / "carried.txt"


def told() -> str:
    """Form by form: each cell, and the cells of the case and of other sheets that it is begun with."""
    kinds, lines = factory.shelf().kinds.kinds, []
    for kind in SHEETS:
        lines.append(f"{kind.title} {kind.code}")
        for item in kind.plain_fields:
            found = [
                f"{source.code}.{name} {source.field(name).label}"
                for source in sorted(kinds, key=lambda source: source.code != CASE) if source.code != kind.code
                for name in carrying.origins(source, kind, item)
            ]  # fmt: skip
            if found:
                lines += [f"  {item.name} {item.label}", *(f"    < {words}" for words in found)]
    return "\n".join(lines) + "\n"


def test_what_is_carried_into_every_cell_is_what_somebody_has_read() -> None:
    """Renewed only after reading it: `CARRIED=write pytest …`."""
    if os.environ.get("CARRIED") == "write":
        TABLE.write_text(told(), encoding="utf-8")
    assert told() == TABLE.read_text(encoding="utf-8")


def known_case(desk: Desk, **changes: object) -> int:
    given = {"code": "FP-873", "name": "铝合金脚踏 FP-873", "model": '9/16" 铝 银', "family": "脚踏类", "unit": "付"}
    if carrying.product_named(desk, given["name"]) is None:
        masters.save(factory.seat(desk, "admin"), "product", None, given)
    told = {
        "product_name": "铝合金脚踏 FP-873",
        "order_no": "PO-2611-07",
        "samples": 4,
        "model_spec": "铝 银",
        **changes,
    }
    return cases.registered(desk, **told)


def opened(desk: Desk, case: int, form: str, by: str = "qc") -> Values:
    made = casework.open_sheet(factory.seat(desk, by), case, form).record or 0
    return dict(records.get(desk, made).values)


def test_counts_of_the_case_are_no_counts_of_a_sheet(local_desk: Desk) -> None:
    case = known_case(local_desk)
    for form, count in (
        ("inspection_report", "return_qty"), ("rework_record", "rework_qty"), ("field_rework", "plan_qty"),
        ("hold_tag", "qty"),
    ):  # fmt: skip
        assert count not in opened(local_desk, case, form), form


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("return_application",
         {"product": "铝合金脚踏 FP-873", "spec": "铝 银", "part_no": "FP-873", "lot": "L261101"}),
        ("delivery_note",
         {"seq": None, "order_no": "PO-2611-07", "part_no": "FP-873", "desc": "铝合金脚踏 FP-873", "unit": "付"}),
        ("scrap_sheet", {"name": "铝合金脚踏 FP-873", "part_no": "FP-873", "lot": "L261101", "defect": "芯轴断裂"}),
    ],
)  # fmt: skip
def test_the_first_line_names_the_goods_of_the_case(local_desk: Desk, form: str, line: Values) -> None:
    """Not how many; and what is sent in their stead has a lot of its own."""
    values = opened(local_desk, known_case(local_desk), form)
    assert values["lines"] == [{name: value for name, value in line.items() if value}]


@pytest.mark.parametrize(
    ("ways", "lot"),
    [(["挑选"], "L261101"), (["返工", "补货"], "L261101"), (["外派返工/返修"], "L261101"), (["补货"], None)],
)
def test_reworked_goods_go_back_under_their_own_lot(desk: Desk, ways: list[str], lot: str | None) -> None:
    """What is sent besides has another, typed over."""
    case = cases.walk(desk, known_case(desk), "analyse", "pass_review")
    cases.step(desk, case, "plan", "duty", plan="照附页", disposition=ways)
    (line,) = opened(desk, case, "delivery_note")["lines"]  # type: ignore[misc]
    assert line.get("lot") == lot  # type: ignore[union-attr]


def test_a_note_begun_from_a_rework_record_alone_bears_its_lot(local_desk: Desk) -> None:
    made = factory.draft(local_desk, "rework_record", factory.sample("rework_record-reflector"))
    record = records.get(local_desk, made)
    begun = carrying.begun(local_desk, [record], local_desk.catalogue.newest("delivery_note"))
    assert begun["lines"][0]["lot"] == record.values["lot_no"]  # type: ignore[index,call-overload]


def test_a_registration_form_begins_with_the_months_count_of_its_problem(desk: Desk) -> None:
    """S4:264: as the case's judgement counts it, this one included; what was found in house is no repeat."""
    first, second = known_case(desk), known_case(desk)
    counts = [opened(desk, case, "complaint_register", "sales")["repeat"] for case in (first, second)]
    assert counts == [1, 2]
    in_house = cases.registered(desk, case_kind="厂内异常", channel="厂内发现")
    assert "repeat" not in opened(desk, in_house, "complaint_register", "sales")


def test_the_months_count_is_typed_over_and_typed_where_there_is_no_case(local_desk: Desk) -> None:
    seat = factory.seat(local_desk, "sales")
    made = casework.open_sheet(seat, known_case(local_desk), "complaint_register").record or 0
    alone = factory.draft(local_desk, "complaint_register", {}, by="sales")
    for sheet in (made, alone):
        records.save(seat, sheet, records.get(local_desk, sheet).version, {"repeat": 2})
        assert records.get(local_desk, sheet).values["repeat"] == 2


def test_an_anomaly_sheet_of_a_complaint_was_found_at_the_customer(local_desk: Desk) -> None:
    case = known_case(local_desk)
    values, day = opened(local_desk, case, "qc_anomaly"), cases.value(local_desk, case, "received_at")[:10]
    assert (values["found_where"], values["found_date"], values["source_kind"]) == ("客户端", day, ["客户投诉"])


def test_what_was_found_in_house_was_not_found_at_a_customer(local_desk: Desk) -> None:
    case = cases.registered(local_desk, case_kind="厂内异常", channel="厂内发现")
    values = opened(local_desk, case, "qc_anomaly")
    assert not {"found_where", "found_date", "source_kind"} & set(values)


def test_a_liaison_sheet_says_who_writes_and_what_about(local_desk: Desk) -> None:
    case = known_case(local_desk, reply_by="2026-12-01T17:00")
    values, writer = opened(local_desk, case, "internal_contact", "sales"), factory.seat(local_desk, "sales").person
    assert (values["from_person"], values["from_dept"]) == (writer.name, writer.department)
    assert (values["subject"], values["type"]) == ("铝合金脚踏 FP-873：芯轴断裂", "质量投诉")
    assert values["reply_by"] == "2026-12-01T17:00"


def test_an_8d_bears_the_product_s_number_and_the_case_s_rate(local_desk: Desk) -> None:
    values = opened(local_desk, known_case(local_desk), "car_8d")
    assert (values["part_no"], values["defect_qty"], values["failure_rate"]) == ("FP-873", "3/2000", "0.15 %")


def test_an_8d_of_a_complaint_nobody_has_judged_bears_what_the_customer_counted(local_desk: Desk) -> None:
    case = cases.received(local_desk, lot_qty=500, complaint_qty=12)
    values = opened(local_desk, case, "car_8d")
    assert (values["defect_qty"], values["failure_rate"]) == ("12/500", "2.40 %")
    unknown = opened(local_desk, cases.received(local_desk, lot_qty=500, complaint_qty=None), "car_8d")
    assert not {"defect_qty", "failure_rate"} & set(unknown)


def test_first_label_of_a_case_is_of_all_that_the_customer_sent(local_desk: Desk) -> None:
    """How many of them a further one is for nobody has told."""
    case = known_case(local_desk)
    assert opened(local_desk, case, "seal_label")["seal_qty"] == 4
    assert "seal_qty" not in opened(local_desk, known_case(local_desk, samples=None), "seal_label")
    cases.sealed(local_desk, case)
    assert "seal_qty" not in opened(local_desk, case, "seal_label")


def test_coordination_order_names_the_department_of_who_was_asked_first(local_desk: Desk) -> None:
    writer, other = (factory.seat(local_desk, login).person for login in ("cs", "merch"))
    assert writer.department != other.department
    for first, department in ((None, writer.department), (other.name, other.department), ("门卫", None)):
        order = opened(local_desk, known_case(local_desk, first_responder=first), "coordination_order", "cs")
        assert order.get("first_dept") == department


def test_a_tracking_sheet_opened_from_a_case_begins_with_its_line(desk: Desk) -> None:
    """What is registered by the month is the same line, long words cut: they stand in the case."""
    case = cases.registered(desk, description="芯轴断裂，" + "客户在装车线上发现" * 20)
    register = opened(desk, case, "service_tracking", "sales")
    [line] = register["lines"]
    month = registers.begin(factory.seat(desk, "sales"), "service_tracking", "2026-11").record
    assert line == records.get(desk, month).values["lines"][0]
    assert (len(line["cause"]), line["cause"][-1], register["dept"]) == (120, "…", "业务/跟单")


def test_what_only_sounds_alike_stays_where_it_is(local_desk: Desk) -> None:
    """The customer was answered, which answers no department; a defect's cause is no customer's advice."""
    case = cases.handled(local_desk)
    cases.walk(local_desk, case, "recheck_passed")
    assert not {"importance", "replied_at"} & set(opened(local_desk, case, "internal_contact"))
    assert not {"analysis", "actions"} & set(opened(local_desk, case, "satisfaction_analysis"))
    assert not {"exec_lines", "cost_bearer"} & set(opened(local_desk, case, "rework_record"))


def test_goods_are_sent_to_no_e_mail_address(local_desk: Desk) -> None:
    case = known_case(local_desk, address="qc@example.com")
    assert "address" not in opened(local_desk, case, "delivery_note")
    assert "site" not in opened(local_desk, case, "field_rework")
    assert opened(local_desk, case, "complaint_register")["address"] == "qc@example.com"


def test_a_held_lot_is_named_on_its_card(local_desk: Desk) -> None:
    values = opened(local_desk, known_case(local_desk), "hold_tag")
    assert (values["name"], values["spec"], values["lot"]) == ("铝合金脚踏 FP-873", "FP-873", "L261101")
