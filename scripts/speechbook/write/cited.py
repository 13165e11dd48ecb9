"""What a reference to a speech needs, in the front matter of its page."""

from speechbook.model import Speech

__all__ = ("cited_facts",)

_KEYS = ("title", "speaker", "date", "place", "occasion", "source")


def cited_facts(speech: Speech) -> dict[str, object]:
    """Give the known keys, and under `inferred` the names of those that no editor has confirmed."""
    facts: dict[str, object] = {key: value for key in _KEYS if (value := getattr(speech.meta, key))}
    inferred = [inference.key for inference in speech.inferred if inference.key in facts]
    return {**facts, "inferred": inferred} if inferred else facts
