"""Everything that depends on the edition that is built, settled once when Sphinx has read its settings.

One source, one Sphinx build for each edition; the builds differ in this config value and in nothing else.
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.errors import ConfigError as SphinxConfigError

from speechbook.config import Settings, load_settings
from speechbook.errors import SpeechbookError
from speechbook.pipeline import hosting
from speechbook.sphinxext.catalogues import load_catalogues
from speechbook.sphinxext.variant_transform import convert_setting
from speechbook.variants import EDITIONS, Edition

__all__ = ("book_settings", "connect_edition", "current_edition")

_CONVERTED = (
    "project",
    "author",
    "copyright",
    "project_copyright",
    "html_title",
    "html_short_title",
)
"""Settings that readers see."""


def connect_edition(app: Sphinx) -> None:
    """Add the config value `speechbook_edition` and let it settle the others."""
    app.add_config_value("speechbook_beside", "", "html", str, "只有这几个版本并排放着，用逗号隔开；不写是全部")
    app.add_config_value("speechbook_edition", "", "env", str, "出哪个版本：zh-hans、zh-tw 或 zh-hk")
    app.connect("config-inited", on_config_inited, priority=100)


def current_edition(config: Config) -> Edition:
    """Give the edition that is built."""
    return EDITIONS[config.speechbook_edition]


def book_settings(app: Sphinx | Builder) -> Settings:
    """Read the settings of the book whose `conf/` folder Sphinx was given."""
    try:
        return load_settings(Path(app.confdir).parent)
    except SpeechbookError as exc:
        raise SphinxConfigError(str(exc)) from exc


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Choose the edition; set language, catalogues, addresses and the script of the settings to suit."""
    settings = book_settings(app)
    config.speechbook_edition = _choose(config.speechbook_edition, settings)
    edition = current_edition(config)
    config.language = edition.sphinx_language
    app.translator = load_catalogues(Path(app.confdir), edition)
    if not config.html_baseurl:
        config.html_baseurl = _address_of(settings, edition)
    for name in _CONVERTED:
        value = getattr(config, name)
        if isinstance(value, str) and value:
            converted = convert_setting(value, settings, edition.name)
            setattr(config, name, converted)


def _address_of(settings: Settings, edition: Edition) -> str:
    """Give the address at which the edition will stand, if the book or Read the Docs knows it."""
    if settings.site.base_url and not hosting.is_hosted():
        return f"{settings.site.base_url.rstrip('/')}/{edition.name}/"
    return hosting.canonical_address()


def _choose(asked: str, settings: Settings) -> str:
    """Take what was asked for, else what Read the Docs builds, else the book's first edition."""
    name = asked or hosting.hosted_edition() or settings.editions.publish[0]
    if name not in EDITIONS:
        raise SphinxConfigError(f"没有名为 {name} 的版本；可用的有：{'、'.join(EDITIONS)}")
    return name
