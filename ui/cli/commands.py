"""The sub-commands as a table, and the parser made from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import qcdesk
from ui.cli import (
    archive,
    cases,
    checking,
    copies,
    days,
    desks,
    keep,
    prints,
    rules,
    rulings,
    samples,
    scanning,
    scans,
    seal,
    sheets,
    staff,
)
from ui.cli.context import Call, new_shelf
from ui.cli.parser import Parser, common_words

LEAD = """QCDesk：品管办公室的表单、签核与记录。不带子命令时打开窗口。

退出状态：0 完成；1 被拒绝或查出问题（原因写在标准错误上）；2 用法不对；3 环境有问题。
环境变量：QCDESK_HOME 数据文件夹；QCDESK_DATABASE=postgresql://… 用服务器；QCDESK_PIN 签名用的 PIN；
QCDESK_SECRETS 印章口令放在哪个文件夹。"""


@dataclass(frozen=True)
class Command:
    """`words` adds its own arguments to a parser; `run` gives the exit status."""

    name: str
    help: str
    words: Callable[[Parser], None]
    run: Callable[[Call], int]


COMMANDS: tuple[Command, ...] = (
    Command("init", "建立新的办公室；--demo 建样例工厂", desks.init_words, desks.init),
    Command("forms", "列出表单：代号、版次、名称、签名格", sheets.no_words, sheets.forms),
    Command("new", "新建一张草稿，输出它的序号", sheets.new_words, sheets.new),
    Command("set", "改一张单的内容", sheets.set_words, sheets.change),
    Command("show", "看一张单：内容、状态、签名、下一步", sheets.show_words, sheets.show),
    Command("step", "走一步：submit 编制、review 审核、approve 核准、return 退回、void 作废……", sheets.step_words,
            sheets.step),
    Command("history", "看一张单的经过", sheets.which_words, sheets.history),
    Command("list", "列出记录", sheets.list_words, sheets.listing),
    Command("print", "打印成 PDF 或 Excel", prints.print_words, prints.print_record),
    Command("seal", "办公室印章：证书、换新、存成文件、给另一台电脑抄口令", seal.words, seal.run),
    Command("check-pdf", "核对一份盖章的 PDF：谁签了什么、什么时候、有没有改动", seal.check_words, seal.check),
    Command("check", "核对一张纸：短码、链码、扫描件或照片，和记录是否一致", checking.words, checking.run),
    Command("copies", "打印份：列出、在谁手里、送签、签回、归档、借出、遗失、作废", copies.words, copies.run),
    Command("scan", "收扫描件：每一页自己归到它的打印份；--watch 守着文件夹", scanning.words, scanning.run),
    Command("scans", "扫描页：列出、看、手工归入、放在一边、撤回、确认纸上的签名", scans.words, scans.run),
    Command("blank", "打印空白表", prints.blank_words, prints.print_blank),
    Command("case", "客诉与异常案件：受理、列出、看、走一步、开单、联系与措施", cases.words, cases.run),
    Command("samples", "封存样品：列出、借出、归还、拆机、退还、销毁；样品柜位置清单", samples.words, samples.run),
    Command("judge", "按判定标准算客诉程度：每一条依据、出处和什么会改变它", rulings.judge_words, rulings.judge),
    Command("due", "按时限算到期时间，写出怎么数的", rulings.due_words, rulings.due),
    Command("rules", "规则和出处：列出、检查、改、改用另一条；一个月的回复率和沟通率", rules.words, rules.run),
    Command("days", "工作日历：列出节假日和本厂的日子、定一天、导入放假通知", days.words, days.run),
    Command("user", "人员、角色和 PIN", staff.words, staff.run),
    Command("archive", "案件归档包：装订好的 PDF，或附校验清单的 ZIP", archive.words, archive.run),
    Command("check-archive", "核对归档 ZIP，不需要数据库", archive.check_words, archive.check),
    Command("keep", "保存年限：到期、保全、两人签名的处置", keep.words, keep.run),
    Command("verify", "核对：事件链、内容、签名、附件有没有被改动", sheets.no_words, desks.verify),
    Command("reindex", "按内容重建检索用的索引", sheets.no_words, desks.reindex),
    Command("doctor", "报告程序、数据库和数据文件夹的情况", desks.doctor_words, desks.doctor),
)  # fmt: skip


def run(given: Sequence[str]) -> int:
    options = parser().parse_args(given)
    return int(options.command.run(Call(options, new_shelf())))


@cache
def parser() -> Parser:
    """Made once: a call leaves nothing in it."""
    made = Parser(prog="qcdesk", description=LEAD)
    common_words(made)
    made.add_argument("--version", action="version", version=f"QCDesk {qcdesk.__version__}", help="显示版本")
    made.add_argument("--self-test", metavar="文件", help="自检：打开窗口、打印每一种表单，把结果写入文件")
    subs = made.add_subparsers(title="子命令", metavar="子命令", required=True, parser_class=Parser)
    for command in COMMANDS:
        sub = subs.add_parser(command.name, help=command.help, description=command.help, prog=f"qcdesk {command.name}")
        command.words(sub)
        common_words(sub)
        sub.set_defaults(command=command)
    return made
