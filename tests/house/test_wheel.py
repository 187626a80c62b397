"""What an installed QCDesk consists of."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import sources


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=sources.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(zipfile.ZipFile(next(folder.glob("*.whl"))).namelist())


def test_wheel_holds_every_committed_file_of_the_packages(wheel: set[str]) -> None:
    packages = (*sources.PACKAGES, "resources")
    ours = {sources.relative(path) for path in sources.tracked()}
    assert {name for name in ours if Path(name).parts[0] in packages} - wheel == set()


def test_wheel_holds_nothing_else(wheel: set[str]) -> None:
    tops = {Path(name).parts[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} <= {*sources.PACKAGES, "resources"}


def test_wheel_carries_the_licences(wheel: set[str]) -> None:
    assert {Path(name).name for name in wheel if "/licenses/" in name} == {"LICENSE", "NOTICE"}
