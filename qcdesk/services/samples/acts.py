"""What can be done with sealed pieces."""

from __future__ import annotations

from dataclasses import dataclass

from qcdesk.errors import NotFound


@dataclass(frozen=True)
class Act:
    """`leaves` says that whole pieces go out of the cabinet, `comes_back` that they return to it, `of_parts` that
    pieces which were taken apart go."""

    name: str
    label: str
    leaves: bool = True
    comes_back: bool = False
    witnessed: bool = False
    ends: bool = False
    of_parts: bool = False


ACTS = (
    Act("lend", "借出"), Act("give_back", "归还", leaves=False, comes_back=True), Act("hand_over", "交工程部保管"),
    Act("dismantle", "拆机", witnessed=True), Act("send_back", "退还客户"), Act("move", "移位", leaves=False),
    Act("give_parts", "拆解件交出", leaves=False, of_parts=True), Act("dispose", "销毁", ends=True),
)  # fmt: skip


def act_named(name: str) -> Act:
    """By name or Chinese label; raises NotFound."""
    for act in ACTS:
        if name in (act.name, act.label):
            return act
    raise NotFound(f"没有“{name}”这种操作，可用的有：{'、'.join(f'{act.name}（{act.label}）' for act in ACTS)}")
