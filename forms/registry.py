"""The forms there are: every module in forms/definitions, found by being there."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from forms import definitions
from forms.grid import Form
from qcdesk.catalogue import Catalogue


@dataclass(frozen=True)
class Shelf:
    """All forms by edition (`code@rev`), and the catalogue of their kinds for the desk."""

    forms: Mapping[str, Form]
    kinds: Catalogue

    def form(self, edition: str) -> Form:
        self.kinds.edition(edition)
        return self.forms[edition]

    def newest(self, code: str) -> Form:
        return self.forms[self.kinds.newest(code).edition]


def load() -> Shelf:
    """Imports every definition; a module may give several revisions as `FORMS`, oldest first."""
    found: dict[str, Form] = {}
    for module in sorted(pkgutil.iter_modules(definitions.__path__), key=lambda item: item.name):
        source = importlib.import_module(f"{definitions.__name__}.{module.name}")
        for form in getattr(source, "FORMS", None) or (source.FORM,):
            found[form.kind.edition] = form
    return Shelf(MappingProxyType(found), Catalogue(tuple(form.kind for form in found.values())))
