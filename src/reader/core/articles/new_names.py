"""Names that recur in an article and that no entity has yet: capitalised words that are no start of a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from reader.core.text.block import Block, BlockKind
from reader.core.text.mentions import Mention
from reader.core.value import Value

_LEAST = 2
_MOST = 20
_WORD = re.compile(r"[^\W_](?:[\w’'.-]*\w)?")
_JOINS = frozenset(("of", "for", "de", "del", "la", "von", "van", "der", "den", "bin", "al", "el"))
# Words that are capitalised without being a name, or that stand before one.
_NO_NAMES = re.compile(
    "(?:the|a|an|and|or|but|if|in|on|at|by|for|from|to|of|with|as|it|its|he|his|she|her|they|their|we|our|you|your|i|"
    "this|that|these|those|there|here|what|when|where|who|why|how|while|after|before|since|until|both|all|some|many|"
    "most|more|moreover|however|meanwhile|recent|also|not|no|yes|is|are|was|were|has|have|had|will|would|may|might|"
    "can|could|should|one|two|three|last|next|mr|mrs|ms|dr|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|"
    "september|october|november|december)(?:’s|'s)?"
).fullmatch
_SENTENCE_END = re.compile(r"[.!?:…“\"‘(•]\s*$|^\s*$")


class NewName(Value):
    """A name and how often it stands in the article."""

    name: str
    count: int


def new_names(blocks: Iterable[Block], mentions: Callable[[Block], tuple[Mention, ...]]) -> tuple[NewName, ...]:
    """The names that recur and are not mentions of a known entity, most frequent first, twenty at most."""
    found = [
        pair
        for block in blocks
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.TABLE)
        for pair in _names(block.text, mentions(block))
    ]
    counts = Counter(name for name, _ in found)
    # "Later Li Wei" is Li Wei, where Li Wei stands elsewhere.
    counts = Counter(shorter if counts[name] == 1 and shorter in counts else name for name, shorter in found)
    recurring = [NewName(name, count) for name, count in counts.items() if count >= _LEAST]
    return tuple(sorted(recurring, key=lambda one: (-one.count, one.name))[:_MOST])


def _names(text: str, known: Iterable[Mention]) -> Iterator[tuple[str, str]]:
    """Each name, and the same without its first word where that begins a sentence."""
    taken = bytearray(len(text))
    for mention in known:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for run in _runs(text):
        start, end = run[0].start(), run[-1].end()
        if not any(taken[start:end]):
            name = re.sub(r"[’']s$", "", text[start:end])
            yield name, name.partition(" ")[2] if _is_start(text, start) else name


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Capitalised words that follow one another; what a sentence begins with counts only in company."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        between = text[run[-1].end() : word.start()] if run else ""
        is_name = word[0][0].isupper() and not _NO_NAMES(word[0].lower())
        if run and between == " " and (is_name or word[0] in _JOINS):
            run.append(word)
            continue
        yield from _ended(run, text)
        run = [word] if is_name else []
    yield from _ended(run, text)


def _ended(run: list[re.Match[str]], text: str) -> Iterator[list[re.Match[str]]]:
    while run and not run[-1][0][0].isupper():
        run.pop()  # "Bank of" is not a name
    if run and len("".join(word[0] for word in run)) > 2 and not (len(run) == 1 and _is_start(text, run[0].start())):
        yield run


def _is_start(text: str, at: int) -> bool:
    return bool(_SENTENCE_END.search(text[max(0, at - 3) : at]))
