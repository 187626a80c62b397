"""Small pages are put together on A4 by the library that draws the preview meanwhile, which bears one thread alone."""

from collections.abc import Callable

import pypdfium2
import pytest
import scanned

from forms import pdf, preview
from ui.printing.impose import joined, pdf_on_a4

LABELS = pdf.to_bytes([scanned.copy_of(scanned.LABELS[0])] * 9)


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """Each call of PDFium by name, and whether this thread alone was at it every time."""
    found: dict[str, bool] = {}

    def watched(name: str, call: Callable[..., object]) -> Callable[..., object]:
        def work(*asked: object) -> object:
            found[name] = found.get(name, True) and preview.ALONE._is_owned()  # type: ignore[attr-defined]
            return call(*asked)

        return work

    for name, call in vars(pypdfium2.raw).items():
        if name.startswith("FPDF") and hasattr(call, "argtypes"):
            monkeypatch.setattr(pypdfium2.raw, name, watched(name, call))
    return found


@pytest.mark.parametrize(("act", "names"), [
    (lambda: pdf_on_a4(LABELS, 8), {"FPDF_NewXObjectFromPage", "FPDF_CloseXObject", "FPDFPage_InsertObject"}),
    (lambda: joined([LABELS] * 2), {"FPDF_ImportPagesByIndex", "FPDF_SaveAsCopy"}),
    (lambda: list(preview.pictures(LABELS, 40)), {"FPDF_RenderPageBitmap", "FPDFBitmap_Destroy", "FPDF_ClosePage"}),
    (lambda: next(preview.pictures(LABELS, 40)), {"FPDF_RenderPageBitmap", "FPDFBitmap_Destroy", "FPDF_ClosePage"}),
    (lambda: preview.dots(LABELS, 0, 40), {"FPDF_RenderPageBitmap", "FPDFBitmap_Destroy", "FPDF_ClosePage"}),
    (lambda: preview.page_count(LABELS), {"FPDF_GetPageCount"}),
], ids=("together", "joined", "pictures", "picture", "dots", "count"))  # fmt: skip
def test_nothing_is_asked_of_it_but_by_one_thread_at_a_time(
    called: dict[str, bool], act: Callable[[], object], names: set[str]
) -> None:
    act()
    assert called.keys() >= {*names, "FPDF_CloseDocument"}
    assert [name for name, alone in called.items() if not alone] == []
