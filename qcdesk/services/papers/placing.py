"""Where a scanned page belongs by the codes on it, or the sentence that says why nobody knows: never a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.services.papers import copy_list
from qcdesk.services.papers.codes import DIGEST, PageCode, ShortCode, fits, is_broken, parse, parse_short
from qcdesk.services.papers.copy_list import LOST, OUT, SPOILED, CopyView
from qcdesk.services.papers.office_code import office_code
from qcdesk.store.query import askable
from qcdesk.workflow import VOID

BLANK, UNREADABLE, UNKNOWN, FOREIGN, MADE_UP, RANGE = "blank", "unreadable", "unknown", "foreign", "made_up", "range"
SEVERAL, CHANGED, ENDED, TWICE, LABEL, UNSURE = "several", "changed", "ended", "twice", "label", "unsure"

FLAGS: Mapping[str, str] = {
    BLANK: "空白背面", UNREADABLE: "读不到码", UNKNOWN: "不认识的码", FOREIGN: "别的办公室的单", MADE_UP: "码对不上",
    RANGE: "页码不对", SEVERAL: "一页有几张单", CHANGED: "印后改过", ENDED: "这份已停用", TWICE: "这页已有扫描",
    LABEL: "标签对不上份", UNSURE: "只有短码",
}  # fmt: skip
"""Why a page is not filed, in a few words."""


@dataclass(frozen=True)
class Seen:
    """A page of a file as it was read: the texts of all its codes, those of a copy first; whether it is blank; and what
    else is kept of it (how it lies, what was seen in its boxes). Pages count from 1."""

    page: int
    codes: tuple[str, ...] = ()
    blank: bool = False
    said: Values = field(default_factory=dict)


@dataclass(frozen=True)
class Placed:
    """Filed where `flag` is empty; else `why` says in a sentence what is the matter, and copy and page are at most what
    the paper claims to be."""

    flag: str = ""
    why: str = ""
    copy: CopyView | None = None
    page: int = 0


Known = dict[tuple[int, int], CopyView | None]
"""Copies looked up already, by record and position: a file may bring a thousand pages of one."""


def place(desk: Desk, seen: Seen, known: Known | None = None) -> Placed:
    """By its codes alone; whether the copy's page has come before is asked by whoever files it."""
    known = {} if known is None else known
    if not seen.codes:
        return Placed(BLANK, "空白页，已放在一边") if seen.blank else _unreadable()
    long = list(dict.fromkeys(code for code in map(parse, seen.codes) if code))
    short = list(dict.fromkeys(code for code in map(parse_short, seen.codes) if code))
    if not long and any(is_broken(text) for text in seen.codes):
        return Placed(MADE_UP, "码的样子是本程序的，读出来却不成立（页码、单号或校验不对），不是本程序印的")
    if len(long) > 1 or (not long and len(short) > 1):
        return Placed(SEVERAL, "这一页上有几张单的码（叠着扫了，或是复印件的复印件），请分开扫描，或手工选")
    if long:
        return _beside(desk, _standing(_by_code(desk, long[0], known)), short)
    if short:
        return _standing(_by_short_code(desk, short[0]))
    return _by_number(desk, seen.codes)


def _unreadable() -> Placed:
    return Placed(UNREADABLE, "读不到右上角和左下角的码（折住、盖住或太模糊），请重新扫描，或手工选是哪一张")


def _by_code(desk: Desk, code: PageCode, known: Known) -> Placed:
    """Everything the code says must be what was printed."""
    if code.office != office_code(desk):
        return Placed(FOREIGN, f"这是别的办公室印的单（代号 {code.office}），这里没有它")
    asked = code.record, code.position
    copy = known[asked] if asked in known else known.setdefault(asked, copy_list.at(desk, *asked))
    if copy is None:
        return Placed(MADE_UP, "码上的这一份这里没有登记过（数据库是旧的备份，或码不是本程序印的）")
    if (code.amended, code.digest8) != (copy.amended, copy.digest[:DIGEST].upper()):
        said = f"码上写的内容和{copy.named}印出时的不一样，不是本程序印的那一张"
        return Placed(MADE_UP, said, copy)
    if code.pages != copy.pages or code.page > copy.pages:
        return Placed(RANGE, f"码上是第 {code.page} 页共 {code.pages} 页，{copy.named}只有 {copy.pages} 页", copy)
    return Placed("", "", copy, code.page)


