"""What a person is told when something is refused."""

from collections.abc import Callable

import pytest

from qcdesk.errors import Refused
from qcdesk.fields import Field, Unfit


def refusal(deed: Callable[[], object], kind: type[Exception] = Refused) -> str:
    with pytest.raises(kind) as told:
        deed()
    return str(told.value)


def unfit(field: Field, raw: object) -> str:
    """Why a field does not take a value."""
    return refusal(lambda: field.parse(raw), Unfit)
