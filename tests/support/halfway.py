"""Cases brought as far as a test needs them, each by a word of its own: `handling("返工")(desk)`."""

from collections.abc import Callable

import cases
import factory
from drafts import put

from qcdesk.desk import Desk
from qcdesk.services.cases import casework

Begun = Callable[[Desk], int]


def branch(name: str) -> Begun:
    def begun(desk: Desk) -> int:
        case = cases.received(desk)
        cases.step(desk, case, "register", "qc", **cases.judged(name))
        return case

    return begun


def asked_supplier(desk: Desk) -> int:
    return cases.walk(desk, branch("物料问题")(desk), "ask_supplier")


def reviewed(desk: Desk) -> int:
    return cases.walk(desk, cases.registered(desk), "analyse", "pass_review")


def in_review(desk: Desk) -> int:
    return cases.walk(desk, cases.registered(desk), "analyse")


def planned(*ways: str, **values: object) -> Begun:
    def begun(desk: Desk) -> int:
        case = reviewed(desk)
        cases.step(desk, case, "plan", "duty", plan="照附页", disposition=list(ways), **values)
        return case

    return begun


def handling(*ways: str, **values: object) -> Begun:
    return lambda desk: cases.walk(desk, planned(*ways, **values)(desk), "pass_plan")


def reworked_once(desk: Desk) -> int:
    """Two ways of working on the goods, one record."""
    case = handling("返工", "返修", consent=True)(desk)
    cases.sheet(desk, case, "rework_record", "rework_record-reflector", "issue", "produce", "recheck")
    return case


def refused_on_site(desk: Desk) -> int:
    case = handling("外派返工/返修")(desk)
    cases.field_sheet(desk, case, "dispatch", "report", "recall", "review", customer_opinion="不接受")
    return case


def scrap_asked_for(desk: Desk) -> int:
    case = handling("报废重做")(desk)
    cases.sheet(desk, case, "scrap_sheet", "scrap_sheet-spindle", "submit", "examine", by="prod")
    return case


def rework_failed(desk: Desk) -> int:
    """The sheet says: once more."""
    case = handling("返工")(desk)
    last = {"round": 1, "recheck_date": "2026-11-06", "recheck_sample": 80, "recheck_ng": 9, "recheck_result": "不合格"}
    cases.sheet(desk, case, "rework_record", "rework_record-reflector", "issue", "produce", "recheck",
                recheck=[last], final="再次返工")  # fmt: skip
    return cases.walk(desk, case, "handle")


def another_customer(desk: Desk) -> int:
    case = handling("返工")(desk)
    cases.sheet(desk, case, "rework_record", "rework_record-reflector", "issue", "produce", "recheck",
                customer="环岭自行车（样例）有限公司")  # fmt: skip
    return case


def sending(*ways: str, note: tuple[str, ...] = cases.NOTE_WAY, **note_says: object) -> Begun:
    """As far as the goods are on their way."""

    def begun(desk: Desk) -> int:
        case = cases.walk(desk, handling(*ways)(desk), "handle_sent")
        if note:
            cases.delivery(desk, case, *note, **{"nature": "补货", **note_says})
        return case

    return begun


def exchanged_before_the_plan(way: str) -> Begun:
    """Goods went out as an exchange while nobody had decided; then `way` was, and done."""

    def begun(desk: Desk) -> int:
        case = reviewed(desk)
        cases.delivery(desk, case, nature="换货")
        cases.step(desk, case, "plan", "duty", plan="照附页", disposition=[way])
        cases.walk(desk, case, "pass_plan")
        if way == "补货":
            return cases.walk(desk, case, "handle_sent")
        cases.sheet(desk, case, "rework_record", "rework_record-reflector", "issue", "produce", "recheck")
        return cases.walk(desk, case, "handle", "recheck_passed")

    return begun


def confirming(desk: Desk) -> int:
    return cases.walk(desk, cases.small(desk), "simplify", "handle_plain", "reply")


