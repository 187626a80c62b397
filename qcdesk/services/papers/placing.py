"""Where a scanned page belongs by the codes on it, or the sentence that says why nobody knows: never a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qcdesk.canonical import Values
from qcdesk.copy_codes import DIGEST, PageCode, ShortCode, is_broken, parse, parse_short
from qcdesk.desk import Desk
from qcdesk.services.keeping import gone
from qcdesk.services.papers import attested, copy_list, stale
from qcdesk.services.papers.copy_list import LOST, OUT, SPOILED, CopyView
from qcdesk.services.papers.office_code import office_code
from qcdesk.services.papers.stale import VOIDED
from qcdesk.store.query import askable

BLANK, UNREADABLE, UNKNOWN, FOREIGN, MADE_UP, RANGE = "blank", "unreadable", "unknown", "foreign", "made_up", "range"
SEVERAL, BESIDE, CHANGED, ENDED, TWICE = "several", "beside", "changed", "ended", "twice"
LABEL, UNSURE, RETURNED, UNTOUCHED, DISPOSED = "label", "unsure", "returned", "untouched", "disposed"

FLAGS: Mapping[str, str] = {
    BLANK: "空白背面", UNREADABLE: "读不到码", UNKNOWN: "不认识的码", FOREIGN: "别的办公室的单", MADE_UP: "码对不上",
    RANGE: "页码不对", SEVERAL: "一页有几张单", BESIDE: "旁边有别的码", CHANGED: "印后改过", ENDED: "这份已停用",
    RETURNED: "印后退回过", TWICE: "这页已有扫描", LABEL: "标签对不上份", UNSURE: "只有短码",
    UNTOUCHED: "不是纸", DISPOSED: "单子已处置",
}  # fmt: skip
"""Why a page is not filed, in a few words."""


UNREAD = (
    "读不到右上角和左下角的码（折住、盖住或太模糊），请重新扫描，或手工选是哪一张；"
    "印着“草稿”或“作废”的纸本来没有码，不用归入，请放在一边"
)
IMPOSSIBLE = "码的样子是本程序的，读出来却不成立（页码、单号或校验不对），不是本程序印的"
STACKED = "这一页上有几张单的码：{}。叠着、并排扫了，或是复印件的复印件，请分开扫描；归档时也可以手工选"
LABELS = "这一页上有几张标签：{}。分不出签的是哪一张，请分开扫描；归档时也可以手工选"
LOOK = "请对着纸看编号和内容，确实是它的才手工归入，不是的放在一边"
EVIDENCE = "纸请留好，它是证据，放在一边；请系统管理员做“核对数据”，并从备份查清"
UNREGISTERED = f"码上的这一份这里没有登记过（是数据库恢复备份以前印的，或码不是本程序印的），{LOOK}"
NOBODYS = f"是别的办公室的单，数据库恢复备份以前印的，或根本不是打印份的码。{LOOK}"
TORN = "右上角和左下角的码说的不是同一页：{}。可能是拼在一起复印的，请手工选"
STRANGE = "左下角的却不是这里印的（别家的标签贴在上面，或下面压着别的办公室的单），请看一眼再手工归入"
KEPT = "要和单子一起留底的，请手工归入并写明原因"
NOT_PAPER = (
    "请把它打印出来，签好再扫描。在屏幕上往 PDF 里画的签名不算纸上签名，要签请用 PIN；"
    f"{KEPT}（不算签回），不留的放在一边"
)
DESTROYED = "{}的单子已按保存年限处置（{}），不再归入。本厂留的纸应当已经销毁：请收回，照销毁清单销毁，这一页放在一边"
"""What is the matter with a page, and what one may do."""


@dataclass(frozen=True)
class Seen:
    """A page of a file as it was read: the texts of all its codes, those of a copy first and each as often as it is
    there; whether it is blank; what else is kept of it (how it lies, what was seen in its boxes); and whether it is a
    print as it was drawn, which never was on paper. Pages count from 1."""

    page: int
    codes: tuple[str, ...] = ()
    blank: bool = False
    said: Values = field(default_factory=dict)
    untouched: bool = False


@dataclass(frozen=True)
class Placed:
    """Filed where `flag` is empty; else `why` says in a sentence what is the matter, and copy and page are at most what
    the paper claims to be. `sheets` are the copies and pages of which there are codes where these are several."""

    flag: str = ""
    why: str = ""
    copy: CopyView | None = None
    page: int = 0
    sheets: tuple[tuple[CopyView, int], ...] = ()


Known = dict[tuple[int, int], CopyView | None]
"""Copies looked up already, by record and position: a file may bring a thousand pages of one."""


def place(desk: Desk, seen: Seen, known: Known | None = None) -> Placed:
    """By its codes alone; whether the copy's page has come before is asked by whoever files it. What never was paper is
    nothing else before that, but of a sheet that was disposed of."""
    placed = _by_codes(desk, seen, {} if known is None else known)
    own = placed.sheets or (((placed.copy, placed.page),) if placed.copy is not None and placed.page else ())
    if seen.untouched and own and placed.flag != DISPOSED:
        named = "、".join(f"{copy.named}第 {page} 页" for copy, page in own)
        said = f"这一页是程序打印出来的 PDF 本身（{named}），没有在纸上签过；{NOT_PAPER}"
        return replace(placed, flag=UNTOUCHED, why=said)
    return placed


def _by_codes(desk: Desk, seen: Seen, known: Known) -> Placed:
    if not seen.codes:
        return Placed(BLANK, "空白页，已放在一边") if seen.blank else _unreadable()
    long = list(dict.fromkeys(code for code in map(parse, seen.codes) if code))
    short = [code for code in map(parse_short, seen.codes) if code]
    broken = any(is_broken(text) for text in seen.codes)
    if long:
        each = [_by_code(desk, code, known) for code in long]
        if broken or len(long) > 1 or any(code.number for code in short):
            return _several(desk, STACKED, each, short, ["读出来不成立的码"] if broken else [])
        if _is_torn(desk, each[0], short):
            return replace(_several(desk, TORN, each, short), copy=each[0].copy, page=each[0].page)
        return _beside(_standing(desk, each[0]), short)
    if broken:
        return Placed(MADE_UP, IMPOSSIBLE)
    return _by_short_codes(desk, short, seen.codes) if short else _by_number(desk, seen.codes)


def _by_short_codes(desk: Desk, short: Sequence[ShortCode], codes: Sequence[str]) -> Placed:
    """Labels of one run bear the same: which one was signed nobody knows, nor where a label that was printed plain lies
    beside it."""
    plain = _numbers(desk, codes) if short[0].number else []
    if len(short) == 1 and not plain:
        return _standing(desk, _by_short_code(desk, short[0]))
    labels = len(set(short)) == 1 or all(code.number for code in short)
    each = [_of_number(desk, *found) for found in plain]
    return _several(desk, LABELS if labels else STACKED, each, short, [number for _, number in plain])


def _several(
    desk: Desk, said: str, each: Sequence[Placed], short: Sequence[ShortCode], more: Sequence[str] = ()
) -> Placed:
    """Codes of more than one sheet: every one that is known, in one order whichever was read first, then what is known
    of none, and `more` in its own words. Where all are another office's the page is theirs."""
    found = [*each, *(_by_short_code(desk, code) for code in dict.fromkeys(short))]
    if found and not more and all(one.flag == FOREIGN for one in found):
        return found[0]
    known = {(one.copy.id, one.page): one for one in found if one.copy is not None and one.page}
    sheets = [known[key] for key in sorted(known)]
    named = [f"{one.copy.named}第 {one.page} 页" for one in sheets if one.copy is not None and one.flag != LABEL]
    strange = ["别的办公室的单" if one.flag == FOREIGN else "对不上的码" for one in found if not one.page]
    told = said.format("、".join(dict.fromkeys([*named, *strange, *more])))
    return Placed(SEVERAL, told, sheets=tuple((one.copy, one.page) for one in sheets if one.copy is not None))


