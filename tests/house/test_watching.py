"""Which lines the tests reach is told by every process that was asked, and by no other."""

import json
import os
import subprocess
import sys
from pathlib import Path

import sources
import watching

WORK = (
    "import watching; watch = watching.begin()\n"
    "from qcdesk import canonical\n"
    "canonical.dump({'客户': '青榆'})\n"
    "print(watch is not None); watch and watch.told()"
)


def told(folder: Path, *asked: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name != watching.FOLDER}
    paths = os.pathsep.join([str(sources.ROOT), str(sources.ROOT / "tests" / "support")])
    given = {**kept, "PYTHONPATH": paths, **dict.fromkeys(asked, str(folder))}
    command = [sys.executable, "-c", WORK]
    return subprocess.run(command, cwd=sources.ROOT, env=given, capture_output=True, text=True, check=True).stdout


def test_what_was_reached_and_what_was_not_is_told_by_file(tmp_path: Path) -> None:
    assert told(tmp_path, watching.FOLDER) == "True\n"
    (report,) = tmp_path.glob("*.json")
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    lines = (sources.ROOT / "qcdesk" / "canonical.py").read_text(encoding="utf-8").splitlines()
    reached = {lines[at - 1].strip() for at in files["qcdesk/canonical.py"]["executed_lines"]}
    assert any(line.startswith("def dump(") for line in reached)
    assert files["qcdesk/canonical.py"]["missing_lines"], "what only reads was not called"
    assert set(files["qcdesk/canonical.py"]["summary"]) >= {"covered_branches", "missing_branches"}


def test_nobody_is_watched_unasked(tmp_path: Path) -> None:
    assert told(tmp_path) == "False\n"
    assert list(tmp_path.iterdir()) == []
