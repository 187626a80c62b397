"""What the trail of a record says of its numbered copies: which were printed, and where they went."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk.canonical import Json
from qcdesk.services.papers.copy_list import ACTS, BLANK, RETRACT
from qcdesk.services.trail.kept_rows import KEPT


def sentence(action: str, said: Mapping[str, Json]) -> str:
    """编为第 2 份（重印）；第 1 份 送签：王样六；预留编号 YC-202611-004，一车间领用."""
    if action == "reserved":
        return f"预留编号 {said.get('number') or ''}，{said.get('to_whom') or ''}领用"
    which = f"第 {'、'.join(map(str, _list(said.get('positions'))))} 份"
    row = _first(said, "copy" if action == "copy_made" else "copy_move")
    if action == "copy_made":
        kind = "空白编号单，" if row.get("made") == BLANK else ""
        return f"{kind}编为{which}{'（重印）' if row.get('reprint') else ''}"
    if row.get("act") == RETRACT:
        return f"{which} 签回作罢，回到“{said.get('stands') or ''}”：{row.get('reason') or ''}"
    label = next((act.label for act in ACTS if act.name == row.get("act")), str(row.get("act") or ""))
    label = "领用" if said.get("handed") else label
    where = "，".join(str(row[name]) for name in ("holder", "place", "reason") if row.get(name))
    return f"{which} {label}" + (f"：{where}" if where else "")


def _first(said: Mapping[str, Json], table: str) -> Mapping[str, Json]:
    kept = said.get(KEPT)
    rows = _list(kept.get(table)) if isinstance(kept, dict) else []
    return rows[0] if rows and isinstance(rows[0], dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
