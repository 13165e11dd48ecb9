"""Keys of the exact index: neighbours in folded text, within runs of letters and digits.

Folded here means: by the table of `folding`, and characters that stand for several (㎞, …, ½) spelled out as NFKC has
them. The browser folds in the same way (`browser/folding.js`). Marks are no keys, except inside numbers and Latin
words; a phrase with marks is looked up by its runs and then looked at in the text.
"""

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from functools import cache

from speechbook.search.bigrams import RUN_CHARS
from speechbook.search.folding import folding_rows, folding_table

__all__ = ("MAX_GAP", "RUN", "browser_rows", "find_runs", "fold_fully", "shard_of")

MAX_GAP = 8
"""Most punctuation marks in a row that a query may leave out or have in another way."""

_MASK = 0xFFFFFFFF
_QUOTES = "“”„‟〝〞「」『』﹁﹂﹃﹄｢｣«»"
_TOKEN_ENDS = f"(?<![{RUN_CHARS}])"
RUN = f"@+(?:(?<=@){_TOKEN_ENDS}\\S(?=@)(?![{RUN_CHARS}])@+|{_TOKEN_ENDS}[%‰+#]+@*)*"
"""Runs of what counts in folded text, as a regular expression; `@` stands for a letter or digit of any script.

Han, kana, hangul, digits, letters; a mark between two digits or letters (7.5, r&d); per cent and the like after one.
"""
_RUNS = re.compile(RUN.replace("@", r"[^\W_]"))


class _Table(dict[int, str]):
    """The folding table, which learns of other characters as they come."""

    def __missing__(self, code: int) -> str:
        """Spell out a character that the table has not; itself for nearly all."""
        char = chr(code)
        spelled = unicodedata.normalize("NFKC", char).lower()
        folded = spelled.translate(folding_table()) if spelled != char else char
        self[code] = folded
        return folded


@cache
def _table() -> _Table:
    table = _Table(folding_table())
    table.update(dict.fromkeys(map(ord, _QUOTES), '"'))
    return table


def fold_fully(text: str) -> str:
    """Fold a text as the index has it; quotation marks of all kinds are one.

    >>> fold_fully("走５㎞，說「好」")
    '走5km,说"好"'
    """
    return text.translate(_table())


def find_runs(folded: str) -> "Iterator[re.Match[str]]":
    """Find each run.

    >>> [match[0] for match in find_runs("同志们,增长7.5%;r&d")]
    ['同志们', '增长7.5%', 'r&d']
    """
    return _RUNS.finditer(folded)


def browser_rows() -> Iterator[str]:
    """Give the rows of the folding table without what a browser knows of itself: NFKC and small letters."""
    table = folding_table()
    for row in folding_rows():
        target = row[0]
        kept = [char for char in row[1:] if _as_browser(char, table) != target]
        if kept:
            yield target + "".join(kept)


def _as_browser(char: str, table: Mapping[int, str]) -> str:
    spelled = unicodedata.normalize("NFKC", char).lower()
    return spelled.translate(table) if spelled != char else char


def shard_of(first: str, last: str, shards: int, frequent: Container[str]) -> int:
    """Name the shard of a key by its first character, for frequent ones by the last, too; as `browser/postings.js`."""
    mixed = (ord(first) * 0x9E3779B1) & _MASK
    if first in frequent:
        mixed ^= (ord(last) * 0x85EBCA6B) & _MASK
    return (mixed ^ (mixed >> 15)) % shards
