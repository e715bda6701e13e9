"""The programs that are measured against one another, all on the same made-up text."""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from textwrap import wrap

WORDS = """
the of and to in a is that for it as was with be by on not at are this have from or which one there would their we has
when who will more no if out so said what up its about into than them can only other new some could time pipeline
summit accord ministry tariff reserve currency sanction delegation envoy reactor terminal contract bond credit quota
gas oil supply demand market border missile test talks statement visit agreement deposit regional
""".split()  # noqa: SIM905 # shorter to read
NAMES = ("Gazprom", "New Development Bank", "Power of Siberia", "Silk Road Fund", "Yamal LNG", "Rosneft", "Novatek")
SECTIONS = 5


@dataclass(frozen=True, slots=True)
class Texts:
    """One text three times: as a briefing, as Markdown, and as lines of 76 columns."""

    briefing: Path
    markdown: Path
    lines: Path


def paragraphs(count: int) -> list[str]:
    """Paragraphs of some sixty words, the same every time; a few name something."""
    chance = random.Random(1)
    found = [
        " ".join(chance.choice(NAMES) if chance.random() < 0.01 else chance.choice(WORDS) for _ in range(60)) + "."
        for _ in range(count - 1)
    ]
    return [*found, "The very end."]


def write_briefing(path: Path, texts: Sequence[str]) -> None:
    """A briefing of these paragraphs."""
    size = -(-len(texts) // SECTIONS)
    with path.open("w") as file:
        file.write('format = 1\nid = "made-up"\ntitle = "Made up"\n')
        for number in range(SECTIONS):
            body = "\n\n".join(texts[number * size : (number + 1) * size])
            file.write(f'[[sections]]\nid = "s{number}"\ntitle = "Section {number}"\nbody = """\n{body}\n"""\n')
        for number, name in enumerate(NAMES):
            file.write(f'[[entities]]\nid = "e{number}"\nname = "{name}"\nkind = "company"\n')


def write_texts(folder: Path, count: int) -> Texts:
    """The text in all its forms."""
    found = paragraphs(count)
    texts = Texts(folder / "made-up.toml", folder / "made-up.md", folder / "made-up.txt")
    write_briefing(texts.briefing, found)
    size = -(-count // SECTIONS)
    titles = (f"# Section {place // size}\n\n" if place % size == 0 else "" for place in range(count))
    texts.markdown.write_text("\n\n".join(title + one for title, one in zip(titles, found, strict=True)))
    wrapped = ("\n".join(f"   {line}" for line in wrap(one, 76)) for one in found)
    texts.lines.write_text("\n\n".join(wrapped))
    return texts


@dataclass(frozen=True, slots=True)
class Program:
    """A command, the keys that do things in it, and how it is told to end."""

    name: str
    command: tuple[str, ...]
    keys: Mapping[str, str]
    quits: str = "q"
    last: str = "G"
    margins: bool = False
    env: Mapping[str, str] = field(default_factory=dict)


DOWN, PAGE_DOWN = "\x1b[B", "\x1b[6~"
READER_KEYS = {"line": "j", "page": " ", "section": "]", "entity": "\t", "help": "?"}

# What an application costs that does nothing about it: the text in a Static that scrolls; Textual's own viewer.
BARE = """
import sys
from textual.app import App
from textual.containers import VerticalScroll
from textual.widgets import Static
class Bare(App):
    BINDINGS = [("q", "quit", "")]
    def compose(self):
        with VerticalScroll():
            yield Static(open(sys.argv[1]).read(), markup=False)
Bare().run()
"""
VIEWER = """
import sys
from textual.app import App
from textual.widgets import MarkdownViewer
class Viewer(App):
    BINDINGS = [("q", "quit", "")]
    def compose(self):
        yield MarkdownViewer(open(sys.argv[1]).read(), show_table_of_contents=True)
    def on_mount(self):
        self.query_one(MarkdownViewer).document.focus()
Viewer().run()
"""


def less_on(lines: Path) -> Program:
    """`less` on a text, which is the measure of all."""
    return Program("less", ("less", str(lines)), {"line": "j", "page": " "})


def reader_on(briefing: Path) -> Program:
    """The reader on a briefing."""
    return Program("briefing-reader", (sys.executable, "-m", "reader", str(briefing)), READER_KEYS)


def samples() -> list[Path]:
    """The briefings that come with the reader."""
    folder = Path(__file__).parents[2] / "briefings"
    return sorted(path for path in folder.glob("*.toml") if path.name != "entities.toml")


def programs(texts: Texts) -> list[Program]:
    """What is compared."""
    python, scrolls = sys.executable, {"line": DOWN, "page": PAGE_DOWN}
    end = "\x1b[F"
    reader = reader_on(texts.briefing)
    return [
        less_on(texts.lines),
        Program("bare Textual", (python, "-c", BARE, str(texts.lines)), scrolls, last=end),
        Program("MarkdownViewer", (python, "-c", VIEWER, str(texts.markdown)), scrolls, last=end),
        reader,
        replace(reader, name=f"{reader.name}, margins", margins=True),
    ]
