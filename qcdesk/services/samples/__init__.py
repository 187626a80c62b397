"""Sealed samples: where every piece is, who has it, when it goes."""
