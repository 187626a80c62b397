"""Who may say that a measure worked, and what a measure that did not leaves in its case (E3.9)."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk.canonical import Json, Values
from qcdesk.cases.choices import BAD
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.cases.amending import rows_of
from qcdesk.services.times import clocks

VERIFIERS = ("qc", "qcmgr")
CITED = "（投诉管理制度：改善案督促与效果确认）"
FAILED = "措施验证不合格"

Action = Mapping[str, Json]


def filled(desk: Desk, before: Action, raw: Mapping[str, object]) -> dict[str, object]:
    """A new result is of today and of whoever enters it, unless it says otherwise."""
    new = {**before, **raw}
    if not _verifies(desk) or not new.get("done") or new.get("result") in (None, "", before.get("result")):
        return new
    said = {name: raw[name] for name in ("verified", "verifier") if raw.get(name)}
    return {**new, "verified": desk.clock.today().isoformat(), "verifier": desk.person.name, **said}


def refuse_rewritten(desk: Desk, before: Action, action: Action) -> None:
    """Neither a verification by another than QC, nor another action in place of the one that was verified, nor the
    name of a sheet that it was not taken from."""
    if action.get("sheet") != before.get("sheet"):
        raise Refused(f"“来自”由程序填：要用 8D 的措施，请用“取入 8D 的措施”{CITED}")
    if _verification(action) != _verification(before):
        _refuse_unverified(desk, before, action)
    elif not _verifies(desk):
        if before.get("result") and dict(action) != dict(before):
            raise Refused(f"这项措施已由品管验证，要改请由品管改{CITED}")
        if action.get("kind") != before.get("kind"):
            raise Refused(f"措施的类别决定要不要验证，要改请由品管改{CITED}")
    if action.get("result") and action.get("owner") == action.get("verifier"):
        raise Refused(f"“{action.get('owner')}”是这项措施的负责人，要由另一人验证{CITED}")


def note_failure(desk: Desk, values: Values, before: Action, action: Action) -> None:
    """Counted among the ways back, in place: the case goes back to its analysis by 跟踪无效."""
    if action.get("result") != BAD or before.get("result") == BAD:
        return
    row: Json = {"step": FAILED, "at": clocks.now(desk), "reason": str(action.get("what") or "")[:500],
                 "by": desk.person.name}  # fmt: skip
    values["rounds"] = [*rows_of(values, "rounds"), row]


def _verifies(desk: Desk) -> bool:
    return bool(set(desk.person.roles) & set(VERIFIERS))


def _verification(action: Action) -> tuple[Json, ...]:
    return tuple(action.get(cell) for cell in ("result", "verified", "verifier"))


def _refuse_unverified(desk: Desk, before: Action, action: Action) -> None:
    """A result stands for a verification by QC of something that is done."""
    if not _verifies(desk):
        raise Refused(f"措施的结果要由品管验证后填写{CITED}")
    if before.get("result") == BAD:
        raise Refused(f"这项措施验证不合格，不能改判；请退回重新分析，另加一行措施{CITED}")
    if not action.get("done") or not action.get("method"):
        raise Refused(f"要先填完成日期和验证方法，再填验证结果{CITED}")
    if not action.get("result") or not action.get("verified"):
        raise Refused(f"验证结果、验证日期和验证人要一起填{CITED}")
    if action.get("verifier") != desk.person.name:
        raise Refused(f"验证人要是填写结果的人（{desk.person.name}），不能写“{action.get('verifier') or ''}”{CITED}")
