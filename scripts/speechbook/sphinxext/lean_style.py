"""Cut from a style sheet what the pages of the book never use.

The theme brings all of Bootstrap and of an icon font: 64 KB compressed, of which a page of a book uses a fifth. Whole
families of classes are left out by name; everything else stays, so that what a maintainer's page may hold (tables,
notes, code, figures) looks as the theme means it. Pure: text in, text out.
"""

import re
from collections.abc import Iterator

__all__ = ("is_left_out", "lean_style")

_FAMILIES = (
    # icons
    "fa",
    "fa[bdlrsdt]",
    "fa-(?!arrow-up$|solid$).+",
    # what Bootstrap makes of classes that no page has
    "accordion.*",
    "alert.*",
    "badge",
    "breadcrumb.*",
    "btn-(?!sm$).+",
    "card.*",
    "carousel.*",
    "collaps.*",
    "form-(?!control$).+",
    "input-group.*",
    "jumbotron",
    "list-group.*",
    "modal.*",
    "nav-(?!link$).+",
    "navbar-.+",
    "offcanvas.*",
    "page-(item|link)",
    "pagination.*",
    "placeholder.*",
    "popover.*",
    "bs-popover.*",
    "progress.*",
    "spinner.*",
    "toast.*",
    "tooltip.*",
    "bs-tooltip.*",
    "was-validated",
    "(in)?valid-.+",
    "table-(?!responsive$).+",
    # its short names for one declaration each
    r"[mp][tbsexy]?-(n?\d|auto|sm|md|lg|xl|xxl).*",
    "dropdown.*",
    "(row|col|offset|order|g|gx|gy|gap|column-gap|row-gap)-(?!odd$|even$).+",
    "d-(?!none$|print-none$).+",
    "(flex|justify|object|overflow|float|shadow|opacity|position|top|bottom|start|end|translate)-.+",
    "align-(items|content|self|baseline|text).*",
    "(border|rounded|bg|link|fs|fw|lh|font|user-select|pe|z|w|h|mw|mh|vw|vh|min|max|ratio|focus-ring)-(?!pill$).+",
    "text-(?!left$|right$|center$).+",
    "(icon|stretched|visually|hstack|vstack|ratio|focus)-.+",
    # other people's notebooks, galleries and widgets
    "sd-.+",
    "ablog-.+",
    "(jp|nb|xr|bk|sphx|thebe|cell|output|nboutput|nbinput|jupyter).*[-_].+",
    "cell|cell_.+|output|dataframe",
    "rendered_html",
    "version-(switcher|warning).*",
    "bd-header-announcement.*",
    "(theme|navbar)-(logo|icon).*",
    "logo.*",
    "toggle-.+",
)
_LEFT_OUT = re.compile("|".join(f"(?:{family})" for family in _FAMILIES))
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", re.DOTALL)
_COMMENT = re.compile(rf"({_STRING.pattern})|/\*.*?\*/", re.DOTALL)
_NESTED = ("@media", "@supports", "@layer", "@container")
_NAMED = re.compile(r"@(?:-\w+-)?keyframes\s+([\w-]+)")


def is_left_out(name: str) -> bool:
    """Tell whether a class is of a family that no page has.

    >>> is_left_out("carousel-item"), is_left_out("admonition")
    (True, False)
    """
    return _LEFT_OUT.fullmatch(name) is not None


def lean_style(sheet: str) -> str:
    """Give a sheet without comments, imports, fonts, idle blanks, and rules for classes that are left out.

    >>> lean_style("/* a */ .carousel, p { color : red; } .btn-primary { top: 0 }")
    'p{color : red}'
    """
    kept = "".join(_kept(_COMMENT.sub(lambda match: match[1] or "", sheet)))
    return "".join(
        rule
        for rule, name in _with_names(kept)
        if not name or re.search(rf"animation[^;}}]*\b{re.escape(name)}\b", kept)
    )


def _with_names(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield each top-level rule with the name of the movement it describes."""
    for head, body in _rules(sheet):
        named = _NAMED.match(head)
        yield (f"{head}{{{body}}}" if body is not None else head), named[1] if named else ""


def _kept(sheet: str) -> Iterator[str]:
    for head, body in _rules(sheet):
        if body is None or head.startswith("@font-face"):
            continue
        if head.startswith(_NESTED):
            inner = "".join(_kept(body))
            if inner:
                yield f"{_narrow(head)}{{{inner}}}"
        elif head.startswith("@"):
            yield f"{_narrow(head)}{{{_narrow(body)}}}"
        else:
            selectors = ",".join(one for one in _selectors(head) if _is_used(one))
            declarations = _narrow(body).rstrip("; ")
            if selectors and declarations:
                yield f"{selectors}{{{declarations}}}"


def _rules(sheet: str) -> Iterator[tuple[str, str | None]]:
    """Yield head and body of each rule of one level; a statement that ends with a semicolon has no body."""
    masked = _STRING.sub(lambda match: "_" * len(match[0]), sheet)
    position = 0
    while True:
        opened, ended = masked.find("{", position), masked.find(";", position)
        if 0 <= ended < opened or (opened < 0 <= ended):
            yield sheet[position : ended + 1].strip(), None
            position = ended + 1
            continue
        if opened < 0:
            return
        depth, end = 1, opened + 1
        while depth and end < len(masked):
            depth += {"{": 1, "}": -1}.get(masked[end], 0)
            end += 1
        yield sheet[position:opened].strip(), sheet[opened + 1 : end - 1]
        position = end


def _selectors(head: str) -> Iterator[str]:
    """Split a list of selectors at its own commas, not at those within brackets."""
    depth, part = 0, ""
    for char in _narrow(head):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(char, 0)
        if char == "," and not depth:
            yield part.strip()
            part = ""
        else:
            part += char
    yield part.strip()


def _is_used(selector: str) -> bool:
    """Tell whether all classes of a selector may stand on a page; what stands in brackets is an alternative."""
    while (outside := re.sub(r"\([^()]*\)", "", selector)) != selector:
        selector = outside
    return not any(is_left_out(name) for name in _CLASS.findall(selector))


def _narrow(text: str) -> str:
    """Take out blanks that say nothing; strings keep theirs."""
    parts: list[str] = []
    position = 0
    for string in _STRING.finditer(text):
        parts += [_without_blanks(text[position : string.start()]), string[0]]
        position = string.end()
    return "".join([*parts, _without_blanks(text[position:])]).strip()


def _without_blanks(text: str) -> str:
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", text))
