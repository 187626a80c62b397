"""Forms, filled records and an office to print them with."""

import io
import json
from pathlib import Path

import sheets

from forms.fill import blank
from forms.grid import Form
from forms.lay import lay
from forms.registry import load
from forms.sheet import LaidSheet
from qcdesk.canonical import Json, Values
from qcdesk.fields import Field, Lines, Multi, Photos
from qcdesk.kinds import Kind
from qcdesk.views import DocumentLine, OfficeView, RecordView, SignatureView

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
SHELF = load()
FORMS = tuple(form for form in SHELF.forms.values() if form.kind.sheet)
LANGS = ("zh", "zh-en")
LINE = DocumentLine("Q4-QC-031", "A/0", "2026-08-01", "3 年", "三联：①白 跟单归档　②红 品管　③黄 责任部门")
OFFICE = OfficeView(
    "样例车料制造有限公司", "Sample Cycle Parts Co., Ltd. (demo)", None, {form.kind.code: LINE for form in FORMS}
)
FIRST_HAN = 0x7B00


def sample(form: Form) -> Values:
    """The sample sheet of a form, nothing if there is none."""
    files = sorted(SAMPLES.glob(f"{form.kind.code}-*.json"))
    return form.kind.parse(json.loads(files[0].read_text("utf-8"))) if files else {}


def signed(kind: Kind, values: Values, sound: bool = True) -> tuple[SignatureView, ...]:
    return tuple(
        SignatureView(name, slot.label, "merch", "样例跟单员", "2026-11-08T06:32:00Z", "2026-11-08 14:32", "审核",
                      "pin", "0" * 64, sound)
        for name, slot in kind.named_slots(values)
    )  # fmt: skip


def record(form: Form, values: Values | None = None, state: str = "approved", sign: bool = True) -> RecordView:
    """A record of the form with its sample's values, or those given."""
    filled = sample(form) if values is None else values
    signatures = signed(form.kind, filled) if sign else ()
    return RecordView(1, f"{form.kind.prefix}-202611-001", form.kind, state, "", 1, filled, signatures)


def laid(form: Form, values: Values | None = None, lang: str = "zh", state: str = "approved") -> LaidSheet:
    return lay(form, record(form, values, state), OFFICE, lang)


def blank_sheet(form: Form, lang: str = "zh") -> LaidSheet:
    return lay(form, blank(form.kind), OFFICE, lang)


def limits(kind: Kind, note: int | None = None) -> tuple[Values, dict[str, int]]:
    """Every field at its limit, each text written in a character of its own; how often each character must be found.

    `note` shortens notes, for tests that look at every word.
    """
    values: Values = {}
    for name, _, item in kind.named_fields({}):
        if isinstance(item, Photos) or item.filled_by_program or name == "own_blocks":
            continue
        value = item.longest(chr(FIRST_HAN + len(values)))
        values[name] = value[:note] if note and item.type == "note" and isinstance(value, str) else value
    return values, expected(kind, values)


def expected(kind: Kind, values: Values) -> dict[str, int]:
    """How often each character stands in what the sheet must show."""
    counts: dict[str, int] = {}
    for name, value in values.items():
        for char in "".join(shown(kind.field(name), value).split()):
            counts[char] = counts.get(char, 0) + 1
    return counts


def shown(field: Field, value: Json) -> str:
    if isinstance(field, Multi) and field.options:
        return "".join(map(str, value)) if isinstance(value, list) else ""
    if not isinstance(field, Lines):
        return field.show(value)
    rows = value if isinstance(value, list) else []
    return "".join(
        column.show(row.get(column.name)) for row in rows if isinstance(row, dict) for column in field.columns
    )


def lacking(text: str, wanted: dict[str, int]) -> dict[str, int]:
    """The characters that the text has too few of, and by how many."""
    return {char: count - text.count(char) for char, count in wanted.items() if text.count(char) < count}


def pdf_text(pdf: bytes) -> str:
    """The text of all pages, blanks removed."""
    return sheets.pdf_text(pdf)[0]


def xlsx_text(file: bytes) -> str:
    """All strings of all sheets, blanks removed."""
    return sheets.xlsx_text(io.BytesIO(file))[0]


def is_label(form: Form) -> bool:
    return not form.paper.head
