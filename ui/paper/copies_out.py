"""Beside the sheet where its paper is: a strip while a copy is out, and all copies in the panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from qcdesk.services.papers import copy_list
from qcdesk.services.papers.copy_list import Act, CopyView
from ui.paper.notices import Strip
from ui.paper.side_panel import SidePanel
from ui.session import Session
from ui.style import tokens


class CopiesOut:
    """`show` reads again; `see` opens the panel."""

    def __init__(self, page: QWidget, session: Session, record: int, panel: SidePanel,
                 see: Callable[[], object]) -> None:  # fmt: skip
        self._page, self._session, self._record, self._panel = page, session, record, panel
        self.strip = Strip("copies_out", tokens.ACCENT_DEEP, tokens.ACCENT_TINT)
        self.sends = self.strip.add("送签…", "send_copy")
        self.sends.clicked.connect(lambda _=False: self._send())
        self.strip.add("看打印份", "see_copies").clicked.connect(lambda _=False: see())

    def show(self) -> None:
        from ui.pages.papers import cards

        self.strip.say(cards.in_brief(self._session, self._record))
        self.sends.setVisible(self._to_send() is not None)

    def _to_send(self) -> CopyView | None:
        """The one that was printed and lies there still, where there is but one."""
        out = [one for one in copy_list.of_record(self._session.desk, self._record) if one.state in copy_list.OUT]
        fit = [one for one in out if one.state == copy_list.PRINTED and not (one.why_stale or one.settled)]
        return fit[0] if fit and len(out) == 1 else None

    def _send(self) -> None:
        copy = self._to_send()
        if copy is not None:
            self._do(next(act for act in copy_list.ACTS if act.name == "send"), copy)

    def fill_panel(self) -> None:
        from ui.pages.papers import cards

        self._panel.show_copies(cards.cards(self._session, self._record, self._do))

    def _do(self, act: Act, copy: CopyView) -> None:
        from ui.pages.papers.act_dialog import do_act

        do_act(self._page, self._session, act, [copy])
