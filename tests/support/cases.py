"""Cases for tests: taken in as the office would, walked on by whoever's turn it is."""

from datetime import datetime
from typing import Any

import factory

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import advising, case_facts, casework
from qcdesk.services.sheets import approval, records
from qcdesk.services.times import clocks

CUSTOMER = "青榆自行车（样例）有限公司"
SPINDLE: dict[str, Any] = {
    "case_kind": "客户投诉", "channel": "邮件", "customer": CUSTOMER, "contact": "林样", "phone": "0769-5550101",
    "topic": "产品质量", "place": "市内其他", "description": "客户反映脚踏芯轴断裂，骑行中脱落", "read_back": True,
    "product_name": "铝脚踏", "product_family": "脚踏类", "lot_no": "L261101", "lot_qty": 2000, "complaint_qty": 3,
}  # fmt: skip
JUDGED = {"defect_codes": ["芯轴断裂"], "defect_qty": 3, "nature": "质量问题", "branch": "加工装配不良",
          "duty_dept": ["装配"]}  # fmt: skip


def judged(branch: str) -> dict[str, Any]:
    """As the cause says: what was used wrongly is no quality problem."""
    return {**JUDGED, "branch": branch, **({"nature": "使用/保存不当"} if branch == "用户使用不当" else {})}


def received(desk: Desk, by: str = "sales", **changes: object) -> int:
    """A case that was just taken in; gives its record."""
    found = {"found_dept": "装配"} if changes.get("case_kind") == "厂内异常" else {}
    return casework.receive(factory.seat(desk, by), {**SPINDLE, **found, **changes}).record or 0


NOW = "now"
"""Stands for the moment at which a value is filled in."""


def step(desk: Desk, case: int, action: str, by: str, reason: str = "", **values: object) -> None:
    """Fills in what the step needs and takes it."""
    seat = factory.seat(desk, by)
    if action == "agree":
        heard(desk, case)
    if values:
        records.save(seat, case, records.get(seat, case).version, timed(desk, values))
    approval.take(seat, case, action, Proof(by), reason=reason)


def heard(desk: Desk, case: int) -> None:
    """The customer is asked what he thinks of the answer."""
    call = {"way": "电话", "whom": "林样", "said": "收到答复，没有其他要求", "decision": "同意"}
    casework.add(factory.seat(desk, "sales"), case, "contacts", call)


def now(desk: Desk) -> str:
    return clocks.now(desk)


def today(desk: Desk) -> str:
    return desk.clock.today().isoformat()


def timed(desk: Desk, values: dict[str, Any]) -> dict[str, Any]:
    return {name: now(desk) if value == NOW else value for name, value in values.items()}


WAY: dict[str, tuple[str, dict[str, Any]]] = {
    "register": ("qc", JUDGED),
    "analyse": ("duty", {"cause": "回火温度偏低 40 ℃，芯轴硬度 HRC 58，脆断；断口照片见附页。"}),
    "pass_review": ("qcmgr", {}),
    "plan": ("duty", {"plan": "回火炉加独立测温，每炉首件测硬度。", "disposition": ["外派返工/返修"]}),
    "pass_plan": ("qcmgr", {}),
    "refer_plan": ("qcmgr", {}),
    "simplify": ("qcmgr", {"cause": "打印唛头时选错模板", "plan": "补发 3 张唛头，模板加客户代号",
                           "disposition": ["仅答复客户"]}),
    "handle": ("merch", {"handled": "外派 4 人到客户总装线换芯轴 260 付。"}),
    "handle_plain": ("merch", {"handled": "唛头已快递补发，单号见附。"}),
    "handle_sent": ("merch", {"handled": "541 付和少装的零件已备齐，交理货送货。"}),
    "handle_in_house": ("merch", {"handled": "首件模板已换，产线重新培训。"}),
    "recheck_passed": ("qc", {"recheck_result": "合格"}),
    "recheck_on_site": ("qc", {"recheck_result": "合格"}),
    "recheck_stored": ("qc", {"recheck_result": "合格"}),
    "deliver": ("wh", {"delivered_qty": 641, "counted_qty": 639, "count_difference": "破箱少 2 付，补送"}),
    "reply": ("sales", {"replied_at": NOW, "reply": "已寄原因分析和改善对策报告，芯轴全部换新。"}),
    "agree": ("sales", {"customer_decision": "同意"}),
    "track": ("qc", {"effect": "有效", "effect_note": "连续 3 批 600 付拉力试验无断裂。",
                     "no_action": "一次性抄错，已随对策改正"}),
    "archive": ("merch", {"archive_place": "客诉柜 2026-11", "no_sample": "客户未退样",
                         "no_photo": "客户总装线不许拍照"}),
    "close": ("qcmgr", {}),
    "ask_supplier": ("iqc", {}),
}  # fmt: skip
"""Who takes a step in an ordinary case, and with what filled in."""

