"""Colours, spacing and sizes of the window: the only place where they are written down. Pixels at scale 1."""

from __future__ import annotations

from typing import NamedTuple

from qcdesk.workflow import APPROVED, DRAFT, VOID

INK = "#1F2D36"
INK_SOFT = "#566570"
INK_FAINT = "#8A98A2"
INK_ON_ACCENT = "#FFFFFF"

DESK = "#EDF1F3"
PANEL = "#FFFFFF"
NAV = "#F8FAFB"
LINE = "#DEE5E9"
LINE_STRONG = "#C2CDD4"
HOVER = "#F1F5F7"

ACCENT = "#2F6B82"
ACCENT_HOVER = "#285D72"
ACCENT_DEEP = "#1F4C5E"
ACCENT_TINT = "#E3EFF3"
ACCENT_LINE = "#A6C8D4"
FOCUS = "#4C94AF"

GOOD = "#237A58"
GOOD_TINT = "#E4F3EC"
WARN = "#8F5F10"
WARN_TINT = "#FBF2DF"
BAD = "#AF3A32"
BAD_TINT = "#FBEBE9"
BAD_LINE = "#E4B4B0"

SHEET = "#FFFFFF"
SHEET_INK = "#101416"
SHEET_LABEL = "#F3F6F7"
SHEET_RULE = "#39444B"
SHEET_HOVER = "#F2F8FA"
SHEET_FOCUS = "#E8F3F7"
SHEET_LOCKED = "#F6F6F4"
SHEET_SHADOW = "#B9C4CB"

SPACE = 8
GAP = 16
MARGIN = 24

TEXT = 13
TEXT_SMALL = 12
TEXT_LARGE = 15
TITLE = 18
FIGURE = 28

ICON = 18
ICON_SMALL = 16
CONTROL = 34
ROW = 42
RADIUS = 6
NAV_WIDTH = 196
NAV_NARROW = 60
NARROW = 1100
TOP_HEIGHT = 56

FAMILY = "QCDesk Sans"
SHEET_FAMILY = "QCDesk Serif"


class Tone(NamedTuple):
    """Words on a ground; every pair has a contrast of at least 4.5."""

    ink: str
    ground: str


PLAIN = Tone(INK_SOFT, "#EDF1F3")
GOING = Tone(ACCENT_HOVER, ACCENT_TINT)
DONE = Tone(GOOD, GOOD_TINT)
GONE = Tone(BAD, BAD_TINT)


def tone_of(state: str) -> Tone:
    """The chip of a record's state: grey drafts, green approved, red void, the accent for all that is on its way."""
    return {DRAFT: PLAIN, APPROVED: DONE, VOID: GONE}.get(state, GOING)
