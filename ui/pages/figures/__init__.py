"""统计分析: what the cases of a span amount to, as 柏拉图."""
