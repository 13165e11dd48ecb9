"""The switch that shows the raw text beside the clean one: on web pages of speeches whose raw text is known.

A page names the script that holds its raw text and does not load it. That script is made with the page, is the same in
all editions, and is copied beside the page; nothing of it is searched, printed or part of an e-book.
"""

import json
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any
from zlib import crc32

from docutils import nodes
from sphinx.application import Sphinx

from speechbook.clean import RULE_LABELS
from speechbook.sphinxext.web_pages import makes_web_pages
from speechbook.variants import convert

__all__ = ("RAW_SUFFIX", "connect_raw_text", "raw_text_program")

_PROGRAM = "raw-text.js"
RAW_SUFFIX = ".raw.js"
"""Ends the name of the script beside the page of a speech."""
_LANGUAGES = {"hans": "zh-Hans", "hant": "zh-Hant"}
_WORDS = {
    "short": "原",
    "show": "对照这一段的原文",
    "showAll": "对照原文",
    "hideAll": "收起原文",
    "raw": "原文",
    "extracted": "从原件取出的文字",
    "same": "与原文相同",
    "none": "原件中没有，是编者所加",
    "byHand": "编者改",
    "failed": "原文没有取到，请再试一次。",
    "listAll": "全部列出",
    "nothing": "无",
    "dropped": "删",
    "paragraph": "段",
    "heading": "标题",
}


def connect_raw_text(app: Sphinx) -> None:
    """Write the program before pages name it; copy the raw texts when all is built."""
    app.connect("builder-inited", on_builder_inited)
    app.connect("html-page-context", on_html_page_context, priority=450)
    app.connect("build-finished", on_build_finished)


def on_builder_inited(app: Sphinx) -> None:
    """Write the program in the words of the edition."""
    if makes_web_pages(app):
        _write(Path(app.outdir) / "_static" / _PROGRAM, raw_text_program(app.config.speechbook_edition))


def on_html_page_context(
    app: Sphinx, pagename: str, _templatename: str, _context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Add the program to a page that has a raw text."""
    if not makes_web_pages(app):
        return
    known = app.env.metadata.get(pagename, {})
    raw = Path(app.srcdir) / f"{pagename}{RAW_SUFFIX}"
    if "speech" not in known or not raw.is_file():
        return
    app.add_js_file(
        _PROGRAM,
        loading_method="defer",
        **{
            "data-speech": known["speech"],
            "data-script": _LANGUAGES.get(known.get("script", ""), "zh"),
            "data-raw": f"{raw.name}?v={crc32(raw.read_bytes()):08x}",
        },
    )


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Bring the raw texts beside the pages up to date."""
    if exception or not makes_web_pages(app):
        return
    source, target = Path(app.srcdir) / "speeches", Path(app.outdir) / "speeches"
    wanted = {path.name: path for path in source.glob(f"*{RAW_SUFFIX}")} if target.is_dir() else {}
    for path in target.glob(f"*{RAW_SUFFIX}"):
        if path.name not in wanted:
            path.unlink()
    for name, path in wanted.items():
        if not _is_copy(path, target / name):
            shutil.copy2(path, target / name)


def raw_text_program(edition: str) -> str:
    """Give the program with its words, and the names of the rules, in the script of an edition."""
    program = files(__package__).joinpath("raw_text.js").read_text(encoding="utf-8")
    for mark, table in (("WORDS", _WORDS), ("RULES", dict(RULE_LABELS))):
        converted = {key: convert(text, "hans", edition) for key, text in table.items()}
        program = program.replace(f'"@{mark}@"', json.dumps(converted, ensure_ascii=False, separators=(",", ":")))
    return program


def _is_copy(path: Path, copy: Path) -> bool:
    try:
        ours, theirs = path.stat(), copy.stat()
    except OSError:
        return False
    return (ours.st_size, ours.st_mtime_ns) == (theirs.st_size, theirs.st_mtime_ns)


def _write(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
