"""argparse that speaks Chinese: headings, usage and what is wrong with a call."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from ui.cli import speaking

USAGE = 2

SAID = (
    (r"the following arguments are required: (.+)", "还缺：{0}"),
    (r"unrecognized arguments: (.+)", "不认识：{0}"),
    (r"argument (.+?): invalid choice: '?(.+?)'? \(choose from (.+)\)", "{0} 不能是 {1}，可选：{2}"),
    (r"argument (.+?): invalid int value: '(.+)'", "{0} 要填整数，不能是 {1}"),
    (r"argument (.+?): (要填.+)", "{0} {1}"),
    (r"argument (.+?): expected one argument", "{0} 后面要跟一个值"),
    (r"argument (.+?): expected at least one argument", "{0} 后面至少要跟一个值"),
    (r"argument (.+?): ignored explicit argument (.+)", "{0} 后面不能跟 {1}"),
    (r"one of the arguments (.+) is required", "{0} 里要给一个"),
    (r"ambiguous option: (.+) could match (.+)", "{0} 不明确，可能是 {1}"),
)


LONGEST = 17
"""Characters beside which a help stands on the same line; argparse forgets how deep sub-commands are indented."""


class Layout(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)
        self._action_max_length = LONGEST

    def _format_action(self, action):  # type: ignore[no-untyped-def]
        """Under its title the list of sub-commands needs no name of its own."""
        said = super()._format_action(action)
        return said.partition("\n")[2] if isinstance(action, argparse._SubParsersAction) else said

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, "用法：")


class Parser(argparse.ArgumentParser):
    """Raises SystemExit(2) with one Chinese sentence for a call it cannot understand."""

    def __init__(self, **settings: object) -> None:
        super().__init__(formatter_class=Layout, add_help=False, allow_abbrev=False, **settings)  # type: ignore[arg-type]
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        speaking.tell(f"{self.prog}：{in_chinese(message)}。用 {self.prog} --help 看说明。")
        self.exit(USAGE)


def common_words(made: argparse.ArgumentParser) -> None:
    """Options that every call takes, before or behind the sub-command."""
    none = argparse.SUPPRESS
    made.add_argument("--home", metavar="文件夹", default=none, help="数据文件夹（或环境变量 QCDESK_HOME）")
    made.add_argument("--as", dest="login", metavar="登录名", default=none, help="以谁的身份操作")
    made.add_argument("--json", action="store_true", default=none, help="输出 JSON，给程序用")


def small(text: str) -> int:
    """A count given on the command line."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else -1
    if number < 0:
        raise argparse.ArgumentTypeError(f"要填 0 到 9999999 的整数，不能是 {text[:20]}")
    return number


def in_chinese(message: str) -> str:
    for shape, sentence in SAID:
        match = re.fullmatch(shape, message)
        if match:
            return sentence.format(*match.groups())
    return message
