"""A step that would change nothing in a case is neither told nor asked a PIN for."""

import cases
import factory
import pytest
from terminal import Terminal

from qcdesk.desk import Desk
from qcdesk.services.sheets import records


def marked(desk: Desk, received: str, entered: str) -> str:
    return factory.number(desk, cases.small_on(desk, f"2026-01-{received}", f"2026-01-{entered}"))


def told(both: Terminal, number: str) -> list[str]:
    return [step["action"] for step in both.done("case", "show", number, "--json").json["open_steps"]]


@pytest.mark.parametrize("words", [("case", "step"), ("step",)], ids=" ".join)
def test_a_judgement_that_gives_no_higher_grade_is_refused_before_the_pin(
    both: Terminal, desk: Desk, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """E4.1 S4:264: only the one that came in third is judged anew."""
    first, last, late = (marked(desk, *days) for days in (("05", "05"), ("20", "20"), ("12", "23")))
    assert ["rejudge" in told(both, number) for number in (first, last, late)] == [False, True, False]
    assert "→ rejudge" not in both.done("case", "show", first).out
    reason = ("--reason", "补录了 01-12 的一件")
    monkeypatch.setenv("QCDESK_PIN", "000000")
    assert "重新判定还是“一般”，不比“一般”高" in both(*words, first, "rejudge", *reason, by="qcmgr").sentence
    assert "PIN" in both(*words, last, "rejudge", *reason, by="qcmgr").sentence
    monkeypatch.setenv("QCDESK_PIN", factory.PIN)
    both.done(*words, last, "rejudge", *reason, by="qcmgr")
    assert records.get(desk, last).values["severity"] == "严重"


@pytest.mark.parametrize("words", [("case", "step"), ("step",)], ids=" ".join)
def test_a_case_of_the_short_way_has_no_plan_to_go_back_to(
    both: Terminal, desk: Desk, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = cases.walk(desk, cases.small(desk), "simplify")
    assert "replan" not in told(both, str(short))
    monkeypatch.setenv("QCDESK_PIN", "000000")
    refused = both(*words, short, "replan", "--reason", "做不到", by="merch")
    assert "没有单独的对策可退，请用“原因不对，退回分析”" in refused.sentence
    assert "PIN" in both(*words, short, "reanalyse", "--reason", "原因不对", by="merch").sentence


def test_a_step_of_another_state_is_told_as_such(both: Terminal, desk: Desk) -> None:
    case = cases.received(desk)
    for action, by in (("rejudge", "qcmgr"), ("replan", "merch")):
        assert "现在是“待登记判定”，不能做" in both("case", "step", case, action, "--reason", "试", by=by).sentence
