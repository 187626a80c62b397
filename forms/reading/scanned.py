"""Scanned pictures: one page at a time, none decoded that is too large.

Memory: a page is at most 50 million pixels before it is brought, a strip at a time, to a working size of at most 16
million, one page at a time. Decoding takes at most `MOST_WEIGHT` and the page itself 60 MB more: 320 MB at the peak,
and the file itself on top where it is given as bytes. A file that its decoder would hold otherwise is refused unread.
A PDF is drawn in a process that is given memory of its own (`forms/apart/bounds.py`); here are only its pixels.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from forms.apart.bounds import MOST_PIXELS, WORKING_PIXELS
from forms.reading.weight import MOST_WEIGHT, weight
from qcdesk.errors import Refused
from qcdesk.foreign import foreign

MOST_PAGES = 5000
"""Of one file."""

STRIP = 256
"""Lines that are brought to the working size at a time: a multiple of every `shrink`."""

FORMATS = ("JPEG", "PNG", "TIFF")
Source = Path | bytes


@dataclass(frozen=True, eq=False)
class ScannedPage:
    """`number` from 1 within the file; `grey` is the picture as it lies in the file, whatever way up; `notes` tell what
    the person should know of the file; `again` decodes the picture in its colours, as large as `grey`; `of` is how many
    pages the file has; `drawn` says that it comes out of a PDF, where there may be lines and words."""

    name: str
    number: int
    grey: Image.Image
    notes: tuple[str, ...] = ()
    again: Callable[[], Image.Image] | None = None
    of: int = 0
    drawn: bool = False

    def colour(self) -> Image.Image:
        return self.again() if self.again else self.grey


def among(count: int, only: int) -> range:
    """The places of the pages asked for."""
    return range(count) if not only else range(only - 1, min(only, count))


def pictures(source: Source, name: str, only: int) -> Iterator[ScannedPage]:
    with _opened(source, name) as picture:
        count = _count(picture, name)
        if count > MOST_PAGES:
            raise Refused(f"“{name}”有 {count} 页，一个文件至多 {MOST_PAGES} 页，请分开扫描")
        for at in among(count, only):
            yield replace(_page(picture, source, name, at), of=count)


def _opened(source: Source, name: str) -> Image.Image:
    with _readable(name):
        return Image.open(io.BytesIO(source) if isinstance(source, bytes) else source, formats=FORMATS)


def _count(picture: Image.Image, name: str) -> int:
    with _readable(name):
        return getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1


@contextmanager
def _readable(name: str, page: int = 0) -> Iterator[None]:
    with foreign(broken(name, page)), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # what Pillow finds odd is in English, and read all the same
        try:
            yield
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise Refused(too_large(name)) from error
        except UnidentifiedImageError as error:
            raise Refused(f"“{name}”不是图片也不是 PDF，只认 PDF、JPG、PNG、TIFF") from error


def _page(picture: Image.Image, source: Source, name: str, at: int) -> ScannedPage:
    grey = _frame(picture, name, at, "L")
    return ScannedPage(name, at + 1, grey, again=lambda: _coloured(source, name, at))


def _coloured(source: Source, name: str, at: int) -> Image.Image:
    with _opened(source, name) as picture:
        return _frame(picture, name, at, "RGB")


def _frame(picture: Image.Image, name: str, at: int, mode: str) -> Image.Image:
    """One page of the file; the file's own picture is let go of, since it would lie beside the next one."""
    with _readable(name, at + 1):
        if at:
            picture.seek(at)
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise Refused(too_large(name, width, height))
        picture.draft(mode, (width // shrink(width, height), height // shrink(width, height)))
        if weight(picture, width * height) > MOST_WEIGHT:
            raise Refused(too_heavy(name, width, height))
        made = _decoded(picture, mode)
    picture.im = Image.new("1", (1, 1)).im
    return made


def _decoded(picture: Image.Image, mode: str) -> Image.Image:
    """At its working size, a strip at a time: never is there a second whole picture of the file's own size."""
    picture.load()
    if picture.mode == mode and "transparency" not in picture.info and shrink(*picture.size) == 1:
        return picture.copy()
    width, height = picture.size
    parts = shrink(width, height)
    made = Image.new(mode, (-(-width // parts), -(-height // parts)))
    for top in range(0, height, STRIP):
        strip = on_white(picture.crop((0, top, width, min(height, top + STRIP))), mode)
        made.paste(strip.reduce(parts) if parts > 1 else strip, (0, top // parts))
    return made


def shrink(width: int, height: int) -> int:
    """By how much a picture is made smaller to come down to its working size."""
    parts = 1
    while width * height > WORKING_PIXELS * parts * parts:
        parts *= 2
    return parts


def on_white(picture: Image.Image, mode: str) -> Image.Image:
    """Without transparency and in 8 bits."""
    if picture.mode.startswith("I;16") or picture.mode == "I":
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    elif picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        alpha = picture.convert("RGBA")
        picture = Image.new("RGB", alpha.size, "white")
        picture.paste(alpha, mask=alpha.getchannel("A"))
    return picture if picture.mode == mode else picture.convert(mode)


def too_large(name: str, width: int = 0, height: int = 0) -> str:
    size = f"（{width}×{height} 像素）" if width else ""
    return f"“{name}”的图太大{size}，至多 {MOST_PIXELS // 10_000} 万像素，请按 300 dpi 重新扫描"


def too_heavy(name: str, width: int, height: int) -> str:
    said = f"“{name}”的图（{width}×{height} 像素）存法太占内存"
    return f"{said}（渐进式 JPEG、整张一条的 TIFF 等），请按 300 dpi 重新扫描，或另存为普通的 JPG"


def broken(name: str, page: int = 0) -> str:
    where = f"第 {page} 页" if page else ""
    return f"“{name}”{where}损坏或不完整，读不出来，请重新扫描或重新复制一次"
