"""The indices of the book: people, places, occasions, works and topics, each leading to the paragraphs that name them.

A page lists names in a directive, one row a name and one a speech; `speechbook.sphinxext.index_pages` makes of it what
a reader sees, in the order of the edition. The rows hold the pinyin of names; strokes are counted after the conversion.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from speechbook.model import IndexEntry, IndexLine, IndexPage, MentionKind
from speechbook.visible import visible_controls
from speechbook.write.dates import chinese_date
from speechbook.write.markdown import escape

__all__ = ("INDEX_TITLES", "index_anchor", "index_home", "index_page", "name_page", "name_years_page")

INDEX_TITLES = {
    MentionKind.PERSON: "人名索引",
    MentionKind.PLACE: "地名索引",
    MentionKind.OCCASION: "场合索引",
    MentionKind.WORK: "文献索引",
    MentionKind.TOPIC: "主题索引",
}
_NOTES = {
    MentionKind.PERSON: "讲话人，以及正文中能确认是人名的。",
    MentionKind.PLACE: "讲话地点，以及正文中能确认是地名的。",
    MentionKind.OCCASION: "讲话的会议、典礼等场合。",
    MentionKind.WORK: "正文书名号内的文件、书报和文章。",
    MentionKind.TOPIC: "编者标出的主题，以及主题词表在正文中找到的。",
}
_HOW = "数字是段落序号，点了就到那一段；“全篇”表示题头写明，不在某一段。"
_MOST_PLACES = 8
"""Links of one speech below one name; a name that is in every paragraph leads to the first of them."""
_HEAD = "---\nscript: hans\norphan: true\n---\n\n"


def index_home(counts: Mapping[MentionKind, int]) -> str:
    """Write the page that leads to all indices, `counts` being the names each holds."""
    rows = "".join(
        f"- [{title}]({kind.value}.md)（{counts[kind]:,} 条）：{_NOTES[kind]}\n" for kind, title in INDEX_TITLES.items()
    )
    toctree = "".join(f"{kind.value}\n" for kind in INDEX_TITLES)
    return f"{_HEAD}# 索引\n\n{rows}\n```{{toctree}}\n:hidden:\n\n{toctree}```\n"


def index_page(page: IndexPage, names: Iterable[tuple[IndexEntry, str, Iterable[IndexLine]]]) -> str:
    """Write a page of an index.

    `names` are its entries, each with the name of its own page, or an empty string and the lines that stand below it.
    """
    title = INDEX_TITLES[page.kind]
    if page.group:
        heading, way = f"{title}：{page.group.upper()}", f"[{title}]({page.kind.value}.md)\n\n"
    else:
        heading, way = title, f"{_NOTES[page.kind]}{'' if page.heads else _HOW}\n\n"
    rows = [*_head_rows(page), *_rows(page.kind, names)]
    body = _directive(page.kind, rows) if rows else "现在还没有可列的条目。\n"
    return f"{_HEAD}# {heading}\n\n{way}{body}{_toctree(page.children)}"


def name_page(kind: MentionKind, entry: IndexEntry, lines: Sequence[IndexLine], part: str = "") -> str:
    """Write the page of one name that many speeches hold; `part` says which of them stand here."""
    heading = f"[{escape(entry.name)}]{{.script-{entry.script}}}" + (f"（{part}）" if part else "")
    rows = [_line_row(line) for line in lines]
    way = f"[{INDEX_TITLES[kind]}]({kind.value}.md)\n\n"
    return f"{_HEAD}# {heading}\n\n{way}共 {len(lines):,} 篇。{_HOW}\n\n{_directive(kind, rows)}"


def name_years_page(kind: MentionKind, entry: IndexEntry, parts: Sequence[tuple[str, str, int]]) -> str:
    """Write the page of a name that leads to one page a year: label, name of the page, number of speeches."""
    way = f"[{INDEX_TITLES[kind]}]({kind.value}.md)\n\n"
    links = "".join(f"- [{label}]({name}.md)（{count:,} 篇）\n" for label, name, count in parts)
    heading = f"[{escape(entry.name)}]{{.script-{entry.script}}}"
    return f"{_HEAD}# {heading}\n\n{way}共 {entry.speeches:,} 篇，{entry.paragraphs:,} 处。\n\n{links}"


def index_anchor(kind: MentionKind, number: int) -> str:
    """Give the id of a name, the `number`th of its page.

    Counted, since two names may have one pinyin; an index promises no lasting ids.
    """
    return f"{kind.value}-{number}"


def _head_rows(page: IndexPage) -> Iterator[str]:
    for char, script, pinyin, name in page.heads:
        yield f"^\t{_cell(char)}\t{script}\t{pinyin}\t{name}"


def _rows(kind: MentionKind, names: Iterable[tuple[IndexEntry, str, Iterable[IndexLine]]]) -> Iterator[str]:
    for number, (entry, own_page, lines) in enumerate(names, 1):
        identity = index_anchor(kind, number)
        counts = f"{entry.speeches}\t{entry.paragraphs}"
        yield f"=\t{identity}\t{_cell(entry.name)}\t{entry.script}\t{entry.pinyin}\t{counts}\t{own_page}"
        for line in lines:
            yield _line_row(line)


def _line_row(line: IndexLine) -> str:
    places = " ".join(line.places[:_MOST_PLACES])
    more = max(0, len(line.places) - _MOST_PLACES)
    return f"-\t{line.speech}\t{_cell(line.title)}\t{line.script}\t{chinese_date(line.date)}\t{places}\t{more}"


def _cell(text: str) -> str:
    return " ".join(visible_controls(text).split())


def _directive(kind: MentionKind, rows: Iterable[str]) -> str:
    return f"```{{index-list}} {kind.value}\n" + "".join(f"{row}\n" for row in rows) + "```\n"


def _toctree(children: Sequence[str]) -> str:
    return "\n```{toctree}\n:hidden:\n\n" + "".join(f"{child}\n" for child in children) + "```\n" if children else ""
