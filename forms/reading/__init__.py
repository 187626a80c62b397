"""Signed paper read back: files taken apart into pages, the codes on a page found, its boxes cut out and judged."""

from forms.reading.beside import has_more
from forms.reading.boxes import Inked, crop, ink
from forms.reading.files import pages
from forms.reading.page_read import PageRead, laid_as, read, straightened
from forms.reading.scanned import ScannedPage
from forms.reading.straight import sheet
from forms.reading.untouched import is_untouched

__all__ = [
    "Inked",
    "PageRead",
    "ScannedPage",
    "crop",
    "has_more",
    "ink",
    "is_untouched",
    "laid_as",
    "pages",
    "read",
    "sheet",
    "straightened",
]
