"""What strangers made, given to a parser: the one place that knows that a parser may raise anything over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qcdesk.errors import DeskError, Refused


@contextmanager
def foreign(sentence: str) -> Iterator[None]:
    """Whatever the bytes make of the parser is their fault: no list of its errors was ever whole. What has a sentence
    of its own already keeps it. Raises Refused."""
    try:
        yield
    except DeskError:
        raise
    except Exception as error:
        raise Refused(sentence) from error
