"""What services need to ask more than rows: SQL's own functions, and words fit to be asked for."""

from peewee import fn

__all__ = ["askable", "fn"]


def askable(text: str) -> str:
    """`text` with what no database can hold (NUL, halves of a surrogate pair) made a sign that nothing matches."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\0", "\ufffd")
