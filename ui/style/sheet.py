"""The window's style sheet, filled from the tokens. Widgets choose a role by the property `look`."""

from __future__ import annotations

from string import Template

from ui.style import tokens

BASE = """
* { font-family: "$FAMILY"; font-size: ${TEXT}px; color: $INK; }
QMainWindow, QWidget#desk, QWidget#page_first_start, QWidget#page_trouble, QDialog#lock { background: $DESK; }
QDialog { background: $PANEL; }
QToolTip { background: $INK; color: $PANEL; border: 0; padding: 5px 8px; }
QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${TITLE}px; font-weight: 700; }
QLabel[look="heading"] { font-size: ${TEXT_LARGE}px; font-weight: 700; }
QLabel[look="strong"] { font-weight: 700; }
QLabel[look="figure"] { font-size: ${FIGURE}px; font-weight: 700; }
QLabel[look="soft"] { color: $INK_SOFT; }
QLabel[look="small"] { color: $INK_SOFT; font-size: ${TEXT_SMALL}px; }
QLabel[look="field"] { color: $INK_SOFT; font-size: ${TEXT_SMALL}px; }
QLabel[look="fault"] { color: $BAD; }
QLabel[look="good"] { color: $GOOD; }
QLabel[look="banner"] { background: $WARN_TINT; color: $WARN; border-radius: ${RADIUS}px; padding: 9px 12px; }
QLabel[look="chip"] { background: $DESK; color: $INK_SOFT; border-radius: 9px; padding: 2px 9px;
  font-size: ${TEXT_SMALL}px; }
QFrame[look="panel"] { background: $PANEL; border: 1px solid $LINE; border-radius: 8px; }
QFrame[look="panel"]:focus { border: 2px solid $FOCUS; }
QFrame[look="chosen"] { background: $PANEL; border: 2px solid $ACCENT_LINE; border-radius: 8px; }
QFrame[look="line"] { background: $LINE; border: 0; max-height: 1px; min-height: 1px; }
QFrame#nav { background: $NAV; border: 0; border-right: 1px solid $LINE; }
QFrame#top { background: $PANEL; border: 0; border-bottom: 1px solid $LINE; }
QScrollArea, QScrollArea > QWidget > QWidget#inside { background: transparent; border: 0; }
QScrollArea#read_only { border: 1px solid transparent; }
QScrollArea#read_only:focus { border: 1px solid $FOCUS; }
QScrollArea#paper_view, QScrollArea#paper_view > QWidget > QWidget { background: $DESK; }
QListWidget#thumbs { background: $NAV; border-right: 1px solid $LINE; padding: 8px; }
"""

