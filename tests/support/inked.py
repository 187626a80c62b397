"""Photos of a signature or a seal on paper as phones take them, made for a test."""

import io
import math
import random

from PIL import Image, ImageDraw, ImageFilter

BLUE, RED, BLACK = (24, 40, 120), (200, 24, 32), (28, 28, 32)
SIZE = (1200, 800)


def written(colour: tuple[int, int, int] = BLUE, size: tuple[int, int] = SIZE) -> Image.Image:
    """Strokes in the middle of white paper."""
    paper = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(paper)
    wide, high = size
    line = [(wide * (0.25 + 0.5 * at / 80), high * (0.5 + 0.12 * math.sin(at / 5) * math.cos(at / 17)))
            for at in range(81)]  # fmt: skip
    draw.line(line, fill=colour, width=max(3, wide // 130), joint="curve")
    draw.line([(wide * 0.3, high * 0.38), (wide * 0.34, high * 0.64)], fill=colour, width=max(3, wide // 130))
    return paper


def sealed(solid: bool = False, size: tuple[int, int] = SIZE) -> Image.Image:
    """A red square seal, its ground solid or clear."""
    paper = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(paper)
    wide, high = size
    side = high * 0.5
    left, top = (wide - side) / 2, (high - side) / 2
    box = (left, top, left + side, top + side)
    ink = "white" if solid else RED
    draw.rectangle(box, fill=RED if solid else None, outline=RED, width=14)
    for at in range(4):
        x = left + side * (0.18 + 0.2 * at)
        draw.line([(x, top + side * 0.15), (x, top + side * 0.85)], fill=ink, width=12)
    draw.line([(left + side * 0.15, top + side / 2), (left + side * 0.85, top + side / 2)], fill=ink, width=12)
    return paper


def photographed(paper: Image.Image, light: float = 0.45, cast: tuple[float, float, float] = (0.86, 0.84, 0.78),
                 noise: int = 6, quality: int = 70, shadow: bool = False, seed: int = 1) -> bytes:  # fmt: skip
    """Under a lamp at one side (`light` is what is left of it in the far corner), grey or yellow paper, grain, JPEG."""
    wide, high = paper.size
    slope = Image.new("L", (64, 64))
    slope.putdata([round(255 * (light + (1 - light) * math.hypot(1 - x / 63, 1 - y / 63) / math.sqrt(2)))
                   for y in range(64) for x in range(64)])  # fmt: skip
    lamp = slope.resize(paper.size, Image.Resampling.BICUBIC)
    if shadow:
        dark = Image.new("L", paper.size, 255)
        ImageDraw.Draw(dark).rectangle((int(wide * 0.6), 0, wide, high), fill=190)
        lamp = _times(lamp, dark.filter(ImageFilter.GaussianBlur(9)))
    bands = [_times(band, lamp).point([round(level * share) for level in range(256)])
             for band, share in zip(paper.split(), cast, strict=True)]  # fmt: skip
    shot = Image.merge("RGB", bands).filter(ImageFilter.GaussianBlur(0.8))
    grain = random.Random(seed)
    speckled = Image.effect_noise(paper.size, noise) if noise else None
    if speckled is not None:
        shot = Image.blend(shot, Image.merge("RGB", (speckled,) * 3), 0.08 + grain.random() * 0.02)
    buffer = io.BytesIO()
    shot.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def _times(one: Image.Image, other: Image.Image) -> Image.Image:
    from PIL import ImageChops

    return ImageChops.multiply(one, other)
