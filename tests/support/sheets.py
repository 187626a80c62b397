"""What stands on printed sheets, read back from the files."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import measuring
import openpyxl
import pypdfium2

from qcdesk.canonical import Json
from qcdesk.fields import Lines
from qcdesk.kinds import Kind


def squeezed(text: str) -> str:
    """Without blanks: where a line breaks does not matter."""
    return "".join(text.split())


@measuring.unmeasured()
def pdf_text(path: Path) -> tuple[str, int]:
    """Every word without blanks, and the number of pages."""
    with pypdfium2.PdfDocument(path) as document:
        words = "".join(page.get_textpage().get_text_range() for page in document)
        return squeezed(words), len(document)


@measuring.unmeasured()
def xlsx_text(path: Path) -> tuple[str, int]:
    book = openpyxl.load_workbook(path)
    cells = [str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    return squeezed("\n".join(cells)), len(book.worksheets)


def shown(kind: Kind, values: Mapping[str, Json]) -> Iterator[str]:
    """Every value as it has to stand on the sheet."""
    for name, value in values.items():
        item = kind.field(name)
        if isinstance(item, Lines) and isinstance(value, list):
            for line in value:
                assert isinstance(line, dict)
                yield from (column.show(line[column.name]) for column in item.columns if column.name in line)
        elif item.type == "multi" and isinstance(value, list):
            yield from map(str, value)
        elif item.type != "photo":
            yield item.show(value)
