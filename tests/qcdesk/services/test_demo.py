"""The sample factory: every form in every state, long sheets, several departments, nothing that verify could name."""

from collections.abc import Iterator

import factory
import postgres
import pytest

import resources
from qcdesk.desk import Desk
from qcdesk.services import attaching, demo, masters, office, opening, people, records, search, upkeep, verifying
from qcdesk.services.search import Query
from qcdesk.store.models import Event

LOGINS = tuple(person["login"] for person in resources.toml("sample/people.toml")["person"])
pytestmark = pytest.mark.xdist_group("demo")


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
        assert demo.fill(desk) == 48
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


def test_every_state_of_every_form_is_shown(sample: Desk) -> None:
    rows = search.find(sample, Query(limit=200)).rows
    assert len(rows) == 48
    for kind in sample.catalogue.current:
        states = {state for step in kind.workflow.steps for state in (*step.source, step.target)}
        assert states - {row.state for row in rows if row.form == kind.code} == set()


def test_it_verifies_clean(sample: Desk) -> None:
    assert verifying.verify(sample) == []


def test_long_ones_are_there(sample: Desk) -> None:
    ids = [row.id for row in search.find(sample, Query(limit=200)).rows]
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
    assert all(waits[login] for login in ("merchlead", "merchmgr", "qc", "qcmgr", "duty", "dutymgr", "pmgr", "prod"))
    assert waits["gm"] == waits["admin"] == 0


def test_numbers_have_no_gaps(sample: Desk) -> None:
    numbers = sorted(row.number for row in search.find(sample, Query(limit=200)).rows if row.number)
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
    assert (done.records, done.differed, done.damaged) == (48, 0, ())


def test_filling_can_be_cancelled(local_desk: Desk) -> None:
    local_desk.store.sql("DELETE FROM person_role")
    local_desk.store.sql("DROP TRIGGER person_no_delete")
    local_desk.store.sql("DELETE FROM person")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "hashed", lambda pin: factory.pin_hash())
        demo.fill(local_desk, progress=lambda done, of: done < 3)
    assert local_desk.store.sql("SELECT COUNT(*) FROM record")[0][0] <= 3
