"""Every sheet of a case in one go: the 履历 first, its sheets oldest first, its labels together on A4 at the end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from forms import printing
from forms.paginate import paginate
from forms.photos import Gallery
from forms.printing import Pages, Print
from forms.registry import Shelf
from forms.sheet import LaidSheet, Page
from qcdesk.desk import Desk
from qcdesk.workflow import VOID
from ui.printing.impose import joined, on_a4, pdf_on_a4
from ui.printing.job import EVERY, Job

LEFT_OUT = "共用的 8D {number} {stranger}，全部单子可能寄给客户，所以不印在里面；内部要用的请打开那份 8D 单独打印。"


@dataclass(frozen=True, eq=False)
class Galleries(Gallery):
    """The photos of several prints as those of one document."""

    parts: tuple[Gallery, ...] = ()

    def size(self, sha256: str) -> tuple[int, int] | None:
        found = (part.size(sha256) for part in self.parts)
        return next((size for size in found if size is not None), None) or super().size(sha256)

    def jpeg(self, sha256: str, width: float, height: float) -> bytes | None:
        found = (part.jpeg(sha256, width, height) for part in self.parts)
        return next((jpeg for jpeg in found if jpeg is not None), None) or super().jpeg(sha256, width, height)


@dataclass(frozen=True)
class Bundle(Job):
    """`further` are the records that are printed behind the case's own sheet, `left_out` the sentences about those
    that are not: a bundle goes to the customer, the 8D of another customer does not."""

    further: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.number}-全部单子"

    @property
    def is_label(self) -> bool:
        return False

    def laid(self, desk: Desk, shelf: Shelf) -> Print:
        records = (self.record, *self.further)
        made = [self._signed(desk, printing.record_print(desk, shelf, record, self.lang)) for record in records]
        sheets = sorted((sheet for one in made for sheet in one.sheets), key=_on_its_own_page, reverse=True)
        return Print(tuple(sheets), Galleries(parts=tuple(one.gallery for one in made)), made[0].record)

    def pages(self, made: Print) -> tuple[Page, ...]:
        return tuple(page for page, _ in _leaves(made))

    def pdf(self, made: Print) -> bytes:
        from forms import pdf

        whole = [sheet for sheet in made.sheets if _on_its_own_page(sheet)]
        parts = [pdf.to_bytes(whole, made.gallery)]
        parts += [pdf_on_a4(pdf.to_bytes(alike, made.gallery), each) for each, alike in _labels(made)]
        return joined(parts)

    def on_paper(self, made: Print, wanted: Pages) -> dict[int, Pages]:
        found: dict[int, Pages] = {}
        passed: dict[int, int] = {}
        for at, (_, records) in enumerate(_leaves(made), start=1):
            for record in dict.fromkeys(records):
                own = passed[record] = passed.get(record, 0) + 1
                if wanted[0] <= at <= wanted[1]:
                    found[record] = (found.get(record, (own, own))[0], own)
        return found

    def becomes(self, desk: Desk, copies: int = 1) -> str:
        from qcdesk.services.papers import copies as numbered
        from qcdesk.services.sheets import records

        if self.signatures == "alone":
            return ""
        each = sum(bool(numbered.coming(desk, records.get(desk, one))) for one in self.further)
        return f"打印或存成 PDF 后，其中 {each} 张单各编一份" if each else ""

    def note(self, desk: Desk, made: Print, how: str, wanted: Pages = EVERY, copies: int = 1) -> None:
        """Every record that came out has it in its own trail; where only 签核历程 did, the case has."""
        shown = [records for _, records in _leaves(made)][wanted[0] - 1 : wanted[1]]
        sheets = [sheet for sheet in made.sheets if sheet.record.id]
        if not sheets:
            printing.note_print(desk, made, how, pages=len(shown) if how == "printer" else 0, copies=copies)
        for sheet in sheets:
            pages = sum(sheet.record.id in records for records in shown)
            if pages:
                one = replace(made, record=sheet.record)
                printing.note_print(desk, one, how, pages=pages if how == "printer" else 0, copies=copies)


def of_case(desk: Desk, shelf: Shelf, case: int, lang: str) -> Bundle:
    """All but what was made void, and the 8D of another customer's case."""
    from qcdesk.services.problems import connecting, sharing
    from qcdesk.services.sheets import records

    view = records.get(desk, case)
    further, left_out = [], []
    for sheet, shared in connecting.sheets(desk, case):
        stranger = sharing.of_another_customer(desk, view, sheet) if shared else ""
        if stranger:
            left_out.append(LEFT_OUT.format(number=sheet.number, stranger=stranger))
        elif sheet.state != VOID:
            further.append(sheet.id)
    form = shelf.form(view.kind.edition)
    return Bundle(form, case, view.number or "", lang=lang, further=tuple(further), left_out=tuple(left_out))


def _on_its_own_page(sheet: LaidSheet) -> bool:
    return sheet.form.paper.per_a4 == 1


def _labels(made: Print) -> list[tuple[int, list[LaidSheet]]]:
    """The labels of one size together, with how many of them an A4 sheet takes."""
    found: dict[tuple[int, float, float], list[LaidSheet]] = {}
    for sheet in made.sheets:
        if not _on_its_own_page(sheet):
            paper = sheet.form.paper
            found.setdefault((paper.per_a4, paper.width, paper.height), []).append(sheet)
    return [(each, sheets) for (each, _, _), sheets in found.items()]


def _leaves(made: Print) -> list[tuple[Page, tuple[int, ...]]]:
    """The pages as they come out, each with the records that stand on it."""
    found: list[tuple[Page, tuple[int, ...]]] = []
    for sheet in filter(_on_its_own_page, made.sheets):
        found += [(page, (sheet.record.id,)) for page in paginate(sheet, made.gallery)]
    for each, sheets in _labels(made):
        cut = [(page, sheet.record.id) for sheet in sheets for page in paginate(sheet, made.gallery)]
        for at, page in enumerate(on_a4([page for page, _ in cut], each)):
            found.append((page, tuple(record for _, record in cut[at * each : (at + 1) * each])))
    return found
