"""核对 a sealed PDF as papers are: what its seals prove, and whether its sheet still stands so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from forms.sealing import checking
from forms.sealing.found import SealedBy
from qcdesk.desk import Desk
from qcdesk.errors import Damaged, NotFound, Refused
from qcdesk.neutral import neutral
from qcdesk.services.basics import office_seal
from qcdesk.services.keeping import gone
from qcdesk.services.papers import beside_trail
from qcdesk.services.papers.verdicts import (
    AMENDED,
    BAD,
    DISPOSED,
    ENDED,
    FOREIGN_SEAL,
    NAMESAKE,
    NAMESAKE_SEAL,
    RECORD_ALTERED,
    SEAL_BROKEN,
    SEAL_UNREAD,
    SEAL_WHOLE,
    SPOILT,
    STRANGER,
    VALID,
    VERDICTS,
    Checked,
    Signed,
)
from qcdesk.services.sheets import differing, records, revisions
from qcdesk.views import RecordView
from qcdesk.workflow import VOID

MARK = b"/ByteRange"
"""Stands in every PDF with a signature."""

BESIDE_PAGES = (FOREIGN_SEAL, NAMESAKE_SEAL, SEAL_UNREAD)
"""Where the seal says nothing of our own sheet, its pages may still."""

NO_SCAN = "“{}”是盖章的 PDF，不是扫描件，没有收进来；要核对它，请拖到“系统 → 核对纸张”"
GONE = (
    "本办公室盖过 {} 的章，记录里却没有这张单：它被程序以外的手删掉或改了编号，"
    "或者数据是从那以前的备份恢复的（请系统管理员说明）。"
)
NUMBER = re.compile(r"》(\S+)")
EDITION = re.compile(r"　改版 (\d+)　")


def of_bytes(desk: Desk, content: bytes, name: str) -> Checked | None:
    """None for what bears no signature."""
    if not _bears_a_mark(content):
        return None
    try:
        found = checking.check(desk, content, name)
    except Refused as error:
        return Checked(SEAL_UNREAD, f"{error.sentence}。", place=f"“{name}”")
    verdict = {checking.WHOLE: SEAL_WHOLE, checking.FOREIGN: FOREIGN_SEAL}.get(found.verdict, SEAL_BROKEN)
    signed = tuple(_signed(desk, one) for one in found.signatures)
    told = Checked(verdict, f"“{name}”是盖章的 PDF。{found.sentence}。", signed=signed, place=f"“{name}”")
    if verdict != FOREIGN_SEAL:
        return _beside_its_record(desk, told, found.signatures)
    told = replace(told, sentence=f"{told.sentence}{_whose(found.signatures)}")
    return replace(told, verdict=NAMESAKE_SEAL) if any(one.standing == NAMESAKE for one in signed) else told


def _whose(seals: Sequence[SealedBy]) -> str:
    """By what its owner can be asked for, who may have written anything there."""
    each = [f"“{neutral(one.subject or '看不出是谁')}”（指纹 {one.fingerprint[:16]}…）" for one in seals]
    return f"章上写的是{'、'.join(dict.fromkeys(each))}；盖过章的内容没有改动。"


def with_page(sealed: Checked, page: Checked) -> Checked:
    """A seal that is none of ours on a file whose page bears a code: both are told, the worse of them first."""
    signed = (*sealed.signed, *page.signed)
    if VERDICTS[page.verdict].tone == BAD:
        return replace(page, sentence=f"{page.sentence}而且{sealed.sentence}", signed=signed)
    said = f"{sealed.sentence}页上的码：{page.label}，{page.sentence}"
    return replace(page, verdict=sealed.verdict, sentence=said, signed=signed)


def refuse_own(desk: Desk, content: bytes, name: str) -> None:
    """Raises Refused for a file under this office's seal: it is no scan, and none of its pages bears a code."""
    found = of_bytes(desk, content, name)
    if found is not None and found.verdict not in BESIDE_PAGES:
        raise Refused(NO_SCAN.format(name))


def _bears_a_mark(content: bytes) -> bool:
    """Asked before pyHanko is loaded."""
    return len(content) <= checking.LARGEST and content[:1024].find(b"%PDF-") >= 0 and MARK in content


