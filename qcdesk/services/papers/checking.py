"""核对 a paper: its codes held against its copy, its record and the trail, all of it here, no network.

The words on the paper are read by nobody: a forged sheet may carry a true code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qcdesk import canonical, copy_codes
from qcdesk.desk import Desk
from qcdesk.errors import Damaged, NotFound
from qcdesk.services.keeping import gone
from qcdesk.services.papers import attested, beside_trail, by_mark, copy_list, placing, stale
from qcdesk.services.papers.copy_list import BLANK, LOST, SPOILED, CopyView
from qcdesk.services.papers.verdicts import (
    AMENDED,
    BROKEN,
    CHANGED,
    DISPOSED,
    ENDED,
    FOREIGN,
    LATER,
    SAME,
    UNKNOWN,
    UNREAD,
    Checked,
)
from qcdesk.services.sheets import differing, records, revisions
from qcdesk.services.trail import chain_marks
from qcdesk.services.trail.chain_marks import ChainMark
from qcdesk.store.query import askable
from qcdesk.views import RecordView
from qcdesk.workflow import VOID

EXAMPLES = f"短码形如 {copy_list.EXAMPLE}，印在右上角二维码的下面；链码形如 链 1234·3F9AC27B51D0，印在页脚"

NO_CODE = "读不到右上角和左下角的码（折住、盖住或太模糊）。印着“草稿”或“作废”的纸本来没有码，核对不了。"
LAST_PAGE = re.compile(r"第 (\d+)(?:–(\d+))? 页$")
TYPE_IT = "请输入纸上右上角二维码下面的短码，或重新扫描、拍照。"

FLAGGED_AS = {
    placing.FOREIGN: FOREIGN, placing.MADE_UP: UNKNOWN, placing.UNKNOWN: UNKNOWN,
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
        return by_mark.alone(desk, alone) if alone else _unread(desk, said)


def read(desk: Desk, texts: Sequence[str], mark: ChainMark | None = None) -> Checked:
    """By the texts of the codes on one page, those that a scan has or a person has typed."""
    with desk.store.snapshot():
        placed = placing.place(desk, placing.Seen(1, tuple(texts)))
        if placed.flag == placing.UNREADABLE:
            return Checked(UNKNOWN, NO_CODE, todo=TYPE_IT)
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
        found[key] = _with(before, page) if before else page
    return list(found.values())


def _with(before: Checked, page: Checked) -> Checked:
    """Also where in the file each of them lies: “扫描.pdf”第 1–3 页、第 7 页."""
    where = before.place
    if where and page.place:
        first, last = LAST_PAGE.search(where), LAST_PAGE.search(page.place)
        follows = first and last and int(first[2] or first[1]) + 1 == int(last[1])
        where = (f"{where[: first.start()]}第 {first[1]}–{last[1]} 页" if first and last and follows
                 else f"{where}、{page.place.rpartition('”')[2]}")  # fmt: skip
    return replace(page, pages=tuple(sorted({*before.pages, *page.pages})), place=where)


def _tampered(desk: Desk, texts: Sequence[str]) -> Checked | None:
    for text in texts:
        long, short = copy_codes.parse(text), copy_codes.parse_short(text)
        copy = copy_list.at(desk, long.record, long.position) if long else None
        copy = copy_list.by_id(desk, short.copy_id) if short else copy
        bears = long or short
        told = attested.tampered(desk, bears, copy) if bears else None
        if bears and told and told.gone:
            return _gone(desk, f"{told.sentence}。", told.gone, bears.page)
        if bears and told and copy:
            return replace(_of_copy(desk, copy, (bears.page,), None), verdict=BROKEN, sentence=f"{told.sentence}。")
    return None


def _gone(desk: Desk, said: str, printed: attested.Printed, page: int) -> Checked:
    """Of a copy that was printed and is registered no more."""
    (number, *_), *_ = [*desk.store.sql("SELECT number FROM record WHERE id = ?", (printed.code.record,)), ("",)]
    return Checked(
        BROKEN, said, None, number or "", "", revisions.labelled(printed.code.amended), "",
        printed.code.record if number else None, (page,), f"{desk.clock.local(printed.code.at)} {printed.by}",
    )  # fmt: skip


def _unread(desk: Desk, said: str) -> Checked:
    known = desk.store.sql("SELECT id FROM record WHERE number = ?", (said.upper(),)) if said else []
    if known:
        return _by_number(desk, int(known[0][0]))
    return Checked(UNKNOWN, f"“{said[:40]}”不是短码，也不是链码。{EXAMPLES}" if said else f"还没有输入。{EXAMPLES}")


def _by_number(desk: Desk, record: int) -> Checked:
    """A number stands on any paper: it leads to the record, which one may compare."""
    try:
        now = records.get(desk, record)
        stands = revisions.at_version(desk, record, now.version)
    except (Damaged, NotFound) as error:
        return Checked(BROKEN, f"{error.sentence}。", record=record)
    said = f"{now.number} 是单号，只凭单号核对不了纸。请点“看原样”对着纸上的内容逐格看。{EXAMPLES}"
    told = Checked(
        UNKNOWN, said, None, now.number or "", now.kind.title, "", beside_trail.state(now), record,
        signed=beside_trail.signed(stands, now),
    )  # fmt: skip
    broken = beside_trail.altered(stands, now) or beside_trail.spoilt(told.signed)
    return replace(told, verdict=BROKEN, sentence=broken) if broken else told


def _of_copy(desk: Desk, copy: CopyView, pages: tuple[int, ...], mark: ChainMark | None) -> Checked:
    told = Checked(
        SAME, "", copy, copy.number, copy.title, revisions.labelled(copy.amended), "", copy.record, pages,
        f"{desk.clock.local(copy.printed_at)} {copy.printed_by}", _whereabouts(desk, copy),
    )  # fmt: skip
    try:
        now = records.get(desk, copy.record)
        paper = revisions.at_version(desk, copy.record, copy.version)
        stands = revisions.at_version(desk, copy.record, now.version)
    except (Damaged, NotFound) as error:
        return replace(told, verdict=BROKEN, sentence=f"{error.sentence}。")
    chain, fits = by_mark.beside(desk, paper.anchor, mark)
    blank = copy.made == BLANK
    told = replace(
        told, state=beside_trail.state(now), chain=chain, chain_fits=fits,
        signed=() if blank else beside_trail.signed(paper, now, copy.id),
        differences=() if blank else differing.between(paper, now),
    )  # fmt: skip
    verdict, sentence = _judged(desk, told, copy, (paper, stands, now))
    old = copy.amended if copy.amended != now.amended and verdict != BROKEN else None
    return replace(told, verdict=verdict, sentence=sentence, old=old)


def _judged(
    desk: Desk, told: Checked, copy: CopyView, views: tuple[RecordView, RecordView, RecordView]
) -> tuple[str, str]:
    broken = _broken(told, copy, views)
    if broken:
        return BROKEN, broken
    if views[2].disposed:
        return DISPOSED, f"{copy.named}的单子{gone.told(desk, copy.record)}。"
    if copy.record_state == VOID:
        return ENDED, f"{copy.number}这张单已经作废。"
    if copy.state == SPOILED:
        return ENDED, f"{copy.named}已作废" + (f"：{copy.reason}。" if copy.reason else "。")
    if copy.amended != views[2].amended:
        here = revisions.labelled(views[2].amended)
        return AMENDED, f"{copy.named}印出以后改版了：纸上是{told.edition}，现在是{here}。"
    if copy.stale.kind == stale.CHANGED:
        return CHANGED, f"{copy.named}{copy.why_stale}。"
    lapsed = beside_trail.lapsed(told.signed)
    if lapsed:
        return CHANGED, lapsed
    if copy.why_stale:
        return CHANGED, f"{copy.named}{copy.why_stale}。"
    return SAME, _same(copy, told)


def _broken(told: Checked, copy: CopyView, views: tuple[RecordView, RecordView, RecordView]) -> str:
    """Where something was changed by other hands, a sentence."""
    paper, stands, now = views
    if told.chain_fits is False:
        return f"{told.chain}。"
    if copy.stale.kind == stale.DAMAGED:
        return f"{copy.named}{copy.why_stale}，{copy.stale.todo}。"
    altered = beside_trail.altered(stands, now)
    if altered:
        return altered
    if copy.made != BLANK and canonical.digest(canonical.dump(dict(paper.values))) != copy.digest:
        return f"{copy.named}的登记被程序以外的手改过：登记的内容不是当时单上的内容。"
    return beside_trail.spoilt(told.signed)


def _same(copy: CopyView, told: Checked) -> str:
    if copy.made == BLANK:
        return f"码对应 {copy.named}，是本办公室预留编号的空白单，内容是手写的；{UNREAD}。"
    later = [f"{one.label} {one.name}" for one in told.signed if one.standing == LATER]
    said = f"码对应 {copy.named}，这一份印出以后记录没有改过；{UNREAD}。"
    if later:
        said += f"印出以后又签了{'、'.join(later)}。"
    return said + ("它报过遗失，现在找到了，请在“纸上送签”里点“找回”。" if copy.state == LOST else "")


def _whereabouts(desk: Desk, copy: CopyView) -> str:
    since = desk.clock.local(copy.since)
    place = f"，在{copy.holder}处" if copy.holder and copy.state == copy_list.SENT else ""
    place = f"，{copy.place}" if copy.place and copy.state == copy_list.ARCHIVED else place
    return f"{copy.state_label}{place}（{since} 起）"
