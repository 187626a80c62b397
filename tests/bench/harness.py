"""Ours against a peer, run turn by turn in one process, so that a busy machine slows both alike."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

Work = Callable[[], object]


@dataclass(frozen=True)
class Case:
    """One comparison; `reach` is the highest ratio ours / peer that is good enough, None if only told."""

    name: str
    ours: Work
    peer: Work
    reach: float | None = None
    rounds: int = 15
    # A case whose peer is not installed here says so instead of a ratio.
    missing: str = ""


@dataclass(frozen=True)
class Outcome:
    """Median seconds of both sides."""

    case: Case
    ours: float = 0.0
    peer: float = 0.0
    ratios: tuple[float, ...] = field(default=())

    @property
    def ratio(self) -> float:
        """Of neighbouring runs, then the median: a drift of the machine's speed falls out."""
        return statistics.median(self.ratios)

    @property
    def verdict(self) -> str:
        """PASS within reach, OVER beyond it, '-' where nothing was asked or nothing run."""
        if self.case.missing or self.case.reach is None:
            return "-"
        return "PASS" if self.ratio <= self.case.reach else "OVER"


def measure(case: Case) -> Outcome:
    """One warm-up each, then the rounds; who goes first alternates."""
    if case.missing:
        return Outcome(case)
    case.ours()
    case.peer()
    ours: list[float] = []
    peer: list[float] = []
    turns = [(case.ours, ours), (case.peer, peer)]
    for _ in range(case.rounds):
        for work, times in turns:
            times.append(seconds(work))
        turns.reverse()
    ratios = tuple(one / other for one, other in zip(ours, peer, strict=True))
    return Outcome(case, statistics.median(ours), statistics.median(peer), ratios)


def seconds(work: Work) -> float:
    """Wall time of one call; the garbage of the call before is not counted."""
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def table(outcomes: Iterable[Outcome]) -> str:
    """One line a case."""
    lines = [f"{'case':<52} {'ours':>10} {'peer':>10} {'ratio':>7} {'reach':>7}  verdict"]
    for one in outcomes:
        if one.case.missing:
            lines.append(f"{one.case.name:<52} not run: {one.case.missing}")
            continue
        reach = "-" if one.case.reach is None else f"{one.case.reach:.3g}"
        lines.append(
            f"{one.case.name:<52} {one.ours * 1000:>7.2f} ms {one.peer * 1000:>7.2f} ms"
            f" {one.ratio:>7.2f} {reach:>7}  {one.verdict}"
        )
    return "\n".join(lines)
