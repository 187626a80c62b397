"""print, blank: sheets as PDF or Excel files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from forms import printing, signature_history
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.papers import copies
from qcdesk.services.papers.copy_list import CopyView
from ui.cli.context import Call, Misused
from ui.cli.parser import Parser, small
from ui.cli.sheets import which_words

NOBODY = (
    "这张单已经离开草稿，印出来是一份要登记去向的打印份，要知道是谁印的："
    "请加 --as 登录名；只是看看，请加 --plain（不编份，不带码）"
)


def print_words(made: Parser) -> None:
    which_words(made)
    _output(made)
    made.add_argument("--edition", type=small, metavar="版",
                      help="改过版的单印哪一版：0 原单，1 改版 1；被替代的带“已被替代”，不编份")  # fmt: skip
    made.add_argument("--signatures", choices=("with", "alone", "none"), default="none",
                      help="签核历程：with 随单印在后面，alone 只印它，none 不印（默认）")  # fmt: skip
    made.add_argument("--plain", action="store_true", help="不编份：普通打印，不带二维码，不登记去向")
    made.add_argument("--sealed", action="store_true",
                      help="盖上办公室的章：每个签名都成为 PDF 里的数字签名，只用于走完签核的单")  # fmt: skip


def blank_words(made: Parser) -> None:
    made.add_argument("form", metavar="表单", help="表单代号，见 qcdesk forms")
    made.add_argument("--count", type=int, default=1, metavar="份数", help="1 到 500 份，默认 1")
    made.add_argument("--numbered", action="store_true", help="预留编号：每份一个编号和二维码，写好扫描回来认得出")
    made.add_argument("--to", metavar="谁", default="", help="--numbered 时写明给谁用：车间、产线、领用人")
    _output(made)


def _output(made: Parser) -> None:
    made.add_argument("-o", "--output", metavar="文件", required=True, help="输出文件，以 .pdf 或 .xlsx 结尾")
    made.add_argument("--lang", choices=printing.LANGS, default="zh", help="zh 中文（默认），zh-en 中英对照")


def print_record(call: Call) -> int:
    path = Path(call.options.output)
    if call.options.sealed:
        if call.options.edition is not None:
            raise Misused("--sealed 盖章只用于现在这一版，不能和 --edition 一起用")
        return _print_sealed(call, path)
    with call.desk() as desk:
        call.proof_if_named(desk)
        made = _made(call, desk)
        wanted = (
            _makes_copy(call, path)
            and call.options.signatures != "alone"
            and made.record is not None
            and copies.coming(desk, made.record)
        )
        if wanted and not desk.person.login:
            raise Misused(NOBODY)
        (made,) = printing.numbered(desk, made) if wanted else (made,)
        with printing.unless_stopped(desk, (made,)):
            pages = printing.save(made, path)
        printing.note_print(desk, made, path.suffix.lower().lstrip("."))
        codes = [copy.code.short(1) for copy in made.copies]
        marked = any(sheet.copy is not None for sheet in made.sheets)
    remark = f"，短码 {'、'.join(codes)}" if marked else ""
    return _answer(call, path, pages, dict(zip(codes, made.copies, strict=True)), remark)


def _made(call: Call, desk: Desk) -> printing.Print:
    which, edition, lang = call.options.which, call.options.edition, call.options.lang
    if edition is None:
        made = printing.record_print(desk, call.shelf, which, lang)
    else:
        made = printing.edition_print(desk, call.shelf, which, edition, lang)
    return signature_history.joined(desk, made, call.options.signatures, lang)


def _makes_copy(call: Call, path: Path) -> bool:
    """A workbook never is one; where the file cannot be there is nothing to register either."""
    return path.suffix.lower() == ".pdf" and path.parent.is_dir() and not call.options.plain


def _print_sealed(call: Call, path: Path) -> int:
    from forms.sealing import sealed

    with call.desk() as desk:
        call.proof_if_named(desk)
        done = sealed.seal(desk, call.shelf, call.options.which, call.options.lang)
        sealed.write(done, path)
        printing.note_print(desk, done.made, sealed.NOTED_AS)
    said = f"已写入“{path}”，{done.pages} 页，{done.signatures} 个签名"
    call.answer({"file": str(path), "pages": done.pages, "signatures": done.signatures}, said)
    return 0


def print_blank(call: Call) -> int:
    path = Path(call.options.output)
    if call.options.numbered:
        return _print_numbered(call, path)
    with call.desk() as desk:
        form = call.shelf.newest(call.options.form)
        pages = printing.save(printing.blank_print(desk, form, call.options.count, call.options.lang), path)
    return _answer(call, path, pages)


def _print_numbered(call: Call, path: Path) -> int:
    if path.suffix.lower() != ".pdf" or not path.parent.is_dir():
        raise Refused("预留编号的空白表只存成 .pdf，文件夹要已经有")
    with call.desk() as desk:
        form = call.shelf.newest(call.options.form)
        call.proof(desk)
        made = printing.numbered_blank_print(desk, form, call.options.count, call.options.to, call.options.lang)
        with printing.unless_stopped(desk, (made,)):
            pages = printing.save(made, path)
        said = [{"number": one.number, "record": one.record, "copy": one.id, "code": one.code.short(1)}
                for one in made.copies]  # fmt: skip
    numbers = [one.number for one in made.copies]
    which = numbers[0] if len(numbers) == 1 else f"{numbers[0]} 到 {numbers[-1]}"
    call.answer({"file": str(path), "pages": pages, "sheets": said}, f"已写入“{path}”，{pages} 页，预留编号 {which}")
    return 0


def _answer(call: Call, path: Path, pages: int, made: Mapping[str, CopyView] | None = None, remark: str = "") -> int:
    """How many pages a workbook has is for Excel to say."""
    if path.suffix.lower() == ".xlsx":
        call.answer({"file": str(path)}, f"已写入“{path}”")
        return 0
    told: dict[str, object] = {"file": str(path), "pages": pages}
    words = f"已写入“{path}”，{pages} 页"
    for code, copy in (made or {}).items():
        told["copy"] = {"id": copy.id, "position": copy.position, "reprint": copy.reprint, "code": code}
        words += f"，编为第 {copy.position} 份{'（重印）' if copy.reprint else ''}"
    call.answer(told, words + remark)
    return 0
