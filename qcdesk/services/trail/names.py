"""How the office calls what a row names by an id: numbers, people, copies, pages, states, its own time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qcdesk.canonical import Json
from qcdesk.catalogue import Catalogue
from qcdesk.clock import Clock
from qcdesk.kinds import Kind
from qcdesk.services.trail.testimony import Testimony, ToldRecord

Row = Mapping[str, object]
NOTHING: Row = {}
SHORT = 12
"""Hex digits that stand for a digest."""


@dataclass(frozen=True)
class Names:
    """By what the trail tells, which other hands cannot change unseen; asks the database nothing."""

    told: Testimony
    catalogue: Catalogue
    clock: Clock

    def record(self, number: object) -> str:
        return self.told.called(number)

    def person(self, login: object) -> str:
        return self.told.person(login)

    def moment(self, stamp: object) -> str:
        return self.clock.local(stamp, seconds=True) if isinstance(stamp, str) else str(stamp)

    def kind(self, edition: str) -> Kind | None:
        return self.catalogue.edition(edition) if self.catalogue.knows(edition) else None

    def state(self, edition: str, state: str) -> str:
        kind = self.kind(edition)
        return kind.workflow.label(state) if kind else state

    def signature(self, record: ToldRecord, said: Row) -> str:
        """朱例四的签名（生产主管，执行完成）: with its box, where that is called otherwise than what it means."""
        kind, slot, meaning = self.kind(record.edition), str(said.get("slot")), str(said.get("meaning"))
        box = kind.slot_label(slot, record.values) if kind else slot
        return f"{said.get('name')}的签名（{meaning if box == meaning else f'{box}，{meaning}'}）"

    def form(self, code: str) -> str:
        return next((kind.title for kind in self.catalogue.kinds if kind.code == code), code)

    def copy(self, number: object, stored: Row = NOTHING) -> str:
        """YC-202611-011 第 2 份."""
        row = self._kept("copy", number, stored)
        if not row:
            return f"经过里没有的打印份 {number}"
        return f"{self.record(row.get('record'))} 第 {row.get('position')} 份"

    def scan(self, number: object, stored: Row = NOTHING) -> str:
        """车间扫描.pdf 第 3 页."""
        row = self._kept("scan", number, stored)
        return f"{self.file(row.get('file'))} 第 {row.get('page')} 页" if row else f"经过里没有的扫描页 {number}"

    def file(self, sha256: object) -> str:
        said = self.told.files.get(str(sha256))
        return str(said.get("name")) if said else str(sha256)[:SHORT]

    def row(self, table: str, row: Row) -> str:
        """What tells one row of a table that is only ever added to from the others, in front of who wrote it."""
        return "，".join(self._parts(table, row))

    def _parts(self, table: str, row: Row) -> Iterator[str]:
        if table == "copy":
            yield self.copy(row.get("id"), row)
        elif table == "scan":
            yield self.scan(row.get("id"), row)
        elif table == "copy_move":
            yield self.copy(row.get("copy"))
        elif table == "filing":
            yield self.scan(row.get("scan"))
        elif table == "keeping":
            yield self.record(row.get("record"))
        elif table == "hand":
            yield self.person(row.get("login"))
        elif table in ("deputy", "deputy_end"):
            yield from self._deputy(row if table == "deputy" else self._kept("deputy", row.get("deputy"), NOTHING))

    def _deputy(self, row: Row) -> Iterator[str]:
        if row:
            yield f"{self.person(row.get('deputy'))}代{self.person(row.get('principal'))}"
            yield f"{row.get('first_day')} 到 {row.get('last_day')}"

    def _kept(self, table: str, number: object, stored: Row) -> Row:
        rows: Mapping[int, Mapping[str, Json]] = self.told.kept.get(table, {})
        return rows.get(number, stored) if isinstance(number, int) else stored
