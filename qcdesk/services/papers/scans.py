"""Scanned files taken in: kept whole, each page filed to its copy or flagged; and what people decide of a page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import typing_in
from qcdesk.services.keeping import gone
from qcdesk.services.papers import coming_back, copy_list, probable, scan_list
from qcdesk.services.papers.copy_list import OUT, CopyView
from qcdesk.services.papers.placing import FLAGS, FOREIGN, TWICE, Known, Placed, Seen, place
from qcdesk.services.papers.probable import SHEETS, Likely, likely
from qcdesk.services.papers.scan_list import ASIDE, DISMISS, FILE, FILED, FLAGGED, UNDO, ScanView
from qcdesk.services.sheets import records, revising
from qcdesk.services.trail import kept_rows, registered_files
from qcdesk.workflow import VOID

__all__ = [
    "Came", "Likely", "Seen", "Taken", "attested", "dismiss", "file", "likely", "take_in", "taken_before", "undo",
]  # fmt: skip

MOST_BYTES = 200 * 1024 * 1024
"""Of one file."""

REASON_LIMIT = 200
RETURN = "return"
"""退回, as every form's way names the step."""

FOREIGN_STAYS = "码上写的是别的办公室的单，不能归到这里的任何一份；请把纸交还给他们，这一页放在一边"
"""Its code names another office's record, so that whatever copy of ours it were given to, the filing would be untrue:
no reason makes it one of ours."""


@dataclass(frozen=True)
class Came:
    """A copy of which this file brought pages; `missing` are those still to come, `back` whether it is whole now and
    was moved to 已签回."""

    copy: CopyView
    missing: tuple[int, ...]
    back: bool
    kept: bool = False
    """Whether what came is kept with the copy and is not its paper."""

    @property
    def sentence(self) -> str:
        if self.kept:
            return f"已和{self.copy.named}一起留底；这不是纸，不算签回，这一份仍是“{self.copy.state_label}”"
        if self.missing:
            return f"{self.copy.named}还缺第 {'、'.join(map(str, self.missing))} 页"
        return f"{self.copy.named} {len(self.copy.printed)} 页齐了" + ("，已转为“已签回”" if self.back else "")


@dataclass(frozen=True)
class Taken:
    """What became of a file: of each page, and of each copy it brought pages of. `before` says who took in the same
    file already, and when; then nothing was filed anew."""

    file: str
    name: str
    pages: tuple[ScanView, ...]
    copies: tuple[Came, ...] = ()
    before: str = ""
    change: Change | None = None

    @property
    def clean(self) -> bool:
        """Whether nobody has to look at anything."""
        return all(page.state != FLAGGED for page in self.pages)


def taken_before(desk: Desk, sha256: str, name: str) -> Taken | None:
    """What became of the same bytes when they came first."""
    pages = tuple(scan_list.of_file(desk, sha256))
    if not pages:
        return None
    first = pages[0]
    at = desk.clock.local(first.scanned_at)
    said = f"“{name}”和{first.scanned_by}在 {at} 收进来的“{first.name}”是同一个文件，没有再收"
    return Taken(sha256, name, pages, before=said)


def take_in(desk: Desk, content: bytes, name: str, media: str, pages: Sequence[Seen]) -> Taken:
    """Keeps the file and files its pages, all of it or nothing; the same file a second time is told, not filed."""
    desk.require_person()
    refuse_big(len(content), name)
    sha256 = hashlib.sha256(content).hexdigest()
    before = taken_before(desk, sha256, name)
    if before is not None:
        return before
    desk.attachments.put(content)
    with desk.store.write():
        before = taken_before(desk, sha256, name)  # another process may have been at it
        if before is not None:
            return before
        registered_files.register(desk, sha256, name, media, len(content))
        settled = list(_settled(desk, pages))
        _write(desk, sha256, name, settled)
        came = _came(desk, [placed.copy for _, placed in settled if placed.copy and not placed.flag])
        found = tuple(scan_list.of_file(desk, sha256))
    return Taken(sha256, name, found, came, change=touched("scans", "copies", "records"))


def refuse_big(size: int, name: str) -> None:
    if size > MOST_BYTES:
        raise Refused(f"“{name}”有 {size / 1048576:.0f} MB，一个文件至多 {MOST_BYTES >> 20} MB，请分开扫描")


