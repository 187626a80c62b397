"""The workbench tells of scans that wait, and of nothing else."""

from collections.abc import Callable
from typing import Any

import factory
import hands
import pytest
from scanned_office import Office

from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import inked, scans
from qcdesk.services.papers.inked import Mark
from ui.pages.scans.strip import told


@pytest.fixture
def bench(seated: Callable[[str], Any]) -> Any:
    return seated("qc").shell.go("workbench")


def test_it_counts_pages_as_the_chips_there_do_and_leads_there(bench: Any) -> None:
    assert bench.scans.said.text() == "扫描件待处理 1 页、待确认签名 2 页"
    hands.click(bench, "to_scans")
    assert bench.window().shell.here == "scans"


def test_it_is_gone_when_nothing_waits(bench: Any, office: Office) -> None:
    desk, gm = bench.session.desk, factory.seat(bench.session.desk, "gm")
    bench.session.tell(scans.dismiss(desk, 3, "不是我们的"))
    assert bench.scans.said.text() == "扫描件待确认签名 2 页"
    for copy in (office.rework, office.other):
        inked.confirm(gm, copy.id, [Mark("prod_sign", "prod"), Mark("reviewed", "qcmgr")], Proof("gm"))
    assert told(desk) == ""
    bench.refresh()
    assert not bench.scans.frame.isVisible()
