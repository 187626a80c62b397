"""How a file is called, what it is, who brought it and when: told by the trail, so that no hand changes it unseen."""

import factory
import pytest
import tamper
import trail
from pictures import picture

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.services.basics import people
from qcdesk.services.sheets import attaching
from qcdesk.services.trail import registered_files, verifying
from qcdesk.store.models import Attachment


def photo(desk: Desk, name: str = "断口.png", width: int = 8) -> str:
    return str(attaching.add_bytes(factory.seat(desk, "merch"), picture(kind="PNG", width=width), name)["sha256"])


@pytest.mark.parametrize(
    ("column", "value", "label"),
    [("name", "合格品.png", "名称"), ("media", "application/pdf", "类型"), ("added_by", "qcmgr", "添加人"),
     ("added_at", "2026-01-01T00:00:00.000Z", "添加时间"), ("size", 7, "大小")],
)  # fmt: skip
def test_what_other_hands_changed_is_named_with_what_it_was_and_since_when(
    desk: Desk, column: str, value: object, label: str
) -> None:
    photo(desk)
    told = trail.last_event(desk)
    before = getattr(desk.store.rows(Attachment.select())[0], column)
    assert trail.findings(desk) == []
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql(f"UPDATE attachment SET {column} = ?", value)
        found = verifying.verify(desk)
    then, now = (shown(desk, column, one) for one in (before, value))
    assert f"附件“断口.png”：被改过：{label}应为“{then}”，现在是“{now}”" in [str(one) for one in found]
    since = next(one.since for one in found if label in one.what)
    assert since is not None
    assert since.seq == told.seq
    assert (told.action, told.person) == ("file_registered", "merch")


def shown(desk: Desk, column: str, value: object) -> str:
    if column == "added_by":
        return f"{people.get(desk, str(value)).name}（{value}）"
    return desk.clock.local(str(value), seconds=True) if column == "added_at" else str(value)


def test_a_file_taken_out_or_slipped_in_is_named(desk: Desk) -> None:
    sha256 = photo(desk)
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("DELETE FROM attachment")
        assert "附件“断口.png”：被删掉了" in intruder.findings()
    with tamper.behind_the_back(desk) as intruder:
        desk.attachments.put(b"x")
        intruder.sql("INSERT INTO attachment SELECT ?, name, media, size, added_by, added_at FROM attachment "
                     "WHERE sha256 = ?", "0" * 64, sha256)  # fmt: skip
        assert "附件“断口.png”：没有任何事件说起它，不是程序写下的" in intruder.findings()


def test_a_file_that_comes_twice_keeps_its_first_name_and_is_told_once(desk: Desk) -> None:
    photo(desk)
    seq = trail.last_event(desk).seq
    photo(desk, "另一个名字.png")
    assert trail.last_event(desk).seq == seq
    assert [row.name for row in desk.store.rows(Attachment.select())] == ["断口.png"]


def test_files_of_before_the_trail_told_of_them_are_told_with_the_next(desk: Desk) -> None:
    old = photo(desk)
    with tamper.behind_the_back(desk) as intruder:
        intruder.sql("UPDATE event SET action = 'older_program' WHERE action = ?", registered_files.REGISTERED)
        new = photo(desk, "划伤.png", 9)
        assert set(attested(desk)) == {old, new}
        photo(desk, "掉漆.png", 10)
        assert len(attested(desk)) == 1


def attested(desk: Desk) -> dict[str, object]:
    files = canonical.load(trail.last_event(desk).detail)["files"]
    assert isinstance(files, dict)
    return dict(files)
