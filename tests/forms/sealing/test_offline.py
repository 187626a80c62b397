"""A seal is made and read on this PC: nothing that could reach a network is loaded for it."""

import subprocess
import sys

import pytest
import sources

from forms.sealing.offline import StandIn

WEB = ("aiohttp", "certifi", "requests", "oscrypto", "urllib3")


def test_sealing_and_checking_load_no_web_client() -> None:
    code = (
        f"import sys, forms.sealing.increments, forms.sealing.reading\nprint(*[n for n in {WEB!r} if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=sources.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_what_stands_in_for_it_can_do_nothing() -> None:
    with pytest.raises(RuntimeError, match="never goes to a network"):
        StandIn("aiohttp").ClientSession()
    with pytest.raises(AttributeError):
        StandIn("aiohttp").__path__  # noqa: B018


def test_the_page_and_the_command_come_without_what_seals() -> None:
    """It takes a third of a second to load."""
    heavy = ("pyhanko", "cryptography", "asn1crypto")
    code = (
        "import sys, forms.sealing.sealed, forms.sealing.checking, ui.cli.commands\n"
        f"print(*[n for n in {heavy!r} if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=sources.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
