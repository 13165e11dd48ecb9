"""Whether some characters are a word, whichever script they are written in."""

from speechbook.variants.engine import convert
from speechbook.variants.segmentation import load_words

__all__ = ("is_word",)


def is_word(text: str) -> bool:
    """Tell whether the table of words has it as one word.

    >>> is_word("水利"), is_word("縣裡"), is_word("进金")
    (True, True, False)
    """
    table = load_words()
    return any(table.score_of(word) is not None for word in (text, convert(text, "hant", "zh-hans")))
