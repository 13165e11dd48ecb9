"""The web server of `speechbook serve`: the built files, and to each page a script that asks for news.

It answers on loopback only, to browsers that address it as loopback only (another site could lead a browser here under
its own name), and gives nothing but files below the folder of the site. What is built is never changed: the script is
put into the answer.
"""

import json
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qs, unquote, urlsplit

from speechbook.cli.checking import WEIGHTS
from speechbook.config import Settings
from speechbook.pipeline.checking import Finding
from speechbook.pipeline.live_book import LiveBook, LiveState
from speechbook.variants import EDITIONS, convert

__all__ = ("LOOPBACK", "LiveSite")

LOOPBACK = "127.0.0.1"
_OWN = "/_speechbook/"
_ASSETS = {"live.js": "text/javascript; charset=utf-8", "live.css": "text/css; charset=utf-8"}
_WAIT_SECONDS = 25
_MOST_SHOWN = 30
_WORDS = {
    "notes": "待查",
    "building": "正在重建……",
    "failed": "没有建成，页面还是上一次的",
    "stopped": "服务已停",
}

_NOT_YET = (
    '<!DOCTYPE html><html lang="zh-Hans"><meta charset="utf-8"><meta http-equiv="refresh" content="1">'
    "<title>正在建</title><p>正在建，建好以后这一页自己打开。建不成的原因写在终端里。"
)
"""What a browser sees that comes before the first build is done."""


class LiveSite(ThreadingHTTPServer):
    """Serves one book. Raises `OSError` when the port is taken."""

    daemon_threads = True

    def __init__(self, port: int, folder: Path, book: LiveBook, settings: Settings) -> None:
        """Open the port; 0 is any that is free."""
        self.book = book
        self.settings = settings
        self.opened: dict[str, tuple[Finding, ...]] = {}
        super().__init__((LOOPBACK, port), partial(_Handler, directory=str(folder)))

    @property
    def address(self) -> str:
        """Give the address of the site."""
        return f"http://{LOOPBACK}:{self.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    server: LiveSite
    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: object) -> None:
        """Say nothing: the terminal is for what concerns the editor."""

    def do_GET(self) -> None:
        """Answer, when it is a browser on this machine that asks."""
        self._respond(with_body=True)

    def do_HEAD(self) -> None:
        """Answer without the body."""
        self._respond(with_body=False)

    def _respond(self, *, with_body: bool) -> None:
        host = (self.headers.get("Host") or "").rpartition(":")[0] or self.headers.get("Host")
        if host not in (LOOPBACK, "localhost"):
            self._give(b"", "text/plain", HTTPStatus.FORBIDDEN, with_body=with_body)
            return
        address = urlsplit(self.path)
        if address.path == f"{_OWN}state":
            self._give(self._news(parse_qs(address.query)), "application/json; charset=utf-8", with_body=with_body)
        elif address.path.startswith(_OWN):
            name = address.path.removeprefix(_OWN)
            known = name in _ASSETS
            data = (files("speechbook.cli") / "data" / name).read_bytes() if known else b""
            status = HTTPStatus.OK if known else HTTPStatus.NOT_FOUND
            self._give(data, _ASSETS.get(name, "text/plain"), status, with_body=with_body)
        else:
            self._give_file(address.path, with_body=with_body)

    def _give_file(self, address: str, *, with_body: bool) -> None:
        root = Path(self.directory).resolve()
        path = Path(self.translate_path(address))
        if path.is_dir() and not address.endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{address}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if path.is_dir():
            path = path / "index.html"
        if not (root / "404.html").is_file():
            data, status = _NOT_YET.encode(), HTTPStatus.SERVICE_UNAVAILABLE
            self._give(data, "text/html; charset=utf-8", status, with_body=with_body)
            return
        status = HTTPStatus.OK
        if not path.resolve().is_relative_to(root) or not path.is_file():
            path, status = root / "404.html", HTTPStatus.NOT_FOUND
        data = path.read_bytes()
        kind = self.guess_type(str(path))
        if path.suffix == ".html":
            kind = "text/html; charset=utf-8"
            data = _with_script(data, self.server.book.state.version)
        self._give(data, kind, status, with_body=with_body)

    def _give(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK, *, with_body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if with_body:
            self.copyfile(BytesIO(data), self.wfile)

    def handle(self) -> None:
        """Let a browser go that hangs up."""
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def _news(self, query: dict[str, list[str]]) -> bytes:
        """Wait for another state than the one the page knows, and tell what concerns the page."""
        seen = query.get("seen", [""])[0]
        page = PurePosixPath(unquote(query.get("page", [""])[0]))
        book = self.server.book
        state = book.wait_for_change(int(seen), _WAIT_SECONDS) if seen.isdigit() else book.state
        return json.dumps(_table(self.server, state, page), ensure_ascii=False).encode()


def _with_script(data: bytes, version: int) -> bytes:
    addition = (
        f'<link rel="stylesheet" href="{_OWN}live.css">'
        f'<script src="{_OWN}live.js" data-version="{version}" defer></script>'
    ).encode()
    before, mark, after = data.rpartition(b"</body>")
    return before + addition + mark + after if mark else data + addition


def _table(site: LiveSite, state: LiveState, page: PurePosixPath) -> dict[str, object]:
    edition = page.parts[1] if len(page.parts) > 1 and page.parts[1] in EDITIONS else "zh-hans"
    speech = page.stem if page.parent.name == "speeches" else ""
    findings = state.findings.get(speech, ())
    if speech:
        _tell(site, speech, findings)
    return {
        "seen": state.serial,
        "version": state.version,
        "building": state.is_building,
        "error": state.error,
        "words": {name: _in(site, words, edition) for name, words in _WORDS.items()},
        "notes": [
            {
                "weight": _in(site, WEIGHTS[finding.diagnostic.code.weight], edition),
                "message": _in(site, finding.message, edition),
                "excerpt": finding.diagnostic.excerpt if finding.diagnostic.line >= 0 else "",
                "place": f"{finding.file}:{finding.file_line}" if finding.file_line else finding.file,
            }
            for finding in findings[:_MOST_SHOWN]
        ],
        "count": len(findings),
    }


def _tell(site: LiveSite, speech: str, findings: tuple[Finding, ...]) -> None:
    """List in the terminal what is open in the speech that somebody looks at, once."""
    if site.opened.get(speech, ()) != findings:
        site.opened[speech] = findings
        site.book.tell(speech, findings)


def _in(site: LiveSite, text: str, edition: str) -> str:
    return text if edition == "zh-hans" else convert(text, "hans", edition, protected=site.settings.protected)
