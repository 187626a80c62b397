"""The places of the QC cabinet: those the office has listed, and whether a sample may be put somewhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.checks.samples import stands_in_the_cabinet
from qcdesk.desk import Desk
from qcdesk.errors import Fault, Refused
from qcdesk.fields import Place
from qcdesk.kinds import Kind
from qcdesk.services.basics import office, typing_in
from qcdesk.services.basics.masters import Proposal
from qcdesk.services.samples.sealed import LABEL
from qcdesk.services.samples.whereabouts import PLACE
from qcdesk.services.sheets import signing
from qcdesk.services.trail import events, standing

SETTING = "sample_places"
LIMIT, MOST = 30, 500
KEEPERS = ("qc", "iqc", "qcmgr", "admin")
"""Who says which places there are."""

OUTSIDE = (
    "“{place}”不是品管样品柜里的位置，请写柜内的格位，例如 A-02、品管样品柜 A-02。"
    "要拿出样品柜，请登记借出、交工程部保管、拆机或退还客户（Q4-QC-029 注1）"
)
UNKNOWN = "样品柜里没有“{place}”这个位置，现有 {some}。是新的位置，请先在“样品封存”页按“样品柜位置…”加上"
SOME = 6
MOVED = "SELECT DISTINCT place FROM custody WHERE place <> ''"
SIGNED = "SELECT payload FROM record WHERE form = ? AND number IS NOT NULL ORDER BY id DESC LIMIT 300"


def listed(desk: Desk) -> tuple[str, ...]:
    """What the office has written down; nothing while it has not begun to."""
    found = office.setting(desk, SETTING).get("places")
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def in_use(desk: Desk) -> tuple[str, ...]:
    """Places of the cabinet that labels and moves have named so far."""
    moved = [str(place) for (place,) in desk.store.sql(MOVED)]
    signed = [str(signing.said_in(payload).get(PLACE) or "") for (payload,) in desk.store.sql(SIGNED, (LABEL,))]
    return _each_once(place for place in (*moved, *signed) if stands_in_the_cabinet(place))


def propose(desk: Desk, text: str, limit: int) -> list[Proposal]:
    known = listed(desk) or in_use(desk)
    return [Proposal(place, "") for place in known if _plain(text) in _plain(place)][:limit]


def refusal(desk: Desk, place: str) -> str:
    """Why nothing can be put there; empty for a place of the cabinet. Until places are listed, one that reads so."""
    if not stands_in_the_cabinet(place):
        return OUTSIDE.format(place=place)
    known = listed(desk)
    if not known or _plain(place) in {_plain(one) for one in known}:
        return ""
    return UNKNOWN.format(place=place, some="、".join(known[:SOME]) + ("等" if len(known) > SOME else ""))


def misplaced(desk: Desk, kind: Kind, values: Mapping[str, Json]) -> list[Fault]:
    """Cells of a sheet that name no place of the cabinet."""
    cells = [item for item in kind.plain_fields if isinstance(item, Place) and values.get(item.name)]
    found = ((item, refusal(desk, str(values[item.name]))) for item in cells)
    return [Fault(item.name, item.label, said) for item, said in found if said]


def refuse_others(desk: Desk) -> None:
    """Raises Refused for whoever has no say in which places there are."""
    if not set(desk.require_person().roles) & set(KEEPERS):
        raise Refused("样品柜的位置由品管来定，请由品管或系统管理员改")


def keep(desk: Desk, given: Iterable[str]) -> Change:
    """Replaces the list; an empty one takes every place that reads like one of the cabinet. Raises Refused."""
    refuse_others(desk)
    places = _each_once(typing_in.line("位置", one, LIMIT) for one in given if one.strip())
    for place in places:
        if not stands_in_the_cabinet(place):
            raise Refused(OUTSIDE.format(place=place))
    if len(places) > MOST:
        raise Refused(f"最多 {MOST} 个位置，现在有 {len(places)} 个")
    with desk.store.write():
        old, new = office.setting(desk, SETTING), {"places": list[Json](places)}
        office.put_setting(desk, SETTING, {**new})
        detail = {"key": SETTING, "changes": canonical.differences(old, new),
                  standing.STANDS: standing.after(desk, "setting", SETTING)}  # fmt: skip
        return touched("samples", event=events.note(desk, "setting_changed", detail=detail))


def _each_once(places: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for place in places:
        found.setdefault(_plain(place), place)
    return tuple(sorted(found.values(), key=_plain))


def _plain(place: str) -> str:
    """The same place however it is typed: full width, small letters, blanks."""
    return "".join(unicodedata.normalize("NFKC", place).upper().split())
