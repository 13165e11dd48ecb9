"""What a page says of itself: title, site, address, date, author, each with the words that say it.

Only what is declared is taken, nothing is searched for in the text; the text has its own reader of openings.
"""

import re
from collections.abc import Sequence

from speechbook.model import Inference
from speechbook.read.html_trees import Element, words_of

__all__ = ("page_metadata",)

_META = {
    "title": ("articletitle", "og:title", "dc.title", "twitter:title"),
    "source": ("contentsource", "og:site_name", "sitename", "dc.publisher"),
    "source_url": ("og:url", "url", "articleurl"),
    "source_date": ("pubdate", "article:published_time", "publishdate", "dc.date", "weibo: article:create_at"),
    "source_author": ("author", "article:author", "dc.creator"),
}
"""Names of `<meta>` in order of trust; those without a prefix are of the standard of Chinese government sites."""
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)\s*(\S+)")
_DATE = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
_TITLE_PART = re.compile(r"\s*[_|–—]+\s*|\s+-+\s+|-{2,}")
_MAX_CHARS = 200


def page_metadata(root: Element, comments: Sequence[str]) -> tuple[Inference, ...]:
    """Read the head of a page."""
    metas = _metas(root)
    found: dict[str, Inference] = {}
    for key, names in _META.items():
        for name in names:
            value = _tidy(key, metas.get(name, ""))
            if value:
                found[key] = Inference(key, value, f"网页 <meta {name}>：{metas[name]}"[:_MAX_CHARS])
                break
    _from_address(root, comments, found)
    _from_title(root, found)
    return tuple(found[key] for key in _META if key in found)


def _metas(root: Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            metas.setdefault(name, content)
    return metas


def _from_address(root: Element, comments: Sequence[str], found: dict[str, Inference]) -> None:
    if "source_url" in found:
        return
    for link in root.iter("link"):
        address = link.get("href") or ""
        if (link.get("rel") or "").lower() == "canonical" and _tidy("source_url", address):
            found["source_url"] = Inference("source_url", address, f"网页 <link canonical>：{address}"[:_MAX_CHARS])
            return
    for comment in comments:
        saved = _SAVED_FROM.search(comment)
        if saved and _tidy("source_url", saved.group(1)):
            found["source_url"] = Inference("source_url", saved.group(1), comment.strip()[:_MAX_CHARS])
            return


def _from_title(root: Element, found: dict[str, Inference]) -> None:
    """Take title and site from `<title>`: the first part and the last but for the name of the program."""
    words = " ".join(words_of(title) for title in root.iter("title"))
    parts = [
        part for part in _TITLE_PART.split(words) if part and not part.lower().startswith(("powered by", "discuz"))
    ]
    evidence = f"网页 <title>：{words}"[:_MAX_CHARS]
    if parts and "title" not in found:
        found["title"] = Inference("title", parts[0][:_MAX_CHARS], evidence)
    if len(parts) > 1 and "source" not in found:
        found["source"] = Inference("source", parts[-1][:_MAX_CHARS], evidence)


def _tidy(key: str, value: str) -> str:
    """Give a value in the form of the front matter; empty for one that cannot be meant."""
    if key == "source_url":
        return value if value.startswith(("http://", "https://")) and len(value) <= _MAX_CHARS else ""
    if key == "source_date":
        date = _DATE.search(value)
        return f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}" if date else ""
    return value[:_MAX_CHARS]
