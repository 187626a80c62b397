"""Values carried over when one sheet is opened from another: those of the same name, and those of the same meaning."""

from __future__ import annotations

from collections.abc import Sequence

from qcdesk.canonical import Json, Values
from qcdesk.fields import Choice, Count, Field, Link, Lookup, Multi, Note, Text
from qcdesk.fields.base import Unfit
from qcdesk.kinds import Kind
from qcdesk.views import RecordView

WORDED = (Text, Lookup, Note, Choice, Multi, Count)
"""Types that may take the words of another type's value."""
NOT_CARRIED = ("day",)
"""The day of a sheet is its own."""


def carried(sources: Sequence[RecordView], kind: Kind) -> Values:
    """What a new sheet of `kind` begins with: each cell from the first of the `sources` that has something for it.

    Whatever does not fit a cell there is left out.
    """
    found: Values = {}
    for item in kind.plain_fields:
        for source in sources if not item.filled_by_program else ():
            value = _link(source, item) or _named(source, item) or _meant(source, item)
            if value is not None:
                found[item.name] = value
                break
    return found


def _link(source: RecordView, item: Field) -> Json:
    return source.number if isinstance(item, Link) and item.to == source.kind.code else None


def _named(source: RecordView, item: Field) -> Json:
    value = source.values.get(item.name)
    if value is None or not source.kind.has(item.name):
        return None
    return _fitting(item, value, source.kind.field(item.name))


def _meant(source: RecordView, item: Field) -> Json:
    """The value that stands in the same column of the lists: 客户, 产品, 批号 …"""
    if not item.key or item.key in NOT_CARRIED:
        return None
    for other in source.kind.plain_fields:
        value = source.values.get(other.name)
        if other.key == item.key and value is not None:
            return _fitting(item, value, other)
    return None


def _fitting(item: Field, value: Json, other: Field) -> Json:
    """The value as the other field would take it, its words where the types differ; nothing where it does not."""
    tries = [value] if type(item) is type(other) else []
    if isinstance(item, WORDED):
        tries.append(other.show(value))
    for one in tries:
        try:
            return item.parse(one)
        except Unfit:
            continue
    return None
