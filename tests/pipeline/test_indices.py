"""The index pages of a book, and what a change of one speech touches."""

import sqlite3
from pathlib import Path

import pytest

from pipeline.archive_book import Book
from speechbook.pipeline import indexing

_FIRST = "---\ntitle: 第一篇\nspeaker: 陆启衡\ndate: 2008-03-12\n---\n请读《长江日报》。\n渠要修，库要守，水要省。\n"
_SECOND = (
    "---\ntitle: 第二篇\nspeaker: 沈若棠\ndate: 2009-03-12\ntopics: [抗旱]\n---\n重庆抗旱有办法。\n请读《长江日报》。\n"
)
_THIRD = "---\ntitle: 第三篇\nspeaker: 陸啟衡\nscript: hant\n---\n請讀《長江日報》，認真地讀，讀過的人來說一說。\n"


@pytest.fixture
def made(book: Path) -> Book:
    for name in ("people", "places", "occasions", "topics"):
        (book / "conf" / "lexicon" / f"{name}.txt").write_text("", encoding="utf-8")
    made = Book(book)
    for name, text in (("first", _FIRST), ("second", _SECOND), ("third", _THIRD)):
        path = made.clean_text(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    made.pages()
    return made


def rows(book: Book, name: str) -> list[str]:
    text = (book.root / "docs" / "lists" / f"{name}.md").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line[:2] in ("=\t", "-\t", "^\t")]


def test_both_scripts_make_one_entry_that_leads_to_paragraphs(made: Book) -> None:
    assert rows(made, "works") == [
        "=\tworks-1\t長江日報\thant\tchang jiang ri bao\t3\t3\t",
        "-\tfirst\t第一篇\thans\t2008年3月12日\tp1\t0",
        "-\tsecond\t第二篇\thans\t2009年3月12日\tp2\t0",
        "-\tthird\t第三篇\thant\t\tp1\t0",
    ]
    assert [row.split("\t")[2] for row in rows(made, "people") if row[0] == "="] == ["陸啟衡", "沈若棠"]
    assert [row.split("\t")[5] for row in rows(made, "topics") if row[0] == "-"] == ["* p1"]
    assert rows(made, "places")[0].startswith("=\tplaces-1\t重庆\thans\tchong qing\t")


def test_a_change_writes_the_pages_it_touches_and_no_others(made: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    original = indexing.write_text

    def noted(path: Path, text: str) -> bool:
        done = original(path, text)
        if path.stem not in ("indices", "speeches"):  # small, and compared with what is on disk
            written.append(path.stem)
        return done

    monkeypatch.setattr(indexing, "write_text", noted)
    made.pages()
    assert written == []
    written.clear()
    made.edit("second", "重庆", "四川")
    made.pages()
    assert sorted(written) == ["places"]
    written.clear()
    made.edit("first", "第一篇", "首篇")
    made.pages()
    assert sorted(written) == ["people", "works"]


def test_a_speech_that_goes_takes_its_names_along(made: Book) -> None:
    made.clean_text("second").unlink()
    made.pages()
    assert rows(made, "places") == []
    assert "现在还没有可列的条目" in (made.root / "docs/lists/places.md").read_text(encoding="utf-8")
    assert len(rows(made, "works")) == 3


def test_the_list_of_the_editor_counts_at_once_and_in_both_scripts(made: Book) -> None:
    (made.root / "conf/lexicon/people.txt").write_text("陆启衡：启衡同志\n", encoding="utf-8")
    made.edit("third", "讀過的人", "啟衡同志和讀過的人")
    made.pages()
    (entry, first, third, _, _) = rows(made, "people")
    assert entry == "=\tpeople-1\t陆启衡\thans\tlu qi heng\t2\t3\t"
    assert first.startswith("-\tfirst\t")
    assert third.startswith("-\tthird\t第三篇\thant\t\t* p1\t")
    assert "third-p1\tpeople\t陸啟衡\tlu qi heng" in made.page("third")


def test_a_broken_store_is_made_anew(made: Book) -> None:
    before = made.snapshot("docs/lists")
    (made.root / "docs/_build/state/index.sqlite3").write_bytes(b"no database at all" * 100)
    made.pages()
    assert made.snapshot("docs/lists") == before


def test_a_run_that_is_killed_is_done_again(made: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    made.edit("second", "重庆", "四川")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(indexing, "_write_index_pages", killed)
        with pytest.raises(KeyboardInterrupt):
            made.pages()
    made.pages()
    assert rows(made, "places")[0].startswith("=\tplaces-1\t四川\t")


def test_a_name_in_very_many_speeches_has_pages_by_year(made: Book) -> None:
    for number in range(300):
        year = 2008 + number % 2
        made.clean_text(f"more-{number}").write_text(
            f"---\ntitle: 又{number}篇\ndate: {year}-01-01\ntopics: [水利]\n---\n水利要抓紧。\n", encoding="utf-8"
        )
    made.pages()
    assert rows(made, "topics")[-1] == "=\ttopics-2\t水利\thans\tshui li\t300\t600\ttopics-of-shui-li"
    lists = made.root / "docs/lists"
    home = (lists / "topics-of-shui-li.md").read_text("utf-8")
    assert "[2008 年](topics-of-shui-li--2008.md)（60 篇）" in home
    assert "[2009 年，之 3](topics-of-shui-li--2009-3.md)（30 篇）" in home
    assert len(rows(made, "topics-of-shui-li--2009-2")) == 60
    for number in range(280):
        made.clean_text(f"more-{number}").unlink()
    made.pages()
    assert not list(lists.glob("topics-of-*"))
    assert len(rows(made, "topics")) == 23


def test_the_store_holds_no_text(made: Book) -> None:
    with sqlite3.connect(made.root / "docs/_build/state/index.sqlite3") as db:
        assert db.execute("SELECT count(*) FROM speech").fetchone() == (3,)
        assert db.execute("SELECT count(DISTINCT kind) FROM named").fetchone() == (4,)
