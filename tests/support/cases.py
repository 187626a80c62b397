"""Cases for tests: taken in as the office would, walked on by whoever's turn it is."""

from datetime import datetime
from typing import Any

import factory

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.services import approval, casework, records, working_days
from qcdesk.services.pins import Proof

CUSTOMER = "青榆自行车（样例）有限公司"
SPINDLE: dict[str, Any] = {
    "case_kind": "客户投诉", "channel": "邮件", "customer": CUSTOMER, "contact": "林样", "phone": "0769-5550101",
    "topic": "产品质量", "place": "市内其他", "description": "客户反映脚踏芯轴断裂，骑行中脱落", "read_back": True,
    "product_name": "铝脚踏", "product_family": "脚踏类", "lot_no": "L261101", "lot_qty": 2000, "complaint_qty": 3,
}  # fmt: skip
JUDGED = {"defect_codes": ["芯轴断裂"], "defect_qty": 3, "nature": "质量问题", "branch": "加工装配不良",
          "duty_dept": ["装配"]}  # fmt: skip


def received(desk: Desk, by: str = "sales", **changes: object) -> int:
    """A case that was just taken in; gives its record."""
    return casework.receive(factory.seat(desk, by), {**SPINDLE, **changes}).record or 0


def step(desk: Desk, case: int, action: str, by: str, reason: str = "", **values: object) -> None:
    """Fills in what the step needs and takes it."""
    seat = factory.seat(desk, by)
    if values:
        records.save(seat, case, records.get(seat, case).version, values)
    approval.take(seat, case, action, Proof(by), reason=reason)


def registered(desk: Desk, **changes: object) -> int:
    case = received(desk, **changes)
    step(desk, case, "register", "qc", **JUDGED)
    return case


def at(desk: Desk, moment: str) -> Desk:
    """The desk at a moment of the office's clock."""
    return desk.at(Clock(datetime.fromisoformat(moment).replace(tzinfo=working_days.zone(desk))))
