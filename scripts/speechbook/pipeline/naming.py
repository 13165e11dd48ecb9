"""Names in both scripts: one entry of an index for 陆启衡 and 陸啟衡."""

from functools import lru_cache

from speechbook.config import Settings
from speechbook.model import ListedName, Mention, MentionKind
from speechbook.outline import Names
from speechbook.variants import convert

__all__ = ("book_names", "in_script_of", "index_key")

_TRADITIONAL = ("zh-tw", "zh-hk")
_SIMPLIFIED = "zh-hans"


def book_names(settings: Settings) -> Names:
    """Give the names that the editor lists, findable in either script."""
    return Names.of(_in_both_scripts(entry, settings.book.script) for entry in settings.names)


def _in_both_scripts(entry: ListedName, script: str) -> ListedName:
    editions = _TRADITIONAL if script == "hans" else (_SIMPLIFIED,)
    words = (entry.name, *entry.aliases)
    others = (_converted(word, script, edition) for edition in editions for word in words)
    aliases = tuple(dict.fromkeys(word for word in (*entry.aliases, *others) if word != entry.name))
    return ListedName(entry.kind, entry.name, aliases, is_listed=entry.is_listed)


def index_key(name: str, script: str) -> str:
    """Give the Simplified form of a name, under which both spellings are one entry."""
    return _converted(name, "hant", _SIMPLIFIED) if script == "hant" else name


def in_script_of(mention: Mention, script: str, settings: Settings, names: Names) -> Mention:
    """Give a mention with its name in the script of a page, where the list has it in the other."""
    is_listed = (mention.kind, mention.name) in names.by_word.get(mention.name, ())
    if script == settings.book.script or not is_listed:
        return mention
    edition = _SIMPLIFIED if script == "hans" else _TRADITIONAL[0]
    return Mention(
        MentionKind(mention.kind), _converted(mention.name, settings.book.script, edition), mention.paragraph
    )


@lru_cache(maxsize=8192)
def _converted(text: str, script: str, edition: str) -> str:
    return convert(text, script, edition)