def _signed(desk: Desk, one: SealedBy) -> Signed:
    at = f"{one.at.astimezone(desk.clock.zone):%Y-%m-%d %H:%M} 盖章" if one.at else "盖章时间不明"
    return Signed(one.place.rpartition("　")[2] or "盖章", one.name, at, one.reason, _standing(desk, one))


def _standing(desk: Desk, one: SealedBy) -> str:
    if not one.intact:
        return SPOILT
    if one.ours:
        return VALID
    return NAMESAKE if office_seal.in_our_name(desk, one.subject) else STRANGER


def _beside_its_record(desk: Desk, told: Checked, seals: Sequence[SealedBy]) -> Checked:
    """The seal attests the file alone: its sheet may have gone on since, or been changed by other hands."""
    place = seals[0].place
    try:
        now = _record(desk, place)
    except Damaged as error:
        return _altered(told, f"{error.sentence}。") if told.verdict == SEAL_WHOLE else told
    if now is None:
        number = NUMBER.search(place)
        return _altered(told, GONE.format(number[1])) if number and told.verdict == SEAL_WHOLE else told
    paper = EDITION.search(place)
    edition = int(paper[1]) if paper else 0
    told = replace(
        told, number=now.number or "", title=now.kind.title, edition=revisions.labelled(edition), record=now.id,
        state=beside_trail.state(now),
    )  # fmt: skip
    return _of_whole(desk, told, now, edition, seals) if told.verdict == SEAL_WHOLE else told


def _of_whole(desk: Desk, told: Checked, now: RecordView, edition: int, seals: Sequence[SealedBy]) -> Checked:
    try:
        stands = revisions.at_version(desk, now.id, now.version)
        broken = _broken(desk, stands, now, edition, seals)
        differences = differing.between(stands, now)
    except (Damaged, NotFound) as error:
        return _altered(told, f"{error.sentence}。")
    if broken:
        return replace(_altered(told, broken), differences=differences)
    told = replace(told, old=edition if edition != now.amended else None)
    if now.disposed:
        said = f"{told.sentence}但{now.title}{gone.told(desk, now.id)}。"
        return replace(told, verdict=DISPOSED, sentence=said)
    if now.state == VOID:
        return replace(told, verdict=ENDED, sentence=f"{told.sentence}但{now.title}后来作废了。")
    return _of_old(desk, told, now, edition) if edition != now.amended else told


def _of_old(desk: Desk, told: Checked, now: RecordView, edition: int) -> Checked:
    here = revisions.labelled(now.amended)
    said = f"{told.sentence}但{now.title}后来改版了：文件里是{told.edition}，现在是{here}。"
    try:
        differences = differing.between(revisions.view(desk, now.id, edition), now)
    except (Damaged, NotFound) as error:
        return replace(_altered(told, f"{error.sentence}。"), old=None)
    return replace(told, verdict=AMENDED, sentence=said, differences=differences)


def _altered(told: Checked, broken: str) -> Checked:
    return replace(told, verdict=RECORD_ALTERED, sentence=f"{told.sentence}被改的是数据库里的记录：{broken}")


def _broken(desk: Desk, stands: RecordView, now: RecordView, edition: int, seals: Sequence[SealedBy]) -> str:
    """Where the record is not what its trail says, or its trail not what was sealed, a sentence."""
    spoilt = beside_trail.altered(stands, now) or beside_trail.spoilt(beside_trail.signed(stands, now))
    if spoilt or now.state == VOID:
        return spoilt
    paper = stands if edition == now.amended else revisions.view(desk, now.id, edition)
    there = [(label, one.name) for one in paper.signatures for label in (one.label, now.kind.slot_label(one.slot, {}))]
    missing = [_named(one) for one in seals if not any(_is_of(one, *signed) for signed in there)]
    return f"文件里盖着{'、'.join(missing)}的签名，经过里没有这样的签名。" if missing else ""


def _is_of(one: SealedBy, label: str, name: str) -> bool:
    """By who signed as what, a deputy whomever he stood in for; its time is that of the zone of its day. Earlier
    programs named no department where there was but one."""
    return one.place.endswith(f"　{label}") and one.name.partition("（代")[0] == name


def _named(one: SealedBy) -> str:
    return f"{one.place.rpartition('　')[2]} {one.name}"


def _record(desk: Desk, place: str) -> RecordView | None:
    number = NUMBER.search(place)
    if number is None:
        return None
    try:
        found = records.get(desk, number[1])
    except NotFound:
        return None
    return found if place.startswith(found.title) else None
