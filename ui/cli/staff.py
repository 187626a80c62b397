"""user: people, their roles and PINs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.services.basics import people, pins
from ui.cli import staff_signing
from ui.cli.context import Call, Misused
from ui.cli.parser import Parser

Deed = Callable[[Call, Desk], Change]


def words(made: Parser) -> None:
    made.add_argument("deed", metavar="动作", nargs="?", default="list", choices=("list", "roles", *DEEDS),
                      help="list 列出（默认）、roles 角色、add 加人、change 改资料、pin 改 PIN、unlock 解锁、"
                           "rescue 没有管理员能登录时给管理员定新 PIN、retire 停用、restore 恢复、"
                           "deputy 职责代理（不给登录名就列出）、hand 自己的签名或印章样式")  # fmt: skip
    made.add_argument("who", metavar="登录名", nargs="?", help="对谁")
    made.add_argument("--name", metavar="姓名", help="印在签名格里的姓名")
    made.add_argument("--department", metavar="部门", help="所在部门")
    made.add_argument("--roles", metavar="角色", help="角色代号，用逗号隔开，如 qc,qcmgr")
    made.add_argument("--new-pin", metavar="PIN", help="新的 PIN，6 到 32 位数字或字母")
    staff_signing.words(made)


def run(call: Call) -> int:
    with call.desk() as desk:
        if call.options.deed == "list":
            return _list(call, desk)
        if call.options.deed == "roles":
            return _roles(call, desk)
        if staff_signing.is_listing(call):
            return staff_signing.list_deputies(call, desk)
        if call.options.deed == "deputy" and call.options.end is not None:
            staff_signing.deputy(call, desk)
            return staff_signing.list_deputies(call, desk)
        if not call.options.who:
            raise Misused("请写明登录名，例如 qcdesk user unlock qc --as admin")
        if call.options.deed not in ("rescue", "deputy", "hand"):
            call.proof(desk)
        DEEDS[call.options.deed](call, desk)
        person = people.get(desk, call.options.who)
    call.answer({"login": person.login, "name": person.name, "roles": list(person.roles)}, f"{person.name}：已完成")
    return 0


def _list(call: Call, desk: Desk) -> int:
    labels = {role.code: role.label for role in people.all_roles(desk)}
    everybody = people.listed(desk)
    said = [{**vars(person), "roles": list(person.roles)} for person in everybody]
    lines = [
        f"{person.login:<12}{person.name}  {person.department}  {'、'.join(labels[role] for role in person.roles)}"
        + ("" if person.active else "（已停用）") + ("（已锁定）" if person.locked else "")
        for person in everybody
    ]  # fmt: skip
    call.answer(said, "\n".join(lines))
    return 0


def _roles(call: Call, desk: Desk) -> int:
    roles = people.all_roles(desk)
    call.answer([{"code": role.code, "label": role.label, "en": role.en} for role in roles],
                "\n".join(f"{role.code:<12}{role.label}" for role in roles))  # fmt: skip
    return 0


def _add(call: Call, desk: Desk) -> Change:
    options = call.options
    if not options.name or not options.roles or not options.new_pin:
        raise Misused("加人要给 --name、--roles 和 --new-pin")
    return people.add(desk, options.who, options.name, options.department or "", _listed(options.roles),
                      options.new_pin)  # fmt: skip


def _change(call: Call, desk: Desk) -> Change:
    options = call.options
    roles = _listed(options.roles) if options.roles else None
    return people.change(desk, options.who, name=options.name, department=options.department, roles=roles)


def _pin(call: Call, desk: Desk) -> Change:
    if not call.options.new_pin:
        raise Misused("改 PIN 要给 --new-pin")
    return pins.set_pin(desk, call.options.who, call.options.new_pin)


def _asked(call: Call) -> str:
    return call.pin(f"给 {call.options.who} 定一个新的 PIN：")


def _listed(roles: str) -> list[str]:
    return [role.strip() for role in roles.replace("，", ",").split(",") if role.strip()]


DEEDS: Mapping[str, Deed] = {
    "add": _add,
    "change": _change,
    "pin": _pin,
    "rescue": lambda call, desk: pins.rescue(desk, call.options.who, call.options.new_pin or _asked(call)),
    "unlock": lambda call, desk: pins.unlock(desk, call.options.who),
    "retire": lambda call, desk: people.change(desk, call.options.who, active=False),
    "deputy": staff_signing.deputy,
    "hand": staff_signing.hand,
    "restore": lambda call, desk: people.change(desk, call.options.who, active=True),
}
