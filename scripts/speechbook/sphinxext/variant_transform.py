"""Convert each page to the edition that is being built, on its doctree.

Text is converted for each block and not for each text node, since a word may run through bold print or a link. The
conversion keeps the length, so the block is cut back at the old places. Ids and targets are never touched, which is
why all editions have the same links.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from speechbook.config import Settings, load_settings
from speechbook.errors import UsageError
from speechbook.han import HAN
from speechbook.variants import EDITIONS, HouseStyle, convert, engine_version, style_for
from speechbook.variants.overrides import overrides_for

__all__ = ("VariantTransform", "connect_variants", "convert_setting")

_logger = logging.getLogger(__name__)

_HAN_OR_CURLY = re.compile(f"[{HAN}“‘]")
_GAP = "\ufffc"
"""Stands in a block for what is not converted, so that its neighbours are not read as one word."""
_LEFT_ALONE = (
    nodes.FixedTextElement,
    nodes.comment,
    nodes.docinfo,
    nodes.literal,
    nodes.math,
    nodes.option_group,
    nodes.problematic,
    nodes.raw,
    nodes.substitution_definition,
    nodes.system_message,
    addnodes.desc_signature,
    addnodes.productionlist,
)
_READ_ATTRIBUTES = ("alt", "caption", "content", "explanation", "rawcaption", "reftitle", "title")
"""Attributes of nodes that reach the reader; `content` is that of a meta element."""
_BUILDERS_OF_SOURCES = ("gettext",)
_NEVER_CONVERTED = "nocc"


class _Piece(NamedTuple):
    """A part of a block: a text node, or a gap where `node` is `None`."""

    node: nodes.Text | None
    text: str
    source: str


class VariantTransform(SphinxTransform):
    """Put a page into the script of the edition.

    The priority lies after SmartQuotes (750), so that quotes are final, and before Sphinx collects labels (850),
    titles, tables of contents and index entries (880), so that all of these are in the edition's script of themselves.
    """

    default_priority = 840

    def apply(self, **_options: object) -> None:
        """Convert text nodes and the attributes a reader sees."""
        page = _page_settings(self.document)
        self.edition: str = self.config.speechbook_edition
        own = _listed_words(page.get("protect", ""))
        self.protected = (*self.config.speechbook_variant_protected, *self._usable(own))
        self.style = HouseStyle(*self.config.speechbook_variant_style)
        source = page.get("script") or self.config.speechbook_variant_script
        self._convert_attributes(self.document, source)
        for pieces in list(self._blocks(self.document, source)):
            self._convert_block(pieces)

    def _usable(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Warn of front matter that cannot be followed, and leave it out."""
        try:
            overrides_for(words, self.edition)
        except UsageError as exc:
            _logger.warning("protect：%s", exc, location=self.env.docname, type="speechbook", subtype="protect")
            return ()
        return words

    def _blocks(self, element: nodes.Element, source: str) -> Iterator[Sequence[_Piece]]:
        """Give the text of each block below `element`, which is written in the script `source`."""
        for child in element.children:
            if isinstance(child, nodes.Text):
                yield [_Piece(child, child.astext(), source)]
            elif isinstance(child, nodes.Element) and not _is_left_alone(child):
                child_source = _source_of(child, source)
                self._convert_attributes(child, child_source)
                if isinstance(child, nodes.TextElement):
                    yield list(self._pieces(child, child_source))
                else:
                    yield from self._blocks(child, child_source)

    def _pieces(self, element: nodes.Element, source: str) -> Iterator[_Piece]:
        for child in element.children:
            if isinstance(child, nodes.Text):
                yield _Piece(child, child.astext(), source)
            elif isinstance(child, nodes.Element):
                if _is_left_alone(child):
                    yield _Piece(None, _GAP, "")
                else:
                    child_source = _source_of(child, source)
                    self._convert_attributes(child, child_source)
                    yield from self._pieces(child, child_source)

    def _convert_block(self, pieces: Sequence[_Piece]) -> None:
        for source in sorted({piece.source for piece in pieces if piece.node is not None}):
            text = "".join(piece.text if piece.source == source else _GAP * len(piece.text) for piece in pieces)
            converted = self._convert(text, source)
            if converted == text:
                continue
            start = 0
            for node, old, written_in in pieces:
                new = converted[start : start + len(old)]
                start += len(old)
                if node is not None and written_in == source and new != old:
                    node.parent.replace(node, nodes.Text(new))

    def _convert_attributes(self, element: nodes.Element, source: str) -> None:
        for name in _READ_ATTRIBUTES:
            value = element.get(name)
            if isinstance(value, str):
                element[name] = self._convert(value, source)
        if isinstance(element, addnodes.index):
            element["entries"] = [
                (kind, self._convert(value, source), target, main, key and self._convert(key, source))
                for kind, value, target, main, key in element["entries"]
            ]
        elif isinstance(element, addnodes.toctree):
            entries: list[tuple[str | None, str]] = element.get("entries", [])
            element["entries"] = [(title and self._convert(title, source), ref) for title, ref in entries]
            titles: list[str] = element.get("rawentries", [])
            element["rawentries"] = [self._convert(title, source) for title in titles]

    def _convert(self, text: str, source: str) -> str:
        """Convert one block; line ends of the source file are not taken for ends of words."""
        if not _HAN_OR_CURLY.search(text):
            return text
        lines = text.split("\n")
        converted = convert("".join(lines), source, self.edition, protected=self.protected, style=self.style)
        cut: list[str] = []
        start = 0
        for line in lines:
            cut.append(converted[start : start + len(line)])
            start += len(line)
        return "\n".join(cut)


