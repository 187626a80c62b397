"""Where a desk lives: its home folder, and whether that folder can hold a database."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from pathlib import Path

import platformdirs

from qcdesk.errors import Unavailable

DATABASE = "qcdesk.db"
NETWORK_TYPES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "davfs"})


def home_folder(given: str | None = None) -> Path:
    """`--home`, else QCDESK_HOME, else the user's own data folder of this system."""
    chosen = given or os.environ.get("QCDESK_HOME") or platformdirs.user_data_dir("QCDesk", appauthor=False)
    return Path(chosen).expanduser().absolute()


def secrets_folder() -> Path:
    """What opens the office's seal, never beside the data, of which copies are made (QCDESK_SECRETS)."""
    chosen = os.environ.get("QCDESK_SECRETS") or platformdirs.user_data_dir("QCDesk-seal", appauthor=False)
    return Path(chosen).expanduser().absolute()


def server_url() -> str | None:
    return os.environ.get("QCDESK_DATABASE") or None


def refuse_network_share(folder: Path) -> None:
    """SQLite's locks do not hold on a network share (DESIGN 6)."""
    if on_network(folder):
        raise Unavailable(
            f"“{folder}”在网络共享上，数据库放在那里不安全。请放在本机硬盘；几台电脑共用请用 PostgreSQL 服务器。"
        )


def on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(str(folder))[0]
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == 4
    return _mount_type(folder, _mounts()) in NETWORK_TYPES


def _mounts() -> list[tuple[str, str]]:
    """Mount points and file-system types, where the system lists them."""
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    parts = [line.split() for line in lines]
    return [(part[1].replace("\\040", " "), part[2]) for part in parts if len(part) > 2]


def _mount_type(folder: Path, mounts: list[tuple[str, str]]) -> str:
    holding = [(point, kind) for point, kind in mounts if folder == Path(point) or Path(point) in folder.parents]
    return max(holding, key=lambda item: len(item[0]))[1] if holding else ""


def require_writable(folder: Path) -> None:
    """Makes the folder; raises Unavailable when nothing can be written in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Unavailable("磁盘已满，什么也没有建。请腾出空间后再试。") from error
        raise Unavailable(f"文件夹“{folder}”不能写，请换一个或检查权限") from error
