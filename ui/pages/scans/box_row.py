"""One signature box of a scanned sheet: its picture cut out, beside whose name is expected in it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout

from qcdesk.services.papers.ink_boxes import EMPTY, SEEN, InkBox
from qcdesk.services.papers.inked import Mark
from ui.pages.elided import Elided
from ui.pages.parts import row, words
from ui.style.named import named

HIGH, LOW, NARROWEST = 62, 44, 200
NO_PICTURE = "图上定不出这一格，请看左边整页"
SEEN_BY_ME, TAKEN = "纸上已签，我看到了", "✓ 纸上已签，我看到了"
CHOOSE = "谁签的？"


class BoxRow(QFrame):
    """`toggled` when the person says that it is signed, or takes that back; `open` while he may. A paper that is
    `shut` is only looked at."""

    toggled = Signal()

    def __init__(self, box: InkBox, shut: bool = False) -> None:
        super().__init__()
        self.box = box
        self.open = not shut and box.signature is None and not box.why
        self.setObjectName(f"box_{box.slot}")
        self.setProperty("look", "panel")
        self.picture = QLabel("…", alignment=Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(f"{box.label} 的图")
        self.picture.setFixedHeight(HIGH if self.open else LOW)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.who = named(QComboBox(), f"who_{box.slot}", f"{box.label} 谁签的")
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.who.setMinimumContentsLength(3)
        self.day = named(QLineEdit(placeholderText="纸上的日期", maxLength=16), f"day_{box.slot}",
                         f"{box.label} 纸上的日期")  # fmt: skip
        self.day.setFixedWidth(106)
        self.mark = QPushButton(SEEN_BY_ME)
        self.mark.setCheckable(True)
        self.mark.setObjectName(f"seen_{box.slot}")
        self.mark.setAccessibleName(f"{box.label} {SEEN_BY_ME}")
        self.mark.toggled.connect(self._toggle)
        self._offer()
        self._lay()

    def show_crop(self, png: bytes) -> None:
        pixels = QPixmap()
        pixels.loadFromData(png)
        ratio = self.devicePixelRatioF()
        room = QSize(max(self.picture.width(), NARROWEST), self.picture.height()) * ratio
        kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        shown = pixels.scaled(room, kept, smooth)
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)
        self.picture.setToolTip(f"{self.box.label}：{SEEN[self.box.verdict]}")

    def show_none(self) -> None:
        """The page lies too badly for its boxes to be found on it."""
        self.picture.setText(NO_PICTURE)

    def chosen(self) -> Mark | None:
        """None where it is not said to be signed."""
        if not self.mark.isChecked():
            return None
        return Mark(self.box.slot, str(self.who.currentData() or ""), self.day.text().strip())

    def _toggle(self, on: bool) -> None:
        self.mark.setText(TAKEN if on else SEEN_BY_ME)
        self.toggled.emit()

    def _offer(self) -> None:
        """Whoever may have signed it; nobody is chosen where there is a choice."""
        if self.box.expected is None:
            self.who.addItem(CHOOSE, "")
        for person in self.box.candidates:
            self.who.addItem(f"{person.name}（{person.login}）", person.login)
        self.who.currentIndexChanged.connect(lambda _: self.toggled.emit())

    def _said(self) -> str:
        box = self.box
        if box.signature is not None:
            how = "纸上签名" if box.signature.mode == "ink" else "屏幕上签名"
            return f"{how}：{box.signature.signer}　{box.signature.at_local}"
        if box.why:
            return box.why
        return f"{SEEN[box.verdict]}，当作没签" if self.open and box.verdict == EMPTY else SEEN[box.verdict]

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        role = Elided(f"role_{self.box.slot}", "soft")
        role.say(self.box.role_label)
        said = words(self._said(), "soft", wrap=not self.open)
        line = row(words(self.box.label, "strong"), role, *([said] if self.open else []))
        line.setStretchFactor(role, 1)
        column.addLayout(line)
        column.addWidget(self.picture)
        if not self.open:
            column.addWidget(said)
        else:
            both = row(self.who, self.day)
            both.setStretchFactor(self.who, 1)
            column.addLayout(both)
            column.addWidget(self.mark)
