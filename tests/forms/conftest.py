"""Every test that asks for a `form` runs once for each paper form there is, and in each language it asks for.

Marked `every_kind` it runs for what is no sheet of the office too: the case.
"""

from collections.abc import Callable

import paper
import pytest

from forms.grid import Form
from qcdesk.fields import Lines, Note
from qcdesk.kinds import OWN_BLOCKS

SORTS: dict[str, Callable[[Form], bool]] = {
    "form": lambda form: True,
    "headed": lambda form: form.paper.head,
    "noted": lambda form: any(isinstance(field, Note) for field in form.kind.plain_fields),
    "tabled": lambda form: any(isinstance(field, Lines) for field in form.kind.plain_fields),
    "repeated": lambda form: form.kind.has(OWN_BLOCKS),
    "noted_above_a_table": lambda form: SORTS["noted"](form) and SORTS["tabled"](form),
}
"""Names a test may ask for: all forms, those with a head and foot, with a big cell, with a line table, …"""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A new file in forms/definitions is tested without a word here."""
    every_kind = metafunc.definition.get_closest_marker("every_kind")
    kept = tuple(paper.SHELF.forms.values()) if every_kind else paper.FORMS
    for name, fits in SORTS.items():
        if name in metafunc.fixturenames:
            forms = [form for form in kept if fits(form)]
            metafunc.parametrize(name, forms, ids=[form.kind.edition for form in forms])
    if "lang" in metafunc.fixturenames:
        metafunc.parametrize("lang", paper.LANGS)
