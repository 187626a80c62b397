"""Whether this PC's clock stands behind the trail: told everywhere while it does, until somebody says it is right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.trail import events, order

ANSWERABLE = ("qcmgr", people.ADMIN)
"""Who may say that this clock is right, and the one before was wrong."""

ASK = "请先校准时钟再登记；现在记的时间都会标记"


@dataclass(frozen=True)
class Behind:
    """This PC's time and the latest of the trail, in local time; `who` wrote that one, where that is known."""

    now: str
    latest: str
    who: str
    span: timedelta
    seq: int | None

    @property
    def sentence(self) -> str:
        year = 0 if self.now[:4] != self.latest[:4] else 5
        told = "，".join(filter(None, (self.latest[year:], self.who)))
        return (f"这台电脑的时钟是 {self.now[year:]}，比最近一条记录（{told}）早 {span_words(self.span)}，"
                f"两个时钟有一个不对。{ASK}。")  # fmt: skip


def behind(desk: Desk) -> Behind | None:
    """None while time goes on; asks for two rows by their keys."""
    stamp, latest = desk.clock.stamp(), order.latest(desk.store, desk.store.newest())
    if latest is None or not order.is_behind(stamp, latest.at):
        return None
    who = _who(desk, latest.seq) if latest.seq else ""
    return Behind(desk.clock.local(stamp), desk.clock.local(latest.at), who, order.apart(stamp, latest.at), latest.seq)


def _who(desk: Desk, seq: int) -> str:
    found = desk.store.sql("SELECT name, pc FROM event WHERE seq = ?", (seq,))
    return f"{found[0][0]}，电脑 {found[0][1]}" if found else ""


def span_words(span: timedelta) -> str:
    """In the two largest units: nobody sets a clock by more."""
    minutes = int(span.total_seconds()) // 60
    parts = ((minutes // 1440, "天"), (minutes // 60 % 24, "小时"), (minutes % 60, "分"))
    first = next((at for at, (number, _) in enumerate(parts) if number), len(parts) - 1)
    return " ".join(f"{number} {word}" for number, word in parts[first : first + 2] if number) or "不到 1 分"


def may_confirm(desk: Desk) -> bool:
    return bool(set(ANSWERABLE) & set(desk.person.roles))


def confirm(desk: Desk, proof: Proof) -> Change:
    """Somebody answerable says that this clock is right: what follows is no longer held against the time before.

    Raises Refused where nothing is to be confirmed.
    """
    if proof.login != desk.require_person().login:
        raise Refused("PIN 是别人的，请由坐在这里的人输入")
    with desk.store.write():
        seat = desk.seating(people.in_office(desk, proof.login))
        if not may_confirm(seat):
            roles = "或".join(people.role_label(desk, role) for role in ANSWERABLE)
            raise Refused(f"“时钟没有错”要由{roles}确认")
        found = behind(seat)
        if found is None:
            raise Refused("这台电脑的时钟和记录对得上，没有要确认的")
        detail = {"overruled": found.latest, order.OVERRULED_SEQ: found.seq}
        return touched("clock", event=events.note(seat, order.CONFIRMED, detail=detail))
