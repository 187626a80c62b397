"""--help is complete and in Chinese; a call that cannot be understood says so in Chinese and exits 2."""

import re
from collections.abc import Callable

import pytest
from terminal import Answer

from ui.cli import parser as made
from ui.cli.commands import COMMANDS, parser

ENGLISH = re.compile(
    r"\b(usage|options?|positional|arguments?|optional|show this|help message|default|choose from|required|invalid|"
    r"error|commands?|expected|unrecognized)\b",
    re.IGNORECASE,
)
Ask = Callable[..., Answer]
PARTS = [None, *(command.name for command in COMMANDS)]


@pytest.mark.parametrize("name", PARTS, ids=str)
def test_help_is_in_chinese(in_process: Ask, name: str | None) -> None:
    answer = in_process([*([name] if name else []), "--help"])
    assert (answer.status, answer.error) == (0, "")
    assert ENGLISH.findall(answer.out.replace("--help", "").replace("--version", "")) == []
    assert "用法：qcdesk" in answer.out
    assert "选项:" in answer.out or "选项：" in answer.out


@pytest.mark.parametrize("name", PARTS, ids=str)
def test_every_word_of_a_call_is_explained(name: str | None) -> None:
    whole = parser()
    part = whole if name is None else whole._subparsers._group_actions[0].choices[name]
    silent = [action.dest for action in part._actions if not action.help]
    assert [dest for dest in silent if "SUPPRESS" not in dest] == []


def test_help_names_every_sub_command_and_the_exit_statuses(in_process: Ask) -> None:
    words = in_process(["--help"]).out
    assert all(f"  {command.name} " in words and command.help in words for command in COMMANDS)
    assert "退出状态：0 完成；1 被拒绝" in words
    assert [line.strip() for line in words.splitlines()].count("子命令") == 0, "its title alone stands above the list"
    assert "\n子命令:\n    init " in words


def test_version_is_told_as_three_numbers(in_process: Ask) -> None:
    assert re.fullmatch(r"QCDesk \d+\.\d+\.\d+\n", in_process(["--version"]).out)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["fly"], "子命令 不能是 fly"),
        (["new"], "还缺：表单"),
        (["show"], "还缺：序号或编号"),
        (["print", "1"], "还缺：-o/--output"),
        (["list", "--limit", "many"], "--limit 要填 0 到 9999999 的整数，不能是 many"),
        (["list", "--limit"], "--limit 后面要跟一个值"),
        (["list", "--colour", "red"], "不认识：--colour"),
        (["print", "1", "-o", "x.pdf", "--lang", "en"], "--lang 不能是 en，可选："),
        (["verify", "--json=yes"], "--json 后面不能跟"),
        (["--json"], "还缺：子命令"),
        (["user", "dance"], "动作 不能是 dance，可选："),
    ],
)
def test_call_that_cannot_be_understood(in_process: Ask, words: list[str], sentence: str) -> None:
    answer = in_process(words)
    assert answer.status == 2
    assert sentence in answer.sentence
    assert answer.sentence.endswith("--help 看说明。")
    assert ENGLISH.findall(answer.sentence.replace("--help", "")) == []


def test_message_of_an_unknown_shape_still_ends_the_call() -> None:
    assert made.in_chinese("something new") == "something new"
