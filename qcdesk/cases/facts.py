"""What a gate may look at: a case with its sheets and samples, or a single sheet. Plain data, of
services/cases/case_facts.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qcdesk.canonical import Json
from qcdesk.cases import choices
from qcdesk.workflow import VOID


@dataclass(frozen=True)
class SheetFact:
    """A form filled for the case. `over` says that its way is at an end, void included; `refused` that the customer
    did not accept the work on site, `earlier` that it was made before the case last came back from its delivery,
    `worked` and `returned` that its work was done before the goods had to be worked on, or to be sent, once more;
    `unchecked` that it was on its way before the case's goods were re-inspected, or its own rework record;
    `shared` that it is another case's, and then `foreign` why it is about another problem; `customer_signed` that the
    customer put his name on it; `values` are there for the forms of which a gate reads them."""

    id: int
    form: str
    title: str
    state: str
    over: bool
    refused: bool = False
    values: Mapping[str, Json] = field(default_factory=dict)
    earlier: bool = False
    worked: bool = False
    returned: bool = False
    unchecked: bool = False
    number: str = ""
    shared: bool = False
    foreign: str = ""
    customer_signed: bool = False

    @property
    def finished(self) -> bool:
        return self.over and self.state != VOID


@dataclass(frozen=True)
class SampleFact:
    """Sealed pieces under one label: how many there were, and how many stand in the QC cabinet now.

    `strange` says why they are none of the case's goods, `spent` that they were sealed before the case was opened
    again and are no longer all there."""

    number: str
    pieces: int
    in_cabinet: int
    strange: str = ""
    spent: str = ""


@dataclass(frozen=True)
class LabelFact:
    """A signed label itself: who has pieces of it, and whether it is all that its case keeps."""

    number: str
    lent_to: str
    only: bool


@dataclass(frozen=True)
class WorkFact:
    """The case or the rework record under whose number goods travel, and whether they passed its re-inspection;
    `title` and `state` are empty where the number is neither's. `ways` are what was decided to be done with the goods
    of the `case` behind it, empty where there is none and while nothing is decided."""

    rechecked: bool
    title: str = ""
    state: str = ""
    case: str = ""
    ways: tuple[str, ...] = ()
    in_house: bool = False


@dataclass(frozen=True)
class SheetFacts:
    """What the gates of a single sheet look at: `label` of a signed label, whose steps ask what it keeps, `work` of a
    note that stands in a case or says under which number its goods travel."""

    values: Mapping[str, Json]
    label: LabelFact | None = None
    work: WorkFact | None = None


@dataclass(frozen=True)
class CaseFacts:
    """`now` is the office's wall clock (`2026-11-22T09:30`), `signed` are the slots with a live signature and
    `signed_at` when each was given; `actions_before` are the lines of measures as they stood when the case last came
    back to its analysis, `oral_before` is the oral channel by which it was taken in, when it names another now;
    `closed_before` says that it once came to its 结案, `since_appeal` are the contacts
    written down since the customer appealed against that."""

    values: Mapping[str, Json]
    sheets: tuple[SheetFact, ...] = ()
    samples: tuple[SampleFact, ...] = ()
    now: str = ""
    signed: frozenset[str] = frozenset()
    signed_at: Mapping[str, str] = field(default_factory=dict)
    actions_before: tuple[Json, ...] = ()
    oral_before: str = ""
    closed_before: bool = False
    since_appeal: tuple[Mapping[str, Json], ...] = ()
    appeal_until: str = ""
    """Until when the customer may appeal, and by which rule (`2026-11-25 10:00，S3:293`); empty where none runs."""
    grumbled: str = ""
    """That the customer grumbled about the problem too often for a feedback, in words; empty where he did not."""
    photographed: bool = False
    """There is a photo in the case or in one of its sheets."""

    @property
    def in_house(self) -> bool:
        return self.text("case_kind") == choices.IN_HOUSE

    def text(self, name: str) -> str:
        return chosen(self.values, name)

    def words(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name)
        return tuple(str(item) for item in value) if isinstance(value, list) else ()

    def count(self, name: str) -> int | None:
        value = self.values.get(name)
        return int(value) if isinstance(value, int | str) and str(value).isdecimal() else None

    def rows(self, name: str) -> tuple[Mapping[str, Json], ...]:
        value = self.values.get(name)
        return tuple(row for row in value if isinstance(row, dict)) if isinstance(value, list) else ()

    def actions_of_this_round(self) -> tuple[Mapping[str, Json], ...]:
        """Without those that stand as they stood when the case came back: they have proved nothing since."""
        before, fresh = list(self.actions_before), []
        for row in self.rows("actions"):
            if row in before:
                before.remove(dict(row))
            else:
                fresh.append(row)
        return tuple(fresh)

    def of_form(self, *forms: str) -> tuple[SheetFact, ...]:
        """The sheets of these forms that count: void ones do not."""
        return tuple(sheet for sheet in self.sheets if sheet.form in forms and sheet.state != VOID)


def chosen(values: Mapping[str, Json], name: str) -> str:
    """A value as a word, of a choice without what was written behind it."""
    value = values.get(name)
    return str(value["choice"]) if isinstance(value, dict) else str(value or "")
