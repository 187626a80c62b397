"""Who may not answer, and what must still be so when a case is closed, tried from outside."""

import cases
import factory
import pytest
from drafts import put

from qcdesk.cases.workflow import STILL_CLOSED, WORKFLOW
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import case_facts
from qcdesk.services.sheets import approval, records, ways_on


@pytest.mark.parametrize(
    ("branch", "analyst"),
    [("加工装配不良", "pemgr"), ("结构工艺不良", "eng"), ("用户使用不当", "sales"), ("物料问题", "iqc")],
)
def test_purchasing_answers_for_nothing_that_no_supplier_was_asked_about(desk: Desk, branch: str, analyst: str) -> None:
    """E0.3: 采购 has the supplier's answer to material, and no analysis of its own."""
    case = cases.received(desk)
    cases.step(desk, case, "register", "qc", **cases.judged(branch))
    put(desk, case, analyst, cause="原因见附页")
    purch = factory.seat(desk, "purch")
    way = next(way for way in ways_on.open_steps(purch, records.get(desk, case)) if way.action == "analyse")
    assert not way.allowed
    assert way.reason.startswith("要由")
    with pytest.raises(Refused, match="提交原因分析”：要由"):
        approval.take(purch, case, "analyse", Proof("purch"))
    assert (cases.state(desk, case), records.get(desk, case).signature("analysed")) == ("analysis", None)


def test_sample_that_went_after_the_filing_keeps_the_case_from_its_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E0.3 note 1: by whatever hand; the program itself lets the last piece and its label go by none."""
    case = cases.handled(desk)
    cases.sent(desk, case)
    label = cases.sealed(desk, case)
    cases.walk(desk, case, "reply", "agree", "track", "archive")
    with pytest.raises(Refused, match="是案件唯一的样品：请先另贴封存标签"):
        factory.take(desk, label, "void", "pmgr", reason="标签贴错")
    with monkeypatch.context() as gone:
        gone.setattr(case_facts, "samples", lambda *_: ())
        with pytest.raises(Refused, match="不良样品还没有封存在品管样品柜"):
            cases.walk(desk, case, "close")
    assert cases.state(desk, case) == "closing"
    cases.walk(desk, case, "close")
    assert cases.state(desk, case) == "closed"


@pytest.mark.parametrize("action", ["close", "uphold"])
def test_every_way_to_the_closed_case_asks_for_the_sealed_sample(action: str) -> None:
    """E0.3 note 1"""
    assert "sample_sealed" in STILL_CLOSED
    assert all("sample_sealed" in step.gates for step in WORKFLOW.steps if step.action == action)
