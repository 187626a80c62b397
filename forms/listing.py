"""Lists drawn up from what is stored: the one sheet that they stand on, printed to be read and signed with a pen, or
written as rows to be sorted. None is a record itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from forms import printing
from forms.grid import A4, A4_FILE, Form, PageNumber, Pair, Paper, Row, Sign, Table, row
from forms.lay import lay
from forms.listing_xlsx import Heading, write
from forms.photos import Gallery
from forms.printing import Print
from forms.sheet import LaidSheet
from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.fields import Auto, Day, Field, Lines, Note, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.services.basics import office
from qcdesk.views import RecordView
from qcdesk.workflow import APPROVED, Workflow, chain

Line = Mapping[str, Json]
"""What a row says by the names of its columns."""

ACROSS, UPRIGHT = A4_FILE, replace(A4, read=True)
MOST = 9_999_999
SEQ = Auto("seq", "序号", "No.", what="row")
NOBODY = "（未登录）"

AS_OF: tuple[Field, ...] = (Day("as_of", "截至", "As of", key="day"), Text("made_by", "制表", "Listed by"))
HEAD = (row(7, Pair("as_of", 8, label=2), Pair("made_by", 8, label=2), PageNumber(8)),)


@dataclass(frozen=True)
class Column:
    """`columns` of the paper's grid, `characters` of Excel's."""

    field: Field
    columns: float
    characters: float = 0


@dataclass(frozen=True)
class Listing:
    """`lines` names what its rows are, in Chinese and English. `head` and `tail` are laid above and below the table and
    show `fields`. Where no row of them has the page's number, the foot has it, or with `counted` the whole that its
    pages are part of."""

    code: str
    prefix: str
    title: str
    en: str
    lines: tuple[str, str]
    columns: tuple[Column, ...]
    numbered: bool = True
    """Whether its rows are."""

    slots: tuple[Slot, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    fields: tuple[Field, ...] = AS_OF
    head: tuple[Row, ...] = HEAD
    tail: tuple[Row, ...] = ()
    paper: Paper = ACROSS
    counted: bool = False
    form: Form = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "form", self._form())

    def _form(self) -> Form:
        boxes = (row(14, *(Sign(slot.name, 24 // len(self.slots)) for slot in self.slots)),) if self.slots else ()
        widths = tuple(column.columns for column in self.columns)
        table = row(7.5, Table("lines", (1, *widths) if self.numbered else widths))
        return Form(self._kind(), (*self.head, table, *self.tail, *boxes), self.paper, self.notes, counted=self.counted)

    def _kind(self) -> Kind:
        columns = tuple(column.field for column in self.columns)
        lines = Lines("lines", *self.lines, rows=1, most=MOST, columns=(SEQ, *columns) if self.numbered else columns)
        notes = [item for item in self.fields if isinstance(item, Note)]
        above = [item for item in self.fields if not isinstance(item, Note)]
        return Kind(
            code=self.code, rev="A/0", title=self.title, en=self.en, prefix=self.prefix, sheet=False,
            workflow=self._workflow(), slots=self.slots,
            blocks=(Block("list", self.title, "qc", (*above, lines, *notes)),),
        )  # fmt: skip

    def _workflow(self) -> Workflow:
        """By whom its boxes are signed; none of a list that nobody signs."""
        if not self.slots:
            return Workflow(self.code, ())
        prepared, reviewed, approved = self.slots
        return chain(self.code, prepared.role, reviewed.role, approved.role,
                     slots=(prepared.name, reviewed.name, approved.name))  # fmt: skip

    def sheet(self, desk: Desk, head: Values, lines: Iterable[Line], lang: str = "zh", number: str | None = None,
              gallery: Gallery | None = None) -> LaidSheet:  # fmt: skip
        """`number` is that of the record which the list is about."""
        values: Values = {**_said(head), "lines": [_said(line) for line in lines]}
        return lay(self.form, RecordView(0, number, self.form.kind, APPROVED, "", 0, values), office.view(desk), lang,
                   gallery)  # fmt: skip

    def printed(self, desk: Desk, lines: Iterable[Line], lang: str = "zh") -> Print:
        """As of today, by whoever sits at the desk; its signature boxes are empty."""
        head: Values = {"as_of": desk.clock.today().isoformat(), "made_by": desk.person.name or NOBODY}
        gallery = Gallery()
        return Print((self.sheet(desk, head, lines, lang, gallery=gallery),), gallery)

    def save(self, desk: Desk, lines: Sequence[Line], path: Path) -> int:
        """A .pdf to be signed (its pages are given) or a .xlsx to be sorted (its rows). Raises Refused, Unavailable."""
        if path.suffix.lower() != ".xlsx" or not path.parent.is_dir():
            return printing.save(self.printed(desk, lines), path)
        headings = [Heading(column.field.label, column.characters) for column in self.columns]
        names = [column.field.name for column in self.columns]
        return write(path, self.title, headings, [[str(_said(line).get(name, "")) for name in names] for line in lines])


def _said(values: Line) -> Values:
    """Without what is empty, which no field takes."""
    return {name: value for name, value in values.items() if value not in ("", None)}
