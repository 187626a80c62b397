"""到期清单: sealed samples past the day until which they are kept, disposed of several at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import DeskError, Refused
from qcdesk.services.samples import custody
from qcdesk.services.samples.custody import Sample

Progress = Callable[[int, int], object]


def overdue(desk: Desk) -> tuple[tuple[Sample, str], ...]:
    """The longest overdue first, each with what speaks against disposing of it yet; nothing does for most."""
    today = desk.clock.today().isoformat()
    return tuple((one, _early(desk, one)) for one in custody.listed(desk) if one.keep_until and one.keep_until < today)


def dispose(desk: Desk, samples: Iterable[Sample], holder: str, reason: str,
            progress: Progress | None = None) -> tuple[list[Change], list[tuple[Sample, str]]]:  # fmt: skip
    """All pieces of each that are left, whole or taken apart, one act a label; what was done, what refused and why."""
    wanted = tuple(samples)
    done: list[Change] = []
    refused: list[tuple[Sample, str]] = []
    for at, sample in enumerate(wanted, start=1):
        raw: dict[str, object] = {"pieces": sample.in_cabinet + sample.dismantled, "holder": holder, "reason": reason}
        try:
            done.append(custody.move(desk, sample.id, "dispose", raw))
        except DeskError as error:
            refused.append((sample, error.sentence))
        if progress is not None:
            progress(at, len(wanted))
    return done, refused


def _early(desk: Desk, sample: Sample) -> str:
    if sample.why:
        return f"{sample.why}，先把样品封存好"
    try:
        custody.refuse_early(desk, sample)
    except Refused as refusal:
        return refusal.sentence
    return ""
