"""What is kept of a print about its signature boxes, read whatever other hands have made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qcdesk.canonical import Json


def pages_of(boxes: Mapping[str, Json]) -> list[dict[str, Any]]:
    """Of each page what `copy_mark.boxes` says."""
    pages = boxes.get("pages")
    return [page for page in pages if isinstance(page, dict)] if isinstance(pages, list) else []


def on_page(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Its boxes, each of some slot."""
    boxes = page.get("boxes")
    return [box for box in boxes if isinstance(box, dict) and box.get("slot")] if isinstance(boxes, list) else []
