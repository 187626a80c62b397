"""What a cell that looks things up proposes while it is typed in: basic data, people, places of the QC cabinet."""

from __future__ import annotations

from qcdesk.desk import Desk
from qcdesk.fields import Place
from qcdesk.services.basics import masters
from qcdesk.services.basics.masters import Proposal
from qcdesk.services.samples import places


def propose(desk: Desk, of: str, text: str, limit: int = 12) -> list[Proposal]:
    """`of` is what the field says it looks up; raises NotFound for what nobody keeps."""
    if of == Place.of:
        return places.propose(desk, text, limit)
    return masters.propose(desk, of, text, limit)
