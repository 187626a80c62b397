"""samples places: the places of the QC cabinet, told and written anew."""

from __future__ import annotations

from qcdesk.desk import Desk
from qcdesk.services.samples import places
from ui.cli.context import Call, Misused

DEED = "places"
HELP = ("places 样品柜位置清单：不带 --set 为列出；封存、移位、归还只能放在清单里有的位置，"
        "没有清单时只看写的是不是柜内的格位")  # fmt: skip
SET_HELP = (
    "把样品柜位置清单改写成这些，原有的要一起写上，例如 places --set A-01 A-02；"
    "后面不写位置为清空清单。要由品管或系统管理员，并输入 PIN"
)


def refuse_misuse(call: Call) -> None:
    options = call.options
    if options.places is not None and options.deed != DEED:
        raise Misused("--set 只用于样品柜位置，例如 qcdesk samples places --set A-01 A-02")
    if options.deed == DEED and options.which:
        raise Misused("要改样品柜位置清单请用 --set 写出全部位置，例如 qcdesk samples places --set A-01 A-02")


def run(call: Call, desk: Desk) -> int:
    if call.options.places is not None:
        return _set(call, desk, call.options.places)
    listed, used = places.listed(desk), places.in_use(desk)
    head = f"样品柜位置 {len(listed)} 个：" if listed else "样品柜位置还没有登记过，标签和移位用过的有："
    call.answer({"listed": list(listed), "in_use": list(used)}, "\n".join([head, *(listed or used)]))
    return 0


def _set(call: Call, desk: Desk, given: list[str]) -> int:
    """Who has no say in it is not asked for his PIN."""
    if desk.person.login:
        places.refuse_others(desk)
    call.proof(desk)
    places.keep(desk, given)
    listed = places.listed(desk)
    words = f"样品柜位置现有 {len(listed)} 个：{'、'.join(listed)}" if listed else "样品柜位置清单已清空"
    call.answer({"listed": list(listed)}, words)
    return 0
