"""Read the blocks of a speech page that are made of rows: what is known of the speech, and the folds of the apparatus.

As with single lines, the outcome is that of MyST, and any other form raises `OtherFormError`.
"""

import re
from collections.abc import Iterable, Sequence

from docutils import nodes
from myst_parser.mdit_to_docutils.base import DocutilsRenderer

from speechbook.sphinxext.folds import fold, fold_title
from speechbook.sphinxext.page_inline import OtherFormError, append_inline

__all__ = ("rows_of",)

_CONTAINER = re.compile(r":::\{container\}((?: [a-z-]+)+)")
_FOLD = re.compile(r":::\{fold\} (\S.*)")
_FIELD = re.compile(r":([^:\\`\[\]{}<>&*_]+): (\S.*)")
_ITEM = re.compile(r"- (\S.*)")
_CLASSES = re.compile(r"\{((?: ?\.[a-z0-9-]+)+)\}")
_TEXT = re.compile(r"[\u4e00-\u9fff]")
"""What no other block begins with."""
_FENCE = ":::"


def rows_of(lines: tuple[str, ...], line: int, renderer: DocutilsRenderer) -> nodes.Element:
    """Give the node of a block. Raises `OtherFormError` when it is not made of rows."""
    if container := _CONTAINER.fullmatch(lines[0]):
        element: nodes.Element = nodes.container(classes=container[1].split())
        element.append(_fields(_within(lines), line, renderer))
    elif found := _FOLD.fullmatch(lines[0]):
        title = fold_title()
        _append(title, found[1], line, renderer)
        rows = _within(lines)
        items = [row for row in rows if _ITEM.fullmatch(row)]
        element = fold("", title, _items(items, line, renderer), *_rest(rows[len(items) :], line, renderer))
    else:
        element = _fields(lines, line, renderer)
    element.line, element.source = line, renderer.document["source"]
    return element


def _within(lines: tuple[str, ...]) -> list[str]:
    if lines[-1] != _FENCE:
        raise OtherFormError
    return [row for row in lines[1:-1] if row]


def _fields(rows: Iterable[str], line: int, renderer: DocutilsRenderer) -> nodes.field_list:
    fields = nodes.field_list(classes=["myst", "field-list"])
    for row in rows:
        parts = _FIELD.fullmatch(row)
        if not parts:
            raise OtherFormError
        name, words = nodes.field_name(parts[1], parts[1]), nodes.paragraph(parts[2])
        _append(words, parts[2], line, renderer)
        fields.append(nodes.field("", name, nodes.field_body("", words)))
    if not fields.children:
        raise OtherFormError
    return fields


def _items(rows: Iterable[str], line: int, renderer: DocutilsRenderer) -> nodes.bullet_list:
    items = nodes.bullet_list(bullet="-")
    for row in rows:
        item = _ITEM.fullmatch(row)
        if not item:
            raise OtherFormError
        words = nodes.paragraph(item[1])
        _append(words, item[1], line, renderer)
        items.append(nodes.list_item("", words))
    if not items.children:
        raise OtherFormError
    return items


def _rest(rows: Sequence[str], line: int, renderer: DocutilsRenderer) -> list[nodes.paragraph]:
    """Give what stands below the items: nothing, or a paragraph with classes."""
    if not rows:
        return []
    classes = _CLASSES.fullmatch(rows[0])
    if not classes or len(rows) != 2 or not _TEXT.match(rows[1]):
        raise OtherFormError
    words = nodes.paragraph(rows[1], classes=classes[1].replace(".", " ").split())
    _append(words, rows[1], line, renderer)
    return [words]


def _append(element: nodes.Element, text: str, line: int, renderer: DocutilsRenderer) -> None:
    element.line, element.source = line, renderer.document["source"]
    append_inline(element, text, renderer)
