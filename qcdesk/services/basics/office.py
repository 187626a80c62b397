"""The office's own settings: the head and foot it prints, and how the program behaves for it."""

from __future__ import annotations

import base64

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import typing_in
from qcdesk.services.trail import events, standing
from qcdesk.store.models import Setting
from qcdesk.views import DocumentLine, OfficeView

COMPANY, DOCUMENTS, LOGO = "company", "documents", "logo"
LONGEST = 120
"""Characters of a line of the head or the foot."""

LINE_LABELS = (
    ("document_no", "文件编号"), ("revision", "版次"), ("issued", "制作日期"), ("retention", "保存年限"),
    ("copies", "联次"),
)  # fmt: skip


def view(desk: Desk) -> OfficeView:
    company, documents = setting(desk, COMPANY), setting(desk, DOCUMENTS)
    logo = setting(desk, LOGO).get("png")
    lines = {
        code: DocumentLine(**{name: str(line.get(name) or "") for name in DocumentLine.__dataclass_fields__})
        for code, line in documents.items()
        if isinstance(line, dict)
    }
    picture = base64.b64decode(str(logo)) if logo else None
    name, english, contact = (str(company.get(key) or "") for key in ("company", "company_en", "contact"))
    return OfficeView(name, english, picture, lines, contact)


def setting(desk: Desk, key: str) -> dict[str, Json]:
    """A settings group; empty when it was never set, or is damaged (verify names it)."""
    row = desk.store.first(Setting.select().where(Setting.key == key))
    try:
        return canonical.load(row.value) if row else {}
    except ValueError:
        return {}


def change_setting(desk: Desk, key: str, value: dict[str, Json]) -> Change:
    """Replaces a settings group; only an administrator, and the trail keeps what was there."""
    if desk.person.login and "admin" not in desk.person.roles:
        raise Refused("办公室设置要由系统管理员改")
    with desk.store.write():
        old = setting(desk, key)
        put_setting(desk, key, value)
        detail: dict[str, object] = {"key": key, standing.STANDS: standing.after(desk, "setting", key)}
        if key != LOGO:
            detail["changes"] = canonical.differences(old, value)
        return touched("office", event=events.note(desk, "setting_changed", detail=detail))


def put_setting(desk: Desk, key: str, value: dict[str, Json]) -> None:
    text = canonical.dump(value)
    if not desk.store.run(Setting.update(value=text).where(Setting.key == key)):
        desk.store.run(Setting.insert(key=key, value=text))


def change_company(desk: Desk, company: str, company_en: str, contact: str | None = None) -> Change:
    """The head of every sheet; `contact` (地址、电话、传真) is the letterhead of 送货单, None keeps it."""
    new = {**setting(desk, COMPANY), "company": _line("公司名称", company), "company_en": _line("英文名称", company_en)}
    if contact is not None:
        new["contact"] = _line("地址、电话、传真", contact)
    return change_setting(desk, COMPANY, new)


def change_document(desk: Desk, code: str, line: DocumentLine) -> Change:
    """The foot of one form: 文件编号 · 版次 · 制作日期 · 保存年限 · 联次."""
    kind = desk.catalogue.newest(code)
    old = setting(desk, DOCUMENTS)
    kept = old.get(kind.code)
    new_line: dict[str, Json] = dict(kept) if isinstance(kept, dict) else {}
    new_line.update({name: _line(label, getattr(line, name)) for name, label in LINE_LABELS})
    return change_setting(desk, DOCUMENTS, {**old, kind.code: new_line})


def change_logo(desk: Desk, content: bytes | None, name: str = "logo") -> Change:
    """A picture for the head of every sheet, None for none; raises Refused when it is no picture."""
    if content is None:
        return change_setting(desk, LOGO, {})
    if len(content) > 1024 * 1024:
        raise Refused("标志图片请不要超过 1 MB")
    from qcdesk.services.sheets import attaching  # late: the window starts without the forms

    attaching.media_of(content, name)
    return change_setting(desk, LOGO, {"png": base64.b64encode(content).decode("ascii")})


def _line(label: str, text: str) -> str:
    return typing_in.line(label, text, LONGEST)
