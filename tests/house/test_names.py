"""Names that say nothing, and files that would break the build, are kept out."""

import subprocess

import pytest
import sources

EMPTY_WORDS = ("utils", "util", "helpers", "helper", "manager", "misc", "common")


def test_no_module_is_named_after_nothing() -> None:
    stems = {path: path.stem.split("_") for path in sources.modules(*sources.PACKAGES, "build", "tests")}
    assert [sources.relative(path) for path, words in stems.items() if set(words) & set(EMPTY_WORDS)] == []


@pytest.mark.parametrize("folder", ["build", "tests"])
def test_folder_is_no_package(folder: str) -> None:
    """In build/ an __init__.py breaks PEP 517 builds; tests/forms/__init__.py would shadow forms."""
    assert [sources.relative(path) for path in (sources.ROOT / folder).rglob("__init__.py")] == []


NEVER_IGNORED = ["build/make.py", "build/requirements.lock", "tests/conftest.py", "forms/definitions/x.py"]


@pytest.mark.parametrize("path", NEVER_IGNORED)
def test_git_does_not_ignore(path: str) -> None:
    """A plain `build/` line in .gitignore drops the build scripts from git, silently."""
    command = ["git", "-c", "safe.directory=*", "check-ignore", "--no-index", path]
    asked = subprocess.run(command, cwd=sources.ROOT, capture_output=True, check=False)
    assert asked.returncode == 1, asked.stdout.decode()


def test_every_folder_of_code_is_a_package() -> None:
    """Without __init__.py a folder is left out of the wheel's checks, of mypy and of the contracts."""
    folders = {path.parent for path in sources.modules(*sources.PACKAGES, "resources")}
    assert [sources.relative(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []
