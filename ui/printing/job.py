"""What is to be printed, and how: a record or blank sheets, in a language, labels singly or on A4."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from forms import printing
from forms.grid import Form
from forms.paginate import paginate
from forms.printing import Pages, Print
from forms.registry import Shelf
from forms.sheet import Page
from qcdesk.desk import Desk
from qcdesk.services.sheets.revisions import labelled
from ui.printing.impose import joined, on_a4, pdf_on_a4

EVERY = (1, 100_000)
"""First and last page where nothing was asked."""

FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True)
class Job:
    """`record` is 0 for blank sheets of `form`; `together` puts labels on A4."""

    form: Form
    record: int = 0
    number: str = ""
    count: int = 1
    lang: str = "zh"
    together: bool = False
    plain: bool = False
    """Whether what is printed is no numbered copy, although it could be one."""

    edition: int | None = None
    """Of a record that was amended, where not the latest is wanted."""

    signatures: str = "none"
    """Whether 签核历程 is printed behind each record's sheet, or alone (forms/signature_history.py)."""

    @property
    def title(self) -> str:
        lead = self.number or (f"草稿{self.record}" if self.record else "空白")
        old = f"-{labelled(self.edition)}" if self.edition is not None else ""
        return f"{lead}-{self.form.kind.title}{old}"

    @property
    def file_name(self) -> str:
        """What a save dialog proposes, without the ending: `YC-202611-003-产品品质异常反馈处理表`."""
        return FORBIDDEN.sub("-", self.title).strip(". ")

    @property
    def is_label(self) -> bool:
        return self.form.paper.per_a4 > 1

    def spoken(self, lang: str) -> Job:
        return replace(self, lang=lang)

    def laid(self, desk: Desk, shelf: Shelf) -> Print:
        """The sheets as saved now."""
        if self.edition is not None:
            return self._signed(desk, printing.edition_print(desk, shelf, self.record, self.edition, self.lang))
        if self.record:
            made = printing.record_print(desk, shelf, self.record, self.lang)
            return self._signed(desk, replace(made, sheets=made.sheets * self.count))
        return printing.blank_print(desk, self.form, self.count, self.lang)

    def _signed(self, desk: Desk, made: Print) -> Print:
        from forms import signature_history

        return signature_history.joined(desk, made, self.signatures, self.lang)

    def pages(self, made: Print) -> tuple[Page, ...]:
        """The pages as they leave the printer; equal sheets are cut once."""
        cut: dict[int, tuple[Page, ...]] = {}
        pages: list[Page] = []
        for sheet in made.sheets:
            if id(sheet) not in cut:
                cut[id(sheet)] = paginate(sheet, made.gallery)
            pages.extend(cut[id(sheet)])
        if not (self.together and self.is_label):
            return tuple(pages)
        labels = [page for page in pages if page.width == self.form.paper.width]
        return (*on_a4(labels, self.form.paper.per_a4), *(page for page in pages if page not in labels))

    def pdf(self, made: Print) -> bytes:
        """Labels singly or together on A4, their 签核历程 behind them."""
        from forms import pdf

        if not (self.together and self.is_label):
            return pdf.to_bytes(made.sheets, made.gallery)
        labels = [sheet for sheet in made.sheets if sheet.form is self.form]
        others = [sheet for sheet in made.sheets if sheet.form is not self.form]
        parts = [pdf.to_bytes(one, made.gallery) for one in (labels, others) if one]
        return joined([pdf_on_a4(parts[0], self.form.paper.per_a4), *parts[1:]] if labels else parts)

    def numbered(self, desk: Desk, made: Print, copies: int = 1, wanted: Pages = EVERY) -> list[Print]:
        """The print once for each copy, registered, or as it is where nothing is numbered. Raises Stale."""
        if self.plain or not made.record:
            return [made]
        return printing.numbered(desk, made, copies, None if wanted == EVERY else self.on_paper(made, wanted))

    def on_paper(self, made: Print, wanted: Pages) -> dict[int, Pages]:
        """Of each record that comes out, its own first and last page."""
        own = replace(made, sheets=tuple(sheet for sheet in made.sheets if sheet.record.id == self.record))
        last = min(wanted[1], len(self.pages(own)))
        return {self.record: (wanted[0], last)} if wanted[0] <= last else {}

    def becomes(self, desk: Desk, copies: int = 1) -> str:
        """Which copies a print makes now, in a sentence; nothing where it makes none."""
        from qcdesk.services.papers import copies as numbered
        from qcdesk.services.sheets import records

        if not self.record or self.edition is not None or self.signatures == "alone":
            return ""
        marked = copies if self.form.paper.head else 1
        which = numbered.coming(desk, records.get(desk, self.record), marked)
        return f"打印或存成 PDF 后编为{which}" if which else ""

    def note(self, desk: Desk, made: Print, how: str, wanted: Pages = EVERY, copies: int = 1) -> None:
        """In the trail, for the printer with how much of it went to paper."""
        pages = len(self.pages(made)[wanted[0] - 1 : wanted[1]]) if how == "printer" else 0
        printing.note_print(desk, made, how, pages=pages, copies=copies)


def of_record(desk: Desk, shelf: Shelf, record: int, lang: str) -> Job:
    from qcdesk.services.sheets import records

    view = records.get(desk, record)
    return Job(shelf.form(view.kind.edition), record, view.number or "", lang=lang)


def of_edition(desk: Desk, shelf: Shelf, record: int, lang: str, edition: int) -> Job:
    from qcdesk.services.sheets import revisions

    view = revisions.view(desk, record, edition)
    return Job(shelf.form(view.kind.edition), record, view.number or "", lang=lang, edition=edition)


def write(job: Job, made: Print, path: Path) -> None:
    """A .pdf or .xlsx, whole or not at all. Raises Refused, Unavailable."""
    if path.suffix.lower() != ".pdf":
        printing.save(made, path)
        return
    from qcdesk.store.files import replace_file

    content = job.pdf(made)
    with replace_file(path) as file:
        file.write(content)
