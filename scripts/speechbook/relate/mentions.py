"""What a speech names: people, places, occasions, works and topics, each with the paragraph where it stands.

Mentions belong to one speech and are found once for each change of it; what the collection makes of them is built from
them alone. Only what is certain is listed.
"""

import re
from collections.abc import Iterator

from speechbook.model import Mention, MentionKind, Paragraph, Speech

__all__ = ("find_mentions",)

_WORK = re.compile(r"《([^《》]{1,60})》")


def find_mentions(speech: Speech) -> tuple[Mention, ...]:
    """Find what a speech names, in the order of its text; a paragraph is listed once for each name."""
    return tuple(dict.fromkeys((*_of_front_matter(speech), *_of_text(speech))))


def _of_front_matter(speech: Speech) -> Iterator[Mention]:
    meta = speech.meta
    named = ((MentionKind.PERSON, meta.speaker), (MentionKind.PLACE, meta.place), (MentionKind.OCCASION, meta.occasion))
    for kind, name in named:
        if name:
            yield Mention(kind, name, "")
    for topic in meta.topics:
        yield Mention(MentionKind.TOPIC, topic, "")


def _of_text(speech: Speech) -> Iterator[Mention]:
    for block in speech.blocks:
        if isinstance(block, Paragraph):
            for found in _WORK.finditer(block.text):
                yield Mention(MentionKind.WORK, found[1], block.id)
