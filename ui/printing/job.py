"""What is to be printed, and how: a record or blank sheets, in a language, labels singly or on A4."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from forms import printing
from forms.grid import Form
from forms.paginate import paginate
from forms.printing import Print
from forms.registry import Shelf
from forms.sheet import Page
from qcdesk.desk import Desk
from ui.printing.impose import on_a4, pdf_on_a4

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

    @property
    def title(self) -> str:
        lead = self.number or (f"草稿{self.record}" if self.record else "空白")
        return f"{lead}-{self.form.kind.title}"

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
        if self.record:
            made = printing.record_print(desk, shelf, self.record, self.lang)
            return replace(made, sheets=made.sheets * self.count)
        return printing.blank_print(desk, self.form, self.count, self.lang)

    def pages(self, made: Print) -> tuple[Page, ...]:
        """The pages as they leave the printer; equal sheets are cut once."""
        cut: dict[int, tuple[Page, ...]] = {}
        pages: list[Page] = []
        for sheet in made.sheets:
            if id(sheet) not in cut:
                cut[id(sheet)] = paginate(sheet, made.gallery)
            pages.extend(cut[id(sheet)])
        return on_a4(pages, self.form.paper.per_a4) if self.together and self.is_label else tuple(pages)

    def pdf(self, made: Print) -> bytes:
        """Labels singly or together on A4."""
        from forms import pdf

        content = pdf.to_bytes(made.sheets, made.gallery)
        return pdf_on_a4(content, self.form.paper.per_a4) if self.together and self.is_label else content

    def note(self, desk: Desk, made: Print, how: str, wanted: tuple[int, int] = EVERY, copies: int = 1) -> None:
        """In the trail, for the printer with how much of it went to paper."""
        pages = len(self.pages(made)[wanted[0] - 1 : wanted[1]]) if how == "printer" else 0
        printing.note_print(desk, made, how, pages=pages, copies=copies)


def of_record(desk: Desk, shelf: Shelf, record: int, lang: str) -> Job:
    from qcdesk.services.sheets import records

    view = records.get(desk, record)
    return Job(shelf.form(view.kind.edition), record, view.number or "", lang=lang)


def write(job: Job, made: Print, path: Path) -> None:
    """A .pdf or .xlsx, whole or not at all. Raises Refused, Unavailable."""
    if path.suffix.lower() != ".pdf":
        printing.save(made, path)
        return
    from qcdesk.store.files import replace_file

    content = job.pdf(made)
    with replace_file(path) as file:
        file.write(content)
