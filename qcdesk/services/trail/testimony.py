"""What the trail says should be stored: every record, person and sequence, replayed from the events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from qcdesk import canonical
from qcdesk.calculations import rows, whole
from qcdesk.canonical import Json, Values
from qcdesk.clock import Clock
from qcdesk.services.basics import pin_told, zones
from qcdesk.services.trail import kept_rows
from qcdesk.services.trail.registered_files import FILES
from qcdesk.services.trail.standing import STANDS
from qcdesk.store.models import Event


class Moment(NamedTuple):
    """An event that proves something to have been right; `words` are its local time and who wrote it."""

    seq: int
    words: str

    def __str__(self) -> str:
        return f"事件 {self.seq}（{self.words}）"


@dataclass
class ToldRecord:
    """What the events say a record should be."""

    values: Values = field(default_factory=dict)
    payload: str = ""
    edition: str = ""
    state: str = ""
    number: str = ""
    case: int | None = None
    version: int = 0
    amended: int = 0
    created: tuple[str, str] = ("", "")
    updated: tuple[str, str] = ("", "")
    """By whom and when, as the trail says."""
    proved: Moment | None = None
    """The latest event that was written only because the record was what its trail says."""
    wrote: Moment | None = None
    """The event that wrote the last version."""
    written: int | None = None
    numbered: int | None = None
    """The events that wrote the last version and gave the number."""
    signed: dict[tuple[int, str], dict[str, Json]] = field(default_factory=dict)
    ended: dict[int, int] = field(default_factory=dict)
    """Signature ids, each with the event that ended it."""


PROVING = ("copy_made", "put_into_case")
"""What is refused for a record that other hands have changed, beside every new version of it."""

VERIFIED = "verified"
"""What a person who had everything verified leaves in the trail."""


@dataclass
class ToldPerson:
    said: Json = None
    pin: str = ""
    """SHA-256 of the stored hash of the PIN."""
    lock: Json = None
    """How many wrong PINs in a row, and since when he is locked; None until a program tells it."""
    last: Moment | None = None
    proved: Moment | None = None
    """The latest events that attest who he is, and how he proves it."""

    def hear(self, action: str, said: Values) -> Iterator[str]:
        """What the event says of him; yields in a sentence what it contradicts."""
        if action == pin_told.ALTERED:
            yield "PIN 或锁定被程序以外的手改过，程序没有认"
        if "from" in said and self.said is not None and said["from"] != self.said:
            yield "姓名、部门、角色或停用状态在这以前被程序以外的手改过"
        if self.pin and action in USING and said.get(pin_told.PIN, self.pin) != self.pin:
            yield "所用的 PIN 不是经过里设的那一个，被程序以外的手换过"
        if not _follows(action, self.lock, said.get(pin_told.LOCK)):
            yield "连错次数或锁定在这以前被程序以外的手改过"
        self.said = said.get("to", self.said)
        self.pin = str(said.get(pin_told.PIN) or self.pin)
        self.lock = said.get(pin_told.LOCK, None if action in TELLING else self.lock)


USING = (pin_told.SIGN_IN, pin_told.WRONG, pin_told.LOCKED, pin_told.RIGHT, "person_unlocked")
"""What leaves the PIN as it was."""

TELLING = (*USING, "pin_changed", "pin_rescued")
"""What changes or uses PIN or lock: where an earlier program wrote it, the lock is not told any more."""


def _follows(action: str, before: Json, after: Json) -> bool:
    """Whether a count may come from the one before it; what earlier programs did not tell is not held against it."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return True
    if action in (pin_told.WRONG, pin_told.LOCKED):
        return after.get("failed") == (whole(before.get("failed")) or 0) + 1
    return action != pin_told.SIGN_IN or after == before


