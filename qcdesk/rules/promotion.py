"""抱怨 → 投诉 → 升级投诉: when a grumble must be taken as a complaint (rules.md E1.2, S1:72-88)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

GRUMBLE, COMPLAINT, RAISED = "抱怨", "投诉", "升级投诉"
KEY_CUSTOMER = "重点"
AUTHORITIES = ("工商", "质监", "消费者组织", "媒体", "总部转派")
SOURCE = "S1:86"


@dataclass(frozen=True)
class Contact:
    """One time that the customer grumbled; `issue` tells apart what it was about."""

    at: datetime
    issue: str


@dataclass(frozen=True)
class Promotion:
    kind: str
    sentence: str
    source: str = SOURCE


def promote(contacts: Sequence[Contact], customer_importance: str = "", channel: str = "", *, hours: int = 48,
            times: int = 2) -> Promotion:  # fmt: skip
    """The highest that applies: authorities first, then the key customer, then repetition within the window."""
    authority = next((name for name in AUTHORITIES if name in channel), "")
    if authority:
        return Promotion(RAISED, f"来自{authority}的投诉为升级投诉")
    if customer_importance == KEY_CUSTOMER:
        return Promotion(COMPLAINT, "重点客户的任何不满都按投诉处理")
    repeated = within_window(contacts, hours, times)
    if repeated:
        words = f"同一问题 {hours} 小时内抱怨 {len(repeated)} 次（{times} 次以上），按投诉处理"
        return Promotion(COMPLAINT, words)
    return Promotion(GRUMBLE, f"同一问题 {hours} 小时内抱怨不到 {times} 次，先按抱怨登记")


def within_window(contacts: Sequence[Contact], hours: int, times: int) -> tuple[Contact, ...]:
    """The most contacts about one issue that lie within the sliding window, both ends included; () if too few."""
    window = timedelta(hours=hours)
    most: tuple[Contact, ...] = ()
    for issue in dict.fromkeys(contact.issue for contact in contacts):
        same = sorted((one for one in contacts if one.issue == issue), key=lambda one: one.at)
        for at, first in enumerate(same):
            run = tuple(one for one in same[at:] if one.at - first.at <= window)
            most = max(most, run, key=len)
    return most if len(most) >= times else ()
