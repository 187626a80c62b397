"""照片: every photo of the case, large enough to see; what turns up later and marked spots go to the open ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from qcdesk.canonical import Json
from qcdesk.cases.kind import EVIDENCE
from qcdesk.fields import Photos
from ui.dialogs.message import tell
from ui.pages.cases.fields_form import FieldsForm
from ui.pages.cases.photo_row import PhotoRow
from ui.pages.cases.tab import Tab
from ui.paper.entries import Misfit
from ui.paper.keeper import Keeper
from ui.session import Session
from ui.style.parts import panel, row, words

HINT = (
    "点开一张可以画圈、画箭头标出不良的地方，标注的照片另存一张，原照片不动。"
    "受理、分析签名以后照片锁住，后来拍到的和标注的放进“补充证据”。从这里开 8D、登记表，标注的照片排在最前面带过去。"
)
EVIDENCE_PHOTOS = f"{EVIDENCE.name}_photos"


class PhotosTab(Tab):
    """`typed` carries the field's name and its entries, `written` that of what is said beside them."""

    NAME, TITLE = "photos", "照片"
    typed = Signal(str, object)
    written = Signal(str, object)

    def __init__(self, session: Session, keeper: Keeper) -> None:
        super().__init__(session, keeper)
        self.rows: dict[str, PhotoRow] = {}
        self._locked: dict[str, QLabel] = {}
        self.words = FieldsForm(session, [item for item in EVIDENCE.fields if not isinstance(item, Photos)], 1)
        self.words.typed.connect(self.written)
        self.column.addWidget(words(HINT, "soft", wrap=True))
        for block in keeper.record.kind.blocks:
            for item in block.fields:
                if isinstance(item, Photos):
                    self._add(block.title, item)
        self.column.addStretch(1)

    def _add(self, title: str, field: Photos) -> None:
        card, column = panel(14)
        locked = self._locked[field.name] = words("", "small")
        column.addLayout(row(words(title, "heading"), None, locked))
        if field.name == EVIDENCE_PHOTOS:
            column.addWidget(self.words)
        photos = PhotoRow(self.session, field)
        photos.setObjectName(f"tab_{field.name}")
        photos.setAccessibleName(f"{title}：{field.label}")
        photos.typed.connect(partial(self.typed.emit, field.name))
        photos.marked.connect(self._keep_marked)
        self.rows[field.name] = photos
        column.addWidget(photos)
        self.column.addWidget(card)

    def _keep_marked(self, entry: Json) -> None:
        """A marked copy of a photo that is locked becomes evidence."""
        evidence = self.rows[EVIDENCE_PHOTOS]
        if not evidence.hang([entry]):
            tell(self, f"“{EVIDENCE.title}”最多 {evidence.field.most} 张照片，请先拿掉一张（Delete），再标注")

    def fill(self) -> None:
        closed = self.keeper.closed()
        self.words.close(closed)
        self.words.put({name: self.keeper.entries.typed(name) for name in self.words.editors})
        for name, photos in self.rows.items():
            photos.close_with(closed.get(name, ""))
            self._locked[name].setText(closed.get(name, ""))
            photos.mark_when_closed(EVIDENCE_PHOTOS not in closed)
            photos.put(self.keeper.entries.typed(name))

    def show_misfits(self, misfits: Sequence[Misfit]) -> None:
        said = {misfit.spot.name: misfit.sentence for misfit in reversed(misfits)}
        self.words.show_faults({name: said[name] for name in self.words.editors if name in said})
