"""What comes from the terminal, made ready for Textual's parser of keys.

Over a slow line Esc and the key typed after it arrive together and look like one key with Alt. A lost Esc is worse than
a lost Alt, so the two are parted again. Where what came ends with Esc, or with Esc and what may begin a sequence, it is
held until more comes, or until nothing has come for a while.

An answer of the terminal may come late, in parts, and to somebody else's question, and is never a key: one that has
plainly begun is held until its end comes, and all but those that Textual understands end here.

Most terminals take Esc out of what is pasted; tmux and some others do not. There it would end the paste for the parser,
and the words after it would be keys: no pasted text may do what keys do, so its Esc is shown and not obeyed.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator

ESC, ESC_SHOWN = "\x1b", "␛"
PASTE, END_OF_PASTE = "\x1b[200~", "\x1b[201~"
LONGEST = 1000
"""Characters of an answer that are waited for; what is longer was none."""
# Attributes, status, modes (ECMA-48, DEC STD 070); then colours and the like (OSC), settings (DCS), graphics (APC).
_CSI_ANSWER = r"\[(?P<answer>[?>=][0-?]*[ -/]*[@-~]|(?!48;)[0-9;]+(?:[cntx]|\$y))"
_STRING = r"(?:\]\d+;|P[0-9;]*[$+>!|]|_G)[^\x07\x1b]*"
_BROKEN_OFF = r"(?=\x1b[^\\])"
_ANSWER = re.compile(rf"\x1b(?:{_CSI_ANSWER}|{_STRING}(?:\x07|\x1b\\|{_BROKEN_OFF})|\[[0-?]{{2,}}[ -/]*{_BROKEN_OFF})")
_UNFINISHED = re.compile(rf"\x1b(?:\[[0-?]+[ -/]*|{_STRING}\x1b?)\Z")
_PERHAPS_BEGUN = re.compile(r"\x1b(?:[\[O_]|\]\d*|P[0-9;]*)?\Z")
_WITH_ALT = re.compile(r"\x1b(?=[^\x00-\x1f\x7f\[O])")  # keys with sequences of their own have [ or O behind Esc
_MARGINS = re.compile(r"\?69;([0-4])\$y")
_FOR_TEXTUAL = re.compile(r"\?(?:2026|2048);\d\$y")


class Typed:
    """Bytes in, pieces of text out; a piece that is Esc alone is that key. `on_margins` is told if mode 69 is there."""

    def __init__(self, on_margins: Callable[[bool], None]) -> None:
        self._on_margins = on_margins
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._held = ""
        self._is_pasting = False

    def feed(self, data: bytes) -> Iterator[str]:
        """The pieces in what came."""
        text, self._held = self._held + self._decode(data), ""
        while text:
            mark = END_OF_PASTE if self._is_pasting else PASTE
            piece, found, text = text.partition(mark)
            if self._is_pasting:
                if not found:
                    self._held = _begun(mark, piece)
                    piece = piece.removesuffix(self._held)
                yield from filter(None, (piece.replace(ESC, ESC_SHOWN), found))
            else:
                yield from self._keys(piece, is_whole=bool(found))
                yield from filter(None, (found,))
            self._is_pasting ^= bool(found)

    def _keys(self, text: str, *, is_whole: bool) -> Iterator[str]:
        text = _ANSWER.sub(self._take, text)
        unfinished = _UNFINISHED.search(text)
        if unfinished and (is_whole or len(unfinished[0]) > LONGEST):
            text = text[: unfinished.start()]
        elif not is_whole and (begun := unfinished or _PERHAPS_BEGUN.search(text)):
            self._held, text = begun[0], text[: begun.start()]
        first, *others = _WITH_ALT.split(text)
        if first:
            yield first
        for other in others:
            yield ESC
            yield other

    def idle(self) -> Iterator[str]:
        """What may have begun a sequence, as keys, when nothing more has come for a while."""
        if not self._is_pasting and _PERHAPS_BEGUN.fullmatch(self._held):
            held, self._held = self._held, ""
            yield ESC
            yield from filter(None, (held.removeprefix(ESC),))

    def _take(self, found: re.Match[str]) -> str:
        answer = found["answer"] or ""
        if margins := _MARGINS.fullmatch(answer):
            self._on_margins(margins[1] in "123")
        return found[0] if _FOR_TEXTUAL.fullmatch(answer) else ""


def _begun(mark: str, text: str) -> str:
    """What stands at the end of a text and may be the beginning of a mark."""
    return next((mark[:size] for size in range(len(mark) - 1, 0, -1) if text.endswith(mark[:size])), "")
