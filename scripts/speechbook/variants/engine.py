"""Convert a text from the script it was written in to an edition."""

import hashlib
from collections.abc import Sequence
from importlib.resources import files

from speechbook.errors import UsageError
from speechbook.variants.editions import edition_named
from speechbook.variants.house_style import HOUSE_STYLES, HouseStyle, apply_house_style
from speechbook.variants.opencc_adapter import convert_exactly, opencc_version
from speechbook.variants.overrides import apply_overrides
from speechbook.variants.regional import write_regionally
from speechbook.variants.segmentation import convert_words

__all__ = ("convert", "engine_version")

_DATA = ("words.gz", "contexts.txt", "regional.txt")
_TO_SIMPLIFIED = ("tw2s", "hk2s")
"""Of a Traditional text it is not known which region spelt it: 走著瞧 is Taiwan's, 衞生 Hong Kong's. One after the
other they read both; OpenCC's `t2s` reads neither."""


def convert(
    text: str,
    source: str,
    edition: str,
    *,
    protected: Sequence[str] = (),
    style: HouseStyle | None = None,
) -> str:
    """Convert one block of text (a paragraph, a title, a line) to an edition, one character for one.

    `source` is the script it is written in, `hans` or `hant`. A text that is in the script of the edition already is
    given back as it is: a Traditional source is never converted over itself. Occurrences of `protected` words stay as
    they are, or are written as the entry says (`系上=繫上`, see `overrides`). `style` replaces the house style of
    the edition.

    >>> convert("干部和群众", "hans", "zh-tw"), convert("幹部和群眾", "hant", "zh-tw")
    ('幹部和群眾', '幹部和群眾')

    Raises `UsageError` for an unknown script or edition, `ConfigError` when OpenCC is not usable.
    """
    target = edition_named(edition)
    chosen = HOUSE_STYLES[edition] if style is None else style
    if source not in ("hans", "hant"):
        raise UsageError(f"文字的来源只能是 hans（简体）或 hant（繁体），不能是 {source or '空'}")
    if source == target.script or not text:
        return text
    if target.script == "hans":
        converted = text
        for config in _TO_SIMPLIFIED:
            converted = convert_exactly(config, converted)
    else:
        converted = write_regionally(convert_words(text), edition, chosen)
    converted = apply_house_style(converted, chosen)
    return apply_overrides(text, converted, protected, edition) if protected else converted


def engine_version() -> str:
    """Name what decides how a text is converted; editions made by different engines must be built anew."""
    data = files(__package__) / "data"
    digest = hashlib.sha256(b"".join(data.joinpath(name).read_bytes() for name in _DATA))
    return f"opencc {opencc_version()}, data {digest.hexdigest()[:12]}"
