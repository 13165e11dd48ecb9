"""Lists of speeches: by year, by speaker."""

from collections.abc import Iterator, Sequence

from speechbook.model import Shelf, SpeechCard
from speechbook.write.dates import chinese_date
from speechbook.write.markdown import escape, span

__all__ = ("NO_NAME", "shelf_year", "speaker_pages", "speech_table", "year_pages")

NO_NAME = "讲话人待考"
_HEAD = "---\nscript: hans\n---\n\n"


def year_pages(shelves: Sequence[Shelf]) -> Iterator[tuple[str, str]]:
    """Yield `(name, text)` of `years` and of one page a year. The toctree of a year's page is the order of the book."""
    links = "".join(f"- [{shelf_year(shelf)}](year-{shelf.slug}.md)（{len(shelf.cards)} 篇）\n" for shelf in shelves)
    yield "years", f"{_HEAD}# 按年份\n\n{links}\n{_toctree(f'year-{shelf.slug}' for shelf in shelves)}"
    for shelf in shelves:
        toctree = _toctree(f"../speeches/{card.id}" for card in shelf.cards)
        text = f"{_HEAD}# {shelf_year(shelf)}\n\n{speech_table(shelf.cards)}\n{toctree}"
        yield f"year-{shelf.slug}", text


def speaker_pages(shelves: Sequence[Shelf]) -> Iterator[tuple[str, str]]:
    """Yield `(name, text)` of `speakers` and of one page a speaker; speeches are linked, not owned."""
    links = "".join(f"- {_speaker_link(shelf)}（{len(shelf.cards)} 篇）\n" for shelf in shelves)
    yield "speakers", f"{_HEAD}# 按讲话人\n\n{links}\n{_toctree(f'speaker-{shelf.slug}' for shelf in shelves)}"
    for shelf in shelves:
        yield f"speaker-{shelf.slug}", f"{_HEAD}# {_name(shelf)}\n\n{speech_table(shelf.cards, with_speaker=False)}"


def shelf_year(shelf: Shelf) -> str:
    """Name the year of a shelf."""
    return f"{shelf.label} 年" if shelf.label else "年份待考"


def _name(shelf: Shelf) -> str:
    if not shelf.label:
        return NO_NAME
    return span(escape(shelf.label), classes=f"script-{shelf.cards[0].script}")


def _speaker_link(shelf: Shelf) -> str:
    # The span goes around the link: inside a link's text it would be a link itself.
    script = f"script-{shelf.cards[0].script}" if shelf.label else ""
    return span(f"[{escape(shelf.label) or NO_NAME}](speaker-{shelf.slug}.md)", classes=script)


def speech_table(cards: Sequence[SpeechCard], folder: str = "../speeches/", *, with_speaker: bool = True) -> str:
    """Write speeches as a table, each linked from `folder`."""
    columns = ["日期", "题目", *(["讲话人"] if with_speaker else []), "场合"]
    rows = [columns, [":---"] * len(columns), *(_row(card, folder, with_speaker=with_speaker) for card in cards)]
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f":::{{container}} speech-list\n\n{table}:::\n"


def _row(card: SpeechCard, folder: str, *, with_speaker: bool) -> list[str]:
    script = f"script-{card.script}"
    title = span(f"[{escape(card.title)}]({folder}{card.id}.md)", classes=script)
    speaker = [_cell(card.speaker, f"{script} speaker")] if with_speaker else []
    return [
        span(escape(chinese_date(card.date)) or "待考", classes="date"),
        title,
        *speaker,
        _cell(card.occasion, script),
    ]


def _cell(text: str, script: str) -> str:
    return span(escape(text), classes=script) if text else ""


def _toctree(entries: Iterator[str]) -> str:
    return "```{toctree}\n:hidden:\n\n" + "".join(f"{entry}\n" for entry in entries) + "```\n"
