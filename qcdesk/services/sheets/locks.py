"""Which cells a person may write in now: signed ones are locked, the others belong to a role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qcdesk.canonical import Json, Values
from qcdesk.cases import turns
from qcdesk.cases.lists import KEPT_BY
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.fields import Lines
from qcdesk.kinds import PROGRAM, Kind, column_of, department_in
from qcdesk.services.basics import people
from qcdesk.services.sheets import answering, signing
from qcdesk.services.sheets.acting import Acting
from qcdesk.services.trail.events import retired
from qcdesk.store.models import Record, Signature
from qcdesk.workflow import DRAFT


def refuse_locked(desk: Desk, row: Record, kind: Kind, signed: Sequence[Signature], names: Iterable[str],
                  values: Values) -> None:  # fmt: skip
    """Raises Refused for the first of the `names` that this person may not change now, whatever he was at sign-in;
    whose block it is, the `values` say that will stand on the sheet."""
    if row.state != DRAFT:  # a draft asks for no role
        desk = desk.seating(people.in_office(desk, desk.require_person().login))
    closed = _closed(desk, row, kind, signed, names, values)
    for name, sentence in closed.items():
        label = kind.field(name).label or kind.block_of(name).title
        raise Refused(f"“{label.rstrip('：')}”不能改：{sentence}")


def refuse_rewritten_lines(kind: Kind, signed: Sequence[Signature], old: Values, new: Values) -> None:
    """Raises Refused where signed lines would say something else, apart from the columns that are filled in later."""
    for name in (name for name in new.keys() | old.keys() if kind.has(name)):
        table = kind.field(name)
        if signed and isinstance(table, Lines) and table.later and _settled(table, old) != _settled(table, new):
            raise Refused(f"“{table.label}”{_stands(table, signed[0])}")


def _stands(table: Lines, signature: Signature) -> str:
    """Why signed lines stand."""
    open_still = "、".join(column.label for column in table.columns if column.name in table.later)
    return f"已由{signature.name}签名，现在只能填“{open_still}”，别的要改请先退回到草稿"


def _settled(table: Lines, values: Values) -> list[dict[str, Json]]:
    rows = values.get(table.name)
    return [
        {name: value for name, value in row.items() if name not in table.later}
        for row in (rows if isinstance(rows, list) else []) if isinstance(row, dict)
    ]  # fmt: skip


def refuse_kept_by_program(kind: Kind, names: Iterable[str]) -> None:
    """Raises Refused for values of a block that only the program's own acts write, even in a new draft."""
    kept = [name for name in names if kind.has(name) and kind.block_of(name).role == PROGRAM]
    if kept:
        labels = "、".join(kind.field(name).label for name in kept)
        raise Refused(f"“{labels}”不能填：{_by_program(kept[0])}")


def refuse_worked_out(kind: Kind, names: Iterable[str]) -> None:
    """Raises Refused for values that the program works out from others: setting one would change nothing."""
    labels = [kind.field(name).label for name in names if kind.has(name) and kind.field(name).filled_by_program]
    if labels:
        raise Refused(f"“{'、'.join(labels)}”不能填：由程序算出，请改它所依据的栏")


def _by_program(name: str) -> str:
    return f"由程序登记，{KEPT_BY.get(name, '不能直接填写')}"


def refuse_too_early(kind: Kind, names: Iterable[str]) -> None:
    """Raises Refused for values of a new draft whose turn is later in its life."""
    early = [name for name in names if kind.has(name) and not _opened(kind, name, DRAFT)]
    if early:
        raise Refused(f"“{kind.field(early[0]).label.rstrip('：')}”不能填：{_turn(kind, early[0])}")


def _opened(kind: Kind, name: str, state: str) -> bool:
    opens = kind.block_of(name).opens
    return not opens or state in opens


def _turn(kind: Kind, name: str) -> str:
    """When a value is filled in."""
    return f"到“{'”或“'.join(kind.workflow.label(state) for state in kind.block_of(name).opens)}”时才填"


def reasons(desk: Desk, row: Record, kind: Kind, names: Iterable[str], values: Values) -> dict[str, str]:
    """`{name: sentence}` for every value that is closed to the person at the desk, and `{table.column: sentence}` for
    the columns that stand in a table still open; `values` are those that would be saved."""
    asked = list(names)
    if not desk.person.active:
        return dict.fromkeys(asked, retired(desk.person.name))
    signed = signing.live(desk, row.id)
    closed = _closed(desk, row, kind, signed, asked, values)
    tables = {name: kind.field(name) for name in asked if signed and name not in closed}
    for name, table in tables.items():
        if isinstance(table, Lines) and table.later:
            standing = (column.name for column in table.columns if column.name not in table.later)
            closed |= dict.fromkeys((column_of(name, column) for column in standing), _stands(table, signed[0]))
    return closed


def _closed(desk: Desk, row: Record, kind: Kind, signed: Sequence[Signature], names: Iterable[str],
            values: Values) -> dict[str, str]:  # fmt: skip
    if row.state in kind.workflow.final:
        sentence = f"这张单{kind.workflow.label(row.state)}"
        return {name: sentence for name in names if not kind.field(name).filled_by_program}
    closed: dict[str, str] = {}
    labels: dict[str, str] = {}
    said = values if row.state != DRAFT else {}
    acting = Acting(desk, kind.code)
    for name in names:
        if kind.field(name).filled_by_program:
            continue
        sentence = (
            _closed_by(desk, signed, kind, name) or _foreign(acting, row, kind, name, labels, values)
            or _elsewhere(acting, kind, name, said)
        )  # fmt: skip
        if sentence:
            closed[name] = sentence
    return closed


def _closed_by(desk: Desk, signed: Sequence[Signature], kind: Kind, name: str) -> str:
    for row in signed:
        if kind.covers(row.slot, name):
            return f"{row.name}已在 {desk.clock.local(row.at)} 签名（{row.meaning}），要改请先退回"
    return ""


def _foreign(acting: Acting, row: Record, kind: Kind, name: str, labels: dict[str, str], values: Values) -> str:
    block = kind.block_of(name)
    if block.role == PROGRAM:
        return _by_program(name)
    if block.settled and row.number:
        return "有了编号以后不能再改"
    desk, whose = acting.desk, turns.roles(kind, block, values)
    if row.state == DRAFT or set(whose) & set(desk.person.roles) or set(whose) & acting.roles:
        return "" if _opened(kind, name, row.state) else _too_early(kind, name, row.state)
    for own in desk.person.roles:
        if said := turns.why_not(kind, block, own, values):
            return f"{said}，由{_named(desk, whose, labels)}填写"
    return f"提交以后由{_named(desk, (block.role,), labels)}填写"


def _named(desk: Desk, roles: Iterable[str], labels: dict[str, str]) -> str:
    """In words, each asked for once."""
    for role in roles:
        if role not in labels:
            labels[role] = people.role_label(desk, role)
    return "、".join(labels[role] for role in roles)


def _elsewhere(acting: Acting, kind: Kind, name: str, values: Values) -> str:
    block, department = kind.block_of(name), department_in(name)
    if not block.each or not values:
        return ""
    own = answering.elsewhere(acting.desk.person, block.role, values, department)
    others = acting.with_role(block.role) if own else []
    free = any(not answering.elsewhere(one, block.role, values, department) for one in others)
    return "" if free else own


def _too_early(kind: Kind, name: str, state: str) -> str:
    return f"{_turn(kind, name)}，现在是“{kind.workflow.label(state)}”"
