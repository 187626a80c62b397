"""The printed case tells every round of it: who signed, what the customer was told and said, sheets, samples."""

from collections.abc import Iterator

import cases
import factory
import furnished
import paper
import pytest

from forms import printing
from qcdesk.cases.told import TOLD
from qcdesk.desk import Desk
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import dossier
from qcdesk.services.samples import custody
from qcdesk.services.sheets import records

CASE = 1
"""The first record of the desk."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def closed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A case in it was closed in the second round, after the customer did not agree to the first; it is only read."""
    with furnished.lasting(request, tmp_path_factory, close_in_the_second_round) as desk:
        yield desk


def close_in_the_second_round(desk: Desk) -> None:
    case = cases.handled(desk)
    assert case == CASE
    cases.sent(desk, case)
    cases.sealed(desk, case)
    cases.walk(desk, case, "reply")
    cases.step(desk, case, "disagree", "sales", "换上的芯轴又断了 2 付")
    cases.step(desk, case, "rehandle", "gm", "整批换新")
    cases.field_sheet(desk, case)
    cases.step(desk, case, "handle", "merch", handled="整批 2000 付换新。")
    cases.walk(desk, case, "recheck_passed")
    cases.delivery(desk, case)
    cases.walk(desk, case, "deliver")
    cases.step(desk, case, "reply", "sales", replied_at=cases.NOW, reply="整批已换新，请再试用。")
    cases.walk(desk, case, *cases.TILL_END)


def rows(desk: Desk, case: int, name: str) -> list[dict[str, str]]:
    found = dossier.told(desk, records.get(desk, case))[name]
    assert isinstance(found, list)
    return found  # type: ignore[return-value]


def test_every_reply_and_every_answer_of_the_customer_is_told(closed: Desk) -> None:
    told = [(row["what"], row["said"]) for row in rows(closed, CASE, "answers")]
    assert [what for what, _ in told] == ["回复客户", "客户不同意", "回复客户", "客户同意"]
    assert "已寄原因分析和改善对策报告" in told[0][1]
    assert told[1][1] == "换上的芯轴又断了 2 付"
    assert "整批已换新，请再试用。" in told[2][1]


def test_what_an_earlier_round_wrote_is_told_and_what_stands_is_not(closed: Desk) -> None:
    told = [(row["what"], row["said"]) for row in rows(closed, CASE, "earlier")]
    assert ("处理完成，送重检", cases.WAY["handle"][1]["handled"]) in told
    assert all("2000 付换新" not in said for _, said in told)
    assert all("原因分析" not in what for what, _ in told)


def test_every_step_is_told_with_who_when_and_why(closed: Desk) -> None:
    told = rows(closed, CASE, "signed")
    assert told[0]["step"] == "受理"
    assert told[-1] == {**told[-1], "step": "结案", "slot": "结案", "reason": ""}
    again = [row["slot"] for row in told if row["step"] == "已回复客户"]
    assert again == ["回复客户（后来失效）", "回复客户"]
    assert next(row["reason"] for row in told if row["step"] == "高层指派重新处理") == "整批换新"
    assert all(row["by"] and len(row["at"]) == len("2026-11-22T09:30") for row in told)


def test_the_customers_disagreement_stands_among_the_rounds_in_order(closed: Desk) -> None:
    told = [(row["step"], row["reason"]) for row in rows(closed, CASE, "rounds")]
    assert told == [("客户不同意，转高层", "换上的芯轴又断了 2 付"), ("高层指派重新处理", "整批换新")]


def test_sheets_are_told_with_number_state_and_signatures(closed: Desk) -> None:
    told = rows(closed, CASE, "sheets")
    assert [row["title"] for row in told].count("送货单") == 2
    label = next(row for row in told if row["title"].endswith("封存标签"))
    assert label["number"]
    assert label["state"]
    assert label["signed"].count("；") == 2


def test_samples_are_told_with_all_that_was_done_with_them(desk: Desk) -> None:
    case = cases.registered(desk, samples=2)
    label = cases.sealed(desk, case)
    custody.move(factory.seat(desk, "qc"), label, "lend", {"pieces": 1, "holder": "蒋样十", "reason": "测硬度"})
    told = rows(desk, case, "kept")
    assert [row["what"] for row in told] == ["封存", "借出"]
    assert "现在在柜" in told[0]["note"]
    assert (told[1]["holder"], told[1]["pieces"]) == ("蒋样十", "1")
    assert "测硬度" in told[1]["note"]


def test_what_was_taken_apart_is_told_beside_the_pieces_that_are_whole(desk: Desk) -> None:
    """E0.3 note 2"""
    case = cases.registered(desk, samples=2)
    label = cases.sealed(desk, case, seal_qty=3)
    given: dict[str, object] = {"pieces": 1, "holder": "褚样八", "reason": "看断口"}
    custody.move(factory.seat(desk, "qc"), label, "dismantle", given, Proof("engmgr"))
    told = rows(desk, case, "kept")
    assert "现在在柜 2，拆解件 1" in told[0]["note"]
    assert (told[1]["what"], told[1]["pieces"]) == ("拆机", "1")


def test_the_rows_fit_the_tables(closed: Desk) -> None:
    for table in TOLD:
        columns = {column.name for column in table.columns}
        assert all(set(row) <= columns for row in rows(closed, CASE, table.name)), table.name


def test_the_print_tells_it_without_keeping_it(closed: Desk) -> None:
    before = records.get(closed, CASE).values
    made = printing.record_print(closed, paper.SHELF, CASE)
    words = "".join(word.text for row in made.sheets[0].rows for cell in row.cells for word in cell.words)
    for told in ("换上的芯轴又断了", "整批已换新", "回复客户（后来失效）", "品管样品柜"):
        assert told in words
    assert records.get(closed, CASE).values == before
    assert not {table.name for table in TOLD} & set(before)
