"""Pages of scanned files that belong to records: where a person filed each, else by the code read on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qcdesk.desk import Desk
from qcdesk.views import RecordView

FILED = """SELECT scan.id, scan.file, scan.page, attachment.name, attachment.media, copy.record_id, copy.position,
COALESCE(filing.sheet_page, scan.sheet_page)
FROM scan JOIN attachment ON attachment.sha256 = scan.file
LEFT JOIN filing ON filing.id = (SELECT MAX(id) FROM filing WHERE scan_id = scan.id)
JOIN copy ON copy.id = CASE WHEN filing.id IS NULL THEN scan.copy_id ELSE filing.copy_id END
WHERE copy.record_id IN ({marks})"""


@dataclass(frozen=True)
class Scanned:
    """`page` counts the pages of the file from 1; `sheet_page` is the page of the printed copy, 0 where unknown."""

    id: int
    sha256: str
    page: int
    name: str
    media: str
    record: RecordView
    position: int
    sheet_page: int
    there: bool

    @property
    def caption(self) -> str:
        page = f"第 {self.sheet_page} 页" if self.sheet_page else ""
        return f"{self.record.title} 第 {self.position} 份 {page}".strip()


def scanned(desk: Desk, views: Sequence[RecordView]) -> tuple[Scanned, ...]:
    """In the order of the records, then of the copies and their pages."""
    places = {view.id: at for at, view in enumerate(views)}
    found = desk.store.sql(FILED.format(marks=", ".join("?" * len(places))), tuple(places))
    pages = [
        Scanned(id_, file, page, name, media, views[places[record]], position, sheet_page or 0,
                desk.attachments.holds(file))
        for id_, file, page, name, media, record, position, sheet_page in found
    ]  # fmt: skip
    return tuple(sorted(pages, key=lambda one: (places[one.record.id], one.position, one.sheet_page, one.id)))
