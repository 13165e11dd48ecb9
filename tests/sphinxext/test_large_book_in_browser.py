"""Nothing that a reader sees in a small book is lost in a large one: a year of more speeches than a page shows."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader_walk import walk_through
from speechbook.config import load_settings
from speechbook.pipeline.pages import make_pages

PROJECT = Path(__file__).resolve().parents[2]
LONG_YEAR, OTHER_YEAR = 130, 12
SETTINGS = '[book]\ntitle = "大书"\nname = "large"\n\n[editions]\npublish = ["zh-hans"]\n'
FRONT_PAGE = "# 大书\n\n```{toctree}\n:hidden:\n\nlists/years\nlists/speakers\nlists/quality\n```\n"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a book with one long year and one short."""
    root = tmp_path_factory.mktemp("large")
    (root / "conf").mkdir()
    (root / "conf" / "book.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "conf" / "conf.py").write_bytes((PROJECT / "conf" / "conf.py").read_bytes())
    clean = root / "speeches" / "clean"
    clean.mkdir(parents=True)
    for number in range(LONG_YEAR + OTHER_YEAR):
        year, day = (2008, number) if number < LONG_YEAR else (2009, number - LONG_YEAR)
        clean.joinpath(f"a-{number:03}.txt").write_text(
            f"---\nid: a-{number:03}\ntitle: 在第{number + 1}次会议上的讲话\nspeaker: 陆启衡\n"
            f"date: {year}-{1 + day // 28:02}-{1 + day % 28:02}\n---\n同志们：\n抗旱第{number + 1}天，大家辛苦了。\n",
            encoding="utf-8",
        )
    make_pages(load_settings(root))
    (root / "docs" / "index.md").write_text(FRONT_PAGE, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "-b", "html", "-c", str(root / "conf")]
    done = subprocess.run(
        [*command, str(root / "docs"), str(root / "site")], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def test_a_reader_finds_everything_when_it_is_served(page: Any, site: Path, serve: Callable[[Path], str]) -> None:
    walk = walk_through(page, serve(site), site, word="抗旱")
    assert walk.counts == {
        "speeches of the year": LONG_YEAR,
        "entries of the open branch": LONG_YEAR,
        "speeches listed": LONG_YEAR + OTHER_YEAR,
        "speeches of a filter": OTHER_YEAR,
        "paragraphs found": LONG_YEAR + OTHER_YEAR,
    }


def test_a_reader_finds_everything_from_disk(page: Any, site: Path) -> None:
    walk = walk_through(page, site.as_uri(), site, word="抗旱")
    assert walk.counts["entries of the open branch"] == LONG_YEAR
    assert walk.counts["speeches of a filter"] == OTHER_YEAR


def test_a_branch_stays_open_from_speech_to_speech(page: Any, site: Path, serve: Callable[[Path], str]) -> None:
    address = serve(site)
    page.goto(f"{address}/speeches/a-060.html")
    page.click(".tree .more a")
    page.wait_for_function(f"document.querySelectorAll('.tree a').length > {LONG_YEAR}")
    page.click(".tree a[href$='a-061.html']")
    page.wait_for_url("**/a-061.html")
    page.wait_for_function(f"document.querySelectorAll('.tree a').length > {LONG_YEAR}")
    assert page.locator(".tree a[aria-current='page']").get_attribute("href").endswith("a-061.html")


def test_where_the_list_does_not_load_the_link_leads_to_it(page: Any, site: Path, serve: Callable[[Path], str]) -> None:
    page.route("**/_static/tree/*", lambda route: route.abort())
    page.goto(f"{serve(site)}/speeches/a-060.html")
    page.click(".tree .more a")
    page.wait_for_url("**/lists/year-2008.html")


def test_without_scripts_the_link_leads_to_the_list(chromium: Any, site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/speeches/a-060.html")
    page.click(".tree .more a")
    assert page.url.endswith("/lists/year-2008.html")
    context.close()


def test_no_page_holds_the_list_of_all(site: Path) -> None:
    most = max(file.read_text("utf-8").count("speeches/a-") for file in site.rglob("*.html"))
    assert most < LONG_YEAR * 2 + 60
    for file in (site / "speeches").glob("*.html"):
        tree = file.read_text("utf-8").partition('class="tree"')[2].partition("</nav>")[0]
        assert tree.count("<a ") < 80, file.name
