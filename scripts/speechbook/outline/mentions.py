"""What a speech names: people, places, occasions, works and topics, each with the paragraph where it stands.

Mentions belong to one speech and are found once for each change of it; what the collection makes of them is built from
them alone. Only what is certain is listed: what the editor lists, what the front matter says, titles between 《》, and
names that their surroundings show to be such (see `named_people`, `named_places`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from speechbook.model import LineRole, ListedName, Mention, MentionKind, Paragraph, Section, Speech
from speechbook.outline.named_people import people_shown
from speechbook.outline.named_places import places_shown
from speechbook.outline.names_pattern import names_pattern

__all__ = ("Names", "find_mentions")

_WORK = re.compile(r"《([^《》\n]{1,60})》")
_SAID_APART = (LineRole.BYLINE, LineRole.DATE, LineRole.SUBTITLE)
"""What these lines say is listed for the whole speech."""
_TEXT_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Names:
    """What an editor lists, put in order for the search in texts; made once for a run."""

    by_word: dict[str, tuple[tuple[MentionKind, str], ...]]
    """Each name and alias with the names it stands for."""
    refused: frozenset[tuple[MentionKind, str]]
    """Words that only look like names."""
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, listed: Iterable[ListedName]) -> "Names":
        """Put the lists in order."""
        by_word: dict[str, tuple[tuple[MentionKind, str], ...]] = {}
        refused: set[tuple[MentionKind, str]] = set()
        for entry in listed:
            if not entry.is_listed:
                refused.add((entry.kind, entry.name))
                continue
            for word in (entry.name, *entry.aliases):
                by_word[word] = tuple(dict.fromkeys((*by_word.get(word, ()), (entry.kind, entry.name))))
        return cls(by_word, frozenset(refused), names_pattern(by_word))


def find_mentions(speech: Speech, names: Names) -> tuple[Mention, ...]:
    """Find what a speech names, in the order of its text; a paragraph is listed once for each name."""
    paragraphs = (block for block in speech.blocks if isinstance(block, Paragraph) and block.role not in _SAID_APART)
    passages = [(block.id, block.text) for block in paragraphs]
    passages += [(block.id, block.title) for block in speech.blocks if isinstance(block, Section)]
    order = {block.id: place for place, block in enumerate(speech.blocks)}
    found = [*_of_front_matter(speech, names), *_of_text(speech, passages, names)]
    unique = dict.fromkeys(one for one in found if (one.kind, one.name) not in names.refused)
    return tuple(sorted(unique, key=lambda one: order.get(one.paragraph, -1)))


def _of_front_matter(speech: Speech, names: Names) -> Iterator[Mention]:
    meta = speech.meta
    said = ((MentionKind.PERSON, meta.speaker), (MentionKind.PLACE, meta.place), (MentionKind.OCCASION, meta.occasion))
    for kind, word in (*said, *((MentionKind.TOPIC, topic) for topic in meta.topics)):
        if word:
            yield Mention(kind, _listed_as(kind, word, names), "")


def _listed_as(kind: MentionKind, word: str, names: Names) -> str:
    return next((name for listed_kind, name in names.by_word.get(word, ()) if listed_kind is kind), word)


def _of_text(speech: Speech, passages: Sequence[tuple[str, str]], names: Names) -> Iterator[Mention]:
    text = _TEXT_BREAK.join(text for _, text in passages)
    own = {
        **{name: (MentionKind.PERSON, _listed_as(MentionKind.PERSON, name, names)) for name in people_shown(text)},
        **{name: (MentionKind.PLACE, _listed_as(MentionKind.PLACE, name, names)) for name in places_shown(text)},
        **{topic: (MentionKind.TOPIC, _listed_as(MentionKind.TOPIC, topic, names)) for topic in speech.meta.topics},
    }
    if len(speech.meta.speaker) > 1:
        own[speech.meta.speaker] = (MentionKind.PERSON, _listed_as(MentionKind.PERSON, speech.meta.speaker, names))
    own_pattern = names_pattern(own)
    for identity, passage in passages:
        for found in _WORK.finditer(passage):
            yield Mention(MentionKind.WORK, found[1], identity)
        if own_pattern:
            for found in own_pattern.finditer(passage):
                yield Mention(*own[found[0]], identity)
        if names.pattern:
            for found in names.pattern.finditer(passage):
                for kind, name in names.by_word[found[0]]:
                    yield Mention(kind, name, identity)
