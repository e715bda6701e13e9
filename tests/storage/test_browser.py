"""Web addresses handed to a browser."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest

from reader.storage.browser import browser_command, open_address


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A program that writes down what it was given."""
    program = tmp_path / "my browser"
    seen = tmp_path / "seen.json"
    program.write_text(f"#!{sys.executable}\nimport json, sys\njson.dump(sys.argv[1:], open({str(seen)!r}, 'w'))\n")
    program.chmod(0o755)
    return program


def given(browser: Path) -> list[str]:
    """What the browser was given; waits for it to have started."""
    seen = browser.with_name("seen.json")
    for _ in range(500):
        if seen.exists() and seen.stat().st_size:
            return [str(one) for one in json.loads(seen.read_text())]
        time.sleep(0.01)  # another process: nothing tells when it has written
    raise AssertionError("the browser was not started")


def test_an_address_is_one_argument_that_no_shell_reads(browser: Path) -> None:
    address = "https://example.org/?a=1&b=$(touch%20x);`id`'\""
    assert open_address(address, {"BROWSER": f"'{browser}' --new-tab"})
    assert given(browser) == ["--new-tab", address]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "--help",
        "ftp://x",
        "https://a b",
        "",
        "http:",
        "http:x",
        "x https://y",
    ],
)
def test_nothing_but_web_and_mail_is_opened(address: str, browser: Path) -> None:
    assert not open_address(address, {"BROWSER": str(browser)})
    assert not browser.with_name("seen.json").exists()


def test_without_a_desktop_nothing_is_opened() -> None:
    assert browser_command({}, "linux") == ()
    assert not open_address("https://example.org", {"PATH": "/nowhere"})


def test_a_browser_that_is_not_there_is_no_fault() -> None:
    assert not open_address("https://example.org", {"BROWSER": "/nowhere/at/all"})
    assert browser_command({"BROWSER": "'unclosed"}) == ()
