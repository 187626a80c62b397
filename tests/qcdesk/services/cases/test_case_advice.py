"""What the office is told of a case: cases alike, the month's third, promotion, one 8D for several customers."""

from typing import Any

import cases
import factory
import pytest
from case_clocks import latest, running
from pictures import picture

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.cases import advising, case_facts, casework, grumbling
from qcdesk.services.sheets import attaching, records
from qcdesk.services.trail import history, verifying

MONDAY = "2026-11-02T09:00"


def test_pieces_that_are_sealed_need_not_be_asked_for(desk: Desk) -> None:
    """E0.3: also where nobody wrote how many the customer gave."""
    case = cases.registered(desk, samples=None)
    assert "不良样品还没有，请客户提供 2 个以上（Q4-QC-029 客户投诉处理流程图）" in cases.advice(desk, case)
    cases.sealed(desk, case, seal_qty=2)
    assert not any("请客户提供" in sentence for sentence in cases.advice(desk, case))


def test_more_pieces_sealed_than_the_customer_gave_are_told(desk: Desk) -> None:
    """E0.3 note 1: one of the two counts is wrong."""
    case = cases.registered(desk, samples=2)
    first = cases.sealed(desk, case, seal_qty=2)
    assert not any("比客户提供的" in sentence for sentence in cases.advice(desk, case))
    second = cases.sealed(desk, case, seal_qty=1)
    one, two = (records.get(desk, label).number for label in (first, second))
    told = f"封存了 3 个（{one} 2 个、{two} 1 个），比客户提供的 2 个多，请核对（Q4-QC-029 客户投诉处理流程图注1）"
    assert told in cases.advice(desk, case)
    factory.take(desk, second, "void", reason="重复贴签")
    assert not any("比客户提供的" in sentence for sentence in cases.advice(desk, case))


def test_third_of_a_problem_in_the_month_is_serious_and_linked_to_the_two_before(desk: Desk) -> None:
    """E4.1 E8.5: 重复性问题在当月发生3次以上; the earlier two keep their grade and are told."""
    first, second = (
        cases.small_on(desk, "2026-11-02"),
        cases.small_on(desk, "2026-11-30", customer="环岭自行车（样例）有限公司"),
    )
    assert [cases.value(desk, case, "severity") for case in (first, second)] == ["一般", "一般"]
    third = cases.small_on(desk, "2026-11-30")
    assert cases.value(desk, third, "severity") == "严重"
    assert cases.value(desk, third, "clauses")[0]["code"] == "R2"
    numbers = [records.get(desk, case).number for case in (first, second, third)]
    links = [(row["how"], row["case"]) for row in cases.value(desk, third, "links")]
    assert links == [("当月重复", numbers[0]), ("当月重复", numbers[1])]
    for case in (first, second):
        assert [(row["how"], row["case"]) for row in cases.value(desk, case, "links")] == [("当月重复", numbers[2])]
        assert history.told(desk, case)[-1].sentence == "连上相关案件"
        assert cases.value(desk, case, "severity") == "一般"
    assert f"当月同一问题还有：{numbers[0]}、{numbers[1]}（S4:264）" in cases.advice(desk, third)
    assert verifying.verify(desk) == []


def test_third_on_the_first_of_the_next_month_is_not_a_repeat(desk: Desk) -> None:
    """E8.5: the calendar month counts."""
    for day in ("2026-11-02", "2026-11-30"):
        cases.small_on(desk, day)
    third = cases.small_on(desk, "2026-12-01")
    assert (cases.value(desk, third, "severity"), cases.value(desk, third, "links")) == ("一般", None)


def test_earlier_case_is_told_of_the_third_even_when_it_is_closed(desk: Desk) -> None:
    """E4.1: its signatures stand, its list of relations grows."""
    first = cases.walk(desk, cases.small_on(desk, "2026-11-02"), "simplify", "handle_plain", "reply", *cases.TILL_END)
    cases.small_on(desk, "2026-11-09")
    third = cases.small_on(desk, "2026-11-10")
    assert [row["case"] for row in cases.value(desk, first, "links")] == [records.get(desk, third).number]
    assert all(item.sound for item in records.get(desk, first).signatures)
    assert verifying.verify(desk) == []


