"""规则: the office's deadlines and severity criteria, where they come from, which of them holds."""
