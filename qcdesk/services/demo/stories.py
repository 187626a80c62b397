"""The stories of resources/sample/cases.json and sheets.json: who did what and when, done through the services."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any

import resources
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import casework
from qcdesk.services.demo import story_days
from qcdesk.services.demo.agenda import Staff, Task, with_photos
from qcdesk.services.demo.story_days import Days
from qcdesk.services.samples import custody
from qcdesk.services.sheets import approval, records, registers
from qcdesk.services.times import clock_moves

FILES = ("sample/cases.json", "sample/sheets.json")
FIRST_PLACE = 1000
"""Where two things are done at one moment, the sheets of records.json go first."""
Event = Mapping[str, Any]


@dataclass
class Teller:
    """Tells the stories; `records` are the ids of what has been made, `story` or `story/sheet`."""

    staff: Staff
    records: dict[str, int] = field(default_factory=dict)

    def tell(self, story: str, days: Days, event: Event, desk: Desk) -> None:
        """`set` is filled in by whoever does it, `why` is the reason, `on` the sheet of the story it is done on."""
        told = days.told(event, lambda name: self.number(desk, name))
        act = Act(self, self.staff.seat(desk, told["by"]), story, told)
        acts = ON_SHEETS if "on" in told else ON_CASES
        acts.get(told["do"], _step)(act)

    def number(self, desk: Desk, name: str) -> str:
        return str(records.row_of(desk, self.records[name]).number)


@dataclass(frozen=True)
class Act:
    """One event as it is done; `desk` has the person at it."""

    teller: Teller
    desk: Desk
    story: str
    event: Event

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.event.get("set", {}))

    @property
    def case(self) -> int:
        return self.teller.records[self.story]

    @property
    def target(self) -> int:
        return self.teller.records[self.name]

    @property
    def name(self) -> str:
        return f"{self.story}/{self.event['on']}" if "on" in self.event else self.story

    @property
    def why(self) -> str:
        return str(self.event.get("why", ""))

    def made(self, record: int | None) -> None:
        self.teller.records[self.name] = record or 0

    def fill_in(self) -> None:
        self.teller.staff.fill_in(self.desk, self.target, self.event["by"], self.values)


def tasks(desk: Desk, staff: Staff) -> Iterator[Task]:
    teller, now = Teller(staff), desk.clock.now()
    stories = [story for file in FILES for story in json.loads(resources.text(file))]
    for place, story in enumerate(stories, start=FIRST_PLACE):
        days = story_days.days(desk, story["begins"])
        for step, event in enumerate(story["events"]):
            at = min(days.moment(event["at"]), now)
            yield Task(at, place, step, partial(teller.tell, story["name"], days, event))


def _receive(act: Act) -> None:
    act.made(casework.receive(act.desk, with_photos(act.desk, act.values)).record)


def _draft(act: Act) -> None:
    act.made(records.create(act.desk, CASE, with_photos(act.desk, act.values)).record)


def _open(act: Act) -> None:
    """A sheet of the case; in a story that has none, a sheet that stands alone."""
    form = act.event["form"]
    if act.story in act.teller.records:
        act.made(casework.open_sheet(act.desk, act.case, form).record)
        act.fill_in()
        return
    if "month" in act.event:
        act.made(_register(act, form))
        return
    begun = act.desk.catalogue.newest(form).starting_values(act.desk.clock.today())
    act.made(records.create(act.desk, form, {**begun, **with_photos(act.desk, act.values)}).record)


def _register(act: Act, form: str) -> int | None:
    """Filled by the program; with the story's own lines where the month has left nothing yet."""
    month = story_days.month(act.desk.clock.today(), act.event["month"])
    try:
        return registers.begin(act.desk, form, month).record
    except Refused:
        about = registers.REGISTERS[form]
        return records.create(act.desk, form, {**act.values, about.month: month}).record


def _add(act: Act) -> None:
    """A line of a list of the case; a `line` that is named is changed."""
    name = act.event["do"]
    if "line" in act.event:
        casework.change(act.desk, act.case, name, act.event["line"], act.values)
    else:
        casework.add(act.desk, act.case, name, act.values)


def _custody(act: Act) -> None:
    witness = act.event.get("witness")
    custody.move(act.desk, act.target, act.event["do"], act.values, Proof(witness) if witness else None)


def _step(act: Act) -> None:
    act.fill_in()
    approval.take(act.desk, act.target, act.event["do"], Proof(act.event["by"]), reason=act.why)


ON_CASES: Mapping[str, Callable[[Act], object]] = MappingProxyType({
    "receive": _receive, "draft": _draft, "fill": Act.fill_in,
    "pause": lambda act: clock_moves.pause(act.desk, act.case, act.why),
    "resume": lambda act: clock_moves.resume(act.desk, act.case),
    "extend": lambda act: clock_moves.extend(act.desk, act.case, act.event["line"], act.event["due"], act.why),
    "waive": lambda act: clock_moves.waive(act.desk, act.case, act.event["line"], act.why),
    **dict.fromkeys(casework.KEPT_LISTS, _add),
})  # fmt: skip
ON_SHEETS: Mapping[str, Callable[[Act], object]] = MappingProxyType({
    "open": _open, "fill": Act.fill_in,
    **dict.fromkeys((one.name for one in custody.ACTS), _custody),
})  # fmt: skip
"""Whatever is in neither is a step of the case's or the sheet's own way."""
