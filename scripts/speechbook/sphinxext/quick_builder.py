"""A builder that gives the body of a page while pages are still being read."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from docutils import nodes
from docutils.frontend import Values
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import _get_settings
from sphinx.writers.html import HTMLWriter
from sphinx.writers.html5 import HTML5Translator

from speechbook.sphinxext.quick_translator import quick_translator

__all__ = ("QuickBuilder", "with_numbers")

_MARK = "\ufdd2"
"""Stands on either side of the id of a heading, where its number will be: a character that no text holds."""


class _AnyNumber(Mapping[str, tuple[str, ...]]):
    """Numbers of sections while they are not known: each heading gets a mark."""

    def __getitem__(self, anchor: str) -> tuple[str, ...]:
        return (f"{_MARK}{anchor}{_MARK}",)

    def __contains__(self, anchor: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class QuickBuilder(StandaloneHTMLBuilder):
    """Sphinx's builder of web pages, which does not wait for all pages to begin one."""

    @cached_property
    def _reading_settings(self) -> Values:
        """Settings of the writer, as `prepare_writing` makes them later."""
        settings = _get_settings(HTMLWriter, defaults=self.env.settings, read_config_files=True)
        settings.compact_lists = bool(self.config.html_compact_lists)
        return settings

    @cached_property
    def _translator_class(self) -> type[HTML5Translator]:
        return quick_translator(self)

    def body_of(self, document: nodes.document, docname: str) -> tuple[str, str]:
        """Give body and meta tags of a page; its sections have marks for their numbers."""
        settings = document.settings
        document.settings = self._reading_settings
        self.current_docname = docname
        self.secnumbers = _AnyNumber()  # type: ignore[assignment] # marks for numbers
        self.fignumbers = {}
        visitor: Any = self._translator_class(document, self)
        visitor.translate(document)
        document.settings = settings
        return "".join(visitor.fragment), "".join(visitor.meta[2:])


def with_numbers(body: str, numbers: Mapping[str, tuple[int, ...]], suffix: str) -> str:
    """Put the numbers of sections in place of their marks; where they have none, nothing."""

    def number(match: re.Match[str]) -> str:
        own = numbers.get(match[1]) or numbers.get("")
        return f'<span class="section-number">{".".join(map(str, own))}{suffix}</span>' if own else ""

    return re.sub(f'<span class="section-number">{_MARK}([^{_MARK}]*){_MARK}{re.escape(suffix)}</span>', number, body)
