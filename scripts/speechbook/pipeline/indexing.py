"""Write the index pages whose names changed; the others are not even made."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Self

from speechbook.config import Settings
from speechbook.model import (
    WHOLE_SPEECH,
    IndexEntry,
    IndexLine,
    IndexLink,
    IndexPage,
    Mention,
    MentionKind,
    Speech,
    SpeechCard,
)
from speechbook.outline import find_mentions
from speechbook.pipeline.files import write_text
from speechbook.pipeline.index_store import IndexStore, Named
from speechbook.pipeline.naming import book_names, in_script_of, index_key
from speechbook.relate import OWN_PAGE_SPEECHES, pinyin_key, plan_index
from speechbook.slugs import slug
from speechbook.write import (
    index_anchor,
    index_home,
    index_page,
    index_terms,
    name_page,
    name_years_page,
    speech_list_page,
    speech_list_rows,
)

__all__ = ("Indexing", "NameFinder", "SpeechNames")

_PART_LINES = 60
"""Speeches on one page of a name."""
_FOREMOST = 12
"""Names of an index that the landing page shows."""
_HOME = "indices"
_ALL = "speeches"


@dataclass(frozen=True, slots=True)
class SpeechNames:
    """What one speech names: for the store, and for the printed index."""

    speech: str
    title: str
    script: str
    date: str
    named: tuple[Named, ...]
    terms: str
    """What its page tells the printed index."""


class NameFinder:
    """Finds the names in speeches, each by itself."""

    def __init__(self, settings: Settings) -> None:
        """Make the names of the book ready, in both scripts."""
        self._settings = settings
        self._names = book_names(settings)

    def names_in(self, speech: Speech) -> SpeechNames:
        """Find what a speech names."""
        mentions = find_mentions(speech, self._names)
        script = speech.meta.script
        shown = tuple(in_script_of(mention, script, self._settings, self._names) for mention in mentions)
        # Phrases that tell how a character is read are known in Simplified only: 長江 as 长江.
        keys = {one: pinyin_key(index_key(one.name, script), one.kind) for one in shown}
        meta = speech.meta
        terms = index_terms(speech.id, shown, keys)
        return SpeechNames(speech.id, meta.title, meta.script, meta.date, self._named(speech, mentions), terms)

    def _named(self, speech: Speech, mentions: tuple[Mention, ...]) -> tuple[Named, ...]:
        grouped: dict[tuple[MentionKind, str], list[str]] = {}
        labels: dict[tuple[MentionKind, str], tuple[str, str]] = {}
        prefix = len(speech.id) + 1
        for mention in mentions:
            is_listed = (mention.kind, mention.name) in self._names.by_word.get(mention.name, ())
            script = self._settings.book.script if is_listed else speech.meta.script
            key = (mention.kind, index_key(mention.name, script))
            labels.setdefault(key, (mention.name, script))
            grouped.setdefault(key, []).append(mention.paragraph[prefix:] or WHOLE_SPEECH)
        return tuple(
            Named(kind, key, *labels[kind, key], pinyin_key(key, kind), tuple(dict.fromkeys(places)))
            for (kind, key), places in grouped.items()
        )


class Indexing:
    """The indices in one run: what each speech names goes in, pages come out. To be used with `with`."""

    def __init__(self, settings: Settings, mark: str, folder: Path) -> None:
        """Open the store in the folder of the state."""
        self._settings = settings
        self._store = IndexStore(folder / "index.sqlite3", mark)
        self.is_new = self._store.is_new
        """Nothing is known yet: all speeches have to be taken."""

    def __enter__(self) -> Self:
        """Begin the run."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Keep what was found, unless the run broke off: then the next one does it again."""
        self._store.close(keep=kind is None)

    def take(self, found: SpeechNames) -> None:
        """Put what a speech names into the store."""
        self._store.put(found.speech, found.title, found.script, found.date, found.named)

    def write_pages(self, speeches: Collection[str]) -> set[str]:
        """Forget the other speeches and write the pages that changed; gives the names of all index pages."""
        self._store.keep_only(speeches)
        return _write_index_pages(self._store, self._settings)

    def foremost(self, kind: MentionKind) -> tuple[IndexLink, ...]:
        """Find the names that most speeches hold, and where they stand in their index."""
        entries = list(self._store.entries(kind))
        chosen = sorted(entries, key=lambda entry: (-entry.speeches, -entry.paragraphs, entry.pinyin, entry.key))
        keys = {entry.key for entry in chosen[:_FOREMOST]}
        own_pages = _own_pages(kind, entries)
        places = {
            entry.key: (own_pages[entry.key], "") if entry.key in own_pages else (page.name, index_anchor(kind, number))
            for page in plan_index(kind, entries)
            for number, entry in enumerate(page.entries, 1)
            if entry.key in keys
        }
        return tuple(
            IndexLink(entry.name, entry.script, *places[entry.key], entry.speeches) for entry in chosen[:_FOREMOST]
        )

    def write_speech_list(self, cards: Iterable[SpeechCard]) -> str:
        """Write the page of all speeches and its data, in the order of `cards`; gives the name of the page."""
        topics: dict[str, list[str]] = {}
        for speech, topic in self._store.names_of_speeches(MentionKind.TOPIC):
            topics.setdefault(speech, []).append(topic)
        folder = self._settings.folders.lists
        write_text(folder / f"{_ALL}.jsonl", "".join(speech_list_rows(cards, topics)))
        write_text(folder / f"{_ALL}.md", speech_list_page())
        return _ALL


