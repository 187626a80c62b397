"""Ink on the scan of a paper that is reported lost is taken once the paper was found, and not before."""

import factory
import papers
from refusals import refusal
from trail import findings

from qcdesk.desk import Desk
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import copies, copy_list, inked, waiting_ink
from qcdesk.services.papers.inked import Mark


def test_ink_on_a_lost_paper_is_taken_when_it_was_found_again(desk: Desk) -> None:
    record = factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"))
    factory.take(desk, record, "submit", "prod")
    clerk, copy = factory.seat(desk, "qc"), papers.printed(desk, record, "reviewed", "approved")
    papers.scanned(desk, papers.seen(desk, copy, reviewed="signed"))
    copies.move(clerk, [copy.id], "lose", {"reason": "车间找不到"})
    told = inked.proposed(desk, copy.id)
    assert told.why_not == f"{copy.named}已报遗失，上面的签名不能认；纸找到了，先在“纸上送签”里点“找回”，再来确认"
    assert [box.proposed for box in told.boxes] == [False, False]
    assert waiting_ink.waiting(desk) == {}
    assert refusal(lambda: inked.confirm(clerk, copy.id, [Mark("reviewed", "qcmgr")], Proof("qc"))) == told.why_not
    copies.move(clerk, [copy.id], "find", {"reason": "夹在别的单里"})
    assert copy_list.get(desk, copy.id).state == copy_list.BACK
    assert waiting_ink.waiting(desk) == {(copy.id, 1): ("reviewed",)}
    assert inked.confirm(clerk, copy.id, [Mark("reviewed", "qcmgr")], Proof("qc"))[0].done
    assert findings(desk) == []
