"""The program without anybody at it: the self-test and the headless run."""

import json
import os
import subprocess
import sys

import pytest
import sources
import watching

from forms import registry
from ui import rehearsal

FORMS = [kind.code for kind in rehearsal.printed_kinds(registry.load())]
REHEARSE = sources.ROOT / "tests" / "support" / "rehearse.py"
pytestmark = pytest.mark.slow


def bare() -> dict[str, str]:
    """As little as a program can be given."""
    kept = {name: value for name, value in os.environ.items() if name == watching.FOLDER}
    return {**kept, "LC_ALL": "C.UTF-8"}


def test_the_self_test_passes_silently_and_writes_its_report(tmp_path) -> None:
    report = tmp_path / "report.json"
    command = [sys.executable, str(REHEARSE), "self-test", str(report)]
    done = subprocess.run(command, cwd=sources.ROOT, env=bare(), capture_output=True, text=True, check=False)
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), told
    assert told["ok"]
    names = [step["name"] for step in told["steps"]]
    assert {f"{act} {form}" for act in ("open", "print") for form in FORMS} <= set(names)


def test_a_self_test_that_fails_says_where(tmp_path, monkeypatch) -> None:
    from ui import selftest

    def broken() -> None:
        raise RuntimeError("no factory")

    monkeypatch.setattr(rehearsal, "sample_home", broken)
    assert selftest.run(tmp_path / "report.json") == 1
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert not told["ok"]
    assert "no factory" in told["steps"][0]["error"]


def test_the_headless_run_leaves_sheets_and_pictures_and_says_so(tmp_path) -> None:
    command = [sys.executable, str(REHEARSE), "headless", str(tmp_path)]
    done = subprocess.run(command, cwd=sources.ROOT, env=bare(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "已核准" in done.stdout
    assert {path.name for path in tmp_path.glob("*.png")} == {"window.png", "sheet.png", "case.png"}
    assert len(list(tmp_path.glob("*.pdf"))) == 2 * len(FORMS)
    assert len(list(tmp_path.glob("*.xlsx"))) == len(FORMS)