def _by_short_code(desk: Desk, short: ShortCode) -> Placed:
    """It says less than the main mark: only a copy that is waited for is taken by it."""
    if not fits(short, office_code(desk)):
        return Placed(FOREIGN, "只读到左下角的短码，它的校验对不上：是别的办公室的单，或印坏了")
    copy = copy_list.by_id(desk, short.copy_id)
    if copy is None:
        return Placed(MADE_UP, "短码上的这一份这里没有登记过（数据库是旧的备份，或码不是本程序印的）")
    if short.page > copy.pages:
        return Placed(RANGE, f"短码上是第 {short.page} 页，{copy.named}只有 {copy.pages} 页", copy)
    placed = Placed("", "", copy, short.page)
    if copy.state in OUT or copy.state in (LOST, SPOILED):
        return placed
    said = f"只读到左下角的短码，像是{copy.named}第 {short.page} 页，但这一份{copy.state_label}，不在外面，请手工确认"
    return replace(placed, flag=UNSURE, why=said)


def _beside(desk: Desk, placed: Placed, short: Sequence[ShortCode]) -> Placed:
    """A second mark of another page, or of another office, contradicts the first."""
    copy, office = placed.copy, office_code(desk)
    if placed.flag or copy is None:
        return placed
    if all((one.copy_id, one.page) == (copy.id, placed.page) and fits(one, office) for one in short):
        return placed
    return replace(placed, flag=SEVERAL, why="右上角和左下角的码说的不是同一页，可能是拼在一起复印的，请手工选")


def _standing(placed: Placed) -> Placed:
    """A paper that no longer says what its record does, or that was given up, is not signed for anything."""
    copy = placed.copy
    if placed.flag or copy is None:
        return placed
    if copy.state in (LOST, SPOILED):
        told = f"{copy.named}{copy.state_label}" + (f"（{copy.reason}）" if copy.reason else "")
        return replace(placed, flag=ENDED, why=f"{told}，要用它请手工归入并写明原因")
    if copy.record_state == VOID:
        return replace(placed, flag=ENDED, why=f"{copy.number} 已经作废，它的纸不再归入")
    if copy.why_stale:
        return replace(placed, flag=CHANGED, why=f"{copy.named}{copy.why_stale}，请重新打印再签")
    return placed


def _by_number(desk: Desk, codes: Sequence[str]) -> Placed:
    """A sample's label carries its number alone: it is the one copy that is out, if there is but one."""
    asked = list(dict.fromkeys(askable(text).strip() for text in codes))
    marks = ", ".join("?" * len(asked))
    found = desk.store.sql(f"SELECT id, number FROM record WHERE number IN ({marks}) ORDER BY id", tuple(asked))
    if not found:
        return Placed(UNKNOWN, f"码的内容是“{asked[0][:30]}”，不是本程序印的单")
    if len(found) > 1:
        return Placed(SEVERAL, f"这一页上有几张标签（{'、'.join(number for _, number in found)}），请分开扫描")
    record, number = found[0]
    waiting = [copy for copy in copy_list.of_record(desk, record) if copy.state in OUT and without_marks(copy)]
    if len(waiting) != 1 or waiting[0].pages != 1:
        what = "没有在外面的打印份" if not waiting else f"有 {len(waiting)} 份在外面，分不出是哪一份"
        return Placed(LABEL, f"码是单号 {number}，它{what}，请手工选", waiting[0] if waiting else None, 1)
    return _standing(Placed("", "", waiting[0], 1))


def without_marks(copy: CopyView) -> bool:
    """A label sheet, whose code is its number."""
    return not any("main" in page for page in copy.page_boxes)
