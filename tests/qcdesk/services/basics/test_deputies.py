"""职责代理人: who signs for whom, for how long and on which forms, and what a deputy may not do either."""

from datetime import timedelta

import factory
import pytest
from refusals import refusal

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.services.basics import deputies, deputyships, people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import records, search, ways_on
from qcdesk.services.trail import history, verifying
from qcdesk.store.models import PersonRole


def days(desk: Desk, first: int = 0, last: int = 7) -> tuple[str, str]:
    today = desk.clock.today()
    return (today + timedelta(days=first)).isoformat(), (today + timedelta(days=last)).isoformat()


def named(desk: Desk, principal: str, deputy: str, first: int = 0, last: int = 7, scope: tuple[str, ...] = ()) -> int:
    own = factory.seat(desk, principal)
    deputies.name(own, principal, deputy, days(desk, first, last), Proof(principal), scope=scope, reason="出差")
    return deputyships.listed(desk)[0].id


def submitted(desk: Desk) -> int:
    return factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")


def waits(desk: Desk, login: str) -> list[tuple[int, str, str]]:
    return [(item.row.id, item.label, item.deputy_for) for item in search.waiting(factory.seat(desk, login))]


def test_a_deputy_signs_with_his_own_name_and_says_for_whom(desk: Desk) -> None:
    record = submitted(desk)
    assert "要由" in refusal(lambda: factory.take(desk, record, "review", "iqc"))
    named(desk, "qcmgr", "iqc")
    lead = people.get(desk, "qcmgr").name
    assert waits(desk, "iqc") == [(record, f"审核（代{lead}）", "qcmgr")]
    factory.take(desk, record, "review", "iqc")
    signed = records.get(desk, record).signatures[1]
    assert (signed.person, signed.deputy_for, signed.signer) == ("iqc", "qcmgr", f"{signed.name}（代{lead}）")
    assert signed.name == people.get(desk, "iqc").name
    assert f"代{lead}" in history.told(desk, record)[-1].sentence
    assert verifying.verify(desk) == []


def test_what_a_deputy_signed_stays_when_the_days_are_over_or_he_leaves(desk: Desk) -> None:
    record = submitted(desk)
    named(desk, "qcmgr", "iqc", last=0)
    factory.take(desk, record, "review", "iqc")
    later = desk.at(Clock(desk.clock.now() + timedelta(days=2)))
    people.change(factory.seat(later, "admin"), "iqc", active=False)
    people.change(factory.seat(later, "admin"), "qcmgr", active=False)
    signed = records.get(later, record).signatures[1]
    assert signed.sound
    assert signed.deputy_name == people.get(desk, "qcmgr").name
    assert verifying.verify(later) == []


@pytest.mark.parametrize(("first", "last", "after"), [(1, 7, 0), (0, 3, 4)])
def test_nobody_deputises_before_the_first_day_or_after_the_last(desk: Desk, first: int, last: int, after: int) -> None:
    record = submitted(desk)
    named(desk, "qcmgr", "iqc", first, last)
    then = desk.at(Clock(desk.clock.now() + timedelta(days=after)))
    assert "要由" in refusal(lambda: factory.take(then, record, "review", "iqc"))
    assert waits(then, "iqc") == []


def test_the_scope_names_the_forms(desk: Desk) -> None:
    record = submitted(desk)
    named(desk, "qcmgr", "iqc", scope=("qc_anomaly",))
    assert "要由" in refusal(lambda: factory.take(desk, record, "review", "iqc"))
    named(desk, "qcmgr", "iqc", scope=("seal_label",))
    factory.take(desk, record, "review", "iqc")


def test_beyond_his_scope_a_deputy_is_told_for_whom_he_signs_what_and_in_which_days(desk: Desk) -> None:
    record = submitted(desk)
    named(desk, "qcmgr", "iqc", scope=("qc_anomaly",))
    first, last = days(desk)
    own, lead = people.get(desk, "iqc").name, people.get(desk, "qcmgr").name
    said = refusal(lambda: factory.take(desk, record, "review", "iqc"))
    assert f"要由品管主管（品质部经理）操作；{own}代{lead}只签《产品品质异常反馈处理表》" in said
    assert said.endswith(f"（{first} 到 {last}），不含《不良样品封存标签》")
    assert "只签" not in refusal(lambda: factory.take(desk, record, "review", "eng"))
    assert waits(desk, "iqc") == []


