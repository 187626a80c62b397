"""The office's own rules: their rows, every version of them, and what they say of a case."""
