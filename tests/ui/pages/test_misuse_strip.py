"""An administrator is told at once of wrong PINs."""

import hands
import pytest

from qcdesk.errors import Refused
from qcdesk.services.basics import pins


def test_administrator_sees_it_on_the_workbench_and_nobody_else_does(seated, window, qtbot) -> None:
    bench = seated("admin").shell.go("workbench")
    assert not bench.misuse.isVisible()
    for _ in range(5):
        with pytest.raises(Refused):
            pins.prove(window.session.desk, "gm", "000000")
    window.shell.go("records")
    window.shell.go("workbench")
    assert bench.misuse.isVisible()
    assert "的 PIN 在 " in bench.misuse.said.text()
    assert "现在锁定" in bench.misuse.said.text()
    hands.click(bench, "to_people")
    assert window.shell.here == "system"
    bench = seated("qcmgr").shell.go("workbench")
    assert not bench.misuse.isVisible()