def test_of_a_deputyship_that_is_over_its_deputy_is_told_for_thirty_days_how_it_ended(desk: Desk) -> None:
    record, today = submitted(desk), desk.clock.today()
    own, lead = people.get(desk, "iqc").name, people.get(desk, "qcmgr").name

    def said(after: int) -> str:
        then = desk.at(Clock(desk.clock.now() + timedelta(days=after)))
        return refusal(lambda: factory.take(then, record, "review", "iqc")).partition("操作")[2]

    first = named(desk, "qcmgr", "iqc", last=0)
    assert said(1) == said(30) == f"；{own}代{lead}到 {today} 为止，已到期"
    assert said(31) == ""
    deputies.end(factory.seat(desk, "qcmgr"), first, "出差取消", Proof("qcmgr"))
    ended = deputyships.get(desk, first)
    assert ended is not None
    assert said(0) == f"；{own}代{lead}已由{lead}在 {ended.ended_at} 终止"
    assert waits(desk, "iqc") == []
    named(desk, "qcmgr", "iqc", scope=("qc_anomaly",))
    assert "终止" not in said(0)
    assert "只签《产品品质异常反馈处理表》" in said(0)


def test_who_prepared_a_sheet_approves_it_for_nobody(desk: Desk) -> None:
    record = submitted(desk)
    named(desk, "qcmgr", "qc")
    assert "不能审核或核准自己签过的单" in refusal(lambda: factory.take(desk, record, "review", "qc"))
    assert waits(desk, "qc") == []


def test_nobody_approves_through_a_deputy_what_he_prepared_himself(desk: Desk) -> None:
    desk.store.run(PersonRole.insert(login="qc", role="qcmgr"))
    record = submitted(desk)
    named(desk, "qc", "iqc")
    assert "不能审核或核准自己签过的单" in refusal(lambda: factory.take(desk, record, "review", "iqc"))


def test_nobody_approves_what_his_deputy_prepared_for_him(desk: Desk) -> None:
    for role in ("qcmgr",):
        desk.store.run(PersonRole.insert(login="qc", role=role))
    named(desk, "qc", "eng")
    record = factory.draft(desk, "seal_label", factory.label(), by="eng")
    factory.take(desk, record, "submit", "eng")
    assert records.get(desk, record).signatures[0].deputy_for == "qc"
    said = refusal(lambda: factory.take(desk, record, "review", "qc"))
    assert "不能审核或核准自己签过的单" in said
    assert f"（代{people.get(desk, 'qc').name}）" in said


def test_one_person_reviews_and_approves_for_two_others_only_once(desk: Desk) -> None:
    record = submitted(desk)
    named(desk, "qcmgr", "iqc")
    named(desk, "pmgr", "iqc")
    factory.take(desk, record, "review", "iqc")
    assert "不能审核或核准自己签过的单" in refusal(lambda: factory.take(desk, record, "approve", "iqc"))


def test_a_deputy_hands_nothing_on(desk: Desk) -> None:
    record = submitted(desk)
    named(desk, "qcmgr", "iqc")
    named(desk, "iqc", "eng")
    assert "要由" in refusal(lambda: factory.take(desk, record, "review", "eng"))


def test_whose_role_it_is_himself_signs_for_himself(desk: Desk) -> None:
    desk.store.run(PersonRole.insert(login="iqc", role="qcmgr"))
    record = submitted(desk)
    named(desk, "qcmgr", "iqc")
    factory.take(desk, record, "review", "iqc")
    assert records.get(desk, record).signatures[1].deputy_for == ""


@pytest.mark.parametrize("gone", ["qcmgr", "iqc"])
def test_it_ends_with_either_of_them_and_does_not_come_back(desk: Desk, gone: str) -> None:
    record, number = submitted(desk), named(desk, "qcmgr", "iqc")
    admin = factory.seat(desk, "admin")
    people.change(admin, gone, active=False)
    people.change(admin, gone, active=True)
    found = deputyships.get(desk, number)
    assert found is not None
    assert found.state(desk.clock.today()) == "已终止"
    assert found.end_reason == f"{people.get(desk, gone).name}停用"
    assert "要由" in refusal(lambda: factory.take(desk, record, "review", "iqc"))
    assert verifying.verify(desk) == []


