"""Index pages: rows of names and speeches made into lists, sorted and grouped as the edition is read.

Simplified editions go by pinyin, Traditional ones by strokes, which are counted once the names are in the edition's
characters. So the source is one for all editions, and so are its page, its ids and its links; only headings and the
jumps to them belong to an edition, and say so by `data-edition`.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from speechbook.model import WHOLE_SPEECH
from speechbook.sphinxext.edition import current_edition

__all__ = ("connect_index_pages",)

_NAME, _SPEECH, _HEAD = "=", "-", "^"
_COLUMNS = {_NAME: 8, _SPEECH: 7, _HEAD: 5}
_NAME_COLUMNS = 5
_NUMERALS = "〇一二三四五六七八九"
_OTHER = "#"
_SPEECHES = "../speeches/"
_LISTS = "lists"
"""Where the pages are that the landing page names."""


class index_list(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A list of names; after sorting, of groups of names."""


class index_group(nodes.General, nodes.Element):  # noqa: N801 - as above
    """The names below one heading: `label` is its text, `anchor` its id, `edition` the edition it belongs to."""


class index_entry(nodes.General, nodes.Element):  # noqa: N801 - as above
    """A name with the speeches that hold it; `pinyin` is what it is sorted by."""


class index_reference(nodes.reference):  # noqa: N801 - as above
    """A link to a page, or a paragraph of it: `page` and `place`."""


class IndexListDirective(SphinxDirective):
    """``{index-list} KIND``: rows of names, of speeches below them, of first characters: see `write.index_pages`."""

    has_content = True
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make the nodes in the order of the rows; a row that is not whole is passed over."""
        made = index_list(kind=self.arguments[0], title="跳到")
        speeches: nodes.bullet_list | None = None
        for row in self.content:
            mark, *cells = row.split("\t")
            if len(cells) + 1 != _COLUMNS.get(mark):
                continue
            if mark == _SPEECH:
                if speeches is None:
                    speeches = nodes.bullet_list(classes=["index-speeches"])
                    made.append(speeches)
                speeches.append(_speech(*cells))
            else:
                entry = _name(*cells) if mark == _NAME else _head(*cells)
                speeches = nodes.bullet_list(classes=["index-speeches"])
                made.append(entry)
                if mark == _NAME:
                    entry.append(speeches)
        for entry in made.findall(index_entry):
            if not entry.children[-1].children:
                entry.pop()
        return [made]


class IndexNamesDirective(SphinxDirective):
    """``{index-names}``: a few names in a row of their own, each with the number of its speeches, as tabbed rows."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Make a list in the order of the rows; a row that is not whole is passed over."""
        names = nodes.bullet_list(classes=["index-names"])
        for row in self.content:
            cells = row.split("\t")
            if len(cells) == _NAME_COLUMNS:
                name, script, page, place, speeches = cells
                link = index_reference("", name, page=page, place=place, internal=True)
                label = nodes.inline("", "", link, classes=[f"script-{script}"])
                count = nodes.inline("", f"{int(speeches):,} 篇", classes=["index-count", "script-hans"])
                names.append(nodes.list_item("", nodes.paragraph("", "", label, nodes.Text(" "), count)))
        return [names] if names.children else []


def _name(
    identity: str, name: str, script: str, pinyin: str, speeches: str, paragraphs: str, own_page: str
) -> index_entry:
    entry = index_entry(ids=[identity], pinyin=pinyin)
    label = nodes.inline("", name, classes=["index-name", f"script-{script}"])
    line = nodes.paragraph("", "", label, classes=["index-line"])
    if own_page:
        label.children = []
        label.append(index_reference("", name, page=own_page, place="", internal=True))
        line += nodes.inline(
            "", f"　{int(speeches):,} 篇 {int(paragraphs):,} 处", classes=["index-count", "script-hans"]
        )
    entry.append(line)
    return entry


def _head(char: str, script: str, pinyin: str, page: str) -> index_entry:
    entry = index_entry(pinyin=pinyin, classes=["index-head"])
    link = index_reference("", char, page=page, place="", internal=True)
    label = nodes.inline("", "", link, classes=[f"script-{script}"])
    entry.append(nodes.paragraph("", "", label, classes=["index-line"]))
    return entry


def _speech(speech: str, title: str, script: str, date: str, places: str, more: str) -> nodes.list_item:
    line = nodes.paragraph()
    page = _SPEECHES + speech
    if date:
        line += nodes.inline("", date, classes=["index-date", "script-hans"])
        line += nodes.Text(" ")
    link = index_reference("", title, page=page, place="", internal=True)
    line += nodes.inline("", "", link, classes=["index-title", f"script-{script}"])
    numbers = nodes.inline("", "", classes=["index-places", "script-hans"])
    for place in places.split():
        numbers += nodes.Text(" ")
        target = "" if place == WHOLE_SPEECH else f"{speech}-{place}"
        numbers += index_reference("", _place_label(place), page=page, place=target, internal=True)
    line += numbers
    if int(more):
        line += nodes.inline("", f" 等 {int(more):,} 处", classes=["index-count", "script-hans"])
    return nodes.list_item("", line)


def _place_label(place: str) -> str:
    """Show the number of a paragraph; a heading by the numbers of its section: 14, §2.1."""
    if place == WHOLE_SPEECH:
        return "全篇"
    return f"§{place[1:].replace('-', '.')}" if place.startswith("s") else place.removeprefix("p")


