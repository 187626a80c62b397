"""Who approved an edition on paper is told, not who saw it; and for whom, where a deputy signed."""

import factory
import papers

from qcdesk.desk import Desk
from qcdesk.services.basics import deputies, people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import inked
from qcdesk.services.papers.inked import Mark
from qcdesk.services.sheets import revisions


def confirmed(desk: Desk, record: int, *marks: Mark) -> None:
    copy = papers.printed(desk, record, *(mark.slot for mark in marks))
    papers.scanned(
        desk, papers.seen(desk, copy, **{mark.slot: "signed" for mark in marks}), content=f"%PDF {copy.id}".encode()
    )
    assert all(one.done for one in inked.confirm(factory.seat(desk, "qc"), copy.id, marks, Proof("qc")))


def test_edition_approved_in_ink_is_listed_with_its_signer_and_whose_deputy_he_is(desk: Desk) -> None:
    record = factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"))
    factory.take(desk, record, "submit", "prod")
    today = desk.clock.today().isoformat()
    deputies.name(factory.seat(desk, "pmgr"), "pmgr", "gm", (today, today), Proof("pmgr"), reason="出差")
    confirmed(desk, record, Mark("reviewed", "qcmgr"), Mark("approved", "gm", today))
    factory.take(desk, record, "revise", "pmgr", "返工数量写错：是 300 个")
    (old,) = revisions.listed(desk, record)
    signer = f"{people.get(desk, 'gm').name}（代{people.get(desk, 'pmgr').name}）"
    assert (old.approved_at, old.approved_by) == (today, signer)
