"""What a text says, word by word: figures, dates, names, negations and plain words, so that two texts can be compared.

This is the guard of anchoring: a note stays on its words only while they say the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import IntEnum

from reader.core.anchoring import fact_words, figures
from reader.core.anchoring.folding import HANGUL, UNSPACED, fold
from reader.core.late import late_pattern
from reader.core.value import Value


class TokenKind(IntEnum):
    """What a token is; in the order in which a person wants to hear of differences."""

    DATE = 0
    FIGURE = 1
    UNIT = 2
    NAME = 3
    NEGATION = 4
    OPPOSITE = 5
    MODAL = 6
    WORD = 7
    MARK = 8


class Token(Value):
    """One thing said: `form` is equal for two tokens that say the same, `written` is how it stands in the text.

    `gap` is what parts it there from the token before: a space, a hyphen, or nothing.
    """

    kind: TokenKind
    form: str
    written: str
    gap: str = ""

    @property
    def is_fact(self) -> bool:
        """Whether the token is more than a plain word or a mark."""
        return self.kind < TokenKind.WORD or self.may_name

    @property
    def may_name(self) -> bool:
        """Whether the token names someone, or opens a sentence with a capital and may do so."""
        is_opener = self.kind is TokenKind.WORD and self.written[0].isupper() and len(self.written) > 2
        return self.kind is TokenKind.NAME or (is_opener and self.form not in fact_words.OPENERS)


_TOKEN = late_pattern(
    rf"(?P<inside>{fact_words.NEGATIONS_INSIDE}|{fact_words.OPPOSITES_INSIDE}|{fact_words.MODALS_INSIDE})"
    rf"|(?P<dense>[{UNSPACED}{HANGUL}])"
    r"|(?P<initials>(?:[A-Z]\.){2,})"
    rf"|(?P<word>(?:(?<=\w)')?(?:(?![{UNSPACED}{HANGUL}_\d])\w)(?:(?![{UNSPACED}{HANGUL}_])\w)*)"
    r"|(?P<mark>\S)"
)
_SENTENCE_START = late_pattern(r"(?:^|[.!?。！？:]['\")]*\s*|^['\"(]+)$")
_SILENT_MARKS = frozenset("'\"()[]{}<>*_")
_LEVELLED_MARKS = {"。": ".", "、": ",", "!": ".", "·": "·"}
_TRIMMED_MARKS = frozenset(".,;:-")


class Names:
    """The names of entities, to be found in a row of tokens. A name of several entities stands for them all."""

    def __init__(self, names: Mapping[str, Collection[str]] | None = None) -> None:
        found: dict[tuple[str, ...], set[str]] = {}
        for entity, written in (names or {}).items():
            for name in written:
                row = tuple(token.written for token in _plain_tokens(fold(name).text))
                if row:
                    found.setdefault(row, set()).add(entity)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for row in sorted(found, key=len, reverse=True):
            self._by_first.setdefault(row[0], []).append((row, "@" + "|".join(sorted(found[row]))))

    def merged(self, tokens: list[Token]) -> tuple[Token, ...]:
        """The tokens with each row of them that is a name made one, the longest name first."""
        if not self._by_first:
            return tuple(tokens)
        kept: list[Token] = []
        at = 0
        while at < len(tokens):
            length, name = self._name_at(tokens, at)
            kept.append(name or tokens[at])
            at += length
        return tuple(kept)

    def _name_at(self, tokens: list[Token], at: int) -> tuple[int, Token | None]:
        for row, form in self._by_first.get(tokens[at].written, ()):
            here = tuple(token.written for token in tokens[at : at + len(row)])
            if here == row:
                whole = in_text(tokens[at : at + len(row)])
                return len(row), Token(TokenKind.NAME, form, whole, tokens[at].gap)
        return 1, None


def reading(folded: str, names: Names) -> tuple[Token, ...]:
    """What a folded text says, in order. Quotes, brackets, hyphens inside words and the
    capital that opens a sentence say nothing."""
    tokens = names.merged(list(_plain_tokens(folded)))
    start, end = 0, len(tokens)
    while start < end and _is_trimmed(tokens[start]):
        start += 1
    while start < end and _is_trimmed(tokens[end - 1]):
        end -= 1
    return tokens[start:end]


def in_text(tokens: Sequence[Token]) -> str:
    """Tokens as they stand in the text, one after another; what stood before the first is left out."""
    return "".join(token.gap + token.written for token in tokens)[len(tokens[0].gap) if tokens else 0 :]


def _is_trimmed(token: Token) -> bool:
    return token.kind is TokenKind.MARK and token.form in _TRIMMED_MARKS


def _plain_tokens(text: str) -> Iterable[Token]:
    at = end = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        start = at
        token, at = _token_at(text, at)
        if token:
            between = text[end:start]
            gap = " " if " " in between else "-" if "-" in between else ""
            yield Token(token.kind, token.form, token.written, gap) if gap else token
            end = at


def _token_at(text: str, at: int) -> tuple[Token | None, int]:
    if found := figures.DATE.match(text, at):
        return Token(TokenKind.DATE, figures.date_form(found), found[0]), found.end()
    if found := figures.FIGURE.match(text, at):
        form = figures.figure_form(found)
        return Token(TokenKind.DATE if figures.is_year(form) else TokenKind.FIGURE, form, found[0].strip()), found.end()
    if not _is_in_word(text, at) and (found := figures.UNIT.match(text, at)):
        return Token(TokenKind.UNIT, figures.unit_form(found[0]), found[0]), found.end()
    found = _TOKEN.match(text, at)
    if not found:  # white space of a kind that folding leaves alone
        return None, at + 1
    return _token(found), found.end()


def _is_in_word(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isalpha() and text[at].isalpha() and text[at - 1].isascii()


def _token(found: re.Match[str]) -> Token | None:
    written = found[0]
    if found.lastgroup == "inside":
        return Token(_kind_inside(written), written.replace(" ", ""), written)
    if found.lastgroup == "dense":
        return _dense(found)
    if found.lastgroup == "initials":
        return Token(TokenKind.NAME, written.replace(".", ""), written)
    if found.lastgroup == "word":
        return _word(found)
    return _mark(found)


def _kind_inside(written: str) -> TokenKind:
    if fact_words.NEGATION_INSIDE.fullmatch(written):
        return TokenKind.NEGATION
    return TokenKind.OPPOSITE if fact_words.OPPOSITE_INSIDE.fullmatch(written) else TokenKind.MODAL


def _dense(found: re.Match[str]) -> Token:
    """One Han, Kana or Hangul character; the space before a Hangul word is part of what it says."""
    char, before = found[0], found.string[: found.start()][-1:]
    is_hangul = not "\u3000" <= char <= "\u9fff"
    if char == "안" and before in ("", " ") and found.string[found.end() : found.end() + 1] == " ":
        return Token(TokenKind.NEGATION, char, char)
    return Token(TokenKind.WORD, f" {char}" if is_hangul and before == " " else char, char)


def _word(found: re.Match[str]) -> Token:
    written = found[0]
    small = written.casefold()
    if small in fact_words.NEGATIONS:
        return Token(TokenKind.NEGATION, small, written)
    if small in fact_words.OPPOSITES:
        return Token(TokenKind.OPPOSITE, small, written)
    if small in fact_words.MODALS:
        return Token(TokenKind.MODAL, small, written)
    if any(map(str.isdigit, written)):
        return Token(TokenKind.FIGURE, written, written)
    if len(written) > 1 and written.isupper():
        return Token(TokenKind.NAME, written, written)
    opens = _SENTENCE_START.search(found.string, max(0, found.start() - 8), found.start())
    is_name = written[0].isupper() and len(written) > 1 and not opens
    return Token(TokenKind.NAME, written, written) if is_name else Token(TokenKind.WORD, small, written)


def _mark(found: re.Match[str]) -> Token | None:
    mark, text = found[0], found.string
    if mark in _SILENT_MARKS:
        return None
    if mark == "-" and not _is_spoken_dash(text, found.start()):
        return None
    return Token(TokenKind.MARK, _LEVELLED_MARKS.get(mark, mark), mark)


def _is_spoken_dash(text: str, at: int) -> bool:
    """A dash with a space beside it, or between digits, says something; a hyphen inside a word does not."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not before.isalnum() or not after.isalnum() or (before.isdigit() and after.isdigit())
