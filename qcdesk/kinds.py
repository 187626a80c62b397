"""What a form's values are: its blocks, fields, signature slots and checks; where they sit is the business of forms/.

A block is the part of a sheet that one role fills at one stage. A block with `each` can stand several times, once for
each department named in the field `each`: the first keeps the plain field names, the others carry the department
behind an `@` (`cause@采购部`), and so do their slots and steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from qcdesk.calculations import CALCULATIONS
from qcdesk.canonical import Json, Values
from qcdesk.checks import CHECKS, DATED
from qcdesk.errors import Fault, Invalid, NotFound
from qcdesk.fields import STARTS, Calc, Field, Lines, Unfit, UnfitRows
from qcdesk.workflow import Step, Workflow, for_department

AT = "@"

PROGRAM = "program"
"""The role of a block that nobody types into: services keep it."""


def of_department(name: str, department: str) -> str:
    """`cause` of 采购部 → `cause@采购部`; the plain name for no department."""
    return f"{name}{AT}{department}" if department else name


def plain_name(name: str) -> str:
    return name.partition(AT)[0]


def column_of(table: str, column: str) -> str:
    """How a column is called among the values of a sheet."""
    return f"{table}.{column}"


def department_in(name: str) -> str:
    return name.partition(AT)[2]


@dataclass(frozen=True)
class Block:
    """`role` fills it, and the roles `also` named; `each` names the field whose departments may have a block of
    their own."""

    name: str
    title: str
    role: str
    fields: tuple[Field, ...]
    each: str = ""
    also: tuple[str, ...] = ()
    settled: bool = False
    """Nobody changes it once the record has a number."""
    opens: tuple[str, ...] = ()
    """The states in which it is filled, where it may not be filled before its time; none named: any."""


@dataclass(frozen=True)
class Slot:
    """A signature box. It attests the blocks it `covers` (none named: the whole sheet), with `each` those of one
    department. Off paper it is kept in the ledger only."""

    name: str
    label: str
    en: str
    role: str
    covers: tuple[str, ...] = ()
    on_paper: bool = True
    each: bool = False


@dataclass(frozen=True)
class Kind:
    """One revision of one form: `code@rev` is what a record carries for ever."""

    code: str
    rev: str
    title: str
    en: str
    prefix: str
    workflow: Workflow
    blocks: tuple[Block, ...]
    slots: tuple[Slot, ...]
    checks: tuple[str, ...] = ()
    number: str = "{prefix}-{year:04d}{month:02d}-{serial:03d}"
    prefixes: tuple[str, tuple[tuple[str, str], ...]] = ("", ())
    """A field and the prefix that goes with each of its values, where one kind counts in several series."""

    spared: tuple[str, tuple[tuple[str, tuple[str, ...]], ...]] = ("", ())
    """A field and the required values that each of its values does without."""

    sheet: bool = True
    """Whether it is one of the office's paper forms, to be opened, counted and printed blank as such."""

    _by_name: dict[str, tuple[Block, Field]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _slots_by_name: dict[str, Slot] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_name.update({item.name: (block, item) for block in self.blocks for item in block.fields})
        self._slots_by_name.update({slot.name: slot for slot in self.slots})

    def prefix_for(self, values: Mapping[str, Json]) -> str:
        field_name, series = self.prefixes
        return dict(series).get(str(values.get(field_name)), self.prefix)

    @property
    def edition(self) -> str:
        return f"{self.code}@{self.rev}"

    @cached_property
    def plain_fields(self) -> tuple[Field, ...]:
        return tuple(item for block in self.blocks for item in block.fields)

    @cached_property
    def required_slots(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.on_paper)

    def field(self, name: str) -> Field:
        """The type behind a value's name, with or without a department; raises NotFound."""
        return self._entry(name)[1]

    def block_of(self, name: str) -> Block:
        return self._entry(name)[0]

    def _entry(self, name: str) -> tuple[Block, Field]:
        entry = self._by_name.get(plain_name(name))
        if entry is None or (department_in(name) and not entry[0].each):
            raise NotFound(f"《{self.title}》没有“{name}”这个栏位")
        return entry

    def has(self, name: str) -> bool:
        entry = self._by_name.get(plain_name(name))
        return entry is not None and (not department_in(name) or bool(entry[0].each))

    def block(self, name: str) -> Block:
        return next(block for block in self.blocks if block.name == name)

    def slot(self, name: str) -> Slot:
        """Raises NotFound."""
        slot = self._slots_by_name.get(plain_name(name))
        if slot is not None:
            return slot
        raise NotFound(f"《{self.title}》没有“{name}”这个签名格")

    def slot_label(self, name: str, values: Mapping[str, Json]) -> str:
        """A box as people call it, with its department where each has one: the first one's has the plain name."""
        slot = self._slots_by_name.get(plain_name(name))
        if slot is None:
            return name
        own = values.get(OWN_BLOCKS) if slot.each else None
        first = str(own[0]) if isinstance(own, list) and own else ""
        return for_department(slot.label, department_in(name) or first)

    def departments(self, block: Block, values: Mapping[str, Json]) -> tuple[str, ...]:
        """ "" for the plain block, then each department that has a block of its own."""
        own = values.get(OWN_BLOCKS) if block.each else None
        return ("", *(str(name) for name in own[1:])) if isinstance(own, list) else ("",)

    def named_fields(self, values: Mapping[str, Json]) -> Iterator[tuple[str, Block, Field]]:
        """Every value's name the sheet has now, in reading order of the blocks."""
        for block in self.blocks:
            for department in self.departments(block, values):
                for item in block.fields:
                    yield of_department(item.name, department), block, item

    def named_slots(self, values: Mapping[str, Json]) -> Iterator[tuple[str, Slot]]:
        for slot in self.slots:
            for department in self.slot_departments(slot, values):
                yield of_department(slot.name, department), slot

    def slot_departments(self, slot: Slot, values: Mapping[str, Json]) -> tuple[str, ...]:
        blocks = [self.block(name) for name in slot.covers]
        return self.departments(blocks[0], values) if slot.each else ("",)

    def covered(self, slot_name: str, values: Mapping[str, Json]) -> Values:
        """The values a slot attests: of its blocks and its department, or of the whole sheet."""
        slot = self.slot(slot_name)
        if not slot.covers:
            return dict(values)
        department = department_in(slot_name)
        return {name: value for name, value in values.items() if self._covers(slot, department, name)}

    def covers(self, slot_name: str, name: str) -> bool:
        """Whether the slot attests the value called `name`; a name the sheet does not have is everybody's."""
        slot = self.slot(slot_name)
        return not slot.covers or self._covers(slot, department_in(slot_name), name)

    def _covers(self, slot: Slot, department: str, name: str) -> bool:
        """Of a slot that does not attest everything; asked for every value of every signature that is looked at."""
        plain, _, own = name.partition(AT)
        entry = self._by_name.get(plain)
        if entry is None or (own and not entry[0].each):
            return True
        return entry[0].name in slot.covers and (not slot.each or own == department)

    def parse(self, raw: Mapping[str, object], base: Mapping[str, Json] | None = None) -> Values:
        """`base` with `raw` laid over it, a None taking the value away; raises Invalid naming every misfit."""
        values: Values = dict(base or {})
        faults: list[Fault] = []
        for name, item in raw.items():
            if not self.has(name):
                faults.append(Fault(name, self.title, f"没有“{name}”这个栏位"))
                continue
            kept = self.field(name)
            if kept.filled_by_program:
                continue
            try:
                value = kept.parse(item)
            except UnfitRows as unfit:
                faults.extend(unfit.faults)
            except Unfit as unfit:
                faults.append(Fault(name, kept.label or name, str(unfit)))
            else:
                _put(values, name, value)
        if faults:
            raise Invalid(faults)
        return self.worked_out(_with_own_blocks(values))

    def starting_values(self, today: date) -> Values:
        """What a new sheet begins with before anybody types."""
        return {item.name: STARTS[item.starts](today) for item in self.plain_fields if item.starts}

    def recurring_values(self, values: Mapping[str, Json], today: date) -> Values:
        """What a new sheet begins with that tells of the same thing as one with these `values`: the words of the blocks
        it is opened with, and dates of its own."""
        first = next((step.completes for step in self.workflow.from_state(self.workflow.initial)), ())
        opened = [block for block in self.blocks if block.name in first] or list(self.blocks[:1])
        named = (item.name for block in opened for item in block.fields if item.recurs and item.key not in OF_ITS_OWN)
        return self.starting_values(today) | {name: values[name] for name in named if name in values}

    def worked_out(self, values: Values) -> Values:
        """The same values with every calculated one renewed."""
        for item in self.plain_fields:
            if isinstance(item, Calc):
                _put(values, item.name, CALCULATIONS[item.how](values))
        return values

    def missing(
        self, values: Mapping[str, Json], blocks: tuple[str, ...], department: str | None = None
    ) -> list[Fault]:
        """Required values that are not there, in reading order; a `department` narrows repeated blocks to its own."""
        faults: list[Fault] = []
        for name, block, item in self.named_fields(values):
            if block.name not in blocks or (block.each and department not in (None, department_in(name))):
                continue
            if values.get(name) is not None:
                faults += _missing_in_rows(name, item, values[name])
            elif item.required and not self.spares(name, values):
                faults.append(Fault(name, item.label or block.title, MISSING))
        return faults

    def spares(self, name: str, values: Mapping[str, Json]) -> bool:
        field_name, each = self.spared
        return plain_name(name) in dict(each).get(str(values.get(field_name)), ())

    def unsound(self, values: Mapping[str, Json]) -> list[Fault]:
        """What the form's own checks find wrong between its values."""
        return [fault for name in self.checks if name in CHECKS for fault in CHECKS[name](values)]

    def to_come(self, now: datetime, values: Mapping[str, Json]) -> list[Fault]:
        """What is said to have been done at a time that has not come yet."""
        return [fault for name in self.checks if name in DATED for fault in DATED[name](values, now)]

    def ahead_of(self, now: datetime, step: Step, values: Mapping[str, Json]) -> list[Fault]:
        """What is to come of what the blocks that `step` completes say was done."""
        blocks = {block.name for block in self.blocks} if step.completes == ("*",) else set(step.completes)
        return [
            fault for fault in self.to_come(now, values)
            if self.block_of(fault.field.partition(".")[0]).name in blocks
        ]  # fmt: skip

    def stands_complete(self, step: Step, values: Mapping[str, Json], department: str = "") -> list[Fault]:
        """What still keeps `step` from being taken: missing values of the blocks it completes, and unsound ones."""
        blocks = tuple(block.name for block in self.blocks) if step.completes == ("*",) else step.completes
        return self.missing(values, blocks, department if step.each else None) + self.unsound(values)


MISSING = "必须填写"

OF_ITS_OWN = ("lot",)
"""Columns of words in which every record has its own, even where it tells of the same thing as another."""

OWN_BLOCKS = "own_blocks"
"""The departments with a block of their own; the first one's has the plain names."""


def _missing_in_rows(name: str, item: Field, value: Json) -> list[Fault]:
    """Required cells of the rows that were begun."""
    if not isinstance(item, Lines) or not isinstance(value, list):
        return []
    return [
        Fault(f"{name}.{column.name}", column.label, MISSING, number)
        for number, row in enumerate(value, start=1)
        for column in item.columns
        if column.required and isinstance(row, dict) and row and column.name not in row
    ]


def _put(values: Values, name: str, value: Json) -> None:
    if value is None:
        values.pop(name, None)
    else:
        values[name] = value


def _with_own_blocks(values: Values) -> Values:
    """A value such as `cause@采购部` gives 采购部 a block of its own, without being asked."""
    named = list(dict.fromkeys(department_in(name) for name in values if department_in(name)))
    own = values.get(OWN_BLOCKS)
    listed = [str(item) for item in own] if isinstance(own, list) else []
    absent = [department for department in named if department not in listed[1:]]
    if absent:
        first = listed[:1] or [next((d for d in _duty(values) if d not in named), "")]
        values[OWN_BLOCKS] = [*first, *listed[1:], *absent]
    return values


def _duty(values: Values) -> list[str]:
    duty = values.get("duty_dept")
    return [str(item) for item in duty] if isinstance(duty, list) else []
