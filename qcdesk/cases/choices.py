"""What can be chosen in a case, in the office's own words, each with its English twin."""

from __future__ import annotations

COMPLAINT, FEEDBACK, IN_HOUSE = "客户投诉", "客户反馈", "厂内异常"

KINDS = ((COMPLAINT, "Complaint"), (FEEDBACK, "Feedback"), (IN_HOUSE, "In-house anomaly"))
"""E2.8: 反馈 carries no penalty, 投诉 has hurt the customer."""

PREFIXES = ((COMPLAINT, "TS"), (FEEDBACK, "FK"), (IN_HOUSE, "CN"))

PHONE, VISIT = "电话(须补书面)", "来访(须补书面)"
ORAL = (PHONE, VISIT)
PASSED_ON = ("政府部门转来", "媒体/消协转来", "总部转派")

FOUND_HERE = "厂内发现"

CHANNELS = (
    ("书面信函", "Letter"), ("邮件", "E-mail"), ("传真", "Fax"), ("微信/QQ", "WeChat/QQ"), (PHONE, "Phone"),
    (VISIT, "Visit"), (FOUND_HERE, "Found in house"), (PASSED_ON[0], "Authority"), (PASSED_ON[1], "Press"),
    (PASSED_ON[2], "Headquarters"),
)  # fmt: skip

KEY = "重点客户"
IMPORTANCE = ((KEY, "Key"), ("一般客户", "Ordinary"))

TOPICS = (
    ("产品质量", "Quality"), ("交付延误", "Late delivery"), ("服务态度", "Service"), ("价格争议", "Price"),
    ("其他", "Other"),
)  # fmt: skip
"""E3.11; E1.4 and E1.5 name the same three groups in other words."""
WITHOUT_GOODS = ("交付延误", "服务态度", "价格争议")
"""Where there is nothing of which a piece could be kept."""

PLACES = (("田心范围", "Near by"), ("市内其他", "In the city"), ("市外", "Elsewhere"))
"""E2.8: the answer on site is due by where the customer is."""

DEMANDS = (
    ("分析报告", "Report"), ("补货", "Resupply"), ("换货", "Exchange"), ("退货", "Return"),
    ("返工/外派返工", "Rework"), ("折让/赔偿", "Allowance"), ("仅备案", "For the record"),
)  # fmt: skip

FAMILIES = (("脚踏类", "Pedal"), ("碗件中轴类", "BB & cups"), ("其他", "Other"))

MINOR, BATCH, SERIOUS = "一般", "批量", "严重"
GRADES = ((MINOR, "Minor"), (BATCH, "Batch"), (SERIOUS, "Serious"))

QUALITY, MISUSED, DOUBTFUL = "质量问题", "使用/保存不当", "难以界定-退厂鉴定"
NATURES = (
    (QUALITY, "Quality problem"), (MISUSED, "Misuse / storage"), (DOUBTFUL, "Undecided, to plant"),
    ("服务/交付问题", "Service / delivery"),
)  # fmt: skip
"""E1.3: what is found on site."""

ASSEMBLY, STRUCTURE, MATERIAL, MISUSE = "加工装配不良", "结构工艺不良", "物料问题", "用户使用不当"
BRANCHES = ((ASSEMBLY, "Assembly"), (STRUCTURE, "Design/process"), (MATERIAL, "Material"), (MISUSE, "Misuse"))
"""E0.3: the four causes, each with the department that answers for it."""

REWORK, REPAIR, SORT, FIELD, REMAKE = "返工", "返修", "挑选", "外派返工/返修", "报废重做"
RESUPPLY, EXCHANGE, RETURN, CONCESSION, ALLOWANCE, ANSWER = "补货", "换货", "退货", "特采", "折让/赔偿", "仅答复客户"
DISPOSITIONS = (
    (REWORK, "Rework"), (REPAIR, "Repair"), (SORT, "Sort"), (FIELD, "Off-site rework"), (REMAKE, "Scrap & remake"),
    (RESUPPLY, "Resupply"), (EXCHANGE, "Exchange"), (RETURN, "Return"), (CONCESSION, "Concession"),
    (ALLOWANCE, "Allowance"), (ANSWER, "Answer only"),
)  # fmt: skip

GOOD, BAD = "合格", "不合格"
VERDICTS = ((GOOD, "Pass"), (BAD, "Fail"))

AGREES, DISAGREES = "同意", "不同意"
DECISIONS = ((AGREES, "Agrees"), (DISAGREES, "Disagrees"))
SAID_OF_IT = (*DECISIONS, ("未表态", "Has not said"))
"""What a contact may bring of the customer's decision."""

EFFECTIVE, NOT_EFFECTIVE = "有效", "无效"
EFFECTS = ((EFFECTIVE, "Effective"), (NOT_EFFECTIVE, "Not effective"))
