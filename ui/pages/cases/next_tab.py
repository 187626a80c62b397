"""下一步: what has to be filled for it, what is still missing with the rule, what the office is advised of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qcdesk.canonical import Json
from qcdesk.cases import states, times
from qcdesk.cases.closing_gates import may_do_without
from qcdesk.cases.facts import CaseFacts
from qcdesk.cases.workflow import ASSIGNED
from qcdesk.kinds import Block
from qcdesk.rules.repeats import Similar
from qcdesk.services.cases import advising, casework, proposing
from qcdesk.services.cases.ahead import Way
from qcdesk.services.problems.mates import COMMON
from qcdesk.services.times import clocks
from qcdesk.services.trail import history
from qcdesk.services.trail.history import Line
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT
from ui.pages.cases import alike, proposed, to_fill
from ui.pages.cases.alike import AlikeList
from ui.pages.cases.counts_strip import CountsStrip
from ui.pages.cases.fields_form import FieldsForm, is_typed
from ui.pages.cases.judgement_card import JudgementCard
from ui.pages.cases.lent_words import LentWords
from ui.pages.cases.plain_tabs import block_card, filled_by
from ui.pages.cases.tab import Tab
from ui.paper.entries import Misfit
from ui.paper.keeper import Keeper
from ui.session import Session
from ui.style import tokens
from ui.style.parts import clear, focus_in_sight, panel, row, words
from ui.tasks import start

SIDE, SLIM = 350, 250
ROOMY = 1000
"""Pixels: a narrower tab has a slim side, so that the fields keep their room."""
OPEN_BESIDE = "还没有签名、可以改的栏"
WRITTEN_ON = "written_on"
HAPPENED = (WRITTEN_ON, "replied_at")
"""Times of what has just happened, as a rule."""
WHY, BY_THE_TOP = "上一步写的原因", "高层的指派"
HIDDEN = ("merged_into",)
"""Filled by the button that merges."""
WITHOUT = "no_action"
"""Shown where a case may end without a measure."""


class NextTab(Tab):
    """`typed` carries the name and the raw value of what was typed."""

    NAME, TITLE = "next", "下一步"
    typed = Signal(str, object)

    def __init__(self, session: Session, keeper: Keeper) -> None:
        super().__init__(session, keeper)
        self.forms: dict[str, FieldsForm] = {}
        self._blocks: tuple[str, ...] | None = None
        self.counts: CountsStrip | None = None
        self.lent: dict[str, LentWords] = {}
        self._misfits: dict[str, str] = {}
        self._impossible: dict[str, str] = {}
        self._left, left, right = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._left.setSpacing(tokens.GAP)
        left.setSpacing(tokens.GAP)
        self._reason_title = words(WHY, "heading")
        self.reason, self._reason = _list_card(self._reason_title, "reason_card")
        left.addWidget(self.reason)
        left.addLayout(self._left, 1)
        self._side = side = QWidget()
        side.setFixedWidth(SIDE)
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(tokens.GAP)
        line = QHBoxLayout()
        line.setSpacing(tokens.GAP)
        line.addLayout(left, 1)
        line.addWidget(side)
        self.column.addLayout(line)
        self.judgement = JudgementCard()
        self.lacks, self._lacks = _list_card("还缺什么", "lacks")
        self.closing, self._closing = _list_card("结案以前还要", "closing")
        self.advice, self._advice = _list_card("提醒", "advice")
        self.alike_card, column = panel(12)
        column.addWidget(words("相似的案件", "heading"))
        self.alike = AlikeList(session, acting=True)
        column.addWidget(self.alike)
        self.alike_card.hide()
        self.alike.opened.connect(self.wanted)
        self.alike.related.connect(self._relate)
        self.alike.merged.connect(self._merge)
        for card in (self.lacks, self.judgement, self.advice, self.alike_card, self.closing):
            right.addWidget(card)
        right.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(SIDE if event.size().width() >= ROOMY else SLIM)

    def fill(self) -> None:
        """What is read from the store; the ways follow every key (see show_ways)."""
        record = self.keeper.record
        desk = self.session.desk
        self.judgement.setVisible(record.state not in (DRAFT, *states.ENDS))
        _say(self._advice, self.advice, advising.advice(desk, record))
        moved = history.last_move(desk, record.id)
        self._reason_title.setText(BY_THE_TOP if moved and moved.asks == ASSIGNED else WHY)
        _say(self._reason, self.reason, _why_here(moved))
        if self.counts is not None:
            self.counts.fill()
        for strip in self.lent.values():
            strip.fill()
        if record.state == states.RECEIVED:
            values, case = dict(record.values), record.id
            start(self, lambda task: proposing.alike(desk, values, case), self._show_alike, lambda error: None,
                  desk=desk)  # fmt: skip
        else:
            self.alike_card.hide()

    def _show_alike(self, found: list[Similar]) -> None:
        links = self.keeper.record.values.get("links")
        rows = links if isinstance(links, list) else []
        linked = [str(line.get("case")) for line in rows if isinstance(line, dict)]
        self.alike.show_found(found, linked)
        self.alike_card.setVisible(bool(found))

    def _relate(self, one: Similar) -> None:
        alike.relate(self, self.session, self.case, one)

    def _merge(self, one: Similar) -> None:
        alike.merge(self, self.session, self.case, one)

    def show_ways(self, record: RecordView, ways: Sequence[Way]) -> None:
        """`record` carries what is typed but not saved."""
        straight = [way for way in ways if way.straight]
        now = clocks.now(self.session.desk)
        self._impossible = times.impossible(CaseFacts(record.values, now=now))
        self._show_blocks(record, straight)
        self._show_stars(record)
        self._show_faults()
        if self.counts is not None:
            self.counts.show_whether_wanted()
        for strip in self.lent.values():
            strip.show_whether_wanted()
        self.judgement.show_case(self.session.desk, record)
        _say(self._lacks, self.lacks, _lacking(straight, record), _nothing(record, straight))
        closing = casework.till_closing(self.session.desk, record) if record.number else ()
        _say(self._closing, self.closing, closing)

    def _show_blocks(self, record: RecordView, straight: Sequence[Way]) -> None:
        saved = self.keeper.record
        awaited = not saved.values.get(WRITTEN_ON) or WRITTEN_ON in self._impossible
        blocks = to_fill.now(record, straight, awaited=awaited)
        beside = to_fill.beside(saved, blocks, self.keeper.closed())
        names = (record.state, *(block.name for block in blocks), "", *(block.name for block in beside))
        if names != self._blocks:
            self._make(record, blocks, beside, to_fill.to_read(record, straight))
        self._blocks = names

    def _show_stars(self, record: RecordView) -> None:
        """What the kind of case spares is not asked for: the department of a complaint, the customer in house."""
        for form in self.forms.values():
            form.star([name for name, item in form.fields.items()
                       if item.required and not record.kind.spares(name, record.values)])  # fmt: skip

    def _make(
        self, record: RecordView, blocks: Sequence[Block], beside: Sequence[Block], read: Sequence[Block]
    ) -> None:
        clear(self._left)
        self.counts = None
        self.area.verticalScrollBar().setValue(0)
        self.forms, self.lent = {}, {}
        for block in blocks:
            self._left.addWidget(self._card(block))
        if not blocks:
            self._left.addWidget(_nothing_to_fill(record))
        for block in read:
            if block not in beside:
                self._left.addWidget(block_card(self.session, record, block))
        if beside:
            self._left.addWidget(words(OPEN_BESIDE, "small"))
        for block in beside:
            self._left.addWidget(self._card(block))
        self._left.addStretch(1)
        self.put_all()
        self.close_cells()

    def _card(self, block: Block) -> QFrame:
        card, column = panel(14)
        said = words(filled_by(self.session, self.keeper.record, block), "small", wrap=True)
        line = row(words(block.title, "heading"), said)
        line.setStretch(1, 1)
        column.addLayout(line)
        if block.name == "delivery":
            self.counts = CountsStrip(self.session, self.keeper, self._put)
            column.addWidget(self.counts)
        if block.name in COMMON:
            self.lent[block.name] = LentWords(self.keeper, block, self._put)
            column.addWidget(self.lent[block.name])
            self.lent[block.name].fill()
        hidden = HIDDEN if _may_do_without(self.keeper.record) else (*HIDDEN, WITHOUT)
        fields = [item for item in block.fields if is_typed(item) and item.name not in hidden]
        happened = {name: proposed.now(self.session) for name in HAPPENED}
        form = FieldsForm(self.session, fields, 3 if len(fields) > 4 else 2, happened)
        form.setObjectName(f"block_{block.name}")
        form.typed.connect(self.typed)
        self.forms[block.name] = form
        column.addWidget(form)
        return card

    def _put(self, name: str, raw: Json) -> None:
        self.typed.emit(name, raw)
        self.put_all()

    def put_all(self) -> None:
        """Every editor shows what is typed or saved."""
        entries = self.keeper.entries
        for form in self.forms.values():
            form.put({name: entries.typed(name) for name in form.editors})

    def close_cells(self) -> None:
        closed = self.keeper.closed()
        for form in self.forms.values():
            form.close(closed)

    def show_misfits(self, misfits: Sequence[Misfit]) -> None:
        self._misfits = {misfit.spot.name: misfit.sentence for misfit in reversed(misfits)}
        self._show_faults()

    def _show_faults(self) -> None:
        """What cannot be read, and times that cannot be."""
        for form in self.forms.values():
            form.show_faults(_of({**self._impossible, **self._misfits}, form))

    def go_to(self, name: str) -> None:
        for form in self.forms.values():
            if name in form.editors:
                focus_in_sight(form.editors[name])
                return

    def go_to_first(self, missing: Sequence[str]) -> bool:
        """The first editor that waits for something, else the first that is open; False where none is."""
        editors = {name: editor for form in self.forms.values() for name, editor in form.editors.items()}
        waiting = [name for name in editors if name in missing and not editors[name].closed]
        opened = [name for name, editor in editors.items() if not editor.closed]
        for name in [*waiting, *opened][:1]:
            focus_in_sight(editors[name])
        return bool(opened)


def _of(told: Mapping[str, str], form: FieldsForm) -> dict[str, str]:
    return {name: said for name, said in told.items() if name in form.editors}


def _lacking(straight: Sequence[Way], record: RecordView) -> list[str]:
    """What the person's own ways on wait for, of everybody's where none is his; each sentence once."""
    own = [way for way in straight if way.is_mine] or straight
    told = [sentence for way in own for sentence in way.lacks]
    return list(dict.fromkeys(told))


def _nothing(record: RecordView, straight: Sequence[Way]) -> str:
    if record.state in states.ENDS:
        return ""
    whose = [f"“{way.step.label}”由{way.whose}操作" for way in straight if not way.is_mine]
    if whose:
        return "没有缺的。" + "；".join(whose)
    return "没有缺的，可以走下一步。" if straight else ""


def _may_do_without(record: RecordView) -> bool:
    signed = frozenset(signature.slot for signature in record.signatures)
    written = bool(record.values.get(WITHOUT))
    return written or may_do_without(CaseFacts(record.values, signed=signed))


def _nothing_to_fill(record: RecordView) -> QFrame:
    card, column = panel(20)
    title = f"案件{record.state_label}" if record.state in states.ENDS else "这一步没有要填的栏"
    column.addWidget(words(title, "heading"))
    column.addWidget(words("填过的内容都在“概况”里；步骤按钮在上面。", "soft", wrap=True))
    return card


def _why_here(line: Line | None) -> list[str]:
    """Who sent it here and why, where the step asked for a reason."""
    return [line.reason, f"{line.who}　{line.at[:16]}　{line.sentence}"] if line is not None and line.reason else []


def _list_card(title: str | QLabel, name: str) -> tuple[QFrame, QVBoxLayout]:
    card, column = panel(14)
    card.setObjectName(name)
    column.addWidget(words(title, "heading") if isinstance(title, str) else title)
    inside = QVBoxLayout()
    inside.setSpacing(6)
    column.addLayout(inside)
    return card, inside


def _say(inside: QVBoxLayout, card: QFrame, sentences: Sequence[str], otherwise: str = "") -> None:
    told: list[Json] = [f"· {sentence}" for sentence in sentences] or ([otherwise] if otherwise else [])
    if card.property("told") != told:
        card.setProperty("told", told)
        clear(inside)
        for sentence in told:
            inside.addWidget(words(str(sentence), "soft", wrap=True))
    card.setVisible(bool(told))
