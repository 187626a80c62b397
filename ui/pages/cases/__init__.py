"""客诉与异常: the list of cases, a case taken in, a case on its way."""
