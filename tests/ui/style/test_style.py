"""Colours that can be read, icons that are crisp."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QPushButton, QToolButton

import resources
from ui.style import icons, tokens
from ui.style.dress import dress

READABLE = 4.5
PAIRS = [
    *((tone.ink, tone.ground) for tone in (tokens.PLAIN, tokens.GOING, tokens.DONE, tokens.GONE)),
    *((tone.ink, tokens.PANEL) for tone in (tokens.PLAIN, tokens.GOING, tokens.DONE, tokens.GONE)),
    *((ink, ground) for ink in (tokens.INK, tokens.INK_SOFT) for ground in (tokens.PANEL, tokens.DESK, tokens.NAV)),
    (tokens.ACCENT_DEEP, tokens.ACCENT_TINT),
    (tokens.INK_ON_ACCENT, tokens.ACCENT),
    (tokens.WARN, tokens.WARN_TINT),
    (tokens.BAD, tokens.PANEL),
]


def light(colour: str) -> float:
    """Relative luminance, as WCAG counts it."""
    parts = QColor(colour).getRgbF()[:3]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(ink, ground) -> None:
    bright, dark = sorted((light(ink), light(ground)), reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= READABLE


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_has_the_pixels_of_its_screen(qapp, ratio) -> None:
    picture = icons.pixmap("print", 20, tokens.ACCENT, ratio)
    assert picture.size() == QSize(20, 20) * ratio
    assert picture.devicePixelRatio() == ratio
    assert not picture.toImage().isNull()


def test_every_icon_can_be_drawn(qapp) -> None:
    for path in resources.path("icons").glob("*.svg"):
        assert not icons.icon(path.stem).pixmap(16).isNull(), path.stem


def test_a_disabled_icon_is_faint(qapp) -> None:
    icon = icons.icon("save")
    assert icon.pixmap(20).toImage() != icon.pixmap(20, QIcon.Mode.Disabled).toImage()


@pytest.mark.parametrize("make", [QToolButton, QPushButton])
def test_the_words_of_a_button_that_does_nothing_now_are_faint(qapp, make) -> None:
    dress(qapp)
    button = make(text="提交（编制）")
    button.ensurePolished()
    faint, dark = (button.palette().color(group, QPalette.ColorRole.ButtonText).name()
                   for group in (QPalette.ColorGroup.Disabled, QPalette.ColorGroup.Active))  # fmt: skip
    assert (faint, dark) == (QColor(tokens.INK_FAINT).name(), QColor(tokens.INK).name())


def test_the_application_is_dressed_once(qapp) -> None:
    dress(qapp)
    sheet = qapp.styleSheet()
    dress(qapp)
    assert qapp.styleSheet() == sheet
    assert "$" not in sheet
    assert qapp.font().family() == tokens.FAMILY
