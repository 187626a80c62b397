"""The gates of a serious complaint, which the top takes on."""

import trying
from trying import IN_HOUSE, facts, signed

SERIOUS = {"severity": "严重"}

SHUT: trying.Wrong = {
    "not_for_the_top": [(facts(**SERIOUS), "判为“严重”的要先由高层受理、指派资源才能处理，请用“对策审核通过，报高层”")],
    "for_the_top": [
        (facts(severity="批量"), "只有判为“严重”的客户投诉、反馈才报高层"),
        (facts(**SERIOUS, **IN_HOUSE), "只有判为“严重”的客户投诉、反馈才报高层"), (facts(), "请用“对策审核通过”"),
    ],
    "not_taken_on": [(signed("taken_on", **SERIOUS), "高层已经受理、指派了资源")],
    "taken_on_by_the_top": [
        (facts(**SERIOUS), "判为“严重”，还没有由高层受理"), (signed("plan_passed", **SERIOUS), "请总经理在案件里做"),
    ],
}  # fmt: skip

OPEN: trying.Right = {
    "not_for_the_top": [facts(severity="批量"), facts(**SERIOUS, **IN_HOUSE)],
    "for_the_top": [facts(**SERIOUS)],
    "not_taken_on": [facts(**SERIOUS)],
    "taken_on_by_the_top": [
        signed("taken_on", **SERIOUS), facts(severity="一般"), facts(**SERIOUS, **IN_HOUSE), facts(),
    ],
}  # fmt: skip
