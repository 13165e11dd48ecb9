"""The row of words, made anew when too much of it is gone, changes no page."""

from pathlib import Path

import pytest

from speechbook.config import load_settings
from speechbook.pipeline.links import shared_words
from speechbook.pipeline.pages import make_pages

QUOTED = "我们要把群众的冷暖时刻放在心上，把各项工作落到实处，决不能有半点马虎。"


def _book(root: Path) -> dict[str, bytes]:
    """Make a book, then edit, remove and add speeches, with pages made after each step."""
    clean = root / "speeches" / "clean"
    clean.mkdir(parents=True)
    for number in range(6):
        text = f"---\ntitle: 第{'一二三四五六'[number]}篇\n---\n今天讲第{number}件事，请大家认真听。\n{QUOTED}\n"
        (clean / f"pian-{number}.txt").write_text(text, encoding="utf-8")
    make_pages(load_settings(root))
    edited = clean / "pian-2.txt"
    edited.write_text(edited.read_text(encoding="utf-8").replace("马虎", "大意"), encoding="utf-8")
    make_pages(load_settings(root))
    (clean / "pian-4.txt").unlink()
    make_pages(load_settings(root))
    (clean / "pian-7.txt").write_text(f"---\ntitle: 第七篇\n---\n{QUOTED}\n", encoding="utf-8")
    make_pages(load_settings(root))
    return {path.name: path.read_bytes() for path in sorted((root / "docs" / "speeches").iterdir())}


def test_pages_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = _book(tmp_path / "usual")
    monkeypatch.setattr(shared_words, "_SPARE_CHARS", -1_000_000)
    assert _book(tmp_path / "anew") == usual
    assert any("又见" in page.decode() for page in usual.values())
    rows = list((tmp_path / "anew" / "docs" / "_build" / "state" / "grams").glob("*-row.u32"))
    assert [row.name for row in rows] == ["000005-row.u32"]
