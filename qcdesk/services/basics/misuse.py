"""Wrong PINs of late, for whoever answers for the desk: somebody may have tried to sign as another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from qcdesk.desk import Desk
from qcdesk.services.basics import people
from qcdesk.services.sheets.signing import said_in

DAYS = 7
FEW = 3
"""So many wrong ones in a row are no slip of the finger."""

TOLD = """SELECT person, name, at, pc, action, detail FROM event
WHERE action IN ('pin_wrong', 'pin_locked') AND at >= ? ORDER BY seq DESC LIMIT 200"""


@dataclass(frozen=True)
class Misuse:
    """Of one person the latest: `at` is local time, `tries` how many in a row."""

    login: str
    name: str
    at: str
    pc: str
    tries: int
    locked: bool

    @property
    def sentence(self) -> str:
        end = "，现在锁定" if self.locked else ""
        return f"{self.name}（{self.login}）的 PIN 在 {self.at} 连错 {self.tries} 次，电脑 {self.pc}{end}"


def lately(desk: Desk) -> tuple[Misuse, ...]:
    """The latest first; nothing for who is no administrator."""
    if people.ADMIN not in desk.person.roles:
        return ()
    since = (datetime.fromisoformat(desk.clock.stamp()) - timedelta(days=DAYS)).isoformat()
    locked = {person.login for person in people.listed(desk) if person.locked}
    found: dict[str, Misuse] = {}
    for login, name, at, pc, action, detail in desk.store.sql(TOLD, (since,)):
        failed = said_in(str(detail)).get("failed")
        tries = failed if isinstance(failed, int) else 1
        if login not in found and (tries >= FEW or action == "pin_locked"):
            found[login] = Misuse(login, name, desk.clock.local(at), pc, tries, login in locked)
    return tuple(found.values())
