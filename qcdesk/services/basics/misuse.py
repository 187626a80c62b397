"""Wrong PINs and changed ones of late, for whoever answers for the desk: somebody may have tried to sign as another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from qcdesk.desk import Desk
from qcdesk.services.basics import people, pin_told
from qcdesk.services.sheets.signing import said_in

DAYS = 7
FEW = 3
"""So many wrong ones in a row are no slip of the finger."""

TOLD = """SELECT person, name, at, pc, action, detail FROM event
WHERE action IN ('pin_wrong', 'pin_locked', 'pin_altered') AND at >= ? ORDER BY seq DESC LIMIT 200"""


@dataclass(frozen=True)
class Misuse:
    """Of one person the latest: `at` is local time, `tries` how many in a row."""

    login: str
    name: str
    at: str
    pc: str
    tries: int
    locked: bool
    altered: bool = False
    """Other hands had changed PIN or lock, and the program took neither."""

    @property
    def sentence(self) -> str:
        if self.altered:
            said = f"{self.name}（{self.login}）的 PIN 或锁定被程序以外的手改过"
            return f"{said}，{self.at} 在电脑 {self.pc} 上用到时没有认：请给他重设 PIN，再核对全部数据"
        end = "，现在锁定" if self.locked else ""
        return f"{self.name}（{self.login}）的 PIN 在 {self.at} 连错 {self.tries} 次，电脑 {self.pc}{end}"


def lately(desk: Desk) -> tuple[Misuse, ...]:
    """The latest first; nothing for who is no administrator."""
    if people.ADMIN not in desk.person.roles:
        return ()
    since = (datetime.fromisoformat(desk.clock.stamp()) - timedelta(days=DAYS)).isoformat()
    known = {person.login: person for person in people.listed(desk)}
    found: dict[tuple[str, bool], Misuse] = {}
    for login, name, at, pc, action, detail in desk.store.sql(TOLD, (since,)):
        said = said_in(str(detail))
        altered = action == pin_told.ALTERED
        whose = str(said.get("person", login)) if altered else login  # told by an administrator who unlocks, too
        person, failed = known.get(whose), said.get("failed")
        tries = failed if isinstance(failed, int) else 1
        if (whose, altered) not in found and (altered or tries >= FEW or action == pin_told.LOCKED):
            called = person.name if altered and person else name
            locked = person is not None and person.locked
            found[whose, altered] = Misuse(whose, called, desk.clock.local(at), pc, tries, locked, altered)
    return tuple(found.values())
