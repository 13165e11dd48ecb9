"""Links from speech to speech: pages write `speech:ID` or `speech:ID#PERMALINK`, and each output gets its own address.

The pages are made by the program, which knows that the place is there. So nothing is looked up among the labels of the
book, of which there are half a million in a large one; only the page itself must be there.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

__all__ = ("connect_speech_addresses",)

_SCHEME = "speech"
_logger = logging.getLogger(__name__)


class SpeechAddresses(SphinxPostTransform):
    """Turn the addresses of speeches into references within the book."""

    default_priority = 8
    """Before references are resolved (10)."""

    def run(self, **_kwargs: Any) -> None:  # noqa: ANN401 -- as Sphinx declares it
        """Replace every such address of the page."""
        for reference in list(self.document.findall(nodes.reference)):
            uri = reference.get("refuri", "")
            if uri.startswith(f"{_SCHEME}:"):
                self._resolve(reference, uri.removeprefix(f"{_SCHEME}:"))

    def _resolve(self, reference: nodes.reference, target: str) -> None:
        name, mark, place = target.partition("#")
        docname = f"speeches/{name}"
        if docname not in self.env.all_docs:
            _logger.warning("no speech named %s", name, location=reference, type="ref", subtype="speech")
            reference.replace_self(reference.children)
            return
        try:
            address = self.app.builder.get_relative_uri(self.env.docname, docname)
        except NoUri:
            reference.replace_self(reference.children)
            return
        reference["refuri"] = f"{address}{mark}{place}"
        reference["internal"] = True
        reference["classes"] = [one for one in reference["classes"] if one != "external"]


def connect_speech_addresses(app: Sphinx) -> None:
    """Let MyST leave such addresses alone, and resolve them."""
    app.connect("config-inited", _on_config_inited, priority=400)
    app.add_post_transform(SpeechAddresses)


def _on_config_inited(_app: Sphinx, config: Config) -> None:
    schemes = config.myst_url_schemes
    known = dict.fromkeys(schemes) if isinstance(schemes, (list, tuple)) else dict(schemes or {})
    config.myst_url_schemes = {**known, _SCHEME: None}
