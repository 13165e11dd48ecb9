"""Lists of speeches: by year, by speaker, and the overview that the landing page includes."""

from collections.abc import Iterator, Sequence

from speechbook.model import Shelf, SpeechCard
from speechbook.write.dates import chinese_date
from speechbook.write.markdown import escape, span

__all__ = ("overview", "speaker_pages", "year_pages")

_LATEST = 6
_FOREMOST_SPEAKERS = 12
_NO_NAME = "讲话人待考"
_HEAD = "---\nscript: hans\n---\n\n"


def year_pages(shelves: Sequence[Shelf]) -> Iterator[tuple[str, str]]:
    """Yield `(name, text)` of `years` and of one page a year. The toctree of a year's page is the order of the book."""
    links = "".join(f"- [{_year(shelf)}](year-{shelf.slug}.md)（{len(shelf.cards)} 篇）\n" for shelf in shelves)
    yield "years", f"{_HEAD}# 按年份\n\n{links}\n{_toctree(f'year-{shelf.slug}' for shelf in shelves)}"
    for shelf in shelves:
        text = (
            f"{_HEAD}# {_year(shelf)}\n\n{_table(shelf.cards)}\n{_toctree(f'../speeches/{c.id}' for c in shelf.cards)}"
        )
        yield f"year-{shelf.slug}", text


def speaker_pages(shelves: Sequence[Shelf]) -> Iterator[tuple[str, str]]:
    """Yield `(name, text)` of `speakers` and of one page a speaker; speeches are linked, not owned."""
    links = "".join(f"- {_speaker_link(shelf)}（{len(shelf.cards)} 篇）\n" for shelf in shelves)
    yield "speakers", f"{_HEAD}# 按讲话人\n\n{links}\n{_toctree(f'speaker-{shelf.slug}' for shelf in shelves)}"
    for shelf in shelves:
        yield f"speaker-{shelf.slug}", f"{_HEAD}# {_name(shelf)}\n\n{_table(shelf.cards, with_speaker=False)}"


def overview(years: Sequence[Shelf], speakers: Sequence[Shelf]) -> str:
    """Write what the landing page says of the collection: how much there is, of whom, from when, and what is latest."""
    cards = [card for shelf in years for card in shelf.cards]
    if not cards:
        return "书里还没有讲话。把文件放进 `speeches/raw`，运行 `make html`。\n"
    chars = sum(card.char_count for card in cards)
    known = [shelf for shelf in years if shelf.label]
    span_of_years = f"，{_span(known)}" if known else ""
    by_year = "　".join(f"[{_year(shelf)}](lists/year-{shelf.slug}.md)（{len(shelf.cards)}）" for shelf in years)
    foremost = speakers[:_FOREMOST_SPEAKERS]
    by_speaker = "　".join(f"{_speaker_link(shelf, 'lists/')}（{len(shelf.cards)}）" for shelf in foremost)
    latest = _table(_latest(cards), "speeches/")
    return (
        f"全书收讲话 {len(cards):,} 篇，约 {chars / 10_000:.1f} 万字{span_of_years}。\n\n"
        f":年份: {by_year}\n:讲话人: {by_speaker}\n\n"
        f"## 最近的讲话\n\n{latest}"
    )


def _latest(cards: Sequence[SpeechCard]) -> list[SpeechCard]:
    dated = sorted((card for card in cards if card.date), key=lambda card: (card.date, card.id), reverse=True)
    return (dated or list(cards))[:_LATEST]


def _span(known: Sequence[Shelf]) -> str:
    first, last = known[-1].label, known[0].label
    return f"{first} 年" if first == last else f"{first} 至 {last} 年"


def _year(shelf: Shelf) -> str:
    return f"{shelf.label} 年" if shelf.label else "年份待考"


def _name(shelf: Shelf) -> str:
    if not shelf.label:
        return _NO_NAME
    return span(escape(shelf.label), classes=f"script-{shelf.cards[0].script}")


def _speaker_link(shelf: Shelf, folder: str = "") -> str:
    # The span goes around the link: inside a link's text it would be a link itself.
    script = f"script-{shelf.cards[0].script}" if shelf.label else ""
    return span(f"[{escape(shelf.label) or _NO_NAME}]({folder}speaker-{shelf.slug}.md)", classes=script)


def _table(cards: Sequence[SpeechCard], folder: str = "../speeches/", *, with_speaker: bool = True) -> str:
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