def _settled(desk: Desk, pages: Sequence[Seen]) -> Iterator[tuple[Seen, Placed]]:
    """Each page with its place; the first of two scans of the same page is filed, also within one file."""
    there: dict[int, set[int]] = {}
    known: Known = {}
    for seen in pages:
        placed = place(desk, seen, known)
        copy = placed.copy
        if copy is not None and not placed.flag:
            came = there.setdefault(copy.id, scan_list.pages_there(desk, copy.id))
            if placed.page in came:
                said = (f"{copy.named}第 {placed.page} 页已经有扫描（又扫了一次，或是复印件），这一页没有再归入；"
                        "要换成这一页，先把原来的放在一边")  # fmt: skip
                placed = replace(placed, flag=TWICE, why=said)
            came.add(placed.page)
        yield seen, placed


def _write(desk: Desk, sha256: str, name: str, settled: Sequence[tuple[Seen, Placed]]) -> None:
    """One event a record, so that its history tells of its pages; one more for the pages of none, and of those that
    were disposed of."""
    by_record: dict[int | None, list[tuple[Seen, Placed]]] = {}
    over = gone.disposed(desk, {placed.copy.record for _, placed in settled if placed.copy})
    for seen, placed in settled:
        record = placed.copy.record if placed.copy and placed.copy.record not in over else None
        by_record.setdefault(record, []).append((seen, placed))
    for record, part in by_record.items():
        rows = [("scan", _row(sha256, seen, placed)) for seen, placed in part]
        filed: list[Json] = [[placed.copy.position, placed.page]
                             for _, placed in part if placed.copy and not placed.flag]  # fmt: skip
        flagged: list[Json] = [[seen.page, FLAGS[placed.flag]] for seen, placed in part if placed.flag]
        detail: dict[str, Json] = {"file": name, "filed": filed, "flagged": flagged}
        kept_rows.append(desk, "scanned", rows, record=record, detail=detail)


def _row(sha256: str, seen: Seen, placed: Placed) -> dict[str, Json]:
    said = dict(seen.said)
    if placed.flag:
        said["why"] = placed.why
        if placed.copy is not None:
            said.update(copy=placed.copy.id, sheet_page=placed.page)
        if placed.sheets:
            said[SHEETS] = [[copy.id, page] for copy, page in placed.sheets]
    filed = placed.copy if not placed.flag else None
    return {
        "file": sha256, "page": seen.page, "code": seen.codes[0][:200] if seen.codes else "", "flag": placed.flag,
        "copy": filed.id if filed else None, "sheet_page": placed.page if filed else None,
        "said": canonical.dump(said),
    }  # fmt: skip


def _came(desk: Desk, filed: Sequence[CopyView]) -> tuple[Came, ...]:
    """Inside the write: a copy of which every page is there moves to 已签回 by itself."""
    return tuple(_moved(desk, copy) for copy in {copy.id: copy for copy in filed}.values())


def _moved(desk: Desk, copy: CopyView) -> Came:
    missing = scan_list.missing(desk, copy)
    back = not missing and copy.state in OUT
    if back:
        coming_back.bring(desk, copy)
    return Came(copy_list.get(desk, copy.id), missing, back)


def _kept(desk: Desk, copy: CopyView) -> Came:
    return Came(copy_list.get(desk, copy.id), scan_list.missing(desk, copy), False, kept=True)


@dataclass(frozen=True)
class Decided(Change):
    """`said` is what became of the copies that the decision took a page from, or gave it back to."""

    said: str = ""


def file(desk: Desk, scan: int, copy: int, page: int, reason: str) -> Came:
    """By hand: the page is that page of that copy, unless codes of ours say which others it is of. Raises Refused."""
    desk.require_person()
    why = _reason(reason)
    with desk.store.write():
        seen, target = scan_list.get(desk, scan), copy_list.get(desk, copy)
        if seen.state == FILED:
            raise Refused(f"{seen.named}已经{seen.sentence}，要改请先放在一边")
        if seen.flag == FOREIGN:
            raise Refused(FOREIGN_STAYS)
        if page not in range(1, target.pages + 1):
            raise Refused(f"{target.named}有 {target.pages} 页，没有第 {page} 页")
        there = scan_list.pages_there(desk, target.id)
        if refusal := probable.of_others(desk, seen, target, page) or probable.against(desk, target, page, there):
            raise Refused(refusal)
        row: dict[str, Json] = {"scan": scan, "act": FILE, "copy": copy, "sheet_page": page, "reason": why}
        _decide(desk, "scan_filed", seen, row, target)
        return _moved(desk, target) if seen.is_paper else _kept(desk, target)


