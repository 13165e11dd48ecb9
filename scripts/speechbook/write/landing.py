"""What the program writes for the landing page, which itself is the maintainer's: `docs/index.md` includes it.

`title` is what `book.toml` calls the book, so that it stands in one place; `overview` says what the collection holds.
"""

from collections.abc import Sequence

from speechbook.model import IndexLink, MentionKind, Shelf, SpeechCard
from speechbook.visible import visible_controls
from speechbook.write.list_pages import NO_NAME, shelf_year, speech_table
from speechbook.write.markdown import escape, span
from speechbook.write.timeline import timeline

__all__ = ("landing_title", "overview")

_FOREMOST_SPEAKERS = 12


def landing_title(title: str, subtitle: str, script: str) -> str:
    """Write the heading of the landing page."""
    below = f"\n{{.landing-subtitle .script-{script}}}\n{escape(subtitle)}\n" if subtitle else ""
    return f"# {span(escape(title), classes=f'script-{script}')}\n{below}"


def overview(
    years: Sequence[Shelf],
    speakers: Sequence[Shelf],
    places: Sequence[IndexLink] = (),
    topics: Sequence[IndexLink] = (),
    latest: Sequence[SpeechCard] = (),
) -> str:
    """Write what the landing page says of the collection: how much there is, when, of whom, of what, and the latest.

    `places` and `topics` are the foremost of their indices, `latest` the speeches that came into the book last.
    """
    cards = [card for shelf in years for card in shelf.cards]
    if not cards:
        return "书里还没有讲话。把文件放进 `speeches/raw`，运行 `make html`。\n"
    parts = [
        f"## 年份\n\n{_facts(years, cards)}\n",
        _years(years),
        _names("讲话人", "speakers", [_speaker(shelf) for shelf in speakers[:_FOREMOST_SPEAKERS]], len(speakers)),
        _names("地名", MentionKind.PLACE.value, places, 0),
        _names("主题", MentionKind.TOPIC.value, topics, 0),
        f"## 最近收入\n\n{speech_table(latest, 'speeches/')}" if latest else "",
    ]
    return "\n".join(part for part in parts if part)


def _facts(years: Sequence[Shelf], cards: Sequence[SpeechCard]) -> str:
    chars = sum(card.char_count for card in cards)
    known = [shelf for shelf in years if shelf.label]
    span_of_years = f"，{_span(known)}" if known else ""
    return f"全书收讲话 {len(cards):,} 篇，约 {chars / 10_000:.1f} 万字{span_of_years}。"


def _span(known: Sequence[Shelf]) -> str:
    first, last = known[-1].label, known[0].label
    return f"{first} 年" if first == last else f"{first} 至 {last} 年"


def _years(shelves: Sequence[Shelf]) -> str:
    """Draw the years, and say the same in a table, for readers whom a drawing does not serve."""
    rows = "".join(
        f"| [{shelf_year(shelf)}](lists/year-{shelf.slug}.md) | {len(shelf.cards):,} |\n" for shelf in shelves
    )
    table = f":::{{fold}} 各年篇数\n:class: landing-years\n\n| 年份 | 篇数 |\n| :--- | ---: |\n{rows}:::\n"
    return f"{timeline(shelves)}\n{table}"


def _names(heading: str, page: str, links: Sequence[IndexLink], total: int) -> str:
    """List names, each with the number of its speeches; below them the way to the rest."""
    if not links:
        return ""
    rows = "".join(
        f"{' '.join(visible_controls(link.name).split())}\t{link.script}\t{link.page}\t{link.anchor}\t{link.speeches}\n"
        for link in links
    )
    rest = "" if total and total <= len(links) else f"\n{{.landing-rest}}\n[全部{heading}](lists/{page}.md)\n"
    return f"## {heading}\n\n```{{index-names}}\n{rows}```\n{rest}"


def _speaker(shelf: Shelf) -> IndexLink:
    script = shelf.cards[0].script if shelf.label else "hans"
    return IndexLink(shelf.label or NO_NAME, script, f"speaker-{shelf.slug}", "", len(shelf.cards))
