"""What is cut straight out of a picture once it is known how the sheet lies in it: a part, or the sheet whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PIL import Image

from forms.reading.page_read import PageRead
from forms.reading.plane import Plane
from forms.sign_boxes import HUNDREDTHS
from qcdesk.errors import Refused

INCH = 25.4
WHITE: dict[str, float | tuple[float, ...]] = {"L": 255, "RGB": (255, 255, 255)}


def sheet(found: PageRead, geometry: Mapping[str, Any], dpi: float) -> Image.Image:
    """The whole sheet upright, at so many dots an inch but no finer than its picture has it; raises Refused as `cut`
    does."""
    w, h = geometry["w"] / HUNDREDTHS, geometry["h"] / HUNDREDTHS
    seen = found.plane.scale(w / 2, h / 2) * INCH if found.plane else dpi
    return cut(found.page.colour(), found.plane, (0, 0, w, h), INCH / min(dpi, max(1, seen)))


def cut(picture: Image.Image, plane: Plane | None, part: tuple[float, float, float, float], step: float) -> Image.Image:
    """Left, top, width, height of it on the sheet and `step` of a pixel in millimetres. Raises Refused where it is not
    known how the sheet lies in the picture."""
    if plane is None:
        raise Refused("这一页还没有对上是哪一张单，签名格截不出来")
    x, y, w, h = part
    size = max(1, round(w / step)), max(1, round(h / step))
    return picture.transform(
        size, Image.Transform.PERSPECTIVE, plane.box(x, y, step), Image.Resampling.BILINEAR,
        fillcolor=WHITE[picture.mode],
    )  # fmt: skip
