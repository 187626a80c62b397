"""The sample factory: every form, cases in every state, long sheets, nothing that verify could name."""

from collections.abc import Iterator

import factory
import postgres
import pytest

import resources
from qcdesk.cases import choices, lists
from qcdesk.cases.kind import CASE, KIND
from qcdesk.desk import Desk
from qcdesk.kinds import Kind
from qcdesk.services.basics import masters, office, opening, people, upkeep
from qcdesk.services.demo import sample_factory
from qcdesk.services.demo.sample_factory import Filled
from qcdesk.services.overview import case_list
from qcdesk.services.overview.case_list import CaseQuery
from qcdesk.services.samples import custody
from qcdesk.services.sheets import attaching, records, search
from qcdesk.services.sheets.search import Query
from qcdesk.services.trail import verifying
from qcdesk.store.models import Event
from qcdesk.views import RecordView

SHEETS, CASES = 106, 26
EVERY = Query(limit=500)
IN_EVERY_STATE = ("qc_anomaly", "rework_record", "seal_label", "seal_ledger")
SPINDLE = "芯轴断裂"
LOGINS = tuple(person["login"] for person in resources.toml("sample/people.toml")["person"])
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = tmp_path_factory.mktemp("sample") / "home"
    if request.param == "sqlite":
        yield from filled(opening.make_desk(home, factory.shelf().kinds))
        return
    cluster: postgres.Cluster = request.getfixturevalue("postgres_cluster")
    with cluster.database() as url:
        yield from filled(opening.make_desk(home, factory.shelf().kinds, url))


def filled(desk: Desk) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "hashed", lambda pin: factory.pin_hash())
        assert sample_factory.fill(desk) == Filled(SHEETS, CASES)
    yield desk
    desk.close()


def test_everybody_is_there_with_the_role_of_their_login(sample: Desk) -> None:
    listed = people.listed(sample)
    assert " ".join(person.login for person in listed) == (
        "sales merch merchlead merchmgr qc qcmgr iqc eng engmgr pemgr purch duty dutymgr prod pmgr wh cs gm admin"
    )
    assert all(person.login in person.roles for person in listed)
    assert [person.login for person in listed if len(person.roles) > 1] == ["merchmgr"]


def test_masters_and_head_are_there(sample: Desk) -> None:
    assert [len(masters.rows(sample, table)) for table in ("customer", "product")] == [15, 30]
    assert {row["family"] for row in masters.rows(sample, "product")} >= {"脚踏类", "碗件中轴类"}
    assert "样例" in office.view(sample).company


def states_of(kind: Kind) -> set[str]:
    return {state for step in kind.workflow.steps for state in (*step.source, step.target)}


def shown(sample: Desk, form: str) -> set[str]:
    return {row.state for row in search.find(sample, EVERY).rows if row.form == form}


def test_every_form_is_filled_and_one_of_each_has_gone_its_whole_way(sample: Desk) -> None:
    for kind in sample.catalogue.current:
        assert shown(sample, kind.code) & set(kind.workflow.final) - {"void"}, kind.code


def test_the_first_forms_and_cases_are_shown_in_every_state(sample: Desk) -> None:
    for form in IN_EVERY_STATE:
        assert states_of(sample.catalogue.newest(form)) - shown(sample, form) == set()
    assert states_of(KIND) - shown(sample, CASE) == set()


def one_case(sample: Desk, text: str, **narrower: object) -> RecordView:
    """The case that the words find."""
    found = case_list.find(sample, CaseQuery(text=text, **narrower)).rows  # type: ignore[arg-type]
    assert len(found) == 1, [row.number for row in found]
    return records.get(sample, found[0].id)


def test_the_broken_spindle_went_the_longest_way(sample: Desk) -> None:
    case = one_case(sample, SPINDLE)
    values, sheets = case.values, [row.form for row in search.find(sample, EVERY).rows if row.form != CASE]
    assert (case.state, values["severity"]) == ("closed", choices.SERIOUS)
    assert str(values["written_on"]) > str(values["received_at"])
    assert [row["step"] for row in list_of(values, "rounds")] == ["审查退回", "高层指派重新处理"]  # type: ignore[index,call-overload]
    assert {len(list_of(values, name)) >= 2 for name in ("contacts", "actions", "costs", "documents")} == {True}
    assert {"field_rework", "car_8d", "delivery_note", "return_application"} <= set(sheets)
    (sample_,) = custody.of_case(sample, case.id)
    assert (sample_.pieces, sample_.in_cabinet, sample_.lent) == (3, 1, 1)
    assert [move.witness for move in custody.life(sample, sample_.id)] == ["", "卫样九"]


