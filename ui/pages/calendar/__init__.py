"""工作日历: which days are worked, by the law, by the week and by the factory itself."""