def _unreadable() -> Placed:
    return Placed(UNREADABLE, UNREAD)


def _by_code(desk: Desk, code: PageCode, known: Known) -> Placed:
    """Everything the code says must be what was printed."""
    if code.office != office_code(desk):
        return Placed(FOREIGN, f"这是别的办公室印的单（代号 {code.office}），这里没有它")
    asked = code.record, code.position
    copy = known[asked] if asked in known else known.setdefault(asked, copy_list.at(desk, *asked))
    if copy is None:
        return _made_up(desk, code, copy, UNREGISTERED)
    if (code.amended, code.digest8) != (copy.amended, copy.digest[:DIGEST].upper()):
        said = f"码上写的内容和{copy.named}印出时的不一样，不是这里印的那一张；{LOOK}"
        return _made_up(desk, code, copy, said)
    if code.pages != copy.pages or code.page > copy.pages:
        return Placed(RANGE, f"码上是第 {code.page} 页共 {code.pages} 页，{copy.named}只有 {copy.pages} 页", copy)
    if not copy.code.fits(code.page, code.check):
        return _made_up(desk, code, copy, _other_printing(copy))
    return Placed("", "", copy, code.page)


def _other_printing(copy: CopyView) -> str:
    """Of a page that bears the numbers of a copy and not its check: numbers are given again after a restored backup."""
    return (f"码上写的是{copy.named}，校验却对不上：不是 {copy.printed_by}印出的那一张（数据库恢复备份以后，同一个份号"
            f"又给了别的纸，或码不是本程序印的）。{LOOK}")  # fmt: skip


