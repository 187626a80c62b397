"""Coverage may not fall nor the frozen program grow: build/*.toml hold the lowest and the largest allowed."""

import json
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

from workspace import BUILD, say

LOWEST = BUILD / "coverage.toml"
LARGEST = BUILD / "frozen.toml"
SPARE = 15  # megabytes the frozen program may be under its ceiling: one Python is built larger than another
SLACK = 3.0  # points a figure may be better than noted before the note should follow


def judge(report: Path) -> int:
    """0 when no package fell; one that rose is only told, for figures differ a little from machine to machine."""
    real = percentages(json.loads(report.read_text(encoding="utf-8")))
    lowest = tomllib.loads(LOWEST.read_text(encoding="utf-8"))["lowest"]
    names = sorted({*real, *lowest})
    faults = [sentence for name in names if (sentence := fault(name, real, lowest))]
    say("coverage: " + ", ".join(f"{name} {percent:.1f} %" for name, percent in sorted(real.items())))
    for sentence in faults + [sentence for name in names if (sentence := risen(name, real, lowest))]:
        say(sentence)
    return 1 if faults else 0


def percentages(report: dict[str, Any]) -> dict[str, float]:
    """Lines and branches covered, per top-level package and over all."""
    seen: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for path, entry in report["files"].items():
        summary = entry["summary"]
        for name in (Path(path).parts[0], "overall"):
            reached = summary["covered_lines"] + summary["covered_branches"]
            seen[name] += reached
            total[name] += reached + summary["missing_lines"] + summary["missing_branches"]
    return {name: 100 * seen[name] / total[name] for name in total if total[name]}


def fault(name: str, real: dict[str, float], lowest: dict[str, float]) -> str | None:
    """The sentence on one package, if its figure and its note do not agree."""
    if name not in lowest:
        return f"coverage of {name} is not noted: add '{name} = {int(real[name])}' to {LOWEST.name}"
    if name not in real:
        return f"{LOWEST.name} notes {name}, of which no line was run"
    if real[name] < lowest[name]:
        return f"coverage of {name} fell to {real[name]:.1f} %, below {lowest[name]} %: test the new code"
    return None


def risen(name: str, real: dict[str, float], lowest: dict[str, float]) -> str | None:
    """The advice on one package whose figure has left its note behind."""
    if name in real and name in lowest and real[name] >= lowest[name] + SLACK:
        return f"coverage of {name} is {real[name]:.1f} %: raise {lowest[name]} to {int(real[name])} in {LOWEST.name}"
    return None


def weigh(megabytes: float) -> list[str]:
    """The sentence on the frozen program's size, if it does not agree with its ceiling."""
    ceiling = tomllib.loads(LARGEST.read_text(encoding="utf-8"))["largest"].get(sys.platform)
    say(f"frozen program: {megabytes:.0f} MB, ceiling {ceiling}")
    if ceiling is None:
        return []
    if megabytes > ceiling:
        return [f"the frozen program grew over {ceiling} MB: leave out what it does not need, or raise {LARGEST.name}"]
    if megabytes < ceiling - SPARE:
        return [f"the frozen program shrank: lower {ceiling} to {int(megabytes) + 3} in {LARGEST.name}"]
    return []