def connect_variants(app: Sphinx) -> None:
    """Register the transform and what makes it run anew; `speechbook_edition` is registered by `edition`."""
    app.add_config_value("speechbook_variant_script", "hans", "env", types=frozenset({str}))
    app.add_config_value("speechbook_variant_protected", [], "env", types=frozenset({list}))
    app.add_config_value("speechbook_variant_style", [], "env", types=frozenset({list}))
    app.add_config_value("speechbook_variant_engine", "", "env", types=frozenset({str}))
    app.connect("config-inited", on_config_inited)
    app.connect("builder-inited", on_builder_inited)


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Take script and protected words from the settings of the book.

    As values of the kind `env` they make Sphinx read all pages again when they change.
    """
    settings = load_settings(Path(app.confdir).parent)
    config.speechbook_variant_script = settings.book.script
    config.speechbook_variant_protected = list(settings.protected)
    config.speechbook_variant_style = list(astuple(style_for(settings, config.speechbook_edition)))
    config.speechbook_variant_engine = engine_version()


def on_builder_inited(app: Sphinx) -> None:
    """Add the transform where pages are made, and load the engine before Sphinx forks its workers."""
    if app.builder.name in _BUILDERS_OF_SOURCES:
        return
    app.add_transform(VariantTransform)
    edition = EDITIONS[app.config.speechbook_edition]
    convert("汉漢", "hant" if edition.script == "hans" else "hans", edition.name)


def convert_setting(text: str, settings: Settings, edition: str) -> str:
    """Convert a string of the settings or of a template, which is written in the script of `[book]`."""
    style = style_for(settings, edition)
    return convert(text, settings.book.script, edition, protected=settings.protected, style=style)


def _page_settings(document: nodes.document) -> dict[str, str]:
    """Read the front matter of a page; Sphinx gathers it only after this transform has run."""
    return {
        field[0].astext(): field[1].astext()
        for docinfo in document.findall(nodes.docinfo)
        for field in docinfo.findall(nodes.field)
    }


def _listed_words(value: str) -> tuple[str, ...]:
    """Read a list of the front matter: a YAML list, which MyST hands on as JSON, or words between blanks."""
    if value.startswith("["):
        try:
            return tuple(str(word) for word in json.loads(value))
        except ValueError:
            pass
    return tuple(value.split())


def _source_of(element: nodes.Element, inherited: str) -> str:
    classes = element.get("classes", ())
    if "script-hant" in classes:
        return "hant"
    return "hans" if "script-hans" in classes else inherited


def _is_left_alone(element: nodes.Element) -> bool:
    if _NEVER_CONVERTED in element.get("classes", ()):
        return True
    if isinstance(element, nodes.literal) and element.parent.get("reftype") == "numref":
        return False  # not code: the words of a numbered reference, "图 %s"
    if isinstance(element, nodes.reference) and element.get("refuri", "") == element.astext() != "":
        return True
    return isinstance(element, _LEFT_ALONE)
