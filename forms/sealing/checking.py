"""Reads a sealed PDF: who signed what and when, by whose certificate, and whether a byte has changed since."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from forms.sealing.found import Found, SealedBy
from qcdesk.desk import Desk
from qcdesk.errors import Refused, Unavailable
from qcdesk.foreign import foreign
from qcdesk.services.basics import office_seal
from qcdesk.store.trouble import unread

LARGEST = 50 * 1024 * 1024
"""Bytes: what is read into memory at most."""

WHOLE, CHANGED, FOREIGN, EXTENDED, CUT = "whole", "changed", "foreign", "extended", "cut"
VERDICTS = {
    WHOLE: "文件完好：盖的是本办公室的章，盖章以后没有任何改动",
    CHANGED: "文件被改动过：盖章以后内容变了，不能当作原件",
    FOREIGN: "不是本办公室盖的章：签名用的是别的证书，不能证明这份文件出自本办公室",
    EXTENDED: "盖章以后有人往文件里加了东西，不能当作原件；加进去以前的部分是完好的",
    CUT: "文件不完整：后面的签名被人去掉了，不能当作原件",
}

NOT_PDF = "“{}”不是 PDF 文件"
BROKEN = "“{}”已损坏或不完整，读不出来，不能当作原件"
UNSIGNED = "“{}”是没有盖章的 PDF：里面没有签名，证明不了有没有改动"
LOCKED = "“{}”有密码，程序打不开它，不能核对"


@dataclass(frozen=True)
class Checked:
    """`verdict` is one of VERDICTS."""

    verdict: str
    signatures: tuple[SealedBy, ...]

    @property
    def sentence(self) -> str:
        return VERDICTS[self.verdict]

    @property
    def whole(self) -> bool:
        return self.verdict == WHOLE


def check_file(desk: Desk, path: Path) -> Checked:
    """Raises Refused for what is no sealed PDF, each with its own sentence, Unavailable where it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(f"“{path.name}”超过 {LARGEST // 1024 // 1024} MB，不是这里盖章的文件")
        content = path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"找不到文件“{path}”") from None
    except OSError as error:
        raise Unavailable(unread(error)) from error
    return check(desk, content, path.name)


def check(desk: Desk, content: bytes, name: str) -> Checked:
    """As `check_file`, of bytes; `name` is what the sentences call them."""
    if b"%PDF-" not in content[:1024]:
        raise Refused(NOT_PDF.format(name))
    from forms.sealing import reading

    known = office_seal.certificates(desk)
    with _quiet(), foreign(BROKEN.format(name)):
        found = reading.signatures(content, known, LOCKED.format(name))
    if not found.signatures:
        raise Refused((BROKEN if reading.SIGNED in content else UNSIGNED).format(name))
    return Checked(_verdict(found), found.signatures)


def lines(checked: Checked, desk: Desk) -> list[str]:
    """What is told of the file: the verdict, then every signature in order."""
    said = [checked.sentence]
    for number, one in enumerate(checked.signatures, start=1):
        when = f"{one.at.astimezone(desk.clock.zone):%Y-%m-%d %H:%M}" if one.at else "时间不明"
        parts = (one.place, one.name, one.reason, f"{when} 盖章", state_of(one))
        said.append(f"{number}. " + "；".join(part for part in parts if part))
    return said


def state_of(one: SealedBy) -> str:
    if not one.intact:
        return "签名已经对不上：这一段被改动过"
    if not one.ours:
        return f"不是本办公室的证书（{one.subject or '看不出是谁'}，指纹 {one.fingerprint[:16]}…）"
    return "完好，但后面又加了别的东西" if one.later else "完好，是本办公室的证书"


def _verdict(found: Found) -> str:
    """The worst that is true of any of them; a foreign signature behind our own is something that was added."""
    if not all(one.intact for one in found.signatures):
        return CHANGED
    if not any(one.ours for one in found.signatures):
        return FOREIGN
    if found.tail or any(one.later or not one.ours for one in found.signatures):
        return EXTENDED
    return CUT if found.empty else WHOLE


@contextmanager
def _quiet() -> Iterator[None]:
    """pyHanko writes to the log what is said here in a sentence."""
    logs = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    levels = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for log, level in zip(logs, levels, strict=True):
            log.setLevel(level)
