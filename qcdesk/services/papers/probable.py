"""Which copies a flagged page may be of, for whoever picks one by hand: what is known, then what is waited for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qcdesk.copy_codes import number_of, parse, parse_short
from qcdesk.desk import Desk
from qcdesk.services.keeping import gone
from qcdesk.services.papers import copy_list, scan_list
from qcdesk.services.papers.copy_list import MOVED, OUT, SPOILED, CopyView
from qcdesk.services.papers.office_code import office_code
from qcdesk.services.papers.placing import (
    BESIDE,
    CHANGED,
    DISPOSED,
    ENDED,
    FOREIGN,
    MADE_UP,
    RETURNED,
    SEVERAL,
    TWICE,
    UNSURE,
    UNTOUCHED,
)
from qcdesk.services.papers.scan_list import FILED, ScanView
from qcdesk.store.query import askable

MOST = 20

CERTAIN = ("", TWICE, CHANGED, RETURNED, ENDED, DISPOSED, UNSURE, BESIDE, UNTOUCHED, SEVERAL)
"""Flags of a page that says which copy it is, or which lie on it: it is of no other."""

ITSELF = (CHANGED, RETURNED, UNSURE, BESIDE)
"""Those of which the copy is proposed for filing; on the others somebody has first to look."""

SHEETS = "sheets"
"""Under which a page of several sheets keeps which they are: [copy, page] of each that is known."""

CLAIMS = {MADE_UP: "码上写的是它，校验却对不上：先对着纸看内容", SEVERAL: "图上有它的码"}
"""What speaks for a copy that the paper names, under flags of which that is not all."""

PRINTED_LATELY = f"""SELECT copy.id FROM copy {MOVED}
WHERE (copy_move.act IS NULL OR copy_move.act IN ('send', 'take_out'))
AND NOT EXISTS (SELECT 1 FROM keeping WHERE keeping.record_id = copy.record_id AND keeping.act = 'dispose')
ORDER BY copy.id DESC LIMIT ?"""


@dataclass(frozen=True)
class Likely:
    """A copy and the page of it that may lie there, and what speaks for it. `itself` says that the page bears the
    ground: nothing that lies beside it; `against` why it cannot be filed there."""

    copy: CopyView
    page: int
    why: str
    itself: bool = False
    against: str = ""

    @property
    def said(self) -> str:
        return f"{self.why}；{self.against}" if self.against else self.why


def likely(desk: Desk, scan: ScanView) -> list[Likely]:
    """The likeliest first, each page of a copy once; none for another office's page. Pages that have come already and
    those of records that were disposed of are left out, but for the one that the paper says it is."""
    found: dict[tuple[int, int], Likely] = {}
    there: dict[int, set[int]] = {}
    for one in _guesses(desk, scan):
        came = there.setdefault(one.copy.id, scan_list.pages_there(desk, one.copy.id))
        open_yet = one.copy.state != SPOILED and one.page not in came and not gone.is_over(desk, one.copy.record)
        if one.against or open_yet:
            found.setdefault((one.copy.id, one.page), one)
        if len(found) >= MOST:
            break
    return list(found.values())


def proposed(scan: ScanView, found: list[Likely]) -> Likely | None:
    """What may be chosen beforehand: the one copy that the page itself names, where filing it there is no mistake."""
    own = [one for one in found if one.itself and not one.against]
    return own[0] if len(own) == 1 and scan.flag not in (TWICE, ENDED, MADE_UP, SEVERAL) else None


def none_why(scan: ScanView) -> str:
    """What to do where no copy is likely."""
    if scan.flag == FOREIGN:
        return "别的办公室的单不能归到这里的任何一份。请把纸交还给他们，这一页选“放在一边”。"
    return "没有等着回来的打印份。写上短码或单号，或选“放在一边”。"


def _guesses(desk: Desk, scan: ScanView) -> Iterator[Likely]:
    if scan.flag == FOREIGN:
        return
    claimed = list(_claimed(desk, scan))
    yield from claimed
    if claimed and says_itself(scan):
        return
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
    why = CLAIMS.get(scan.flag, "码上写的就是它")
    for copy, page in _named(desk, scan):
        there = scan_list.pages_there(desk, copy.id)
        for at in [page] if page else scan_list.missing(desk, copy) or copy.printed:
            yield Likely(copy, at, why, scan.flag in ITSELF, against(desk, copy, at, there))


def _named(desk: Desk, scan: ScanView) -> Iterator[tuple[CopyView, int]]:
    """The copy and the page, 0 where it does not say which; of several sheets on one picture each."""
    one = [list(scan.by_codes) if scan.by_codes else [scan.said.get("copy"), scan.said.get("sheet_page")]]
    several = scan.said.get(SHEETS)
    for row in several if isinstance(several, list) else one:
        match row:
            case [int(copy), page] if (found := copy_list.by_id(desk, copy)) is not None:
                yield found, page if isinstance(page, int) else 0


def says_itself(scan: ScanView) -> bool:
    """Whether it is of no copies but those that its codes name, as far as they name any."""
    return scan.flag in CERTAIN


def of_others(desk: Desk, scan: ScanView, copy: CopyView, page: int) -> str:
    """Why a page that bears codes of ours is not filed as what none of them says."""
    named = list(_named(desk, scan)) if says_itself(scan) else []
    if not named or any(one.id == copy.id and at in (0, page) for one, at in named):
        return ""
    told = "、".join(f"{one.named}第 {at} 页" if at else one.named for one, at in named)
    return (f"图上的码是{told}，没有{copy.named}第 {page} 页的码，不能归到那里。要收那一张，请把它单独扫描；"
            "这一页归到码上的单，或放在一边")  # fmt: skip


def against(desk: Desk, copy: CopyView, page: int, there: set[int]) -> str:
    """Why a page cannot be filed to this copy by hand."""
    if gone.is_over(desk, copy.record):
        return f"{copy.named}的单子已处置，不能再归入：纸请收回销毁，这一页放在一边"
    if copy.state == SPOILED:
        return f"{copy.named}已作废，不能再归入"
    if page in there:
        return f"{copy.named}第 {page} 页已经有扫描；要换成这一页，先把原来的放在一边"
    return ""


def _by_code(desk: Desk, text: str) -> Iterator[Likely]:
    """What can still be read out of a code that does not fit, and the number that stands on a label."""
    long, short = parse(text), parse_short(text)
    found = desk.store.sql("SELECT id FROM record WHERE number = ?", (number_of(askable(text).strip()),))
    records = {record: "码里的单号是它" for (record,) in found}
    if long is not None and long.office == office_code(desk):
        strange = copy_list.at(desk, long.record, long.position) is None
        records[long.record] = "码里写的单是它" + ("，这一份却没有登记：先对着纸看内容" if strange else "")
    if short is not None and (copy := copy_list.by_code(desk, short)) is not None:
        yield Likely(copy, min(short.page, copy.pages), "短码里的份号是它", True)
    for record, why in records.items():
        for copy in reversed(copy_list.of_record(desk, record)):
            yield from (Likely(copy, page, why, True) for page in scan_list.missing(desk, copy)[:3])
