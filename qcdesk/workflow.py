"""A form's life as a table: one step a line, from which states, by which role, signing which box."""

from __future__ import annotations

from dataclasses import dataclass

DRAFT, SUBMITTED, REVIEWED, APPROVED, VOID = "draft", "submitted", "reviewed", "approved", "void"

REVISE = "revise"
"""The one way to change what is approved, of every paper form: no row of any workflow."""

STATE_LABELS = {
    DRAFT: "草稿", SUBMITTED: "已编制", REVIEWED: "已审核", APPROVED: "已核准", VOID: "已作废",
}  # fmt: skip

WHOLE_SHEET = ("*",)

REASON = "原因"

ANYONE = ""
"""The role of a step that everybody at a desk may take."""


@dataclass(frozen=True)
class Step:
    """One transition.

    `completes` names the blocks whose required values must be there (`*` all of them), `signs` the slots it fills,
    `clears` the slots whose signatures it ends (`*` all), `apart` the slots whose signers may not take it (no
    self-approval). With `each` it is taken once for every department with a block of its own, and moves on with the
    last. `guard` names a function in guards.py that returns a sentence or nothing; `gates` name those that look beyond
    the sheet, at the case it belongs to (cases/gates.py). A step that `numbers` draws the number without a signature.
    """

    action: str
    label: str
    source: tuple[str, ...]
    target: str
    role: str
    signs: tuple[str, ...] = ()
    completes: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    reason: bool = False
    guard: str = ""
    gates: tuple[str, ...] = ()
    each: bool = False
    numbers: bool = False
    awaited: bool = False
    """Asks for a reason and yet is what somebody is waited for: 高层指派."""

    asks: str = REASON
    """What is written with a step that needs a reason, where it is another thing: 指派谁、给什么资源."""

    named: str = ""
    """The cell that must say the name of whoever takes the step: 拆机在场人."""

    meaning: str = ""
    """What the signature says where the button says more: 编制."""

    empties: tuple[str, ...] = ()
    """The values that were given only for the round that a way back ends: 品管审查 退回重做."""

    @property
    def signed_as(self) -> str:
        return self.meaning or self.label

    @property
    def leads_on(self) -> bool:
        """Not a way back or out that is merely open to choice."""
        return self.awaited or not (self.reason or self.target == VOID)

    @property
    def goes_back(self) -> bool:
        return bool(self.clears)


@dataclass(frozen=True)
class Workflow:
    name: str
    steps: tuple[Step, ...]
    states: tuple[tuple[str, str], ...] = ()
    """States beyond the chain's own, each with its Chinese label, in the order of the sheet's life."""

    initial: str = DRAFT
    final: tuple[str, ...] = (APPROVED, VOID)

    def label(self, state: str) -> str:
        return dict(self.states).get(state) or STATE_LABELS.get(state, state)

    def from_state(self, state: str) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if state in step.source)

    def named(self, action: str) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.action == action)

    def onward(self, state: str) -> frozenset[str]:
        """Every state that still lies ahead of this one."""
        found: set[str] = set()
        left = [state]
        while left:
            steps = self.from_state(left.pop())
            new = {step.target for step in steps if not step.goes_back and step.target != VOID} - found
            found |= new
            left += new
        return frozenset(found)

    def roles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(step.role for step in self.steps))


def for_department(label: str, department: str) -> str:
    """One pair of brackets: 原因分析（同部门，装配）."""
    if not department:
        return label
    return f"{label[:-1]}，{department}）" if label.endswith("）") else f"{label}（{department}）"


def submit(role: str, source: tuple[str, ...] = (DRAFT,), signs: tuple[str, ...] = ("prepared",),
           completes: tuple[str, ...] = WHOLE_SHEET, guard: str = "") -> Step:  # fmt: skip
    return Step("submit", "提交（编制）", source, SUBMITTED, role, signs=signs, completes=completes, guard=guard,
                meaning="编制")  # fmt: skip


def review(role: str, source: tuple[str, ...] = (SUBMITTED,), signs: tuple[str, ...] = ("reviewed",),
           apart: tuple[str, ...] = ("prepared",), guard: str = "") -> Step:  # fmt: skip
    return Step("review", "审核", source, REVIEWED, role, signs=signs, completes=WHOLE_SHEET, apart=apart, guard=guard)


def approve(role: str, signs: tuple[str, ...] = ("approved",),
            apart: tuple[str, ...] = ("prepared", "reviewed")) -> Step:  # fmt: skip
    return Step("approve", "核准", (REVIEWED,), APPROVED, role, signs=signs, completes=WHOLE_SHEET, apart=apart)


def send_back(role: str, source: tuple[str, ...]) -> Step:
    return Step("return", "退回", source, DRAFT, role, clears=("*",), reason=True)


def void(role: str, source: tuple[str, ...], gates: tuple[str, ...] = ()) -> Step:
    """Signatures stay where they are: what was signed and then made void reads so."""
    return Step("void", "作废", source, VOID, role, reason=True, gates=gates)


def revise(role: str) -> Step:
    """改版: all signatures end, the sheet is a draft again and keeps its number."""
    return Step(REVISE, "改版", (APPROVED,), DRAFT, role, clears=WHOLE_SHEET, reason=True)


def chain(name: str, prepared: str, reviewed: str, approved: str, *,
          slots: tuple[str, str, str] = ("prepared", "reviewed", "approved"),
          void_gates: tuple[str, ...] = ()) -> Workflow:  # fmt: skip
    """编制 → 审核 → 核准 by the three roles, with 退回 and 作废: the life of a plain sheet."""
    made, checked, passed = slots
    return Workflow(name, (
        submit(prepared, signs=(made,)),
        review(reviewed, signs=(checked,), apart=(made,)),
        approve(approved, signs=(passed,), apart=(made, checked)),
        send_back(reviewed, (SUBMITTED,)),
        send_back(approved, (REVIEWED,)),
        void(prepared, (DRAFT, SUBMITTED), void_gates),
        void(approved, (REVIEWED, APPROVED), void_gates),
    ))  # fmt: skip
