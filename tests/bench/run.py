"""Runs every bench_*.py beside it: `python tests/bench/run.py [WORD…]` takes the cases whose name holds a word.

A bench file has one function `cases(folder: Path) -> Iterator[Case]`: it prepares what it needs in the folder given,
and yields its cases one by one, so that preparation ends before timing begins.
"""

import importlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import harness

HERE = Path(__file__).resolve().parent


def chosen(words: Sequence[str], folder: Path) -> Iterator[harness.Case]:
    """The cases of every bench file, in the order of their names."""
    for path in sorted(HERE.glob("bench_*.py")):
        place = folder / path.stem
        place.mkdir()
        for case in importlib.import_module(path.stem).cases(place):
            if not words or any(word in f"{path.stem} {case.name}" for word in words):
                yield case


def main(words: Sequence[str]) -> int:
    """0 when every case is within reach."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent / "support")]
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="qcdesk-bench-") as folder:
        for case in chosen(words, Path(folder)):
            print(f"… {case.name}", file=sys.stderr, flush=True)
            outcomes.append(harness.measure(case))
    print(harness.table(outcomes))
    over = [one.case.name for one in outcomes if one.verdict == "OVER"]
    print(f"\n{len(outcomes)} cases, {len(over)} over their reach")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
