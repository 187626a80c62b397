"""No error is swallowed: nothing catches everything, except where the program meets the outside."""

import ast
from collections.abc import Iterator

import sources

# The crash path and the outermost calls turn any error into a sentence and an exit status.
BOUNDARIES = {"ui/crash.py", "ui/cli/main.py", "ui/selftest.py"}
EVERYTHING = {"Exception", "BaseException"}


def test_no_bare_except() -> None:
    assert [where for where, handler in handlers() if handler.type is None] == []


def test_no_blanket_except_away_from_the_boundaries() -> None:
    blanket = [where for where, handler in handlers() if catches_everything(handler) and not raises_on(handler)]
    assert [where for where in blanket if where.split(":")[0] not in BOUNDARIES] == []


def test_what_a_parser_makes_of_foreign_bytes_is_caught_in_one_place() -> None:
    blanket = {where.split(":")[0] for where, handler in handlers() if "Exception" in caught_names(handler)}
    assert blanket - BOUNDARIES == {"qcdesk/foreign.py"}


def test_nothing_is_caught_to_be_dropped() -> None:
    dropped = [where for where, handler in handlers() if catches_everything(handler) and passes(handler)]
    assert dropped == []


def handlers() -> Iterator[tuple[str, ast.ExceptHandler]]:
    for path in sources.modules(*sources.PACKAGES, "build"):
        for node in ast.walk(sources.tree(path)):
            if isinstance(node, ast.ExceptHandler):
                yield f"{sources.relative(path)}:{node.lineno}", node


def catches_everything(handler: ast.ExceptHandler) -> bool:
    return bool(EVERYTHING & caught_names(handler))


def caught_names(handler: ast.ExceptHandler) -> set[str]:
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {name.id for name in caught if isinstance(name, ast.Name)}


def raises_on(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def passes(handler: ast.ExceptHandler) -> bool:
    return all(isinstance(statement, ast.Pass) for statement in handler.body)
