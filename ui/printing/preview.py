"""The preview: the pages as they will be printed, thumbnails beside them, and the ways to paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from qcdesk.errors import DeskError
from ui.dialogs.fit import resize_within
from ui.dialogs.message import tell
from ui.printing import pieces
from ui.printing.choices import remember_language, remember_signatures
from ui.printing.job import Job
from ui.printing.paper_view import STEPS, PaperView
from ui.printing.ways import put_out
from ui.session import Session
from ui.style import tokens
from ui.style.choosing import Chooser
from ui.style.named import named
from ui.style.parts import button, row, words
from ui.tasks import Task, launch, start

DPI = 192
SIZE = (1120, 780)
THUMB = QSize(112, 150)
SIGNATURES = (("none", "不印签核历程"), ("with", "签核历程随单印"), ("alone", "只印签核历程"))
LANGUAGES = (("zh", "中文"), ("zh-en", "中英双语"))
WIDTH = 0
ZOOMS = ((WIDTH, "适合宽度"), *((percent, f"{percent} %") for percent in STEPS))


@dataclass(frozen=True)
class Leaf:
    """One page drawn: as a PNG of DPI dots an inch, and small; `pdf` is what it is the page `number` of, from 0."""

    png: bytes
    small: QImage
    pdf: bytes
    number: int


class Preview(QDialog):
    """Draws again when language or layout is changed; printing takes what is shown."""

    def __init__(self, parent: QWidget | None, session: Session, job: Job) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setWindowTitle(f"打印预览　{job.title}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._session, self.job = session, job
        self.leaves: list[Leaf] = []
        self._task: Task | None = None
        self._finer: Task | None = None
        self.thumbs = self._thumb_list()
        self.paper = PaperView(DPI)
        self.lang = _choices("lang", "语言", LANGUAGES, job.lang)
        self.zoom = _choices("zoom", "缩放", ZOOMS, WIDTH)
        self.together = named(QCheckBox(pieces.offer_briefly(job.form.paper)), "together")
        self.together.setToolTip(pieces.offer(job.form.paper))
        self.together.setChecked(job.together)
        self.together.setVisible(job.is_label)
        self.count = words("", "soft")
        self.becomes = named(words("", "soft"), "becomes")
        self.signatures = _choices("signatures", "签核历程", SIGNATURES, job.signatures)
        self._signable = bool(job.record)
        self.signatures.setVisible(self._signable)
        self.plain = named(QCheckBox("不编份（普通打印）"), "plain")
        self.plain.setChecked(job.plain)
        self.progress = QProgressBar(textVisible=False)
        self._lay()
        self._connect()
        resize_within(self, *SIZE)
        self.draw()

    def draw(self) -> None:
        """Lays and draws the pages off the main thread."""
        self._give_up()
        self.progress.setRange(0, 0)
        self.progress.show()
        job = replace(self.job, count=1) if not self.job.record and not self.job.together else self.job
        self._task = Task(partial(_leaves, self._session, job), self._session.desk)
        self._task.moved.connect(self._move)
        launch(self, self._task, self._show, self._refuse)

    def done(self, result: int) -> None:
        self._give_up()
        super().done(result)

    def _give_up(self) -> None:
        """What is being drawn."""
        for task in (self._task, self._finer):
            if task is not None:
                task.cancel()

    def _move(self, at: int, of: int) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(at)

    def _show(self, leaves: list[Leaf]) -> None:
        self.progress.hide()
        at = max(0, self.thumbs.currentRow())
        self.leaves = leaves
        self.thumbs.clear()
        for number, leaf in enumerate(leaves, start=1):
            item = QListWidgetItem(_thumb(leaf), f"第 {number} 页")
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.thumbs.addItem(item)
        self.thumbs.setCurrentRow(min(at, len(leaves) - 1))
        self.count.setText(self._how_many())

    def _how_many(self) -> str:
        if self.job.is_label and self.job.together:
            return f"{self.job.count} {pieces.WORD}，{len(self.leaves)} 张 A4"
        return f"共 {len(self.leaves)} 页"

    def _refuse(self, error: DeskError) -> None:
        self.progress.hide()
        tell(self, error)

    def _turn_to(self, number: int) -> None:
        if 0 <= number < len(self.leaves):
            self.paper.show_page(QImage.fromData(self.leaves[number].png))

    def _sharpen(self, dpi: float) -> None:
        """The page that is shown, drawn again for this screen and size."""
        if self._finer is not None:
            self._finer.cancel()
        at = self.thumbs.currentRow()
        if 0 <= at < len(self.leaves):
            leaf = self.leaves[at]
            self._finer = start(self, lambda _: _again(leaf, dpi), lambda made: self._take(leaf, made, dpi),
                                self._refuse)  # fmt: skip

    def _take(self, leaf: Leaf, picture: QImage, dpi: float) -> None:
        """Another page may be shown by now."""
        at = self.thumbs.currentRow()
        if 0 <= at < len(self.leaves) and self.leaves[at] is leaf:
            self.paper.sharpen(picture, dpi)

    def _speak(self) -> None:
        lang = str(self.lang.currentData())
        remember_language(self._session, lang)
        self.job = replace(self.job, lang=lang)
        self.draw()

    def _arrange(self, together: bool) -> None:
        count = pieces.proposed(self.job.form.paper, together, self.job.count)
        self.job = replace(self.job, together=together, count=count)
        self.draw()

    def _zoom(self, percent: int) -> None:
        if percent == WIDTH:
            self.paper.fit_width()
        else:
            self.paper.zoom_to(percent)

    def _print(self, what: str) -> None:
        put_out(self, self._session, self.job, what)

    def _connect(self) -> None:
        self.thumbs.currentRowChanged.connect(self._turn_to)
        self.lang.activated.connect(lambda _: self._speak())
        self.zoom.activated.connect(lambda _: self._zoom(int(self.zoom.currentData())))
        self.together.toggled.connect(self._arrange)
        self.signatures.activated.connect(lambda _: self._tell_signatures())
        self.plain.toggled.connect(self._print_plain)
        self.paper.wants.connect(self._sharpen)
        self.paper.zoomed.connect(lambda percent: self.zoom.setCurrentIndex(max(0, self.zoom.findData(percent))))

    def _lay(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._tools())
        self.progress.setFixedHeight(4)
        outer.addWidget(self.progress)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.thumbs)
        line.addWidget(self.paper, 1)
        outer.addLayout(line, 1)
        outer.addWidget(self._foot())

    def _tools(self) -> QFrame:
        frame = named(QFrame(), "top")
        frame.setFixedHeight(tokens.TOP_HEIGHT)
        pdf = button("存成 PDF", "save_pdf", lambda: self._print("pdf"), "", "pdf")
        excel = button("存成 Excel", "save_excel", lambda: self._print("excel"), "", "excel")
        paper = button("打印…", "print", lambda: self._print("printer"), "main", "print")
        for one in (pdf, excel, paper):
            one.setAutoDefault(False)
        line = row(self.count, words("语言", "soft"), self.lang, words("缩放", "soft"), self.zoom, self.together, None,
                   excel, pdf, paper, spacing=10)  # fmt: skip
        line.setContentsMargins(tokens.GAP, 0, tokens.GAP, 0)
        frame.setLayout(line)
        return frame

    def _foot(self) -> QFrame:
        """Quiet, and only where a print is more than paper: it has a number and is waited for."""
        frame = named(QFrame(), "becomes_line")
        line = row(self.becomes, self.plain, None, self.signatures)
        line.setContentsMargins(tokens.GAP, tokens.SPACE, tokens.GAP, tokens.SPACE)
        frame.setLayout(line)
        self._said = self.job.becomes(self._session.desk)
        self.becomes.setText(self._said)
        self.plain.setVisible(bool(self._said))
        frame.setVisible(bool(self._said) or self._signable)
        return frame

    def _tell_signatures(self) -> None:
        """Remembered for whoever sits here."""
        how = str(self.signatures.currentData())
        remember_signatures(self._session, how)
        self.job = replace(self.job, signatures=how)
        self._said = self.job.becomes(self._session.desk)
        self.becomes.setText(self._said)
        self.plain.setVisible(bool(self._said))
        self.draw()

    def _print_plain(self, plain: bool) -> None:
        self.job = replace(self.job, plain=plain)
        self.becomes.setText("打印或存成 PDF 都不编份" if plain else self._said)

    @staticmethod
    def _thumb_list() -> QListWidget:
        made = named(QListWidget(), "thumbs", "页")
        made.setViewMode(QListView.ViewMode.IconMode)
        made.setFlow(QListView.Flow.TopToBottom)
        made.setWrapping(False)
        made.setMovement(QListView.Movement.Static)
        made.setIconSize(THUMB)
        made.setGridSize(QSize(THUMB.width() + 28, THUMB.height() + 34))
        made.setFixedWidth(THUMB.width() + 52)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        return made


def _thumb(leaf: Leaf) -> QIcon:
    """The same picture when it is chosen: a selected icon would be tinted."""
    picture, made = QPixmap.fromImage(leaf.small), QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        made.addPixmap(picture, mode)
    return made


def _choices(name: str, label: str, options: tuple[tuple[object, str], ...], chosen: object) -> QComboBox:
    box = named(Chooser(), name, label)
    for value, title in options:
        box.addItem(title, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def _leaves(session: Session, job: Job, task: Task) -> list[Leaf]:
    """Runs off the main thread."""
    from forms import preview

    made = job.laid(session.desk, session.shelf)
    task.report(0, 0)
    pdf = job.pdf(made)
    pages = preview.page_count(pdf)
    leaves = []
    for number, png in enumerate(preview.pictures(pdf, DPI)):
        task.report(number + 1, pages)
        leaves.append(Leaf(png, _small(png), pdf, number))
    return leaves


def _again(leaf: Leaf, dpi: float) -> QImage:
    from forms import preview

    drawn = preview.dots(leaf.pdf, leaf.number, dpi)
    shown = QImage(drawn.content, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_BGR888)
    return shown.convertToFormat(QImage.Format.Format_RGB32)


def _small(png: bytes) -> QImage:
    """A thumbnail with a thin edge, so that white paper stands out on white."""
    small = QImage.fromData(png).scaled(
        THUMB * 2, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    framed = small.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(framed)
    painter.setPen(QColor(tokens.LINE_STRONG))
    painter.drawRect(framed.rect().adjusted(0, 0, -1, -1))
    painter.end()
    framed.setDevicePixelRatio(2)
    return framed
