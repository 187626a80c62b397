"""A page whose boxes nobody judged clearly: why, what there is to do, and that somebody has looked at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.services.papers import looked
from qcdesk.services.papers.ink_boxes import Proposal
from qcdesk.services.papers.placing import SEVERAL
from qcdesk.services.papers.scan_list import FILE, ScanView
from qcdesk.services.papers.waiting_ink import in_vain
from ui.dialogs.fault_line import FaultLine
from ui.session import Session
from ui.style.parts import button, words

DONE, SEEN, ANEW = "看过了，其余没签", "看过了", "重新待看"
SAID = {DONE: "看过，其余没签，不再列在“待确认签名”", SEEN: "看过，不再为这些格列着", ANEW: "又列在“待确认签名”"}
HINT = "{}。请对着图逐格看：签了的确认，别的格没签就点“" + DONE + "”。"
IN_VAIN = "{}，纸上签了的也不能再确认。看过、知道了就点“" + SEEN + "”，不再为这些格列着。"
BEFORE = "先确认勾选的签名，或把勾点掉"


class Looking:
    """The `hint` above the boxes and the button `mark` below them; `done` is told what became of a click."""

    def __init__(self, session: Session, fault: FaultLine, done: Callable[[str], None]) -> None:
        self._session, self._fault, self._done = session, fault, done
        self._scan: ScanView | None = None
        self._inked = ""
        self.hint = words("", "soft", wrap=True)
        self.mark = button(DONE, "looked_at", self._click)
        self.mark.setAutoDefault(True)  # Enter

    def show_page(self, scan: ScanView, found: Proposal | None) -> None:
        """Nothing is asked of a sheet that cannot be read."""
        self._scan = scan
        if found is None:
            self.hint.hide()
            self.mark.hide()
            return
        left = self._fault.attempt(partial(looked.left, self._session.desk, scan, found)) or []
        vain = in_vain(found.copy) and not found.record.disposed
        asked = bool(left) and scan.is_paper and (vain or not found.why_not)
        seen = looked.counts(scan)
        self.mark.setText(ANEW if seen else SEEN if vain else DONE)
        at = self._session.desk.clock.local(scan.looked_at) if seen else ""
        why = f"有 {len(left)} 格看不清" if scan.judged else f"{_why(scan)}，没有判读笔迹"
        hint = (IN_VAIN if vain else HINT).format(why)
        self.hint.setText(f"{scan.looked_by}在 {at} 看过这一页：{scan.looked_said}" if at else hint)
        for widget in (self.hint, self.mark):
            widget.setVisible(asked)
        self._inked = "" if vain else looked.inked_still(found, scan.sheet_page)
        self.let(False, False, "")

    def let(self, seen: bool, ticked: bool, why: str) -> None:
        """Said only of what is `seen`, else `why` not, and once no ink waits and nothing is ticked that is not
        confirmed."""
        against = self._inked or (BEFORE if ticked else "" if seen else why)
        self.mark.setEnabled(self.mark.text() == ANEW or not against)
        self.mark.setToolTip("" if self.mark.isEnabled() else against)

    def _click(self) -> None:
        scan = self._scan
        if scan is None or scan.copy is None:
            return
        what = self.mark.text()
        done: Change | None = self._fault.attempt(partial(_say, self._session.desk, scan.id, what))
        if done is not None:
            self._done(f"{scan.copy.named}第 {scan.sheet_page} 页{SAID[what]}")


def _say(desk: Desk, scan: int, what: str) -> Change:
    return looked.again(desk, scan) if what == ANEW else looked.look(desk, scan, vain=what == SEEN)


def _why(scan: ScanView) -> str:
    """Why its boxes were not judged."""
    if scan.flag == SEVERAL:
        return "这一页上有几张单"
    return "这一页是手工归入的" if scan.act == FILE else "图上分不清这张单在哪里"
