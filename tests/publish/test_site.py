"""What a published site has beyond its pages, on a small book that knows its address, built and served for real."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from publish.conftest import only_one
from publish.small_book import COPIED, EDITIONS, book_command
from speechbook.config import Site, load_settings
from speechbook.pipeline.site_maps import SitemapEntry, sitemap_files

_SITE = """
base_url = "https://book.example/sub/"
repository = "https://github.com/someone/book"
branch = "trunk"

[site.elsewhere]
zh-hk = "https://hk.example/book/"
"""
_PAGE = f"speeches/{COPIED[0]}.html"
_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def with_site(small_book: Path, root: Path, site: str) -> Path:
    shutil.copytree(small_book, root, ignore=shutil.ignore_patterns("_build"))
    toml = root / "conf/book.toml"
    text = re.sub(r"(?ms)^\[site\]\n.*?^\[epub\]", lambda _: f"[site]{site}\n[epub]", toml.read_text("utf-8"))
    toml.write_text(text, "utf-8")
    return root


def build(root: Path, *words: str) -> None:
    done = book_command(root, "build", *words)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def published(small_book: Path, shared: Path) -> Path:
    """Give the root of a book whose site knows its address, with an e-book to download."""
    root = shared / "published-book"
    with only_one(shared):
        if not root.exists():
            with_site(small_book, root, _SITE)
            build(root, "epub")
            build(root, "html")
    return root


@pytest.fixture(scope="session")
def nameless(small_book: Path, shared: Path) -> Path:
    """Give the root of a book whose site knows nothing of where it stands."""
    root = shared / "nameless-book"
    with only_one(shared):
        if not root.exists():
            with_site(small_book, root, '\nbase_url = ""\n')
            build(root, "html")
    return root


def page(root: Path, edition: str, name: str = _PAGE) -> str:
    return (root / "docs/_build/html" / edition / name).read_text("utf-8")


def test_edit_buttons_lead_to_the_sources(published: Path) -> None:
    address = r'class="btn btn-sm edit-button" href="([^"]+)"'
    base = "https://github.com/someone/book/edit/trunk"
    for edition in EDITIONS:
        assert re.findall(address, page(published, edition)) == [f"{base}/speeches/clean/{COPIED[0]}.txt"]
        assert re.findall(address, page(published, edition, "guide/index.html")) == [f"{base}/docs/guide/index.md"]
        for made in ("lists/years.html", "search.html"):
            assert re.findall(address, page(published, edition, made)) == [], made
    assert "編輯這一篇的淨文本" in page(published, "zh-tw")


def test_without_a_repository_there_is_no_button(nameless: Path) -> None:
    assert "edit-button" not in page(nameless, "zh-hans")


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("https://gitlab.com/a/b", "https://gitlab.com/a/b/-/edit/main/speeches/clean/x.txt"),
        ("https://gitee.com/a/b.git", "https://gitee.com/a/b/edit/main/speeches/clean/x.txt"),
        ("https://codeberg.org/a/b/", "https://codeberg.org/a/b/_edit/main/speeches/clean/x.txt"),
    ],
)
def test_each_host_has_its_own_way(tmp_path: Path, repository: str, expected: str) -> None:
    from dataclasses import replace
    from types import SimpleNamespace

    from speechbook.sphinxext.site import edit_address

    settings = replace(load_settings(tmp_path), site=Site(repository=repository))
    env: Any = SimpleNamespace(found_docs={"speeches/x"}, doc2path=lambda name: tmp_path / "docs" / f"{name}.md")
    assert edit_address(settings, env, "speeches/x") == expected


@pytest.mark.parametrize("value", ['"javascript:alert(1)"', '"example.org"', '"https://a b"', "3", "'https://a\"b'"])
def test_what_is_no_address_is_refused(tmp_path: Path, value: str) -> None:
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf/book.toml").write_text(f"[site]\nrepository = {value}\n", "utf-8")
    done = book_command(tmp_path, "pages")
    assert done.returncode == 2
    assert "[site] repository 应是网址" in done.stderr


def test_the_switcher_shows_what_is_there(published: Path, nameless: Path) -> None:
    html = page(published, "zh-hans")
    assert 'href="https://hk.example/book/' + _PAGE + '" hreflang="zh-Hant-HK"' in html
    assert f'href="../../zh-tw/{_PAGE}" hreflang="zh-Hant-TW"' in html
    assert f'<link rel="canonical" href="https://book.example/sub/zh-hans/{_PAGE}"' in html
    assert f'hreflang="zh-Hant-HK" href="https://hk.example/book/{_PAGE}"' in html
    assert "zh-Hant-HK" not in page(nameless, "zh-hans")
    assert 'rel="canonical"' not in page(nameless, "zh-hans")


def test_sitemaps_list_every_page_with_its_editions(published: Path, nameless: Path) -> None:
    top = published / "docs/_build/html"
    base = "https://book.example/sub"
    listed = [loc.text for loc in ElementTree.parse(top / "sitemap.xml").iter(_LOC)]  # noqa: S314 -- our own
    assert listed == [f"{base}/{edition}/sitemap.xml" for edition in EDITIONS]
    for edition in EDITIONS:
        text = (top / edition / "sitemap.xml").read_text("utf-8")
        addresses = [loc.text for loc in ElementTree.fromstring(text).iter(_LOC)]  # noqa: S314 -- our own
        assert f"{base}/{edition}/{_PAGE}" in addresses
        for address in addresses:
            assert (top / str(address).removeprefix(f"{base}/")).is_file(), address
        assert f'hreflang="zh-Hant-HK" href="https://hk.example/book/{_PAGE}"' in text
        assert f'hreflang="zh-Hans" href="{base}/zh-hans/{_PAGE}"' in text
    assert f"Sitemap: {base}/sitemap.xml" in (top / "robots.txt").read_text("utf-8")
    assert not list((nameless / "docs/_build/html").rglob("sitemap*.xml"))
    assert "Sitemap" not in (nameless / "docs/_build/html/robots.txt").read_text("utf-8")


@pytest.mark.parametrize(("pages", "files"), [(0, 1), (3, 1), (4, 1), (5, 3), (9, 4)])
def test_large_sitemaps_are_split(pages: int, files: int) -> None:
    entries = [SitemapEntry(f"https://a.example/{n}&.html", (("zh-Hans", "https://a.example/"),)) for n in range(pages)]
    made = dict(sitemap_files("https://a.example/", entries, most=4))
    assert len(made) == files
    maps = [ElementTree.fromstring(text) for text in made.values()]  # noqa: S314 -- our own
    found = [loc.text for one in maps for loc in one.iter(_LOC)]
    assert [one for one in found if str(one).endswith(".html")] == [entry.address for entry in entries]
    if files > 1:
        index = [loc.text for loc in ElementTree.fromstring(made["sitemap.xml"]).iter(_LOC)]  # noqa: S314 -- our own
        assert index == [f"https://a.example/{name}" for name in made if name != "sitemap.xml"]


def test_downloads_are_offered_when_they_are_there(published: Path, nameless: Path) -> None:
    for edition in EDITIONS:
        html = page(published, edition, "index.html")
        links = re.findall(r'<a href="(\.\./downloads/[^"]+)">([A-Z]+)</a>', html)
        assert links == [(f"../downloads/qinglan-{edition}.epub", "EPUB")]
        assert (published / "docs/_build/html" / edition / links[0][0]).read_bytes()[:2] == b"PK"
        assert "downloads/" not in page(nameless, edition, "index.html")
        assert "downloads/" not in page(published, edition)


def test_an_old_download_is_taken_back(published: Path, tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(published, root, copy_function=shutil.copy2)
    clean = root / f"speeches/clean/{COPIED[0]}.txt"
    clean.write_text(clean.read_text("utf-8").replace("讲三点意见", "讲几点意见"), "utf-8")
    build(root, "html", "--variant", "zh-hans")
    assert "downloads/" not in page(root, "zh-hans", "index.html")
    assert not (root / "docs/_build/html/downloads/qinglan-zh-hans.epub").exists()
    assert (root / "docs/_build/html/downloads/qinglan-zh-tw.epub").exists(), "the other edition was not touched"


@pytest.mark.parametrize("prefix", ["", "some/where/"])
@pytest.mark.parametrize("lost", ["nothing.html", "zh-tw/speeches/gone.html", "zh-hans/a/b/c/d.html"])
def test_lost_readers_find_back_under_any_prefix(
    nameless: Path, tmp_path: Path, serve: Callable[[Path], str], page: Any, prefix: str, lost: str
) -> None:
    (tmp_path / prefix).mkdir(parents=True, exist_ok=True)
    site = nameless / "docs/_build/html"
    for path in site.iterdir():
        (tmp_path / prefix / path.name).symlink_to(path)
    base = serve(tmp_path)
    html = (site / "404.html").read_text("utf-8")
    # The page is shown at the address that is lacking, as hosts do.
    page.route(f"**/{lost}", lambda route: route.fulfill(status=404, content_type="text/html", body=html))
    page.goto(f"{base}/{prefix}{lost}")
    page.wait_for_function("document.links[0].getAttribute('href').includes('index.html')")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.links[0].href") == f"{base}/{prefix}zh-hans/index.html"
    page.click("text=搜尋" if page.locator("text=搜尋").count() else "li:nth-child(2) a:nth-of-type(2)")
    assert page.url == f"{base}/{prefix}zh-tw/search.html"


def test_a_site_that_knows_its_address_needs_no_script(published: Path) -> None:
    html = (published / "docs/_build/html/404.html").read_text("utf-8")
    assert re.findall(r'<a href="([^"]+)"', html) == [
        f"/sub/{edition}/{name}" for edition in EDITIONS for name in ("index.html", "search.html")
    ]
    assert "data-path" not in html.partition("<script>")[0]


def test_one_edition_is_packed_and_opens_from_disk(published: Path, tmp_path: Path, page: Any) -> None:
    target = tmp_path / "out"
    build(published, "htmlzip", "--variant", "zh-tw", "--to", str(target))
    (packed,) = target.iterdir()
    assert packed.name == "qinglan-zh-tw.zip"
    shutil.unpack_archive(packed, tmp_path / "opened")
    page.goto((tmp_path / "opened/qinglan-zh-tw/index.html").as_uri())
    page.click(f"a[href*='{COPIED[0]}']") if page.locator(f"a[href*='{COPIED[0]}']").count() else page.goto(
        (tmp_path / f"opened/qinglan-zh-tw/{_PAGE}").as_uri()
    )
    assert page.locator(f"#{COPIED[0]}-p4").is_visible()


@pytest.mark.parametrize(
    ("words", "said"),
    [(("html", "--to", "x"), "一次只能放一个版本"), (("site", "--to", "x"), "不能与 site 同用")],
)
def test_what_cannot_be_put_somewhere(nameless: Path, words: tuple[str, ...], said: str) -> None:
    done = book_command(nameless, "build", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert not Path("x").exists()


def test_read_the_docs_gets_one_edition_at_the_root(nameless: Path, tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(nameless, root, ignore=shutil.ignore_patterns("_build"))
    environment = {
        "READTHEDOCS": "True",
        "READTHEDOCS_LANGUAGE": "zh-tw",
        "READTHEDOCS_VERSION": "latest",
        "READTHEDOCS_CANONICAL_URL": "https://book.example/zh-tw/latest/",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        build(root, "html", "--to", str(tmp_path / "out"))
    out = tmp_path / "out"
    landing = (out / "index.html").read_text("utf-8")
    for kind in ("pdf", "epub", "htmlzip"):
        assert f'href="https://book.example/_/downloads/zh-tw/latest/{kind}/"' in landing
    assert "https://book.example/zh-tw/latest/sitemap.xml" in (out / "robots.txt").read_text("utf-8")
    assert f"<loc>https://book.example/zh-tw/latest/{_PAGE}</loc>" in (out / "sitemap.xml").read_text("utf-8")
    assert 'href="/zh-tw/latest/index.html"' in (out / "404.html").read_text("utf-8")
    tree = "\n".join(sorted(path.name for path in (root / "docs/_build/html").iterdir()))
    assert tree.split() == ["zh-tw"]