@dataclass
class Testimony:
    """Everything the events say, gathered by `hear`."""

    clock: Clock
    records: dict[int, ToldRecord] = field(default_factory=dict)
    people: dict[str, ToldPerson] = field(default_factory=dict)
    drawn: dict[tuple[str, str], int] = field(default_factory=dict)
    """The last serial of each prefix and period."""
    custody: dict[int, Values] = field(default_factory=dict)
    """By the event that wrote it, what was done with sealed pieces."""
    kept: dict[str, dict[int, Values]] = field(default_factory=dict)
    """By table and id, the rows of what is only ever added to."""
    rules: dict[str, Json] = field(default_factory=dict)
    """The digest of each version of a rule."""
    days: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Of each of the factory's own days its kind, note and source."""
    standing: dict[str, Json] = field(default_factory=dict)
    """The digest of each setting and entry of basic data, None for one that is no more."""
    files: dict[str, Values] = field(default_factory=dict)
    """By the digest of its bytes, how each file was registered; nothing on desks that only earlier programs wrote."""
    zones: set[str] = field(default_factory=set)
    """Every time zone that the office has set its clock to."""
    all_told: bool = False
    """Whether the trail has told of them from the first on; desks of earlier programs begin in the middle."""
    moments: dict[tuple[str, object], Moment] = field(default_factory=dict)
    """By ledger and key, the event that last told of a row."""
    comings: dict[str, list[tuple[bool, Moment]]] = field(default_factory=dict)
    """Of each person, every event that took him back (True) or retired him, in order."""
    clean: Moment | None = None
    """The latest time that everything was verified and found right."""
    entries: dict[str, Values] = field(default_factory=dict)
    """Of settings and entries of basic data, by their names in `standing`, the columns that were told word for word."""
    now: Moment = field(default=Moment(0, ""))
    """The latest event that is itself what was chained."""
    state: Callable[[str, str], str] = field(default=lambda _, state: state)
    """How the form of an edition calls a state."""
    role: Callable[[str], str] = field(default=str)
    form: Callable[[str], str] = field(default=str)
    """How the office calls a role, and a form by its code."""
    signature: Callable[[ToldRecord, Values], str] = field(default=lambda _, said: str(said.get("name")))
    """How one on a record is called."""

    def called(self, record: object, stored: object = None) -> str:
        """FG-202611-004; 草稿 3 for a record that the trail gave no number."""
        said = self.records.get(record) if isinstance(record, int) else None
        return (said.number if said else str(stored or "")) or f"草稿 {record}"

    def person(self, login: object) -> str:
        """何例八（gm）."""
        known = self.people.get(str(login))
        name = known.said.get("name") if known and isinstance(known.said, dict) else None
        return f"{name}（{login}）" if name else str(login)

    def hear(self, event: Event, sound: bool = True) -> Iterator[str]:
        """Takes in the next event; yields in a sentence what contradicts those before it. One that is not `sound` is
        heard, since most of it may be true, but proves nothing."""
        try:
            said = canonical.load(event.detail)
        except ValueError:
            yield "内容读不出来"
            return
        here = Moment(event.seq, f"{self.clock.local(event.at)} {event.name}")
        self.now = here if sound else self.now
        self._hear_rows(event.seq, said.get("custody"), said.get("rules"))
        self._hear_kept(event.seq, said.get(kept_rows.KEPT))
        if sound and event.action == VERIFIED and said.get("findings") == 0:
            self.clean = self.now
        stands = said.get(STANDS)
        if isinstance(stands, dict):
            self.standing.update(stands)
            self._at("standing", stands)
            self._hear_entries(event.action, stands, said)
            self.all_told = self.all_told or event.action == "desk_made"
        if event.action.startswith("calendar_"):
            self._hear_days(said)
        self._hear_files(said.get(FILES))
        if event.action == "setting_changed" and said.get("key") == zones.SETTING:
            self._hear_zone(said.get("changes"))
        about = said.get("person", event.person if event.action == pin_told.SIGN_IN else None)
        if isinstance(about, str):
            yield from self._hear_person(about, event.action, said)
        if event.record is not None:
            yield from self._hear_record(self.records.setdefault(event.record, ToldRecord()), event, said, here)

    def _at(self, ledger: str, keys: Iterable[object]) -> None:
        if self.now.seq:
            self.moments.update(((ledger, key), self.now) for key in keys)

    def _hear_entries(self, action: str, stands: Values, said: Values) -> None:
        new, changes, active = said.get("to"), said.get("changes"), said.get("active")
        for name, digest in stands.items():
            if digest is None:
                self.entries.pop(name, None)
            elif action == "master_saved" and isinstance(new, dict):
                self.entries[name] = {"active": True, **self.entries.get(name, {}), **new}
            elif action == "master_retired" and name in self.entries:
                self.entries[name]["active"] = active
            elif action == "setting_changed" and isinstance(changes, dict):
                replay(self.entries.setdefault(name, {}), changes)

    def _hear_rows(self, seq: int, moved: Json, rules: Json) -> None:
        if isinstance(moved, dict):
            self.custody[seq] = moved
            self._at("custody", [seq])
        if isinstance(rules, dict):
            self.rules.update(rules)
            self._at("rule", rules)

    def _hear_kept(self, seq: int, tables: Json) -> None:
        if isinstance(tables, dict):
            for table in tables:
                added = {whole(row.get("id")) or 0: {**row, "event_seq": seq} for row in rows(tables, table)}
                self.kept.setdefault(table, {}).update(added)
                self._at(table, added)

    def _hear_files(self, files: Json) -> None:
        if isinstance(files, dict):
            self.files.update({sha256: one for sha256, one in files.items() if isinstance(one, dict)})
            self._at("attachment", files)

    def _hear_zone(self, changes: Json) -> None:
        change = changes.get("zone") if isinstance(changes, dict) else None
        if isinstance(change, dict):
            self.zones.update(str(name) for name in change.values() if name)

    def _hear_days(self, said: Values) -> None:
        before, after = (_listed(said.get(side)) for side in ("from", "to"))
        for day, *_ in before:
            self.days.pop(day, None)
        self.days.update({day: (kind, note, str(said.get("source") or "")) for day, kind, note in after})
        self._at("calendar_day", (day for day, *_ in (*before, *after)))

    def _hear_person(self, login: str, action: str, said: Values) -> Iterator[str]:
        person = self.people.setdefault(login, ToldPerson())
        called = self.person(login)
        yield from (f"人员 {called}：{one}" for one in person.hear(action, said))
        if "to" in said and self.now.seq:
            person.last = self.now
        if pin_told.PIN in said and self.now.seq:
            person.proved = self.now

    def _hear_record(self, told: ToldRecord, event: Event, said: Values, here: Moment) -> Iterator[str]:
        if isinstance(said.get("case"), int):
            told.case = whole(said["case"])
        if (event.action in PROVING or "payload" in said) and self.now.seq:
            told.proved = self.now
        if "payload" not in said:
            return
        if event.from_state is not None and event.from_state != told.state:
            began, stood = (self.state(told.edition, str(one)) for one in (event.from_state, told.state))
            yield f"起点状态“{began}”与前面的经过（“{stood}”）接不上"
        told.payload, told.version = str(said["payload"]), whole(said.get("version")) or 0
        told.amended = whole(said.get("amended")) or 0
        told.state, told.updated = str(event.to_state), (event.person, event.at)
        told.written, told.wrote = event.seq, here
        told.numbered = event.seq if "drawn" in said else told.numbered
        if not _replayed(told.values, said.get("changes"), told.payload):
            yield "写下的内容与所记的改动对不上，有程序以外的改动混了进去"
        if "edition" in said:
            told.edition, told.created = str(said["edition"]), (event.person, event.at)
        told.number = str(said.get("number") or told.number) if event.action != "copied" else told.number
        told.signed.update({(event.seq, str(row.get("slot"))): row for row in rows(said, "signed")})
        ended = said.get("ended")
        told.ended.update({item: event.seq for item in ended or () if isinstance(item, int)})  # type: ignore[union-attr]
        yield from self._hear_drawing(said.get("drawn"))

    def _hear_drawing(self, drawn: Json) -> Iterator[str]:
        if not isinstance(drawn, list) or len(drawn) != 3:
            return
        prefix, period, serial = str(drawn[0]), str(drawn[1]), whole(drawn[2]) or 0
        last = self.drawn.get((prefix, period), 0)
        if serial != last + 1:
            yield f"编号 {prefix}-{period} 从 {last} 号跳到 {serial} 号，编号表被程序以外的手改过"
        self.drawn[prefix, period] = serial
        self._at("sequence", [(prefix, period)])


def _listed(days: Json) -> list[list[str]]:
    """Day, kind and note of each."""
    found = days if isinstance(days, list) else []
    return [[str(part) for part in one] for one in found if isinstance(one, list) and len(one) == 3]


def _replayed(values: Values, changes: Json, payload: str) -> bool:
    """Lays the changes over the values; whether that gives the payload which the event attests."""
    replay(values, changes)
    return canonical.digest(canonical.dump(values)) == payload


def replay(values: Values, changes: Json) -> None:
    """Lays the changes that an event tells over the values before it."""
    for name, change in changes.items() if isinstance(changes, dict) else ():
        new = change.get("to") if isinstance(change, dict) else None
        if new is None:
            values.pop(name, None)
        else:
            values[name] = new
