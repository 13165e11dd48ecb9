"""The files at the root of a web site that are no pages of the book: for lost readers and for search engines."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import urlsplit

from speechbook.config import Settings
from speechbook.pipeline.site_maps import sitemap_index
from speechbook.variants import EDITIONS, Script, convert, style_for

__all__ = ("SiteRoot", "not_found_page", "robots_file", "sitemap_of_editions")

_HEADING = "没有这一页"
_ADVICE = "这个网址可能写错了，也可能这一篇已经撤下或改了名。可以从首页按年份、讲话人去找，或者搜索记得的句子。"
_HOME, _SEARCH = "首页", "搜索"


@dataclass(frozen=True, slots=True)
class SiteRoot:
    """Where a site stands: all editions below one folder, or one edition alone."""

    editions: tuple[tuple[str, str], ...]
    """Name of each edition, and its folder below the root: `zh-hans/`, or nothing."""
    address: str
    """Absolute address of the root, with a slash at its end; empty where it is not known."""


def not_found_page(settings: Settings, root: SiteRoot) -> str:
    """Fill the page that a host shows for an address it lacks; it needs no other file."""
    source: Script = "hant" if settings.book.script == "hant" else "hans"
    first = root.editions[0][0]
    where = urlsplit(root.address).path if root.address else ""
    rows = []
    for name, folder in root.editions:
        edition = EDITIONS[name]
        links = "".join(
            f"<a {_target(where, folder + page)}>{_in(settings, label, 'hans', name)}</a>"
            for label, page in ((_HOME, "index.html"), (_SEARCH, "search.html"))
        )
        rows.append(f'<li lang="{edition.html_lang}"><strong>{edition.label}</strong>{links}</li>')
    data = files("speechbook.pipeline") / "data"
    return Template((data / "not-found.html").read_text(encoding="utf-8")).substitute(
        lang=EDITIONS[first].html_lang,
        title=escape(_in(settings, settings.book.title, source, first)),
        heading=_in(settings, _HEADING, "hans", first),
        advice=_in(settings, _ADVICE, "hans", first),
        links="\n".join(rows),
        script=(data / "not-found.js").read_text(encoding="utf-8").strip(),
    )


def robots_file(root: SiteRoot) -> str:
    """Let every search engine in, and tell it where the list of pages is."""
    sitemap = f"\nSitemap: {root.address}sitemap.xml\n" if root.address else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def sitemap_of_editions(root: SiteRoot, parts: Sequence[str]) -> str:
    """List the sitemaps of the editions, named by their paths below the root."""
    return sitemap_index(root.address + part for part in parts)


def _target(where: str, path: str) -> str:
    return f'href="{escape(where + path)}"' if where else f'href="/{escape(path)}" data-path="{escape(path)}"'


def _in(settings: Settings, text: str, source: Script, edition: str) -> str:
    return convert(text, source, edition, protected=settings.protected, style=style_for(settings, edition))
