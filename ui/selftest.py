"""`qcdesk --self-test FILE`: the whole program once through, with a report in JSON. Silent on the terminal."""

from __future__ import annotations

import json
import os
import re
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ui import rehearsal

HARMLESS = re.compile(r"This plugin does not support|XDG_RUNTIME_DIR|qt\.qpa")


class Report:
    """What was tried, how long it took, and what went wrong."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []
        self.messages: list[str] = []

    @property
    def ok(self) -> bool:
        return bool(self.steps) and all(step["ok"] for step in self.steps) and not self.messages

    def attempt(self, name: str, act: Callable[[], object]) -> bool:
        """One step; an error of any kind is part of the report."""
        began = time.perf_counter()
        step: dict[str, Any] = {"name": name, "ok": True}
        try:
            told = act()
        except Exception:  # noqa: BLE001 - the report is where it goes
            step.update(ok=False, error=traceback.format_exc())
        else:
            if told is not None:
                step["told"] = told
        step["seconds"] = round(time.perf_counter() - began, 3)
        self.steps.append(step)
        return bool(step["ok"])


def run(path: str | Path) -> int:
    """0 when everything worked; the report is written either way."""
    began = time.perf_counter()
    report = Report()
    rehearsal.without_screen()
    sys.excepthook = lambda kind, error, trace: report.messages.append(
        "".join(traceback.format_exception(kind, error, trace))
    )
    report.attempt("sample factory and window", lambda: _rehearse(report))
    sys.excepthook = sys.__excepthook__
    told = {"ok": report.ok, "steps": report.steps, "messages": report.messages,
            "seconds": round(time.perf_counter() - began, 3)}  # fmt: skip
    Path(path).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if report.ok else 1


def _rehearse(report: Report) -> None:
    from PySide6.QtCore import qInstallMessageHandler

    def hear(_: object, __: object, words: str) -> None:
        if not HARMLESS.search(words):
            report.messages.append(words)

    qInstallMessageHandler(hear)
    try:
        with rehearsal.sample_home() as home, TemporaryDirectory(prefix="qcdesk-") as out:
            _through_the_window(report, home, Path(out))
    finally:
        qInstallMessageHandler(None)


def _through_the_window(report: Report, home: Path, out: Path) -> None:
    from ui.app import open_desk
    from ui.pages.places import PLACES

    window = open_desk(home)
    window.resize(1366, 768)
    window.show()
    try:
        rehearsal.settle()
        report.attempt("sign in", lambda: window.seat(rehearsal.SIGNER, rehearsal.PIN))
        shell = window.desk()
        for place in PLACES:
            report.attempt(f"page {place.name}", partial(_shown, shell.go, place.name))
        desk, shelf = window.session.desk, window.session.shelf
        for kind in rehearsal.printed_kinds(shelf):
            record = rehearsal.fullest(desk, kind)
            report.attempt(f"open {kind.code}", partial(_shown, shell.open_record, record))
            report.attempt(f"print {kind.code}", partial(_printed, desk, shelf, record, out))
        report.attempt("seal", partial(_sealed, desk, shelf, out))
    finally:
        window.close()
        window.session.desk.close()


def _shown(show: Callable[[Any], object], what: object) -> None:
    show(what)
    rehearsal.settle()


def _sealed(desk: Any, shelf: Any, out: Path) -> int:
    """How many signatures stand in a sealed sheet, read back and found whole."""
    from forms.sealing import checking, sealed
    from qcdesk.services.sheets import search

    os.environ.setdefault("QCDESK_SECRETS", str(out / "secrets"))
    (row,) = search.find(desk, search.Query(states=("approved",), limit=1)).rows
    found = checking.check(desk, sealed.seal(desk, shelf, row.id).content, str(row.number))
    if not found.whole:
        raise ValueError(found.sentence)
    return len(found.signatures)


def _printed(desk: Any, shelf: Any, record: int, out: Path) -> list[int]:
    """The sizes of the files, none of them empty."""
    from forms import pdf, preview, printing
    from qcdesk.services.sheets import records

    sizes = [path.stat().st_size for path in rehearsal.print_all(desk, shelf, records.get(desk, record), out)]
    made = printing.record_print(desk, shelf, record)
    picture = next(iter(preview.pictures(pdf.to_bytes(made.sheets, made.gallery))))
    sizes.append(len(picture))
    if not all(sizes):
        raise ValueError(f"an empty file: {sizes}")
    return sizes
