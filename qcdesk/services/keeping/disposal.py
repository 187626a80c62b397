"""Disposal by two people: one proposes what is due, another approves. The trail stays whole; the files go."""

from __future__ import annotations

from collections.abc import Sequence

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.fields import Note
from qcdesk.services.basics import people, typing_in
from qcdesk.services.basics.pins import Proof
from qcdesk.services.keeping import files, gone, retention, standing
from qcdesk.services.keeping.retention import DISPOSED, DUE, Keeping
from qcdesk.services.sheets import records
from qcdesk.services.trail import kept_rows
from qcdesk.views import PersonView

PROPOSERS, APPROVERS = ("qcmgr",), ("gm",)
LIMIT = 500


def propose(desk: Desk, which: Sequence[int | str], proof: Proof | None, reason: str) -> Change:
    """The first signature, under all of them or none; raises Refused with why one of them is not due."""
    said = _how(reason)
    with desk.store.write():
        desk = _seated(desk, proof, PROPOSERS, "提出处置")
        found, seq = _proposable(desk, which), 0
        for one in found:
            row: dict[str, Json] = {"record": one.id, "act": gone.PROPOSE, "reason": said, "said": _what(desk, one)}
            seq = kept_rows.append(desk, "disposal_proposed", [("keeping", row)], record=one.id, reason=said).event
    return touched("keeping", record=found[0].id, event=seq)


def to_propose(desk: Desk, which: Sequence[int | str], reason: str) -> list[Keeping]:
    """What would be proposed; raises Refused as proposing it does, before anybody gives his PIN."""
    _how(reason)
    _in_role(desk, PROPOSERS, "提出处置")
    return _proposable(desk, which)


def to_dispose(desk: Desk, which: Sequence[int | str]) -> list[Keeping]:
    """What would be disposed of, in the same way."""
    _in_role(desk, APPROVERS, "核准处置")
    return _disposable(desk, which)


def waiting(desk: Desk) -> int:
    """How many cases and sheets wait for the person at the desk to approve what another has proposed."""
    if not set(desk.person.roles) & set(APPROVERS) or not standing.of(desk).proposals:
        return 0
    mine = desk.person.login
    return sum(one.state == DUE and one.proposal is not None and one.proposal.person != mine
               for one in retention.listed(desk))  # fmt: skip


def withdraw(desk: Desk, which: int | str, proof: Proof | None, reason: str) -> Change:
    """Takes a proposal back, or turns it down; either of the two roles may."""
    said = _reason(reason, "原因", "例如 客户要求再留一年")
    with desk.store.write():
        desk = _seated(desk, proof, (*PROPOSERS, *APPROVERS), "撤回处置")
        (one,) = _units(desk, [which])
        if one.proposal is None:
            raise Refused(f"{one.named}没有待核准的处置")
        row: dict[str, Json] = {"record": one.id, "act": gone.WITHDRAW, "reason": said,
                                "said": canonical.dump({"proposed": one.proposal.id})}  # fmt: skip
        seq = kept_rows.append(desk, "disposal_withdrawn", [("keeping", row)], record=one.id, reason=said).event
    return touched("keeping", record=one.id, event=seq)


def dispose(desk: Desk, which: Sequence[int | str], proof: Proof | None) -> Change:
    """The second signature, by another person: marks every record of each unit and takes the files that nothing else
    uses. Raises Refused, and then nothing of it is done."""
    office = desk
    with desk.store.write():
        desk = _seated(desk, proof, APPROVERS, "核准处置")
        found, seq = _disposable(desk, which), 0
        for one in found:
            seq = _disposed(desk, one)
    files.sweep(office)
    return touched("keeping", "records", "cases", record=found[0].id, event=seq)


