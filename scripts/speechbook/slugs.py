"""Ids and file names out of Chinese words: pinyin, lowercase letters, digits and single hyphens."""

import re
from collections.abc import Container

from speechbook.pronunciation import syllables

__all__ = ("slug", "unique")

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_MAX_CHARS = 48


def slug(text: str) -> str:
    """Make an id of words; `s-` goes before what does not begin with a letter.

    >>> slug("在全县办公室工作会议上的讲话(转)"), slug("2009 抗旱动员"), slug("…")
    ('zai-quan-xian-ban-gong-shi-gong-zuo-hui-yi-shang', 's-2009-kang-han-dong-yuan', 's')
    """
    words = _NOT_SLUG.sub("-", " ".join(syllables(text.lower()))).strip("-")
    if len(words) > _MAX_CHARS:
        words = words[: _MAX_CHARS + 1].rpartition("-")[0] or words[:_MAX_CHARS]
    if not words[:1].isalpha():
        words = f"s-{words}".rstrip("-")
    return words


def unique(name: str, taken: Container[str]) -> str:
    """Add `-2`, `-3` … to a name that is taken."""
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