@pytest.mark.parametrize(
    ("defects", "qty", "lot", "grade"),
    [
        ("芯轴断裂", 3, 2000, "严重"), ("反光片上错", 3, 2000, "一般"), ("反光片批次性用错", 2000, 2000, "批量"),
        ("唛头写错", 300, 1000, "批量"), ("唛头写错", 299, 1000, "一般"),
    ],
)  # fmt: skip
def test_golden_severities(desk: Desk, defects: str, qty: int, lot: int, grade: str) -> None:
    """E8.5 E4.1: as a case is registered with them."""
    case = cases.received(desk, description="见不良项目", lot_qty=lot, complaint_qty=qty)
    cases.step(desk, case, "register", "qc", **{**cases.JUDGED, "defect_codes": [defects], "defect_qty": qty})
    assert cases.value(desk, case, "severity") == grade


def test_cases_alike_are_told_while_one_is_registered_with_their_reasons(desk: Desk) -> None:
    """E4.1: same item, customer, product, words; told before the registration, not for ever after."""
    first = cases.registered(desk)
    second = cases.received(desk)
    told = [sentence for sentence in cases.advice(desk, second) if "相似" in sentence]
    assert told[0].startswith(f"与 {records.get(desk, first).number} 相似：同为脚踏类的“芯轴断裂”，同一客户，同一产品")
    cases.walk(desk, second, "register")
    assert not any("相似" in sentence for sentence in cases.advice(desk, second))


def test_second_grumble_within_two_days_makes_a_complaint(desk: Desk) -> None:
    """E1.2 E5: 同一问题48小时内抱怨2次以上=投诉; the edge is within."""
    monday = cases.at(desk, MONDAY)
    case = cases.received(monday, case_kind="客户反馈", received_at=MONDAY, importance="一般客户")
    grumble = {"way": "客户抱怨", "said": "又来电话催"}
    thursday = factory.seat(cases.at(desk, "2026-11-05T09:00"), "sales")
    casework.add(thursday, case, "contacts", {**grumble, "at": "2026-11-04 09:01"})
    assert not any("抱怨" in sentence for sentence in cases.advice(monday, case))
    casework.change(thursday, case, "contacts", 1, {"at": "2026-11-04 09:00"})
    sentence = "同一问题 48 小时内抱怨 2 次（2 次以上），按投诉处理（S1:86），请用“升为客户投诉”"
    assert sentence in cases.advice(monday, case)
    cases.step(monday, case, "promote", "sales", "48 小时内第二次抱怨")
    assert (cases.value(desk, case, "case_kind"), cases.state(desk, case)) == ("客户投诉", "received")
    assert records.get(desk, case).number.startswith("FK-"), "a number once given stays"
    assert not any("升为客户投诉" in sentence for sentence in cases.advice(monday, case))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"importance": "重点客户"}, "重点客户的任何不满都按投诉处理（S1:86），请用“升为客户投诉”"),
        ({"channel": "政府部门转来"}, "“政府部门转来”的投诉为升级投诉（S1:86），请用“升为客户投诉”"),
        ({"channel": "媒体/消协转来", "case_kind": "客户投诉"}, "“媒体/消协转来”的投诉为升级投诉，要报告高层（S1:86）"),
        ({"channel": "总部转派", "case_kind": "客户投诉"}, "“总部转派”的投诉为升级投诉，要报告高层（S1:86）"),
    ],
)  # fmt: skip
def test_key_customers_and_authorities_raise_a_grumble(desk: Desk, changes: dict[str, Any], sentence: str) -> None:
    """E1.2"""
    given = {"case_kind": "客户反馈", "importance": "一般客户", **changes}
    assert sentence in cases.advice(desk, cases.received(desk, **given))


def test_complaint_is_not_promoted_again(desk: Desk) -> None:
    """E1.2: only a feedback becomes a complaint."""
    with pytest.raises(Refused, match="只有客户反馈才能升为客户投诉（客户投诉管理办法"):
        cases.step(desk, cases.received(desk), "promote", "sales", "重点客户")


def test_promoted_case_is_judged_anew(desk: Desk) -> None:
    """E1.2 E4.1: the registration falls with the kind."""
    case = cases.small(desk, case_kind="客户反馈")
    cases.step(desk, case, "promote", "sales", "重点客户")
    assert records.get(desk, case).signature("registered") is None
    assert cases.value(desk, case, "severity") is None
    cases.step(desk, case, "register", "qc", unusable_lot=True)
    assert cases.value(desk, case, "severity") == "批量"


