"""照片: every photo of the case, large enough to see, to be marked where its block is still open."""

from __future__ import annotations

from PySide6.QtCore import Signal

from qcdesk.fields import Photos
from ui.pages.cases.photo_row import PhotoRow
from ui.pages.cases.tab import Tab
from ui.pages.parts import panel, row, words
from ui.paper.keeper import Keeper
from ui.session import Session

HINT = "点开一张可以画圈、画箭头标出不良的地方；标注的照片另存一张，开 8D 和登记表时一起带过去。"


class PhotosTab(Tab):
    """`typed` carries the field's name and its entries."""

    NAME, TITLE = "photos", "照片"
    typed = Signal(str, object)

    def __init__(self, session: Session, keeper: Keeper) -> None:
        super().__init__(session, keeper)
        self.rows: dict[str, PhotoRow] = {}
        self.column.addWidget(words(HINT, "soft", wrap=True))
        for block in keeper.record.kind.blocks:
            for item in block.fields:
                if isinstance(item, Photos):
                    self._add(block.title, item)
        self.column.addStretch(1)

    def _add(self, title: str, field: Photos) -> None:
        card, column = panel(14)
        column.addLayout(row(words(title, "heading"), None))
        photos = PhotoRow(self.session, field)
        photos.setObjectName(f"tab_{field.name}")
        photos.setAccessibleName(f"{title}：{field.label}")
        photos.typed.connect(lambda raw, name=field.name: self.typed.emit(name, raw))
        self.rows[field.name] = photos
        column.addWidget(photos)
        self.column.addWidget(card)

    def fill(self) -> None:
        closed = self.keeper.closed()
        for name, photos in self.rows.items():
            photos.close_with(closed.get(name, ""))
            photos.put(self.keeper.entries.typed(name))
