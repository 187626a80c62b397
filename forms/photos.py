"""Photos for print: turned as the camera says, no larger than needed, each decoded once a document."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image, ImageOps

MOST_PIXELS = 50_000_000
DPI = 200
QUALITY = 85
ROTATED = (5, 6, 7, 8)
ORIENTATION = 0x0112

Load = Callable[[str], bytes]


def no_photos(sha256: str) -> bytes:
    raise FileNotFoundError(sha256)


@dataclass(frozen=True, eq=False)
class Gallery:
    """The photos of one document, by SHA-256, as `load` gives their files."""

    load: Load = no_photos
    _sizes: dict[str, tuple[int, int] | None] = field(default_factory=dict)
    _scaled: dict[tuple[str, int, int], bytes] = field(default_factory=dict)
    _own: dict[str, bytes] = field(default_factory=dict)

    def adopt(self, picture: bytes) -> str:
        """Takes a picture that is no attachment (the logo); gives the name to ask for it by."""
        name = hashlib.sha256(picture).hexdigest()
        self._own[name] = picture
        return name

    def size(self, sha256: str) -> tuple[int, int] | None:
        """Width and height in pixels as seen upright; None where the file is gone or is no picture."""
        if sha256 not in self._sizes:
            self._sizes[sha256] = self._measured(sha256)
        return self._sizes[sha256]

    def _measured(self, sha256: str) -> tuple[int, int] | None:
        try:
            with Image.open(io.BytesIO(self._file(sha256))) as picture:
                width, height = picture.size
                turned = picture.getexif().get(ORIENTATION) in ROTATED
        except (OSError, ValueError, SyntaxError, KeyError, Image.DecompressionBombError):
            return None
        if not 0 < width * height <= MOST_PIXELS:
            return None
        return (height, width) if turned else (width, height)

    def _file(self, sha256: str) -> bytes:
        return self._own[sha256] if sha256 in self._own else self.load(sha256)

    def jpeg(self, sha256: str, width: float, height: float) -> bytes | None:
        """The picture for a box of millimetres at most 200 dpi; None where it cannot be read."""
        box = (max(1, round(width / 25.4 * DPI)), max(1, round(height / 25.4 * DPI)))
        if self.size(sha256) is None:
            return None
        if (sha256, *box) not in self._scaled:
            try:
                self._scaled[(sha256, *box)] = scaled(self._file(sha256), box)
            except (OSError, ValueError, SyntaxError):
                self._sizes[sha256] = None
                return None
        return self._scaled[(sha256, *box)]


def scaled(file: bytes, box: tuple[int, int]) -> bytes:
    """A JPEG within `box` pixels, upright, on white; raises OSError for a broken picture."""
    with Image.open(io.BytesIO(file)) as picture:
        most = max(box)
        picture.draft("RGB", (most * 2, most * 2))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail(box)
        buffer = io.BytesIO()
        _on_white(upright).save(buffer, "JPEG", quality=QUALITY)
        return buffer.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGB", "L"):
        return picture
    with_alpha = picture.convert("RGBA")
    white = Image.new("RGBA", with_alpha.size, "white")
    white.alpha_composite(with_alpha)
    return white.convert("RGB")