def test_the_small_one_was_closed_the_short_way(sample: Desk) -> None:
    case = one_case(sample, "唛头写错")
    assert (case.state, case.values["severity"]) == ("closed", choices.MINOR)
    assert case.signature("simplified")


def test_the_third_of_a_month_is_serious_and_knows_the_others(sample: Desk) -> None:
    rows = sorted(case_list.find(sample, CaseQuery(text="短装")).rows, key=lambda row: row.day)
    assert [row.severity for row in rows] == [choices.MINOR, choices.MINOR, choices.SERIOUS]
    links = list_of(records.get(sample, rows[2].id).values, "links")
    assert links == [
        {"how": lists.MONTHS_REPEAT, "case": row.number, "why": "同一问题当月发生 3 次以上"} for row in rows[:2]
    ]


def test_a_feedback_became_a_complaint_and_one_case_went_into_another(sample: Desk) -> None:
    assert one_case(sample, "FK-").values["case_kind"] == choices.COMPLAINT
    merged = one_case(sample, "", states=("merged",))
    assert merged.values["merged_into"] == one_case(sample, "漏打后盖", open_only=True).number
    assert one_case(sample, "CN-").values["case_kind"] == choices.IN_HOUSE


def test_one_case_is_overdue_and_one_waits_for_written_material(sample: Desk) -> None:
    assert "漏打后盖" in [row.defect for row in case_list.find(sample, CaseQuery(overdue=True)).rows]
    case = one_case(sample, "反光片破裂和脱落")
    assert (case.state, case.values["channel"], "written_on" in case.values) == ("analysis", choices.PHONE, False)


def test_it_verifies_clean(sample: Desk) -> None:
    assert verifying.verify(sample) == []


def test_long_ones_are_there(sample: Desk) -> None:
    ids = [row.id for row in search.find(sample, EVERY).rows]
    values = [records.get(sample, record).values for record in ids]
    assert max(len(str(value.get("description") or "")) for value in values) == 3000
    assert max(len(list_of(value, "exec_lines")) for value in values) == 40
    assert max(len(list_of(value, "description_photos")) for value in values) == 4
    assert max(len(list_of(value, "own_blocks")) for value in values) == 3


def list_of(values: object, name: str) -> list[object]:
    found = values.get(name)  # type: ignore[attr-defined]
    return found if isinstance(found, list) else []


def test_trail_runs_forward_in_time(sample: Desk) -> None:
    stamps = [
        event.at for event in sample.store.rows(Event.select().where(Event.record.is_null(False)).order_by(Event.seq))
    ]
    assert stamps == sorted(stamps)
    assert stamps[-1] <= sample.clock.stamp()


def test_everybody_who_signs_finds_work_waiting(sample: Desk) -> None:
    waits = {login: len(search.waiting(factory.seat(sample, login))) for login in LOGINS}
    assert [login for login in LOGINS if not waits[login] and login not in ("iqc", "cs", "gm")] == ["admin"]


def test_numbers_have_no_gaps(sample: Desk) -> None:
    numbers = sorted(row.number for row in search.find(sample, EVERY).rows if row.number)
    serials: dict[str, list[int]] = {}
    for number in numbers:
        prefix, _, serial = number.rpartition("-")
        serials.setdefault(prefix, []).append(int(serial))
    assert all(found == list(range(1, len(found) + 1)) for found in serials.values())


def test_photos_are_stored_pictures(sample: Desk) -> None:
    for sha256, media in sample.store.sql("SELECT sha256, media FROM attachment"):
        assert attaching.media_of(sample.attachments.get(sha256), "photo") == media


def test_index_is_as_a_new_one_would_be(sample: Desk) -> None:
    done = upkeep.reindex(sample)
    assert (done.records, done.differed, done.damaged) == (SHEETS + CASES, 0, ())


def test_filling_can_be_cancelled(local_desk: Desk) -> None:
    local_desk.store.sql("DELETE FROM person_role")
    local_desk.store.sql("DROP TRIGGER person_no_delete")
    local_desk.store.sql("DELETE FROM person")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "hashed", lambda pin: factory.pin_hash())
        sample_factory.fill(local_desk, progress=lambda done, of: done < 3)
    assert local_desk.store.sql("SELECT COUNT(*) FROM record")[0][0] <= 3
