"""Settings of the printed book that depend on the edition; its look is in `conf/latex`, for a maintainer to change.

The book holds what `lists/years` holds: a part for each year, a chapter for each speech. The landing page, the guide
and the reference are pages of a web site and stay there.
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError as SphinxConfigError
from sphinx.util.texescape import escape

from speechbook.config import Settings
from speechbook.sphinxext.edition import book_settings, current_edition
from speechbook.sphinxext.latex_writer import SpeechTranslator
from speechbook.sphinxext.variant_transform import convert_setting

__all__ = ("connect_latex",)

_ENGINE = "xelatex"
_START = "lists/years"
_CLASS_OPTIONS = "openany,oneside,UTF8,fontset=none,scheme=chinese,heading=true,punct=quanjiao"
_SPHINX_SETUP = (
    "TitleColor={rgb}{0,0,0},InnerLinkColor={rgb}{0.05,0.2,0.45},OuterLinkColor={rgb}{0.05,0.2,0.45},"
    r"HeaderFamily=\sffamily\bfseries"
)


def connect_latex(app: Sphinx) -> None:
    """Register the writer, and settle the settings once the edition is known (priority 100)."""
    app.connect("config-inited", on_config_inited, priority=200)
    app.connect("builder-inited", on_builder_inited)


def on_builder_inited(app: Sphinx) -> None:
    """Set our writer, for LaTeX builds only: the theme sets its own for HTML where no other writer is registered."""
    if app.builder.name == "latex":
        app.set_translator("latex", SpeechTranslator)


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Set what Sphinx's LaTeX builder asks for; its own defaults for Chinese fail or look poor."""
    settings = book_settings(app)
    edition = current_edition(config)
    folder = Path(app.confdir) / "latex"
    if not folder.is_dir():  # a book may have no printed form
        return
    name = f"{settings.book.name}-{edition.name}.tex"
    title, author = _tex(config.project), _tex(settings.book.editor and config.author)
    whole = (Path(app.srcdir) / f"{_START}.md").is_file()
    config.latex_engine = _ENGINE
    config.latex_documents = [(_START if whole else config.root_doc, name, title, author, "manual", whole)]
    config.latex_toplevel_sectioning = "part" if whole else "chapter"
    config.latex_docclass = {"manual": "ctexbook"}
    config.latex_use_xindy = False
    config.latex_domain_indices = False
    config.latex_show_urls = "footnote"
    config.latex_additional_files = ["latex/latexmkrc", f"latex/index-{edition.script}.ist"]
    config.latex_elements = {
        **_without_babel(),
        "papersize": "a4paper",
        "pointsize": "12pt",
        "extraclassoptions": _CLASS_OPTIONS,
        "fontpkg": _read(folder, f"{edition.name}.tex") + _read(folder, "fonts.tex"),
        "fvset": r"\fvset{fontsize=\small,formatcom=\xeCJKVerbAddon}",
        "sphinxsetup": _SPHINX_SETUP,
        "releasename": " ",
        "preamble": _words(settings, config) + _read(folder, "preamble.tex"),
        "maketitle": r"\BookTitlePage",
    }


def _without_babel() -> dict[str, str]:
    """Switch off what ctexbook does itself, or what is for other languages."""
    return dict.fromkeys(("babel", "polyglossia", "inputenc", "utf8extra", "cmappkg", "fontenc", "fncychap"), "")


def _words(settings: Settings, config: Config) -> str:
    """Hand the words of `conf/book.toml` to LaTeX, and to the information that a PDF carries."""
    book, edition = settings.book, current_edition(config)
    words = {
        "Title": config.project,
        "Subtitle": convert_setting(book.subtitle, settings, edition.name),
        "Editor": book.editor and config.author,
        "Description": convert_setting(book.description, settings, edition.name),
        "Rights": convert_setting(book.rights, settings, edition.name),
        "EditionLabel": edition.label,
    }
    macros = "".join(rf"\newcommand\Book{name}{{{_tex(value)}}}" + "\n" for name, value in words.items())
    return macros + (
        r"\hypersetup{pdftitle={\BookTitle},pdfauthor={\BookEditor},pdfsubject={\BookDescription},"
        rf"pdflang={{{edition.html_lang}}}}}" + "\n"
    )


def _tex(text: str) -> str:
    return escape(text, _ENGINE)


def _read(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except OSError as exc:
        raise SphinxConfigError(f"{folder / name}：读不出来（{exc.strerror}）。请从样书的 conf/latex 补上") from exc
