"""Read the pages that `speechbook.write` writes, several times as fast as MyST reads them.

They are MyST, and MyST reads them; but a general parser takes a third of the time of a build (markdown-it makes several
objects of each backslash), while the body of a speech has few forms: a target, a heading, a line of attributes, a
paragraph on one line. These are read here, into the same nodes. Whatever has another form, directives above all, is
handed to MyST, block by block. A test holds both readings against each other, node for node.
"""

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, NamedTuple

import yaml
from docutils import nodes
from markdown_it.renderer import RendererProtocol
from myst_parser.config.main import MdParserConfig, merge_file_level
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import MystWarnings
from sphinx.application import Sphinx

from speechbook.sphinxext.idle_transforms import drop_idle_transforms
from speechbook.sphinxext.page_blocks import rows_of
from speechbook.sphinxext.page_inline import OtherFormError, append_inline

__all__ = ("PageParser", "connect_page_parser")

_OURS = "---\nspeech: "
_INDEX_TERMS = "```{index-terms}"
"""Only a book on paper has use for them (`index_terms`)."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TARGET = re.compile(r"\(([a-z0-9-]+)\)=")
_ATTRIBUTES = re.compile(r"\{(?:#([a-z0-9-]+))?((?: ?\.[a-z0-9-]+)*)\}")
_HEADING = re.compile(r"(#{1,6}) (.+)")
_FENCE = re.compile(r"(`{3,}|:{3,})\{")
_PLAIN_START = re.compile(r"[^\s#>*+\-\d:`|=~<(\[{\\$%&]")
"""What a paragraph may begin with without being taken for another block."""


class Block(NamedTuple):
    """Lines that stand together."""

    line: int
    """Number of the first, from 1."""
    lines: tuple[str, ...]


class PageParser(MystParser):
    """MyST, with a short way for the pages of speeches."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Read a page into `document`."""
        if not inputstring.startswith(_OURS):
            super().parse(inputstring, document)
            drop_idle_transforms(document, document.settings.env, is_read_by_us=False)
            return
        end = inputstring.index("\n---\n", len(_OURS))
        # `safe_load` takes as long for the front matter as everything else here for the page.
        facts = yaml.load(inputstring[len("---\n") : end], Loader=_LOADER)  # noqa: S506 -- a safe loader, in C
        config: MdParserConfig = document.settings.env.myst_config

        def warn(_kind: MystWarnings, text: str) -> None:
            document.reporter.warning(text, line=1)

        config = merge_file_level(config, facts, warn)
        _Page(config, document).read(facts, inputstring, end + len("\n---\n"))
        drop_idle_transforms(document, document.settings.env, is_read_by_us=True)


class _Page:
    """One page that is read."""

    def __init__(self, config: MdParserConfig, document: nodes.document) -> None:
        self._md = create_md_parser(config, _as_renderer(SphinxRenderer))
        self._md.options["document"] = document
        self._document = document
        self._has_index_terms: bool = document.settings.env.config.speechbook_prints_index_terms
        renderer: Any = self._md.renderer
        self._renderer: DocutilsRenderer = renderer

    def read(self, facts: dict[str, Any], text: str, matter_end: int) -> None:
        """Enter the front matter, and read the rest block by block."""
        renderer = self._renderer
        options: Any = self._md.options
        renderer.setup_render(options, {})
        renderer._render_initialise()  # noqa: SLF001 -- what `render` does, in its order
        front_matter: Any = SimpleNamespace(content=facts, map=[1, 1])
        renderer.render_front_matter(front_matter)
        for block in _blocks(text[matter_end:].split("\n"), text.count("\n", 0, matter_end) + 1):
            self._read_block(block)
        renderer._render_finalise()  # noqa: SLF001 -- as above
        # It is part of a cycle, and would keep the page in memory until Python looks for those.
        renderer._level_to_section.clear()  # noqa: SLF001 -- as above
        renderer.current_node = self._document

    def _read_block(self, block: Block) -> None:
        if block.lines[0].startswith(":"):
            self._read_rows(block)
            return
        if block.lines[0] == _INDEX_TERMS and not self._has_index_terms:
            return
        marks = []
        for number, line in enumerate(block.lines[:-1]):
            if not (_TARGET.fullmatch(line) or _ATTRIBUTES.fullmatch(line)) or number > 1:
                break
            marks.append(line)
        last = block.lines[-1]
        heading = _HEADING.fullmatch(last)
        if len(marks) != len(block.lines) - 1 or not (heading or _is_paragraph(last)):
            self._read_by_myst(block)
            return
        try:
            content = nodes.title() if heading else nodes.paragraph()
            content.line, content.source = block.line + len(marks), self._document["source"]
            self._document.current_line = content.line
            content.rawsource = heading[2] if heading else last
            append_inline(content, content.rawsource, self._renderer)
        except OtherFormError:
            self._read_by_myst(block)
            return
        self._place(content, marks, block.line, len(heading[1]) if heading else 0)

    def _place(self, content: nodes.TextElement, marks: list[str], line: int, level: int) -> None:
        """Put a title into a new section, or a paragraph where we are, with its target and attributes."""
        renderer, document = self._renderer, self._document
        section = nodes.section()
        element: nodes.Element = section if level else content
        for mark in marks:
            if target := _TARGET.fullmatch(mark):
                node = nodes.target(target[1], names=[nodes.fully_normalize_name(target[1])])
                node.line, node.source = line, document["source"]
                document.note_explicit_target(node, renderer.current_node)
                renderer.current_node.append(node)
            elif given := _ATTRIBUTES.fullmatch(mark):
                if given[1]:
                    element["names"].append(nodes.fully_normalize_name(given[1]))
                    document.note_explicit_target(element, element)
                element["classes"] += given[2].replace(".", " ").split()
        if not level:
            renderer.current_node.append(element)
            return
        element.line, element.source = content.line, content.source
        renderer.update_section_level_state(section, level)
        element.append(content)
        own, element["names"] = element["names"], [nodes.fully_normalize_name(content.astext())]
        document.note_implicit_target(element, element)
        element["names"] = own + element["names"]
        renderer.current_node = element

    def _read_rows(self, block: Block) -> None:
        try:
            self._renderer.current_node.append(rows_of(block.lines, block.line, self._renderer))
        except OtherFormError:
            self._read_by_myst(block)

    def _read_by_myst(self, block: Block) -> None:
        self._renderer.nested_render_text("\n".join(block.lines), block.line - 1)


def _blocks(lines: list[str], first: int) -> Iterator[Block]:
    """Cut lines into blocks at blank lines; a directive reaches to the end of its fence."""
    start, fence = 0, ""
    for number, line in enumerate([*lines, ""]):
        if fence:
            if line == fence:
                fence = ""
        elif line.strip():
            opening = _FENCE.match(line)
            fence = opening[1] if opening else ""
        elif start < number:
            yield Block(first + start, tuple(lines[start:number]))
        if not line.strip() and not fence:
            start = number + 1


def _is_paragraph(line: str) -> bool:
    """Tell whether a line is the text of a paragraph and nothing else."""
    return bool(_PLAIN_START.match(line)) or line.startswith(("\\", "[", "{strong}`"))


def _as_renderer(renderer: Any) -> type[RendererProtocol]:  # noqa: ANN401 -- MyST's own class does not declare it
    kind: type[RendererProtocol] = renderer
    return kind


def connect_page_parser(app: Sphinx) -> None:
    """Let our parser read Markdown."""
    app.add_source_parser(PageParser, override=True)
