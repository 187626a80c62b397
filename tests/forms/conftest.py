"""Every test that asks for a `form` runs once for each form there is, and in each language it asks for."""

import paper
import pytest


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A new file in forms/definitions is tested without a word here."""
    if "form" in metafunc.fixturenames:
        metafunc.parametrize("form", paper.FORMS, ids=[form.kind.edition for form in paper.FORMS])
    if "lang" in metafunc.fixturenames:
        metafunc.parametrize("lang", paper.LANGS)
