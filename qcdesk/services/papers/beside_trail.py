"""A record held against its own trail: what other hands have changed of it, and what became of its signatures."""

from __future__ import annotations

from collections.abc import Sequence

from qcdesk.services.papers.verdicts import IN_INK, LAPSED, LATER, SPOILT, VALID, Signed
from qcdesk.services.sheets import revisions
from qcdesk.services.sheets.signing import INK
from qcdesk.views import RecordView, SignatureView


def altered(stands: RecordView, now: RecordView) -> str:
    """`stands` is the record as its trail tells it, `now` as the database has it; a sentence where they differ."""
    if (stands.values, stands.state, stands.number) != (now.values, now.state, now.number):
        return f"{stands.number or now.number}的内容被程序以外的手改过，和它自己的经过对不上。"
    return ""


def signed(paper: RecordView, now: RecordView, copy: int | None = None) -> tuple[Signed, ...]:
    """Those printed on the paper first, each with what has become of it, then those given since; where the paper is
    that `copy`, those in its own ink stand on it."""
    live = {_key(one): one for one in now.signatures}
    told = [_told(one, _standing(one, live.get(_key(one)))) for one in paper.signatures]
    seen = {_key(one) for one in paper.signatures}
    return (*told, *(_told(one, _since(one, copy)) for key, one in live.items() if key not in seen))


def spoilt(signatures: Sequence[Signed]) -> str:
    """A sentence that names those which no longer fit what was signed."""
    found = [f"{one.label} {one.name}" for one in signatures if one.standing == SPOILT]
    return f"{'、'.join(found)}的签名与所签的内容不符，签后被改动过。" if found else ""


def lapsed(signatures: Sequence[Signed]) -> str:
    """A sentence that names those which a return has ended."""
    found = [f"{one.label} {one.name}" for one in signatures if one.standing == LAPSED]
    return f"记录的内容没有变，但印出以后退回过：{'、'.join(found)}的签名已失效。" if found else ""


def state(now: RecordView) -> str:
    """As it stands, with its edition where it was amended."""
    return f"{now.state_label}，{revisions.labelled(now.amended)}" if now.amended else now.state_label


def _standing(printed: SignatureView, live: SignatureView | None) -> str:
    if not printed.sound:
        return SPOILT
    if live is None:
        return LAPSED
    return VALID if live.sound else SPOILT


def _since(one: SignatureView, copy: int | None) -> str:
    if not one.sound:
        return SPOILT
    return IN_INK if one.mode == INK and one.copy == copy else LATER


def _key(one: SignatureView) -> tuple[str, str, str]:
    return one.slot, one.person, one.at


def _told(one: SignatureView, standing: str) -> Signed:
    return Signed(one.label, one.signer, one.dated, one.mode, standing)
