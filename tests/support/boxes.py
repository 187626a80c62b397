"""Boxes measured: what lies outside its cell or page, what overlaps, what a rule runs through."""

from forms.faces import ABOVE, BELOW, POINT, face
from forms.paginate import paginate
from forms.sheet import LaidCell, LaidSheet, Page, Picture, Rule, Words

SERIF = face("serif")
SLACK = 0.05


def box(word: Words) -> tuple[float, float, float, float]:
    size = word.size * POINT
    wide = SERIF.width(word.text, word.size) + max(0, len(word.text) - 1) * word.spacing * POINT
    return word.x, word.y - ABOVE * size, word.x + wide, word.y + BELOW * size


def outside(word: Words, cell: LaidCell) -> bool:
    left, top, right, bottom = box(word)
    return (
        left < cell.x - SLACK
        or top < cell.y - SLACK
        or right > cell.x + cell.w + SLACK
        or bottom > cell.y + cell.h + SLACK
    )


def stray(sheet: LaidSheet) -> list[str]:
    return [
        f"{cell.kind} {cell.name}{cell.column}: {word.text[:20]}"
        for cell in sheet.cells() for word in (*cell.words, *cell.label_words) if outside(word, cell)
    ]  # fmt: skip


def overlapping(page: Page) -> list[tuple[str, str]]:
    boxes = sorted((box(i), i.text) for i in page.items if isinstance(i, Words) and not i.turn and i.text.strip())
    found = []
    for at, ((left, top, right, bottom), text) in enumerate(boxes):
        for (other, above, _, below), neighbour in boxes[at + 1 :]:
            if other >= right - SLACK:
                break
            if above < bottom - SLACK and top < below - SLACK:
                found.append((text, neighbour))
        assert left < right
    return found


def off_page(page: Page) -> list[object]:
    found: list[object] = []
    for item in page.items:
        if isinstance(item, Words) and not item.turn:
            left, top, right, bottom = box(item)
        elif isinstance(item, Rule):
            left, top, right, bottom = item.x1, item.y1, item.x2, item.y2
        elif isinstance(item, Picture):
            left, top, right, bottom = item.x, item.y, item.x + item.w, item.y + item.h
        else:
            continue
        if left < 0 or top < 0 or right > page.width or bottom > page.height:
            found.append(item)
    return found


def crossed(page: Page) -> list[str]:
    """Words that a rule runs through."""
    rules = [item for item in page.items if isinstance(item, Rule)]
    found = []
    for word in page.items:
        if isinstance(word, Words) and not word.turn:
            left, top, right, bottom = box(word)
            found += [
                word.text for r in rules
                if r.x1 < right - SLACK and r.x2 > left + SLACK and r.y1 < bottom - SLACK and r.y2 > top + SLACK
            ]  # fmt: skip
    return found


def everything_in_place(sheet: LaidSheet) -> None:
    assert stray(sheet) == []
    for page in paginate(sheet)[:8]:
        assert off_page(page) == []
        assert overlapping(page) == []
        assert crossed(page) == []
