"""Where a desk lives."""

import errno
import os
from pathlib import Path

import pytest

from qcdesk import paths
from qcdesk.errors import Unavailable


def test_home_given_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QCDESK_HOME", str(tmp_path / "env"))
    assert paths.home_folder(str(tmp_path / "given")) == tmp_path / "given"
    assert paths.home_folder() == tmp_path / "env"
    monkeypatch.delenv("QCDESK_HOME")
    assert paths.home_folder().name == "QCDesk"


@pytest.mark.parametrize(
    ("folder", "kind"), [("/mnt/share/office", "cifs"), ("/mnt/share", "cifs"), ("/mnt/other", "ext4"), ("/x", "ext4")]
)
def test_innermost_mount_decides(folder: str, kind: str) -> None:
    assert paths._mount_type(Path(folder), [("/", "ext4"), ("/mnt/share", "cifs")]) == kind


def test_network_share_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    paths.refuse_network_share(tmp_path)
    monkeypatch.setattr(paths, "_mounts", lambda: [("/", "nfs4")])
    with pytest.raises(Unavailable, match="在网络共享上，数据库放在那里不安全"):
        paths.refuse_network_share(tmp_path)


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("taken")
    with pytest.raises(Unavailable, match="不能写，请换一个或检查权限"):
        paths.require_writable(tmp_path / "file" / "home")


def test_full_disk_is_told_before_a_desk_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(Unavailable, match="磁盘已满，什么也没有建。请腾出空间后再试"):
        paths.require_writable(tmp_path / "home")
