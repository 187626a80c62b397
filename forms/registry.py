"""The forms there are: every module in forms/definitions, found by being there, imported when first asked for."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from forms import definitions
from qcdesk.catalogue import Catalogue

if TYPE_CHECKING:
    from forms.grid import Form


@dataclass(frozen=True)
class Shelf:
    """All forms by edition (`code@rev`), and the catalogue of their kinds for the desk."""

    read: Callable[[], Mapping[str, Form]]

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        return MappingProxyType(dict(self.read()))

    @cached_property
    def kinds(self) -> Catalogue:
        return Catalogue(lambda: tuple(form.kind for form in self.forms.values()))

    def form(self, edition: str) -> Form:
        self.kinds.edition(edition)
        return self.forms[edition]

    def newest(self, code: str) -> Form:
        return self.forms[self.kinds.newest(code).edition]


def load() -> Shelf:
    return Shelf(defined)


def defined() -> dict[str, Form]:
    """Imports every definition; a module may give several revisions as `FORMS`, oldest first."""
    found: dict[str, Form] = {}
    for module in sorted(pkgutil.iter_modules(definitions.__path__), key=lambda item: item.name):
        source = importlib.import_module(f"{definitions.__name__}.{module.name}")
        for form in getattr(source, "FORMS", None) or (source.FORM,):
            found[form.kind.edition] = form
    return found
