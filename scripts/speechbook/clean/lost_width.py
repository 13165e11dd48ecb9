"""Whether a text as a whole lost its full-width marks, as NFKC normalization and some converters do to all of them."""

import re

from speechbook.han import CJK_MARKS, HAN

__all__ = ("CHINESE", "has_lost_width", "is_simplified")

CHINESE = f"{HAN}{CJK_MARKS}"
"""Ideographs and full-width marks, for use inside `[...]` of a regular expression."""

_ASCII_MARK_AFTER_HAN = re.compile("[,!?;:](?<=[\u4e00-\u9fff”’》].)")
_WIDE_MARKS = "，！？；："
_DAMAGED_SHARE = 0.25
_ONLY_SIMPLIFIED = "这为会来个们说时对发经过业产动进设实现关点电"
_ONLY_TRADITIONAL = "這為會來個們說時對發經過業產動進設實現關點電"


def has_lost_width(text: str) -> bool:
    """Tell whether marks after Han are ASCII so often that the whole text was damaged.

    Settles cases that one place cannot.
    """
    narrow = sum(1 for _ in _ASCII_MARK_AFTER_HAN.finditer(text))
    return narrow > _DAMAGED_SHARE * (narrow + sum(map(text.count, _WIDE_MARKS))) if narrow else False


def is_simplified(text: str) -> bool:
    """Tell Simplified from Traditional by the commonest characters that differ; a text without any is neither."""
    return sum(map(text.count, _ONLY_SIMPLIFIED)) > sum(map(text.count, _ONLY_TRADITIONAL))
