"""Times in an order that cannot be."""

from typing import Any

import trying
from trying import COMPLAINT, NOW

from qcdesk.cases.facts import CaseFacts


def at_ten(**values: Any) -> CaseFacts:
    """A case that came in at nine, looked at an hour later."""
    return CaseFacts({**COMPLAINT, "received_at": "2026-11-22T09:00", **values}, now=NOW)


SHUT: trying.Wrong = {
    "intake_times_hold": [
        (CaseFacts({"received_at": "2026-11-22T10:01"}, now=NOW), "“受理时间”2026-11-22 10:01 还没有到"),
        (at_ten(reply_by="2026-11-22T08:59"), "“客户要求回复时间”2026-11-22 08:59 早于受理时间 2026-11-22 09:00"),
        (at_ten(written_on="2026-11-23T08:00"), "“书面资料收到”2026-11-23 08:00 还没有到"),
        (at_ten(channel="电话(须补书面)", written_on="2026-11-21T08:00"), "“书面资料收到”2026-11-21 08:00 早于受理"),
        (at_ten(ship_date="2026-11-23"), "“出货日期”2026-11-23 晚于受理时间"),
    ],
    "reply_times_hold": [
        (at_ten(replied_at="2026-11-22T08:00"), "“回复客户时间”2026-11-22 08:00 早于受理时间 2026-11-22 09:00"),
        (at_ten(replied_at="2026-11-22T10:01"), "“回复客户时间”2026-11-22 10:01 还没有到（现在是 2026-11-22 10:00）"),
    ],
}  # fmt: skip

OPEN: trying.Right = {
    "intake_times_hold": [
        at_ten(reply_by="2026-11-25T17:00", ship_date="2026-11-22", written_on="2026-11-21T08:00"),
        at_ten(channel="电话(须补书面)", written_on="2026-11-22T09:30"), at_ten(),
    ],
    "reply_times_hold": [at_ten(replied_at="2026-11-22T09:00"), at_ten(replied_at=NOW), at_ten()],
}  # fmt: skip
