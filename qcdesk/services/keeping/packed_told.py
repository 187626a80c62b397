"""An archive ZIP held against what the office's own trail tells of its making: every file of it, and its seal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.services.basics import office_seal
from qcdesk.services.keeping.manifest import CERTIFICATE, MANIFEST
from qcdesk.services.keeping.zip_check import Checked
from qcdesk.services.sheets.signing import said_in
from qcdesk.store import chain
from qcdesk.store.models import Event

PACKED = "packed"
MEMBERS = "members"
"""Under which its event tells the files of a package: `{name: SHA-256}`."""

MADE = """SELECT event.* FROM event JOIN record ON record.id = event.record_id
WHERE event.action = 'packed' AND record.number = ? ORDER BY event.seq DESC"""


NOT_MADE = f"{MANIFEST}：本办公室的经过里没有做过这样一份归档包，清单校验码对不上"
RESTORED = "，或者数据是从那以前的备份恢复的"


def foreign(desk: Desk, checked: Checked) -> bool:
    """Whether it bears the seal of another office."""
    known = {one.fingerprint for one in office_seal.certificates(desk)}
    return bool(checked.fingerprint) and checked.fingerprint not in known


def wrong(desk: Desk, checked: Checked) -> tuple[str, ...]:
    """Sentences, none where the package is what the office made."""
    return tuple(_wrong(desk, checked))


def _wrong(desk: Desk, checked: Checked) -> Iterator[str]:
    stranger = foreign(desk, checked)
    if stranger:
        yield f"{CERTIFICATE}：不是本办公室的印章"
    made = [(event, said_in(event.detail)) for event in desk.store.found(Event, MADE, checked.case)]
    event, said = next(((event, said) for event, said in made if said.get("manifest") == checked.digest), (None, {}))
    if event is not None:
        yield from _sound(event)
        return
    yield NOT_MADE + (RESTORED if checked.fingerprint and not checked.findings and not stranger else "")
    event, said = next(((event, said) for event, said in made if said.get("head") == checked.seq), (None, {}))
    if event is not None:
        yield from _sound(event)
        yield from _changed(_members(said), checked.members, f"事件 {event.seq}，{desk.clock.local(event.at)}")


def _sound(event: Event) -> Iterator[str]:
    if event.hash != chain.hash_of(chain.as_said(event)):
        yield f"事件 {event.seq} 自己被改过，不能作证；请核对全部数据（qcdesk verify）"


def _members(said: Values) -> Mapping[str, Json]:
    found = said.get(MEMBERS)
    return found if isinstance(found, dict) else {}


def _changed(then: Mapping[str, Json], now: Mapping[str, str], when: str) -> Iterator[str]:
    """Nothing of packages that earlier programs made without a word of their files."""
    for name in sorted(then.keys() | now.keys()) if then else ():
        if name not in now:
            yield f"{name}：做归档包时（{when}）有，现在没有"
        elif name not in then:
            yield f"{name}：做归档包时（{when}）没有，是后来加进去的"
        elif then[name] != now[name]:
            yield f"{name}：与做归档包时（{when}）不同，内容被换过"
