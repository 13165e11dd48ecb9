"""The edition settles language, title, and the ways between the editions."""

import re
from collections.abc import Callable
from pathlib import Path
from posixpath import normpath

import pytest

from speechbook.variants import EDITIONS

Build = Callable[..., Path]
PAGE = "speeches/office-2008.html"


@pytest.mark.parametrize(
    ("edition", "language", "title"),
    [
        ("zh-hans", "zh-Hans", "云溪讲话选"),
        ("zh-tw", "zh-Hant-TW", "雲溪講話選"),
        ("zh-hk", "zh-Hant-HK", "雲溪講話選"),
    ],
)
def test_language_and_title(site: Path, edition: str, language: str, title: str) -> None:
    html = (site / edition / PAGE).read_text(encoding="utf-8")
    assert f'<html lang="{language}"' in html
    assert f'<a class="brand" href="../index.html">{title}</a>' in html


@pytest.mark.parametrize("page", ["index.html", "search.html", PAGE, "lists/year-2008.html"])
def test_every_page_leads_to_itself_in_each_edition(site: Path, page: str) -> None:
    for edition in EDITIONS:
        html = (site / edition / page).read_text(encoding="utf-8")
        switch = re.search(r'<nav class="edition-switch".*?</nav>', html, re.DOTALL)
        assert switch
        links = re.findall(r'href="([^"]+)".*?data-edition="([^"]+)"', switch[0])
        folder = f"{edition}/{page}".rpartition("/")[0]
        assert {normpath(f"{folder}/{link}"): name for link, name in links} == {f"{e}/{page}": e for e in EDITIONS}
        assert 'rel="alternate" hreflang' not in html, "search engines want absolute addresses or none"


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_site_with_an_address_tells_search_engines_of_its_editions(
    build: Build, book_root: Path, edition: str
) -> None:
    settings = book_root / "conf" / "book.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(f'{before}\n[site]\nbase_url = "https://book.example/"\n', encoding="utf-8")
    try:
        html = (build("html", edition, name="addressed") / PAGE).read_text(encoding="utf-8")
    finally:
        settings.write_text(before, encoding="utf-8")
    links = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html))
    assert links == {
        **{each.html_lang: f"https://book.example/{each.name}/{PAGE}" for each in EDITIONS.values()},
        "x-default": f"https://book.example/zh-hans/{PAGE}",
    }
    assert f'<link rel="canonical" href="https://book.example/{edition}/{PAGE}"' in html


def test_read_the_docs_names_the_edition_and_its_ways(build: Build) -> None:
    environment = {"READTHEDOCS": "True", "READTHEDOCS_LANGUAGE": "zh-tw", "READTHEDOCS_VERSION": "latest"}
    environment["READTHEDOCS_CANONICAL_URL"] = "https://book.readthedocs.io/zh-tw/latest/"
    html = (build("html", "hosted", environment=environment, name="hosted") / PAGE).read_text(encoding="utf-8")
    assert '<html lang="zh-Hant-TW"' in html
    assert 'href="../../../zh-cn/latest/speeches/office-2008.html"' in html
    assert "zh-hk/" not in html, "Read the Docs has no such language"
    root = "https://book.readthedocs.io"
    assert f'hreflang="zh-Hans" href="{root}/zh-cn/latest/{PAGE}"' in html
    assert f'hreflang="x-default" href="{root}/zh-cn/latest/{PAGE}"' in html
    assert f'<link rel="canonical" href="{root}/zh-tw/latest/{PAGE}"' in html


def test_an_unknown_edition_is_refused_with_the_names_of_the_others(build: Build) -> None:
    with pytest.raises(AssertionError, match="zh-hans、zh-tw、zh-hk"):
        build("html", "zh-mars")


def test_hong_kong_has_words_of_its_own(site: Path) -> None:
    taiwan, hong_kong = ((site / name / "index.html").read_text(encoding="utf-8") for name in ("zh-tw", "zh-hk"))
    assert "回到頂端" in taiwan
    assert "返回頁首" in hong_kong
