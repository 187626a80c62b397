"""One signature box of a scanned sheet: its picture cut out, beside whose name is expected in it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from qcdesk.services.basics import typing_in
from qcdesk.services.papers.ink_asked import Mark
from qcdesk.services.papers.ink_boxes import EMPTY, SIGNED, UNJUDGED, InkBox
from qcdesk.services.papers.ink_seen import WHY_LIMIT
from qcdesk.services.trail.scan_told import SEEN
from ui.dialogs.fault_line import FaultLine
from ui.pages.elided import Elided
from ui.style.choosing import Chooser
from ui.style.named import named
from ui.style.parts import row, words

HIGH, LOW, NARROWEST = 62, 44, 200
NO_PICTURE_SLACK = 4
TALL, WIDE = 116, 2.0
"""The height of a box that is less than so many times as wide as high: those of labels, whose names are small."""

NOT_YET = "图还没有出来，看到了才能点"
NO_PICTURE = "图上定不出这一格，请看左边整页"
SEEN_BY_ME, TAKEN = "纸上已签，我看到了", "✓ 纸上已签，我看到了"
CHOOSE = "谁签的？"
DAY = "纸上的日期"
"""As refusals call it, too."""
WHY, WHY_UNJUDGED = "扫描上没看到，为什么说已签？", "程序没有判读，凭什么说已签？"
TIP = "手工归入的、一页有几张单、图放不平的，程序不判读笔迹。请看图：签了就点“纸上已签，我看到了”，写明凭什么"
"""Of a box that nobody judged."""


class BoxRow(QFrame):
    """`toggled` when the person says that it is signed, by whom, or takes that back, `typed` when he has written
    beside it; `open` while he may. A paper that is `shut` is only looked at."""

    toggled = Signal()
    typed = Signal()

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
        self.who = named(Chooser(), f"who_{box.slot}", f"{box.label} 谁签的")
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.who.setMinimumContentsLength(3)
        self.day = named(QLineEdit(placeholderText=DAY, maxLength=16), f"day_{box.slot}",
                         f"{box.label} {DAY}")  # fmt: skip
        self.day.setFixedWidth(106)
        why = WHY_UNJUDGED if box.verdict == UNJUDGED else WHY
        self.why = named(QLineEdit(placeholderText=why, maxLength=WHY_LIMIT), f"why_{box.slot}", f"{box.label} {why}")
        self.why.hide()
        self.fault = FaultLine()
        self.mark = QPushButton(SEEN_BY_ME)
        self.mark.setProperty("look", "tick")
        self.mark.setCheckable(True)
        self.mark.setObjectName(f"seen_{box.slot}")
        self.mark.setAccessibleName(f"{box.label} {SEEN_BY_ME}")
        self.mark.toggled.connect(self._toggle)
        for line in (self.day, self.why):
            line.textEdited.connect(self.fault.silence)
            line.editingFinished.connect(self.typed)
        self.let_tick(False)
        self._offer()
        self._lay()

    def let_tick(self, seen: bool) -> None:
        """Only what is in sight may be said to be seen."""
        self.mark.setEnabled(seen)
        self.mark.setToolTip("" if seen else NOT_YET)

    def show_crop(self, png: bytes) -> None:
        pixels = QPixmap()
        pixels.loadFromData(png)
        if pixels.width() < WIDE * pixels.height():
            self.picture.setFixedHeight(TALL)
        ratio = self.devicePixelRatioF()
        room = QSize(max(self.picture.width(), NARROWEST), self.picture.height()) * ratio
        kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        shown = pixels.scaled(room, kept, smooth)
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)
        self.picture.setToolTip(f"{self.box.label}：{SEEN[self.box.verdict]}")

    def show_none(self) -> None:
        """The page lies too badly for its boxes to be found on it: no room is kept for what does not come."""
        self.picture.setText(NO_PICTURE)
        self.picture.setFixedHeight(self.picture.fontMetrics().lineSpacing() + NO_PICTURE_SLACK)

    def chosen(self) -> Mark | None:
        """None where it is not said to be signed."""
        if not self.mark.isChecked():
            return None
        return Mark(self.box.slot, str(self.who.currentData() or ""), self.day.text().strip(),
                    self.why.text().strip())  # fmt: skip

    @property
    def editors(self) -> tuple[QWidget, ...]:
        """What may be used, as one comes to it."""
        return (self.who, self.day, self.mark, self.why) if self.open else ()

    def mend(self) -> None:
        """The cursor goes where what stands against it can be put right; else to the tick that is refused."""
        silent = self.doubtful and not typing_in.says(self.why.text())
        dated = DAY in self.fault.text()
        typed = self.day if dated else self.why if silent else self.mark
        (typed if self.who.currentData() else self.who).setFocus()

    @property
    def doubtful(self) -> bool:
        """Whether the scan does not show a signature: whoever says that there is one says why."""
        return self.box.verdict != SIGNED

    def _toggle(self, on: bool) -> None:
        self.mark.setText(TAKEN if on else SEEN_BY_ME)
        self._words.setText(self._said())
        self.why.setVisible(on and self.doubtful)
        if on and self.doubtful:
            self.why.setFocus()
        self.toggled.emit()

    def _offer(self) -> None:
        """Whoever may have signed it; nobody is chosen where there is a choice."""
        if self.box.expected is None:
            self.who.addItem(CHOOSE, "")
        names = [person.name for person in self.box.candidates]
        for person in self.box.candidates:
            twin = names.count(person.name) > 1
            left = "" if person.active else "（已停用）"
            self.who.addItem((f"{person.name}（{person.login}）" if twin else person.name) + left, person.login)
            self.who.setItemData(self.who.count() - 1, person.login, Qt.ItemDataRole.ToolTipRole)
        self.who.currentIndexChanged.connect(lambda _: self.toggled.emit())

    def _said(self) -> str:
        box = self.box
        if box.signature is not None:
            how = "纸上签名" if box.signature.mode == "ink" else "屏幕上签名"
            return f"{how}：{box.signature.signer}　{box.signature.dated}"
        if box.why:
            return box.why
        unsigned = self.open and box.verdict == EMPTY and not self.mark.isChecked()
        return f"{SEEN[box.verdict]}，当作没签" if unsigned else SEEN[box.verdict]

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        role = Elided(f"role_{self.box.slot}", "soft")
        role.say(self.box.role_label)
        self._words = words(self._said(), "soft", wrap=not self.open)
        self._words.setToolTip(TIP if self.open and self.box.verdict == UNJUDGED else "")
        inked = words(SEEN[SIGNED], "soft") if self.box.inked else None
        line = row(words(self.box.label, "strong"), role, *filter(None, [self._words if self.open else inked]))
        line.setStretchFactor(role, 1)
        column.addLayout(line)
        column.addWidget(self.picture)
        if not self.open:
            column.addWidget(self._words)
        else:
            both = row(self.who, self.day)
            both.setStretchFactor(self.who, 1)
            column.addLayout(both)
            column.addWidget(self.mark)
            column.addWidget(self.why)
            column.addWidget(self.fault)
