"""Walk through a large book in Chromium, served and from disk, and print how long each step took.

    python tests/bench/walk_large_book.py BOOK

BOOK has been built by `speechbook build html`; `scale.py --keep FOLDER` leaves them. A step that does not find what a
reader sees in a small book ends it with an error.
"""

import argparse
import functools
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from conftest import CHROMIUM, CHROMIUM_ARGUMENTS
from reader_walk import walk_through

_MOST = 1000
"""Milliseconds that the landing page and lists may take."""
_WORD = "干部"


class _Quiet(SimpleHTTPRequestHandler):
    """A server that says nothing."""

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def main() -> int:
    """Walk twice; 1 when a page took longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book", type=Path)
    site = parser.parse_args().book / "docs" / "_build" / "html" / "zh-hans"
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    slow = False
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_ARGUMENTS)
        for kind, address in (("served", f"http://127.0.0.1:{server.server_port}"), ("disk", site.as_uri())):
            walk = walk_through(browser.new_page(), address, site, word=_WORD)
            for name, milliseconds in walk.milliseconds.items():
                late = milliseconds > _MOST
                slow |= late
                sys.stdout.write(f"{kind:7}{name:24}{milliseconds:8.0f} ms{'  too long' if late else ''}\n")
            for name, count in walk.counts.items():
                sys.stdout.write(f"{kind:7}{name:32}{count:10,}\n")
        browser.close()
    server.shutdown()
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
