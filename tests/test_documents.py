"""What is written about the program is what the program does."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from reader.core.format.briefing import BRIEFING
from reader.core.format.fault import Faults
from reader.core.settings import SETTINGS
from reader.tui.keys import keys_in

ROOT = Path(__file__).parent.parent
REFERENCE = runpy.run_path(str(ROOT / "docs" / "reference.py"))


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path)) for path in REFERENCE["files"]()])
def test_what_is_made_from_the_program_is_up_to_date(path: Path) -> None:
    assert (ROOT / path).read_text() == REFERENCE["files"]()[path], "run: make reference"


@pytest.mark.parametrize("page", ["man1/briefing-reader.1", "man5/briefing-reader.5"])
def test_the_manual_pages_are_right(page: str) -> None:
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    command = ["groff", "-man", "-Tutf8", "-ww", "-P-cbou", str(ROOT / "share" / "man" / page)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "NAME" in done.stdout
    assert "SEE ALSO" in done.stdout
    assert not re.search(r"^\.S[HS] .*\n\.PP", (ROOT / "share" / "man" / page).read_text(), re.MULTILINE)


def code_blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / "docs" / page).read_text(), re.DOTALL)


def test_the_briefing_in_the_page_of_the_format_is_one() -> None:
    (smallest,) = [block for block in code_blocks("format.md", "toml") if "[[sections]]" in block]
    faults = Faults()
    BRIEFING.read(tomllib.loads(smallest), (), faults)
    assert faults == []


def test_the_settings_in_the_page_of_settings_are_some() -> None:
    (example,) = code_blocks("settings.md", "toml")
    faults = Faults()
    settings = SETTINGS.read(tomllib.loads(example), (), faults)
    assert [*faults, *keys_in(settings.keys)[1]] == []


def test_the_page_of_the_format_lists_every_code_of_a_problem() -> None:
    sources = [*(ROOT / "src/reader/core").rglob("*.py"), *(ROOT / "src/reader/storage").rglob("*.py")]
    sources.append(ROOT / "src/reader/library/checking.py")
    call = re.compile(
        r'(?:faults\.(?:add|warn)|Problem|Fault|added\.warn)\((?:[^()]|\([^()]*\))*?"([a-z]+(?:-[a-z]+)+|syntax|missing|value|encoding)"'
    )
    codes = {code for path in sources for code in call.findall(path.read_text())}
    listed = set(re.findall(r"`([a-z-]+)`", (ROOT / "docs/format.md").read_text()))
    assert {"unknown-key", "bad-link", "duplicate-briefing", "syntax"} <= codes
    assert codes <= listed
