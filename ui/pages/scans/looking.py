"""A page whose boxes nobody judged: why, what there is to do, and that somebody has looked at it."""

from __future__ import annotations

from collections.abc import Callable

from qcdesk.change import Change
from qcdesk.services.papers import looked
from qcdesk.services.papers.ink_boxes import Proposal
from qcdesk.services.papers.placing import SEVERAL
from qcdesk.services.papers.scan_list import FILE, ScanView
from ui.dialogs.fault_line import FaultLine
from ui.session import Session
from ui.style.parts import button, words

DONE, ANEW = "看过了，其余没签", "重新待看"
SAID = {DONE: "看过，其余没签，不再列在“待确认签名”", ANEW: "又列在“待确认签名”"}
HINT = "{}，没有判读笔迹。请对着图逐格看：签了的确认，别的格没签就点“" + DONE + "”。"
BEFORE = "先确认勾选的签名，或把勾点掉"


class Looking:
    """The `hint` above the boxes and the button `mark` below them; `done` is told what became of a click."""

    def __init__(self, session: Session, fault: FaultLine, done: Callable[[str], None]) -> None:
        self._session, self._fault, self._done = session, fault, done
        self._scan: ScanView | None = None
        self._seen = False
        self.hint = words("", "soft", wrap=True)
        self.mark = button(DONE, "looked_at", self._click)
        self.mark.setAutoDefault(True)  # Enter

    def show_page(self, scan: ScanView, found: Proposal) -> None:
        self._scan = scan
        left = any(box.page == scan.sheet_page and box.open for box in found.boxes)
        asked = left and scan.is_paper and not scan.judged and not found.why_not
        self.mark.setText(ANEW if scan.looked_by else DONE)
        at = self._session.desk.clock.local(scan.looked_at) if scan.looked_at else ""
        self.hint.setText(f"{scan.looked_by}在 {at} 看过这一页：其余没签" if at else HINT.format(_why(scan)))
        for widget in (self.hint, self.mark):
            widget.setVisible(asked)
        self.let(False, False, "")

    def let(self, seen: bool, ticked: bool, why: str) -> None:
        """Said only of what is `seen`, else `why` not, and once nothing is ticked that is not confirmed."""
        anew = self.mark.text() == ANEW
        self.mark.setEnabled(anew or (seen and not ticked))
        self.mark.setToolTip("" if self.mark.isEnabled() else BEFORE if ticked else why)

    def _click(self) -> None:
        scan = self._scan
        if scan is None or scan.copy is None:
            return
        what = self.mark.text()
        deed = looked.again if what == ANEW else looked.look
        done: Change | None = self._fault.attempt(lambda: deed(self._session.desk, scan.id))
        if done is not None:
            self._done(f"{scan.copy.named}第 {scan.sheet_page} 页{SAID[what]}")


def _why(scan: ScanView) -> str:
    """Why its boxes were not judged."""
    if scan.flag == SEVERAL:
        return "这一页上有几张单"
    return "这一页是手工归入的" if scan.act == FILE else "图上分不清这张单在哪里"
