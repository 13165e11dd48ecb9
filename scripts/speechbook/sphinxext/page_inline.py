"""Read one line of text as `speechbook.write` writes it: escaped characters, spans, links, roles.

The outcome is that of MyST; any other form raises `OtherFormError`, and the caller asks MyST.
"""

import re
from posixpath import dirname, join, normpath
from types import SimpleNamespace
from typing import Any

from docutils import nodes
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from sphinx import addnodes

__all__ = ("OtherFormError", "append_inline")

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d+);")
_SPECIAL = re.compile(r"[\\&]|[\[\]{}`*_<>!|~^$]|https?:|www\.|--|\.\.\.|\"|'|\n")
_TEXT = re.compile(r"(?:[^\\&\[\]{}`*_<>!|~^$\n]|\\[!-/:-@\[-`{-~]|&#\d+;)+")
_ROLE = re.compile(r"\{([a-z-]+)\}`([^`\n]+)`")
_SPAN_END = re.compile(r"\]\{(?:#([a-z0-9-]+))?((?: ?\.[a-z0-9-]+)*)\}")
_LINK_END = re.compile(r"\]\((?:([a-z0-9./-]+)\.md)?(?:#([a-z0-9-]+))?\)")


class OtherFormError(Exception):
    """The line holds something that only MyST can read."""


def append_inline(parent: nodes.Element, text: str, renderer: DocutilsRenderer) -> None:
    """Append what a line holds to a node. Raises `OtherFormError`; `parent` is of no use then."""
    end = _Line(text, renderer).read_into(parent, 0)
    if end != len(text):
        raise OtherFormError


class _Line:
    """One line that is read from left to right."""

    def __init__(self, text: str, renderer: DocutilsRenderer) -> None:
        self._text = text
        self._renderer = renderer
        self._document = renderer.document

    def read_into(self, parent: nodes.Element, at: int) -> int:
        """Append nodes until the line or the bracket ends; return where."""
        text = self._text
        while at < len(text) and text[at] != "]":
            if found := _TEXT.match(text, at):
                parent.append(nodes.Text(_ESCAPED.sub(_plain, found[0])))
                at = found.end()
            elif text[at] == "[":
                at = self._bracket(parent, at + 1)
            elif found := _ROLE.match(text, at):
                self._role(parent, found[1], found[2])
                at = found.end()
            else:
                raise OtherFormError
        return at

    def _bracket(self, parent: nodes.Element, at: int) -> int:
        """Read a span or a link, whose kind shows at its end."""
        inner = nodes.inline()
        inner.line, inner.source = parent.line, parent.source
        end = self.read_into(inner, at)
        if span := _SPAN_END.match(self._text, end):
            if span[1]:
                inner["names"].append(nodes.fully_normalize_name(span[1]))
                self._document.note_explicit_target(inner, inner)
            inner["classes"] += span[2].replace(".", " ").split()
            parent.append(inner)
            return span.end()
        link = _LINK_END.match(self._text, end)
        if not link or not inner.children or not (link[1] or link[2]):
            raise OtherFormError
        parent.append(self._elsewhere(inner, link[1], link[2]) if link[1] else self._here(inner, link[2]))
        return link.end()

    def _here(self, inner: nodes.inline, target: str) -> nodes.Element:
        """Link to a place of this page."""
        reference = nodes.reference(id_link=True, refuri=f"#{target}")
        reference.line, reference.source = inner.line, inner.source
        reference.extend(inner.children)
        return reference

    def _elsewhere(self, inner: nodes.inline, page: str, target: str | None) -> nodes.Element:
        """Link to another page, or a place of it."""
        env = self._document.settings.env
        docname = normpath(join(dirname(env.docname), page))
        if docname not in env.found_docs:
            raise OtherFormError
        link = addnodes.pending_xref(
            refdomain="doc", reftarget=docname, reftargetid=target, refdoc=env.docname, reftype="myst", refexplicit=True
        )
        link.line, link.source = inner.line, inner.source
        inner["classes"] = ["xref", "myst"]
        inner.line = inner.source = None
        link.append(inner)
        return link

    def _role(self, parent: nodes.Element, name: str, content: str) -> None:
        renderer = self._renderer
        token: Any = SimpleNamespace(meta={"name": name}, content=content, map=[parent.line or 0, parent.line or 0])
        with renderer.current_node_context(parent):
            renderer.render_myst_role(token)


def _plain(match: re.Match[str]) -> str:
    return match[1] or chr(int(match[2]))
