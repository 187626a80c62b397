"""What there is to do about scanned pages: those that nobody knows yet, and signatures on paper to be confirmed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qcdesk.desk import Desk
from qcdesk.services.papers import placing, scan_list, stale, waiting_ink
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.placing import BLANK, FLAGS
from qcdesk.services.papers.scan_list import ASIDE, FILED, FLAGGED, ScanView
from qcdesk.services.papers.waiting_ink import Place
from ui.pages.columns import Column
from ui.style.tokens import DONE, GOING, GONE, PLAIN, Tone

TODO, CONFIRM, IN_PLACE, APART, EVERY = "todo", "confirm", "filed", "aside", "every"
SHOWS = ((TODO, "待处理"), (CONFIRM, "待确认签名"), (IN_PLACE, "已归入"), (APART, "放一边"), (EVERY, "全部"))
MOST = 1000
TO_LOOK_AT = "签名待看"
IN_VAIN = {stale.RETURNED: FLAGS[placing.RETURNED], stale.DAMAGED: "记录损坏"}
"""Of a page whose ink can be confirmed no more."""


@dataclass(frozen=True)
class Item:
    """A scanned page; `unseen` are the boxes of its copy in which ink was seen and that nobody has confirmed,
    `unjudged` those that may be signed where nobody has judged them clearly, or looked, `in_vain` those of either sort
    that nobody can confirm any more."""

    scan: ScanView
    unseen: int = 0
    unjudged: int = 0
    in_vain: int = 0

    @property
    def copy(self) -> CopyView | None:
        return self.scan.copy

    @property
    def said(self) -> str:
        if self.scan.state == FLAGGED:
            return self.scan.state_label
        if self.copy is not None and self.in_vain:
            return IN_VAIN.get(self.copy.stale.kind, FLAGS[placing.CHANGED])
        unseen = f"待确认 {self.unseen} 格" if self.unseen else ""
        return unseen or (TO_LOOK_AT if self.unjudged else self.scan.state_label)

    @property
    def waits(self) -> bool:
        """Whether somebody has to look at its signatures."""
        return bool(self.unseen or self.unjudged or self.in_vain)

    @property
    def belongs(self) -> str:
        """Its place; until it has one, its file, by which one tells it from the others."""
        copy = self.scan.copy
        if copy is None:
            return self.origin
        pages = f" · {self.scan.sheet_page}/{copy.pages} 页" if copy.pages > 1 else ""
        return f"{copy.named}{pages}"

    @property
    def whose(self) -> str:
        """Without its page, which stands beside it."""
        return self.scan.copy.named if self.scan.copy else self.scan.name

    @property
    def page(self) -> str:
        """2/3 of its copy; until it has one, the page of its file."""
        copy = self.scan.copy
        return f"{self.scan.sheet_page}/{copy.pages}" if copy else str(self.scan.page)

    @property
    def stands_in(self) -> str:
        """The list that it is looked for in first."""
        return CONFIRM if self.waits else self._stands()[0]

    @property
    def origin(self) -> str:
        """Its file and its page there."""
        return f"{self.scan.name} · {self.scan.page}"

    def among(self, shown: str) -> bool:
        return shown == EVERY or shown in self._stands()

    def _stands(self) -> tuple[str, ...]:
        if self.scan.state == FILED:
            return (IN_PLACE, CONFIRM) if self.waits else (IN_PLACE,)
        return {FLAGGED: (TODO,), ASIDE: (APART,), BLANK: (APART,)}[self.scan.state]

    def matches(self, typed: list[str]) -> bool:
        text = f"{self.scan.name} {self.belongs} {self.scan.code} {self.said} {self.scan.sentence}".lower()
        return all(word in text for word in typed)


def _tone(item: Item) -> Tone:
    if item.scan.state == FLAGGED or item.in_vain:
        return GONE
    if item.scan.state == FILED:
        return GOING if item.waits else DONE
    return PLAIN


COLUMNS = (
    Column("状态", 96, lambda item: item.said, tone=_tone, grow=3, spare=1, whole=True),
    Column("哪一份", 130, lambda item: item.whose, grow=2, whole=True, tip=lambda item: f"{item.whose}：{item.said}"),
    Column("页", 72, lambda item: item.page),
    Column("来自", 120, lambda item: item.origin, grow=1, spare=2),
)


@dataclass(frozen=True)
class Found:
    """The pages that are listed, the newest first, and how many there are to be shown by each chip; `cut` where those
    are more than are listed."""

    items: tuple[Item, ...]
    counts: Mapping[str, int]
    cut: bool = False

    def more(self, shown: str) -> int:
        """How many pages of a chip are not listed."""
        return self.counts[shown] - sum(item.among(shown) for item in self.items)

    def unlisted(self, shown: str, rows: int, typed: bool) -> str:
        """That the list is not the whole, and how to come by the rest; empty where it is."""
        if typed:
            return f"只列最近的 {MOST} 页，请多输几个字，或改输单号、短码" if rows >= MOST else ""
        left = self.more(shown)
        return f"另有 {left} 页更早的没有列出，输入文件名、单号、短码来找" if left else ""


def read(desk: Desk, typed: str = "") -> Found:
    """The newest, what waits, and the newest of what was typed, however old they are."""
    with desk.store.snapshot():
        waits = waiting_ink.to_look_at(desk)
        found = _with_older(desk, scan_list.listed(desk, limit=MOST), waits.pages)
        if typed and len(found) >= MOST:
            found = _joined(found, scan_list.listed(desk, text=typed, limit=MOST))
        states = scan_list.counted(desk)
    sorts = (waits.inked, waits.unknown, waits.in_vain)
    items = tuple(Item(scan, *(_boxes(boxes, scan) for boxes in sorts)) for scan in found)
    return Found(items, _counts(items, states), len(items) < sum(states.values()))


def _counts(items: Sequence[Item], states: Mapping[str, int]) -> dict[str, int]:
    """What waits to be confirmed is listed in any case."""
    return {
        TODO: states[FLAGGED],
        CONFIRM: sum(item.among(CONFIRM) for item in items),
        IN_PLACE: states[FILED],
        APART: states[ASIDE] + states[BLANK],
        EVERY: sum(states.values()),
    }


def _joined(found: Sequence[ScanView], others: Iterable[ScanView]) -> list[ScanView]:
    known = {scan.id: scan for scan in (*found, *others)}
    return [known[number] for number in sorted(known, reverse=True)]


def _with_older(desk: Desk, found: Sequence[ScanView], waits: Collection[Place]) -> list[ScanView]:
    """What waits is listed however old it is; only of what is not among those found its copy is asked."""
    if len(found) < MOST:
        return list(found)
    flagged = scan_list.listed(desk, states=(FLAGGED,), limit=MOST)
    there = {(scan.copy.id, scan.sheet_page) for scan in found if scan.copy and scan.is_paper}
    filed = [scan for copy in {copy for copy, page in waits if (copy, page) not in there}
             for scan in scan_list.of_copy(desk, copy)]  # fmt: skip
    return _joined(found, (scan for scan in (*flagged, *filed)
                           if scan.copy is None or (scan.copy.id, scan.sheet_page) in waits))  # fmt: skip


def _boxes(waiting: Mapping[Place, Sequence[str]], scan: ScanView) -> int:
    """Of the very page: what is kept beside its paper shows no signature."""
    return len(waiting.get((scan.copy.id, scan.sheet_page), ())) if scan.copy and scan.is_paper else 0
