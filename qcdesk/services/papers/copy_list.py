"""Numbered copies as they are found: what each says, where it is, whether the record still says the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qcdesk import canonical
from qcdesk.canonical import Values
from qcdesk.copy_codes import CopyCode, ShortCode, number_of, parse_short
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.services.papers.office_code import office_code
from qcdesk.services.papers.stale import ENDED_SINCE, Now, Paper, Stale, judged
from qcdesk.services.papers.told_boxes import pages_of
from qcdesk.services.papers.unsigned import live_slots, settled
from qcdesk.store.query import Where, askable
from qcdesk.workflow import APPROVED, DRAFT, VOID

SIGN, BLANK = "sign", "blank"
"""What a copy was made for: the signatures of a saved sheet, or a sheet to be filled by hand."""

PRINTED, SENT, BACK, ARCHIVED, LOST, SPOILED = "printed", "sent", "back", "archived", "lost", "spoiled"

STATES: Mapping[str, str] = {
    PRINTED: "已打印", SENT: "送签中", BACK: "已签回", ARCHIVED: "已归档", LOST: "已遗失", SPOILED: "已作废",
}  # fmt: skip

HANDED = "已领用"
"""How 送签中 is called of a blank sheet, which nobody is to sign yet."""

SETTLED, FETCH, BRING, FILL = "单子已核准，没有要签的了", "请收回，不用再签", "请归还", "空白单不用签，填好请交回"
"""Of a paper whose record asks for no signature any more; what is to be done with such a one, with one that is
borrowed and with a blank one."""

TAKE_OUT, LENT = "take_out", "已借出"
"""How it is called of a filed paper that somebody has borrowed."""

OUT = (PRINTED, SENT)
"""Where a paper may still come back from."""

EXAMPLE = "0012-1-K7MQ"

NOT_OURS = (
    "短码的校验对不上：抄错了一个字，是别的办公室印的单，或是数据库恢复备份以前印的。请对着纸再看一遍；"
    "没有抄错的，请改用单号，对着纸上的内容找是哪一份"
)
"""Of a short code that fits no copy of this desk, and what one may do."""


@dataclass(frozen=True)
class Act:
    """What is done with a copy; `asks` are the words that must be given: holder, place, reason."""

    name: str
    label: str
    target: str
    source: tuple[str, ...]
    asks: tuple[str, ...] = ()


FIND, ARCHIVE = "find", "archive"

ACTS = (
    Act("send", "送签", SENT, (PRINTED, SENT, BACK), ("holder",)),
    Act("back", "签回", BACK, (PRINTED, SENT)),
    Act(ARCHIVE, "归档", ARCHIVED, (PRINTED, BACK), ("place",)),
    Act(TAKE_OUT, "借出", SENT, (ARCHIVED,), ("holder", "reason")),
    Act("lose", "报遗失", LOST, (PRINTED, SENT, BACK, ARCHIVED), ("reason",)),
    Act(FIND, "找回", PRINTED, (LOST,), ("reason",)),
    Act("spoil", "作废这份", SPOILED, (PRINTED, SENT, BACK), ("reason",)),
)

RETRACT = "retract"
"""A move that nobody chooses: what brought the copy back was no page of it, and that move counts no more."""

COUNTS = f"""one.act <> '{RETRACT}' AND COALESCE((SELECT later.act FROM copy_move AS later
WHERE later.copy_id = one.copy_id AND later.id > one.id ORDER BY later.id LIMIT 1), '') <> '{RETRACT}'"""
"""Of a move in a query: that it still counts. After a retracted one a copy stands as it did, since the same day."""

MOVED = f"""LEFT JOIN copy_move ON copy_move.id =
(SELECT MAX(one.id) FROM copy_move AS one WHERE one.copy_id = copy.id AND {COUNTS})"""
"""The last move of a copy that counts."""

AMONG = f"FROM copy JOIN record ON record.id = copy.record_id {MOVED}"

LISTED = f"""SELECT copy.id, copy.record_id, copy.position, copy.version, copy.amended, copy.digest, copy.made,
copy.pages, copy.lang, copy.reprint, copy.boxes, copy.name, copy.at, copy_move.act, copy_move.holder, copy_move.place,
copy_move.reason, copy_move.at, record.number, record.form, record.revision, record.amended, record.payload,
record.written, record.state, {ENDED_SINCE}
{AMONG}"""


@dataclass(frozen=True)
class CopyView:
    """One copy and where it is. `since` is the UTC stamp of its last move, `stale` what makes its paper one that
    nobody need sign, `settled` that its record asks for no signature in its boxes any more, `boxes` where these are,
    `office` the code of the office."""

    id: int
    record: int
    number: str
    title: str
    position: int
    version: int
    amended: int
    digest: str
    made: str
    pages: int
    lang: str
    reprint: bool
    boxes: Values
    printed_by: str
    printed_at: str
    state: str
    holder: str
    place: str
    reason: str
    since: str
    lent: bool
    stale: Stale
    settled: bool
    record_state: str
    office: str

    @property
    def why_stale(self) -> str:
        """Why the paper no longer serves; empty where it does."""
        return self.stale.said

    @property
    def code(self) -> CopyCode:
        """What is printed on its pages."""
        which = self.record, self.amended, self.position, self.id
        return CopyCode(self.office, *which, self.digest, self.printed_at)

    @property
    def page_boxes(self) -> list[dict[str, Any]]:
        """Of each page what `copy_mark.boxes` says."""
        return pages_of(self.boxes)

    @property
    def printed(self) -> range:
        """The pages that went to paper."""
        wanted = self.boxes.get("printed")
        first, last = wanted if isinstance(wanted, list) and len(wanted) == 2 else (1, self.pages)
        return range(max(1, _int(first)), min(self.pages, _int(last)) + 1)

    @property
    def unused(self) -> bool:
        """A blank sheet of which the desk knows no more than that somebody has it."""
        return self.made == BLANK and self.record_state == DRAFT

    @property
    def state_label(self) -> str:
        if self.lent:
            return LENT
        handed = self.unused or (self.made == BLANK and self.record_state == VOID)
        return HANDED if self.state == SENT and handed else STATES[self.state]

    @property
    def waited_for(self) -> bool:
        """Whether whoever has it is to sign it."""
        return self.state == SENT and not (self.todo or self.unused)

    @property
    def why_done(self) -> str:
        """Why nobody need sign the paper, which is about all the same; empty of one that is where it belongs."""
        if self.why_stale:
            return self.why_stale
        return SETTLED if self.settled and self.state == SENT and not self.lent else ""

    @property
    def todo(self) -> str:
        """What whoever has the paper is to do with it, other than to sign."""
        if self.state not in OUT:
            return ""
        if self.stale.kind:
            return self.stale.todo
        if self.lent:
            return BRING
        return FETCH if self.why_done else FILL if self.state == SENT and self.unused else ""

    @property
    def named(self) -> str:
        return f"{self.number or f'草稿 {self.record}'} 第 {self.position} 份"

    @property
    def remark(self) -> str:
        """What stands on the paper beside its code."""
        return f"第{self.position}份" + (" 重印" if self.reprint else "")


@dataclass(frozen=True)
class Page:
    """A page of a copy, as its short code names it."""

    copy: CopyView
    page: int


def get(desk: Desk, copy: int) -> CopyView:
    """Raises NotFound."""
    found = by_id(desk, copy)
    if found is None:
        raise NotFound(f"没有序号为 {copy} 的打印份")
    return found


def by_id(desk: Desk, copy: int) -> CopyView | None:
    return next(_found(desk, "copy.id = ?", copy), None)


def at(desk: Desk, record: int, position: int) -> CopyView | None:
    return next(_found(desk, "copy.record_id = ? AND copy.position = ?", record, position), None)


def of_record(desk: Desk, record: int) -> list[CopyView]:
    """Oldest first."""
    return list(_found(desk, "copy.record_id = ?", record))


def numbered(desk: Desk, number: str) -> list[CopyView]:
    """Of the record with this number, oldest first; none for an unknown one."""
    text = number_of(askable(number).strip())
    return list(_found(desk, "record.number IN (?, ?)", text, text.upper()))


def by_short_code(desk: Desk, text: str) -> Page:
    """The page that a typed short code names; raises Refused for a slip or a paper that this desk did not print."""
    short = parse_short(text)
    if short is None:
        raise Refused(f"“{askable(text).strip()[:40]}”不是打印份的短码，短码形如 {EXAMPLE}，印在右上角二维码的下面")
    copy = by_code(desk, short)
    if copy is None:
        raise Refused(NOT_OURS)
    if short.page > copy.pages:
        raise Refused(f"{copy.named}只有 {copy.pages} 页，没有第 {short.page} 页")
    return Page(copy, short.page)


def by_code(desk: Desk, short: ShortCode) -> CopyView | None:
    """The copy that bears this short code; another one that was given the same number bears other check characters."""
    copy = by_id(desk, short.copy_id)
    if copy is None or short.number not in ("", copy.number):
        return None
    return copy if copy.code.fits(short.page, short.check) else None


def listed(desk: Desk, *, states: Sequence[str] = (), text: str = "", limit: int = 500) -> list[CopyView]:
    """By state, the longest out first; `text` is looked for in the record's own words, holder, place and printer."""
    where = _narrowed(states, text)
    asked = (*where.asked, limit)
    order = "ORDER BY COALESCE(copy_move.at, copy.at), copy.id LIMIT ?"
    return list(_views(desk, desk.store.sql(f"{LISTED} {where.sql} {order}", asked)))


