"""All of the apparatus is in print and in the e-book: every repair of every speech, not a count of them."""

import re
import shutil
import zipfile
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from publish.small_book import COPIED, EDITIONS, book_command, need
from publish.test_pdf import body_text
from speechbook.config import load_settings
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.binding import bind_speech
from speechbook.variants import convert
from speechbook.write.repair_folds import repair_item

_SPAN = re.compile(r"\[((?:\\.|[^\]\\])*)\]\{\.nocc \.repair\}")
_BLANK = re.compile(r"\s+")


def plain(before: str, after: str, edition: str) -> str:
    """Give the line of a repair as it is read, without blanks."""
    item = repair_item(before, after, "").removeprefix("- ")
    item = re.sub("^无 →|→ 删", lambda words: convert(words[0], "hans", edition), item)
    return _BLANK.sub("", re.sub(r"\\(.)", r"\1", unescape(_SPAN.sub(r"\1", item))))


def repairs_of(root: Path) -> dict[str, Counter[tuple[str, str]]]:
    """Give the repairs of every speech by what stood there and what stands there now."""
    settings = load_settings(root)
    archive = Archive(settings.folders)
    found = {}
    for path in sorted(settings.folders.clean.glob("*.txt")):
        repairs = bind_speech(archive, settings, path.stem).apparatus.repairs
        found[path.stem] = Counter((repair.before, repair.after) for repair in repairs)
    return found


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_repair_is_printed(sample_pdfs: dict[str, Path], edition: str) -> None:
    text = body_text(sample_pdfs[edition])
    repairs = repairs_of(sample_pdfs[edition].parents[3])
    assert sum(len(kinds) for kinds in repairs.values()) > 150
    missing = [(name, kind) for name, kinds in repairs.items() for kind in kinds if plain(*kind, edition) not in text]
    assert missing == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_repair_is_in_the_e_book(epubs: dict[str, Path], edition: str) -> None:
    epub = epubs[edition]
    repairs = repairs_of(epub.parents[3])
    assert sum(len(kinds) for kinds in repairs.values()) > 20
    with zipfile.ZipFile(epub) as book:
        pages = {Path(name).stem: book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")}
    for name, kinds in repairs.items():
        page = pages[name]
        items = re.findall(r"<li>(.*?)</li>", page.split("<details", 1)[-1], re.DOTALL) if "<details" in page else []
        words = [_BLANK.sub("", unescape(re.sub(r"<[^>]+>", "", item))) for item in items]
        shown = Counter(plain(*kind, edition) for kind in kinds)
        assert {line for line in shown if not any(word.startswith(line) for word in words)} == set(), name
        assert "从略" not in page
        assert "從略" not in page


def test_a_book_may_print_the_counts_alone(small_book: Path, tmp_path: Path) -> None:
    need("xelatex", "latexmk", "pdftotext")
    root = tmp_path / "counts"
    shutil.copytree(small_book, root, ignore=shutil.ignore_patterns("_build"))
    settings = root / "conf/book.toml"
    listed, counted = "repairs = true ", "repairs = false"
    assert listed in settings.read_text("utf-8")
    settings.write_text(settings.read_text("utf-8").replace(listed, counted), "utf-8")
    done = book_command(root, "build", "pdf", "--speech", COPIED[0], "--variant", "zh-hans")
    assert done.returncode == 0, done.stderr
    text = body_text(root / f"docs/_build/pdf/qinglan-zh-hans-{COPIED[0]}.pdf")
    assert re.search("半角标点改全角[0-9]+处", text)
    assert "→" not in text
