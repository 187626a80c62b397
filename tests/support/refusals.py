"""What a person is told when something is refused."""

from collections.abc import Callable, Mapping

import pytest

from qcdesk.errors import Refused
from qcdesk.fields import Field, Unfit
from qcdesk.kinds import Kind


def refusal(deed: Callable[[], object], kind: type[Exception] = Refused) -> str:
    with pytest.raises(kind) as told:
        deed()
    return str(told.value)


def faults(kind: Kind, values: Mapping[str, object]) -> list[str]:
    """What is wrong with a sheet of these values."""
    return [str(fault) for fault in kind.unsound(kind.parse(values))]


def unfit(field: Field, raw: object) -> str:
    """Why a field does not take a value."""
    return refusal(lambda: field.parse(raw), Unfit)