def count(desk: Desk, *, states: Sequence[str] = (), text: str = "") -> int:
    """How many `listed` would give without a limit."""
    where = _narrowed(states, text)
    return int(desk.store.sql(f"SELECT COUNT(*) {AMONG} {where.sql}", tuple(where.asked))[0][0])


def _narrowed(states: Sequence[str], text: str) -> Where:
    where = Where()
    where.one_of(f"COALESCE(copy_move.act, '{PRINTED}')", _acts_of(states))
    where.words("lower(COALESCE(record.number, '') || ' ' || record.search || ' ' || COALESCE(copy_move.holder, '') "
                "|| ' ' || COALESCE(copy_move.place, '') || ' ' || copy.name)", number_of(text))  # fmt: skip
    return where


def _acts_of(states: Sequence[str]) -> list[str]:
    """The acts after which a copy stands in one of the states; that it was printed is no act."""
    return [act.name for act in ACTS if act.target in states] + [state for state in states if state == PRINTED]


def chased(desk: Desk) -> Mapping[str, list[CopyView]]:
    """What is out for signature, by whoever has it, the longest out first."""
    found: dict[str, list[CopyView]] = {}
    for copy in listed(desk, states=(SENT,)):
        found.setdefault(copy.holder, []).append(copy)
    return found


