"""One 8D for several cases: whose word it is that it holds here too, and the way back from a mistake."""

import cases
import factory
import halfway
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import case_facts, casework
from qcdesk.services.problems import connecting, taking_over
from qcdesk.services.sheets import records, register_of_cases
from qcdesk.services.trail import history, verifying

OTHERS = "环岭自行车（样例）有限公司"
WHY_NOT = "看错编号，那份 8D 说的是另一型号的芯轴"
TILL_CORRECTED = (("contain", "qc"), ("analyse", "duty"), ("implement", "duty"))


@pytest.fixture
def owner(desk: Desk) -> int:
    """Another customer's case of the same defect item."""
    return cases.registered(desk, customer=OTHERS)


@pytest.fixture
def report(desk: Desk, owner: int) -> int:
    return cases.report(desk, owner)


@pytest.fixture
def case(desk: Desk, report: int) -> int:
    """It shares the other customer's 8D."""
    made = cases.registered(desk)
    casework.share_8d(factory.seat(desk, "qc"), report, [made], cases.HOLDS_HERE)
    return made


def let_go(desk: Desk, case: int, report: int, by: str = "qc", why: str = WHY_NOT) -> None:
    connecting.disconnect(factory.seat(desk, by), case, report, Proof(by), why)


def shared(desk: Desk, case: int) -> list[str]:
    return [sheet.number for sheet in case_facts.sheets(desk, case) if sheet.shared]


@pytest.mark.parametrize("why", ["", "  ", "。", "同一问题", "同一问题，一份 8D"])
def test_8d_of_another_customer_needs_a_reason_of_the_persons_own(desk: Desk, report: int, why: str) -> None:
    """E3.4: nothing that the program or habit fills in says why it holds for this case."""
    case = cases.registered(desk)
    for share in (casework.share_8d, lambda at, sheet, which, said: connecting.connect(at, which[0], sheet, said)):
        with pytest.raises(Refused, match="请写明理由：那份 8D 的原因和对策为什么也适用于本案（公司产品投诉管理制度"):
            share(factory.seat(desk, "qc"), report, [case], why)
    assert shared(desk, case) == []


def test_reason_is_kept_in_the_case_in_its_event_and_in_the_8ds_own_trail(
    desk: Desk, case: int, report: int, owner: int
) -> None:
    """E3.4"""
    link = cases.value(desk, case, "links")[0]
    assert (link["how"], link["case"], link["why"]) == ("共用8D", factory.number(desk, report), cases.HOLDS_HERE)
    assert connecting.shared_because(records.get(desk, case)) == {factory.number(desk, report): cases.HOLDS_HERE}
    last = history.told(desk, case)[-1]
    assert (last.sentence, last.who, last.reason) == ("连上相关案件", "郑样五", cases.HOLDS_HERE)
    told = history.told(desk, report)[-1]
    assert (told.sentence, told.reason) == (f"给另一案件共用：{factory.number(desk, case)}", cases.HOLDS_HERE)


def test_reason_that_does_not_fit_is_refused_not_cut(desk: Desk, report: int) -> None:
    """E3.4"""
    with pytest.raises(Refused, match=r"共用的理由：.*200"):
        casework.share_8d(factory.seat(desk, "qc"), report, [cases.registered(desk)], "同炉" * 101)


def test_8d_is_shared_once(desk: Desk, case: int, report: int) -> None:
    with pytest.raises(Refused, match="已经共用"):
        casework.share_8d(factory.seat(desk, "qc"), report, [case], "另一个理由")


def test_sharing_by_mistake_is_undone_signed_with_its_reason_and_stays_in_the_history(
    desk: Desk, case: int, report: int
) -> None:
    """E3.4"""
    let_go(desk, case, report)
    assert (shared(desk, case), cases.value(desk, case, "links")) == ([], None)
    last = history.told(desk, case)[-1]
    assert (last.sentence, last.who, last.reason) == ("取消共用 8D", "郑样五", WHY_NOT)
    assert any(cases.HOLDS_HERE in detail and "删去" in detail for detail in last.details)
    assert history.told(desk, report)[-1].sentence == f"另一案件取消共用：{factory.number(desk, case)}"
    assert verifying.verify(desk) == []
    casework.share_8d(factory.seat(desk, "qc"), report, [case], cases.HOLDS_HERE)
    assert shared(desk, case) == [factory.number(desk, report)]


def test_other_links_stay_when_an_8d_is_let_go(desk: Desk, case: int, report: int, owner: int) -> None:
    casework.relate(factory.seat(desk, "qc"), case, owner, "同一炉芯轴")
    let_go(desk, case, report)
    assert [row["how"] for row in cases.value(desk, case, "links")] == ["同一问题"]