@pytest.mark.parametrize("by", ["qcmgr", "iqc", "admin"])
def test_it_is_ended_with_a_reason_by_either_of_them_or_an_administrator(desk: Desk, by: str) -> None:
    number = named(desk, "qcmgr", "iqc")
    seated, other = factory.seat(desk, by), factory.seat(desk, "eng")
    assert "原因" in refusal(lambda: deputies.end(seated, number, "。", Proof(by)))
    assert refusal(lambda: deputies.end(other, number, "回来了", Proof("eng"))) == "要由系统管理员操作"
    deputies.end(seated, number, "回来了", Proof(by))
    assert "不用再终止" in refusal(lambda: deputies.end(seated, number, "回来了", Proof(by)))
    assert verifying.verify(desk) == []


def test_only_the_principal_or_an_administrator_names_a_deputy(desk: Desk) -> None:
    other = factory.seat(desk, "iqc")
    said = refusal(lambda: deputies.name(other, "qcmgr", "iqc", days(desk), Proof("iqc")))
    assert said.startswith("代理人要由本人指定")
    deputies.name(factory.seat(desk, "admin"), "qcmgr", "iqc", days(desk), Proof("admin"))
    found = deputyships.listed(desk)[0]
    assert (found.principal, found.named_by) == ("qcmgr", people.get(desk, "admin").name)


@pytest.mark.parametrize(
    ("deputy", "first", "last", "said"),
    [
        ("qcmgr", 0, 7, "自己不能代理自己"), ("iqc", 3, 2, "之前"), ("iqc", -9, -2, "已经过去"),
        ("iqc", 0, 900, "代理最长"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(desk: Desk, deputy: str, first: int, last: int, said: str) -> None:
    own = factory.seat(desk, "qcmgr")
    asked = days(desk, first, last)
    assert said in refusal(lambda: deputies.name(own, "qcmgr", deputy, asked, Proof("qcmgr")))


def test_a_strange_day_form_or_pin_is_refused_and_so_is_the_same_again(desk: Desk) -> None:
    own, asked = factory.seat(desk, "qcmgr"), days(desk)
    assert "不是日期" in refusal(lambda: deputies.name(own, "qcmgr", "iqc", ("明天", "后天"), Proof("qcmgr")))
    with pytest.raises(NotFound, match="没有“shoe”这种表单"):
        deputies.name(own, "qcmgr", "iqc", asked, Proof("qcmgr"), scope=["shoe"])
    with pytest.raises(NotFound, match="没有“nobody”"):
        deputies.name(own, "qcmgr", "nobody", asked, Proof("qcmgr"))
    assert "PIN 是别人的" in refusal(lambda: deputies.name(own, "qcmgr", "iqc", asked, Proof("qc")))
    named(desk, "qcmgr", "iqc", scope=("seal_label",))
    assert "已经有这样的代理" in refusal(lambda: named(desk, "qcmgr", "iqc", 3, 9))
    named(desk, "qcmgr", "iqc", scope=("qc_anomaly",))


@pytest.mark.parametrize(
    ("first", "last", "scope", "told"),
    [(7, 9, (), True), (8, 9, (), False), (0, 0, ("seal_label",), True), (0, 7, ("qc_anomaly",), False)],
)
def test_a_second_deputy_is_told_of_where_days_and_forms_meet(
    desk: Desk, first: int, last: int, scope: tuple[str, ...], told: bool
) -> None:
    number = named(desk, "qcmgr", "iqc", scope=("seal_label",))
    own = factory.seat(desk, "qcmgr")
    planned = deputies.check(own, "qcmgr", "eng", days(desk, first, last), scope=scope)
    said = deputies.also_named(own, planned)
    one = deputyships.get(desk, number)
    assert one is not None
    assert (deputies.told(desk, one) in said, "两人都能代签" in said, bool(said)) == (told, told, told)
    named(desk, "qcmgr", "eng", first, last, scope)


def test_who_stands_for_another_or_no_more_is_no_second_deputy(desk: Desk) -> None:
    deputies.end(factory.seat(desk, "qcmgr"), named(desk, "qcmgr", "iqc"), "回来了", Proof("qcmgr"))
    named(desk, "pmgr", "iqc")
    own = factory.seat(desk, "qcmgr")
    assert deputies.also_named(own, deputies.check(own, "qcmgr", "eng", days(desk))) == ""


def test_a_deputy_fills_in_what_he_signs_for(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk), "submit", "found_check", "grade")
    named(desk, "duty", "eng")
    eng = factory.seat(desk, "eng")
    before = records.get(desk, record)
    records.save(eng, record, before.version, {"cause": "刀片磨损，退刀槽 R 角偏小"})
    steps = {step.action: step for step in ways_on.open_steps(eng, records.get(desk, record))}
    assert steps["analyse"].allowed, steps["analyse"].reason
    assert steps["analyse"].deputy_for == "duty"
