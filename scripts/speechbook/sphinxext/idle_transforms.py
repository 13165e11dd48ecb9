"""Leave out the transforms that have nothing to do on a page.

Sphinx, docutils, MyST and the theme have forty between them, and most walk through the whole page to find kinds of
nodes that it does not hold: block quotes, footnotes, citations, substitutions. Here the nodes of a page are sorted by
kind once, and a transform that looks for none of them is not run. A test reads pages with and without.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.c import AliasNode as CAlias
from sphinx.domains.cpp import AliasNode as CppAlias
from sphinx.environment import BuildEnvironment

__all__ = ("Found", "drop_idle_transforms", "nodes_by_kind")

Found = Mapping[type, Sequence[Any]]
"""The nodes of a page by their class."""

_MAKERS = (
    nodes.pending,
    nodes.substitution_definition,
    nodes.substitution_reference,
    nodes.system_message,
    addnodes.only,
)
"""Where one of these is on the page, nodes of any kind may still come."""


def nodes_by_kind(document: nodes.document) -> Found:
    """Sort the nodes of a page by class; within a class they stand in no order."""
    found: dict[type, list[nodes.Node]] = defaultdict(list)
    waiting: list[nodes.Node] = [document]
    while waiting:
        node = waiting.pop()
        found[node.__class__].append(node)
        waiting.extend(node.children)
    return dict(found)


def drop_idle_transforms(document: nodes.document, env: BuildEnvironment, *, is_read_by_us: bool) -> None:
    """Take the transforms that would change nothing from those that are to run on a page.

    `is_read_by_us` says that all nodes of text have their lines, as those that our reader makes.
    """
    found = nodes_by_kind(document)
    if any(issubclass(kind, _MAKERS) for kind in found) or _has_catalogues(env):
        return
    # What `TranslationProgressTotaliser` writes where nothing is translated.
    document["translation_progress"] = {"total": 0, "translated": 0}
    transformer = document.transformer
    transformer.transforms = [
        entry for entry in transformer.transforms if not _is_idle(entry[1], found, env, is_read_by_us=is_read_by_us)
    ]


def _is_idle(transform: type, found: Found, env: BuildEnvironment, *, is_read_by_us: bool) -> bool:
    name = f"{transform.__module__}.{transform.__name__}"
    if name == _SOURCES:
        return is_read_by_us
    if name == _NUMBERS:
        kinds = env.domains.standard_domain.enumerable_nodes.keys() | {nodes.caption, nodes.literal_block}
        return not found.keys() & (kinds - {nodes.container})
    if (sought := _SEEK.get(name)) is not None:
        return not any(issubclass(kind, sought) for kind in found)
    matters = _MATTER.get(name)
    return matters is not None and not matters(found)


def _has_catalogues(env: BuildEnvironment) -> bool:
    """Tell whether the texts of the book may be translated by message catalogues."""
    return any(Path(env.srcdir, folder).is_dir() for folder in env.config.locale_dirs)


def _any_has(kind: type, *attributes: str) -> Callable[[Found], bool]:
    """Ask whether a node of a class has one of the attributes, with any value."""

    def ask(found: Found) -> bool:
        return any(name in node.attributes for node in found.get(kind, ()) for name in attributes)

    return ask


def _has_open_references(found: Found) -> bool:
    kinds = (nodes.Referential, nodes.title_reference)
    return any("refname" in node.attributes for kind in found if issubclass(kind, kinds) for node in found[kind])


def _has_anonymous(found: Found) -> bool:
    return any(node.get("anonymous") for kind in (nodes.reference, nodes.target) for node in found.get(kind, ()))


def _has_slugs(found: Found) -> bool:
    return any("slug" in node.attributes for kind in found if issubclass(kind, nodes.Element) for node in found[kind])


_SOURCES = "sphinx.transforms.ApplySourceWorkaround"
_NUMBERS = "sphinx.transforms.AutoNumbering"

_NONE: tuple[type, ...] = ()
_SEEK: Mapping[str, tuple[type, ...]] = {
    "sphinx.domains.c.AliasTransform": (CAlias,),
    "sphinx.domains.cpp.AliasTransform": (CppAlias,),
    "sphinx.transforms.i18n.PreserveTranslatableMessages": (addnodes.translatable,),
    "sphinx.transforms.i18n.Locale": _NONE,
    "sphinx.transforms.i18n.TranslationProgressTotaliser": _NONE,
    "sphinx.transforms.i18n.AddTranslationClasses": _NONE,
    "sphinx.transforms.DefaultSubstitutions": (nodes.substitution_reference,),
    "docutils.transforms.references.Substitutions": (nodes.substitution_reference, nodes.substitution_definition),
    "sphinx.transforms.HandleCodeBlocks": (nodes.block_quote,),
    "sphinx.transforms.AutoIndexUpgrader": (addnodes.index,),
    "sphinx.transforms.ReorderConsecutiveTargetAndIndexNodes": (addnodes.index,),
    "sphinx.transforms.DoctestTransform": (nodes.doctest_block,),
    "sphinx.transforms.GlossarySorter": (addnodes.glossary,),
    "sphinx.domains.citation.CitationDefinitionTransform": (nodes.citation,),
    "sphinx.domains.citation.CitationReferenceTransform": (nodes.citation_reference,),
    "sphinx.builders.latex.transforms.FootnoteDocnameUpdater": (nodes.footnote, nodes.footnote_reference),
    "docutils.transforms.misc.Transitions": (nodes.transition,),
}
"""Transforms by what they look for: classes of nodes; nothing where only translated texts have it."""

_MATTER: Mapping[str, Callable[[Found], bool]] = {
    "sphinx.transforms.MoveModuleTargets": _any_has(nodes.target, "ismod"),
    "sphinx.transforms.references.SphinxDanglingReferences": _has_open_references,
    "sphinx.transforms.i18n.RemoveTranslatableInline": _any_has(nodes.inline, "translatable"),
    "docutils.transforms.references.AnonymousHyperlinks": _has_anonymous,
    "docutils.transforms.references.ExternalTargets": _any_has(nodes.target, "refuri"),
    "myst_parser.mdit_to_docutils.transforms.AddSlugIds": _has_slugs,
    "myst_parser.mdit_to_docutils.transforms.ResolveAnchorIds": _any_has(nodes.reference, "id_link"),
}
"""Transforms by whether something on the page matters to them."""
