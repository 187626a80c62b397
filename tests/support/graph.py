"""The way of a record as a graph of its states."""

from collections.abc import Iterable

from qcdesk.workflow import Step


def reached(start: str, steps: Iterable[Step]) -> set[str]:
    """States that these steps lead to from `start`, itself included."""
    taken, found, open_ends = tuple(steps), {start}, [start]
    while open_ends:
        state = open_ends.pop()
        fresh = {step.target for step in taken if state in step.source} - found
        found |= fresh
        open_ends.extend(fresh)
    return found
