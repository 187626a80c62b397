"""Labels on paper: what a print says of the place, and whether the last one still says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.services.samples import sealed, whereabouts
from qcdesk.services.samples.sealed import DAMAGED, LABEL, UNSIGNED, Sample
from qcdesk.services.samples.whereabouts import PLACE
from qcdesk.views import RecordView

PUT_OUT = """SELECT record_id, MAX(seq) FROM event WHERE action IN ('printed', 'exported') AND record_id IN ({})
AND detail NOT LIKE ? GROUP BY record_id"""
OLD_EDITION = '%"old_edition":%'
STALE = "位置已变，标签要重印：纸上写的是 {was}，现在在 {place}"


def as_it_is(desk: Desk, record: RecordView) -> Values:
    """What a label's print says otherwise than was signed: where its pieces have been put since."""
    sample = sealed.signed_label(desk, record.id) if record.kind.code == LABEL else None
    return {PLACE: sample.place} if sample and sample.place and sample.place != record.values.get(PLACE) else {}


def stale(desk: Desk, samples: Sequence[Sample]) -> Mapping[int, str]:
    """By label that holds, a sentence where its last print or file names another place than that of its pieces now."""
    kept = {one.id: one for one in samples if one.kept > 0 and one.why not in (*UNSIGNED, DAMAGED)}
    moves = sealed.moves(desk, list(kept))
    written = whereabouts.written(desk, list(kept))
    told = {}
    for label, seq in _put_out(desk, list(kept)):
        sample = kept[label]
        was = whereabouts.place_at(sample.label_place, written.get(label, ()), moves.get(label, ()), seq)
        if was != sample.place:
            told[label] = STALE.format(was=was, place=sample.place)
    return told


def why(desk: Desk, record: RecordView) -> str:
    """Of one record; nothing for what is no label, was never printed or is right on paper."""
    sample = sealed.signed_label(desk, record.id) if record.kind.code == LABEL else None
    return stale(desk, [sample]).get(sample.id, "") if sample else ""


def _put_out(desk: Desk, labels: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start in range(0, len(labels), whereabouts.AT_ONCE):
        part = tuple(labels[start : start + whereabouts.AT_ONCE])
        found += [
            (label, seq)
            for label, seq in desk.store.sql(PUT_OUT.format(", ".join("?" * len(part))), (*part, OLD_EDITION))
        ]
    return found
