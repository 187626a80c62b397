"""A workbook's file without the moment at which it was written: the same bytes for the same sheets."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

OLDEST = (1980, 1, 1, 0, 0, 0)
"""A ZIP knows no earlier time."""

PROPERTIES = "docProps/core.xml"
MOMENT = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
"""When it was made and changed: Excel asks for neither."""


def timeless(path: Path) -> bytes:
    """The entries of the workbook at `path` as they are, but for their times."""
    buffer = io.BytesIO()
    with ZipFile(path) as given, ZipFile(buffer, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            info = ZipInfo(name, OLDEST)
            info.compress_type = ZIP_DEFLATED
            made.writestr(info, MOMENT.sub(b"", content) if name == PROPERTIES else content)
    return buffer.getvalue()
