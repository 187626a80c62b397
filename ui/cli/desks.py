"""init, verify, reindex, doctor: the desk as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from qcdesk import paths
from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from qcdesk.pin import require_fit_pin
from qcdesk.services.basics import office, office_seal, opening, people, typing_in, upkeep
from qcdesk.services.demo import sample_factory
from qcdesk.services.trail import clock_watch, verified_beside, verifying
from qcdesk.services.trail.verified_beside import Beside
from qcdesk.store.database import BROKEN
from ui.cli import speaking
from ui.cli.context import Call, Misused
from ui.cli.parser import Parser

ADMIN_NAME = "系统管理员"
SINCE = "什么时候起"


def init_words(made: Parser) -> None:
    made.description = (
        "建立新的办公室，里面先有一位系统管理员：登录名由 --as 给出，没有写就是 admin；"
        "他的 PIN 就是这时输入的（或 QCDESK_PIN 给出的）那一个。"
    )
    made.add_argument("--company", metavar="公司名称", default="",
                      help="印在每张表的抬头和印章证书上；不写就以后在“系统 → 办公室”里填，填了才做证书")  # fmt: skip
    made.add_argument("--demo", action="store_true", help="加上样例工厂：人员、资料、各种状态的单和案件（PIN 123456）")


def init(call: Call) -> int:
    url = paths.server_url()
    if not call.options.demo:
        return _init_office(call, url)
    if call.options.company:
        raise Misused("样例工厂有它自己的公司名称，--demo 不和 --company 一起写")
    desk = opening.make_desk(call.home, call.shelf.kinds, url)
    try:
        made = sample_factory.fill(desk)
        office_seal.set_up(desk.seating(people.get(desk, people.ADMIN)))
    finally:
        desk.close()
    told = f"样例工厂已建在“{call.home}”，有 {made.sheets} 张单、{made.cases} 个案件"
    call.answer({"home": str(call.home), "sheets": made.sheets, "cases": made.cases}, told)
    return 0


def _init_office(call: Call, url: str | None) -> int:
    """A new desk needs one person who may add the others."""
    login = call.login or people.ADMIN
    people.require_fit_login(login)
    pin = call.pin(f"给系统管理员 {login} 定一个 PIN（6 到 32 位数字或字母，以后用它登录和签名）：")
    require_fit_pin(pin)
    company = typing_in.line("公司名称", call.options.company, office.LONGEST)
    desk = opening.make_desk(call.home, call.shelf.kinds, url)
    try:
        with desk.store.write():
            people.add(desk, login, ADMIN_NAME, "", [people.ADMIN], pin)
            seated = desk.seating(people.get(desk, login))
            if company:
                office.change_company(seated, company, "")
        if company:
            office_seal.set_up(seated)
    finally:
        desk.close()
    told = f"已建在“{call.home}”，系统管理员的登录名是 {login}，PIN 是刚才给出的那一个"
    call.answer({"home": str(call.home), "login": login}, told)
    return 0


def verify(call: Call) -> int:
    with call.desk_as_found() as desk:
        findings = verifying.verify(desk)
        _tell_found(call, findings, verified_beside.beside(desk))
        if call.login:
            _leave_word(call, desk, findings)
    return 1 if findings else 0


def _leave_word(call: Call, desk: Desk, findings: Sequence[verifying.Finding]) -> None:
    """Of a desk that is damaged nobody may be able to prove who he is: the findings stand for themselves."""
    try:
        seat = desk.seating(people.get(desk, call.login))
        call.proof(seat)
        verifying.note(seat, list(findings))
    except (DeskError, *BROKEN) as error:
        if not findings:
            raise
        why = error.sentence if isinstance(error, DeskError) else "人员或经过的数据表坏了"
        speaking.tell(f"这次核对没有记进经过：{why}")


def _tell_found(call: Call, findings: Sequence[verifying.Finding], beside: Beside) -> None:
    """Before anything is written: a chain whose end is damaged takes no event, and the findings must still be read."""
    records, files = beside.disposed
    said = [{"where": item.where, "what": item.what, "since": item.since and item.since.seq,
             "since_words": item.since_words} for item in findings]  # fmt: skip
    lines = [f"{item}\n    {SINCE}：{item.since_words}" for item in findings]
    lines = lines or ["核对完毕：事件链、内容、签名、附件都相符"]
    told = {"ok": not findings, "findings": said, "disposed": {"records": records, "files": files},
            "strays": list(beside.strays)}  # fmt: skip
    call.answer(told, "\n".join((*lines, *beside.sentences)))
    if findings:
        speaking.tell(f"核对发现 {len(findings)} 处不符")


def reindex(call: Call) -> int:
    with call.desk() as desk:
        call.proof_if_named(desk)
        done = upkeep.reindex(desk)
    said = {"records": done.records, "differed": done.differed, "damaged": list(done.damaged)}
    call.answer(said, f"重建了 {done.records} 条记录的索引，其中 {done.differed} 条原来不符")
    if done.damaged:
        speaking.tell(f"内容已损坏、没有动的：{'、'.join(done.damaged)}")
    return 1 if done.damaged else 0


def doctor_words(made: Parser) -> None:
    said = "确认这台电脑的时钟没有错，是前面的记录时间不对；要 --as 品管主管或系统管理员和 PIN"
    made.add_argument("--clock-is-right", action="store_true", help=said)


def doctor(call: Call) -> int:
    with call.desk() as desk:
        if call.options.clock_is_right:
            clock_watch.confirm(desk, call.proof(desk))
        report = upkeep.report(desk)
    call.answer(dict(report), "\n".join(f"{name}：{value}" for name, value in report))
    return 0
