"""Make the card of a speech."""

from speechbook.model import Paragraph, Speech, SpeechCard

__all__ = ("card_of",)


def card_of(speech: Speech) -> SpeechCard:
    """Keep the little that lists need."""
    meta = speech.meta
    return SpeechCard(
        id=speech.id,
        title=meta.title,
        speaker=meta.speaker,
        date=meta.date,
        place=meta.place,
        occasion=meta.occasion,
        script=meta.script,
        char_count=sum(len(block.text) for block in speech.blocks if isinstance(block, Paragraph)),
    )