def _write_index_pages(store: IndexStore, settings: Settings) -> set[str]:
    """Bring the index pages up to date; gives the names of all of them, so that others can be removed."""
    folder = settings.folders.lists
    before, now = store.page_contents(), {}
    counts: dict[MentionKind, int] = {}
    for kind in MentionKind:
        entries = list(store.entries(kind))
        counts[kind] = len(entries)
        own_pages = _own_pages(kind, entries)
        for page in plan_index(kind, entries):
            contents = _contents(page)
            now[page.name] = contents
            is_touched = any((kind, entry.key) in store.touched for entry in page.entries)
            if is_touched or before.get(page.name) != contents or not (folder / f"{page.name}.md").exists():
                write_text(folder / f"{page.name}.md", index_page(page, _with_lines(store, page, own_pages)))
        for entry in entries:
            if entry.key in own_pages:
                _write_name_pages(store, settings, kind, entry, own_pages[entry.key], now, before)
    now[_HOME] = ""
    write_text(folder / f"{_HOME}.md", index_home(counts))
    if now != before:
        store.keep_pages(now)
    return set(now)


def _contents(page: IndexPage) -> str:
    """Say in short what a page holds, the lines below its names aside."""
    digest = hashlib.sha256(repr((page.entries, page.heads, page.children)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _own_pages(kind: MentionKind, entries: list[IndexEntry]) -> dict[str, str]:
    """Name the pages of the names that many speeches hold."""
    names: dict[str, str] = {}
    for entry in sorted(entries, key=lambda entry: entry.key):
        if entry.speeches > OWN_PAGE_SPEECHES:
            name = f"{kind.value}-of-{slug(entry.key)}"
            if name in names.values():  # a homophone; its own characters tell it from the other
                name += "-" + "-".join(f"{ord(char):x}" for char in entry.key[:4])
            names[entry.key] = name
    return names


def _with_lines(
    store: IndexStore, page: IndexPage, own_pages: dict[str, str]
) -> Iterator[tuple[IndexEntry, str, Iterator[IndexLine]]]:
    for entry in page.entries:
        own = own_pages.get(entry.key, "")
        yield entry, own, iter(()) if own else store.lines(page.kind, entry.key)


def _write_name_pages(
    store: IndexStore,
    settings: Settings,
    kind: MentionKind,
    entry: IndexEntry,
    name: str,
    now: dict[str, str],
    before: dict[str, str],
) -> None:
    """Write the page of one name, or one a year below it when there are too many speeches for one page."""
    folder = settings.folders.lists
    touched = (kind, entry.key) in store.touched
    known = [page for page in before if page == name or page.startswith(f"{name}--")]
    if not touched and name in known and all((folder / f"{page}.md").exists() for page in known):
        now.update((page, before[page]) for page in known)
        return
    now[name] = entry.key
    if entry.speeches <= _PART_LINES:
        write_text(folder / f"{name}.md", name_page(kind, entry, list(store.lines(kind, entry.key))))
        return
    parts: list[tuple[str, str, int]] = []
    for label, part, lines in _years(store.lines(kind, entry.key)):
        page = f"{name}--{part}"
        now[page] = entry.key
        write_text(folder / f"{page}.md", name_page(kind, entry, lines, label))
        parts.append((label, page, len(lines)))
    write_text(folder / f"{name}.md", name_years_page(kind, entry, parts))


def _years(lines: Iterator[IndexLine]) -> Iterator[tuple[str, str, list[IndexLine]]]:
    """Cut the speeches of a name into years, and a year that is too long for a page into parts."""
    for year, group in groupby(lines, key=lambda line: line.date[:4]):
        label, name = (f"{year} 年", year) if year else ("年份待考", "undated")
        part: list[IndexLine] = []
        number = 1
        for line in group:
            if len(part) == _PART_LINES:
                yield _numbered(label, name, number, part)
                part, number = [], number + 1
            part.append(line)
        yield _numbered(label, name, number, part)


def _numbered(label: str, name: str, number: int, lines: list[IndexLine]) -> tuple[str, str, list[IndexLine]]:
    return (label, name, lines) if number == 1 else (f"{label}，之 {number}", f"{name}-{number}", lines)
