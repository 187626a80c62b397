"""Words typed for something that is no record: a name, the company, a reason. What a field refuses is told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcdesk.errors import Refused

if TYPE_CHECKING:
    from qcdesk.fields import Field

LEAST = 2
"""Letters or figures of what can be a reason."""


def line(label: str, text: str, limit: int) -> str:
    """One line of words, trimmed; empty for none. Raises Refused."""
    from qcdesk.fields import Text  # late: the window starts without any field

    return taken(Text("line", label, limit=limit), text)


def taken(field: Field, text: str) -> str:
    """Raises Refused with the field's label."""
    from qcdesk.fields import Unfit

    try:
        return str(field.parse(text) or "")
    except Unfit as unfit:
        raise Refused(f"{field.label}：{unfit}") from None


def reason(field: Field, text: str, when_empty: str) -> str:
    """Raises Refused for what says nothing: no two letters or figures; `when_empty` where nothing was typed."""
    said = taken(field, text)
    if not says(said):
        raise Refused(lacking(field.label, said, when_empty))
    return said


def lacking(label: str, text: str, when_empty: str) -> str:
    """What to say of words that are no reason: `when_empty` of none, of those that are there that they are too few."""
    return f"{label}至少写两个字" if text.strip() else when_empty


def says(text: str) -> bool:
    """Whether it can be a reason: a full stop or a dash tells nobody anything."""
    return sum(letter.isalnum() for letter in text) >= LEAST
