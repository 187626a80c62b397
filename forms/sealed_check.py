"""核对 a sealed PDF as papers are: what its seals prove, and whether its sheet still stands so."""

from __future__ import annotations

import re
from dataclasses import replace

from forms.sealing import checking
from forms.sealing.found import SealedBy
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.services.papers.verdicts import (
    AMENDED,
    ENDED,
    FOREIGN,
    FOREIGN_SEAL,
    SEAL_BROKEN,
    SEAL_WHOLE,
    SPOILT,
    STRANGER,
    VALID,
    Checked,
    Signed,
)
from qcdesk.services.sheets import records, revisions
from qcdesk.views import RecordView
from qcdesk.workflow import VOID

MARK = b"/ByteRange"
"""Stands in every PDF with a signature."""

NO_SCAN = "“{}”是盖章的 PDF，不是扫描件，没有收进来；要核对它，请拖到“系统 → 核对纸张”"
NUMBER = re.compile(r"》(\S+)")
EDITION = re.compile(r"　改版 (\d+)　")


def of_bytes(desk: Desk, content: bytes, name: str) -> Checked | None:
    """None for what bears no signature that can be read."""
    try:
        found = checking.check(desk, content, name) if _bears_a_mark(content) else None
    except Refused:
        return None
    if found is None:
        return None
    verdict = {checking.WHOLE: SEAL_WHOLE, checking.FOREIGN: FOREIGN_SEAL}.get(found.verdict, SEAL_BROKEN)
    signed = tuple(_signed(desk, one) for one in found.signatures)
    told = Checked(verdict, f"“{name}”是盖章的 PDF。{found.sentence}。", signed=signed, place=f"“{name}”")
    return _beside_its_record(desk, told, found.signatures[0].place) if verdict != FOREIGN_SEAL else told


def refuse_own(desk: Desk, content: bytes, name: str) -> None:
    """Raises Refused for a file under this office's seal: it is no scan, and none of its pages bears a code."""
    found = of_bytes(desk, content, name)
    if found is not None and found.verdict not in (FOREIGN_SEAL, FOREIGN):
        raise Refused(NO_SCAN.format(name))


def _bears_a_mark(content: bytes) -> bool:
    """Asked before pyHanko is loaded."""
    return len(content) <= checking.LARGEST and content[:1024].find(b"%PDF-") >= 0 and MARK in content


def _signed(desk: Desk, one: SealedBy) -> Signed:
    at = f"{one.at.astimezone(desk.clock.zone):%Y-%m-%d %H:%M} 盖章" if one.at else "盖章时间不明"
    standing = SPOILT if not one.intact else VALID if one.ours else STRANGER
    return Signed(one.place.rpartition("　")[2], one.name, at, one.reason, standing)


def _beside_its_record(desk: Desk, told: Checked, place: str) -> Checked:
    """The seal attests the file alone: its sheet may have gone on since."""
    now = _record(desk, place)
    if now is None:
        return told
    paper = EDITION.search(place)
    edition = revisions.labelled(int(paper[1]) if paper else 0)
    stands = revisions.labelled(now.amended)
    told = replace(
        told, number=now.number or "", title=now.kind.title, edition=edition, record=now.id,
        state=f"{now.state_label}，{stands}" if now.amended else now.state_label,
    )  # fmt: skip
    if told.verdict != SEAL_WHOLE:
        return told
    if now.state == VOID:
        return replace(told, verdict=ENDED, sentence=f"{told.sentence}但{now.title}后来作废了。")
    if edition != stands:
        said = f"{told.sentence}但{now.title}后来改版了：文件里是{edition}，现在是{stands}。"
        return replace(told, verdict=AMENDED, sentence=said)
    return told


def _record(desk: Desk, place: str) -> RecordView | None:
    number = NUMBER.search(place)
    if number is None:
        return None
    try:
        found = records.get(desk, number[1])
    except NotFound:
        return None
    return found if place.startswith(found.title) else None
