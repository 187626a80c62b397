"""What a signature says beyond the label of its box, in English, for sheets in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MEANT: Mapping[str, str] = MappingProxyType(
    {
        "编制": "Prepared",
        "审核": "Reviewed",
        "结案": "Closed",
        "登记": "Registered",
        "检验": "Inspected",
        "制表": "Prepared",
        "发出（D0～D2）": "Issued (D0–D2)",
        "短期对策（D3）": "Containment (D3)",
        "原因分析（D4）": "Root cause (D4)",
        "长期对策已实施（D5）": "Lasting actions done (D5)",
        "验证有效（D6）": "Verified (D6)",
        "标准化（D7）": "Standardised (D7)",
        "祝贺小组（D8）": "Team congratulated (D8)",
        "业务主管审核": "Reviewed by sales",
        "单位主管审核": "Reviewed by the unit",
        "调查分析": "Investigated",
        "回复客户": "Customer answered",
        "阅签": "Read",
        "回访": "Called back",
        "部门经理": "Dept. manager",
        "送货": "Delivered",
        "派工核准": "Work ordered",
        "与客户沟通": "Talked with the customer",
        "审核签发": "Reviewed and issued",
        "签复": "Answered",
        "部门负责人签认": "Signed by the dept.",
        "确认（不需回复）": "Confirmed, no answer needed",
        "发现部门审核": "Reviewed where found",
        "原因分析": "Cause analysed",
        "原因分析（同部门）": "Cause analysed (same dept.)",
        "原因审核": "Cause reviewed",
        "临时对策": "Interim action",
        "临时对策审核": "Interim action reviewed",
        "永久对策": "Permanent action",
        "结案审核": "Close-out reviewed",
        "质量界定": "Quality judged",
        "点收": "Counted",
        "开单": "Issued",
        "执行完成": "Carried out",
        "重检": "Re-inspected",
        "收回": "Collected",
        "品管鉴定": "Judged by QC",
        "质量经理确认": "Confirmed",
    }
)
