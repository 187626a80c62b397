"""The office's certificate as a file that customers put among those their PDF viewer trusts."""

from __future__ import annotations

from pathlib import Path

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import office_seal
from qcdesk.store.files import replace_file

ENDING = ".cer"


def write(desk: Desk, path: Path) -> None:
    """Only the certificate, never the key; raises Refused, Unavailable."""
    if path.suffix.lower() != ENDING:
        raise Refused(f"证书文件要以 {ENDING} 结尾")
    if not path.parent.is_dir():
        raise Refused(f"文件夹“{path.parent}”不存在")
    der = office_seal.ready(desk).der
    with replace_file(path) as file:
        file.write(der)