BUTTONS = """
QPushButton { background: $PANEL; border: 1px solid $LINE_STRONG; border-radius: ${RADIUS}px; padding: 0 14px;
  min-height: 32px; outline: 0; }
QPushButton:hover { background: $HOVER; border-color: $INK_FAINT; }
QPushButton:pressed { background: $DESK; }
QPushButton:focus { border: 2px solid $FOCUS; padding: 0 13px; min-height: 30px; }
QPushButton:disabled { color: $INK_FAINT; background: $HOVER; border-color: $LINE; }
QPushButton[look="main"] { background: $ACCENT; border-color: $ACCENT; color: $INK_ON_ACCENT; }
QPushButton[look="main"]:hover { background: $ACCENT_HOVER; }
QPushButton[look="main"]:pressed { background: $ACCENT_DEEP; }
QPushButton[look="main"]:focus { border: 2px solid $ACCENT_DEEP; }
QPushButton[look="main"]:disabled { background: $ACCENT_LINE; border-color: $ACCENT_LINE; color: $PANEL; }
QPushButton[look="danger"] { color: $BAD; border-color: $BAD_LINE; }
QPushButton[look="danger"]:hover { background: $BAD_TINT; }
QPushButton[look="danger"]:disabled { color: $INK_FAINT; border-color: $LINE; }
QPushButton[look="quiet"], QToolButton { background: transparent; border: 1px solid transparent; }
QPushButton[look="quiet"] { padding: 0 10px; color: $ACCENT_HOVER; }
QPushButton[look="quiet"]:disabled { color: $INK_FAINT; }
QPushButton[look="quiet"]:hover, QToolButton:hover { background: $ACCENT_TINT; border-color: transparent; }
QPushButton[look="quiet"]:focus, QToolButton:focus { border: 2px solid $FOCUS; }
QToolButton { border-radius: ${RADIUS}px; padding: 5px; }
QToolButton:checked { background: $ACCENT_TINT; color: $ACCENT_DEEP; }
QToolButton:disabled { color: $INK_FAINT; }
QPushButton[look="nav"] { background: transparent; border: 1px solid transparent; text-align: left; padding: 0 10px;
  min-height: 38px; color: $INK_SOFT; }
QPushButton[look="nav"]:hover { background: $DESK; }
QPushButton[look="nav"]:checked { background: $ACCENT_TINT; color: $ACCENT_DEEP; font-weight: 700; }
QPushButton[look="nav"]:focus { border: 2px solid $FOCUS; padding: 0 9px; min-height: 36px; }
QPushButton[look="filter"] { border-radius: 14px; min-height: 26px; padding: 0 12px; color: $INK_SOFT; }
QPushButton[look="filter"]:checked { background: $ACCENT_TINT; border-color: $ACCENT_LINE; color: $ACCENT_DEEP; }
QPushButton[look="filter"]:focus { border: 2px solid $FOCUS; padding: 0 11px; min-height: 24px; }
QPushButton[look="tick"]:checked { background: $ACCENT_TINT; border-color: $ACCENT; color: $ACCENT_DEEP;
  font-weight: 700; }
QPushButton[look="person"] { border-radius: 17px; padding: 0 14px 0 8px; border-color: $LINE; }
QPushButton[look="person"]:hover { background: $HOVER; }
QPushButton[look="entry"], QPushButton[look="entry-aside"] { background: transparent; border: 1px solid transparent;
  text-align: left; padding: 0 11px; }
QPushButton[look="entry-aside"] { color: $INK_SOFT; }
QPushButton[look="entry"]:hover, QPushButton[look="entry-aside"]:hover { background: $ACCENT_TINT; }
QPushButton[look="entry"]:focus, QPushButton[look="entry-aside"]:focus { border: 2px solid $FOCUS; padding: 0 10px; }
QPushButton[look="rate"] { background: transparent; border: 1px solid transparent; padding: 0; }
QPushButton[look="rate"]:hover, QPushButton[look="rate"]:checked { background: $ACCENT_TINT; }
QPushButton[look="rate"]:focus { border: 2px solid $FOCUS; padding: 0; }
QPushButton::menu-indicator { width: 0; }
"""

FIELDS = """
QLineEdit, QComboBox, QSpinBox, QDateEdit, QPlainTextEdit, QTextEdit { background: $PANEL;
  border: 1px solid $LINE_STRONG; border-radius: ${RADIUS}px; padding: 0 10px; min-height: 32px;
  selection-background-color: $ACCENT;  selection-color: $INK_ON_ACCENT; }
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit:hover, QComboBox:hover, QSpinBox:hover, QPlainTextEdit:hover { border-color: $INK_FAINT; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $FOCUS;
  padding: 0 9px; min-height: 30px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 5px 7px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { background: $HOVER; color: $INK_FAINT;
  border-color: $LINE; }
QLineEdit[fault="true"], QPlainTextEdit[fault="true"], QComboBox[fault="true"] { border-color: $BAD;
  background: $BAD_TINT; }
QLineEdit#search { background: $DESK; border-color: $DESK; }
QLineEdit#search:focus { background: $PANEL; border-color: $FOCUS; }
QComboBox { padding-left: 12px; padding-right: 28px; }
QComboBox:focus { padding-left: 11px; padding-right: 27px; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow, QSpinBox::down-arrow { image: url("$DOWN"); width: 12px; height: 12px; }
QSpinBox::up-arrow { image: url("$UP"); width: 12px; height: 12px; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 22px; background: transparent; }
QComboBox QAbstractItemView { background: $PANEL; border: 1px solid $LINE_STRONG; outline: 0; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 30px; padding: 0 8px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $INK_FAINT;
  background: $PANEL; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $ACCENT; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $FOCUS; width: 14px; height: 14px; }
QCheckBox::indicator:checked { background: $ACCENT; border-color: $ACCENT; image: url("$TICK"); }
QRadioButton::indicator:checked { border: 5px solid $ACCENT; width: 8px; height: 8px; }
QCheckBox:focus, QRadioButton:focus { color: $ACCENT_DEEP; text-decoration: underline; }
"""

