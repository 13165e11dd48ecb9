"""Every kind of page works under a strict content policy: scripts of the site itself, nothing from elsewhere."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
PAGES = (
    "index.html",
    "zh-hans/index.html",
    "zh-hans/speeches/zai-quan-xian-ban-gong-shi-gong-zuo-hui-yi-shang.html",
    "zh-hans/search.html?q=抗旱",
    "zh-hans/stock-search.html?q=抗旱",
    "zh-hans/compare.html",
    "zh-hans/lists/speeches.html",
    "zh-hans/lists/people.html",
    "zh-hans/lists/quality.html",
    "zh-hans/guide/start.html",
)
RESULTS = {"search": "#book-search mark", "stock-search": "#search-results li a", "speeches.html": ".speech-list li"}
SAID = """
window.forbidden = [];
document.addEventListener(
  "securitypolicyviolation", said => window.forbidden.push(said.violatedDirective + said.blockedURI));
"""


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_forbidden_by_a_strict_policy(
    page: Any, html: Path, serve: Callable[[Path], str], name: str
) -> None:
    def answer(route: Any) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "Content-Security-Policy": POLICY})

    page.add_init_script(SAID)
    page.route(re.compile(r"\.html"), answer)
    page.goto(f"{serve(html)}/{name}", wait_until="networkidle")
    stem = name.partition("?")[0].rpartition("/")[2].removesuffix(".html")
    if "?q=" in name:
        page.wait_for_selector(RESULTS[stem])
    assert page.evaluate("window.forbidden") == []


@pytest.mark.browser
def test_the_policy_does_forbid(page: Any, html: Path, serve: Callable[[Path], str]) -> None:
    """Show that the test above can fail."""

    def answer(route: Any) -> None:
        response = route.fetch()
        text = response.text().replace("</body>", "<script>window.ran = true</script></body>")
        route.fulfill(response=response, body=text, headers={**response.headers, "Content-Security-Policy": POLICY})

    page.add_init_script(SAID)
    page.route(re.compile(r"\.html"), answer)
    page.goto(f"{serve(html)}/zh-hans/index.html")
    assert page.evaluate("window.forbidden") == ["script-src-eleminline"]
    assert page.evaluate("window.ran") is None


def test_no_page_has_a_script_within_but_the_one_for_lost_readers(html: Path) -> None:
    within = {
        path.relative_to(html).as_posix()
        for path in html.rglob("*.html")
        if re.search(r"<script(?![^>]*\bsrc=)|<[^>]*\son\w+=|javascript:", path.read_text(encoding="utf-8"))
    }
    assert within == {"404.html"}


def test_names_of_files_fit_any_disk(html: Path) -> None:
    """A book on a stick is read on FAT, on discs, and where small and capital letters are the same."""
    names = [path.relative_to(html).as_posix() for path in html.rglob("*")]
    assert len(names) == len({name.lower() for name in names})
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9_./-]+", name)] == []
    assert [name for name in names if len(name) > 150] == []
    reserved = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
    assert [
        name for name in names if any(reserved.fullmatch(part) or part.endswith(".") for part in name.split("/"))
    ] == []