def test_oral_complaint_says_from_when_its_time_runs(desk: Desk) -> None:
    """E0.1 E8.7: awaiting written material, its deadlines running from the call."""
    case = cases.received(desk, channel="电话(须补书面)", received_at="2026-11-20 10:00")
    sentence = "待书面资料：口头投诉，时限从口头受理 2026-11-20 10:00 起算（客户投诉处理流程图注（一））"
    assert sentence in cases.advice(desk, case)
    assert {row["started_at"] for row in cases.value(desk, case, "clocks")} == {"2026-11-20T10:00"}


def test_quality_problem_is_shown_in_photos(desk: Desk) -> None:
    """E1.1: in the case, or on one of its sheets."""
    case = cases.registered(desk)
    asked = "属质量问题要取得产品质量问题照片，案件和它的单里还没有（质量投诉处理制度）"
    assert asked in cases.advice(desk, case)
    merch = factory.seat(desk, "merch")
    sheet = casework.open_sheet(merch, case, "qc_anomaly").record or 0
    photo = attaching.add_bytes(merch, picture(kind="PNG"), "断口.png")
    records.save(merch, sheet, 1, {"description_photos": [photo]})
    assert asked not in cases.advice(desk, case)
    assert not any("照片" in sentence for sentence in cases.advice(desk, cases.small(desk)))


def test_class_and_place_of_a_complaint_decide_who_answers_by_when(desk: Desk) -> None:
    """E1.4 E1.5 E2.8: visit, answer on site nearby or in the city; elsewhere the sources give no figure."""
    rules = {
        place: {row["rule"] for row in cases.value(desk, cases.received(desk, place=place), "clocks")}
        for place in ("田心范围", "市内其他", "市外")
    }
    assert {"ONSITE-24H", "VISIT-2WD"} <= rules["田心范围"]
    assert {"ONSITE-48H", "VISIT-2WD"} <= rules["市内其他"]
    assert not {"ONSITE-24H", "ONSITE-48H", "ONSITE-FAR", "VISIT-2WD", "SAMPLE-2WH"} & rules["市外"]


def test_deadlines_are_met_by_what_is_done(desk: Desk) -> None:
    """E0.4 E4.3 E4.4 E4.6: assign, investigate, handle by grade, opinion, result, follow-up."""
    case = cases.registered(desk)
    done = {row["rule"] for row in cases.value(desk, case, "clocks") if "stopped_at" in row}
    assert done == {"ASSIGN-1WD"}
    cases.walk(desk, case, "analyse", "pass_review", "plan", "pass_plan")
    still = running(desk, case)
    assert {"HANDLE-3WD", "APPROVED-1WH"} <= still
    assert not {"INVESTIGATE-3WD", "PERSON-2WD-SAT", "OPINION-2WD", "HANDLE-5WD"} & still
    small = cases.walk(desk, cases.small(desk), "simplify")
    assert "HANDLE-5WD" in {row["rule"] for row in cases.value(desk, small, "clocks")}
    cases.walk(desk, small, "handle_plain")
    assert {"RESULT-AFTER-2WD", "FOLLOW-1M"} <= {row["rule"] for row in cases.value(desk, small, "clocks")}


def test_several_departments_are_told_an_estimate(desk: Desk) -> None:
    """E4.4 E4.5: 多部门5个工作日内说明情况并告知预计时间."""
    desk = cases.at(desk, "2026-11-23T09:00")
    case = cases.received(desk, received_at="2026-11-23 09:00")
    cases.step(desk, case, "register", "qc", **{**cases.JUDGED, "duty_dept": ["装配", "加工"]})
    clock = latest(desk, case)["ESTIMATE-5WD"]
    assert (clock["started_at"], clock["due_at"]) == ("2026-11-23T09:00", "2026-11-30T09:00")
    sales = factory.seat(desk, "sales")
    casework.add(sales, case, "contacts", {"way": "电话", "said": "已说明由两个部门分析"})
    assert "ESTIMATE-5WD" in running(desk, case)
    casework.add(sales, case, "contacts", {"way": "电话", "said": "告知预计", "promised": "周五前给报告"})
    assert "ESTIMATE-5WD" not in running(desk, case)


def test_who_hears_the_customer_first_is_the_first_responder(desk: Desk) -> None:
    """E2.7: whoever takes it in, unless another is named; the words are written down and stay with the case."""
    assert cases.value(desk, cases.received(desk, by="cs"), "first_responder") == "许例七"
    assert cases.value(desk, cases.received(desk, first_responder="林样一", by="cs"), "first_responder") == "林样一"


