"""Unlisted site names across the archive: proposed by `check`, never removed, and not looked for twice."""

from pathlib import Path
from typing import Any

import pytest
from archive_book import Book

from speechbook.pipeline import site_names
from speechbook.pipeline.checking import Finding, check_archive
from speechbook.pipeline.site_names import find_site_names

NAME = "竹简公文网"
TEXTS = (
    "第一次讲话\n同志们：\n全县的水利建设取得了新的进展，各乡镇都修了水渠，群众很满意。我县的水利建设还要继续抓紧。\n",
    "第二次讲话\n同志们：\n水利建设是全县农业的根本。各乡镇要把水渠修好管好，让群众满意，让我县的农业再上台阶。\n",
    "第三次讲话\n同志们：\n我县的道路建设也要跟上。全县各乡镇之间都要通车，群众进城方便了，农业才有出路。\n",
)
MARKED = (("水利", "群众"), ("农业", "水渠"), ("道路",))


@pytest.fixture
def scratch(book: Path) -> Book:
    return Book(book)


def set_in(text: str, words: tuple[str, ...], name: str = NAME) -> str:
    for word in words:
        text = text.replace(word, word[0] + name + word[1:], 1)
    return text


def fill(scratch: Book, folder: str = "论坛", count: int = 3) -> None:
    for number, (text, words) in enumerate(list(zip(TEXTS, MARKED, strict=True))[:count]):
        scratch.put(f"{folder}/jiang-{number}.txt", set_in(text, words))
    scratch.clean()
    scratch.pages()


def proposals(scratch: Book) -> list[Finding]:
    return list(check_archive(scratch.settings, codes=["recurring-name"]).findings)


def test_a_name_is_proposed_with_its_places_and_the_line_to_add(scratch: Book) -> None:
    fill(scratch)
    (found,) = proposals(scratch)
    assert NAME in found.diagnostic.detail
    assert "3 篇 5 处" in found.diagnostic.detail
    assert f"在 conf/lexicon/watermarks.txt 加一行“{NAME}”" in found.advice
    assert found.places == (
        ("speeches/clean/jiang-0.txt", 7),
        ("speeches/clean/jiang-1.txt", 7),
        ("speeches/clean/jiang-2.txt", 7),
    )
    assert scratch.clean_text("jiang-0").read_text(encoding="utf-8").count(NAME) == 2, "never removed by itself"


def test_the_line_that_is_advised_does_what_is_said(scratch: Book) -> None:
    fill(scratch)
    lexicon = scratch.root / "conf" / "lexicon"
    with (lexicon / "watermarks.txt").open("a", encoding="utf-8") as file:
        file.write(f"{NAME}\n")
    scratch.clean()
    scratch.pages()
    assert proposals(scratch) == []
    assert NAME not in scratch.clean_text("jiang-0").read_text(encoding="utf-8")


def test_a_true_word_can_be_said_to_be_one(scratch: Book) -> None:
    fill(scratch)
    (scratch.root / "conf/lexicon/not-site-names.txt").write_text(f"{NAME}\n", encoding="utf-8")
    assert proposals(scratch) == []


def test_words_that_recur_where_grammar_wants_them_are_no_names(scratch: Book) -> None:
    lines = (
        "要发展互联网经济，用好互联网平台。群众办事都上政务服务网，方便得很。",
        "互联网是个好东西，干部要学会用互联网了解民情，也要管好政务服务网，建设城乡社区。",
        "全县的互联网用户有十万户。政务服务网开通一年，群众都说好。城乡社区、城乡社区警务室都联了网。",
    )
    for number, line in enumerate(lines):
        scratch.put(f"论坛/jiang-{number}.txt", f"第{number + 1}次讲话\n同志们：\n{line}\n" + TEXTS[number])
    scratch.clean()
    scratch.pages()
    assert proposals(scratch) == []


def test_a_name_in_one_file_of_each_source_proves_nothing(scratch: Book) -> None:
    for number, (text, words) in enumerate(zip(TEXTS, MARKED, strict=True)):
        scratch.put(f"来源{number}/jiang-{number}.txt", set_in(text, words))
    scratch.clean()
    assert find_site_names(scratch.settings) == ()


def test_the_site_in_the_front_matter_makes_one_source_of_several_folders(scratch: Book) -> None:
    for number, (text, words) in enumerate(zip(TEXTS, MARKED, strict=True)):
        scratch.put(f"来源{number}/jiang-{number}.txt", set_in(text, words))
    scratch.clean()
    for number in range(3):
        scratch.edit(f"jiang-{number}", "\nraw:", "\nsource_url: https://bbs.example.org/t\nraw:")
    (found,) = find_site_names(scratch.settings)
    assert found.name == NAME


def test_only_new_and_changed_texts_are_read(scratch: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    gather = site_names.site_evidence

    def watched(text: str) -> Any:
        read.append(text.split("\n", 1)[0])
        return gather(text)

    monkeypatch.setattr(site_names, "site_evidence", watched)
    fill(scratch, count=2)
    assert find_site_names(scratch.settings) != ()
    assert len(read) == 2
    scratch.put("论坛/jiang-2.txt", set_in(TEXTS[2], MARKED[2]))
    scratch.clean()
    read.clear()
    assert find_site_names(scratch.settings)[0].files == 3
    assert read == ["第三次讲话"]
    scratch.edit("jiang-1", NAME, "")
    read.clear()
    (found,) = find_site_names(scratch.settings)
    assert (found.files, found.places) == (2, 3)
    assert read == ["第二次讲话"]


def test_what_is_kept_gives_what_a_fresh_look_gives(scratch: Book) -> None:
    fill(scratch)
    find_site_names(scratch.settings)
    scratch.edit("jiang-1", "台阶", "楼梯")
    scratch.clean_text("jiang-2").unlink()
    kept = find_site_names(scratch.settings)
    (scratch.root / "docs/_build/state/site-names.sqlite3").unlink()
    assert find_site_names(scratch.settings) == kept


def test_a_broken_state_is_made_again(scratch: Book) -> None:
    fill(scratch)
    state = scratch.root / "docs/_build/state/site-names.sqlite3"
    find_site_names(scratch.settings)
    state.write_bytes(b"no database" * 500)
    assert len(find_site_names(scratch.settings)) == 1
