"""Dresses the application: faces, palette, style sheet and Qt's own texts in Chinese."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

import resources
from ui.style import tokens
from ui.style.sheet import style_sheet

DRESSED = "qcdesk_dressed"


def dress(app: QApplication) -> None:
    """Once for an application; a second call changes nothing."""
    if app.property(DRESSED):
        return
    app.setProperty(DRESSED, True)
    app.setStyle("Fusion")
    QFontDatabase.addApplicationFont(str(resources.path("fonts/QCDeskSans.ttf")))
    app.setFont(face(tokens.TEXT))
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet(_file("down"), _file("up"), _tick()))
    _speak_chinese(app)


def face(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The window's face at `size` pixels."""
    font = QFont(tokens.FAMILY)
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def load_sheet_face() -> str:
    """The family of the sheets, loaded when a sheet is first shown."""
    if tokens.SHEET_FAMILY not in QFontDatabase.families():
        QFontDatabase.addApplicationFont(str(resources.path("fonts/QCDeskSerif.ttf")))
    return tokens.SHEET_FAMILY


def _palette() -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, tokens.DESK), (roles.WindowText, tokens.INK), (roles.Base, tokens.PANEL),
        (roles.Text, tokens.INK),
        (roles.Button, tokens.PANEL), (roles.ButtonText, tokens.INK), (roles.Highlight, tokens.ACCENT),
        (roles.HighlightedText, tokens.INK_ON_ACCENT), (roles.PlaceholderText, tokens.INK_FAINT),
        (roles.Link, tokens.ACCENT_HOVER), (roles.AlternateBase, tokens.HOVER),
    ):  # fmt: skip
        palette.setColor(role, QColor(colour))
    return palette


def _file(name: str) -> str:
    """A style sheet wants forward slashes on every system."""
    return resources.path(f"icons/{name}.svg").as_posix()


def _tick() -> str:
    return (Path(__file__).parent / "tick.svg").as_posix()


def _speak_chinese(app: QApplication) -> None:
    """确定 and 取消 instead of OK and Cancel; file dialogs are Qt's own where the system's might speak English."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    if sys.platform != "win32":
        app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
