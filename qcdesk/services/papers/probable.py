"""Which copies a flagged page may be of, for whoever picks one by hand: what is known, then what is waited for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qcdesk.desk import Desk
from qcdesk.services.papers import copy_list, scan_list
from qcdesk.services.papers.codes import parse, parse_short
from qcdesk.services.papers.copy_list import OUT, SPOILED, CopyView
from qcdesk.services.papers.placing import CHANGED
from qcdesk.services.papers.scan_list import FILED, ScanView
from qcdesk.store.query import askable

MOST = 20

PRINTED_LATELY = """SELECT copy.id FROM copy LEFT JOIN copy_move
ON copy_move.id = (SELECT MAX(id) FROM copy_move WHERE copy_id = copy.id)
WHERE copy_move.act IS NULL OR copy_move.act IN ('send', 'take_out') ORDER BY copy.id DESC LIMIT ?"""


@dataclass(frozen=True)
class Likely:
    """A copy and the page of it that may lie there, and what speaks for it."""

    copy: CopyView
    page: int
    why: str


def likely(desk: Desk, scan: ScanView) -> list[Likely]:
    """The likeliest first, each page of a copy once; pages that have come already are left out."""
    found: dict[tuple[int, int], Likely] = {}
    there: dict[int, set[int]] = {}
    for one in _guesses(desk, scan):
        came = there.setdefault(one.copy.id, scan_list.pages_there(desk, one.copy.id))
        if one.copy.state != SPOILED and one.page not in came:
            found.setdefault((one.copy.id, one.page), one)
        if len(found) >= MOST:
            break
    return list(found.values())


def none_why(desk: Desk, scan: ScanView) -> str:
    """What to do where no copy is likely: a page that tells whose it is, is told so."""
    copy = _own(desk, scan)
    if copy is not None and scan.flag == CHANGED:
        return f"它是 {copy.named}，印出以后改过，不能归入；请重新打印再签，或选“不归档”。"
    return "没有等着回来的打印份。写上短码或单号，或选“不归档”。"


def _guesses(desk: Desk, scan: ScanView) -> Iterator[Likely]:
    yield from _claimed(desk, scan)
    yield from _by_code(desk, scan.code)
    neighbours = [one for one in scan_list.of_file(desk, scan.file) if one.state == FILED and one.copy]
    for one in sorted(neighbours, key=lambda other: abs(other.page - scan.page)):
        if one.copy is not None:
            for page in scan_list.missing(desk, one.copy):
                yield Likely(one.copy, page, f"同一个文件里有它的第 {one.sheet_page} 页，还缺这一页")
    for (copy,) in desk.store.sql(PRINTED_LATELY, (2 * MOST,)):
        view = copy_list.get(desk, copy)
        for page in scan_list.missing(desk, view)[:3]:
            yield Likely(view, page, f"{view.state_label}，等它回来" if view.state in OUT else view.state_label)


def _claimed(desk: Desk, scan: ScanView) -> Iterator[Likely]:
    """What the paper itself says it is."""
    page, view = scan.said.get("sheet_page"), _own(desk, scan)
    if view is not None:
        for at in [page] if isinstance(page, int) and page else scan_list.missing(desk, view):
            yield Likely(view, at, "码上写的就是它")


def _own(desk: Desk, scan: ScanView) -> CopyView | None:
    copy = scan.said.get("copy")
    return copy_list.by_id(desk, copy) if isinstance(copy, int) else None


def _by_code(desk: Desk, text: str) -> Iterator[Likely]:
    """What can still be read out of a code that does not fit, and the number that stands on a label."""
    long, short = parse(text), parse_short(text)
    records = [row[0] for row in desk.store.sql("SELECT id FROM record WHERE number = ?", (askable(text).strip(),))]
    if long is not None:
        records.append(long.record)
    if short is not None and (copy := copy_list.by_id(desk, short.copy_id)) is not None:
        yield Likely(copy, min(short.page, copy.pages), "短码里的份号是它")
    for record in records:
        for copy in reversed(copy_list.of_record(desk, record)):
            pages = scan_list.missing(desk, copy)
            yield from (Likely(copy, page, "码里的单号是它") for page in pages[:3])
