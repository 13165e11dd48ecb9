"""Settings of the printed book that depend on the edition; its look is in `conf/latex`, for a maintainer to change.

The book holds what `lists/years` holds: a part for each year, a chapter for each speech; then the speeches by speaker
and the indices. The landing page, the guide and the reference are pages of a web site and stay there. With
`speechbook_speech` the book holds one speech and nothing else.
"""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError as SphinxConfigError
from sphinx.util.texescape import escape

from speechbook.config import Settings
from speechbook.errors import SpeechbookError, os_reason
from speechbook.frame import frame_file
from speechbook.pipeline.latex_fonts import BookFonts, fonts_of
from speechbook.sphinxext.edition import book_settings, current_edition
from speechbook.sphinxext.folds import fold
from speechbook.sphinxext.latex.builder import BookBuilder, later_file
from speechbook.sphinxext.latex.index import INDEX_TITLES
from speechbook.sphinxext.latex.writer import SpeechTranslator
from speechbook.sphinxext.variant_transform import convert_setting
from speechbook.variants import convert

__all__ = ("connect_latex",)

_ENGINE = "xelatex"
_START = "lists/years"
_CLASS_OPTIONS = "openany,oneside,UTF8,fontset=none,scheme=chinese,heading=true,punct=quanjiao"
_SPHINX_SETUP = (
    "TitleColor={rgb}{0,0,0},InnerLinkColor={rgb}{0.05,0.2,0.45},OuterLinkColor={rgb}{0.05,0.2,0.45},"
    r"HeaderFamily=\sffamily\bfseries"
)


def connect_latex(app: Sphinx) -> None:
    """Register builder and writer, and settle the settings once the edition is known (priority 100)."""
    app.add_config_value("speechbook_speech", "", "", str, "只排这一篇讲话（编号）")
    app.add_config_value("speechbook_index_titles", {}, "", dict, "各索引的题目")
    app.add_config_value("speechbook_printed_repairs", "all", "env", str, "机械修复：all 逐条印出，counts 只印次数")
    app.add_builder(BookBuilder, override=True)
    nothing = (_skip, None)
    app.add_node(later_file, latex=(SpeechTranslator.visit_later_file, None), html=nothing, text=nothing)
    app.add_node(fold, override=True, latex=(SpeechTranslator.visit_fold, SpeechTranslator.depart_fold))
    app.connect("config-inited", on_config_inited, priority=200)
    app.connect("builder-inited", on_builder_inited)


def on_builder_inited(app: Sphinx) -> None:
    """Set our writer, for LaTeX builds only: the theme sets its own for HTML where no other writer is registered."""
    if not isinstance(app.builder, BookBuilder):
        return
    app.set_translator("latex", SpeechTranslator)
    conf = Path(app.confdir)
    settings = book_settings(app)
    edition = current_edition(app.config)
    try:
        fonts = fonts_of(settings, edition.name)
    except SpeechbookError as exc:
        raise SphinxConfigError(str(exc)) from exc
    elements = app.builder.context
    elements["fontpkg"] = _font_names(fonts) + _read(conf, "fonts.tex")
    elements["preamble"] = "".join(
        (
            _words(settings, app.config),
            _read(conf, f"{edition.name}.tex"),
            _read(conf, "preamble.tex"),
            _read(conf, f"style-{settings.pdf.style}.tex"),
            _read(conf, "quick.tex"),
        )
    )


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Set what Sphinx's LaTeX builder asks for; its own defaults for Chinese fail or look poor."""
    settings = book_settings(app)
    edition = current_edition(config)
    config.speechbook_index_titles = {
        kind.value: convert(words, "hans", edition.name) for kind, words in INDEX_TITLES.items()
    }
    speech = config.speechbook_speech
    name = f"{settings.book.name}-{edition.name}{speech and '-'}{speech}.tex"
    title, author = _tex(config.project), _tex(settings.book.editor and config.author)
    whole = not speech and (Path(app.srcdir) / f"{_START}.md").is_file()
    start = f"speeches/{speech}" if speech else _START if whole else config.root_doc
    config.speechbook_printed_repairs = "all" if settings.pdf.repairs else "counts"
    config.latex_engine = _ENGINE
    config.latex_documents = [(start, name, title, author, "manual", whole)]
    config.latex_toplevel_sectioning = "part" if whole else "chapter"
    config.latex_docclass = {"manual": "ctexbook"}
    config.latex_use_xindy = False
    config.latex_domain_indices = False
    config.latex_show_urls = "footnote"
    config.latex_additional_files = [
        str(frame_file(Path(app.confdir), name)) for name in ("latex/latexmkrc", f"latex/index-{edition.script}.ist")
    ]
    config.latex_elements = {
        **_without_babel(),
        "papersize": "a4paper",
        "pointsize": "12pt",
        "extraclassoptions": _CLASS_OPTIONS,
        "fvset": r"\fvset{fontsize=\small,formatcom=\xeCJKVerbAddon}",
        "sphinxsetup": _SPHINX_SETUP,
        "releasename": " ",
        "maketitle": "" if speech else r"\BookTitlePage",
        **({"tableofcontents": ""} if speech else {}),
    }


def _skip(_self: nodes.NodeVisitor, _node: nodes.Element) -> None:
    raise nodes.SkipNode


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
    switch = r"\newif\ifBookIsWhole" + ("" if config.speechbook_speech else r"\BookIsWholetrue") + "\n"
    return (
        switch
        + macros
        + (
            r"\hypersetup{pdftitle={\BookTitle},pdfauthor={\BookEditor},pdfsubject={\BookDescription},"
            rf"pdflang={{{edition.html_lang}}}}}" + "\n"
        )
    )


def _font_names(fonts: BookFonts) -> str:
    names = {
        "Region": fonts.region,
        "SongFaces": fonts.song_faces,
        "HeiFaces": fonts.hei_faces,
        **{f"{kind.capitalize()}Font": name for kind, name in fonts.names.items()},
    }
    return "".join(rf"\newcommand\Book{name}{{{value}}}" + "\n" for name, value in names.items())


def _tex(text: str) -> str:
    return escape(text, _ENGINE)


def _read(conf: Path, name: str) -> str:
    path = frame_file(conf, f"latex/{name}")
    try:
        return path.read_text(encoding="utf-8")
    except OSError as exc:
        raise SphinxConfigError(f"{path}：读不出来（{os_reason(exc)}）。请检查文件权限，或重新安装 speechbook") from exc
