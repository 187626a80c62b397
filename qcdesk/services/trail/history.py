"""The trail of a record in plain Chinese: who did what, when, from which PC, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.fields import Field, Lines
from qcdesk.kinds import OWN_BLOCKS, Kind, department_in
from qcdesk.services.keeping import standing
from qcdesk.services.samples import custody
from qcdesk.services.sheets import records, signing
from qcdesk.services.sheets.revisions import labelled
from qcdesk.services.trail import copy_told, line_changes, order, scan_told
from qcdesk.services.trail.line_changes import shortened
from qcdesk.store.database import CLOCK_BACK
from qcdesk.store.models import Event
from qcdesk.workflow import ANYONE, REVISE, Step, for_department, revise

RECEIVED_ANEW = "received_corrected"
"""The one step of a case that is none of its way: services/cases/received_anew.py takes it."""

HELD = "keeping_hold"

DEEDS: Mapping[str, str] = {
    "packed": "做归档包", HELD: "保全", "keeping_release": "解除保全", "disposal_proposed": "提出处置",
    "disposal_withdrawn": "撤回处置", "disposed": "核准处置，已处置",
    "created": "新建草稿", "copied": "复制为新草稿", "saved": "修改", "printed": "打印", "exported": "导出",
    "contacts_added": "加联系记录", "contacts_changed": "改联系记录", "actions_added": "加措施",
    "actions_changed": "更新措施", "documents_added": "登记文件更新", "documents_changed": "改文件更新",
    "spread_added": "登记水平展开", "spread_changed": "改水平展开", "costs_added": "登记费用",
    "costs_changed": "改费用", "links_added": "连上相关案件", "links_changed": "改相关案件",
    "links_removed": "取消共用 8D", "actions_taken": "取入 8D 的措施", "shared_8d": "给另一案件共用",
    "unshared_8d": "另一案件取消共用",
    "clocks_paused": "暂停计时", "clocks_resumed": "恢复计时", "clock_extended": "延期", "clock_waived": "免除时限",
    "clock_started": "开始计时", "clock_met": "记下时限已办到", "clocks_recounted": "放假公布后重算时限",
    "clocks_by_sheet": "时限随单起止", "discard": "放弃草稿",
    RECEIVED_ANEW: "更正受理时间", "put_into_case": "放入案件", "photos_added": "加照片", "photos_changed": "改照片",
}  # fmt: skip

NAMING_A_CASE = ("shared_8d", "unshared_8d")

LAST_MOVE = """SELECT * FROM event WHERE record_id = ? AND from_state IS NOT NULL AND from_state <> to_state
ORDER BY seq DESC LIMIT 1"""

KINDS_OF_FILE: Mapping[str, str] = {"pdf": "PDF", "xlsx": "Excel", "zip": "ZIP", "sealed": "盖章 PDF"}


@dataclass(frozen=True)
class Line:
    """`at` is local time; `details` are the values that changed, one a line; `clock` says where the time does not fit
    that of other events, in a sentence."""

    at: str
    who: str
    pc: str
    sentence: str
    reason: str
    details: tuple[str, ...]
    seq: int
    clock: str = ""
    asks: str = ""
    """What its step had people write as `reason`."""
    scan: str = ""
    """What a signature on paper was seen on."""


def told(desk: Desk, which: int | str) -> list[Line]:
    """Oldest first."""
    row = records.row_of(desk, which)
    kind = records.kind_of(desk, row)
    found = desk.store.rows(Event.select().where(Event.record == row.id).order_by(Event.seq))
    overtaken, scans = order.overtaken(desk.store, row.id), signing.scans_of(desk, row.id)
    own, lines = "", []
    for event in found:
        own = _first_apart(event, own)
        line = _line(desk, kind, event, own)
        seen = f"扫描件：{scans[event.seq].told}" if event.seq in scans else ""
        lines.append(replace(line, clock=clock_told(desk, event, overtaken), scan=seen))
    return lines


def last_move(desk: Desk, record: int) -> Line | None:
    """The step by which it came to where it stands; None for a draft that nobody has moved."""
    row = records.row_of(desk, record)
    kind = records.kind_of(desk, row)
    found = desk.store.found(Event, LAST_MOVE, row.id)
    step = _step(kind, found[0]) if found else None
    return replace(_line(desk, kind, found[0], ""), asks=step.asks) if step else None


def sent_back(desk: Desk, record: int) -> str:
    """Who sent it back to where it stands, when and why; nothing once the step was taken again."""
    row = records.row_of(desk, record)
    kind = records.kind_of(desk, row)
    found = desk.store.found(Event, LAST_MOVE, row.id)
    step = _step(kind, found[0]) if found else None
    if step is None or not step.goes_back or not found[0].reason:
        return ""
    return f"{found[0].name}在 {desk.clock.local(found[0].at)} {step.label}，原因：{found[0].reason}"


def _first_apart(event: Event, before: str) -> str:
    """The department whose block has the plain names, as of this event; nobody where all share one block."""
    changes = signing.said_in(event.detail).get("changes")
    change = changes.get(OWN_BLOCKS) if isinstance(changes, dict) else None
    if not isinstance(change, dict):
        return before
    own = change.get("to")
    return str(own[0]) if isinstance(own, list) and own else ""


def passed(desk: Desk, which: int | str) -> frozenset[str]:
    """The states that the trail shows it in, without those that a way back has undone."""
    row = records.row_of(desk, which)
    workflow = records.kind_of(desk, row).workflow
    moves = desk.store.sql(
        "SELECT to_state FROM event WHERE record_id = ? AND to_state IS NOT NULL ORDER BY seq", (row.id,)
    )
    been: frozenset[str] = frozenset()
    for (state,) in moves:
        been = been - workflow.onward(state) | {state}
    return been


def _line(desk: Desk, kind: Kind, event: Event, own: str) -> Line:
    said = signing.said_in(event.detail)
    details = tuple(_details(kind, said.get("changes"), own))
    sentence = _told_of(desk, event, said) or _sentence(desk, kind, event, said, own)
    at = desk.clock.local(event.at, seconds=True)
    return Line(at, event.name, event.pc, sentence, event.reason or "", details, event.seq)


def clock_told(desk: Desk, event: Event, overtaken: Mapping[int, str]) -> str:
    """The order is that of the sequence; which of the two clocks stood wrong, nobody knows. `overtaken` gives the times
    of later events that lie before this one."""
    before, later = signing.said_in(event.detail).get(CLOCK_BACK), overtaken.get(event.seq, "")
    said = []
    if isinstance(before, str):
        said.append(f"比它前面的记录（{desk.clock.local(before, seconds=True)}）还早")
    if order.is_behind(later, event.at):
        said.append(f"它后面的记录（{desk.clock.local(later, seconds=True)}）反而更早")
    return f"时间对不上：{'，'.join(said)}，其中一条的电脑时钟不对" if said else ""


def _told_of(desk: Desk, event: Event, said: Mapping[str, Json]) -> str:
    """Acts beside the steps that say more than their name; nothing for all others."""
    moved = said.get("custody")
    if event.action == "custody" and isinstance(moved, dict):
        return custody.told(moved)
    if event.action == "put_into_case":
        return f"放入案件 {_number_of(desk, said.get('case'))}"
    if event.action in NAMING_A_CASE:
        return f"{DEEDS[event.action]}：{_number_of(desk, said.get('serves'))}"
    if event.action == HELD:
        return "，".join(filter(None, (DEEDS[HELD], _lapsed(desk, event))))
    if event.action in ("printed", "exported", "packed"):
        return _put_out(event.action, said)
    if event.action in ("copy_made", "copy_moved", "reserved"):
        return copy_told.sentence(event.action, said)
    if event.action in scan_told.ACTIONS:
        return scan_told.told(event.action, said)
    return ""


def _lapsed(desk: Desk, event: Event) -> str:
    """What was proposed before a hold lapses by it."""
    ((case,),) = desk.store.sql("SELECT case_id FROM record WHERE id = ?", (event.record,))
    return standing.lapsed(desk, case or event.record, event.seq)


def _put_out(action: str, said: Mapping[str, Json]) -> str:
    """What is on paper or in which file; older events name no pages."""
    pages, copies, edition = said.get("pages"), said.get("copies"), said.get("old_edition")
    parts = [
        DEEDS[action], KINDS_OF_FILE.get(str(said.get("as")), ""),
        f"{pages} 页" if isinstance(pages, int) else "",
        f"（已被替代的{labelled(edition)}）" if isinstance(edition, int) else "",
        f"× {copies} 份" if isinstance(copies, int) and copies > 1 else "",
        f"（清单校验码 {said['manifest']}）" if isinstance(said.get("manifest"), str) else "",
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


def _number_of(desk: Desk, record: Json) -> str:
    found = desk.store.sql("SELECT number FROM record WHERE id = ?", (record,)) if isinstance(record, int) else []
    return str(found[0][0] or record) if found else str(record)


def _sentence(desk: Desk, kind: Kind, event: Event, said: Mapping[str, Json], own: str) -> str:
    step = _step(kind, event)
    if step is None:
        deed = DEEDS.get(event.action, event.action)
        changes = said.get("changes")
        count = len(changes) if event.action == "saved" and isinstance(changes, dict) else 0
        origin = f"（来自 {said.get('number') or said.get('from')}）" if event.action == "copied" else ""
        return f"{deed}了 {count} 处" if count else deed + origin
    department = department_in(str(said.get("action") or "")) or (own if step.each else "")
    edition = f" {said.get('amended')}" if event.action == REVISE else ""
    parts = [for_department(step.label, department) + edition]
    if said.get("deputy_for"):
        parts.append(f"代{records.person_name(desk, str(said['deputy_for']))}")
    if event.from_state != event.to_state:
        parts.append(f"{kind.workflow.label(str(event.from_state))} → {kind.workflow.label(str(event.to_state))}")
    if said.get("number"):
        parts.append(f"编号 {said['number']}")
    ended = said.get("ended")
    if isinstance(ended, list) and ended:
        parts.append(f"{len(ended)} 个签名失效")
    if said.get("beside"):
        parts.append(f"与 {said['beside']} 一起办")
    if inked := scan_told.inked(said):
        parts.append(inked)
    return "，".join(parts)


def _step(kind: Kind, event: Event) -> Step | None:
    if event.action == REVISE and kind.sheet:
        return revise(ANYONE)
    steps = [step for step in kind.workflow.named(event.action) if event.from_state in step.source]
    return steps[0] if steps else None


def _details(kind: Kind, changes: Json, own: str) -> list[str]:
    if not isinstance(changes, dict):
        return []
    return [words for name, change in changes.items() if isinstance(change, dict)
            for words in _change(kind, name, change, own)]  # fmt: skip


def _change(kind: Kind, name: str, change: Mapping[str, Json], own: str) -> list[str]:
    if not kind.has(name):
        return [f"{name}：{change.get('from')} → {change.get('to')}"]
    item = kind.field(name)
    if isinstance(item, Lines):
        return line_changes.told(item, change.get("from"), change.get("to"))
    department = department_in(name) or (own if kind.block_of(name).each else "")
    label = (item.label or name).rstrip("：")
    return [_plain_change(item, f"{label}（{department}）" if department else label, change)]


def _plain_change(item: Field, label: str, change: Mapping[str, Json]) -> str:
    old, new = (shortened(item.show(change.get(side))) for side in ("from", "to"))
    if not old:
        return f"{label}：填入“{new}”"
    return f"{label}：“{old}”清空" if not new else f"{label}：“{old}” → “{new}”"
