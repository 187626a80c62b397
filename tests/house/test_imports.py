"""The layers as they are at run time: what import-linter cannot see."""

import importlib
import subprocess
import sys

import pytest
import sources

HEAVY = ("PySide6", "reportlab", "openpyxl", "pypinyin", "psycopg")
MODULES = [sources.dotted(path) for path in sources.modules(*sources.PACKAGES, "resources") if path.stem != "__main__"]


@pytest.mark.parametrize("name", MODULES)
def test_every_module_can_be_imported(name: str) -> None:
    importlib.import_module(name)


@pytest.mark.parametrize("package", ["resources", "qcdesk", "forms"])
def test_package_is_imported_without_heavy_libraries(package: str) -> None:
    """They load when used: the command line answers at once, and the domain never needs Qt."""
    assert loaded_by(f"import {package}") == []


def test_the_whole_domain_is_imported_without_qt() -> None:
    domain = [name for name in MODULES if name.split(".")[0] in ("qcdesk", "forms", "resources")]
    assert "PySide6" not in loaded_by("import " + ", ".join(domain))


def loaded_by(statement: str) -> list[str]:
    """Which heavy libraries are in memory after the statement, in a process of its own."""
    code = f"{statement}\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=sources.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()
