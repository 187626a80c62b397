"""What a print is made of, before anything of it is drawn."""

from collections.abc import Iterator
from pathlib import Path

import factory
import pytest

from forms import printing
from qcdesk.desk import Desk
from qcdesk.errors import Refused


@pytest.fixture
def desk(tmp_path: Path, desk_template: Path) -> Iterator[Desk]:
    made = factory.copy_of(desk_template, tmp_path / "home")
    yield made
    made.close()


def test_a_language_that_no_sheet_has_is_refused(desk: Desk) -> None:
    label = factory.signed_label(desk)
    with pytest.raises(Refused, match="打印语言只有 zh、zh-en"):
        printing.record_print(factory.seat(desk, "qc"), factory.shelf(), label, "fr")


def test_the_edition_that_is_in_force_is_the_sheet_as_it_stands(desk: Desk) -> None:
    label = factory.signed_label(desk)
    qc = factory.seat(desk, "qc")
    (here,) = printing.edition_print(qc, factory.shelf(), label, 0).sheets
    (now,) = printing.record_print(qc, factory.shelf(), label).sheets
    assert (here.record, here.record.superseded) == (now.record, False)
