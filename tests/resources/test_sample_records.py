"""Replays every sample record on the forms' own kinds and workflows, without a database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

import resources
from forms import registry
from qcdesk.canonical import Json
from qcdesk.guards import GUARDS
from qcdesk.kinds import Kind, department_in, plain_name
from qcdesk.workflow import Step

RECORDS: list[dict[str, Any]] = json.loads(resources.data("sample/records.json"))
KINDS = registry.load().kinds
FILLED_BY_HEAD = {("recheck", "qcmgr")}
"""Blocks that the step's own signer fills, though the form gives them to another role."""
FILLED = ("lines",)
"""Of a register without lines, which the program fills from the month."""


@dataclass
class Walk:
    """One record on its way: where it is, what is filled, which departments took the step that waits for all."""

    kind: Kind
    values: dict[str, Json]
    state: str = "draft"
    taken: set[str] = field(default_factory=set)

    def step(self, given: Mapping[str, Any]) -> None:
        self.fill(given)
        step = self.open(plain_name(given["action"]), given["as"])
        department = department_in(given["action"])
        missing = [
            item for item in self.kind.stands_complete(step, self.values, department) if item.field not in FILLED
        ]
        assert missing == [] or step.goes_back or step.target == "void"
        assert not step.guard or GUARDS[step.guard](self.values, "") == ""
        assert bool(given.get("reason")) == step.reason
        self.move(step, department)

    def fill(self, given: Mapping[str, Any]) -> None:
        for name in given.get("set", {}):
            block = self.kind.block_of(name)
            allowed = block.role == given["as"] or (block.name, given["as"]) in FILLED_BY_HEAD
            assert allowed or self.state == "draft", f"{name} is not for {given['as']} to fill"
        self.values = self.kind.parse(given.get("set", {}), self.values)

    def open(self, action: str, login: str) -> Step:
        steps = [
            step for step in self.kind.workflow.from_state(self.state) if (step.action, step.role) == (action, login)
        ]
        assert len(steps) == 1, f"{action} by {login} is not open in {self.state}"
        return steps[0]

    def move(self, step: Step, department: str) -> None:
        departments = set(self.kind.departments(self.kind.block("cause"), self.values)) if step.each else {department}
        self.taken.add(department)
        if self.taken >= departments:
            self.state, self.taken = step.target, set()


def walk(record: dict[str, Any]) -> Walk:
    kind = KINDS.newest(record["form"])
    values = {name: value for name, value in record["values"].items() if not name.endswith("_photos")}
    walked = Walk(kind, kind.parse(values))
    for given in record["steps"]:
        walked.step(given)
    return walked


@pytest.mark.parametrize("record", RECORDS, ids=[f"{n}-{r['form']}" for n, r in enumerate(RECORDS)])
def test_record_can_be_walked_as_written(record: dict[str, Any]) -> None:
    walked = walk(record)
    assert walked.kind.unsound(walked.values) == []


def test_records_stand_in_every_state_of_every_form() -> None:
    reached = {(record["form"], walk(record).state) for record in RECORDS}
    for kind in KINDS.current:
        if kind.code not in {record["form"] for record in RECORDS}:
            continue
        states = {kind.workflow.initial, *(step.target for step in kind.workflow.steps)}
        assert {state for code, state in reached if code == kind.code} == states


def test_masters_of_the_records_are_the_sample_factory_s() -> None:
    customers = {row["name"] for row in resources.table("sample/customers.csv")}
    products = {row["name"] for row in resources.table("sample/products.csv")}
    defects = {row["item"] for row in resources.table("starter/defects.csv")}
    for record in RECORDS:
        values = dict(record["values"])
        for given in record["steps"]:
            values.update(given.get("set", {}))
        rows = [values, *values.get("lines", [])]
        assert {row["customer"] for row in rows if "customer" in row} <= customers
        assert {values[name] for name in ("product_name", "item_name") if name in values} <= products
        assert set(values.get("defect_codes", [])) <= defects


def test_the_long_ones_are_there() -> None:
    assert max(len(record["values"].get("description", "")) for record in RECORDS) == 3000
    photos = [record["values"].get("description_photos", []) for record in RECORDS]
    assert max(map(len, photos)) == 4
    assert all(resources.path(f"sample/{photo}").stat().st_size <= 120_000 for sheet in photos for photo in sheet)
    sets = [given.get("set", {}) for record in RECORDS for given in record["steps"]]
    assert max(len(values.get("exec_lines", [])) for values in sets) == 40
    assert max(len(values.get("own_blocks", [])) for values in sets) == 3
