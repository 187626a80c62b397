"""What decoding a picture will cost in memory, told by its head alone."""

from __future__ import annotations

from PIL import Image, JpegImagePlugin, TiffImagePlugin

MOST_WEIGHT = 250_000_000
"""Bytes: of the decoded picture, and of what its decoder holds beside it."""

ONE_BYTE, TWO_BYTES = ("1", "L", "P"), ("I;16", "I;16L", "I;16B", "I;16N")
COEFFICIENT = 2
TILE_WIDTH, TILE_HEIGHT, ROWS, BITS, SAMPLES, COMPRESSION = 322, 323, 278, 258, 277, 259
PLAIN, AS_RGBA = 1, (6, 7)
"""TIFF's numbers: not compressed; JPEG, which libtiff unpacks at four bytes a pixel."""


def weight(picture: Image.Image, pixels: int) -> int:
    """In bytes, at the size that was asked of the decoder; `pixels` are all that the file has."""
    each = 1 if picture.mode in ONE_BYTE else 2 if picture.mode in TWO_BYTES else 4
    own = picture.width * picture.height * each
    if isinstance(picture, JpegImagePlugin.JpegImageFile) and "progressive" in picture.info:
        return own + _coefficients(picture, pixels)
    return own + _piece(picture) if isinstance(picture, TiffImagePlugin.TiffImageFile) else own


def _coefficients(picture: JpegImagePlugin.JpegImageFile, pixels: int) -> int:
    """A progressive JPEG is held whole until its last part came, however small it is drawn."""
    most = max(wide * high for _, wide, high, _ in picture.layer)
    return COEFFICIENT * sum(pixels * wide * high // most for _, wide, high, _ in picture.layer)


def _piece(picture: TiffImagePlugin.TiffImageFile) -> int:
    """The strip or tile that libtiff unpacks as one: a file may be a single one, or claim a tile beyond its size."""
    tags = picture.tag_v2
    if tags.get(COMPRESSION, PLAIN) == PLAIN:
        return 0
    wide = tags.get(TILE_WIDTH, picture.width)
    high = tags.get(TILE_HEIGHT) or min(picture.height, tags.get(ROWS, picture.height))
    bits = max(tags.get(BITS, (1,))) * tags.get(SAMPLES, 1)
    return int(wide * high * max(bits, 32 if tags.get(COMPRESSION) in AS_RGBA else 1) // 8)
