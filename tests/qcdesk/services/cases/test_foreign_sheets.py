"""What belongs to another customer, other goods or another problem proves nothing in a case, and is not made void."""

import cases
import factory
import halfway
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Invalid, Refused
from qcdesk.services.cases import casework
from qcdesk.services.sheets import records

OTHERS = "环岭自行车（样例）有限公司"
RULE = "公司产品投诉管理制度：集中处理"
TILL_APPROVED = (
    ("contain", "qc"), ("analyse", "duty"), ("implement", "duty"), ("verify", "qc"), ("standardise", "eng"),
    ("congratulate", "pmgr"), ("approve", "pmgr"),
)  # fmt: skip


def archiving(desk: Desk) -> int:
    """Ready to be filed but for the sheet that tells it."""
    case = halfway.tracking(desk)
    by, values = cases.given("track")
    cases.step(desk, case, "track", by, **values)
    return case


def serious(desk: Desk, **changes: object) -> int:
    case = cases.walk(desk, cases.received(desk, **changes), "register", "analyse", "pass_review")
    cases.step(desk, case, "plan", "duty", plan="另立对策", disposition=["仅答复客户"])
    cases.walk(desk, case, "pass_plan", "handle_plain", "reply", "agree")
    cases.corrected(desk, case)
    by, values = cases.given("track")
    cases.step(desk, case, "track", by, **values)
    return case


def sheet_of(desk: Desk, **changes: object) -> int:
    """A 处理表 that stands alone, at its end."""
    made = factory.draft(desk, "qc_anomaly", {**factory.sample("qc_anomaly-spindle"), **changes})
    return factory.walk(desk, made, "submit", "review", "approve")


def link_of(desk: Desk, case: int, how: str) -> int:
    rows = cases.value(desk, case, "links")
    return next(at for at, row in enumerate(rows, start=1) if row["how"] == how)


def test_sheet_of_another_customer_is_not_put_into_the_case(desk: Desk) -> None:
    """E0.1"""
    case, strange = serious(desk), sheet_of(desk, customer=OTHERS)
    with pytest.raises(Refused, match=f"客户是“{OTHERS}”，不是本案的“{cases.CUSTOMER}”，不能放进"):
        casework.link(factory.seat(desk, "qc"), case, strange)


def test_sheet_of_other_goods_files_no_case(desk: Desk) -> None:
    """E0.1: 处理表归档 wants the sheet of this complaint."""
    case = serious(desk)
    strange = sheet_of(desk, customer=cases.CUSTOMER, product_name="碗组 B3", lot_no="Z99")
    casework.link(factory.seat(desk, "qc"), case, strange)
    with pytest.raises(Refused, match=r"产品是“碗组 B3”，不是本案的“铝脚踏”.*处理表归档"):
        cases.walk(desk, case, "archive")
    cases.sheet(desk, case, "qc_anomaly", "qc_anomaly-spindle", "submit", "review", "approve")
    cases.walk(desk, case, "archive", "close")
    assert cases.state(desk, case) == "closed"


def test_8d_of_another_problem_is_shared_with_a_reason_only_and_proves_nothing(desk: Desk) -> None:
    """E3.4 E0.1: one 8D serves cases of one problem."""
    other = cases.received(
        desk, customer=OTHERS, product_name="中轴", product_family="碗件中轴类", description="无牙纹"
    )
    cases.step(desk, other, "register", "qc", **{**cases.JUDGED, "defect_codes": ["无牙纹"]})
    made, case, qc = cases.report(desk, other, *TILL_APPROVED), serious(desk), factory.seat(desk, "qc")
    with pytest.raises(Refused, match=f"不是同一问题；要共用这份 8D 请写明理由：.*（{RULE}"):
        casework.share_8d(qc, made, [case], "")
    casework.share_8d(qc, made, [case], "同一热处理炉")
    with pytest.raises(Refused, match="不是同一问题，请在案件里开一张"):
        cases.walk(desk, case, "archive")


def test_8d_of_the_same_problem_files_every_case_that_shares_it(desk: Desk) -> None:
    """E3.4 E0.1"""
    owner = cases.registered(desk, customer=OTHERS)
    made, case = cases.report(desk, owner, *TILL_APPROVED), serious(desk)
    casework.share_8d(factory.seat(desk, "qc"), made, [case], cases.HOLDS_HERE)
    cases.walk(desk, case, "archive", "close")
    assert cases.state(desk, case) == "closed"


def test_links_that_something_rests_on_are_not_rewritten_by_hand(desk: Desk) -> None:
    """E3.4 E0.8: an open 8D is not shaken off by calling it something else."""
    owner = cases.registered(desk, customer=OTHERS)
    case = serious(desk)
    casework.share_8d(factory.seat(desk, "qc"), cases.report(desk, owner), [case], cases.HOLDS_HERE)
    line = link_of(desk, case, "共用8D")
    for by in ("sales", "qcmgr"):
        with pytest.raises(Refused, match="“共用8D”由共用 8D 的登记写入，不能手工填改"):
            casework.change(factory.seat(desk, by), case, "links", line, {"how": "同一问题"})
    with pytest.raises(Refused, match="还有单没有走完"):
        cases.walk(desk, case, "archive")


@pytest.mark.parametrize("how", ["共用8D", "当月重复", "并入", "并来"])
def test_links_of_the_program_are_not_made_up_by_hand(desk: Desk, how: str) -> None:
    """E3.4 E0.8"""
    one, other = cases.registered(desk), cases.registered(desk, customer=OTHERS)
    row = {"how": how, "case": records.get(desk, other).number, "why": "手工"}
    with pytest.raises(Refused, match="不能手工填改"):
        casework.add(factory.seat(desk, "qc"), one, "links", row)


def test_link_by_hand_names_another_case_in_the_words_there_are(desk: Desk) -> None:
    """E3.4"""
    one, other = cases.registered(desk), cases.registered(desk, customer=OTHERS)
    qc, number = factory.seat(desk, "qc"), records.get(desk, other).number
    for wrong in ("TS-209901-001", factory.number(desk, one), ""):
        with pytest.raises(Invalid, match="没有另一个编号是"):
            casework.add(qc, one, "links", {"how": "同一问题", "case": wrong})
    with pytest.raises(Invalid, match="关系"):
        casework.add(qc, one, "links", {"how": "差不多", "case": number})
    casework.add(qc, one, "links", {"how": "其他相关", "case": number, "why": "同一车间"})
    assert [row["how"] for row in cases.value(desk, one, "links")] == ["其他相关"]


def test_shared_8d_is_not_made_void_while_or_after_a_case_rests_on_it(desk: Desk) -> None:
    """E3.4: the case that it belongs to is not the only one that answers by it."""
    owner = cases.registered(desk, customer=OTHERS)
    made, case = cases.report(desk, owner, *TILL_APPROVED), serious(desk)
    casework.share_8d(factory.seat(desk, "qc"), made, [case], cases.HOLDS_HERE)
    number = records.get(desk, case).number
    with pytest.raises(Refused, match=f"案件 {number}.*共用这份 8D，不能退回或作废"):
        factory.take(desk, made, "void", "pmgr", reason="写错")
    cases.walk(desk, case, "archive", "close")
    with pytest.raises(Refused, match="共用这份 8D"):
        factory.take(desk, made, "void", "pmgr", reason="写错")
    assert records.get(desk, made).state == "approved"
