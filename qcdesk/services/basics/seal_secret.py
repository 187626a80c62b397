"""The secret that opens the seal's key: short enough to be copied by hand to another PC, kept apart from the data."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from qcdesk import paths
from qcdesk.errors import Refused, Unavailable
from qcdesk.store.trouble import told

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are misread (Crockford)."""

LENGTH, GROUP = 28, 4
"""140 bits: nobody tries them through, so the key needs no slow derivation."""

MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})

MISSING = (
    "这台电脑上没有印章口令，不能盖章。请系统管理员在能盖章的电脑上看口令（“系统 → 印章”，或 qcdesk seal secret），"
    "再抄入这台电脑（“抄入口令…”，或 qcdesk seal take）；口令找不到了，就换一张新证书（qcdesk seal new）"
)


def drawn() -> str:
    """A new one: seven groups of four, such as `7K3F-…`."""
    return _grouped("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))


def read(typed: str) -> str:
    """As it was drawn, however it was typed; raises Refused where it can be none."""
    plain = "".join(typed.upper().translate(MISREAD).replace("-", " ").split())
    if len(plain) != LENGTH or not set(plain) <= set(LETTERS):
        raise Refused(f"印章口令是 {LENGTH} 个字母和数字（七组，每组四个），请对照着再抄一次")
    return _grouped(plain)


def kept(fingerprint: str) -> str:
    """What this PC keeps for the certificate; nothing where it keeps none."""
    try:
        return read(_place(fingerprint).read_text(encoding="ascii"))
    except FileNotFoundError:
        return ""
    except (Refused, ValueError):
        raise Refused(
            f"这台电脑上的印章口令文件“{_place(fingerprint)}”坏了，请重新抄入（“系统 → 印章”，或 qcdesk seal take）"
        ) from None
    except OSError as error:
        raise Unavailable(f"印章口令文件“{_place(fingerprint)}”读不出来：{error.strerror}") from error


def keep(fingerprint: str, secret: str) -> None:
    """For the owner's eyes alone; raises Unavailable."""
    file = _place(fingerprint)
    with told():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(secret + "\n")
            opened.flush()
            os.fsync(opened.fileno())


def _place(fingerprint: str) -> Path:
    return paths.secrets_folder() / f"seal-{fingerprint[:16]}.secret"


def _grouped(plain: str) -> str:
    return "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))
