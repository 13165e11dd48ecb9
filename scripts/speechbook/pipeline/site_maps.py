"""Sitemaps: the list of pages that search engines ask for, with each page's other editions (sitemaps.org)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

__all__ = ("SitemapEntry", "sitemap_files", "sitemap_index")

_MOST_ENTRIES = 50_000
_MOST_BYTES = 50_000_000
"""What one file may hold."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OPEN = f'{_HEAD}<urlset xmlns="{_SPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_CLOSE = "</urlset>\n"


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One page."""

    address: str
    """Absolute."""
    alternates: tuple[tuple[str, str], ...]
    """Language and absolute address of the page in each edition, this one included."""


def sitemap_files(base: str, entries: Iterable[SitemapEntry], most: int = _MOST_ENTRIES) -> Iterator[tuple[str, str]]:
    """Give names and contents: `sitemap.xml`, and for a large book its parts, which that file then lists."""
    parts = list(_parts(entries, most))
    if len(parts) == 1:
        yield "sitemap.xml", parts[0]
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield from zip(names, parts, strict=True)
    yield "sitemap.xml", sitemap_index(f"{base.rstrip('/')}/{name}" for name in names)


def sitemap_index(addresses: Iterable[str]) -> str:
    """List sitemaps."""
    rows = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>\n" for address in addresses)
    return f'{_HEAD}<sitemapindex xmlns="{_SPACE}">\n{rows}</sitemapindex>\n'


def _parts(entries: Iterable[SitemapEntry], most: int) -> Iterator[str]:
    rows: list[str] = []
    size = len(_OPEN) + len(_CLOSE)
    for entry in entries:
        row = _row(entry)
        weight = len(row.encode())
        if rows and (len(rows) == most or size + weight > _MOST_BYTES):
            yield _OPEN + "".join(rows) + _CLOSE
            rows, size = [], len(_OPEN) + len(_CLOSE)
        rows.append(row)
        size += weight
    yield _OPEN + "".join(rows) + _CLOSE


def _row(entry: SitemapEntry) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{escape(language)}" href="{escape(address)}"/>'
        for language, address in entry.alternates
    )
    return f"<url><loc>{escape(entry.address)}</loc>{links}</url>\n"
