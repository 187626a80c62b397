"""archive, check-archive: a case's archive package as PDF or ZIP, and a ZIP held against its own manifest."""

from __future__ import annotations

from pathlib import Path

from forms import archiving
from qcdesk.services.keeping import package, zip_check
from ui.cli import case_sheets
from ui.cli.context import Call
from ui.cli.parser import Parser


def words(made: Parser) -> None:
    case_sheets.which(made)
    made.add_argument("-o", "--output", metavar="文件", required=True,
                      help=".pdf 装订好的卷宗；.zip 再加各单、内容、经过和照片、扫描原件，附校验清单")  # fmt: skip


def run(call: Call) -> int:
    path = Path(call.options.output)
    with call.desk() as desk:
        call.proof_if_named(desk)
        found = package.of_case(desk, call.options.which)
        made = archiving.save(desk, call.shelf, found, path)
    said: dict[str, object] = {
        "file": str(path), "case": found.case.number, "closed": not found.interim, "missing": list(found.missing),
        "head": {"seq": found.seq, "hash": found.hash}, **made.told,
    }  # fmt: skip
    lines = [f"已写入“{path}”，{made.said}"]
    if found.interim:
        lines.append(f"案件{found.standing}，封面上写明")
    if found.missing:
        lines += [f"还缺 {len(found.missing)} 项：", *(f"  {sentence}" for sentence in found.missing)]
    call.answer(said, "\n".join(lines))
    return 0


def check_words(made: Parser) -> None:
    made.add_argument("file", metavar="文件", help="qcdesk archive 做的 .zip；不需要数据库")


def check(call: Call) -> int:
    found = zip_check.check(Path(call.options.file))
    lines = [f"案件 {found.case}（{found.state}），{found.made} 做，事件链 {found.head}",
             f"清单校验码 {found.digest}，应与案件经过里“做归档包”那一条的相同",
             *(f"  {sentence}" for sentence in found.findings)]  # fmt: skip
    lines.append(f"查出 {len(found.findings)} 处问题" if found.findings else f"{found.files} 个文件都与清单相符")
    call.answer({**vars(found), "findings": list(found.findings)}, "\n".join(lines))
    return 1 if found.findings else 0
