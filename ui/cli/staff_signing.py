"""user deputy, user hand: who signs for whom, and one's own signature or seal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.services.basics import deputies, deputyships, hands
from qcdesk.services.basics.deputyships import Deputyship
from qcdesk.services.sheets import attaching
from ui.cli import speaking
from ui.cli.context import Call, Misused
from ui.cli.parser import Parser, small


def words(made: Parser) -> None:
    made.add_argument("--by", metavar="登录名", help="deputy：由谁代理")
    made.add_argument("--from", dest="first", metavar="日期", help="deputy：代理从哪一天起，默认今天")
    made.add_argument("--to", dest="last", metavar="日期", help="deputy：代理到哪一天（含）")
    made.add_argument(
        "--forms", metavar="表单", default="", help="deputy：只代签这些表单，代号用逗号隔开；不给就是所有表单"
    )
    made.add_argument("--reason", metavar="原因", default="", help="deputy：为什么代理，或为什么终止")
    made.add_argument("--end", type=small, metavar="号", help="deputy：终止第几号代理")
    made.add_argument("--picture", metavar="文件", help="hand：签名或印章的照片、图片，白底会去掉")
    made.add_argument("--seal", action="store_true", help="hand：这是印章，不是签名")
    made.add_argument("--none", action="store_true", help="hand：不再用签名样式")


def is_listing(call: Call) -> bool:
    return call.options.deed == "deputy" and not call.options.who and call.options.end is None


def list_deputies(call: Call, desk: Desk) -> int:
    """All there ever were, the newest first."""
    today = desk.clock.today()
    found = deputyships.listed(desk)
    lines = [f"{one.id:>4}  {one.state(today)}  {deputies.told(desk, one)}{_why(one)}" for one in found]
    call.answer([_as_json(one, one.state(today)) for one in found], "\n".join(lines) or "没有职责代理")
    return 0


def deputy(call: Call, desk: Desk) -> Change:
    options, proof = call.options, call.proof(desk)
    if options.end is not None:
        return deputies.end(desk, options.end, options.reason, proof)
    if not options.by or not options.last:
        raise Misused("指定代理人要给 --by 和 --to，例如 qcdesk user deputy qcmgr --by iqc --to 2026-11-27 --as qcmgr")
    days = (options.first or desk.clock.today().isoformat(), options.last)
    scope = options.forms.replace("，", ",").split(",")
    also = deputies.also_named(desk, deputies.check(desk, options.who, options.by, days, scope=scope))
    change = deputies.name(desk, options.who, options.by, days, proof, scope=scope, reason=options.reason)
    if also:
        speaking.tell(also)
    return change


def hand(call: Call, desk: Desk) -> Change:
    options, proof = call.options, call.proof(desk)
    if bool(options.picture) == bool(options.none):
        raise Misused("请给 --picture 文件，或 --none 不再用签名样式")
    if options.none:
        return hands.take_away(desk, options.who, proof)
    path = Path(options.picture)
    png = hands.from_photo(attaching.read(path), path.name)
    return hands.set_for(desk, options.who, hands.SEAL if options.seal else hands.SIGNATURE, png, proof)


def _why(one: Deputyship) -> str:
    reason = f"（{one.reason}）" if one.reason else ""
    return reason + (f"；{one.ended_at} 由{one.ended_by}终止：{one.end_reason}" if one.ended_at else "")


def _as_json(one: Deputyship, state: str) -> dict[str, Any]:
    return {**vars(one), "scope": list(one.scope), "state": state}
