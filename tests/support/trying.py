"""Facts for gates, and a gate tried the wrong way round and the right one."""

import runpy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qcdesk.cases.facts import CaseFacts, SampleFact, SheetFact
from qcdesk.cases.gates import GATES, SHEET_GATES

COMPLAINT = {"case_kind": "客户投诉"}
IN_HOUSE = {"case_kind": "厂内异常"}


def facts(*sheets: SheetFact, samples: tuple[SampleFact, ...] = (), **values: Any) -> CaseFacts:
    return CaseFacts({**COMPLAINT, **values}, sheets, samples)


def sheet(form: str, state: str, *, over: bool = False, refused: bool = False, earlier: bool = False,
          **values: Any) -> SheetFact:  # fmt: skip
    return SheetFact(7, form, f"《{form}》", state, over, refused, values, earlier)


def note(state: str = "signed_for", sent: int = 260, counted: int = 260, **values: Any) -> SheetFact:
    """A delivery note of one line."""
    goods = [{"qty": sent, "recv": counted}]
    return sheet("delivery_note", state, **{"nature": "返工品", "date": "2026-11-20", "lines": goods, **values})


def signed(*slots: str, **values: Any) -> CaseFacts:
    return CaseFacts({**COMPLAINT, **values}, signed=frozenset(slots))


OURS = {"product_name": "铝脚踏", "lot_no": "L261101"}
NOW = "2026-11-22T10:00"
CALL = {"at": "2026-11-21T15:00", "way": "电话", "said": "收到答复，没有其他要求", "decision": "同意"}
FIELD = {"disposition": ["外派返工/返修"]}
ONE_LEFT, NONE_LEFT = (SampleFact("YP-202611-001", 2, left) for left in (1, 0))

Wrong = dict[str, list[tuple[Any, str]]]
Right = dict[str, list[Any]]
"""By gate, what is given and, where it is shut, what is said of it."""


@dataclass(frozen=True)
class Tried:
    """The tables of a module of gates."""

    module: str
    shut: Wrong
    open: Right


def tables(folder: Path) -> tuple[Tried, ...]:
    """One a file, which is named like the module and has a SHUT and an OPEN."""
    read = {path.stem: runpy.run_path(str(path)) for path in sorted(folder.glob("*.py"))}
    return tuple(Tried(module, held["SHUT"], held["OPEN"]) for module, held in read.items())


def every() -> dict[str, Any]:
    return {**GATES, **SHEET_GATES}


def module_of(name: str) -> str:
    return str(every()[name].holds.__module__).rpartition(".")[2]


def each(tried: Wrong | Right) -> list[Any]:
    return [pytest.param(name, one, id=f"{name}-{at}") for name, found in tried.items() for at, one in enumerate(found)]


def said(name: str, given: Any) -> str:
    return str(every()[name].sentence(given))


def assert_refused(name: str, given: Any, sentence: str) -> None:
    """With the rule behind the sentence."""
    told = said(name, given)
    assert sentence in told
    assert told.endswith(f"（{every()[name].cited}）")
