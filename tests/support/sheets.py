"""What stands on printed sheets, read back from the files."""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import openpyxl
import pypdfium2

from qcdesk.canonical import Json
from qcdesk.fields import Lines
from qcdesk.kinds import Kind


def squeezed(text: str) -> str:
    """Without blanks: where a line breaks does not matter."""
    return "".join(text.split())


def pdf_pages(pdf: Path | bytes) -> list[str]:
    """The words of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def pdf_text(pdf: Path | bytes) -> tuple[str, int]:
    """Every word without blanks, and the number of pages."""
    pages = pdf_pages(pdf)
    return squeezed("".join(pages)), len(pages)


def told(program: str, *given: object) -> str:
    """What a program that looks into a file says, such as pdfinfo."""
    done = subprocess.run([program, *map(str, given)], capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def xlsx_text(file: Path | BinaryIO) -> tuple[str, int]:
    """Every word without blanks, and the number of worksheets."""
    book = openpyxl.load_workbook(file, read_only=True)
    try:
        cells = [str(value) for sheet in book for line in sheet.iter_rows(values_only=True) for value in line
                 if value is not None]  # fmt: skip
        return squeezed("\n".join(cells)), len(book.worksheets)
    finally:
        book.close()


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
