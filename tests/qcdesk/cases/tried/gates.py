"""The gates that part the causes."""

import trying
from trying import facts

SHUT: trying.Wrong = {
    "branch_assembly": [(facts(branch="物料问题"), "原因去向是“物料问题”，不由这里分析"), (facts(), "不由这里分析")],
    "branch_structure": [(facts(branch="加工装配不良"), "不由这里分析")],
    "branch_material": [(facts(branch="用户使用不当"), "不由这里分析")],
    "branch_misuse": [(facts(branch="结构工艺不良"), "不由这里分析")],
}  # fmt: skip

OPEN: trying.Right = {
    "branch_assembly": [facts(branch="加工装配不良")],
    "branch_structure": [facts(branch="结构工艺不良")],
    "branch_material": [facts(branch="物料问题")],
    "branch_misuse": [facts(branch="用户使用不当")],
}  # fmt: skip
