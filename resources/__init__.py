"""Data that ships with QCDesk: fonts, icons, starter rows and the sample factory.

Names are slash-separated and relative to this folder, e.g. ``starter/defects.csv``.
"""

from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

__all__ = ["data", "path", "table", "text", "toml"]


def path(name: str) -> Path:
    """Give the file or folder ``name``; FileNotFoundError if there is none, ValueError if it leads outside."""
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts:
        raise ValueError(f"not a resource name: {name!r}")
    found = Path(__file__).resolve().parent.joinpath(*inside.parts)
    if not found.exists():
        raise FileNotFoundError(f"no such resource: {name!r}")
    return found


def data(name: str) -> bytes:
    """Give the bytes of a resource file."""
    return path(name).read_bytes()


def text(name: str) -> str:
    """Give a resource file as text, with line ends as stored."""
    return data(name).decode("utf-8")


def table(name: str) -> list[dict[str, str]]:
    """Give the rows of a CSV resource, keyed by its head row."""
    import csv
    import io

    return list(csv.DictReader(io.StringIO(text(name), newline=""), strict=True))


@cache
def toml(name: str) -> dict[str, Any]:
    """Give the tables of a TOML resource: one object for all who ask, not to be changed."""
    import tomllib

    return tomllib.loads(text(name))
