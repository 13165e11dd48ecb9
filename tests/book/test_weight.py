"""What a reader on a slow line waits for: the weight of a page, and the time until it can be read."""

import gzip
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from speechbook.sphinxext.lean_style import is_left_out

SPEECH = "speeches/zai-quan-xian-ban-gong-shi-gong-zuo-hui-yi-shang.html"
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript"}
MOST_BYTES = 90_000
"""The budget of a speech page is 150 KB; the longest of the sample needs 61."""
LINE = 1_500_000 / 8
"""Bytes a second."""


@pytest.fixture(scope="module")
def compressed(html: Path) -> Iterator[str]:
    """Serve the book as static hosts do: compressed."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = html / unquote(urlsplit(self.path).path).lstrip("/")
            body = gzip.compress(path.read_bytes(), 6) if path.is_file() else b""
            self.send_response(200 if path.is_file() else 404)
            self.send_header("Content-Type", TYPES.get(path.suffix, "application/octet-stream"))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def slow(chromium: Any, compressed: str) -> Iterator[tuple[Any, dict[str, int]]]:
    """Give a page behind a slow line, and the bytes that each address brought."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN", base_url=compressed)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    limits = {"offline": False, "latency": 40, "downloadThroughput": LINE, "uploadThroughput": LINE}
    session.send("Network.emulateNetworkConditions", limits)
    addresses: dict[str, str] = {}
    came: dict[str, int] = {}
    session.on("Network.requestWillBeSent", lambda sent: addresses.update({sent["requestId"]: sent["request"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda done: came.update({addresses[done["requestId"]]: int(done["encodedDataLength"])}),
    )
    yield page, came
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", [SPEECH, "index.html"])
def test_a_page_is_light_and_soon_read(slow: tuple[Any, dict[str, int]], name: str) -> None:
    page, came = slow
    page.goto(f"/zh-hans/{name}", wait_until="networkidle")
    assert sum(came.values()) < MOST_BYTES, came
    assert len(came) <= 12, sorted(came)
    assert [
        address for address in came if re.search(r"\.(woff2?|ttf|otf)|bootstrap|fontawesome|searchindex", address)
    ] == []
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert painted < 1_000


@pytest.mark.browser
def test_what_holds_the_text_back_takes_less_than_half_a_second_of_the_line(
    slow: tuple[Any, dict[str, int]], html: Path
) -> None:
    """Count bytes and not seconds, so that a busy machine does not decide."""
    page, came = slow
    page.goto(f"/zh-hans/{SPEECH}", wait_until="networkidle")
    blocking = re.findall(
        r'<link[^>]*rel="stylesheet"[^>]*href="\.\./([^"?]+)|<script src="\.\./([^"?]+)',
        (html / "zh-hans" / SPEECH).read_text(),
    )
    names = [sheet or script for sheet, script in blocking]
    assert names == ["_static/color-mode.js", "_static/book.css"]
    weight = sum(size for address, size in came.items() if address.partition("?")[0].endswith((SPEECH, *names)))
    assert weight / LINE < 0.5


def test_no_class_of_any_page_was_left_without_its_style(html: Path) -> None:
    """The theme's sheet is cut by families of classes; none of these may stand on a page where the theme styles it."""
    theme = (html / "zh-hans" / "_static" / "styles" / "pydata-sphinx-theme.css").read_text(encoding="utf-8")
    styled = set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", theme))
    used: set[str] = set()
    for path in html.rglob("*.html"):
        for classes in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            used.update(classes.split())
    assert len(used) > 100
    assert {name for name in used & styled if is_left_out(name)} == set()


def test_a_site_carries_nothing_that_no_page_loads(html: Path) -> None:
    for edition in ("zh-hans", "zh-tw"):
        static = html / edition / "_static"
        files = [path for path in static.rglob("*") if path.is_file()]
        assert [
            path.name for path in files if re.search(r"\.map$|\.woff|bootstrap|fontawesome|pydata.*js", path.name)
        ] == []
        assert sum(path.stat().st_size for path in files) < 2_000_000


@pytest.mark.browser
def test_nothing_that_a_page_asks_for_is_missing(page: Any, html: Path, compressed: str) -> None:
    missing: list[str] = []
    page.on("response", lambda answer: missing.append(answer.url) if answer.status == 404 else None)
    for name in (SPEECH, "index.html", "search.html?q=抗旱", "stock-search.html?q=抗旱", "lists/speeches.html"):
        page.goto(f"{compressed}/zh-hans/{name}", wait_until="networkidle")
    assert [url for url in missing if not url.endswith("favicon.ico")] == []