SMALL: dict[str, Any] = {
    "channel": "微信/QQ", "description": "外箱唛头写错 3 箱，不影响使用", "complaint_qty": 3, "lot_no": "L261108",
}  # fmt: skip
SMALL_JUDGED = {**JUDGED, "defect_codes": ["唛头写错"], "nature": "服务/交付问题", "duty_dept": ["仓库/理货"]}


def given(action: str) -> tuple[str, dict[str, Any]]:
    """Who takes the step in an ordinary case and with what filled in, of this very moment."""
    by, values = WAY[action]
    moment = f"{Clock().wall():%Y-%m-%d %H:%M}"
    return by, {name: moment if value == NOW else value for name, value in values.items()}


def walk(desk: Desk, case: int, *actions: str) -> int:
    """Takes the steps one after another, each by whom and with what WAY says; gives the case."""
    for action in actions:
        by, values = WAY[action]
        if action == "track":
            filed(desk, case)
        if action == "pass_plan" and is_for_the_top(desk, case):
            pass_by_the_top(desk, case)
        else:
            step(desk, case, action, by, **values)
    return case


def is_for_the_top(desk: Desk, case: int) -> bool:
    return value(desk, case, "severity") == "严重" and value(desk, case, "case_kind") != "厂内异常"


def pass_by_the_top(desk: Desk, case: int) -> None:
    """A serious complaint's plan: the top takes it on before it is handled."""
    step(desk, case, "refer_plan", "qcmgr")
    step(desk, case, "take_on", "gm", "生产工程部牵头，调 4 人外派，费用由品质部列支")


def filed(desk: Desk, case: int) -> None:
    """The case's 处理表, carried round on paper and typed in, where none is in it yet."""
    if not any(fact.form == "qc_anomaly" for fact in case_facts.sheets(desk, case)):
        sheet(desk, case, "qc_anomaly", "qc_anomaly-spindle", "submit", "review", "approve",
              customer=value(desk, case, "customer") or CUSTOMER)  # fmt: skip


LINKED = ("anomaly_no", "complaint_no", "customer", "product_name", "item_name", "lot_no")
"""What a sheet of a case takes from it and not from the sample."""


def sheet(desk: Desk, case: int, form: str, sample: str, *actions: str, by: str = "merch", **changes: object) -> int:
    """A sheet opened from the case, filled like a sample and taken through its steps; gives its record."""
    seat = factory.seat(desk, by)
    record = casework.open_sheet(seat, case, form).record or 0
    values = {name: value for name, value in factory.sample(sample).items() if name not in LINKED}
    own = {**of_the_case(desk, case, form, values), **of_today(desk, form, values)}
    records.save(seat, record, 1, {**values, **own, **changes})
    return factory.walk(desk, record, *actions)


GOODS = {"delivery_note": ("desc", "lot"), "scrap_sheet": ("name", "lot")}
"""What the lines of these sheets call product and lot."""


DAYS = {"delivery_note": ("date", "recv_date"), "rework_record": ("work_date", "recheck_date")}
"""Days of these sheets before which their case came in."""


def of_today(desk: Desk, form: str, values: dict[str, Any]) -> dict[str, Any]:
    """The sample's days made today's: what was done before the case came in proves nothing in it."""
    day, names = today(desk), DAYS.get(form, ())
    dated = {name: day for name in names if name in values}
    for table, lines in values.items():
        if isinstance(lines, list) and any(name in row for row in lines if isinstance(row, dict) for name in names):
            dated[table] = [{**row, **{name: day for name in names if name in row}} for row in lines]
    return dated


def of_the_case(desk: Desk, case: int, form: str, values: dict[str, Any]) -> dict[str, Any]:
    """The sample's first line with the case's goods in it."""
    if form not in GOODS:
        return {}
    product, lot = (value(desk, case, name) for name in ("product_name", "lot_no"))
    first, *rest = values["lines"]
    goods = {name: said for name, said in zip(GOODS[form], (product, lot), strict=True) if said}
    return {"lines": [{**first, **goods}, *rest]}


