"""Pictures made for a test."""

import io

from PIL import Image


def picture(width: int = 8, height: int = 6, kind: str = "JPEG", mode: str = "RGB", orientation: int = 0) -> bytes:
    """The file of a plain one, turned as a camera notes it."""
    image = Image.new(mode, (width, height), 128 if mode == "L" else "teal")
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    buffer = io.BytesIO()
    image.save(buffer, kind, exif=exif)
    return buffer.getvalue()
