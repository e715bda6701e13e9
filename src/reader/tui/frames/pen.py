"""Pens: how a cell is drawn, and the cheapest way to change from one pen to another.

A pen is a small number; number 0 is the terminal's default. Source: ECMA-48 section 8.3.117 (SGR).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

_SET = {1: 1, 2: 2, 3: 4, 4: 8, 5: 16, 7: 32, 8: 64, 9: 128, 21: 256, 53: 512}
"""The bit of each attribute, by the SGR parameter that sets it."""
_CLEARED_BY = {1: 22, 2: 22, 4: 23, 8: 24, 16: 25, 32: 27, 64: 28, 128: 29, 256: 24, 512: 55}
_CLEARS = {22: 1 | 2, 23: 4, 24: 8 | 256, 25: 16, 27: 32, 28: 64, 29: 128, 55: 512}
_PARAMETER = {bit: parameter for parameter, bit in _SET.items()}
_UNDERLINES = {"4:0": 24, "4:2": 21}
_SHOWS_ON_BLANK = 8 | 32 | 128 | 256 | 512
"""Underline, reverse, strike, double underline, overline: these are seen where there is no glyph."""

_CUBE = (0, 95, 135, 175, 215, 255)
PALETTE = {f"{8 + 10 * n};{8 + 10 * n};{8 + 10 * n}": 232 + n for n in range(24)}
PALETTE |= {f"{_CUBE[n // 36]};{_CUBE[n // 6 % 6]};{_CUBE[n % 6]}": 16 + n for n in range(216)}
"""The colours that every terminal of 256 colours has (xterm's cube and greys), by `red;green;blue`."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Attributes as bits, colours as their SGR parameters, and the address of a hyperlink; empty means default."""

    bits: int = 0
    fg: str = ""
    bg: str = ""
    link: str = ""


class Pens:
    """Every pen seen so far, by number. All that is asked of a pen is worked out once."""

    def __init__(self) -> None:
        self._pens = [Pen()]
        self._numbers = {Pen(): 0}
        self._after: dict[tuple[int, str], int] = {}
        self._changes: dict[tuple[int, int], str] = {}
        self._blanks: dict[int, int] = {}

    def __getitem__(self, number: int) -> Pen:
        return self._pens[number]

    def number(self, pen: Pen) -> int:
        """The number of a pen."""
        found = self._numbers.get(pen)
        if found is None:
            found = self._numbers[pen] = len(self._pens)
            self._pens.append(pen)
        return found

    def after(self, number: int, parameters: str) -> int:
        """The pen that the parameters of an SGR sequence make of a pen."""
        key = (number, parameters)
        found = self._after.get(key)
        if found is None:
            found = self._after[key] = self.number(_applied(self._pens[number], parameters))
        return found

    def linked(self, number: int, address: str) -> int:
        """The same pen with another hyperlink."""
        return self.number(replace(self._pens[number], link=address))

    def blank(self, number: int) -> int:
        """The pen that draws a blank cell the same way with the least: only what is seen without a glyph."""
        found = self._blanks.get(number)
        if found is None:
            pen = self._pens[number]
            seen = pen.bits & _SHOWS_ON_BLANK
            fg = pen.fg if seen else ""
            found = self._blanks[number] = self.number(Pen(seen, fg, pen.bg, pen.link))
        return found

    def coloured(self, blank: int, number: int) -> int:
        """The pen for blanks that has the foreground of another one, where that is not seen on them."""
        pen = self._pens[blank]
        return blank if pen.bits & _SHOWS_ON_BLANK else self.number(replace(pen, fg=self._pens[number].fg))

    def is_plain_blank(self, number: int) -> bool:
        """Whether erasing with this pen gives what a space drawn with it gives."""
        pen = self._pens[number]
        return not pen.bits and not pen.link

    def change(self, old: int, new: int) -> str:
        """The shortest sequences that make the terminal's pen `new` where it is `old`."""
        if old == new:
            return ""
        found = self._changes.get((old, new))
        if found is None:
            found = self._changes[old, new] = _change(self._pens[old], self._pens[new])
        return found


def _applied(pen: Pen, parameters: str) -> Pen:
    fields = iter(parameters.split(";"))
    for field in fields:
        name, *how = field.split(":")  # parameters of a parameter, ISO 8613-6
        number = int(name or 0)
        if number in (38, 48, 58):
            if not how:
                kind = next(fields, "")
                how = [kind, *islice(fields, 3 if kind == "2" else 1)]
            colour = _short(name, how)
            pen = replace(pen, fg=colour) if number == 38 else replace(pen, bg=colour) if number == 48 else pen
        else:
            pen = _with_parameter(pen, _UNDERLINES.get(field, number))
    return pen


def _short(ground: str, how: list[str]) -> str:
    """The parameters of a colour: by its number in the palette of 256 where it is one of those, else as they are."""
    if how[0] != "2":
        return ";".join((ground, *how))
    rgb = ";".join(how[-3:])
    number = PALETTE.get(rgb)
    return f"{ground};2;{rgb}" if number is None else f"{ground};5;{number}"


def _with_parameter(pen: Pen, number: int) -> Pen:
    if number == 0:
        return Pen(link=pen.link)
    if number in _SET:
        if number in (4, 21):
            pen = replace(pen, bits=pen.bits & ~_CLEARS[24])  # one line or two, not three
        return replace(pen, bits=pen.bits | _SET[number])
    if number in _CLEARS:
        return replace(pen, bits=pen.bits & ~_CLEARS[number])
    if 30 <= number <= 37 or 90 <= number <= 97:
        return replace(pen, fg=str(number))
    if 40 <= number <= 47 or 100 <= number <= 107:
        return replace(pen, bg=str(number))
    return replace(pen, fg="") if number == 39 else replace(pen, bg="") if number == 49 else pen


def _change(old: Pen, new: Pen) -> str:
    link = "" if old.link == new.link else f"\x1b]8;;{new.link}\x1b\\"
    afresh = ["0", *_bits_set(new.bits), *filter(None, (new.fg, new.bg))]
    if afresh == ["0"]:
        return f"{link}\x1b[m"
    step = _step(old, new)
    shorter = min((";".join(step), ";".join(afresh)), key=len) if step else ""
    return f"{link}\x1b[{shorter}m" if step else link


def _step(old: Pen, new: Pen) -> list[str]:
    """The parameters that change only what differs."""
    gone = old.bits & ~new.bits
    cleared = {_CLEARED_BY[bit] for bit in _PARAMETER if gone & bit}
    lost = 0
    for parameter in cleared:
        lost |= _CLEARS[parameter]
    missing = new.bits & ~(old.bits & ~lost)
    step = [*map(str, sorted(cleared)), *_bits_set(missing)]
    if old.fg != new.fg:
        step.append(new.fg or "39")
    if old.bg != new.bg:
        step.append(new.bg or "49")
    return step


def _bits_set(bits: int) -> list[str]:
    return [str(parameter) for bit, parameter in _PARAMETER.items() if bits & bit]