LISTS = """
QAbstractItemView { background: $PANEL; border: 0; outline: 0; selection-background-color: $ACCENT_TINT;
  selection-color: $INK; }
QTableView { gridline-color: transparent; border: 0; }
QTableView::item { padding: 0 10px; border-bottom: 1px solid $DESK; }
QListView::item { padding: 0 10px; min-height: 36px; border-radius: ${RADIUS}px; }
QTableView::item:hover, QListView::item:hover { background: $HOVER; }
QTableView::item:selected, QListView::item:selected { background: $ACCENT_TINT; color: $INK; }
QListView::item:selected { border: 1px solid $ACCENT_LINE; }
QHeaderView { background: $PANEL; }
QHeaderView::section { background: $PANEL; color: $INK_SOFT; border: 0; border-bottom: 1px solid $LINE; padding: 0 10px;
  height: 36px; font-size: ${TEXT_SMALL}px; text-align: left; }
QHeaderView::section:hover { color: $ACCENT_DEEP; }
QHeaderView::down-arrow { image: url("$DOWN"); width: 11px; height: 11px; subcontrol-position: center right;
  right: 6px; }
QHeaderView::up-arrow { image: url("$UP"); width: 11px; height: 11px; subcontrol-position: center right; right: 6px; }
QTableCornerButton::section { background: $PANEL; border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $LINE_STRONG; border-radius: 4px; margin: 2px; min-height: 36px; min-width: 36px; }
QScrollBar::handle:hover { background: $INK_FAINT; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabBar { background: transparent; outline: none; }
QTabBar::tab { background: transparent; color: $INK_SOFT; padding: 0 14px; height: 36px;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $ACCENT_DEEP; }
QTabBar::tab:selected { color: $ACCENT_DEEP; border-bottom: 2px solid $ACCENT; font-weight: 700; }
QTabBar::tab:focus { border: 1px solid $FOCUS; border-bottom: 2px solid $ACCENT; border-radius: 6px; padding: 0 13px; }
QTabWidget::pane { border: 0; border-top: 1px solid $LINE; }
QMenu { background: $PANEL; border: 1px solid $LINE_STRONG; padding: 6px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: 4px; }
QMenu::item:selected { background: $ACCENT_TINT; }
QMenu::item:disabled { color: $INK_FAINT; }
QMenu::separator { height: 1px; background: $LINE; margin: 5px 6px; }
QProgressBar { background: $LINE; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $ACCENT; border-radius: 3px; }
QSplitter::handle { background: $LINE; }
"""


def style_sheet(down: str, up: str, tick: str) -> str:
    """`down`, `up` and `tick` are files of the small pictures that a style sheet can only take from a file."""
    constants = {name: value for name, value in vars(tokens).items() if name.isupper()}
    words = {name: str(value) for name, value in constants.items() if isinstance(value, str | int)}
    return Template(BASE + BUTTONS + FIELDS + LISTS).substitute(words, DOWN=down, UP=up, TICK=tick)
