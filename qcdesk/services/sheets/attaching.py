"""Pictures taken into the attachment store, after looking at what they really are."""

from __future__ import annotations

import io
import stat
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path

from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.errors import Fault, Invalid, NotFound, Refused
from qcdesk.kinds import plain_name
from qcdesk.services.keeping import gone
from qcdesk.services.trail import registered_files
from qcdesk.store.trouble import unread

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000
OPENED = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")
MEDIA = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "BMP": "image/bmp", "TIFF": "image/tiff",
         "GIF": "image/gif", "MPO": "image/jpeg"}  # fmt: skip


def add_file(desk: Desk, path: Path) -> dict[str, Json]:
    """Raises Refused with a sentence that names the file when it is missing, too big or no picture."""
    return add_bytes(desk, read(path), path.name)


def read(path: Path) -> bytes:
    """What the file holds; raises Refused with a sentence that names it."""
    try:
        return _read(path)
    except FileNotFoundError:
        raise Refused(f"找不到照片文件“{path}”") from None
    except (OSError, ValueError) as error:
        said = unread(error) if isinstance(error, OSError) else "文件名里有不能用的字"
        raise Refused(f"照片“{path.name}”读不出来：{said}") from error


def _read(path: Path) -> bytes:
    """A pipe or a device may never end, and a file may grow behind its size: no more than the limit is read."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        what = "文件夹" if stat.S_ISDIR(found.st_mode) else "设备或管道"
        raise Refused(f"“{path}”是{what}，不是照片文件")
    refuse_big(found.st_size, path.name)
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def refuse_big(size: int, name: str) -> None:
    if size > MOST_BYTES:
        raise Refused(f"照片“{name}”有 {size / 1048576:.0f} MB，超过 20 MB，请缩小后再加")


def add_bytes(desk: Desk, content: bytes, name: str) -> dict[str, Json]:
    """Stores a picture and gives the entry for a photo field: `{"sha256", "name"}`."""
    refuse_big(len(content), name)
    media = media_of(content, name)
    sha256 = desk.attachments.put(content)
    with desk.store.write():
        registered_files.register(desk, sha256, name, media, len(content))
    return {"sha256": sha256, "name": name[: registered_files.LONGEST_NAME]}


def refuse_unknown(desk: Desk, values: Mapping[str, Json], names: Iterable[str]) -> None:
    """Raises Invalid for a photo entry whose file was never stored."""
    for name in names:
        if not plain_name(name).endswith("_photos"):
            continue
        for entry in entries(values.get(name)):
            if not desk.attachments.holds(str(entry["sha256"])):
                raise Invalid([Fault(name, "照片", f"“{entry.get('name')}”不在附件库里，请重新添加")])


def spoiled(desk: Desk, values: Mapping[str, Json]) -> tuple[str, ...]:
    """Names of the values with a photo whose file is gone or is not the one that was added; reads every file."""
    return tuple(name for name in values if plain_name(name).endswith("_photos") and not _whole(desk, values[name]))


def _whole(desk: Desk, value: Json) -> bool:
    return all(_is_whole(desk, str(entry["sha256"])) for entry in entries(value))


def _is_whole(desk: Desk, sha256: str) -> bool:
    """A file that two people disposed of was not spoiled by anybody."""
    try:
        desk.attachments.get(sha256)
    except NotFound:
        return not desk.attachments.holds(sha256) and gone.removed(desk, sha256)
    return True


def destroyed(desk: Desk, values: Mapping[str, Json]) -> bool:
    """Whether a disposal took away a photo that hung here."""
    named = [str(entry.get("sha256")) for name in values if plain_name(name).endswith("_photos")
             for entry in entries(values[name])]  # fmt: skip
    return any(not desk.attachments.holds(sha256) and gone.removed(desk, sha256) for sha256 in named)


def entries(value: Json) -> list[dict[str, Json]]:
    """The photo entries of a value."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def media_of(content: bytes, name: str) -> str:
    """The picture's type by its content; raises Refused for anything that is no picture or a monstrous one."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # large is told below, and what else Pillow finds odd is in English
            with Image.open(io.BytesIO(content), formats=OPENED) as picture:
                width, height, form = *picture.size, str(picture.format)
                if width * height <= MOST_PIXELS:
                    picture.draft("RGB", (256, 256))
                    picture.load()
    except Image.DecompressionBombError:
        raise Refused(f"照片“{name}”的点数太多，请缩小到五千万点以内") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise Refused(f"“{name}”不是图片，或已损坏。能用的有 JPG、PNG、WEBP、BMP、TIFF、GIF") from None
    if width * height > MOST_PIXELS:
        raise Refused(f"照片“{name}”有 {width}×{height} 点，太大了，请缩小到五千万点以内")
    return MEDIA[form]


def with_files_stored(desk: Desk, raw: dict[str, object], base: Path) -> dict[str, object]:
    """`raw` with every photo given as a file name (relative to `base`) replaced by its stored entry.

    Raises Refused for a photo that is neither a file name nor such an entry.
    """
    taken = dict(raw)
    for name, value in raw.items():
        if plain_name(name).endswith("_photos") and isinstance(value, list):
            for at, item in enumerate(value, start=1):
                if not (item.strip() if isinstance(item, str) else isinstance(item, dict)):
                    raise Refused(f"“{name}”第 {at} 张要写照片的文件名，例如 断口.jpg")
            taken[name] = [add_file(desk, base / item) if isinstance(item, str) else item for item in value]
    return taken
