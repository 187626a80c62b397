"""What the page shows of each sealed sample, read off the main thread and narrowed in memory."""

from __future__ import annotations

from dataclasses import dataclass

from qcdesk.desk import Desk
from qcdesk.pinyin import searchable
from qcdesk.services.samples import custody, reprint, sealed
from qcdesk.services.samples.custody import Sample
from ui.pages.columns import Column
from ui.style import tokens
from ui.style.tokens import GOING, PLAIN, Tone

LATE = Tone(tokens.BAD, tokens.BAD_TINT)
EVERY, LENT, EXPIRED, STALE, USED = "held", "lent", "expired", "stale", "used"
SHOWS = ((EVERY, "在册"), (LENT, "借出未还"), (EXPIRED, "已到期"), (STALE, "标签要重印"), (USED, "已处理完"))

WRONG = {sealed.VOIDED: "作废", sealed.SENT_BACK: "退回", sealed.AMENDED: "改版", sealed.DAMAGED: "标签坏"}
"""Why a label's pieces do not count, in a word; those of any other lie outside the cabinet."""


@dataclass(frozen=True)
class Held:
    """One sample as listed; `text` is what the filter looks in."""

    sample: Sample
    case: str
    text: str
    today: str
    stale: str = ""
    """Why its label must be printed again."""

    @property
    def expired(self) -> bool:
        return bool(self.sample.keep_until) and self.sample.keep_until < self.today

    @property
    def lent_late(self) -> bool:
        return bool(self.sample.lent_due) and self.sample.lent_due < self.today

    @property
    def used_up(self) -> bool:
        return self.sample.kept <= 0

    def among(self, show: str) -> bool:
        if show == USED:
            return self.used_up
        if self.used_up:
            return False
        return {EVERY: True, LENT: self.sample.lent > 0, EXPIRED: self.expired, STALE: bool(self.stale)}[show]

    def matches(self, words: list[str]) -> bool:
        return all(word in self.text for word in words)


def read(desk: Desk) -> tuple[Held, ...]:
    """Every sealed sample, used-up ones too."""
    today = desk.clock.today().isoformat()
    numbers = sealed.numbers_of_cases(desk)
    every = custody.listed(desk, used_up=True)
    stale = reprint.stale(desk, every)
    return tuple(_held(one, numbers.get(one.case or 0, ""), today, stale.get(one.id, "")) for one in every)


def _held(sample: Sample, case: str, today: str, stale: str) -> Held:
    spoken = searchable(sample.customer, sample.item, sample.defect)
    plain = (sample.number, case, sample.place, sample.lent_to, sample.keep_until, sample.why)
    return Held(sample, case, "\n".join([*(one.lower() for one in plain if one), spoken]), today, stale)


def standing(sample: Sample) -> str:
    """How many are in the cabinet, and how many taken apart; in a word why those that are there do not count."""
    return _whole(sample) + parts(sample)


def short_standing(sample: Sample) -> str:
    """The same in a narrow column."""
    return standing(sample).replace("拆解件", "拆")


def _whole(sample: Sample) -> str:
    if not sample.why:
        return str(sample.in_cabinet)
    word = WRONG.get(sample.why, "柜外")
    return f"{word} {sample.unsealed}" if sample.unsealed else word


def parts(sample: Sample) -> str:
    """What was taken apart and is still kept, to stand behind the whole ones."""
    return f"，拆解件 {sample.dismantled}" if sample.dismantled else ""


def pieces(held: Held) -> str:
    """`2 个`, or what is left in the cabinet: `在柜 1 / 2`, and what was taken apart."""
    if held.sample.why:
        return standing(held.sample)
    there, every = held.sample.in_cabinet, held.sample.pieces
    return f"{every} 个" if there == every else f"在柜 {there} / {every}{parts(held.sample)}"


def borrowed(held: Held) -> str:
    """Who has pieces, since when and until when, in the words of the card."""
    sample = held.sample
    if not sample.lent:
        return ""
    due = f"，应还 {sample.lent_due}" if sample.lent_due else ""
    return f"{sample.lent_to}，{sample.lent_since} 起{due}{'，已过期' if held.lent_late else ''}"


def dismantled(held: Held) -> str:
    return f"{held.sample.dismantled} 个，销毁以前由品管保管" if held.sample.dismantled else ""


def _lent(held: Held) -> str:
    due = f"，{held.sample.lent_due[5:]} 还" if held.sample.lent_due else ""
    return f"{held.sample.lent_to}{due}"


def _lent_tone(held: Held) -> Tone | None:
    if not held.sample.lent:
        return None
    return LATE if held.lent_late else GOING


def _pieces_tone(held: Held) -> Tone | None:
    return LATE if held.sample.why and not held.used_up else None


def _place_tone(held: Held) -> Tone | None:
    return LATE if held.stale else None


def _until_tone(held: Held) -> Tone | None:
    if held.used_up:
        return PLAIN
    return LATE if held.expired else None


COLUMNS = (
    Column("样品编号", 122, lambda held: held.sample.number),
    Column("案件", 122, lambda held: held.case, spare=3),
    Column("客户", 128, lambda held: held.sample.customer, grow=4, whole=True),
    Column("名称", 96, lambda held: held.sample.item, grow=3, spare=4),
    Column("不良现象", 96, lambda held: held.sample.defect, grow=2, spare=2),
    Column("件数", 132, lambda held: pieces(held).replace("拆解件", "拆"), tone=_pieces_tone),
    Column("借给", 152, _lent, tone=_lent_tone, grow=1, spare=1),
    Column("存放位置", 84, lambda held: held.sample.place, tone=_place_tone, grow=1, spare=5),
    Column("保存至", 108, lambda held: held.sample.keep_until, tone=_until_tone),
)
