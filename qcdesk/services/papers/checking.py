"""核对 a paper: its codes held against its copy, its record and the trail, all of it here, no network.

The words on the paper are read by nobody: a forged sheet may carry a true code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qcdesk import canonical, copy_codes
from qcdesk.desk import Desk
from qcdesk.errors import Damaged, NotFound
from qcdesk.services.papers import attested, copy_list, placing, stale
from qcdesk.services.papers.copy_list import BLANK, LOST, SPOILED, CopyView
from qcdesk.services.papers.verdicts import (
    AMENDED,
    BROKEN,
    CHANGED,
    ENDED,
    FOREIGN,
    LAPSED,
    LATER,
    SAME,
    SPOILT,
    UNKNOWN,
    VALID,
    Checked,
    Signed,
)
from qcdesk.services.sheets import differing, records, revisions
from qcdesk.services.trail import chain_marks
from qcdesk.services.trail.chain_marks import ChainMark
from qcdesk.store.query import askable
from qcdesk.views import RecordView, SignatureView
from qcdesk.workflow import VOID

EXAMPLES = f"短码形如 {copy_list.EXAMPLE}，印在右上角二维码的下面；链码形如 链 1234·3F9AC27B51D0，印在页脚"

UNREAD = "纸面上的字没有逐字比对，请与原样对照"

FLAGGED_AS = {
    placing.FOREIGN: FOREIGN, placing.MADE_UP: UNKNOWN, placing.UNREADABLE: UNKNOWN, placing.UNKNOWN: UNKNOWN,
    placing.SEVERAL: UNKNOWN, placing.RANGE: BROKEN, placing.LABEL: UNKNOWN,
}  # fmt: skip
"""What a page is that its codes do not lead to a copy; the other flags are of copies that are known."""


def typed(desk: Desk, text: str, chain: str = "") -> Checked:
    """By a short code, the text of the QR, or a chain mark as a person has typed them; `chain` beside a code."""
    said = askable(text).strip()
    mark = chain_marks.parse(chain) if chain.strip() else None
    if chain.strip() and mark is None:
        return Checked(UNKNOWN, f"“{askable(chain).strip()[:40]}”不是链码。{EXAMPLES}")
    with desk.store.snapshot():
        if copy_codes.parse(said.upper()) is not None:
            return read(desk, [said.upper()], mark)
        short = copy_codes.parse_short(said)
        alone = chain_marks.parse(said)
        if short is not None and (alone is None or copy_list.by_code(desk, short) is not None):
            found = read(desk, [said], mark)
            return replace(found, sentence=f"{copy_list.NOT_OURS}。") if found.verdict == UNKNOWN else found
        return _by_mark(desk, alone) if alone else _unread(desk, said)


def read(desk: Desk, texts: Sequence[str], mark: ChainMark | None = None) -> Checked:
    """By the texts of the codes on one page, those that a scan has or a person has typed."""
    with desk.store.snapshot():
        placed = placing.place(desk, placing.Seen(1, tuple(texts)))
        if placed.copy is None or placed.flag in FLAGGED_AS:
            told = _tampered(desk, texts) if placed.flag == placing.MADE_UP else None
            return told or Checked(FLAGGED_AS.get(placed.flag, UNKNOWN), placed.why)
        return _of_copy(desk, placed.copy, (placed.page,), mark)


def together(pages: Sequence[Checked]) -> list[Checked]:
    """Pages of one copy as one; the others each for itself, in their order."""
    found: dict[object, Checked] = {}
    for at, page in enumerate(pages):
        key = page.copy.id if page.copy else f"page {at}"
        before = found.get(key)
        found[key] = replace(page, pages=tuple(sorted({*before.pages, *page.pages}))) if before else page
    return list(found.values())


def _tampered(desk: Desk, texts: Sequence[str]) -> Checked | None:
    """Of a code that fits what the trail says of its copy, and not what is registered now."""
    for text in texts:
        long, short = copy_codes.parse(text), copy_codes.parse_short(text)
        copy = copy_list.at(desk, long.record, long.position) if long else None
        copy = copy_list.by_id(desk, short.copy_id) if short else copy
        bears = long or short
        told = attested.code(desk, copy) if copy else None
        if copy and bears and told and told != copy.code and told.fits(bears.page, bears.check):
            said = f"{copy.named}的登记被程序以外的手改过：登记的内容不是当时单上的内容。"
            return replace(_of_copy(desk, copy, (bears.page,), None), verdict=BROKEN, sentence=said)
    return None


def _unread(desk: Desk, said: str) -> Checked:
    known = desk.store.sql("SELECT 1 FROM record WHERE number = ?", (said.upper(),)) if said else []
    if known:
        return Checked(UNKNOWN, f"{said.upper()} 是单号，只凭单号核对不了纸。{EXAMPLES}")
    return Checked(UNKNOWN, f"“{said[:40]}”不是短码，也不是链码。{EXAMPLES}" if said else f"还没有输入。{EXAMPLES}")


def _of_copy(desk: Desk, copy: CopyView, pages: tuple[int, ...], mark: ChainMark | None) -> Checked:
    now = records.get(desk, copy.record)
    told = Checked(
        SAME, "", copy, copy.number, copy.title, _edition(copy.amended), _stands(now), copy.record, pages,
        f"{desk.clock.local(copy.printed_at)} {copy.printed_by}", _whereabouts(desk, copy),
    )  # fmt: skip
    try:
        paper = revisions.at_version(desk, copy.record, copy.version)
        stands = revisions.at_version(desk, copy.record, now.version)
    except (Damaged, NotFound) as error:
        return replace(told, verdict=BROKEN, sentence=error.sentence)
    chain, fits = _chain(desk, paper.anchor, mark)
    blank = copy.made == BLANK
    told = replace(
        told, chain=chain, chain_fits=fits, signed=() if blank else _signed(paper, now),
        differences=() if blank else differing.between(paper, now),
    )  # fmt: skip
    verdict, sentence = _judged(told, copy, (paper, stands, now))
    return replace(told, verdict=verdict, sentence=sentence)


def _judged(told: Checked, copy: CopyView, views: tuple[RecordView, RecordView, RecordView]) -> tuple[str, str]:
    broken = _broken(told, copy, views)
    if broken:
        return BROKEN, broken
    if copy.record_state == VOID:
        return ENDED, f"{copy.number}这张单已经作废。"
    if copy.state == SPOILED:
        return ENDED, f"{copy.named}已作废" + (f"：{copy.reason}。" if copy.reason else "。")
    if copy.amended != views[2].amended:
        return AMENDED, f"{copy.named}印出以后改版了：纸上是{told.edition}，现在是{_edition(views[2].amended)}。"
    if copy.stale.kind == stale.CHANGED:
        return CHANGED, f"{copy.named}{copy.why_stale}。"
    lapsed = [f"{one.label} {one.name}" for one in told.signed if one.standing == LAPSED]
    if lapsed:
        return CHANGED, f"记录的内容没有变，但印出以后退回过：{'、'.join(lapsed)}的签名已失效。"
    if copy.why_stale:
        return CHANGED, f"{copy.named}{copy.why_stale}。"
    return SAME, _same(copy, told)


def _broken(told: Checked, copy: CopyView, views: tuple[RecordView, RecordView, RecordView]) -> str:
    """Where something was changed by other hands, a sentence."""
    paper, stands, now = views
    if told.chain_fits is False:
        return f"{told.chain}。"
    if (stands.values, stands.state, stands.number) != (now.values, now.state, now.number):
        return f"{copy.number}的内容被程序以外的手改过，和它自己的经过对不上。"
    if copy.made != BLANK and canonical.digest(canonical.dump(dict(paper.values))) != copy.digest:
        return f"{copy.named}的登记被程序以外的手改过：登记的内容不是当时单上的内容。"
    spoilt = [f"{one.label} {one.name}" for one in told.signed if one.standing == SPOILT]
    return f"{'、'.join(spoilt)}的签名与所签的内容不符，签后被改动过。" if spoilt else ""


def _same(copy: CopyView, told: Checked) -> str:
    if copy.made == BLANK:
        return f"码对应 {copy.named}，是本办公室预留编号的空白单，内容是手写的；{UNREAD}。"
    later = [f"{one.label} {one.name}" for one in told.signed if one.standing == LATER]
    said = f"码对应 {copy.named}，这一份印出以后记录没有改过；{UNREAD}。"
    if later:
        said += f"印出以后又签了{'、'.join(later)}。"
    return said + ("它报过遗失，现在找到了，请在“纸上送签”里点“找回”。" if copy.state == LOST else "")


def _signed(paper: RecordView, now: RecordView) -> tuple[Signed, ...]:
    """Those printed on the paper first, each with what has become of it, then those given since."""
    live = {_key(one): one for one in now.signatures}
    told = [_told(one, _standing(one, live.get(_key(one)))) for one in paper.signatures]
    seen = {_key(one) for one in paper.signatures}
    return (*told, *(_told(one, LATER if one.sound else SPOILT) for key, one in live.items() if key not in seen))


def _standing(printed: SignatureView, live: SignatureView | None) -> str:
    if not printed.sound:
        return SPOILT
    if live is None:
        return LAPSED
    return VALID if live.sound else SPOILT


def _key(one: SignatureView) -> tuple[str, str, str]:
    return one.slot, one.person, one.at


def _told(one: SignatureView, standing: str) -> Signed:
    return Signed(one.label, one.signer, one.at_local, one.mode, standing)


def _chain(desk: Desk, printed: str, mark: ChainMark | None) -> tuple[str, bool | None]:
    """Without a typed mark, what must stand on the paper."""
    if mark is None:
        return (f"纸上页脚应印着“链 {printed}”，请看一眼" if printed else ""), None
    wrong = chain_marks.wrong(desk, mark)
    if wrong:
        return wrong, False
    if not printed:
        return f"链码 {mark} 对得上经过，但这一份印出时还没有签完，纸上本来没有链码", False
    if str(mark) != printed:
        return f"纸上的链码是 {mark}，这一份印的应是 {printed}", False
    return f"{mark}，与记录相符", True


def _by_mark(desk: Desk, mark: ChainMark) -> Checked:
    """The mark alone names the event that wrote the sheet, not which copy it is."""
    wrong = chain_marks.wrong(desk, mark)
    if wrong:
        said = f"{wrong}。请先对着纸再看一遍链码；没有抄错、又确是本办公室的单，就是有人动过数据库。"
        return Checked(BROKEN, said, chain=wrong, chain_fits=False)
    found = desk.store.sql("SELECT record_id FROM event WHERE seq = ?", (mark.seq,))
    if found[0][0] is None:
        return Checked(UNKNOWN, f"事件 {mark.seq} 在，但它不属于任何一张单：链码抄的不是页脚上的", chain_fits=True)
    now = records.get(desk, int(found[0][0]))
    told = Checked(
        SAME, f"链码对得上：{now.title}最后一次签核以后没有再动过；{UNREAD}。", None, now.number or "", now.kind.title,
        _edition(now.amended), _stands(now), now.id, signed=_signed(now, now), chain=f"{mark}，与记录相符",
        chain_fits=True,
    )  # fmt: skip
    if now.state == VOID:
        return replace(told, verdict=ENDED, sentence=f"链码是真的，但{now.title}后来作废了。")
    if now.anchor != str(mark):
        said = f"链码是真的，但{now.title}后来又改过；输入短码可以看出哪里不同。"
        return replace(told, verdict=CHANGED, sentence=said, edition="")
    spoilt = [f"{one.label} {one.name}" for one in told.signed if one.standing == SPOILT]
    if spoilt:
        return replace(told, verdict=BROKEN, sentence=f"{'、'.join(spoilt)}的签名与所签的内容不符，签后被改动过。")
    return told


def _edition(amended: int) -> str:
    return revisions.labelled(amended)


def _stands(now: RecordView) -> str:
    return f"{now.state_label}，{_edition(now.amended)}" if now.amended else now.state_label


def _whereabouts(desk: Desk, copy: CopyView) -> str:
    since = desk.clock.local(copy.since)
    place = f"，在{copy.holder}处" if copy.holder and copy.state == copy_list.SENT else ""
    place = f"，{copy.place}" if copy.place and copy.state == copy_list.ARCHIVED else place
    return f"{copy.state_label}{place}（{since} 起）"
