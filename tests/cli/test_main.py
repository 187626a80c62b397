"""Which face answers a call."""

import pytest

from ui.cli.main import opens_window


@pytest.mark.parametrize(
    "words", [[], ["--home", "desk"], ["--home=desk"], ["--self-test", "report.json", "--home", "desk"]]
)
def test_call_without_a_sub_command_opens_the_window(words: list[str]) -> None:
    assert opens_window(words)


@pytest.mark.parametrize(
    "words", [["list"], ["--help"], ["--home"], ["--home", "desk", "list"], ["--json"], ["--version"]]
)
def test_every_other_call_is_answered_in_the_terminal(words: list[str]) -> None:
    assert not opens_window(words)
