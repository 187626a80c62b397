"""pyHanko without the libraries by which it could reach a network: a seal is made and read on this PC alone.

pyHanko imports its web client for time stamps whether it is used or not. While it is loaded here, a stand-in takes the
client's place, so that no code in the program could send anything, and the frozen program need not carry it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

WEB = ("aiohttp", "certifi")


class StandIn(ModuleType):
    """Names whatever it is asked for as a class that nothing can be made of."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {"__init__": _refuse})


def _refuse(*_: object, **__: object) -> None:
    raise RuntimeError("sealing never goes to a network")


@contextmanager
def without_web() -> Iterator[None]:
    """Where one of them is loaded already, by other code, it stays."""
    placed = [name for name in WEB if name not in sys.modules]
    sys.modules.update({name: StandIn(name) for name in placed})
    try:
        yield
    finally:
        for name in placed:
            sys.modules.pop(name, None)


with without_web():
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign import fields, signers
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.general import CMSExtractionError, SignedDataCerts
    from pyhanko.sign.validation import EmbeddedPdfSignature, SignatureCoverageLevel, validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko_certvalidator import ValidationContext

__all__ = [
    "CMSExtractionError", "EmbeddedPdfSignature", "IncrementalPdfFileWriter", "ModificationLevel", "PdfError",
    "PdfFileReader", "SignatureCoverageLevel", "SignatureValidationError", "SignedDataCerts", "ValidationContext",
    "fields", "signers", "validate_pdf_signature",
]  # fmt: skip