class SortIndexLists(SphinxTransform):
    """Sort the names as the edition is read, and put headings over them."""

    default_priority = 845
    """After the page is in the characters of its edition (840)."""

    def apply(self, **_kwargs: object) -> None:
        """Sort every list of the page."""
        edition = current_edition(self.config)
        by_strokes = edition.script == "hant"
        for made in self.document.findall(index_list):
            entries = [child for child in made.children if isinstance(child, index_entry)]
            if not entries:
                continue
            key = _stroke_order if by_strokes else _pinyin_order
            label = _stroke_label if by_strokes else _letter
            made.children = []
            for text, group in groupby(sorted(_without_twins(entries), key=key), key=label):
                made.append(index_group("", *group, label=text, anchor=_anchor(text), edition=edition.name))


def _without_twins(entries: Sequence[index_entry]) -> Iterator[index_entry]:
    """Drop a first character that leads to the same page as another in the edition's characters: 张 and 張."""
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        links = [link["page"] for link in entry.findall(index_reference)] if "index-head" in entry["classes"] else []
        if links and (entry.astext(), links[0]) in seen:
            continue
        if links:
            seen.add((entry.astext(), links[0]))
        yield entry


def _words(entry: index_entry) -> str:
    return entry.children[0].astext()


def _pinyin_order(entry: index_entry) -> tuple[bool, list[str], str]:
    return _letter(entry) == _OTHER, entry["pinyin"].split(), _words(entry)


def _stroke_order(entry: index_entry) -> tuple[bool, tuple[tuple[int, int], ...]]:
    # Not above: that room takes a tenth of the start of Sphinx, and no Simplified edition asks for strokes.
    from speechbook.relate import stroke_count, stroke_key

    return stroke_count(_words(entry)[:1]) == 0, stroke_key(_words(entry))


def _letter(entry: index_entry) -> str:
    first = entry["pinyin"][:1].upper()
    return first if first.isascii() and first.isalpha() else _OTHER


def _stroke_label(entry: index_entry) -> str:
    from speechbook.relate import stroke_count

    strokes = stroke_count(_words(entry)[:1])
    return f"{_chinese(strokes)}畫" if strokes else _OTHER


def _chinese(number: int) -> str:
    tens, units = divmod(number, 10)
    return (("" if tens == 1 else _NUMERALS[tens]) + "十" if tens else "") + (_NUMERALS[units] if units else "")


def _anchor(label: str) -> str:
    return "group-" + "-".join(char.lower() if char.isascii() else f"{ord(char):x}" for char in label)


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Turn page and place into an address, without a table of labels: the rows were made together with the pages.

    A link to a page that is not there becomes plain text.
    """
    folder = docname.rpartition("/")[0] or _LISTS
    for link in list(doctree.findall(index_reference)):
        page = f"speeches/{link['page'].removeprefix(_SPEECHES)}" if "/" in link["page"] else f"{folder}/{link['page']}"
        if page not in app.env.found_docs:
            link.replace_self(nodes.Text(link.astext()))
            continue
        uri = app.builder.get_relative_uri(docname, page) + (f"#{link['place']}" if link["place"] else "")
        link.replace_self(nodes.reference("", "", *link.children, internal=True, refuri=uri))


def connect_index_pages(app: Sphinx) -> None:
    """Add directive, nodes and transforms."""
    app.add_directive("index-list", IndexListDirective)
    app.add_directive("index-names", IndexNamesDirective)
    plain = (_pass, _pass)
    screen = {
        index_list: (_visit_list, _depart_block),
        index_group: (_visit_group, _depart_section),
        index_entry: (_visit_entry, _depart_block),
        index_reference: plain,
    }
    for node, visitors in screen.items():
        app.add_node(node, html=visitors, epub=visitors, latex=plain, text=plain, man=plain)
    app.add_transform(SortIndexLists)
    app.connect("doctree-resolved", on_doctree_resolved)


def _visit_list(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append('<div class="index-list">\n')
    groups = [child for child in node.children if isinstance(child, index_group)]
    if len(groups) > 1:
        jumps = "".join(
            f'<a href="#{group["anchor"]}" data-edition="{group["edition"]}">{self.encode(group["label"])}</a>\n'
            for group in groups
        )
        self.body.append(
            f'<nav class="index-jumps" aria-label="{self.encode(node.get("title", ""))}">\n{jumps}</nav>\n'
        )


def _visit_group(self: HTML5Translator, node: nodes.Element) -> None:
    heading = f'<h2 id="{node["anchor"]}" data-edition="{node["edition"]}">{self.encode(node["label"])}</h2>'
    self.body.append(f'<section class="index-group">\n{heading}\n')


def _visit_entry(self: HTML5Translator, node: nodes.Element) -> None:
    name = f' id="{node["ids"][0]}"' if node["ids"] else ""
    self.body.append(f'<div class="{" ".join(["index-entry", *node["classes"]])}"{name}>\n')


def _depart_block(self: HTML5Translator, _node: nodes.Element) -> None:
    self.body.append("</div>\n")


def _depart_section(self: HTML5Translator, _node: nodes.Element) -> None:
    self.body.append("</section>\n")


def _pass(_self: nodes.NodeVisitor, _node: nodes.Element) -> None:
    """Write nothing of its own."""
