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


def of_record(desk: Desk, shelf: Shelf, record: int, lang: str) -> Job:
    from qcdesk.services.sheets import records

    view = records.get(desk, record)
    return Job(shelf.form(view.kind.edition), record, view.number or "", lang=lang)


def pdf_of(job: Job, made: Print) -> bytes:
    """The job as a PDF, labels singly or together on A4."""
    from forms import pdf

    content = pdf.to_bytes(made.sheets, made.gallery)
    return pdf_on_a4(content, job.form.paper.per_a4) if job.together and job.is_label else content


def write(job: Job, made: Print, path: Path) -> None:
    """A .pdf or .xlsx, whole or not at all. Raises Refused, Unavailable."""
    if path.suffix.lower() != ".pdf":
        printing.save(made, path)
        return
    from qcdesk.store.files import replace_file

    content = pdf_of(job, made)
    with replace_file(path) as file:
        file.write(content)