def report(desk: Desk, case: int, *till: tuple[str, str], **changes: object) -> int:
    """An 8D of the case with its problem described, taken further by whose turn it is; gives its record."""
    made = sheet(desk, case, "car_8d", "car_8d-spindle", "describe", by="qc", **changes)
    for action, by in till:
        factory.take(desk, made, action, by)
    return made


FIELD_WAY = ("dispatch", "report", "accept", "review", "receive")
NOTE_WAY = ("issue", "dispatch", "sign_for", "file")


def field_sheet(desk: Desk, case: int, *actions: str, **changes: object) -> int:
    """Of today: what was worked on before the case came in proves nothing in it."""
    day = today(desk)
    lines = [{**row, "work_date": day} for row in factory.sample("field_rework-spindle")["exec_lines"]]
    given = {"date": day, "period": f"{day}/{day}", "exec_lines": lines, **changes}
    return sheet(desk, case, "field_rework", "field_rework-spindle", *(actions or FIELD_WAY), **given)


def delivery(desk: Desk, case: int, *actions: str, nature: str = "返工品", **changes: object) -> int:
    """Of goods that were worked on, which leave after their re-inspection, unless another `nature` is given."""
    way = actions or NOTE_WAY
    return sheet(desk, case, "delivery_note", "delivery_note-exchange", *way, by="wh", nature=nature, **changes)


def sealed(desk: Desk, case: int, **changes: object) -> int:
    """A label of sealed pieces of the case, signed."""
    return sheet(desk, case, "seal_label", "seal_label-thread", *factory.CHAIN, by="qc", **changes)


def handled(desk: Desk, **changes: object) -> int:
    """The spindle complaint as far as the goods are worked on at the customer's, its sheets written."""
    case = walk(desk, received(desk, samples=2, **changes), "register", "analyse", "pass_review", "plan", "pass_plan")
    field_sheet(desk, case)
    corrected(desk, case)
    return walk(desk, case, "handle")


HOLDS_HERE = "同一热处理炉同一周的芯轴，R 角和回火温度的对策对本批同样有效"
"""Why the 8D of another case answers for this one too."""
CORRECTION = {"kind": "纠正", "what": "回火炉加独立测温", "owner": "韩例二", "due": "2026-12-01"}


def corrected(desk: Desk, case: int) -> None:
    """One more corrective action, done and verified by QC today."""
    seat, day = factory.seat(desk, "qc"), today(desk)
    casework.add(seat, case, "actions", CORRECTION)
    done = {"done": day, "method": "抽 20 炉", "verified": day, "result": "合格", "verifier": "郑样五"}
    casework.change(seat, case, "actions", len(value(desk, case, "actions")), done)


TILL_END = ("agree", "track", "archive", "close")


def sent(desk: Desk, case: int) -> int:
    """What was worked on passes its re-inspection and goes to the customer, who counts it; gives the delivery note."""
    walk(desk, case, "recheck_passed")
    note = delivery(desk, case)
    walk(desk, case, "deliver")
    return note


def closed(desk: Desk, **changes: object) -> int:
    """The spindle complaint from the first call to 结案."""
    case = handled(desk, **changes)
    sent(desk, case)
    sealed(desk, case)
    return walk(desk, case, "reply", *TILL_END)


def small(desk: Desk, **changes: object) -> int:
    """A shipping mark written wrongly on three cartons, registered."""
    case = received(desk, **{**SMALL, **changes})
    step(desk, case, "register", "qc", **SMALL_JUDGED)
    return case


def small_on(desk: Desk, day: str, entered: str = "", **changes: object) -> int:
    """The same, received on a day and registered on that one or another."""
    return small(at(desk, f"{entered or day}T10:00"), received_at=f"{day}T10:00", **changes)


def state(desk: Desk, case: int) -> str:
    return records.get(desk, case).state


def value(desk: Desk, case: int, name: str) -> Any:
    return records.get(desk, case).values.get(name)


def advice(desk: Desk, case: int) -> tuple[str, ...]:
    """What the office is told of it."""
    return advising.advice(desk, records.get(desk, case))


def registered(desk: Desk, **changes: object) -> int:
    case = received(desk, **changes)
    step(desk, case, "register", "qc", **JUDGED)
    return case


def at(desk: Desk, moment: str) -> Desk:
    """The desk at a moment of the office's clock."""
    return desk.at(Clock(datetime.fromisoformat(moment).replace(tzinfo=desk.clock.zone)))
