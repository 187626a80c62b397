"""What drawn pens and scanners of every kind have in common: the swing of a hand, the grain of a sensor."""

import math
import random
from functools import cache

from PIL import Image, ImageChops

SOURCE_DPI = 300
DOTS = SOURCE_DPI / 25.4
NOISE_SIDE = 1024


def written(
    left: float, middle: float, wide: float, high: float, loops: float, drawn: random.Random
) -> list[tuple[float, float]]:
    """The points of a name that swings about its middle in so many loops."""
    phase = drawn.uniform(0, math.pi)
    points = []
    for step in range(90):
        part = step / 89
        swing = math.sin(phase + part * loops * 2 * math.pi) * drawn.uniform(0.8, 1.0)
        points.append((left + wide * (part + 0.05 * math.cos(part * 40)), middle + high / 2 * swing))
    return points


@cache
def grain() -> Image.Image:
    return Image.frombytes("L", (NOISE_SIDE, NOISE_SIDE), random.Random(7).randbytes(NOISE_SIDE**2))


def noisy(seen: Image.Image, strength: int, drawn: random.Random) -> Image.Image:
    """Even noise of that many grey steps to either side."""
    moved = ImageChops.offset(grain(), drawn.randrange(NOISE_SIDE), drawn.randrange(NOISE_SIDE))
    tile = moved.point([round(128 + (value - 127.5) / 127.5 * strength) for value in range(256)])
    noise = Image.new("L", seen.size)
    for x in range(0, seen.width, NOISE_SIDE):
        for y in range(0, seen.height, NOISE_SIDE):
            noise.paste(tile, (x, y))
    return ImageChops.add(seen, noise, 1, -128)