def test_complaints_of_one_problem_are_handled_together_under_one_8d(desk: Desk) -> None:
    """E3.4: 多消费者 → 集中处理、批量解决; the 8D counts among the sheets of each, and keeps each from its end."""
    first = cases.registered(desk)
    second = cases.registered(desk, customer="环岭自行车（样例）有限公司")
    qc = factory.seat(desk, "qc")
    casework.relate(qc, first, second, "同一炉芯轴")
    casework.relate(qc, second, first, "同一炉芯轴")
    mates = [[(row["how"], row["why"]) for row in cases.value(desk, case, "links")] for case in (first, second)]
    assert mates == [[("同一问题", "同一炉芯轴")]] * 2
    report = cases.report(desk, first)
    casework.share_8d(qc, report, [second], cases.HOLDS_HERE)
    title = [sheet.title for sheet in case_facts.sheets(desk, second)]
    assert title == [sheet.title for sheet in case_facts.sheets(desk, first)]
    assert any("8D" in sentence or "纠正与预防" in sentence
               for sentence in casework.till_closing(desk, records.get(desk, second)))  # fmt: skip
    assert verifying.verify(desk) == []


def test_link_to_a_sheet_of_another_case_proves_no_work(desk: Desk) -> None:
    """E0.1 E3.4: only an 8D is shared; a finished rework of elsewhere does not open 处理."""
    other = cases.walk(desk, cases.received(desk), "register", "analyse", "pass_review", "plan", "pass_plan")
    done = records.get(desk, cases.field_sheet(desk, other)).number
    case = cases.walk(desk, cases.received(desk), "register", "analyse", "pass_review", "plan", "pass_plan")
    with pytest.raises(Refused, match="“共用8D”由共用 8D 的登记写入，不能手工填改"):
        casework.add(factory.seat(desk, "merch"), case, "links", {"how": "共用8D", "case": done})
    with pytest.raises(Refused, match="还没有完成的《外派返工/返修单》"):
        cases.walk(desk, case, "handle")


def test_receipt_in_the_future_is_refused(desk: Desk) -> None:
    """E0.1 E8.11: a year mistyped would hide what is due."""
    with pytest.raises(Refused, match="“受理时间”2027-11-02 09:00 还没有到（现在是 2026-11-02 09:00）"):
        cases.received(cases.at(desk, MONDAY), received_at="2027-11-02T09:00")


def test_only_a_numbered_8d_is_shared_and_only_with_open_cases(desk: Desk) -> None:
    """E3.4"""
    first, second = cases.registered(desk), cases.received(desk)
    qc = factory.seat(desk, "qc")
    draft = casework.open_sheet(qc, first, "car_8d").record or 0
    with pytest.raises(Refused, match="要先发出、有了编号"):
        casework.share_8d(qc, draft, [second], cases.HOLDS_HERE)
    with pytest.raises(Refused, match="只有 8D 报告"):
        casework.share_8d(qc, factory.signed_label(desk), [second], cases.HOLDS_HERE)
    cases.step(desk, second, "void", "qcmgr", "录入错误：产品选错")
    with pytest.raises(Refused, match="已作废，不能再开单"):
        casework.share_8d(qc, cases.report(desk, first), [second], cases.HOLDS_HERE)
    with pytest.raises(Refused, match="要与另一个已受理的案件相连"):
        casework.relate(qc, first, first, "自己")


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, "投诉"),
        ({"description": "又断了一根芯轴", "product_name": "", "product_family": None}, "投诉"),
        ({"received_at": "2026-01-07 09:01"}, "抱怨"),
        ({"customer": "环岭自行车（样例）有限公司"}, "抱怨"),
        ({"description": "外箱唛头写错"}, "抱怨"),
    ],
)
def test_grumbles_taken_in_apart_make_a_complaint_like_those_of_one_case(
    desk: Desk, changes: dict[str, object], kind: str
) -> None:
    """E1.2 S1:86: twice in 48 hours about one thing, each with a number of its own."""
    feedback = {"case_kind": "客户反馈", "description": "芯轴断裂"}
    first = cases.received(desk, **{**feedback, "received_at": "2026-01-05 09:00"})
    second = cases.received(desk, **{**feedback, "received_at": "2026-01-06 09:00", **changes})
    for case, other in ((first, second), (second, first)):
        record = records.get(desk, case)
        assert grumbling.promoted(desk, record).kind == kind
        told = f"连同 {records.get(desk, other).number}（S1:86），请用“升为客户投诉”"
        assert any(told in sentence for sentence in advising.advice(desk, record)) == (kind == "投诉")
