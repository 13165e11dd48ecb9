"""The ids of a speech stay out of Sphinx's table of labels.

Each block attribute of a page becomes a label of the whole book in `env.domaindata["std"]`: half a million at 10,000
speeches, all scanned whenever a page is read (`StandardDomain.clear_doc`), pickled at each build, and merged from each
worker. But the id of a section, paragraph or point says by itself on which page it stands. What is kept here is one
short text for each page: the ends of its ids, so that links can be checked.
"""

from collections.abc import Iterator
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import NoUri
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

__all__ = ("connect_speech_labels", "has_anchor")

_ENDS = "speechbook_anchor_ends"
"""Attribute of the environment: docname -> the ends of the ids on this page, each between blanks."""

_HIDDEN = "speechbook_hidden_names"
"""Attribute of a document while Sphinx's domains look at it."""


class HideSpeechLabels(SphinxTransform):
    """Take the ids of a speech away before Sphinx's domains collect labels (`SphinxDomains`, 850)."""

    default_priority = 849

    def apply(self, **_kwargs: object) -> None:
        """Note the ids for `has_anchor` and hide their names."""
        speech = _speech_of(self.document)
        if not speech:
            return
        names = self.document.nametypes
        own = [name for name in names if name == speech or name.startswith(f"{speech}-")]
        setattr(self.document, _HIDDEN, {name: names.pop(name) for name in own})
        _ends(self.env)[self.env.docname] = f" {' '.join(name.removeprefix(speech) for name in own)} "


class ShowSpeechLabels(SphinxTransform):
    """Give the names back, for links within the page (MyST's `ResolveAnchorIds`, 879)."""

    default_priority = 851

    def apply(self, **_kwargs: object) -> None:
        """Undo what `HideSpeechLabels` did."""
        document = cast("Any", self.document)
        document.nametypes.update(document.__dict__.pop(_HIDDEN, {}))


class SpeechReferences(SphinxPostTransform):
    """Resolve links to places in speeches, before MyST (9) would walk through the labels of the whole book for each."""

    default_priority = 5
    builder: Builder
    """The one that is at work; set when it is known."""

    def run(self, **_kwargs: object) -> None:
        """Replace what names a place that exists; the rest is left to MyST and Sphinx, which warn."""
        for node in list(self.document.findall(addnodes.pending_xref)):
            docname, anchor = _place_of(self.env, node)
            if has_anchor(self.env, docname, anchor):
                words = cast("nodes.Element", node[0].deepcopy())
                if not words.astext():
                    words += nodes.Text(self.env.titles[docname].astext())
                here = node.get("refdoc", self.env.docname)
                try:
                    node.replace_self(make_refnode(self.builder, here, docname, anchor, words))
                except NoUri:  # another speech, where one alone is printed
                    node.replace_self(words)


def _place_of(env: BuildEnvironment, node: nodes.Element) -> tuple[str, str]:
    """Give page and id that a reference names: `[](x.md#id)`, `[](#id)` or {ref}`id`; empty for other references."""
    target = str(node["reftarget"])
    if node["reftype"] == "myst" and node.get("refdomain") == "doc":
        return target, node.get("reftargetid") or ""
    speech = target if node["reftype"] in ("myst", "ref") else ""
    while speech and not has_anchor(env, f"speeches/{speech}", target):
        speech = speech.rpartition("-")[0]
    return f"speeches/{speech}", target


def has_anchor(env: BuildEnvironment, docname: str, anchor: str) -> bool:
    """Tell whether a section, paragraph or point with this id stands on the page of a speech."""
    speech = str(env.metadata.get(docname, {}).get("speech", ""))
    return bool(speech) and f" {anchor.removeprefix(speech)} " in _ends(env).get(docname, "")


def connect_speech_labels(app: Sphinx) -> None:
    """Hide labels while Sphinx collects them, and keep the table by page up to date."""
    app.add_transform(HideSpeechLabels)
    app.add_transform(ShowSpeechLabels)
    app.connect("builder-inited", _on_builder_inited)
    app.connect("env-purge-doc", _on_env_purge_doc)
    app.connect("env-merge-info", _on_env_merge_info)


def _on_builder_inited(app: Sphinx) -> None:
    app.add_post_transform(type("SpeechReferencesOfBuilder", (SpeechReferences,), {"builder": app.builder}))


def _speech_of(document: nodes.document) -> str:
    """Read the id of the speech from the front matter, which Sphinx gathers only later."""
    for docinfo in _docinfos(document):
        for field in docinfo.findall(nodes.field):
            if field[0].astext() == "speech":
                return field[1].astext()
    return ""


def _docinfos(document: nodes.document) -> Iterator[nodes.docinfo]:
    return (child for child in document.children if isinstance(child, nodes.docinfo))


def _ends(env: BuildEnvironment) -> dict[str, str]:
    ends: dict[str, str] | None = getattr(env, _ENDS, None)
    if ends is None:
        ends = {}
        setattr(env, _ENDS, ends)
    return ends


def _on_env_purge_doc(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _ends(env).pop(docname, None)


def _on_env_merge_info(_app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    theirs = _ends(other)
    _ends(env).update({docname: theirs[docname] for docname in docnames if docname in theirs})