def test_letting_go_wants_a_reason_the_pin_and_qc(desk: Desk, case: int, report: int) -> None:
    """E3.4"""
    with pytest.raises(Refused, match="理由至少写两个字"):
        let_go(desk, case, report, why="——")
    with pytest.raises(Refused, match="要用 PIN 签名"):
        connecting.disconnect(factory.seat(desk, "qc"), case, report, Proof("sales"), WHY_NOT)
    with pytest.raises(Refused, match="要用 PIN 签名"):
        connecting.disconnect(factory.seat(desk, "qc"), case, report, None, WHY_NOT)
    with pytest.raises(Refused, match=r"取消共用要由品管.*操作"):
        let_go(desk, case, report, by="sales")
    assert shared(desk, case) == [factory.number(desk, report)]


def test_only_what_is_shared_is_let_go(desk: Desk, case: int, report: int, owner: int) -> None:
    with pytest.raises(Refused, match="没有共用"):
        let_go(desk, owner, report)
    with pytest.raises(Refused, match="没有共用"):
        let_go(desk, case, cases.report(desk, cases.registered(desk)))


def test_8d_that_a_case_was_filed_with_is_not_let_go(desk: Desk) -> None:
    """E3.4 E0.1: 归档 rests on what lies in the file; the way back leads through 退回归档."""
    owner = cases.registered(desk, customer=OTHERS)
    report = cases.report(desk, owner)
    for action, by in (*TILL_CORRECTED, ("verify", "qc"), ("standardise", "eng"), ("approve", "pmgr")):
        factory.take(desk, report, action, by)
    case = halfway.archiving()(desk)
    casework.share_8d(factory.seat(desk, "qc"), report, [case], cases.HOLDS_HERE)
    cases.walk(desk, case, "archive")
    with pytest.raises(Refused, match=r"已由.*归档签名，案卷里有 JZ-.*请先由品管主管“退回归档”（客户投诉处理流程图"):
        let_go(desk, case, report)
    cases.walk(desk, case, "close")
    with pytest.raises(Refused, match=r"已结案，不能再改；要继续处理请先重新打开（客户投诉处理流程图"):
        let_go(desk, case, report)
    with pytest.raises(Refused, match="共用这份 8D，不能退回或作废；误共用的请先在该案件里“取消共用”"):
        factory.take(desk, report, "void", "pmgr", reason="写错")
    cases.step(desk, case, "appeal", "qcmgr", "客户不认可")
    with pytest.raises(Refused, match="请先等申诉复审"):
        let_go(desk, case, report)
    assert shared(desk, case) == [factory.number(desk, report)]


def test_8d_that_was_let_go_may_be_made_void(desk: Desk, case: int, report: int) -> None:
    """E3.4"""
    with pytest.raises(Refused, match="不能退回或作废"):
        factory.take(desk, report, "void", "qc", reason="写错")
    let_go(desk, case, report)
    factory.take(desk, report, "void", "qc", reason="写错")
    assert records.get(desk, report).state == "void"


def test_months_register_says_that_a_case_has_the_8d_it_shares(desk: Desk, case: int, report: int, owner: int) -> None:
    """E2.1"""

    def told() -> dict[int, str]:
        found = {row["complaint_no"]: row["car8d"] for row in register_of_cases.complaints(desk, "2026-11")}
        return {one: found[factory.number(desk, one)] for one in (owner, case)}

    assert told() == {owner: "有", case: "有"}
    let_go(desk, case, report)
    assert told() == {owner: "有", case: "无"}
    factory.take(desk, report, "void", "qc", reason="写错")
    assert told() == {owner: "无", case: "无"}


def test_8d_goes_back_while_the_case_that_shares_it_is_open(desk: Desk, case: int, report: int) -> None:
    """E3.4"""
    factory.take(desk, report, "return", "qc", reason="描述不全")
    assert records.get(desk, report).state == "draft"


def test_who_shares_an_8d_is_asked_by_its_own_trail(desk: Desk, report: int, case: int, monkeypatch) -> None:
    """However many cases have links: one question, answered by an index."""
    asked: list[str] = []
    told = type(desk.store).sql
    monkeypatch.setattr(type(desk.store), "sql", lambda self, sql, *given: asked.append(sql) or told(self, sql, *given))
    factory.take(desk, report, "return", "qc", reason="描述不全")
    assert sum("action = ?" in sql and "FROM event WHERE record_id = ?" in sql for sql in asked) == 1
    assert not any("LIKE" in sql and "line" in sql for sql in asked)


def test_measures_taken_from_an_8d_go_with_it_until_they_are_verified(desk: Desk, case: int, report: int) -> None:
    """E3.9 E3.4"""
    for action, by in TILL_CORRECTED:
        factory.take(desk, report, action, by)
    qc = factory.seat(desk, "qc")
    casework.add(qc, case, "actions", cases.CORRECTION)
    taking_over.take(qc, case)
    let_go(desk, case, report)
    assert [row["what"] for row in cases.value(desk, case, "actions")] == [cases.CORRECTION["what"]]
    casework.share_8d(qc, report, [case], cases.HOLDS_HERE)
    taking_over.take(qc, case)
    day = cases.today(desk)
    casework.change(qc, case, "actions", 2, {"done": day, "method": "抽 20 炉", "result": "合格"})
    with pytest.raises(Refused, match=r"措施第 2 行取自 JZ-.*品管已经验证，不能取消共用"):
        let_go(desk, case, report)
