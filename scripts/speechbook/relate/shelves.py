"""Shelves: the cards of a collection by year and by speaker."""

from collections.abc import Callable, Iterable

from speechbook.model import Shelf, SpeechCard
from speechbook.slugs import slug, unique

__all__ = ("by_speaker", "by_year", "in_order")

_UNKNOWN_YEAR, _UNKNOWN_SPEAKER = "undated", "unnamed"


def in_order(cards: Iterable[SpeechCard]) -> tuple[SpeechCard, ...]:
    """Sort by date, then id; what has no date comes last."""
    return tuple(sorted(cards, key=lambda card: (card.date == "", card.date, card.id)))


def by_year(cards: Iterable[SpeechCard]) -> tuple[Shelf, ...]:
    """One shelf a year, the latest first; the undated last."""
    groups = _groups(cards, lambda card: card.year)
    labels = sorted((label for label in groups if label), reverse=True) + [label for label in groups if not label]
    return tuple(Shelf(label, label or _UNKNOWN_YEAR, tuple(groups[label])) for label in labels)


def by_speaker(cards: Iterable[SpeechCard]) -> tuple[Shelf, ...]:
    """One shelf a speaker, those with most speeches first; the unnamed last."""
    groups = _groups(cards, lambda card: card.speaker)
    slugs: dict[str, str] = {}
    for label in sorted(groups):  # in an order that a new speech does not change
        slugs[label] = unique(slug(label) if label else _UNKNOWN_SPEAKER, set(slugs.values()))
    labels = sorted(groups, key=lambda label: (label == "", -len(groups[label]), label))
    return tuple(Shelf(label, slugs[label], tuple(groups[label])) for label in labels)


def _groups(cards: Iterable[SpeechCard], label_of: Callable[[SpeechCard], str]) -> dict[str, list[SpeechCard]]:
    groups: dict[str, list[SpeechCard]] = {}
    for card in in_order(cards):
        groups.setdefault(label_of(card), []).append(card)
    return groups
