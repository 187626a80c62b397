"""An office with a name and a seal, one approved label in it, and that label sealed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import factory
import pytest

from forms.sealing import sealed
from qcdesk.desk import Desk
from qcdesk.services.basics import office

Office = Callable[[str], Desk]


@pytest.fixture(scope="module")
def found_office(desk_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Sets an office up under a name."""
    made: list[Desk] = []

    def found(name: str) -> Desk:
        desk = factory.copy_of(desk_template, tmp_path_factory.mktemp("office") / "home")
        made.append(desk)
        office.change_company(factory.seat(desk, "admin"), name, "")
        return factory.seat(desk, "qcmgr")

    yield found
    for desk in made:
        desk.close()


@pytest.fixture(scope="module")
def own(found_office: Office) -> Desk:
    return found_office("样例车料制造有限公司")


@pytest.fixture(scope="module")
def other(found_office: Office) -> Desk:
    """A foreign office."""
    return found_office("样例五金制品有限公司")


@pytest.fixture(scope="module")
def namesake(found_office: Office) -> Desk:
    """A foreign office that calls itself as ours does."""
    return found_office("样例车料制造有限公司")


@pytest.fixture(scope="module")
def label(own: Desk) -> int:
    return factory.signed_label(own)


@pytest.fixture(scope="module")
def content(own: Desk, label: int) -> bytes:
    """The label as a sealed PDF, three signatures."""
    return sealed.seal(own, factory.shelf(), label).content
