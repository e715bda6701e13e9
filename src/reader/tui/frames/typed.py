"""What comes from the terminal, made ready for Textual's parser of keys.

Over a slow line Esc and the key typed after it arrive together and look like one key with Alt. A lost Esc is worse than
a lost Alt, so the two are parted again. Where Esc is the last thing that came, it may begin a sequence whose rest is
still on its way: it is held until more comes, or until nothing has come for a while.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator

ESC = "\x1b"
# What may follow Esc in a sequence is left alone: [ O ] P X ^ _ and the backslash that ends a string.
_WITH_ALT = re.compile(r"\x1b(?=[^\x00-\x1f\x7f\[\]OPX^_\\])")
_MARGINS = re.compile(r"\x1b\[\?69;(?P<setting>[0-4])\$y")


class Typed:
    """Bytes in, pieces of text out; a piece that is Esc alone is that key. `on_margins` is told if mode 69 is there."""

    def __init__(self, on_margins: Callable[[bool], None]) -> None:
        self._on_margins = on_margins
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._held = ""

    def feed(self, data: bytes) -> Iterator[str]:
        """The pieces in what came."""
        text = _MARGINS.sub(self._take_margins, self._held + self._decode(data))
        self._held = ESC if text.endswith(ESC) else ""
        first, *others = _WITH_ALT.split(text.removesuffix(ESC) if self._held else text)
        if first:
            yield first
        for other in others:
            yield ESC
            yield other

    def idle(self) -> Iterator[str]:
        """The pieces that were held back, when nothing more has come for a while."""
        if self._held:
            yield ESC
        self._held = ""

    def _take_margins(self, found: re.Match[str]) -> str:
        self._on_margins(found["setting"] in "123")
        return ""