def escalated(desk: Desk) -> int:
    case = confirming(desk)
    cases.step(desk, case, "disagree", "sales", "客户要求换货")
    return case


def analysed_again(desk: Desk) -> int:
    case = escalated(desk)
    cases.step(desk, case, "reassign", "gm", "重新分析")
    return case


def tracking(desk: Desk, **changes: object) -> int:
    return cases.walk(desk, cases.small(desk, **changes), "simplify", "handle_plain", "reply", "agree")


def archiving(**changes: object) -> Begun:
    return lambda desk: cases.walk(desk, tracking(desk, **changes), "track")


def unpictured(desk: Desk) -> int:
    """A quality problem that nobody has taken a photo of, to be filed."""
    case = cases.received(desk, **cases.SMALL)
    cases.step(desk, case, "register", "qc", **{**cases.SMALL_JUDGED, "nature": "质量问题"})
    cases.walk(desk, case, "simplify", "handle_plain", "reply")
    return cases.walk(desk, case, "agree", "track")


def archived(desk: Desk) -> int:
    return cases.walk(desk, archiving()(desk), "archive")


def void_note(desk: Desk) -> int:
    """The delivery note is made void once it has served."""
    case = cases.handled(desk)
    note = cases.sent(desk, case)
    cases.sealed(desk, case)
    cases.walk(desk, case, "reply", "agree", "track")
    factory.take(desk, note, "void", "merch", "写错了")
    return case


def with_action(desk: Desk) -> int:
    case = cases.registered(desk)
    casework.add(factory.seat(desk, "qc"), case, "actions", cases.CORRECTION)
    return case


def action_done(desk: Desk) -> int:
    case = with_action(desk)
    casework.change(factory.seat(desk, "qc"), case, "actions", 1, {"done": cases.today(desk), "method": "抽 20 炉"})
    return case


def action_verified(desk: Desk) -> int:
    case = cases.registered(desk)
    cases.corrected(desk, case)
    return case


def replying(desk: Desk) -> int:
    return cases.walk(desk, cases.small(desk), "simplify", "handle_plain")


def in_house(desk: Desk) -> int:
    case = cases.small(desk, case_kind="厂内异常", channel="厂内发现", read_back=None)
    return cases.walk(desk, case, "simplify")


def in_house_exchange(desk: Desk) -> int:
    case = cases.small(desk, case_kind="厂内异常", channel="厂内发现", read_back=None)
    plan = {"cause": "混料", "plan": "换一批", "disposition": ["换货"]}
    put(desk, case, "duty", **plan)
    return case


def declined(desk: Desk) -> int:
    case = cases.received(desk)
    cases.step(desk, case, "decline", "qcmgr", "客户自行改装")
    return case


def appealed(desk: Desk) -> int:
    """Against a complaint that was registered and declined."""
    case = cases.registered(desk)
    cases.step(desk, case, "decline", "qcmgr", "客户自行改装")
    cases.step(desk, case, "tell_declined", "sales", replied_at=cases.NOW, reply="经鉴定为改装所致，已说明。")
    cases.step(desk, case, "appeal", "sales", "客户不认可")
    return case


def appealed_after_closing(desk: Desk) -> int:
    case = cases.closed(desk)
    cases.step(desk, case, "appeal", "sales", "客户不认可")
    return case


def sharing_8d(desk: Desk) -> int:
    """Two customers, one 8D that is not at its end."""
    first = cases.registered(desk, customer="环岭自行车（样例）有限公司")
    report = cases.report(desk, first)
    second = archiving()(desk)
    casework.share_8d(factory.seat(desk, "qc"), report, [second], cases.HOLDS_HERE)
    return second


def void_mate(desk: Desk) -> int:
    """The first case of the desk is void; the second would go into it."""
    mate = cases.received(desk)
    cases.step(desk, mate, "void", "qcmgr", "录入错误：客户选错")
    return cases.received(desk)
