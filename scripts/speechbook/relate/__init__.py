"""The collection as a whole: which speeches there are, in which order, on which shelves."""

from speechbook.relate.cards import card_of
from speechbook.relate.shelves import by_speaker, by_year, in_order

__all__ = ("by_speaker", "by_year", "card_of", "in_order")
