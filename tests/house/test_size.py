"""Small files, small functions: past these limits two things live together."""

import sources

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
FOLDERS = (*sources.PACKAGES, "build", "tests")


def test_no_file_is_longer_than_the_limit() -> None:
    counted = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources.modules(*FOLDERS)}
    assert [f"{sources.relative(path)}: {lines}" for path, lines in counted.items() if lines > LONGEST_FILE] == []


def test_no_function_is_longer_than_the_limit() -> None:
    found = [one for path in sources.modules(*FOLDERS) for one in sources.functions(path)]
    assert [f"{one.where} {one.name}: {one.lines}" for one in found if one.lines > LONGEST_FUNCTION] == []
