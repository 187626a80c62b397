"""Keeps what is typed: at once beside the record, and into it when it is saved."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.errors import DeskError, Stale
from qcdesk.services.basics import people
from qcdesk.services.sheets import locks, records
from qcdesk.views import RecordView
from ui.paper.entries import Entries
from ui.session import Session

WITHIN = 700
"""Milliseconds from the first key after a rest to the copy that survives a power cut."""

AHEAD = "提交以后"
"""What the sentence of another's cell begins with, though the sheet may have been submitted long ago."""


@dataclass(frozen=True)
class Meeting:
    """Two people changed the sheet: whose change came first, and what he changed, `{field: {"from", "to"}}`."""

    sentence: str
    by: str
    at: str
    theirs: Values


class Keeper(QObject):
    """`record` is the sheet as last read from the store."""

    refused = Signal(object)
    met = Signal(object)
    renewed = Signal()
    kept = Signal()

    def __init__(self, session: Session, record: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.desk: Desk = session.desk
        self.record: RecordView = records.get(session.desk, record)
        self.seat_as_of_now()
        self.entries = Entries(self.record.kind, self.record.values, self.desk.clock)
        self._timer = QTimer(self, singleShot=True, interval=WITHIN)
        self._timer.timeout.connect(self.keep)
        self._has_copy = False
        self._met_since: int | None = None

    @property
    def is_dirty(self) -> bool:
        return bool(self.entries.overlay())

    def touch(self) -> None:
        """Something was typed."""
        if not self._timer.isActive():
            self._timer.start()

    def restore(self) -> str:
        """Brings back typing that was not saved; when it was typed, or nothing."""
        found = records.working(self.desk, self.record.id) if self.desk.person.login else None
        if found is None:
            return ""
        for name, raw in found.typed.items():
            if self.record.kind.has(name):
                self.entries.put(name, raw)
        self._has_copy = True
        if self.is_dirty and found.version != self.record.version:
            self._meet(Stale("这张单在您离开以后有人改过，您没有保存的内容都还在。"), found.version)
        return found.at if self.is_dirty else ""

    def discard(self) -> None:
        """The person wants his unsaved typing gone."""
        self.entries.forget()
        self.decided()
        self.keep()

    def keep(self) -> None:
        """Writes the typing beside the record; raises nothing: a full disk is told."""
        self._timer.stop()
        if not self.desk.person.login:
            return
        try:
            typed = self.entries.overlay()
            if typed:
                since = self.record.version if self._met_since is None else self._met_since
                records.keep_working(self.desk, self.record.id, since, typed)
            elif self._has_copy:
                records.forget_working(self.desk, self.record.id)
            self._has_copy = bool(typed)
        except DeskError as error:
            self.refused.emit(error)
        else:
            self.kept.emit()

    def save(self) -> bool:
        """Saves what fits; False when it was refused or somebody else's change came first."""
        changed = self.entries.changed()
        if not changed:
            self.keep()
            return True
        try:
            change = records.save(self.desk, self.record.id, self.record.version, changed)
        except Stale as stale:
            self._meet(stale, self.record.version)
            return False
        except DeskError as error:
            self.keep()
            self.refused.emit(error)
            return False
        self._has_copy = False
        self.decided()
        self.reload()
        self.keep()
        self._session.tell(change)
        return True

    def reload(self) -> None:
        """Reads the record again under the typing."""
        self.seat_as_of_now()
        self.record = records.get(self.desk, self.record.id)
        self.entries.rebase(self.record.values)
        self.renewed.emit()

    def _meet(self, stale: Stale, since: int) -> None:
        since = since if self._met_since is None else self._met_since
        theirs = records.last_change(self.desk, self.record.id, since)
        self._met_since = since
        self.reload()
        self.keep()
        self.met.emit(Meeting(stale.sentence, stale.by, stale.at, theirs))

    def decided(self) -> None:
        """The other's change was seen and answered. Until then the copy of what is typed says that it was not: whoever
        comes back after a power cut is asked again."""
        self._met_since = None

    def take_changes(self) -> None:
        """Another window, or another person at this one, changed the record."""
        since = self.record.version
        if records.get(self.desk, self.record.id).version == since:
            return
        if self.is_dirty:
            self._meet(Stale("这张单刚刚在别处改过，您没有保存的内容都还在。"), since)
        else:
            self.reload()

    def seat(self, desk: Desk) -> None:
        """Another person sits down: the typing of the one before is kept as his."""
        self.keep()
        self.desk = desk
        self.entries.forget()
        self._has_copy = False
        self.decided()
        self.reload()

    def seat_as_of_now(self) -> None:
        """Roles, department and whether he is still in office may have changed since the person sat down."""
        if self.desk.person.login:
            self.desk = self.desk.seating(people.get(self.desk, self.desk.person.login))

    def closed(self) -> dict[str, str]:
        """The sentence of every cell that cannot be written in now, and of the columns that stand in an open table."""
        values = self.entries.values()
        names = [name for name, _, _ in self.record.kind.named_fields(values)]
        if not self.desk.person.login:
            return dict.fromkeys(names, "请先登录，登录以后才能填写")
        row = records.row_of(self.desk, self.record.id)
        found = locks.reasons(self.desk, row, self.record.kind, names, values)
        return {name: sentence.removeprefix(AHEAD) for name, sentence in found.items()}
