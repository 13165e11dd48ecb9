"""The list of all speeches, which sorts and filters in the browser, also from disk.

The page is small at any number of speeches. What it shows comes from script files: one for each thing to filter by,
with its values and a column of numbers, and the rows themselves in shards of `ROWS`, loaded when they are shown.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from speechbook.model import MentionKind
from speechbook.pipeline.state import fingerprint
from speechbook.sphinxext.edition import book_settings, current_edition
from speechbook.sphinxext.made_before import MadeBefore, digest_of
from speechbook.sphinxext.web_pages import makes_web_pages
from speechbook.variants import convert, style_for

__all__ = ("ROWS", "connect_speech_list")

ROWS = 50
"""Speeches in one shard of rows."""
_DATA = "lists/speeches.jsonl"
_FOLDER = "speech-list"
_SCRIPT = "speech-list.js"
_ROOMS = ("sphinxext", "variants", "relate", "pronunciation.py")
"""Code on which the data depend."""
_FACETS = ("year", "speaker", "place", "occasion", "topic")
_KINDS = {"speaker": MentionKind.PERSON, "place": MentionKind.PLACE, "occasion": MentionKind.OCCASION}
_WORDS = (
    "年份|讲话人|地点|场合|主题|次序|全部|没有写明|日期，新的在前|日期，旧的在前|共 {n} 篇|清除条件|再看 {n} 篇|"
    "没有符合条件的讲话。|日期待考|筛选与排序|正在读取……"
)


class speech_list(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """The place that the browser fills; `title` holds the words it needs."""


class SpeechListDirective(SphinxDirective):
    """``{speech-list}``: the list goes here."""

    def run(self) -> list[nodes.Node]:
        """Make the node; its words are converted with the page."""
        return [speech_list(title=_WORDS)]


def on_html_page_context(
    app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Load the script on the page of the list only."""
    if makes_web_pages(app) and "speech-list" in app.env.metadata.get(pagename, {}):
        app.add_js_file(_SCRIPT, loading_method="defer")


def on_builder_inited(app: Sphinx) -> None:
    """Write the script before any page is written, because the page names it with a checksum."""
    if makes_web_pages(app):
        script = files(__package__).joinpath("speech_list.js").read_text(encoding="utf-8")
        _write(Path(app.outdir) / "_static" / _SCRIPT, script)


def on_build_finished(app: Sphinx, failure: Exception | None) -> None:
    """Write the data beside the other static files, when they changed."""
    source = Path(app.srcdir) / _DATA
    if failure or not makes_web_pages(app) or not source.is_file():
        return
    folder = Path(app.outdir) / "_static" / _FOLDER
    config = app.config
    edition = (config.speechbook_edition, config.speechbook_variant_protected, config.speechbook_variant_style)
    before = MadeBefore(app, _FOLDER, digest_of(source.read_bytes(), fingerprint(_ROOMS, *edition)))
    if before.is_current():
        return
    folder.mkdir(parents=True, exist_ok=True)
    made = {f"{name}.js" for name in _written(app, source, folder)}
    for path in folder.glob("*.js"):
        if path.name not in made:
            path.unlink()
    before.remember(folder / name for name in made)


def _written(app: Sphinx, source: Path, folder: Path) -> Iterator[str]:
    """Write the data and yield the names of the parts; one shard of rows is in memory at a time, and the columns."""
    to_edition = _converter(app)
    facets: dict[str, list[Sequence[str]]] = {name: [] for name in _FACETS}
    shard: list[Sequence[object]] = []
    count = 0
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            identity, title, script, date, *rest, topics = json.loads(line)
            title, speaker, place, occasion = to_edition([title, *rest], script)
            topics = to_edition(topics, "hans") if topics else []
            for name, values in zip(_FACETS, ([date[:4]], [speaker], [place], [occasion], topics or [""]), strict=True):
                facets[name].append(values)
            shard.append([identity, title, date, speaker, place, occasion])
            count += 1
            if len(shard) == ROWS:
                yield _part(folder, f"rows-{count // ROWS - 1}", shard)
                shard = []
    if shard:
        yield _part(folder, f"rows-{count // ROWS}", shard)
    by_strokes = current_edition(app.config).script == "hant"
    for name, column in facets.items():
        values = sorted({value for row in column for value in row if value}, key=_order(name, by_strokes=by_strokes))
        numbers = {value: number for number, value in enumerate(values, 1)}
        numbers[""] = 0
        packed = [numbers[row[0]] if len(row) == 1 else [numbers[value] for value in row] for row in column]
        yield _part(folder, name, {"values": values, "column": packed, "rows": ROWS})


def _order(name: str, *, by_strokes: bool) -> Callable[[str], Any]:
    # Not above: that room takes a tenth of the start of Sphinx, and the list is made anew only when it has changed.
    from speechbook.relate import pinyin_key, stroke_key

    if name == "year":
        return lambda value: -int(value) if value.isdigit() else 0
    if by_strokes:
        return stroke_key
    kind = _KINDS.get(name, MentionKind.TOPIC)
    return lambda value: (pinyin_key(value, kind), value)


def _converter(app: Sphinx) -> Callable[[list[str], str], list[str]]:
    """Give a function that converts the words of one speech in one go."""
    settings, edition = book_settings(app), current_edition(app.config).name
    style = style_for(settings, edition)

    def run(words: list[str], script: str) -> list[str]:
        whole = "\n".join(word.replace("\n", " ") for word in words)
        return convert(whole, script, edition, protected=settings.protected, style=style).split("\n")

    return run


def _part(folder: Path, name: str, data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    _write(folder / f"{name}.js", f"speechbookList({json.dumps(name)},{text});\n")
    return name


def _write(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def connect_speech_list(app: Sphinx) -> None:
    """Add directive, node, script and data."""
    nothing = (_skip, None)
    app.add_directive("speech-list", SpeechListDirective)
    app.add_node(speech_list, html=(_visit_html, None), epub=nothing, latex=nothing, text=nothing, man=nothing)
    app.connect("builder-inited", on_builder_inited)
    app.connect("html-page-context", on_html_page_context)
    app.connect("build-finished", on_build_finished)


def _visit_html(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(f'<div id="speech-list" data-words="{self.attval(node["title"])}" hidden></div>\n')
    raise nodes.SkipNode


def _skip(_self: nodes.NodeVisitor, _node: nodes.Element) -> None:
    raise nodes.SkipNode
