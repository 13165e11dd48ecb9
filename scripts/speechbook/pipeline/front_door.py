"""The page above the editions: it leads a reader to the script that the browser asks for, or the one chosen before."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from speechbook.config import Settings
from speechbook.variants import EDITIONS, Script, convert, style_for

__all__ = ("front_door",)


def front_door(settings: Settings, editions: Sequence[str] = ()) -> str:
    """Fill the template for some editions, or for all; without JavaScript the links remain."""
    template = Template((files("speechbook.pipeline") / "data" / "front-door.html").read_text(encoding="utf-8"))
    book, shown = settings.book, tuple(editions) or settings.editions.publish
    source: Script = "hant" if book.script == "hant" else "hans"
    rows = []
    for name in shown:
        edition = EDITIONS[name]
        title = escape(_title(settings, source, name))
        rows.append(
            f'<li><a lang="{edition.html_lang}" hreflang="{edition.html_lang}" data-edition="{name}" '
            f'href="{name}/index.html"><strong>{edition.label}</strong><span>{title}</span></a></li>'
        )
    return template.substitute(
        lang=EDITIONS[shown[0]].html_lang,
        title=escape(_title(settings, source, shown[0])),
        links="\n".join(rows),
    )


def _title(settings: Settings, source: Script, edition: str) -> str:
    style = style_for(settings, edition)
    return convert(settings.book.title, source, edition, protected=settings.protected, style=style)
