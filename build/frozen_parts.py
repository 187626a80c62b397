"""What of Qt goes into the frozen program: the window, its print support and its Chinese texts, nothing else."""

import re
from pathlib import PurePath

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
    *("setuptools", "pip", "pytest", "_pytest", "coverage", "mypy", "hatchling"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql"),
]


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
