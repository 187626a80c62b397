"""签核历程 is chosen in the preview, and the choice is remembered for each person."""

import factory

from ui.printing import actions
from ui.printing import job as jobs
from ui.printing.preview import Preview


def test_the_choice_is_drawn_at_once_and_remembered_for_the_person_alone(session) -> None:
    record = 1
    made = jobs.of_record(session.desk, session.shelf, record, "zh")
    dialog = Preview(None, session, made)
    before = len(dialog.leaves)
    dialog.signatures.setCurrentIndex(dialog.signatures.findData("with"))
    dialog._tell_signatures()
    assert len(dialog.leaves) == before + 1
    dialog.signatures.setCurrentIndex(dialog.signatures.findData("alone"))
    dialog._tell_signatures()
    assert len(dialog.leaves) == 1
    assert dialog.becomes.text() == ""
    dialog.done(0)
    assert actions.signatures(session, "preview") == "alone"
    assert actions.signatures(session, "printer") == "none"
    session.desk = factory.seat(session.desk, "qc")
    assert actions.signatures(session, "preview") == "none"
