"""A made-up library of any size, the same each time it is made: what the other measurements here are taken on.

    python benchmarks/library/made_library.py FOLDER BRIEFINGS

Words are drawn as in real text, a few of them very often and most of them seldom. One entity, `famous`, is mentioned
twice in every briefing. `RARE` and `NAMED` say which words and names stand in how many of them.
"""

from __future__ import annotations

import random
import sys
from itertools import accumulate
from pathlib import Path

RARE = {"quagga": 10_000, "saxifrage": 100}
"""Words that stand in one briefing of so many, the first always among them."""
NAMED = {"習近平": 50, "京": 40, "북한": 60, "Путин": 70, "Élysée": 80}
"""Names in other scripts, the same way."""
_OFTEN = """
the of and to in that for was with on by not at this from which would their has been when who will more out said what
about into than only new some could time first any now such after also must through pipeline summit accord ministry
tariff reserve currency sanction delegation envoy reactor tanker bond credit quota oil supply demand
"""
COMMON = tuple(_OFTEN.split())
_PARTS = "ka ri to mel un dra sho vin pe lor ba ti gan ze fu nok har is ya bel cor mi tas od re"
_SYLLABLES = _PARTS.split()
_KINDS = ("person", "country", "organisation", "company", "place", "project", "agreement", "event")
_SECTIONS = ("Energy", "Finance", "Trade", "Defence", "Shipping", "Climate")
_VOCABULARY = 20_000
_PARAGRAPHS, _WORDS = 12, 65


def make_library(folder: Path, briefings: int) -> None:
    """Write the library, some 7 KB a briefing, in folders of a few hundred."""
    chance = random.Random(1)
    names = _names(chance, max(50, briefings // 5))
    words = (*COMMON, *_names(chance, _VOCABULARY))
    weights = list(accumulate(1 / (rank + 8) for rank in range(len(words))))
    folder.mkdir(parents=True)
    (folder / "entities.toml").write_text("".join(map(_entity, range(len(names)), names)) + _FAMOUS, encoding="utf-8")
    for number in range(briefings):
        path = folder / f"{2000 + number % 25}" / f"{1 + number % 12:02}" / f"made-{number:06}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_briefing(chance, number, names, words, weights), encoding="utf-8")


_FAMOUS = '[[entities]]\nid = "famous"\nname = "Ostergard"\nkind = "person"\nsummary = "In every briefing twice."\n'


def _names(chance: random.Random, count: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(_SYLLABLES, k=chance.randint(3, 5)))] = None
    return tuple(found)


def _entity(number: int, name: str) -> str:
    kind = _KINDS[number % len(_KINDS)]
    return f'[[entities]]\nid = "e{number}"\nname = "{name.capitalize()} {number}"\nkind = "{kind}"\n\n'


def _briefing(
    chance: random.Random, number: int, names: tuple[str, ...], words: tuple[str, ...], weights: list[float]
) -> str:
    paragraphs = [_paragraph(chance, names, words, weights) for _ in range(_PARAGRAPHS)]
    paragraphs[0] += " Ostergard spoke."
    paragraphs[-1] += " Ostergard left."
    seldom = [word for word, one_in in (RARE | NAMED).items() if number % one_in == 0]
    paragraphs[1] += "".join(f" It was {word} then." for word in seldom)
    titles = chance.sample(_SECTIONS, 3)
    each = _PARAGRAPHS // len(titles)
    sections = (_section(title, paragraphs[at * each : (at + 1) * each]) for at, title in enumerate(titles))
    date = f"{2000 + number % 25}-{1 + number % 12:02}-{1 + number % 28:02}"
    head = f'format = 1\nid = "made-{number:06}"\ntitle = "Briefing {number}"\ndate = {date}\ntags = ["made-up"]\n'
    return head + "".join(sections)


def _section(title: str, paragraphs: list[str]) -> str:
    body = "\n\n".join(paragraphs)
    return f'\n[[sections]]\nid = "{title.lower()}"\ntitle = "{title}"\nbody = """\n{body}\n"""\n'


def _paragraph(chance: random.Random, names: tuple[str, ...], words: tuple[str, ...], weights: list[float]) -> str:
    drawn = chance.choices(words, cum_weights=weights, k=_WORDS)
    for _ in range(3):
        named = chance.randrange(len(names))
        drawn[chance.randrange(_WORDS)] = f"{names[named].capitalize()} {named}"
    return f"{' '.join(drawn).capitalize()}."


if __name__ == "__main__":
    make_library(Path(sys.argv[1]), int(sys.argv[2]))
