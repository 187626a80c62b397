"""The repository's own files, as the house rules look at them."""

import ast
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("qcdesk", "forms", "ui")


@dataclass(frozen=True)
class Function:
    """A function where it stands."""

    where: str
    name: str
    lines: int


def modules(*folders: str) -> list[Path]:
    """Python files below these top-level folders."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def dotted(path: Path) -> str:
    """The name a file is imported by."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def relative(path: Path) -> str:
    """As a reader of the repository names it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Parsed; a syntax error names the file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function and method, nested ones too; decorators do not count."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield Function(f"{relative(path)}:{node.lineno}", node.name, node.end_lineno - node.lineno + 1)


def table_rows(page: Path, begins: str) -> list[list[str]]:
    """The cells of the table rows of a page that begin so (a pattern)."""
    lines = [line for line in page.read_text(encoding="utf-8").splitlines() if re.match(begins, line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def in_backticks(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))


def tracked() -> list[Path]:
    """Files that are or would be committed."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    """Committed files that are UTF-8 text."""
    for path in tracked():
        content = path.read_bytes()
        if b"\0" in content[:8192]:
            continue
        try:
            yield path, content.decode("utf-8")
        except UnicodeDecodeError:
            continue
