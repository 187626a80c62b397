"""Read-only pictures of what is stored: what services hand to paper and to the two faces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qcdesk.canonical import Json

if TYPE_CHECKING:
    from qcdesk.kinds import Kind

UNDATED = "纸上未写日期"
"""Where the date of a signature stands: beside this one in ink none was written."""


@dataclass(frozen=True)
class PersonView:
    login: str
    name: str
    department: str
    roles: tuple[str, ...]
    active: bool = True
    locked: bool = False


@dataclass(frozen=True)
class SignatureView:
    """A live signature. `at` is UTC (ISO, seconds), `at_local` the same in the office; `sound` is False once what it
    covers, or the signature itself, is no longer what was signed."""

    slot: str
    label: str
    person: str
    name: str
    at: str
    at_local: str
    meaning: str
    mode: str
    digest: str
    sound: bool = True
    deputy_for: str = ""
    deputy_name: str = ""
    """For whom a deputy signed, by login and name; empty where the signer signed for himself."""

    picture: str = ""
    """SHA-256 of the signer's own signature or seal as it was then."""

    copy: int | None = None
    scan: int | None = None
    verified_by: str = ""
    verifier: str = ""
    undated: bool = False
    """Of one in ink: the copy it stands on, the scan it was seen on, and who has seen it, by login and name; `at_local`
    is the day beside it on the paper then, where there is one, and else, `undated`, when it was seen."""

    @property
    def dated(self) -> str:
        """When it was signed, as it is shown and printed: the moment of its witness is no date of the signer's."""
        return UNDATED if self.undated else self.at_local

    @property
    def seen(self) -> str:
        """Of one in ink, that it is and who has seen it; empty of others."""
        return f"纸签，{self.verifier} 见签" if self.verified_by else ""

    @property
    def signer(self) -> str:
        """As it is printed: 王样六（代李样四）."""
        return f"{self.name}（代{self.deputy_name}）" if self.deputy_for else self.name


@dataclass(frozen=True)
class RecordView:
    """One record as saved. `state_label` is Chinese; `values` is the payload."""

    id: int
    number: str | None
    kind: Kind
    state: str
    state_label: str
    version: int
    values: Mapping[str, Json]
    signatures: tuple[SignatureView, ...] = ()
    created_by: str = ""
    created_at: str = ""
    updated_at: str = ""
    amended: int = 0
    """How often an approved sheet was changed by 改版; 0 for the first edition."""

    disposed: bool = False
    """Whether it was disposed of after its keeping time: two people signed for that, and its files are gone."""

    superseded: bool = False
    """Whether it shows an edition that another has taken the place of."""

    anchor: str = ""
    """The head of the event chain as of the event that wrote it: 1234·3F9AC27B51D0; empty before it is approved."""

    @property
    def title(self) -> str:
        return f"《{self.kind.title}》{self.number or f'草稿 {self.id}'}"

    def signature(self, slot: str) -> SignatureView | None:
        return next((item for item in self.signatures if item.slot == slot), None)


@dataclass(frozen=True)
class DocumentLine:
    """The foot of a sheet: 文件编号 · 版次 · 制作日期 · 保存年限 · 联次, as the office sets them for each form."""

    document_no: str = ""
    revision: str = ""
    issued: str = ""
    retention: str = ""
    copies: str = ""


@dataclass(frozen=True)
class OfficeView:
    """The head and foot the office prints on its sheets."""

    company: str = ""
    company_en: str = ""
    logo: bytes | None = None
    documents: Mapping[str, DocumentLine] = field(default_factory=dict)
    contact: str = ""
    """Address, telephone, fax: the letterhead of what goes to customers."""

    def document(self, code: str) -> DocumentLine:
        return self.documents.get(code, DocumentLine())
