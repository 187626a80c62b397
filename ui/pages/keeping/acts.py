"""What can be done about the keeping of chosen records, each with why not and what it asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from qcdesk.services.keeping import disposal, going, holds
from qcdesk.services.keeping.retention import DISPOSED, DUE, HELD, Keeping
from ui.dialogs.message import tell
from ui.dialogs.pin import ask_grave_proof, ask_proof
from ui.session import Session

Chosen = Sequence[Keeping]
MOST_TOLD = 6


@dataclass(frozen=True)
class Act:
    """`why_not` is empty where it may be done now; `told` is what is said of it before the PIN, which may have to go
    through the whole desk; `take` gives nothing where it was given up or refused; `done` says it of how many."""

    name: str
    title: str
    done: str
    why_not: Callable[[Session, Chosen], str]
    told: Callable[[Desk, Chosen], str]
    take: Callable[[QWidget, Session, Chosen, str], Change | None]
    look: str = ""


def _roles(session: Session, roles: Sequence[str], act: str) -> str:
    if set(session.person.roles) & set(roles):
        return ""
    return disposal.whose(session.desk, roles, act)


def _not_held(session: Session, chosen: Chosen) -> str:
    if not chosen:
        return "先选一件"
    if any(one.held or one.state == DISPOSED for one in chosen):
        return "选了已经保全或已经处置的"
    return holds.why_not(session.desk, session.person)


def _held(session: Session, chosen: Chosen) -> str:
    if not chosen or any(one.state != HELD for one in chosen):
        return "选保全中的才能解除"
    return holds.why_not(session.desk, session.person)


def _to_propose(session: Session, chosen: Chosen) -> str:
    if not chosen or any(one.state != DUE or one.proposal for one in chosen):
        return "选到期的、还没有提出处置的"
    return _roles(session, disposal.PROPOSERS, "提出处置")


def _to_withdraw(session: Session, chosen: Chosen) -> str:
    if not chosen or any(one.proposal is None for one in chosen):
        return "选已经提出处置的"
    return _roles(session, (*disposal.PROPOSERS, *disposal.APPROVERS), "撤回处置")


def _to_dispose(session: Session, chosen: Chosen) -> str:
    if not chosen or any(one.state != DUE or one.proposal is None for one in chosen):
        return "选到期的、已经提出处置的"
    mine = [one.proposal for one in chosen if one.proposal and one.proposal.person == session.person.login]
    return "是您自己提出的，要由另一人核准" if mine else _roles(session, disposal.APPROVERS, "核准处置")


def _named(_: Desk, chosen: Chosen) -> str:
    more = f" 等 {len(chosen)} 件" if len(chosen) > 1 else ""
    return f"{chosen[0].named}{more}"


def _lapsing(desk: Desk, chosen: Chosen) -> str:
    return "\n".join((_named(desk, chosen), *_each([f"{one.named}：{one.lapsing}" for one in chosen if one.lapsing])))


def _going(desk: Desk, chosen: Chosen) -> str:
    return "\n".join(going.told(desk, chosen, MOST_TOLD))


def _hold(parent: QWidget, session: Session, chosen: Chosen, said: str) -> Change | None:
    return _with_reason(parent, session, "保全", said, [one.id for one in chosen], holds.hold, "保全的原因")


def _release(parent: QWidget, session: Session, chosen: Chosen, said: str) -> Change | None:
    """Of a case, wherever the hold was laid: on itself or on one of its sheets."""
    held = [act.record for one in chosen for act in one.held]
    return _with_reason(parent, session, "解除保全", said, held, holds.release, "解除的原因")


def _with_reason(parent: QWidget, session: Session, label: str, said: str, ids: Sequence[int],
                 act: Callable[..., Change], asks: str) -> Change | None:  # fmt: skip
    asked = ask_proof(parent, session, label, True, said, asks=asks)
    if asked is None:
        return None
    desk, reason = session.desk, asked[1]

    def work() -> Change:
        with desk.store.write():
            return [act(desk, id_, reason) for id_ in ids][-1]

    return _attempted(parent, work)


def _propose(parent: QWidget, session: Session, chosen: Chosen, said: str) -> Change | None:
    asked = ask_proof(parent, session, "提出处置", True, said, asks="处置方式和原因")
    ids = [one.id for one in chosen]
    return asked and _attempted(parent, partial(disposal.propose, session.desk, ids, *asked))


def _withdraw(parent: QWidget, session: Session, chosen: Chosen, said: str) -> Change | None:
    asked = ask_proof(parent, session, "撤回处置", True, said)
    if asked is None:
        return None
    desk, (proof, reason) = session.desk, asked

    def work() -> Change:
        with desk.store.write():
            return [disposal.withdraw(desk, one.id, proof, reason) for one in chosen][-1]

    return _attempted(parent, work)


def _dispose(parent: QWidget, session: Session, chosen: Chosen, said: str) -> Change | None:
    proof = ask_grave_proof(parent, session, "核准处置", said)
    ids = [one.id for one in chosen]
    return _attempted(parent, partial(disposal.dispose, session.desk, ids, proof)) if proof else None


def _each(lines: Sequence[str]) -> Sequence[str]:
    """The first of them, and how many more there are."""
    return [*lines[:MOST_TOLD], *([f"另有 {len(lines) - MOST_TOLD} 件"] if len(lines) > MOST_TOLD else [])]


def _attempted(parent: QWidget, work: Callable[[], Change]) -> Change | None:
    try:
        return work()
    except DeskError as error:
        tell(parent, error)
        return None


ACTS = (
    Act("hold", "保全…", "已保全 {} 项", _not_held, _lapsing, _hold),
    Act("release", "解除保全…", "已解除保全 {} 项", _held, _named, _release),
    Act("withdraw_disposal", "撤回处置…", "已撤回处置 {} 项", _to_withdraw, _named, _withdraw),
    Act("propose_disposal", "提出处置…", "已提出处置 {} 项，等另一人核准",
        _to_propose, _going, _propose),
    Act("approve_disposal", "核准处置…", "已处置 {} 项", _to_dispose, _going, _dispose, "danger"),
)  # fmt: skip
