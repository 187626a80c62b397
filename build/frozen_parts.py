"""What of Qt goes into the frozen program: the window, its print support and its Chinese texts, nothing else."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

PLUGINS = {
    "platforms": r"q(xcb|offscreen|wayland.*|windows)\b",
    "imageformats": r"q(jpeg|svg|webp|gif|ico|tiff)\b",
    "iconengines": r".*",
    "printsupport": r".*",
    "platforminputcontexts": r"(?!.*virtualkeyboard).*",
    "platformthemes": r".*xdgdesktopportal",
    "styles": r".*",
    "xcbglintegrations": r".*",
    "wayland-shell-integration": r".*",
    "wayland-decoration-client": r".*",
    "wayland-graphics-integration-client": r"(?!.*(vulkan|dmabuf|drm)).*",
}
TRANSLATIONS = {"qtbase_zh_CN.qm"}
# Libraries that only the dropped plugins want.
LIBRARIES = re.compile(r"(lib)?Qt6?(Qml|Quick|Pdf|VirtualKeyboard|Sql|Test|Designer|Help|UiTools|Egl|Concurrent)")
NEVER_IMPORTED = [
    *("tkinter", "numpy", "lxml", "pandas", "matplotlib", "IPython", "PIL.ImageTk", "PIL.ImageQt"),
    *("setuptools", "pip", "pytest", "_pytest", "slipcover", "mypy", "hatchling"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtNetwork", "PySide6.QtDBus"),
    # The attachments take no AVIF, whose library alone weighs 5 MB.
    *("PIL._avif", "PIL.AvifImagePlugin"),
    # pyHanko's ways to a network, which a seal never takes; forms/sealing/offline.py stands in for them.
    *("aiohttp", "aiohappyeyeballs", "aiosignal", "frozenlist", "multidict"),
    *("propcache", "yarl", "certifi", "idna", "oscrypto", "requests"),
    # For visible seals, and for text drawn by Pillow: neither is drawn here.
    *("fontTools", "PIL._imagingft"),
]
# A library that is there only because another file loads it; plug-ins and Python's modules are not.
LIBRARY = re.compile(r"(PySide6/Qt/lib/|[^/]+\.libs/)?lib(?!python)[^/]+\.so(\.\d+)*")
# What the program needs without asking for it by name: losing one shows only on a user's machine.
PROMISED = {
    "linux": (
        *(
            "libpython3.*",
            "libcups.so.2",
            "psycopg_binary/_psycopg*.so",
            "psycopg_binary/pq*.so",
            "psycopg_binary.libs/libpq*",
            "cryptography/hazmat/bindings/_rust.abi3.so",
        ),
        *(f"PySide6/Qt{name}.abi3.so" for name in ("Core", "Gui", "Widgets", "PrintSupport", "Svg")),
        *(
            f"PySide6/Qt/plugins/{name}.so"
            for name in (
                *(
                    "platforms/libqxcb",
                    "platforms/libqoffscreen",
                    "platforms/libqwayland-egl",
                    "platforms/libqwayland-generic",
                ),
                *("xcbglintegrations/libqxcb-egl-integration", "xcbglintegrations/libqxcb-glx-integration"),
                *("wayland-shell-integration/libxdg-shell", "wayland-decoration-client/libadwaita"),
                "wayland-graphics-integration-client/libqt-plugin-wayland-egl",
                # Chinese is typed through these; fcitx answers as IBus too.
                *(
                    "platforminputcontexts/libibusplatforminputcontextplugin",
                    "platforminputcontexts/libcomposeplatforminputcontextplugin",
                ),
                *(
                    "platformthemes/libqxdgdesktopportal",
                    "printsupport/libcupsprintersupport",
                    "iconengines/libqsvgicon",
                ),
                *(f"imageformats/libq{form}" for form in ("gif", "ico", "jpeg", "svg", "tiff", "webp")),
            )
        ),
        *(
            "PySide6/Qt/translations/qtbase_zh_CN.qm",
            "resources/fonts/QCDeskSerif.ttf",
            "resources/fonts/QCDeskSans.ttf",
        ),
    ),
    "win32": (
        *("PySide6/plugins/platforms/qwindows.dll", "PySide6/plugins/platforms/qoffscreen.dll"),
        *("PySide6/plugins/styles/qmodernwindowsstyle.dll", "PySide6/plugins/iconengines/qsvgicon.dll"),
        *(f"PySide6/plugins/imageformats/q{form}.dll" for form in ("gif", "ico", "jpeg", "svg", "tiff", "webp")),
        *(
            "PySide6/QtPrintSupport.pyd",
            "PySide6/translations/qtbase_zh_CN.qm",
            "psycopg_binary/pq*.pyd",
            "cryptography/hazmat/bindings/_rust.pyd",
        ),
    ),
}
Entry = tuple[str, str, str]  # place in the bundle, source, kind: PyInstaller's own triple


def belongs(target: str) -> bool:
    """Whether a collected file, named by its place in the bundle, stays."""
    path = PurePath(target.replace("\\", "/"))
    if "PySide6" not in path.parts:
        return not LIBRARIES.match(path.name)
    if "plugins" in path.parts:
        kind, name = path.parent.name, re.sub(r"^lib", "", path.name)
        return bool(re.match(PLUGINS.get(kind, r"(?!)"), name))
    if "translations" in path.parts:
        return path.name in TRANSLATIONS
    return not LIBRARIES.match(path.name)


def needed(entries: Iterable[Entry], imports: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Without the libraries that only dropped files wanted; `imports` tells which a file loads, by name."""
    kept: list[Entry] = []
    waiting: dict[str, list[Entry]] = {}
    for entry in entries:
        place = waiting.setdefault(PurePath(entry[0]).name, []) if LIBRARY.fullmatch(entry[0]) else kept
        place.append(entry)
    for entry in kept:  # grows while it is read
        if entry[2] != "SYMLINK":
            kept += [found for name in imports(entry[1]) for found in waiting.pop(name, [])]
    return kept


def absent(folder: Path, platform: str) -> list[str]:
    """The promised files that are not in the program's folder of libraries."""
    return [name for name in PROMISED.get(platform, ()) if not any(folder.glob(name))]
