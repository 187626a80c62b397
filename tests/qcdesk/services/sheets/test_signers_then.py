"""A signature is of its moment: whatever becomes of its signer, it stays valid and readable."""

from collections.abc import Callable
from pathlib import Path

import factory
import pytest
import sheets

from forms import printing
from qcdesk.desk import Desk
from qcdesk.services.basics import people, pins
from qcdesk.services.papers import checking
from qcdesk.services.sheets import records
from qcdesk.services.trail import history, verifying

NAME = "王样六"
"""qcmgr, who reviews a label."""


def new_pin(desk: Desk) -> None:
    pins.set_pin(factory.seat(desk, "admin"), "qcmgr", "135790")


def retired(desk: Desk) -> None:
    people.change(factory.seat(desk, "admin"), "qcmgr", active=False)


def back_again(desk: Desk) -> None:
    retired(desk)
    people.change(factory.seat(desk, "admin"), "qcmgr", active=True)


def renamed(desk: Desk) -> None:
    people.change(factory.seat(desk, "admin"), "qcmgr", name="王新名")


def other_department(desk: Desk) -> None:
    people.change(factory.seat(desk, "admin"), "qcmgr", department="工程部", roles=["eng"])


@pytest.mark.parametrize("become", [new_pin, retired, back_again, renamed, other_department])
def test_what_was_signed_stays_valid_on_screen_on_paper_and_in_the_history(
    desk: Desk, tmp_path: Path, become: Callable[[Desk], None]
) -> None:
    label = factory.signed_label(desk)
    before = records.get(desk, label)
    become(desk)
    now = records.get(desk, label)
    assert now == before
    assert [item.sound for item in now.signatures] == [True] * 3
    assert NAME in [item.name for item in now.signatures]
    path = tmp_path / "标签.pdf"
    printing.save(printing.record_print(desk, factory.shelf(), label), path)
    assert NAME in sheets.pdf_text(path)[0]
    assert NAME in [line.who for line in history.told(desk, label)]
    assert checking.typed(desk, now.anchor).verdict == "same"
    assert verifying.verify(desk) == []


@pytest.mark.parametrize("become", [retired, other_department])
def test_who_left_signs_nothing_more(desk: Desk, become: Callable[[Desk], None]) -> None:
    label = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    become(desk)
    with pytest.raises(Exception, match=r"停用|要由"):
        factory.take(desk, label, "review", "qcmgr")
    assert verifying.verify(desk) == []
