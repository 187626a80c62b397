"""check: a paper held against its record."""

from __future__ import annotations

from pathlib import Path

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.papers import checking
from qcdesk.services.papers.verdicts import Checked
from ui.cli import speaking
from ui.cli.context import Call, Misused
from ui.cli.parser import Parser

ENDINGS = (".zip", ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")


def words(made: Parser) -> None:
    made.description = (
        "核对一张纸上的码：是哪一份、哪一版、印出以后记录改过没有、谁签了什么、页脚的链码对不对。纸面上的字不逐字比对。"
        "不用网络，什么也不写。退出状态 0 只表示每一张的码都一致。"
    )
    made.add_argument("what", metavar="码或文件", nargs="+",
                      help="短码、链码，或扫描件、照片、PDF、归档包 ZIP（可以写几个）")  # fmt: skip
    made.add_argument("--chain", metavar="链码", default="", help="与一个短码一起：纸上页脚印的链码")


def run(call: Call) -> int:
    asked: list[str] = call.options.what
    if call.options.chain and (len(asked) > 1 or _is_file(asked[0])):
        raise Misused("--chain 只和一个短码一起用")
    found: list[Checked] = []
    refused: list[str] = []
    with call.desk() as desk:
        for what in asked:
            try:
                found += _checked(desk, what, call.options.chain)
            except Refused as error:
                refused.append(error.sentence)
    told = {"ok": not refused and all(one.fits for one in found), "papers": [one.as_json() for one in found]}
    call.answer({**told, "refused": refused}, "\n\n".join(_said(one) for one in found))
    for sentence in refused:
        speaking.tell(sentence)
    return 0 if told["ok"] else 1


def _is_file(what: str) -> bool:
    return bool(what.strip()) and (Path(what).suffix.lower() in ENDINGS or Path(what).exists())


def _checked(desk: Desk, what: str, chain: str) -> list[Checked]:
    if not _is_file(what):
        return [checking.typed(desk, what, chain)]
    from forms import paper_check

    return paper_check.of_file(desk, Path(what))


def _said(one: Checked) -> str:
    lead = f"{one.place}　" if one.place else ""
    lines = [f"{lead}【{one.label}】{one.sentence}", one.advice]
    lines += [f"{name}：{words}" for name, words in one.facts()]
    lines += [f"问题：{sentence}" for sentence in one.findings]
    lines += [f"不同：{it.label}　“{it.before}” → “{it.after}”" for it in one.differences]
    return "\n".join([*lines, *(f"签名：{item.sentence}" for item in one.signed)])
