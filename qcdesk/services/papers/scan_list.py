"""Scanned pages as they are found: which copy's page each is, or why it is none, and what was decided of it by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qcdesk import canonical
from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.services.keeping import gone
from qcdesk.services.papers.copy_list import CopyView, by_id
from qcdesk.services.papers.placing import BLANK, FLAGS, SEVERAL, UNTOUCHED
from qcdesk.services.trail.scan_told import NO_MORE, REST
from qcdesk.store.query import Where

FILED, FLAGGED, ASIDE = "filed", "flagged", "aside"

STATES = {FILED: "已归入", FLAGGED: "待处理", ASIDE: "已放一边", BLANK: "空白背面"}

BESIDE = "beside"
"""Under which a page says that its picture shows printed paper beyond the sheet that it was filed as."""

MORE = "图上旁边好像还有一张没有码的纸，没有归入；是别的单，请把它单独扫描"

FILE, DISMISS, UNDO = "file", "dismiss", "undo"
"""What a person decides of a page; the last one counts, and after `undo` the page is what its codes made it."""

LOOK, LOOK_IN_VAIN, AGAIN = "look", "look_in_vain", "again"
"""That a person has looked at a page whose boxes nobody judged, or at one of a paper that nobody can confirm any more,
and that this counts no more: none of them moves it."""

LOOKS = {LOOK: REST, LOOK_IN_VAIN: NO_MORE}
"""What each of the two says of the boxes that nobody confirmed."""

BELONGS = "CASE WHEN filing.id IS NULL THEN scan.copy_id ELSE filing.copy_id END"
ITS_PAGE = "CASE WHEN filing.id IS NULL THEN scan.sheet_page ELSE filing.sheet_page END"
DECIDED = f"""LEFT JOIN filing ON filing.id = (SELECT MAX(one.id) FROM filing AS one
WHERE one.scan_id = scan.id AND one.act NOT IN ('{LOOK}', '{LOOK_IN_VAIN}', '{AGAIN}'))"""
LOOKED = f"""LEFT JOIN filing AS looked ON looked.act <> '{AGAIN}' AND looked.id =
(SELECT MAX(one.id) FROM filing AS one WHERE one.scan_id = scan.id
AND one.act IN ('{LOOK}', '{LOOK_IN_VAIN}', '{AGAIN}') AND one.id > COALESCE(filing.id, 0))"""
"""After DECIDED: of a page that lies where it lay when somebody looked at it."""

NAMED = "LEFT JOIN attachment ON attachment.sha256 = scan.file"

LISTED = f"""SELECT scan.id, scan.file, COALESCE(attachment.name, ''), scan.page, scan.code, {BELONGS}, {ITS_PAGE},
scan.flag, scan.said, scan.name, scan.at, filing.act, filing.reason, filing.name, filing.at,
scan.copy_id, scan.sheet_page, looked.name, looked.at, looked.act FROM scan {DECIDED} {LOOKED} {NAMED}"""

OF_COPY = f"(scan.copy_id = ? OR scan.id IN (SELECT scan_id FROM filing WHERE copy_id = ?)) AND {BELONGS} = ?"

ON_PAPER = f"scan.flag <> '{UNTOUCHED}'"

STANDS = (
    f"CASE WHEN {BELONGS} IS NOT NULL THEN '{FILED}' WHEN filing.act = '{DISMISS}' THEN '{ASIDE}' "
    f"WHEN scan.flag = '{BLANK}' THEN '{BLANK}' ELSE '{FLAGGED}' END"
)

WORDS = f"""lower(COALESCE(attachment.name, '') || ' ' || scan.code || ' ' || scan.said || ' ' ||
COALESCE(filing.reason, '') || ' ' || COALESCE((SELECT record.number FROM copy
JOIN record ON record.id = copy.record_id WHERE copy.id = {BELONGS}), ''))"""

COUNTED = f"SELECT {STANDS}, COUNT(*) FROM scan {DECIDED}"


@dataclass(frozen=True)
class ScanView:
    """One page of a file. `copy` and `sheet_page` are where it is filed now; `flag` and `why` what its codes did not
    allow; `act`, `reason`, `decided_by` and `decided_at` what a person made of it last, empty where nobody did;
    `by_codes` the copy and page that its codes filed it to when it came; `looked_by` and `looked_at` who looked at
    its boxes where nobody judged them, `looked_as` which of the LOOKS it was."""

    id: int
    file: str
    name: str
    page: int
    code: str
    copy: CopyView | None
    sheet_page: int
    flag: str
    said: Values
    scanned_by: str
    scanned_at: str
    act: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_at: str = ""
    by_codes: tuple[int, int] | None = None
    looked_by: str = ""
    looked_at: str = ""
    looked_as: str = ""

    @property
    def why(self) -> str:
        return str(self.said.get("why") or "")

    @property
    def state(self) -> str:
        if self.copy is not None:
            return FILED
        if self.act == DISMISS:
            return ASIDE
        return BLANK if self.flag == BLANK else FLAGGED

    @property
    def beside(self) -> str:
        """What to do where another sheet was seen beside it."""
        return MORE if self.said.get(BESIDE) and self.copy is not None else ""

    @property
    def boxes(self) -> list[dict[str, Json]]:
        """What was seen in the boxes of the sheet that it is filed as."""
        filed = (self.copy.id, self.sheet_page) if self.copy else None
        return boxes_seen(self.said, self.flag, self.by_codes, filed)

    @property
    def judged(self) -> bool:
        """Whether anything is known of its boxes."""
        return bool(self.boxes)

    @property
    def is_paper(self) -> bool:
        """Whether it shows a sheet that was in somebody's hands, not a print as it was drawn."""
        return self.flag != UNTOUCHED

    @property
    def state_label(self) -> str:
        return FLAGS.get(self.flag, "") if self.state == FLAGGED else STATES[self.state]

    @property
    def named(self) -> str:
        return f"“{self.name}”第 {self.page} 页"

    @property
    def looked_said(self) -> str:
        """What whoever looked at it said by that."""
        return LOOKS.get(self.looked_as, "")

    @property
    def sentence(self) -> str:
        """What became of it."""
        if self.copy is not None:
            by_hand = f"（{self.decided_by}手工归入：{self.reason}）" if self.act == FILE else ""
            kept = "" if self.is_paper else "留底，不是纸，不算签回"
            looked = f"；{self.looked_by}看过，{self.looked_said}" if self.looked_by else ""
            return f"归入 {self.copy.named}第 {self.sheet_page} 页{by_hand}{kept}{looked}"
        if self.act == DISMISS:
            return f"{self.decided_by}放在一边：{self.reason}"
        return self.why


