"""样品: where the sealed pieces of a case are, and a label for new ones."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from qcdesk.cases import states
from qcdesk.services.samples import custody
from ui.pages.cases.columns import LATE
from ui.pages.cases.tab import Tab
from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing, fit_height
from ui.pages.samples.held import short_standing
from ui.paper.keeper import Keeper
from ui.session import Session
from ui.style.parts import button, row, words
from ui.style.tokens import Tone

TAUGHT = "还没有封存的样品。请客户提供 2 个以上不良样品，填封存标签、签名以后放进品管样品柜（Q4-QC-029 注1）。"


class SamplesTab(Tab):
    NAME, TITLE = "samples", "样品"

    def __init__(self, session: Session, keeper: Keeper) -> None:
        super().__init__(session, keeper)
        columns = (
            Column("标签", 130, lambda item: item.number), Column("样品", 150, lambda item: item.item, grow=2),
            Column("不良", 130, lambda item: item.defect, grow=2, spare=2),
            Column("件数", 60, lambda item: str(item.pieces)),
            Column("在柜", 86, short_standing, tone=lambda item: LATE if item.why else None),
            Column("借出", 120, lambda item: item.lent_to, grow=1),
            Column("位置", 110, lambda item: item.place, spare=1),
            Column("保存到", 100, lambda item: item.keep_until, tone=lambda item: self._late(item.keep_until)),
        )  # fmt: skip
        self.listing = Listing(RowsModel(columns), "list_case_samples", "案件的样品")
        self.listing.opened.connect(lambda item: self.wanted.emit(item.id))
        self.seal_button = button("封存样品…", "seal", partial(self.open_new, custody.LABEL), "main", "add")
        self.asked = words("", "soft", wrap=True)
        self._empty = words(TAUGHT, "soft", wrap=True)
        card = QFrame()
        card.setProperty("look", "panel")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 12, 12, 12)
        column.addLayout(row(words("封存的样品", "heading"), None, self.seal_button))
        for widget in (self.asked, self.listing, self._empty):
            column.addWidget(widget)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def _late(self, until: str) -> Tone | None:
        return LATE if until and until < self.session.desk.clock.today().isoformat() else None

    def fill(self) -> None:
        found = custody.of_case(self.session.desk, self.case)
        record = self.keeper.record
        given = record.values.get("samples")
        self.asked.setText(f"客户提供了 {given} 个样品" if given else "")
        self.asked.setVisible(bool(given))
        self.listing.rows.put(found)
        fit_height(self.listing, 12)
        self.listing.setVisible(bool(found))
        self._empty.setVisible(not found)
        self.listing.selectRow(len(found) - 1)
        self.seal_button.setEnabled(record.number is not None and record.state not in states.ENDS)
