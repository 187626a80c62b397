"""What the frozen program keeps of Qt: dropping one of these shows only on a user's machine."""

import pytest
import scripts

frozen_parts = scripts.load("build", "frozen_parts")

KEPT = [
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
    "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
    "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
    "PySide6/Qt/translations/qtbase_zh_CN.qm",
    "PySide6\\plugins\\platforms\\qwindows.dll",
    "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
    "PySide6/QtPrintSupport.abi3.so",
    "PySide6/Qt/lib/libQt6Network.so.6",
    "resources/fonts/QCDeskSerif.ttf",
]
DROPPED = [
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
    "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
    "PySide6/Qt/translations/qtbase_de.qm",
    "PySide6/Qt/lib/libQt6Quick.so.6",
]


@pytest.mark.parametrize("target", KEPT)
def test_kept(target: str) -> None:
    assert frozen_parts.belongs(target)


@pytest.mark.parametrize("target", DROPPED)
def test_dropped(target: str) -> None:
    assert not frozen_parts.belongs(target)