def boxes_seen(
    said: Values, flag: str, by_codes: tuple[int, int] | None, filed: tuple[int, int] | None
) -> list[dict[str, Json]]:
    """They were judged when it came, of the sheet that its codes said: of no other's, and among several of none."""
    judged = (said.get("copy"), said.get("sheet_page")) if flag else by_codes
    boxes = said.get("boxes")
    if flag == SEVERAL or filed is None or judged != filed or not isinstance(boxes, list):
        return []
    return [box for box in boxes if isinstance(box, dict)]


def get(desk: Desk, scan: int) -> ScanView:
    """Raises NotFound."""
    found = list(_found(desk, "WHERE scan.id = ?", scan))
    if not found:
        raise NotFound(f"没有序号为 {scan} 的扫描页")
    return found[0]


def of_file(desk: Desk, sha256: str) -> list[ScanView]:
    """In the order of its pages."""
    return list(_found(desk, "WHERE scan.file = ? ORDER BY scan.page, scan.id", sha256))


def destroyed(desk: Desk, scan: ScanView) -> bool:
    """Whether a disposal took its file away."""
    return not desk.attachments.holds(scan.file) and gone.removed(desk, scan.file)


def known_files(desk: Desk) -> frozenset[str]:
    """The SHA-256 of every file of which pages were taken in."""
    return frozenset(file for (file,) in desk.store.sql("SELECT DISTINCT file FROM scan"))


def of_copy(desk: Desk, copy: int) -> list[ScanView]:
    """What is filed to it now, in the order of its pages."""
    return sorted(_found(desk, f"WHERE {OF_COPY}", copy, copy, copy), key=lambda one: (one.sheet_page, one.id))


def by_page(desk: Desk, copy: int) -> dict[int, ScanView]:
    """As `of_copy`, one for each page: that of the paper before any other."""
    return {one.sheet_page: one for one in sorted(of_copy(desk, copy), key=lambda one: one.is_paper)}


