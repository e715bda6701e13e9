"""The clipboard of the terminal, by OSC 52: it travels with the text, so it works over SSH.

Nothing tells whether it came through; what is known of terminals that drop it is said.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

LONGEST = 74_994
"""Bytes of text that terminals take: xterm's limit is 100,000 of base64."""


def osc52(text: str) -> str:
    """The sequence that puts text on the clipboard (xterm control sequences, OSC 52, selection `c`)."""
    return f"\x1b]52;c;{b64encode(text.encode(errors='replace')).decode()}\x07"


def doubt(text: str, environment: Mapping[str, str]) -> str:
    """Why the terminal may not take it, as a sentence; empty where nothing speaks against it."""
    name = environment.get("TERM", "")
    if len(text.encode(errors="replace")) > LONGEST:
        return "It is longer than terminals take."
    if environment.get("TMUX"):
        return "tmux passes it on where its set-clipboard is on."
    if environment.get("STY") or name.startswith("screen"):
        return "GNU screen does not pass it on."
    if name in ("linux", "xterm-mono", "cons25") or name.startswith(("vt", "ansi")):
        return f"A terminal of the kind {name} has no clipboard."
    return ""
