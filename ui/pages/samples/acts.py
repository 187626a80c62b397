"""What may be done with a sample, and what is asked for each act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.fields import Field
from qcdesk.services.samples import custody
from qcdesk.services.samples.custody import FIELDS, Moved, Sample
from qcdesk.services.samples.sealed import UNSIGNED


@dataclass(frozen=True)
class Asked:
    """The fields of an act in the words that fit it, a star on those required; `hint` is the rule it stands under."""

    fields: tuple[tuple[str, str], ...]
    hint: str = ""


KEPT_BY = "样品由品管保管，请由品管或工程来登记"
ONE_STAYS = "品管样品柜至少要保留 1 PCS（Q4-QC-029 注1）。"

ASKED: Mapping[str, Asked] = MappingProxyType({
    "lend": Asked((("pieces", "件数*"), ("holder", "借用人*"), ("due", "应归还"), ("reason", "用途")), ONE_STAYS),
    "give_back": Asked((("pieces", "件数*"), ("holder", "借用人*"), ("place", "放回位置"), ("reason", "归还时的情况")),
                       "写当初借的人；谁送回来的可以写在后面。"),
    "hand_over": Asked((("pieces", "件数*"), ("holder", "工程部接收人*"), ("place", "存放位置"), ("reason", "原因")),
                       ONE_STAYS),
    "dismantle": Asked((("pieces", "件数*"), ("holder", "拆机人*"), ("reason", "目的")),
                       "拆机要由工程部经理、品质部经理或生产工程部经理之一在场（Q4-QC-029 注2），"
                       "请在场人输入自己的 PIN。"),
    "send_back": Asked((("pieces", "件数*"), ("holder", "交给*"), ("reason", "原因")), ONE_STAYS),
    "move": Asked((("pieces", "件数*"), ("place", "新位置*"), ("reason", "原因")),
                  "只在品管样品柜内换格，如 A-02，同一标签的一起移；要拿出样品柜，请登记借出或交工程部保管"
                  "（Q4-QC-029 注1）。"),
    "give_parts": Asked((("pieces", "件数*"), ("holder", "交给*"), ("reason", "原因")),
                        "拆开的零件退还客户，或交工程部、供应商；没有交出的由品管保管到销毁。"),
    "dispose": Asked((("pieces", "件数*"), ("holder", "经手人*"), ("reason", "处理方式/原因")),
                     "到了保存期、案件已结案的样品才能销毁；拆解件也算件数，一起销毁。"),
})  # fmt: skip


def fields_of(act: str) -> tuple[Field, ...]:
    known = {field.name: field for field in FIELDS}
    return tuple(
        replace(known[name], label=label.rstrip("*"), required=label.endswith("*")) for name, label in ASKED[act].fields
    )


def begun(act: str, sample: Sample, by: str) -> Values:
    """What the dialog proposes: all there is where it goes together, one piece otherwise."""
    if act == "give_back":
        holder, count = sample.holders[0] if sample.holders else ("", 1)
        return {"pieces": count, "holder": holder, "place": sample.place}
    whole: dict[str, Json] = {
        "move": sample.there, "dispose": sample.in_cabinet + sample.dismantled, "give_parts": sample.dismantled,
    }  # fmt: skip
    return {"pieces": whole.get(act, 1), **({"holder": by} if act == "dispose" else {})}


def closed(desk: Desk, act: custody.Act, sample: Sample | None) -> str:
    """Why an act is not offered at all; empty where it may be tried."""
    if sample is None:
        return "先在左边选一个样品"
    if not set(desk.person.roles) & set(custody.KEEPERS):
        return KEPT_BY
    if act.comes_back:
        return "" if sample.lent else "没有借出未还的"
    if act.name == "move" and sample.unsealed:
        return "" if sample.why not in UNSIGNED else f"{sample.why}，请先补贴封存标签并签名"
    if act.of_parts:
        return "" if sample.dismantled else "没有拆解件"
    if sample.why or not (sample.in_cabinet or (sample.dismantled and (act.ends or not act.leaves))):
        return sample.why or ("只剩拆解件了" if sample.dismantled else "样品柜里已经没有了")
    return _too_early(desk, sample) if act.ends else custody.last_piece(desk, sample, act)


def _too_early(desk: Desk, sample: Sample) -> str:
    try:
        custody.refuse_early(desk, sample)
    except Refused as refused:
        return refused.sentence
    return ""


def told(moved: Moved) -> str:
    """One act in a sentence."""
    parts = (("", "holder"), ("放在 ", "place"), ("在场 ", "witness"), ("应还 ", "due"), ("", "reason"))
    said = [f"{lead}{getattr(moved, name)}" for lead, name in parts if getattr(moved, name)]
    return "，".join([f"{moved.label} {moved.pieces} 个", *said])
