"""Committed text names no place of one machine and no package registry."""

import re

import sources

# Put together here, so that this file does not name them itself.
HOSTS = ["pypi" + ".org", "python" + "hosted.org", "registry.npm" + "js", "deb.debian" + ".org", "npm" + "mirror.com"]
PLACES = [
    r"(?<![\w.~-])/(?:root|work)/[\w.]",
    r"(?<![\w.~-])/home/\w",
    r"(?<![\w.~-])/Users/\w",
    r"(?<![\w.~-])/opt/(?:pypi|wheels)",
    r"file:///(?:opt|root|work|home)",
]


def test_no_package_registry_host() -> None:
    assert lines_with("|".join(re.escape(host) for host in HOSTS)) == []


def test_no_absolute_path_of_a_machine() -> None:
    assert lines_with("|".join(PLACES)) == []


def test_line_ends_are_unix() -> None:
    allowed = {".bat", ".cmd", ".ps1"}
    others = [path for path, text in sources.texts() if "\r\n" in text and path.suffix not in allowed]
    assert [sources.relative(path) for path in others] == []


def lines_with(pattern: str) -> list[str]:
    """Where a pattern occurs, this file apart."""
    wanted = re.compile(pattern)
    return [
        f"{sources.relative(path)}:{number}: {found[0]}"
        for path, text in sources.texts()
        if path != sources.ROOT / "tests/house/test_texts.py"
        for number, line in enumerate(text.splitlines(), 1)
        if (found := wanted.search(line))
    ]
