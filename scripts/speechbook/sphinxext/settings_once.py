"""Settings of docutils are made once for each build instead of twice for each page.

Sphinx makes a parser of command lines with two hundred options for each page, to read their defaults from it, and MyST
another for a document that it throws away; together they take longer than reading the page.
"""

from collections.abc import Callable, Mapping
from typing import Any

import myst_parser.mdit_to_docutils.base as myst
import sphinx.util.docutils as sphinx_docutils
from docutils.frontend import Values, get_default_settings
from docutils.utils import DependencyList
from sphinx.application import Sphinx

__all__ = ("connect_settings_once",)

_make_settings: Callable[..., Values] = sphinx_docutils._get_settings  # noqa: SLF001 -- a test sees to it that it is there


def connect_settings_once(app: Sphinx) -> None:
    """Put functions that remember in the place of theirs, anew for each build."""
    app.connect("builder-inited", on_builder_inited)


def on_builder_inited(_app: Sphinx) -> None:
    """Begin with nothing remembered."""
    settings: dict[Any, Values] = {}
    defaults: dict[Any, Values] = {}

    def make(*components: Any, defaults: Mapping[str, Any], read_config_files: bool = False) -> Values:  # noqa: ANN401 -- as in docutils
        kinds = (component if isinstance(component, type) else type(component) for component in components)
        key = (*kinds, tuple((name, id(value)) for name, value in defaults.items()), read_config_files)
        if key not in settings:
            settings[key] = _make_settings(*components, defaults=defaults, read_config_files=read_config_files)
        return _copy(settings[key])

    def default(*components: Any) -> Values:  # noqa: ANN401 -- as in docutils
        if components not in defaults:
            defaults[components] = get_default_settings(*components)
        return _copy(defaults[components])

    sphinx_docutils._get_settings = make  # noqa: SLF001 -- as above
    vars(myst)["get_default_settings"] = default


def _copy(settings: Values) -> Values:
    """Copy settings, with a list of dependencies of their own."""
    copied: Values = settings.copy()
    copied.record_dependencies = DependencyList()
    return copied