def _made_up(desk: Desk, code: PageCode | ShortCode, copy: CopyView | None, why: str) -> Placed:
    """Of a code that fits none of the registered copies. Where the trail tells that it was printed, other hands have
    been at its row."""
    told = attested.tampered(desk, code, copy)
    return Placed(MADE_UP, f"{told.sentence}。{EVIDENCE}" if told else why, copy)


def _by_short_code(desk: Desk, short: ShortCode) -> Placed:
    """It says less than the main mark: only a copy that is waited for is taken by it."""
    copy = copy_list.by_code(desk, short)
    if copy is None:
        what = f"标签的码是单号 {short.number} 加短码" if short.number else "只读到左下角的短码"
        said = f"{what}，它和这里登记的哪一份都对不上：{NOBODYS}"
        (last,) = desk.store.sql("SELECT COALESCE(MAX(id), 0) FROM copy")[0]
        if short.copy_id > last:
            return Placed(MADE_UP, said)
        return replace(_made_up(desk, short, copy_list.by_id(desk, short.copy_id), said), copy=None)
    if short.page > copy.pages:
        return Placed(RANGE, f"短码上是第 {short.page} 页，{copy.named}只有 {copy.pages} 页", copy)
    placed = Placed("", "", copy, short.page)
    if copy.state in (*OUT, LOST, SPOILED) or gone.is_over(desk, copy.record):
        return placed
    what = "标签的码" if has_one_mark(copy) else "只读到左下角的短码，像"
    said = f"{what}是{copy.named}第 {short.page} 页，但这一份{copy.state_label}，不在外面，请手工确认"
    return replace(placed, flag=UNSURE, why=said)


def _is_torn(desk: Desk, placed: Placed, short: Sequence[ShortCode]) -> bool:
    """Whether a second mark is of another page than the first says, which contradicts it."""
    copy = placed.copy
    own = [one for one in short if copy is not None and one.copy_id == copy.id]
    fits = copy is None or placed.flag or all(one.page == placed.page and _fits(copy, one) for one in own)
    return not fits or any(copy_list.by_code(desk, one) for one in short if one not in own)


