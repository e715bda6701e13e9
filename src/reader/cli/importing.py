"""`import`: an article in Markdown, HTML or plain text becomes a briefing."""

from __future__ import annotations

import re
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup
from pathlib import Path

from reader.cli.arguments import PROGRAM, Options
from reader.cli.new import checked_id
from reader.cli.output import print_file, say
from reader.cli.session import library_of, places_of
from reader.core.articles.article import Article, with_title
from reader.core.articles.statements import with_statements
from reader.core.articles.toml_text import Naming, briefing_toml
from reader.core.format.briefing import Entity
from reader.core.safe_text import safe_line
from reader.errors import BriefingError, UsageError
from reader.storage.briefings import id_from_name
from reader.storage.files import SIZE_LIMIT, ReadError, create, describe, read_limited

EXTRA = "briefing-reader[html]"
"""What is to be installed for HTML to be read."""
_ENDINGS = {"md": "markdown", "markdown": "markdown", "html": "html", "htm": "html", "xhtml": "html", "txt": "text"}


def import_article(options: Options) -> int:
    """Print the briefing, or write it to a file that is not there yet."""
    is_stdin = options.file == "-"
    asked = checked_id(options.id) if options.id else ""
    name = "standard input" if is_stdin else safe_line(options.file)
    data = _read(options.file)
    kind = options.source or _ENDINGS.get(Path(options.file).suffix.lower().lstrip(".")) or ""
    article = _article(_decoded(data, name, is_page=kind == "html"), kind, name)
    if not article.blocks:
        raise BriefingError(f"{name}: there is no text to make a briefing of")
    stem = asked or (article.title if is_stdin else Path(options.file).stem)
    naming = Naming(id_from_name(stem or "article"), safe_line(stem) or "article", Path(name).name)
    _put(briefing_toml(article, naming, _known(options)), options)
    if not article.title:
        say(f'No title is stated; "{naming.title}" stands in its place.')
    return 0


def _known(options: Options) -> dict[str, Entity]:
    """The entities that the briefing may name where it will stand."""
    library = library_of(places_of(options))
    place = Path(options.output or "briefing.toml").absolute()
    return {entity.id: entity for entity in library.shared_entities(place)}


def _read(file: str) -> bytes:
    if file != "-":
        try:
            return read_limited(Path(file), SIZE_LIMIT)
        except ReadError as error:
            raise BriefingError(f"{safe_line(file)} {error}") from error
    data = sys.stdin.buffer.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise BriefingError(f"standard input is larger than {SIZE_LIMIT:,} bytes")
    return data


_CHARSET = re.compile(
    rb"""<(?:meta[^>]{0,200}charset|\?xml[^>]{0,100}encoding)\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE
)
_BROWSERS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip
"""What browsers read a page as that says it is in one of these. Source: the Encoding Standard, https://encoding.spec.whatwg.org."""


def _decoded(data: bytes, name: str, *, is_page: bool) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or what a page says of itself. Raises `BriefingError`."""
    stated = _CHARSET.search(data[:4096]) if is_page or data.lstrip()[:1] == b"<" else None
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encoding = "utf-16"
    elif stated and not data.startswith(BOM_UTF8):
        encoding = _read_as(stated[1].decode("ascii"))
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        expected, byte = encoding.upper().removesuffix("-SIG"), data[error.start]
        told = f"{name}:{line}: expected {expected} text, found the byte 0x{byte:02X}"
        raise BriefingError(f"{told}\n{_REMEDY}" if expected == "UTF-8" else told) from None
    except (LookupError, UnicodeError):
        raise BriefingError(f'{name}: there is no encoding "{encoding}", which the page says it is in') from None


_REMEDY = f"If it is in another encoding, such as LATIN1: iconv -f LATIN1 -t UTF-8 FILE | {PROGRAM} import -"


def _read_as(stated: str) -> str:
    """The encoding to read a page in that states one."""
    try:
        return _BROWSERS.get(lookup(stated).name, stated)
    except LookupError:
        return stated


def _article(text: str, kind: str, name: str) -> Article:
    kind = kind or _kind_of(text)
    if kind == "html":
        article = _from_html(text, name)
    elif kind == "markdown":
        from reader.core.articles.markdown_text import read_markdown

        article = read_markdown(text)
    else:
        from reader.core.articles.plain_text import read_plain_text

        article = read_plain_text(text)
    return with_statements(with_title(article))


def _from_html(text: str, name: str) -> Article:
    from reader.core.articles.html_text import read_html

    try:
        return read_html(text)
    except BriefingError as error:
        raise BriefingError(f"{name}: {error}") from error
    except ImportError as error:
        raise UsageError(f"{name} is HTML, for which one more library is needed: pip install '{EXTRA}'") from error


_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article)\b", re.IGNORECASE | re.DOTALL
)
_LOOKS_LIKE_MARKDOWN = re.compile(r"\A---\n|^#{1,6} \S|^\[\^?[^\]\n]+\]: |\]\(https?://|^```", re.MULTILINE)


def _kind_of(text: str) -> str:
    """What a text without a telling name is, by how it looks."""
    if _LOOKS_LIKE_HTML.match(text):
        return "html"
    return "markdown" if _LOOKS_LIKE_MARKDOWN.search(text) else "text"


def _put(text: str, options: Options) -> None:
    output = options.output
    if not output:
        print_file(text)
        return
    try:
        create(Path(output), text.encode(), places_of(options).mode_of(Path(output)))
    except FileExistsError:
        raise UsageError(f"{safe_line(output)} is there already, and is never overwritten by import") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{safe_line(output)} cannot be written: {describe(error)}") from error
