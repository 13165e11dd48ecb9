"""Put together what the printed book holds: the speeches by year, then the list of them by speaker; or one speech.

Sphinx joins all pages into one tree before it writes any: 270 KB a speech. Here a speech is a leaf that says where it
is; the writer opens it when its turn comes and forgets it afterwards, so that memory does not grow with the book.
"""

from collections.abc import Iterator

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder

__all__ = ("BY_SPEAKER", "BookBuilder", "later_file")

BY_SPEAKER = "speeches-by-speaker"
"""Id of the part that lists the speeches of each speaker."""
_SPEAKERS = "lists/speakers"
_SPEECHES = "speeches/"


class later_file(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands for what the page `docname` holds until it is written."""


class BookBuilder(LaTeXBuilder):
    """Sphinx's builder with speeches that are opened one by one, and with one more part at the end of a whole book."""

    def assemble_doctree(
        self,
        indexfile: str,
        toctree_only: bool,  # noqa: FBT001 - the signature is Sphinx's
        appendices: list[str],
    ) -> nodes.document:
        """Assemble the book as Sphinx does, or a frame around the one speech that is wanted."""
        if self.config.speechbook_speech:
            return self._alone(indexfile)
        if not toctree_only:
            return super().assemble_doctree(indexfile, toctree_only, appendices)
        open_page = self.env.get_doctree
        try:
            # Sphinx asks for each page by this method, and has no other way in.
            self.env.get_doctree = self._leaf_or_page  # type: ignore[method-assign] # see above
            self._open_page = open_page
            # For settings of its own a leaf would take docutils as long as for the page.
            self._leaf_settings = new_document("").settings
            tree = super().assemble_doctree(indexfile, toctree_only, appendices)
        finally:
            self.env.get_doctree = open_page  # type: ignore[method-assign] # see above
        if _SPEAKERS in self.env.found_docs:
            part = self._by_speaker()
            self.env.resolve_references(part, _SPEAKERS, self)
            tree.extend(part.children)
        return tree

    def open_later(self, node: later_file) -> Iterator[nodes.Node]:
        """Give what a leaf stands for, with all references resolved."""
        docname = node["docname"]
        page = self.env.get_doctree(docname)
        self.env._pickled_doctree_cache.pop(docname, None)  # noqa: SLF001 - Sphinx would keep the bytes of every page
        for section in page.findall(nodes.section):
            section["docname"] = docname
        whole = new_document("", page.settings)
        whole["docname"] = docname
        frame = addnodes.start_of_file(docname=docname)
        whole += frame
        frame += page.children
        self.env.resolve_references(whole, docname, self)
        self.post_process_images(whole)
        yield from list(frame.children)

    def _leaf_or_page(self, docname: str) -> nodes.document:
        if not docname.startswith(_SPEECHES):
            return self._open_page(docname)
        leaf = new_document(docname, self._leaf_settings)
        leaf += later_file(docname=docname)
        return leaf

    def _alone(self, docname: str) -> nodes.document:
        self.docnames = {docname}
        tree = new_document("")
        tree["docname"] = docname
        section = nodes.section("", nodes.title("", "-"))  # never printed: the title of the document is a setting
        frame = addnodes.start_of_file(docname=docname)
        frame += later_file(docname=docname)
        section += frame
        tree += section
        return tree

    def _by_speaker(self) -> nodes.document:
        """Gather title and table of every speaker's page, in the order in which the list of speakers names them."""
        source = self.env.get_doctree(_SPEAKERS)
        part = source.copy()
        part["docname"] = _SPEAKERS
        title = next(iter(source.findall(nodes.title)))
        section = nodes.section("", title.deepcopy(), ids=[BY_SPEAKER])
        for toctree in source.findall(addnodes.toctree):
            for docname in toctree["includefiles"]:
                page = self.env.get_doctree(docname)
                heading = next(iter(page.findall(nodes.title)))
                section += nodes.rubric("", "", *(child.deepcopy() for child in heading.children))
                lists = (found for found in page.findall(nodes.container) if "speech-list" in found["classes"])
                section.extend(found.deepcopy() for found in lists)
        part += section
        return part
