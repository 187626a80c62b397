"""A person's own signature or seal as a picture, printed in the box beside the name where he signs with his PIN."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import attaching
from qcdesk.services.trail import kept_rows

if TYPE_CHECKING:
    from PIL import Image

SIGNATURE, SEAL = "signature", "seal"
FORMS = {SIGNATURE: "签名", SEAL: "印章"}

LARGEST = (600, 200)
"""Pixels; on paper a box of some 15 mm is rarely higher."""

AROUND = 6
"""Pixels of clear ground left around it."""

NEWEST = "SELECT form, picture FROM hand WHERE login = ? ORDER BY id DESC LIMIT 1"


def picture_of(desk: Desk, login: str) -> str | None:
    """The SHA-256 of the picture that counts now; None where there is none."""
    found = desk.store.sql(NEWEST, (login,))
    return str(found[0][1]) if found and found[0][1] else None


def form_of(desk: Desk, login: str) -> str:
    """`signature` or `seal`; empty where there is no picture."""
    found = desk.store.sql(NEWEST, (login,))
    return str(found[0][0]) if found and found[0][1] else ""


def png_of(desk: Desk, login: str) -> bytes | None:
    """The picture that counts now; None where there is none or its file is gone."""
    picture = picture_of(desk, login)
    try:
        return desk.attachments.get(picture) if picture else None
    except NotFound:
        return None


def from_photo(content: bytes, name: str = "照片") -> bytes:
    """A PNG with clear ground, cropped, from the photo of a signature or seal on paper, or from a picture whose ground
    is clear already. Raises Refused with the sentence."""
    from PIL import Image, ImageOps

    from qcdesk.services.basics import whitening

    attaching.refuse_big(len(content), name)
    attaching.media_of(content, name)
    with Image.open(io.BytesIO(content)) as picture:
        picture.draft("RGB", (whitening.WORKED, whitening.WORKED))
        upright = ImageOps.exif_transpose(picture)
        clear = upright.convert("RGBA")
        drawn = clear if any(clear.getchannel("A").histogram()[:128]) else whitening.lifted(upright)
    return _cropped(drawn)


def from_drawing(png: bytes) -> bytes:
    """As `from_photo`, of strokes on clear ground; raises Refused for an empty sheet."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        return _cropped(picture.convert("RGBA"))


def set_own(desk: Desk, form: str, png: bytes, proof: Proof) -> Change:
    """Takes the picture (as `from_photo` or `from_drawing` gives it) as that of the person at the desk, who has just
    given the PIN. What was signed before keeps what it was signed with."""
    login = _own(desk, proof)
    if form not in FORMS:
        raise Refused(f"样式只有 {'、'.join(f'{code}（{said}）' for code, said in FORMS.items())}")
    with desk.store.write():
        sha256 = str(attaching.add_bytes(desk, png, f"{FORMS[form]}-{login}.png")["sha256"])
        return _write(desk, "hand_set", login, form, sha256)


def set_for(desk: Desk, login: str, form: str, png: bytes, proof: Proof) -> Change:
    """As `set_own`; raises Refused for anybody else's."""
    if people.row_of(desk, login).login != desk.person.login:
        raise Refused("签名样式只能由本人设，管理员也不能代设")
    return set_own(desk, form, png, proof)


def take_away(desk: Desk, login: str, proof: Proof) -> Change:
    """One's own, or anybody's by an administrator. Raises Refused where there is none."""
    person = people.row_of(desk, login)
    if _own(desk, proof) != person.login:
        people.require_admin(desk)
    with desk.store.write():
        form = form_of(desk, person.login)
        if not form:
            raise Refused(f"{person.name}没有签名样式")
        return _write(desk, "hand_removed", str(person.login), form, None)


def _own(desk: Desk, proof: Proof) -> str:
    login = desk.require_person().login
    if proof.login != login:
        raise Refused("PIN 是别人的，请由坐在这里的人输入")
    return login


def _write(desk: Desk, action: str, login: str, form: str, picture: str | None) -> Change:
    row = {"login": login, "form": form, "picture": picture}
    return touched("people", event=kept_rows.append(desk, action, [("hand", row)]).event)


def _cropped(picture: Image.Image) -> bytes:
    from PIL import Image

    inked = picture.getchannel("A").point([255 if level > 24 else 0 for level in range(256)]).getbbox()
    if inked is None:
        raise Refused("这里还是空白的，请先签上")
    left, top, right, bottom = inked
    cut = picture.crop((max(0, left - AROUND), max(0, top - AROUND),
                        min(picture.width, right + AROUND), min(picture.height, bottom + AROUND)))  # fmt: skip
    cut.thumbnail(LARGEST, Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    cut.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
