"""The HTML page in a real browser: it says nothing on the console, fetches nothing, and hostile text does nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from reader.core.pages.html_page import html_page
from tests.cli.browser import CHROMIUM, visit
from tests.core.pages.test_pages import hostile_briefing, note, page

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium (apt-get install chromium)")

ATTACK = (
    "<script>document.title='taken'</script><img src='{server}/image' onerror=\"document.title='taken'\">"
    "<style>@import '{server}/style';</style></style></title><link rel=stylesheet href={server}/sheet>"
    "<svg onload=\"document.title='taken'\"></svg>\"><meta http-equiv=refresh content='0;url={server}/gone'>"
    "<iframe src={server}/frame></iframe><base href={server}/>"
)


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server and the paths that it was asked for; `/page` is answered with what is put into `pages`."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, "").encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    server.server_close()
    pages.clear()


pages: dict[str, str] = {}


def test_a_hostile_page_is_inert(asked: tuple[str, list[str]], tmp_path: Path) -> None:
    server, paths = asked
    text = ATTACK.replace("{server}", server)
    briefing = hostile_briefing(text, f"{server}/source")
    pages["/page"] = html_page(page(briefing, notes=(note(text), note(text + "!", entity="e"))))
    found = visit(f"{server}/page", tmp_path)
    assert paths == ["/page"]
    assert found.console == ()
    assert "<title>taken" not in found.dom
    assert found.dom.count("<script") == found.dom.count("<iframe") == found.dom.count("<img") == 0
    assert found.dom.count("&lt;script&gt;") > 10


def test_the_browser_would_have_said_and_fetched_what_such_text_does(
    asked: tuple[str, list[str]], tmp_path: Path
) -> None:
    """The test above could not see anything if this one did not."""
    server, paths = asked
    pages["/page"] = f"<p>{ATTACK.replace('{server}', server)}<script>console.log('here')</script>"
    found = visit(f"{server}/page", tmp_path)
    assert "/image" in paths
    assert any("here" in line for line in found.console)
