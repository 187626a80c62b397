"""The last line of a list: how many there are in all and, where it was cut, how to see the others."""

from __future__ import annotations


def counted(shown: int, total: int, unit: str, *, first: str = "前面", offset: int = 0) -> str:
    """共 12 份，只列出最新的 5 份；要看全部请加 --limit 12. `first` says which ones lead the list."""
    if offset >= total > 0:
        return f"共 {total} {unit}，跳过 {offset} {unit}后面没有了"
    if offset and shown:
        return f"共 {total} {unit}，这里是第 {offset + 1} 到第 {offset + shown} {unit}"
    if shown < total:
        return f"共 {total} {unit}，只列出{first}的 {shown} {unit}；要看全部请加 --limit {total}"
    return f"共 {total} {unit}"
