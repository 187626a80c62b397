"""A sheet changed behind the signatures' back says so on top, and names them."""

import factory
import hands
from tamper import behind_the_back


def test_signatures_that_do_not_fit_are_named_above_the_sheet(show, session) -> None:
    record = factory.walk(session.desk, factory.draft(session.desk), "submit", "found_check")
    with behind_the_back(session.desk) as intruder:
        intruder.sql("UPDATE record SET payload = REPLACE(payload, '1200', '1300') WHERE id = ?", record)
        page = show(record)
        said = page.unsound.words.text()
        assert page.unsound.isVisible()
        assert said.startswith("签后有改动：")
        assert all(item.name in said and item.label in said for item in page.keeper.record.signatures)
        assert "系统→核对" in said


def test_a_sound_sheet_says_nothing(show, session) -> None:
    page = show(factory.walk(session.desk, factory.draft(session.desk), "submit"))
    assert not page.unsound.isVisible()
    assert hands.cell(page, "customer").isReadOnly()
