"""Convert the body of one text, line by line, for the command line."""

from speechbook.config import Settings
from speechbook.front_matter import split_front_matter
from speechbook.variants import convert, script_of, style_for

__all__ = ("convert_body",)


def convert_body(name: str, text: str, edition: str, script: str, settings: Settings) -> str:
    """Convert every line of the body for an edition; empty lines stay. Without `script` the text tells it.

    A text whose script cannot be told, because the scripts do not differ in it, counts as Simplified.
    """
    _, body = split_front_matter(name, text)
    source = "hant" if (script or script_of(body)) == "hant" else "hans"
    style = style_for(settings, edition)
    return "\n".join(
        convert(line, source, edition, protected=settings.protected, style=style) for line in body.split("\n")
    )
