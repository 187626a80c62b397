"""What the frozen program keeps of Qt: dropping one of these shows only on a user's machine."""

import re
import sys
from pathlib import Path

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
    "PySide6/Qt/lib/libQt6PrintSupport.so.6",
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
def test_part_that_the_program_needs_is_kept(target: str) -> None:
    assert frozen_parts.belongs(target)


@pytest.mark.parametrize("target", DROPPED)
def test_part_that_nobody_needs_is_dropped(target: str) -> None:
    assert not frozen_parts.belongs(target)


@pytest.mark.parametrize("name", ["aiohttp", "certifi", "lxml", "requests", "yarl"])
def test_nothing_that_reaches_a_network_is_frozen(name: str) -> None:
    """forms/sealing/offline.py stands in for what pyHanko would import of it; the self-test seals without it."""
    assert name in frozen_parts.NEVER_IMPORTED


@pytest.mark.parametrize("target", [name for names in frozen_parts.PROMISED.values() for name in names])
def test_promised_is_kept(target: str) -> None:
    assert frozen_parts.belongs(re.sub(r"\*", "x", target))


@pytest.mark.skipif(not frozen_parts.PROMISED.get(sys.platform), reason="nothing is promised here")
def test_promised_parts_of_qt_are_in_the_installed_qt() -> None:
    import PySide6

    library = Path(PySide6.__file__).parents[1]
    lost = frozen_parts.absent(library, sys.platform)
    assert not [name for name in lost if name.startswith("PySide6/")]


def test_a_bundle_without_input_methods_is_found_wanting(tmp_path: Path) -> None:
    for name in frozen_parts.PROMISED["linux"]:
        if "ibus" not in name:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name.replace("*", "x")).touch()
    (lost,) = frozen_parts.absent(tmp_path, "linux")
    assert "ibusplatforminputcontext" in lost


def test_only_libraries_that_a_kept_file_loads_are_needed() -> None:
    plugin = "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so"
    loads = {
        plugin: ["libcups.so.2", "libc.so.6"],
        "libcups.so.2": ["libgnutls.so.30"],
        "libgtk-3.so.0": ["libpango-1.0.so.0"],
        "psycopg_binary/pq.so": ["libpq-1.so"],
    }
    names = [plugin, *("libgtk-3.so.0", "libpango-1.0.so.0", "libgnutls.so.30", "libcups.so.2"),
             *("libpython3.11.so.1.0", "psycopg_binary/pq.so", "psycopg_binary.libs/libpq-1.so")]  # fmt: skip
    entries = [*((name, name, "BINARY") for name in names), ("libpq-1.so", "psycopg_binary.libs/libpq-1.so", "SYMLINK")]
    kept = {name for name, _, _ in frozen_parts.needed(entries, lambda source: loads.get(source, []))}
    assert kept == {*names, "libpq-1.so"} - {"libgtk-3.so.0", "libpango-1.0.so.0"}