def of_record(desk: Desk, record: int) -> list[ScanView]:
    """What is filed to any of its copies, in the order of copies and pages."""
    term = f"WHERE {BELONGS} IN (SELECT id FROM copy WHERE record_id = ?)"
    found = [(one.copy.position if one.copy else 0, one.sheet_page, one.id, one) for one in _found(desk, term, record)]
    return [one for *_, one in sorted(found, key=lambda item: item[:3])]


@dataclass(frozen=True)
class Decision:
    """What a person made of a page: 手工归入 FG-202611-001 第 1 份第 2 页, 放在一边, 撤回."""

    said: str
    reason: str
    by: str
    at: str

    @property
    def sentence(self) -> str:
        return f"{self.said}：{self.reason}" if self.reason else self.said


def decisions(desk: Desk, scan: int) -> list[Decision]:
    """Oldest first; times are local."""
    rows = desk.store.sql("SELECT act, copy_id, sheet_page, reason, name, at FROM filing WHERE scan_id = ? ORDER BY id",
                          (scan,))  # fmt: skip
    return [Decision(_decided(desk, act, copy, page), reason, by, desk.clock.local(at))
            for act, copy, page, reason, by, at in rows]  # fmt: skip


def _decided(desk: Desk, act: str, copy: int | None, page: int | None) -> str:
    view = by_id(desk, copy) if copy is not None else None
    where = f" {view.named}第 {page} 页" if view else ""
    told = {FILE: f"手工归入{where}", DISMISS: "放在一边", AGAIN: f"重新待看{where}"}
    told |= {look: f"看过{where}，{said}" for look, said in LOOKS.items()}
    return told.get(act, f"撤回，回到{where}" if where else "撤回")


def listed(desk: Desk, *, states: Sequence[str] = (), text: str = "", limit: int = 500) -> list[ScanView]:
    """The newest first, by state; `text` is looked for in the file's name, the code, the number of the sheet that the
    page is filed to and what became of it."""
    where = _of_words(text)
    where.one_of(STANDS, list(states))
    return list(_found(desk, f"{where.sql} ORDER BY scan.id DESC LIMIT ?", *where.asked, limit))


def counted(desk: Desk, text: str = "") -> dict[str, int]:
    """How many pages stand in each state; of those that `listed` finds by the same text, without a limit."""
    where = _of_words(text)
    found = desk.store.sql(f"{COUNTED} {NAMED if text else ''} {where.sql} GROUP BY 1", tuple(where.asked))
    return {**dict.fromkeys(STATES, 0), **{str(state): int(count) for state, count in found}}


def _of_words(text: str) -> Where:
    where = Where()
    where.words(WORDS, text)
    return where


def pages_there(desk: Desk, copy: int) -> set[int]:
    """The pages of a copy that have come, on paper."""
    found = desk.store.sql(f"SELECT {ITS_PAGE} FROM scan {DECIDED} WHERE {OF_COPY} AND {ON_PAPER}", (copy,) * 3)
    return {int(page) for (page,) in found}


def missing(desk: Desk, copy: CopyView) -> tuple[int, ...]:
    """The pages of a copy that went to paper and have not come back."""
    there = pages_there(desk, copy.id)
    return tuple(page for page in copy.printed if page not in there)


def _found(desk: Desk, rest: str, *asked: object) -> Iterator[ScanView]:
    known: dict[int, CopyView | None] = {}
    for row in desk.store.sql(f"{LISTED} {rest}", asked):
        (number, file, name, page, code, copy, sheet_page, flag, said, by, at, act, reason, decider, decided,
         first, first_page, looker, looked, looked_as) = row  # fmt: skip
        if copy is not None and copy not in known:
            known[copy] = by_id(desk, copy)
        yield ScanView(
            number, file, name, page, code, known.get(copy), sheet_page or 0, flag, _said(said), by, at,
            act or "", reason or "", decider or "", decided or "", (first, first_page) if first is not None else None,
            looker or "", looked or "", looked_as or "",
        )  # fmt: skip


def _said(text: str) -> Values:
    """Nothing where other hands have made it no JSON; verify names that."""
    try:
        return canonical.load(text)
    except ValueError:
        return {}
