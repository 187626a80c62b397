"""The build's own judgements: coverage that fell, a frozen program that grew, and benchmarks over their reach."""

import json
import sys
from pathlib import Path

import pytest
import scripts

ratchet = scripts.load("build", "tasks_ratchet")
harness = scripts.load("tests/bench", "harness")
proof = scripts.load("build", "tasks_test")


def test_percentages_count_lines_and_branches() -> None:
    full = {"covered_lines": 8, "missing_lines": 2, "covered_branches": 2, "missing_branches": 8}
    bare = {"covered_lines": 10, "missing_lines": 0, "covered_branches": 0, "missing_branches": 0}
    report = {"files": {"ui/a.py": {"summary": full}, "qcdesk/b.py": {"summary": bare}}}
    assert ratchet.percentages(report) == {"ui": 50.0, "qcdesk": 100.0, "overall": pytest.approx(66.67, abs=0.01)}


def test_what_the_processes_reached_is_merged_and_its_table_kept_out_of_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(proof, "tool", lambda _: sys.executable)
    for name, reached in (("one", [1, 2]), ("two", [2, 3])):
        lines = {"executed_lines": reached, "missing_lines": sorted({1, 2, 3} - set(reached))}
        said = {"meta": {"software": "slipcover", "branch_coverage": False}, "files": {"ui/a.py": lines}}
        (tmp_path / f"{name}.json").write_text(json.dumps(said), encoding="utf-8")
    report = tmp_path / "report" / "coverage.json"
    report.parent.mkdir()
    assert proof.merged(tmp_path, report) == 0
    out, error = capfd.readouterr()
    assert (out, error.count("\n")) == ("", 1)
    assert str(report.with_suffix(".txt")) in error
    assert "ui/a.py" in report.with_suffix(".txt").read_text(encoding="utf-8")
    assert json.loads(report.read_text(encoding="utf-8"))["files"]["ui/a.py"]["executed_lines"] == [1, 2, 3]


@pytest.mark.parametrize(
    ("real", "sentence"),
    [(89.9, "fell"), (90.0, None), (99.0, None)],
)
def test_coverage_may_not_fall(real: float, sentence: str | None) -> None:
    said = ratchet.fault("ui", {"ui": real}, {"ui": 90.0})
    assert (said is None) if sentence is None else sentence in said


def test_coverage_that_rose_is_told_and_fails_nothing() -> None:
    assert ratchet.risen("ui", {"ui": 92.9}, {"ui": 90.0}) is None
    assert "raise 90.0 to 93" in ratchet.risen("ui", {"ui": 93.0}, {"ui": 90.0})


def test_package_without_a_note_is_named() -> None:
    assert "not noted" in ratchet.fault("ui", {"ui": 50.0}, {})
    assert "no line was run" in ratchet.fault("ui", {}, {"ui": 50.0})


def test_bench_tells_what_is_over_its_reach() -> None:
    case = harness.Case("slow one", ours=lambda: sum(range(20_000)), peer=lambda: sum(range(200)), reach=2, rounds=3)
    assert harness.measure(case).verdict == "OVER"
    assert harness.measure(harness.Case("absent", case.ours, case.peer, 2, missing="no peer")).verdict == "-"
    assert "slow one" in harness.table([harness.measure(case)])


@pytest.mark.parametrize(
    ("megabytes", "sentence"), [(100.4, "grew over 100 MB"), (99.9, None), (86.0, None), (84.5, "lower 100 to 87")]
)
def test_frozen_program_may_neither_grow_nor_shrink_unnoted(
    megabytes: float, sentence: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ratchet, "LARGEST", tmp_path / "frozen.toml")
    ratchet.LARGEST.write_text(f"[largest]\n{sys.platform} = 100\n")
    said = ratchet.weigh(megabytes)
    assert (len(said) == 1 and sentence in said[0]) if sentence else not said
