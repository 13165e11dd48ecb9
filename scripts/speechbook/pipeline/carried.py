"""What a page or file says of itself, as the front matter of a clean text that is made from it.

The words that say it stay beside it in the trail (`extracted.carried`).
"""

from collections.abc import Sequence
from dataclasses import replace

from speechbook.front_matter import extra_key
from speechbook.model import Inference, Metadata
from speechbook.outline import find_outline, infer_metadata

__all__ = ("with_carried",)

_OF_THE_SOURCE = ("source_author", "source_date")
"""Who put it there and when: often not the speaker, nor the day of the speech, and so keys of their own."""


def with_carried(meta: Metadata, carried: Sequence[Inference], lines: Sequence[str]) -> Metadata:
    """Enter what was carried into a new front matter: source and address, and the title of a text that has none."""
    said = {inference.key: inference.value for inference in carried}
    if not said:
        return meta
    own = {inference.key for inference in infer_metadata(lines, find_outline(lines), "")}
    return replace(
        meta,
        title="" if "title" in own else said.get("title", ""),
        source=said.get("source", ""),
        source_url=said.get("source_url", ""),
        unknown=tuple(extra_key(key, said[key]) for key in _OF_THE_SOURCE if said.get(key)),
    )