def _disposed(desk: Desk, one: Keeping) -> int:
    """An event for each record of the unit; that of its root tells of the files. Gives the last."""
    assert one.proposal is not None
    by: dict[str, Json] = {"proposed": one.proposal.id, "proposer": one.proposal.name, "approver": desk.person.name}
    going = files.going_with(desk, {one.id, *one.members})
    said: dict[str, Json] = {**by, "until": one.until, "why": one.why, gone.FILES: [dict(file) for file in going]}
    seq = 0
    for record, detail in ((one.id, said), *((member, {**by, "with": one.id}) for member in one.members)):
        row: dict[str, Json] = {"record": record, "act": gone.DISPOSE, "reason": one.proposal.reason,
                                "said": canonical.dump(detail)}  # fmt: skip
        seq = kept_rows.append(desk, "disposed", [("keeping", row)], record=record, reason=one.proposal.reason).event
    return seq


def _what(desk: Desk, one: Keeping) -> str:
    """What a proposal is signed for: the records with the digests of what they say."""
    payloads = {str(id_): canonical.digest(records.row_of(desk, id_).payload) for id_ in (one.id, *one.members)}
    return canonical.dump({"until": one.until, "why": one.why, "payloads": payloads})


def _proposable(desk: Desk, which: Sequence[int | str]) -> list[Keeping]:
    found = _units(desk, which)
    for one in found:
        _refuse_not_due(one)
        if one.proposal is not None:
            raise Refused(f"{one.named}已经由{one.proposal.name}提出处置，等另一人核准")
    return found


def _disposable(desk: Desk, which: Sequence[int | str]) -> list[Keeping]:
    found = _units(desk, which)
    for one in found:
        _refuse_not_due(one)
        _refuse_alone(desk, one)
    return found


def _refuse_not_due(one: Keeping) -> None:
    if one.state != DUE:
        again = "已经处置，" if one.state == DISPOSED else ""
        raise Refused(f"{one.named}不能处置：{again}{one.why}")


def _refuse_alone(desk: Desk, one: Keeping) -> None:
    if one.proposal is None:
        raise Refused(f"{one.named}还没有人提出处置，要先由{_labels(desk, PROPOSERS)}提出")
    if one.proposal.person == desk.person.login:
        raise Refused(f"{one.named}是您自己提出处置的，要由另一人核准")
    said = canonical.load(_what(desk, one))
    if one.proposal.said.get("payloads") != said["payloads"]:
        raise Refused(f"{one.named}在提出处置以后有了变动，请撤回后重新提出")


def _units(desk: Desk, which: Sequence[int | str]) -> list[Keeping]:
    """Each once, whichever of its sheets was named."""
    if not which:
        raise Refused("请指明要处置的案件或单")
    every = {one.id: one for one in retention.listed(desk)}
    roots = dict.fromkeys(_root(desk, one, every) for one in which)
    return [every[root] if root in every else retention.of(desk, root) for root in roots]


def _root(desk: Desk, which: int | str, every: dict[int, Keeping]) -> int:
    row = records.row_of(desk, which)
    return int(row.case) if row.case in every else int(row.id)


def _seated(desk: Desk, proof: Proof | None, roles: tuple[str, ...], act: str) -> Desk:
    """The person as of now, who has just given the PIN."""
    login = desk.require_person().login
    if proof is None or proof.login != login:
        raise Refused(f"{act}要用 PIN 签名，由坐在这里的人输入")
    return desk.seating(_in_role(desk, roles, act))


def _in_role(desk: Desk, roles: tuple[str, ...], act: str) -> PersonView:
    person = people.in_office(desk, desk.require_person().login)
    if not set(person.roles) & set(roles):
        raise Refused(whose(desk, roles, act))
    return person


def whose(desk: Desk, roles: Sequence[str], act: str) -> str:
    """Who signs it, himself: what is destroyed does not come back when he does."""
    return f"{act}要由{_labels(desk, roles)}签名，职责代理不能代签"


def _labels(desk: Desk, roles: Sequence[str]) -> str:
    return "或".join(people.role_label(desk, role) for role in roles)


def _how(text: str) -> str:
    return _reason(text, "处置方式和原因", "例如 保存期满，碎纸销毁")


def _reason(text: str, label: str, example: str) -> str:
    return typing_in.reason(Note("reason", label, limit=LIMIT), text, f"请写明{label}，{example}")