def days_out(desk: Desk, copy: CopyView) -> int:
    """Whole days since it went where it is; none where other hands have made that no time."""
    since = _moment(copy.since)
    return max(0, (datetime.fromisoformat(desk.clock.stamp()) - since).days) if since else 0


def _found(desk: Desk, term: str, *asked: object) -> Iterator[CopyView]:
    return _views(desk, desk.store.sql(f"{LISTED} WHERE {term} ORDER BY copy.id", asked))


def _views(desk: Desk, rows: Sequence[tuple[object, ...]]) -> Iterator[CopyView]:
    office, signed = office_code(desk), live_slots(desk, (_int(row[1]) for row in rows if row[-2] == APPROVED))
    for row in rows:
        yield _view(desk, row, office, signed.get(_int(row[1])))


def _view(desk: Desk, row: tuple[object, ...], office: str, signed: set[str] | None) -> CopyView:
    """`signed` are the slots of an approved record, none of another."""
    (number, record, position, version, amended, digest, made, pages, lang, reprint, boxes, by, printed, act, holder,
     place, reason, moved, name, form, revision, now, payload, written, stands, lapsed) = row  # fmt: skip
    state = next((one.target for one in ACTS if one.name == act), PRINTED)
    timed = _moment(printed) and (moved is None or _moment(moved))
    whole = canonical.readable(str(boxes)) and _are_numbers(position, version, amended, pages) and timed
    paper = Paper(_int(number), made == BLANK, _int(amended), str(digest), not whole)
    places, last = canonical.told(str(boxes)), None if written is None else _int(written)
    content = str(payload) if _are_numbers(now, 0 if written is None else written) else ""
    edition, done = f"{form}@{revision}", False
    if signed is not None and desk.catalogue.knows(edition):
        done = settled(desk.catalogue.edition(edition), canonical.told(content), places, signed)
    title = desk.catalogue.edition(edition).title if desk.catalogue.knows(edition) else edition
    since = Now(str(stands), _int(now), content, last, bool(lapsed), done)
    return CopyView(
        paper.id, _int(record), str(name or ""), title, _int(position), _int(version), paper.amended,
        paper.digest, str(made), _int(pages), str(lang), bool(reprint), places, str(by),
        str(printed), state, str(holder or ""), str(place or ""), str(reason or ""), str(moved or printed),
        act == TAKE_OUT, judged(desk, paper, since), done, since.state, office,
    )  # fmt: skip


def _are_numbers(*values: object) -> bool:
    """SQLite takes anything into a column of numbers."""
    return all(isinstance(value, int) for value in values)


def _moment(stamp: object) -> datetime | None:
    """Nothing for what is no time, or one without its zone."""
    try:
        found = datetime.fromisoformat(str(stamp))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _int(value: object) -> int:
    """0 for what other hands have put in a number's place."""
    return value if isinstance(value, int) else 0
