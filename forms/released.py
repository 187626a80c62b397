"""Released editions never change: each has a fingerprint of its whole declaration in released.toml.

`python -m forms.released` compares, `--write` adds the editions that have none yet. A changed edition needs a new
revision in the same file; before its first release, take its line out of released.toml by hand.
"""

from __future__ import annotations

import dataclasses
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from forms.grid import Form
from forms.registry import load
from qcdesk.canonical import digest, dump

FILE = Path(__file__).with_name("released.toml")
HEAD = "# Fingerprints of released editions. Written by `python -m forms.released --write`; old lines never change.\n\n"


def declaration(value: object) -> object:
    """Plain data of a declaration; what has its default value is left out, so that a new attribute changes nothing."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        given = {
            item.name: declaration(getattr(value, item.name))
            for item in dataclasses.fields(value)
            if item.compare and getattr(value, item.name) != item.default
        }
        return {"is": type(value).__name__, **given}
    if isinstance(value, tuple | list):
        return [declaration(item) for item in value]
    return repr(value) if isinstance(value, float) else value


def fingerprint(form: Form) -> str:
    """SHA-256 over fields, options, rows, notes, slots and workflow."""
    return digest(dump(declaration(form)))


def released(file: Path = FILE) -> dict[str, str]:
    """Edition → fingerprint, as written when it was released."""
    if not file.exists():
        return {}
    return {str(edition): str(value) for edition, value in tomllib.loads(file.read_text("utf-8")).items()}


def changed(forms: Mapping[str, Form], known: Mapping[str, str]) -> list[str]:
    """Released editions that are gone or no longer what was released."""
    return [edition for edition, value in known.items() if edition not in forms or fingerprint(forms[edition]) != value]


def write(forms: Mapping[str, Form], file: Path = FILE) -> list[str]:
    """Adds the editions that have no fingerprint yet and gives their names."""
    known = released(file)
    added = {edition: fingerprint(form) for edition, form in forms.items() if edition not in known}
    lines = [f'"{edition}" = "{value}"\n' for edition, value in {**known, **added}.items()]
    file.write_text(HEAD + "".join(lines), "utf-8", newline="\n")
    return list(added)


def main(arguments: Sequence[str]) -> int:
    """1 if a released edition has changed."""
    forms = load().forms
    if "--write" in arguments:
        for edition in write(forms):
            print(f"released {edition}")
    broken = changed(forms, released())
    for edition in broken:
        print(f"{edition} is released and must not change: give it a new revision", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
