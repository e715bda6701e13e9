"""Two editions of one briefing with twelve planted changes, and what is to be said of them."""

from __future__ import annotations

from pathlib import Path

OLD = """
format = 1
id = "gas"
title = "Gas for the east"
date = 2017-07-03
edition = 1
marking = "TLP:CLEAR"
summary = "What was agreed in the spring, and what was not."

[[sections]]
id = "energy"
title = "Energy"
confidence = "moderate"
body = \"\"\"
The line is to carry 36 billion cubic metres of gas a year once it is full[^paper].

Officials said "nothing is settled" - and nothing was.

The contract was signed in Beijing by Gazprom, whose chairman had flown in the night before.

Drilling at the second field was put off until the autumn of next year.

中国从俄罗斯进口的天然气增长很快，总额达到4000亿美元。

Переговоры о западном маршруте продолжаются медленно и без огласки.

러시아는 가스 대금을 위안으로 받는다.
\"\"\"

  [[sections.figures]]
  label = "Supply deal"
  value = 400
  unit = "US$ billion"
  source = "paper"

  [[sections.charts]]
  title = "Owners"
  points = [["Novatek", 50.1], ["Total", 20]]

[[sections]]
id = "finance"
title = "Finance"
body = \"\"\"
Loans are in yuan.

Banks in both capitals keep to themselves what they lend and on which terms.
\"\"\"

[[events]]
date = 2017-07-04
title = "The two presidents meet"

[[entities]]
id = "gazprom"
name = "Gazprom"
kind = "company"
facts = {owner = "the state", staff = 467000}

[[entities]]
id = "rosneft"
name = "Rosneft"
kind = "company"

[[sources]]
id = "paper"
title = "A paper"
"""

_PLANTS = (
    ("carry 36 billion", "carry 38 billion"),
    ("by Gazprom, whose", "by Rosneft, whose"),
    ("4000亿美元", "3800亿美元"),
    ("value = 400", "value = 380"),
    ('["Novatek", 50.1]', '["Novatek", 60]'),
    ("staff = 467000", "staff = 470000"),
    ("TLP:CLEAR", "TLP:GREEN"),
    ('confidence = "moderate"', 'confidence = "low"'),
    ("медленно и без огласки", "быстро и без огласки"),
    ("Drilling at the second field was put off until the autumn of next year.\n\n", ""),
    ("Banks in both", "A clearing house for both currencies is to open before winter.\n\nBanks in both"),
    ("2017-07-04\ntitle", "2017-07-05\ntitle"),
)
_NO_CHANGES = (
    ("edition = 1", "edition = 2"),
    ("date = 2017-07-03", "date = 2017-07-10"),
    ('"nothing is settled" - and', "“nothing is settled” – and"),
    ('id = "paper"', 'id = "the-paper"'),
    ("[^paper]", "[^the-paper]"),
    ('source = "paper"', 'source = "the-paper"'),
)

NAMED = [
    "380 US$ billion was 400 US$ billion",
    "60 was 50.1",
    "38 billion was 36 billion",
    "3800亿美元 was 4000亿美元",
    "470,000 was 467,000",
    "Rosneft was Gazprom",
    "marking TLP:GREEN was TLP:CLEAR",
    "confidence low was moderate",
    "[-медленно-]{+быстро+}",
    "Drilling at the second field",
    "A clearing house",
    "date 2017-07-05 was 2017-07-04",
]
"""Words of what is to be said of each change, in the order in which it is to be said."""


def new_edition() -> str:
    """The old edition with every plant in it, and with what is no change."""
    text = OLD
    for before, after in (*_PLANTS, *_NO_CHANGES):
        assert before in text, before
        text = text.replace(before, after)
    return text


def two_editions(folder: Path) -> tuple[Path, Path]:
    """Both editions as files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    old, new = folder / "gas-1.toml", folder / "gas-2.toml"
    old.write_text(OLD, "utf-8")
    new.write_text(new_edition(), "utf-8")
    return old, new