def _fits(copy: CopyView, short: ShortCode) -> bool:
    return copy.code.fits(short.page, short.check)


def _beside(placed: Placed, short: Sequence[ShortCode]) -> Placed:
    """A mark that is nobody's (a supplier's label may have the shape of ours) is passed over where the page's own
    second mark is there too; alone it may be another office's paper that lies under ours, and nobody guesses which."""
    copy = placed.copy
    if placed.flag or copy is None or not short or any(one.copy_id == copy.id for one in short):
        return placed
    said = f"右上角的码是{copy.named}第 {placed.page} 页，{STRANGE}"
    return replace(placed, flag=BESIDE, why=said)


def _standing(desk: Desk, placed: Placed) -> Placed:
    """A paper that no longer says what its record does, or that was given up, is not signed for anything; one that
    should have been destroyed is not even kept with it."""
    copy = placed.copy
    if placed.flag or copy is None:
        return placed
    over = gone.told(desk, copy.record)
    flag, why = (DISPOSED, DESTROYED.format(copy.named, over.removeprefix(f"{gone.LABEL}　"))) if over else _ended(copy)
    return replace(placed, flag=flag, why=why) if flag else placed


def _ended(copy: CopyView) -> tuple[str, str]:
    """The flag of a paper that is not to be signed, and what may be done with it."""
    told = f"{copy.named}{copy.state_label}" + (f"（{copy.reason}）" if copy.reason else "")
    if copy.state == SPOILED:
        return ENDED, f"{told}，不能归入，请放在一边；还要签，请重新打印"
    if copy.state == LOST:
        return ENDED, f"{told}，要用它请手工归入并写明原因；纸找到了，就在“纸上送签”里点“找回”"
    if copy.stale.kind == VOIDED:
        return ENDED, f"{copy.number} 已经作废，这张纸不用再签；{KEPT}，不留的放在一边"
    if copy.stale.kind == stale.RETURNED:
        return RETURNED, f"{copy.named}{copy.why_stale}，{copy.stale.signing}；{KEPT}"
    return (CHANGED, f"{copy.named}{copy.why_stale}，{copy.stale.signing}") if copy.why_stale else ("", "")


def _by_number(desk: Desk, codes: Sequence[str]) -> Placed:
    """A plain print bears its number alone, as do a label of before the marks and another office's."""
    found = _numbers(desk, codes)
    if not found:
        return Placed(UNKNOWN, f"码的内容是“{askable(codes[0]).strip()[:30]}”，不是本程序印的单")
    each = [_of_number(desk, *one) for one in found]
    return _several(desk, LABELS, each, (), [number for _, number in found]) if len(each) > 1 else each[0]


def _of_number(desk: Desk, record: int, number: str) -> Placed:
    """The copy is named where one alone can be it."""
    waiting = [copy for copy in copy_list.of_record(desk, record) if copy.state in OUT and without_marks(copy)]
    likely = waiting[0] if len(waiting) == 1 else None
    return Placed(LABEL, f"码只是单号 {number}，看不出是哪一份、印出以后改没改过；请对着纸看过，再手工归入", likely, 1)


def _numbers(desk: Desk, codes: Sequence[str]) -> list[tuple[int, str]]:
    """The records whose very number a code says, and nothing else."""
    asked = list(dict.fromkeys(askable(text).strip() for text in codes))
    marks = ", ".join("?" * len(asked))
    found = desk.store.sql(f"SELECT id, number FROM record WHERE number IN ({marks}) ORDER BY id", tuple(asked))
    return [(int(record), str(number)) for record, number in found]


def without_marks(copy: CopyView) -> bool:
    """A label printed before labels had marks."""
    return not any("main" in page or "second" in page for page in copy.page_boxes)


def has_one_mark(copy: CopyView) -> bool:
    """A label: its code with its short code, or the small mark below its frame."""
    return not any("main" in page and "second" in page for page in copy.page_boxes)
