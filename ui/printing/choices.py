"""How a person printed last: in which language, with which 签核历程."""

from __future__ import annotations

from forms import printing
from ui.session import Session, settings

LANGUAGE = "print_language"


def language(session: Session) -> str:
    said = str(settings(session).value(LANGUAGE, "zh"))
    return said if said in printing.LANGS else "zh"


def remember_language(session: Session, lang: str) -> None:
    settings(session).setValue(LANGUAGE, lang)


def signatures(session: Session, what: str) -> str:
    """Whether 签核历程 is printed with the sheet, as the person chose last; alone only where it is seen first."""
    said = str(settings(session).value(_signatures_key(session), "none"))
    return said if said == "with" or (said == "alone" and what == "preview") else "none"


def remember_signatures(session: Session, how: str) -> None:
    """Each person's own choice."""
    settings(session).setValue(_signatures_key(session), how)


def _signatures_key(session: Session) -> str:
    return f"signatures/{session.person.login}"
