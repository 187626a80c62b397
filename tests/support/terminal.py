"""A call of the command line and what it answered."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    error: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The one line on standard error of a call that was refused; nothing else may stand there or beside it."""
        assert self.out == ""
        assert self.error.endswith("\n")
        assert self.error.count("\n") == 1
        assert "Traceback" not in self.error
        return self.error.rstrip("\n")


@dataclass(frozen=True)
class Terminal:
    home: Path
    ask: Callable[..., Answer]

    def __call__(self, *words: object, by: str = "", **settings: object) -> Answer:
        named = ["--as", by] if by else []
        return self.ask(["--home", str(self.home), *named, *map(str, words)], **settings)

    def done(self, *words: object, by: str = "") -> Answer:
        answer = self(*words, by=by)
        assert (answer.status, answer.error) == (0, "")
        return answer
