"""Boxes that a sheet calls alike say of which part of it they are, wherever they are named."""

import factory
import papers
from refusals import refusal

from qcdesk.desk import Desk
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import copies, inked
from qcdesk.services.papers.inked import Mark
from qcdesk.services.sheets import records

CALLED = {
    "filled_check": "审核（发现部门）", "cause_check@装配": "审核（原因分析 · 装配）",
    "interim_check": "审核（临时对策）", "reviewed": "审核（整张单）", "approved": "核准",
}  # fmt: skip


def test_boxes_of_one_name_are_told_apart_by_what_they_attest(desk: Desk) -> None:
    clerk, record = factory.seat(desk, "qc"), factory.walk(desk, factory.draft(desk), "submit")
    where = papers.boxes(*CALLED)
    for box in where["pages"][0]["boxes"]:
        box["label"] = CALLED[box["slot"]].partition("（")[0]
    copy = copies.register(clerk, records.get(clerk, record), 1, where, "zh")
    papers.scanned(desk, papers.seen(desk, copy, **dict.fromkeys(CALLED, "empty")))
    assert {box.slot: box.label for box in inked.proposed(desk, copy.id).boxes} == CALLED
    (done,) = inked.confirm(clerk, copy.id, [Mark("filled_check", "merchlead")], Proof("qc"))
    assert (done.label, done.done) == ("审核（发现部门）", False)
    assert done.said.startswith("“审核（发现部门）”扫描上空白")
    assert refusal(lambda: inked.confirm(clerk, copy.id, [], Proof("qc"))) == "没有选要确认的签名格"
