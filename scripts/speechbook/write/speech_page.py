"""The page of one speech."""

from collections.abc import Iterator, Mapping, Sequence

from speechbook.diagnostics import Diagnostic
from speechbook.model import Apparatus, Block, HeadingKind, Metadata, Paragraph, Section, Speech, SpeechLinks, TextLink
from speechbook.plain_yaml import write_yaml
from speechbook.visible import visible_controls
from speechbook.write.apparatus import apparatus_section
from speechbook.write.cited import cited_facts
from speechbook.write.dates import chinese_date
from speechbook.write.inline_text import Lead, LinksByLine, Mark, inline_text
from speechbook.write.link_slots import note_slot
from speechbook.write.markdown import escape, span
from speechbook.write.notes import NoteMark, marks_of, notes_of

__all__ = ("speech_page",)

_DESCRIPTION_CHARS = 90
_META_KEYS = (("date", "日期"), ("place", "地点"), ("occasion", "场合"), ("audience", "听众"), ("source", "来源"))


def speech_page(
    speech: Speech,
    apparatus: Apparatus,
    diagnostics: Sequence[Diagnostic],
    rule_labels: Mapping[str, str],
    links: SpeechLinks | None = None,
) -> str:
    """Write the page of a speech: title, what is known of it, text, apparatus.

    `speech.meta.title` and `script` must be set. With `links` the page has slots, to be filled by
    `fill_slots`. One paragraph stands on one line, because a soft break between Han characters prints a blank.
    """
    meta = speech.meta
    table: dict[str, object] = {"speech": speech.id, "script": meta.script}
    if meta.protect:
        table["protect"] = list(meta.protect)
    table["cite"] = cited_facts(speech)
    table["myst"] = {"html_meta": {"description": visible_controls(_description(speech))}}
    head = f"---\n{write_yaml(table)}---\n"
    notes = notes_of(speech, diagnostics)
    marks = marks_of(notes)
    parts = [head, f"({speech.id})=\n# {escape(meta.title)}\n", _meta_block(speech)]
    linked = LinksByLine.of(links)
    parts += [_block(block, marks, linked) for block in speech.blocks]
    parts.append(apparatus_section(speech, apparatus, notes, rule_labels))
    return "\n".join(part for part in parts if part)


def _description(speech: Speech) -> str:
    """Take the first words of the text proper, for search engines and link previews."""
    texts = (block.text for block in speech.blocks if isinstance(block, Paragraph) and block.role is None)
    text = next((text for text in map(str.strip, texts) if text), speech.meta.title)
    return text[:_DESCRIPTION_CHARS] + ("……" if len(text) > _DESCRIPTION_CHARS else "")


def _meta_block(speech: Speech) -> str:
    meta = speech.meta
    inferred = {inference.key for inference in speech.inferred}
    rows = [f":{label}: {value}" for label, value in _meta_rows(meta, inferred)]
    if not rows:
        return ""
    return ":::{container} speech-meta script-hans\n\n" + "\n".join(rows) + "\n:::\n"


def _meta_rows(meta: Metadata, inferred: set[str]) -> Iterator[tuple[str, str]]:
    script = f"script-{meta.script}"
    mark = span("推断", classes="inferred")
    if meta.speaker:
        role = f"（{span(escape(meta.role), classes=script)}）" if meta.role else ""
        yield (
            "讲话人",
            span(escape(meta.speaker), classes=script) + role + (f" {mark}" if "speaker" in inferred else ""),
        )
    for key, label in _META_KEYS:
        value = getattr(meta, key)
        if value:
            shown = escape(chinese_date(value)) if key == "date" else span(escape(value), classes=script)
            yield label, shown + (f" {mark}" if key in inferred else "")
    if meta.source_url:
        yield "网址", escape(meta.source_url)
    if meta.topics:
        yield "主题", span(escape("、".join(meta.topics)), classes=script)
    if meta.rights:
        # Those of the book stand at the foot of every page, and in the colophon of PDF and EPUB.
        yield "版权", span(escape(meta.rights), classes=script)


def _block(block: Block, marks: Mapping[int, Sequence[NoteMark]], links: LinksByLine) -> str:
    if isinstance(block, Section):
        return _section(block, links.on_headings.get(block.heading.line, ()))
    page = _paragraph(block, marks.get(block.line, ()), links.in_text.get(block.line, ()))
    return page + note_slot(block.id) if links.awaits_notes and block.role is None else page


def _section(section: Section, links: Sequence[TextLink]) -> str:
    run_in = "{.run-in}\n" if section.heading.kind is HeadingKind.RUN_IN else ""
    # The title of the speech is the first level of the page, and Markdown has six.
    level = "#" * min(section.depth + 1, 6)
    title = inline_text(section.title, (), links, (), section.heading.start)
    return f"({section.id})=\n{run_in}{level} {title}\n"


def _paragraph(paragraph: Paragraph, notes: Sequence[NoteMark], links: Sequence[TextLink]) -> str:
    role = f" .{paragraph.role.value}" if paragraph.role else ""
    marks = [
        Mark(max(0, note.diagnostic.end - paragraph.start), f"{{doubt}}`{note.name} {note.label}`") for note in notes
    ]
    text = inline_text(paragraph.text, list(_leads(paragraph)), links, marks, paragraph.start)
    return f"{{#{paragraph.id}{role}}}\n{text}\n"


def _leads(paragraph: Paragraph) -> Iterator[Lead]:
    """Yield the leads of the points that stand where they should, one after another.

    A lead ends where that of a point within it begins: 第一，一是修路 is two points, each with an anchor.
    """
    starts = [point.start - paragraph.start for _, point in paragraph.points]
    following_starts = [*starts[1:], len(paragraph.text)] if starts else []
    open_ends: list[int] = []
    position = 0
    for (name, point), start, following in zip(paragraph.points, starts, following_starts, strict=True):
        lead = point.lead
        if start < position or paragraph.text[start : start + len(lead)] != lead:
            continue
        if start < following < start + len(lead):
            lead = lead[: following - start].rstrip("，、：: ")
        open_ends = [end for end in open_ends if end > point.start]
        depth = len(open_ends)
        open_ends.append(point.end)
        position = start + len(lead)
        yield Lead(start, position, name, f"point inner-{depth}" if depth else "point")
