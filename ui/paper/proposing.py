"""Where the names proposed under a cell come from."""

from __future__ import annotations

from collections.abc import Sequence

from qcdesk.errors import DeskError
from qcdesk.fields import Choice, Field, Link, Lookup, Multi, Person
from qcdesk.services.basics.masters import Proposal
from qcdesk.services.sheets import looking_up, search
from ui.paper.cells.option_keys import line_keys
from ui.paper.cells.proposals import Fits, Propose, always
from ui.session import Session

MOST = 12


def proposer(session: Session, field: Field) -> Propose | None:
    """None for a field whose words are nobody's list."""
    if isinstance(field, Choice):
        return lambda text: _options(field, text)
    if isinstance(field, Link):
        return lambda text: _numbers(session, field.to, text)
    of = "person" if isinstance(field, Person) else field.of if isinstance(field, Lookup | Multi) else ""
    return (lambda text: _entries(session, of, text)) if of else None


def fitting(field: Field) -> Fits:
    """Of what is proposed, which is what was typed: all options are offered where none fits."""
    return _is_option if isinstance(field, Choice) else always


def _is_option(word: str, proposal: Proposal) -> bool:
    from qcdesk.pinyin import searchable

    return word.lower() in searchable(proposal.text)


def _options(field: Choice, text: str) -> Sequence[Proposal]:
    """By pinyin initials too, each with its number; all of them where nothing fits."""
    options = [zh for zh, _ in field.options]
    keys = line_keys(options)
    every = [Proposal(zh, keys.get(zh, "")) for zh in options]
    fits = [proposal for proposal in every if _is_option(text, proposal)]
    return every if text in [proposal.text for proposal in every] else fits or every


def _entries(session: Session, of: str, text: str) -> Sequence[Proposal]:
    try:
        return looking_up.propose(session.desk, of, text, MOST)
    except DeskError:
        return ()


def _numbers(session: Session, code: str, text: str) -> Sequence[Proposal]:
    """Sheets of a form, or of any, by number, customer, product or lot."""
    try:
        page = search.find(session.desk, search.Query(text=text, forms=(code,) if code else (), limit=MOST))
    except DeskError:
        return ()
    rows = [row for row in page.rows if row.number]
    return [
        Proposal(row.number, "　".join(filter(None, ("" if code else row.title, row.customer, row.product))))
        for row in rows
    ]
