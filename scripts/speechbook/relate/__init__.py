"""The collection as a whole: which speeches there are, in which order, on which shelves."""

from speechbook.relate.cards import card_of
from speechbook.relate.mentions import find_mentions
from speechbook.relate.pinyin_order import pinyin_key
from speechbook.relate.shelves import by_speaker, by_year, in_order

__all__ = ("by_speaker", "by_year", "card_of", "find_mentions", "in_order", "pinyin_key")
