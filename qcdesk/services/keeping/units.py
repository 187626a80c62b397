"""What is kept and disposed of as one: a case with all its sheets, or a sheet that belongs to no case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from qcdesk.cases.kind import CASE
from qcdesk.cases.lists import CAR_8D, SHARED_8D
from qcdesk.cases.states import MERGED
from qcdesk.desk import Desk
from qcdesk.kinds import Kind
from qcdesk.services.sheets import signing

RECORDS = "SELECT id, form, revision, number, state, case_id, customer, product FROM record ORDER BY id"
ENDED = """SELECT event.record_id, MAX(event.at) FROM event JOIN record ON record.id = event.record_id
WHERE event.to_state = record.state AND (event.from_state IS NULL OR event.from_state <> event.to_state)
GROUP BY event.record_id"""
LINKS = "SELECT record_id, content FROM line WHERE field = 'links'"
MERGED_CASES = f"SELECT id, payload FROM record WHERE form = '{CASE}' AND state = '{MERGED}'"


class Entry(NamedTuple):
    """One record as the list of what is kept needs it; `kind` is None for a form that this program does not know."""

    id: int
    kind: Kind | None
    form: str
    number: str
    state: str
    customer: str
    product: str

    @property
    def title(self) -> str:
        return self.kind.title if self.kind else self.form

    @property
    def over(self) -> bool:
        return self.kind is not None and self.state in self.kind.workflow.final

    @property
    def state_label(self) -> str:
        return self.kind.workflow.label(self.state) if self.kind else self.state


@dataclass(frozen=True)
class Unit:
    """`ended` is the UTC stamp at which `root` came to its end, empty while it has not. `tied` are the roots of other
    units that need this one: the case it was merged into, the cases that share its 8D."""

    root: Entry
    members: tuple[Entry, ...]
    ended: str
    tied: tuple[int, ...] = ()

    @property
    def records(self) -> tuple[Entry, ...]:
        return (self.root, *self.members)


def all_of(desk: Desk) -> dict[int, Unit]:
    """By the record that leads it; drafts that stand alone are nothing yet."""
    entries = {row[0]: (_entry(desk, row), row[5]) for row in desk.store.sql(RECORDS)}
    members: dict[int, list[Entry]] = {}
    for entry, case in entries.values():
        if case in entries:
            members.setdefault(case, []).append(entry)
    ended = dict(desk.store.sql(ENDED))
    tied = _ties(desk, entries)
    return {
        entry.id: Unit(entry, tuple(members.get(entry.id, ())), ended.get(entry.id, "") if entry.over else "",
                       tuple(tied.get(entry.id, ())))
        for entry, case in entries.values() if case not in entries and (entry.number or entry.id in members)
    }  # fmt: skip


def _entry(desk: Desk, row: tuple[object, ...]) -> Entry:
    id_, form, revision, number, state, _, customer, product = row
    edition = f"{form}@{revision}"
    kind = desk.catalogue.edition(edition) if desk.catalogue.knows(edition) else None
    return Entry(int(str(id_)), kind, str(form), str(number or ""), str(state), str(customer or ""), str(product or ""))


def _ties(desk: Desk, entries: Mapping[int, tuple[Entry, int | None]]) -> dict[int, list[int]]:
    numbers = {entry.number: (entry.id, case) for entry, case in entries.values() if entry.number}
    found: dict[int, list[int]] = {}
    for one, other in (*_shared(desk), *_merged(desk)):
        if other in numbers:
            record, case = numbers[other]
            unit, needed_by = (case or record, one) if entries[record][0].form == CAR_8D else (one, case or record)
            if unit != needed_by:
                found.setdefault(unit, []).append(needed_by)
    return found


def _shared(desk: Desk) -> Iterator[tuple[int, str]]:
    """A case, and the number of an 8D of another that it shares."""
    for record, content in desk.store.sql(LINKS):
        said = signing.said_in(content)
        if said.get("how") == SHARED_8D:
            yield record, str(said.get("case") or "")


def _merged(desk: Desk) -> Iterator[tuple[int, str]]:
    """A case, and the number of the one into which it was merged."""
    for record, payload in desk.store.sql(MERGED_CASES):
        yield record, str(signing.said_in(payload).get("merged_into") or "")
