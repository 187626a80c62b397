"""What a 改版 changed stands side by side, and nothing else does."""

import factory
from drafts import drafted, put
from pictures import picture

from qcdesk.desk import Desk
from qcdesk.services.sheets import attaching, differing, records, revisions
from qcdesk.services.sheets.differing import NO_ROW, Difference


def told(desk: Desk, record: int, by: str, **changes: object) -> tuple[Difference, ...]:
    """What stands beside each other once these values were changed."""
    before = records.get(desk, record)
    put(desk, record, by, **changes)
    now = records.get(desk, record)
    return differing.between(revisions.at_version(desk, record, before.version), now)


def test_only_changed_cells_stand_side_by_side_in_the_words_of_the_sheet(desk: Desk) -> None:
    label = factory.draft(desk, "seal_label", factory.label(seal_qty=2), by="qc")
    assert told(desk, label, "qc", seal_qty=3, location="品管样品柜 B-02") == (
        Difference("seal_qty", "数量", "2", "3"),
        Difference("location", "存放区", "品管样品柜 A-03", "品管样品柜 B-02"),
    )


def test_rows_of_a_table_are_set_beside_the_row_that_they_were(desk: Desk) -> None:
    note = drafted(desk, "delivery_note-exchange", "wh")
    lines = [dict(row) for row in records.get(desk, note).values["lines"]]  # type: ignore[union-attr, arg-type]
    added = {"desc": lines[0]["desc"], "unit": "套", "qty": 5}
    total, *found = told(desk, note, "wh", lines=[{**lines[0], "remark": "少一箱，随后补"}, *lines[1:], added])
    assert total.label == "合计"
    assert found[0].label.endswith("第 1 行")
    assert (found[0].before, found[0].after) == ("备注：换新", "备注：少一箱，随后补")
    assert found[-1].label.endswith(f"第 {len(lines) + 1} 行")
    assert found[-1].before == NO_ROW
    assert "5" in found[-1].after
    assert len(found) == 2


def test_a_removed_row_says_where_it_stood(desk: Desk) -> None:
    note = drafted(desk, "delivery_note-exchange", "wh")
    lines = list(records.get(desk, note).values["lines"])  # type: ignore[arg-type]
    put(desk, note, "wh", lines=[*lines, {"desc": "脚踏 M-250", "unit": "副", "qty": 7}])
    _, gone = told(desk, note, "wh", lines=lines)
    assert gone.label.endswith(f"原第 {len(lines) + 1} 行")
    assert gone.after == NO_ROW
    assert "脚踏 M-250" in gone.before


def test_photos_stand_by_their_names_and_one_that_was_exchanged_says_so(desk: Desk) -> None:
    seated = factory.seat(desk, "merch")
    first, second = (attaching.add_bytes(seated, picture(wide), "断口.jpg") for wide in (8, 9))
    whole = attaching.add_bytes(seated, picture(12), "整体.jpg")
    sheet = factory.draft(desk, values=factory.anomaly(description_photos=[first]))
    [found] = told(desk, sheet, "merch", description_photos=[second, whole])
    assert (found.before, found.after) == ("断口.jpg", "断口.jpg（换了照片）、整体.jpg")
