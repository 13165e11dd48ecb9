"""What all tests share: the project, the measuring corpus beside it, a scratch book."""

import functools
import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

PROJECT = Path(__file__).resolve().parents[1]
CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# The time one example takes says more of the machine than of the code; the whole test has its timeout. Examples are the
# same in every run, so that CI fails for a change and not by luck; `--hypothesis-profile=default` draws fresh ones.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")

# A shell that starts us in the background has Ctrl-C ignored, and so would the programs that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def project() -> Path:
    """Give the root of the project."""
    return PROJECT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Give the measuring corpus, which is not part of the project."""
    path = Path(os.environ.get("SPEECHBOOK_CORPUS", PROJECT.parent / "shared" / "corpus"))
    if not (path / "dev" / "manifest.jsonl").is_file():
        pytest.skip(f"no corpus at {path}; set SPEECHBOOK_CORPUS to measure on one")
    return path


@pytest.fixture(autouse=True)
def _writable_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let scratch books be written, also where the tests themselves run in CI."""
    for name in ("CI", "READTHEDOCS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a scratch book with the settings of the project and an empty archive."""
    root = tmp_path / "book"
    shutil.copytree(PROJECT / "conf", root / "conf", ignore=shutil.ignore_patterns("*.mo"))
    (root / "speeches" / "raw").mkdir(parents=True)
    (root / "docs").mkdir()
    return root


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Give a function that serves a folder on loopback and returns its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_QuietHandler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Give a headless Chromium; tests that need it are skipped, and say so, where it is not installed."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser tests")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed: no browser tests")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def watched_page(chromium: Any, permissions: Sequence[str] = (), **options: Any) -> Iterator[Any]:
    """Give a fresh browser page; an error in any script fails the test."""
    context = chromium.new_context(**options)
    context.grant_permissions(list(permissions))
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    context.close()
    assert failures == []


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """Give a fresh page on a screen as desks have it."""
    with watched_page(chromium, viewport={"width": 1280, "height": 800}, locale="zh-CN") as page:
        yield page


@pytest.fixture
def reader(chromium: Any) -> Iterator[Any]:
    """Give a page that may use the clipboard."""
    clipboard = ("clipboard-read", "clipboard-write")
    with watched_page(chromium, clipboard, viewport={"width": 1280, "height": 800}, locale="zh-CN") as page:
        yield page


@pytest.fixture
def phone_page(chromium: Any) -> Iterator[Callable[[int, int, str], Any]]:
    """Give a function that opens a page on a phone of a width, a height and a colour scheme."""
    with ExitStack() as opened:

        def on(width: int, height: int, scheme: str) -> Any:
            size = {"width": width, "height": height}
            phone = {"viewport": size, "is_mobile": True, "has_touch": True, "color_scheme": scheme}
            return opened.enter_context(watched_page(chromium, **phone))

        yield on
