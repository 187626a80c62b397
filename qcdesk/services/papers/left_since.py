"""Who signed a paper while he was in office and left before it came back: by the day on the paper and the trail."""

from __future__ import annotations

from collections.abc import Iterator

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import people
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.views import PersonView

LEFT = "left"
"""Under which the event of a signature keeps the day on which its signer had left."""

CHANGED = "SELECT at, detail FROM event WHERE action = 'person_changed' AND seq > ? ORDER BY seq"

ANEW = "请重新打印，由接替的人签"


def leavers(desk: Desk, copy: CopyView) -> Iterator[PersonView]:
    """Those who have left since the copy was printed."""
    for person in people.listed(desk):
        if not person.active and _stay(desk, copy, person.login)[1]:
            yield person


def signer(desk: Desk, copy: CopyView, login: str, day: str) -> tuple[PersonView, str]:
    """The person, and the day on which he has left since he signed; empty for one in office. `day` is that on the
    paper, which whoever left must have. Raises Refused where he may not have signed it."""
    person = people.get(desk, login)
    if person.active:
        return person, ""
    came, left = _stay(desk, copy, login)
    if not left:
        raise Refused(f"{person.name}在这一份打印以前就停用了，不能算他签的；{ANEW}")
    if not day:
        raise Refused(f"{person.name}在 {left} 停用：写上纸上的日期，不晚于那天的才算他在职时签的")
    if not came <= day[:10] <= left:
        since = f"（{came} 才重新启用）" if day[:10] < came else ""
        raise Refused(f"{person.name}在 {left} 停用{since}，纸上的日期 {day} 他不在职，不能算他签的；{ANEW}")
    return person, left


def _stay(desk: Desk, copy: CopyView, login: str) -> tuple[str, str]:
    """The last days on which he was taken back and retired, since the print; empty where that was not since."""
    printed = desk.store.sql("SELECT event_seq FROM copy WHERE id = ?", (copy.id,))[0][0]
    came = left = ""
    for at, detail in desk.store.sql(CHANGED, (printed,)):
        change = _change(detail, login)
        if change == (True, False):
            left = desk.clock.local(at)[:10]
        elif change == (False, True):
            came = desk.clock.local(at)[:10]
    return came, left


def _change(detail: str, login: str) -> tuple[bool, bool]:
    """Whether he was in office before and after; nothing can be read where other hands have made it no JSON."""
    try:
        said = canonical.load(detail)
    except ValueError:
        return False, False
    before, after = said.get("from"), said.get("to")
    if said.get("person") != login or not isinstance(before, dict) or not isinstance(after, dict):
        return False, False
    return bool(before.get("active")), bool(after.get("active"))
