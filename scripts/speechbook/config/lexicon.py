"""The plain lists that an editor keeps in `conf/lexicon`."""

from pathlib import Path

from speechbook.config.sections import EDITION_NAMES
from speechbook.errors import ConfigError
from speechbook.model import ListedName, MentionKind

__all__ = (
    "LEXICON_FILES",
    "NAME_FILES",
    "read_lexicon",
    "read_names",
    "read_overrides",
)

NAME_FILES = ("people.txt", "places.txt", "occasions.txt", "topics.txt")
"""Lists below `conf/lexicon` of what the indices of the book list."""
LEXICON_FILES = ("watermarks.txt", "not-site-names.txt", "protect.txt", "han-overrides.tsv", *NAME_FILES)
"""Lists below `conf/lexicon` that are part of the settings."""


def read_lexicon(path: Path) -> tuple[str, ...]:
    """Read a plain list: one entry a line, `#` opens a comment, a missing file is an empty list."""
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as exc:
        raise ConfigError(f"{path}：读不出来（{exc}）。请存为 UTF-8") from exc
    entries = (line.partition("#")[0].strip() for line in text.split("\n"))
    return tuple(dict.fromkeys(entry for entry in entries if entry))


def read_names(folder: Path) -> tuple[ListedName, ...]:
    """Read what an editor wants listed: one name a line, then after `：` the words by which it is found, between `、`.

    A line `- 高度` says that a word is no such name. Raises `ConfigError` with the line that cannot be used.
    """
    listed: list[ListedName] = []
    for file in NAME_FILES:
        kind = MentionKind(file.removesuffix(".txt"))
        for row in read_lexicon(folder / file):
            is_listed = not row.startswith("-")
            name, _, words = row.removeprefix("-").replace(":", "：").partition("：")
            aliases = tuple(word.strip() for word in words.split("、") if word.strip())
            if not name.strip() or (not is_listed and aliases):
                raise ConfigError(f"{folder / file}：“{row}”应写成“名称”、“名称：别名、别名”或“- 不是名称的词”")
            listed.append(ListedName(kind, name.strip(), aliases, is_listed=is_listed))
    return tuple(listed)


def read_overrides(path: Path) -> tuple[str, ...]:
    """Read an editor's decisions: edition (`*` for all), words as in the source, words as printed, between tabs.

    Gives them as entries of `Settings.protected`. Raises `ConfigError` with the line that cannot be used.
    """
    entries = []
    for row in read_lexicon(path):
        edition, *words = (part.strip() for part in row.split("\t"))
        if edition not in ("*", *EDITION_NAMES) or len(words) != 2 or not words[0] or len(words[0]) != len(words[1]):
            advice = f"应写“版本、原文、写作”，中间用制表符；版本是 * 或 {'、'.join(EDITION_NAMES)}；两处字数要相同"
            raise ConfigError(f"{path}：“{row}”{advice}")
        entries.append(("" if edition == "*" else f"{edition}:") + "=".join(words))
    return tuple(entries)