def dismiss(desk: Desk, scan: int, reason: str) -> Decided:
    """Puts a page aside: no paper of ours, a poor picture, filed by a wrong code. A copy that it had brought back
    stands again as before. Raises Refused."""
    desk.require_person()
    why = _reason(reason)
    with desk.store.write():
        seen = scan_list.get(desk, scan)
        if seen.state == ASIDE:
            raise Refused(f"{seen.named}已经放在一边：{seen.reason}")
        _refuse_attesting(desk, seen)
        row: dict[str, Json] = {"scan": scan, "act": DISMISS, "copy": None, "sheet_page": None, "reason": why}
        return _followed(desk, seen, _decide(desk, "scan_dismissed", seen, row, seen.copy), f"放在一边：{why}")


def undo(desk: Desk, scan: int, reason: str) -> Decided:
    """Takes back what was last decided by hand: the page is again what its codes made it, and the copies stand as they
    would have without the decision. Raises Refused."""
    desk.require_person()
    why = _reason(reason)
    with desk.store.write():
        seen = scan_list.get(desk, scan)
        if seen.act not in (FILE, DISMISS):
            raise Refused(f"{seen.named}没有手工归入，也没有放在一边，没有什么可以撤回")
        _refuse_attesting(desk, seen)
        copy, page = desk.store.sql("SELECT copy_id, sheet_page FROM scan WHERE id = ?", (scan,))[0]
        if copy is not None and page in scan_list.pages_there(desk, copy):
            raise Refused(f"{copy_list.get(desk, copy).named}第 {page} 页已经有别的扫描，先把那一页放在一边")
        row: dict[str, Json] = {"scan": scan, "act": UNDO, "copy": copy, "sheet_page": page, "reason": why}
        about = seen.copy or (copy_list.get(desk, copy) if copy else None)
        return _followed(desk, seen, _decide(desk, "scan_undone", seen, row, about), f"撤回手工的决定：{why}")


def _followed(desk: Desk, before: ScanView, change: Change, why: str) -> Decided:
    """What the copy that the page lay in, and the one where it lies now, make of it."""
    lies, said = scan_list.get(desk, before.id).copy, []
    if before.copy is not None and before.is_paper and (lies is None or lies.id != before.copy.id):
        said.append(coming_back.retract(desk, copy_list.get(desk, before.copy.id), f"{before.named}{why}"))
    if lies is not None:
        said.append(_moved(desk, lies).sentence)
    return Decided(change.record, change.kinds, change.event, "；".join(filter(None, said)))


def _decide(desk: Desk, action: str, seen: ScanView, row: dict[str, Json], about: CopyView | None) -> Change:
    """The decision stands in the history of the record that it gives the page to, or takes it from."""
    for copy in filter(None, (seen.copy, about)):
        gone.refuse(desk, copy.record, copy.number)
    page = row["sheet_page"] or seen.sheet_page
    detail: dict[str, Json] = {"file": seen.name, "page": seen.page, "position": about.position if about else None,
                               "sheet_page": page if about else None}  # fmt: skip
    record = about.record if about else None
    seq = kept_rows.append(desk, action, [("filing", row)], record=record, reason=str(row["reason"]),
                           detail=detail).event  # fmt: skip
    return touched("scans", "copies", "records", record=record, event=seq)


def attested(desk: Desk, seen: ScanView) -> str:
    """Of whose signatures it is the ground, so that it stays where they were seen, and what the sheet offers where one
    of them is wrong; nothing for a page that may be moved."""
    found = desk.store.sql("SELECT name FROM signature WHERE scan_id = ? ORDER BY id", (seen.id,))
    if not found:
        return ""
    names = "、".join(dict.fromkeys(name for (name,) in found))
    return f"{seen.named}是{names}纸上签名的依据，不能挪动" + _way_back(desk, seen)


def _way_back(desk: Desk, seen: ScanView) -> str:
    """退回 where it may be sent back, else 改版 and 作废; nothing where its signatures have lapsed already."""
    record = records.get(desk, seen.copy.record) if seen.copy else None
    if record is None or record.disposed or all(one.scan != seen.id for one in record.signatures):
        return ""
    steps = (*revising.ways(record), *record.kind.workflow.from_state(record.state))
    back = [one for one in steps if one.action == RETURN]
    labels = dict.fromkeys(f"“{one.label}”" for one in back or steps if one.goes_back or one.target == VOID)
    return f"；签名有错请在单上{'或'.join(labels)}" if labels else ""


def _refuse_attesting(desk: Desk, seen: ScanView) -> None:
    if kept := attested(desk, seen):
        raise Refused(kept)


def _reason(reason: str) -> str:
    found = typing_in.line("原因", reason, REASON_LIMIT)
    if not typing_in.says(found):
        raise Refused(typing_in.lacking("原因", found, "要写明原因"))
    return found
