"""What 售后服务跟踪表 says of a customer's case: what was asked for, what was promised, how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qcdesk.canonical import Json, Values
from qcdesk.cases import choices

SORTS: Mapping[str, str] = MappingProxyType({"交付延误": "进度", "产品质量": "质量"})
"""What a 反馈 is about; the register has no other sorts."""


def line(values: Mapping[str, Json]) -> Values:
    complaint = values.get("case_kind") == choices.COMPLAINT
    replied = str(values.get("replied_at") or "")[:10]
    return {
        "date": str(values.get("received_at") or "")[:10], "customer": values.get("customer"),
        "contact": values.get("contact"), "phone": values.get("phone"),
        "kind": "投诉" if complaint else SORTS.get(str(values.get("topic")), "反馈"),
        "cause": values.get("description"), "demand": joined(values.get("demand")),
        "owner": values.get("first_responder"), "plan": values.get("plan"), "promised": values.get("reply_by"),
        "done": replied or None, "result": values.get("reply") if replied else None,
    }  # fmt: skip


def joined(value: Json) -> Json:
    return "、".join(map(str, value)) if isinstance(value, list) else value
