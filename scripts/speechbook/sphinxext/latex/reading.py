"""What the printed book does not hold is not read for it.

A book of 1,000 speeches has as many pages of indices, guide and reference, which are for the screen; reading them took
a third of the time in which Sphinx makes the LaTeX of the book. No printed page leads to one of them: a speech links to
speeches, a list to what it lists. The front page is read all the same, because Sphinx cannot do without it.
"""

import re
from collections.abc import Iterable

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

__all__ = ("connect_latex_reading", "printed_pages")

_PRINTED = re.compile(r"speeches/.+|lists/(years|speakers|year-.+|speaker-.+)")
_START = "lists/years"
_SPEECHES = "speeches/"
_LINK = re.compile(r"\]\(([a-z0-9-]+)\.md(?:#[a-z0-9-]+)?\)")


def connect_latex_reading(app: Sphinx) -> None:
    """Leave pages out where something for paper is made."""
    app.connect("env-before-read-docs", on_env_before_read_docs)


def on_env_before_read_docs(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take out of `docnames` what is not printed; a book without speeches consists of its other pages."""
    if app.builder.format != "latex":
        return
    speech = app.config.speechbook_speech
    if speech:
        page = env.doc2path(f"{_SPEECHES}{speech}").read_text(encoding="utf-8")
        # Of the others the lists are read, which say where a speech belongs.
        named = {f"{_SPEECHES}{name}" for name in (speech, *_LINK.findall(page))}
        wanted = {name for name in printed_pages(docnames) if name in named or not name.startswith(_SPEECHES)}
    elif _START in env.found_docs:
        wanted = printed_pages(docnames)
    else:
        return
    wanted.add(app.config.root_doc)
    docnames[:] = [docname for docname in docnames if docname in wanted]


def printed_pages(docnames: Iterable[str]) -> set[str]:
    """Give those of the pages that a whole book holds."""
    return {docname for docname in docnames if _PRINTED.fullmatch(docname)}
