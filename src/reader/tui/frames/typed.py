"""What comes from the terminal, made ready for Textual's parser of keys.

Over a slow line Esc and the key typed after it arrive together and look like one key with Alt. A lost Esc is worse than
a lost Alt, so the two are parted again. Where Esc is the last thing that came, it may begin a sequence whose rest is
still on its way: it is held until more comes, or until nothing has come for a while.

Most terminals take Esc out of what is pasted; tmux and some others do not. There it would end the paste for the parser,
and the words after it would be keys: no pasted text may do what keys do, so its Esc is shown and not obeyed.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator

ESC, ESC_SHOWN = "\x1b", "␛"
PASTE, END_OF_PASTE = "\x1b[200~", "\x1b[201~"
# What may follow Esc in a sequence is left alone: [ O ] P X ^ _ and the backslash that ends a string.
_WITH_ALT = re.compile(r"\x1b(?=[^\x00-\x1f\x7f\[\]OPX^_\\])")
_MARGINS = re.compile(r"\x1b\[\?69;(?P<setting>[0-4])\$y")


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
            if not found:
                self._held = _begun(mark, piece)
                piece = piece.removesuffix(self._held)
            if self._is_pasting:
                yield from filter(None, (piece.replace(ESC, ESC_SHOWN), found))
            else:
                yield from self._keys(piece)
                yield from filter(None, (found,))
            self._is_pasting ^= bool(found)

    def _keys(self, text: str) -> Iterator[str]:
        first, *others = _WITH_ALT.split(_MARGINS.sub(self._take_margins, text))
        if first:
            yield first
        for other in others:
            yield ESC
            yield other

    def idle(self) -> Iterator[str]:
        """The pieces that were held back, when nothing more has come for a while; what is pasted goes on to its end."""
        if self._held and not self._is_pasting:
            yield self._held
            self._held = ""

    def _take_margins(self, found: re.Match[str]) -> str:
        self._on_margins(found["setting"] in "123")
        return ""


def _begun(mark: str, text: str) -> str:
    """What stands at the end of a text and may be the beginning of a mark."""
    return next((mark[:size] for size in range(len(mark) - 1, 0, -1) if text.endswith(mark[:size])), "")
