"""Who signed a paper while he was in office and left before it came back: by the day on the paper and the trail."""

from __future__ import annotations

from collections.abc import Sequence

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import people
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.views import PersonView

LEFT = "left"
"""Under which the event of a signature keeps the day on which its signer had left."""

CHANGED = """SELECT at, detail FROM event WHERE action = 'person_changed'
AND seq > (SELECT event_seq FROM copy WHERE id = ?) ORDER BY seq"""

ANEW = "请重新打印，由接替的人签"


def leavers(desk: Desk, copy: CopyView, everybody: Sequence[PersonView]) -> list[PersonView]:
    """Of everybody those who have left since the copy was printed."""
    left = [person for person in everybody if not person.active]
    stays = _stays(desk, copy) if left else {}
    return [person for person in left if person.login in stays]


def signer(desk: Desk, copy: CopyView, login: str, day: str) -> tuple[PersonView, str]:
    """The person, and the day on which he has left since he signed; empty for one in office. `day` is that on the
    paper, which whoever left must have. Raises Refused where he may not have signed it."""
    person = people.get(desk, login)
    if person.active:
        return person, ""
    stays = _stays(desk, copy).get(login)
    if not stays:
        raise Refused(f"{person.name}在这一份打印以前就停用了，不能算他签的；{ANEW}")
    if not day:
        raise Refused(f"{person.name}在 {stays[-1][1]} 停用：写上纸上的日期，不晚于那天的才算他在职时签的")
    left = next((left for came, left in stays if came <= day[:10] <= left), "")
    if not left:
        away = "、".join(f"{left} 停用（{came} 才重新启用）" if came else f"{left} 停用" for came, left in stays)
        raise Refused(f"{person.name}在 {away}，纸上的日期 {day} 他不在职，不能算他签的；{ANEW}")
    return person, left


def _stays(desk: Desk, copy: CopyView) -> dict[str, list[tuple[str, str]]]:
    """Of everybody the days on which he was taken back and retired, of each time in office that ended since the print;
    the first is empty where he was in office at the print."""
    came: dict[str, str] = {}
    stays: dict[str, list[tuple[str, str]]] = {}
    for at, detail in desk.store.sql(CHANGED, (copy.id,)):
        (login, *change), day = _change(detail), desk.clock.local(at)[:10]
        if change == [True, False]:
            stays.setdefault(login, []).append((came.get(login, ""), day))
        elif change == [False, True]:
            came[login] = day
    return stays


def _change(detail: str) -> tuple[str, bool, bool]:
    """Whom an event changed, and whether he was in office before and after; nothing can be read where other hands have
    made it no JSON."""
    try:
        said = canonical.load(detail)
    except ValueError:
        return "", False, False
    before, after = said.get("from"), said.get("to")
    if not isinstance(before, dict) or not isinstance(after, dict):
        return "", False, False
    return str(said.get("person")), bool(before.get("active")), bool(after.get("active"))
