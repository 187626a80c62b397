"""The register of kinds: which forms the office has, and which revision is the newest.

They are loaded when first asked for: nobody needs a form to sign in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qcdesk.errors import NotFound

if TYPE_CHECKING:
    from qcdesk.kinds import Kind


@dataclass(frozen=True)
class Catalogue:
    """`load` gives the kinds in order, the revisions of one code oldest first."""

    load: Callable[[], tuple[Kind, ...]]

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        return self.load()

    @cached_property
    def _editions(self) -> dict[str, Kind]:
        return {kind.edition: kind for kind in self.kinds}

    @cached_property
    def _newest(self) -> dict[str, Kind]:
        return {kind.code: kind for kind in self.kinds}

    @cached_property
    def current(self) -> tuple[Kind, ...]:
        """The newest revision of every paper form, in the order they were given."""
        return tuple(kind for kind in self._newest.values() if kind.sheet)

    def edition(self, edition: str) -> Kind:
        """Raises NotFound for a form or revision this program does not know."""
        kind = self._editions.get(edition)
        if kind is None:
            raise NotFound(f"程序里没有表单“{edition}”，可能由更新的版本建立，请更新 QCDesk")
        return kind

    def knows(self, edition: str) -> bool:
        return edition in self._editions

    def newest(self, code: str) -> Kind:
        """By code or by printed title."""
        for kind in self._newest.values():
            if code in (kind.code, kind.title):
                return kind
        names = "、".join(f"{kind.code}（{kind.title}）" for kind in self.current)
        raise NotFound(f"没有“{code}”这种表单，可用的有：{names}")
