"""What a sub-command works with: the desk it opens, the person it acts as, and how it answers."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from forms import registry
from forms.registry import Shelf
from qcdesk import paths
from qcdesk.desk import Desk
from qcdesk.errors import DeskError, Refused
from qcdesk.neutral import escaped
from qcdesk.services.basics import opening, people, pins
from qcdesk.services.basics.pins import Proof
from qcdesk.services.trail import clock_watch
from qcdesk.store.trouble import unread
from ui.cli import speaking


class Misused(DeskError):
    """The call lacks something; exit status 2."""


@dataclass(frozen=True)
class Call:
    """One call of a sub-command."""

    options: argparse.Namespace
    shelf: Shelf

    @property
    def home(self) -> Path:
        return paths.home_folder(getattr(self.options, "home", None))

    @property
    def as_json(self) -> bool:
        return bool(getattr(self.options, "json", False))

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The desk, with the person named by --as at it but nothing proved."""
        desk = opening.open_desk(self.home, self.shelf.kinds, paths.server_url())
        try:
            login = self.login
            yield desk.seating(people.get(desk, login)) if login else desk
            _warn_of_clock(desk)
        finally:
            desk.close()

    @contextmanager
    def desk_as_found(self) -> Iterator[Desk]:
        """With nobody at it, whatever other hands have taken out of it."""
        desk = opening.open_to_verify(self.home, self.shelf.kinds, paths.server_url())
        try:
            yield desk
            _warn_of_clock(desk)
        finally:
            desk.close()

    @property
    def login(self) -> str:
        return str(getattr(self.options, "login", None) or os.environ.get("QCDESK_LOGIN") or "")

    def proof(self, desk: Desk) -> Proof:
        """Asks for the PIN of the person at the desk; raises Misused when nobody is named."""
        if not desk.person.login:
            raise Misused("这一步要知道是谁：请加 --as 登录名")
        return pins.prove(desk, desk.person.login, self.pin(f"{desk.person.name} 的 PIN："))

    def proof_if_named(self, desk: Desk) -> None:
        """Nothing is written into the trail in the name of a person who has not given the PIN."""
        if desk.person.login:
            self.proof(desk)

    def pin(self, prompt: str) -> str:
        given = os.environ.get("QCDESK_PIN")
        if given is not None:
            return given
        if not sys.stdin.isatty():
            raise Misused("要输入 PIN：请在终端里运行，或用环境变量 QCDESK_PIN 给出")
        return getpass.getpass(escaped(prompt))

    def answer(self, value: object, words: str) -> None:
        """Prints `value` as JSON with --json, otherwise the words, if there are any."""
        said = json.dumps(value, ensure_ascii=False, indent=1) if self.as_json else words
        if said:
            print(said)


def _warn_of_clock(desk: Desk) -> None:
    """After a write: what it noted bears a time that contradicts the trail."""
    found = clock_watch.behind(desk) if desk.store.head is not None else None
    if found is not None:
        speaking.tell(found.sentence)


def new_shelf() -> Shelf:
    return registry.load()


def read_values(source: str) -> tuple[dict[str, object], Path]:
    """The object in a JSON file (`-`: standard input) and the folder its file names are relative to."""
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except FileNotFoundError:
        raise Refused(f"找不到文件“{source}”") from None
    except OSError as error:
        raise Refused(f"文件“{source}”读不出来：{unread(error)}") from error
    base = Path.cwd() if source == "-" else Path(source).absolute().parent
    return _object(raw, "标准输入" if source == "-" else f"文件“{source}”"), base


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuses a name given twice, where JSON would quietly keep the last."""
    taken: dict[str, object] = {}
    for name, value in pairs:
        if name in taken:
            raise Refused(f"“{name[:40]}”写了两次，请只留一个")
        taken[name] = value
    return taken


def _object(raw: bytes, where: str) -> dict[str, object]:
    try:
        value = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_each_once)
    except UnicodeDecodeError:
        raise Refused(f"{where}不是 UTF-8 编码的 JSON") from None
    except json.JSONDecodeError as error:
        raise Refused(f"{where}不是 JSON：第 {error.lineno} 行第 {error.colno} 个字附近有错") from None
    except ValueError:
        raise Refused(f"{where}不是 JSON：里面有程序读不了的数字") from None
    except RecursionError:
        raise Refused(f"{where}嵌套太深，不是一张表单的内容") from None
    if not isinstance(value, dict):
        raise Refused(f"{where}要是一个 JSON 对象：{{栏位: 值}}")
    return value
