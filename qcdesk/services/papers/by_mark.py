"""核对 by a chain mark: the event that it names, the sheet that this event wrote, and what has come since."""

from __future__ import annotations

from dataclasses import replace

from qcdesk.calculations import whole
from qcdesk.desk import Desk
from qcdesk.errors import Damaged, NotFound
from qcdesk.services.keeping import gone
from qcdesk.services.papers import beside_trail
from qcdesk.services.papers.verdicts import AMENDED, BROKEN, CHANGED, DISPOSED, ENDED, IN_TRAIL, SAME, UNREAD, Checked
from qcdesk.services.sheets import differing, records, revisions
from qcdesk.services.sheets.signing import said_in
from qcdesk.services.trail import chain_marks, history
from qcdesk.services.trail.chain_marks import ChainMark
from qcdesk.store.models import Event
from qcdesk.views import RecordView
from qcdesk.workflow import VOID

TOLD_OF = "SELECT detail FROM event WHERE record_id = ? AND seq <= ? ORDER BY seq DESC"


def beside(desk: Desk, printed: str, mark: ChainMark | None) -> tuple[str, bool | None]:
    """Of a paper that is known, whether the typed mark is the one it bears; without one, what must stand on it."""
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


def alone(desk: Desk, mark: ChainMark) -> Checked:
    """The mark names the event that wrote the sheet, not which copy it is."""
    wrong = chain_marks.wrong(desk, mark)
    if wrong:
        return Checked(BROKEN, f"{wrong}。", chain=wrong, chain_fits=False)
    (event,) = desk.store.found(Event, "SELECT * FROM event WHERE seq = ?", mark.seq)
    told = Checked(IN_TRAIL, "", chain=f"{mark}，与经过相符", chain_fits=True)
    if event.record is None:
        return replace(told, sentence=f"链码对得上经过：{_moment(desk, event)}的一条，不属于哪一张单。")
    try:
        now = records.get(desk, event.record)
        views = _views(desk, now, mark.seq)
    except NotFound:
        said = f"链码对得上经过：{_moment(desk, event)}的一条，但它说的那张单不在记录里，是被程序以外的手删掉的。"
        return replace(told, verdict=BROKEN, sentence=said)
    except Damaged as error:
        return replace(told, verdict=BROKEN, sentence=f"{error.sentence}。")
    return _of_record(desk, told, event, views)


def _views(desk: Desk, now: RecordView, seq: int) -> tuple[RecordView, RecordView, RecordView]:
    """The record as of that event, as its trail tells it now, and as it is stored."""
    then = revisions.at_version(desk, now.id, _version_by(desk, now.id, seq))
    return then, revisions.at_version(desk, now.id, now.version), now


def _version_by(desk: Desk, record: int, seq: int) -> int:
    said = (said_in(detail) for (detail,) in desk.store.sql(TOLD_OF, (record, seq)))
    return next((whole(one.get("version")) or 0 for one in said if "payload" in one), 1)


def _of_record(desk: Desk, told: Checked, event: Event, views: tuple[RecordView, RecordView, RecordView]) -> Checked:
    paper, stands, now = views
    told = replace(
        told, number=now.number or "", title=now.kind.title, edition=revisions.labelled(paper.amended),
        state=beside_trail.state(now), record=now.id, signed=beside_trail.signed(paper, now),
        differences=differing.between(paper, now), old=paper.amended if paper.amended != now.amended else None,
    )  # fmt: skip
    broken = beside_trail.altered(stands, now) or beside_trail.spoilt(told.signed)
    if broken:
        return replace(told, verdict=BROKEN, sentence=f"链码是真的，但{broken}", old=None)
    if now.disposed:
        said = f"链码是真的，但{now.title}{gone.told(desk, now.id)}。"
        return replace(told, verdict=DISPOSED, sentence=said)
    if now.state == VOID:
        return replace(told, verdict=ENDED, sentence=f"链码是真的，但{now.title}后来作废了。")
    if paper.anchor != f"{event.seq}·{str(event.hash)[: chain_marks.DIGITS].upper()}":
        return replace(told, sentence=_no_anchor(desk, event, now, told), edition="", old=None)
    told = replace(told, verdict=SAME, chain=told.chain.replace("经过", "记录"))
    return _judged(told, paper, now)


def _judged(told: Checked, paper: RecordView, now: RecordView) -> Checked:
    """In the words that a short code of the same paper gets."""
    if paper.amended != now.amended:
        here = revisions.labelled(now.amended)
        said = f"链码是真的，但{now.title}印出以后改版了：纸上是{told.edition}，现在是{here}。"
        return replace(told, verdict=AMENDED, sentence=said)
    if told.differences:
        return replace(told, verdict=CHANGED, sentence=f"链码是真的，但{now.title}印出以后改过。")
    lapsed = beside_trail.lapsed(told.signed)
    if lapsed:
        return replace(told, verdict=CHANGED, sentence=lapsed)
    return replace(told, sentence=f"链码对得上：{now.title}最后一次签核以后没有再动过；{UNREAD}。")


def _no_anchor(desk: Desk, event: Event, now: RecordView, told: Checked) -> str:
    """No sheet prints it in its foot: the head of the chain on the cover of an archive package does."""
    line = next((line for line in history.told(desk, now.id) if line.seq == event.seq), None)
    deed = f"“{line.sentence}”" if line else "的一条"
    since = "改过，不同的列在下面" if told.differences else "没有改过"
    said = f"链码对得上经过：{_moment(desk, event)}{now.title}{deed}，不是单子页脚上的那一条。"
    return f"{said}归档包的封面上印的可能就是它，包里是哪个案件请看封面。这以后单子的内容{since}。"


def _moment(desk: Desk, event: Event) -> str:
    return f"它是事件 {event.seq}（{desk.clock.local(event.at)} {event.name}）"
