"""One file with many speeches: cut, kept exact, and the same through all that may happen to it afterwards."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from several_in_one import (
    FRONT,
    FRONT_ID,
    IDS,
    LINES,
    SPEECHES,
    as_docx,
    as_page,
    as_text,
    as_thread,
    check_nothing_is_lost,
    clean_ids,
    records,
    run,
    trails_of,
)

from speechbook.cli import adding_choices


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    path = tmp_path / "hui bian.txt"
    path.write_bytes(as_text())
    return path


@pytest.fixture
def split(book: Path, collection: Path) -> Path:
    """Give a book that has the collection, split."""
    done = run(book, "add", "--split", str(collection))
    assert done.exit_code == 0, done.output
    return book


def body_of(book: Path, speech: str) -> list[str]:
    return (book / f"speeches/clean/{speech}.txt").read_text(encoding="utf-8").split("---\n", 2)[2].splitlines()


def snapshot(book: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted((book / "speeches").rglob("*")) if path.is_file()}


def test_each_speech_is_one_and_the_raw_file_stays_as_it_came(split: Path, collection: Path) -> None:
    assert clean_ids(split) == sorted((FRONT_ID, *IDS))
    assert (split / "speeches/raw/hui bian.txt").read_bytes() == collection.read_bytes()
    for speech, lines in zip(IDS, SPEECHES, strict=True):
        assert body_of(split, speech)[0] == lines[0]
        assert len(body_of(split, speech)) == len(lines)
    assert body_of(split, FRONT_ID) == list(FRONT)
    check_nothing_is_lost(split, "hui bian.txt")


def test_one_line_each_says_what_was_found(book: Path, collection: Path) -> None:
    lines = run(book, "add", "--split", str(collection)).stdout.splitlines()
    assert "（1/4）" in lines[0]
    assert "草稿，不进书" in lines[0]
    assert "《在全县水利工作会议上的讲话》 陆启衡 2010-03-02" in lines[1]
    assert "《在防汛工作会议上的讲话》 沈若棠 2011-06-01" in lines[3]
    assert "收进 1 份" in lines[4]


@pytest.mark.parametrize(
    ("name", "data", "titles"),
    [
        ("a.docx", as_docx(), 3),
        ("a.html", as_thread(), 3),
        ("a.txt", as_text(), 3),
        ("utf16.txt", as_text().decode("gb18030").encode("utf-16"), 3),
        ("ohne.txt", as_text(tuple(line for speech in SPEECHES for line in speech)), 3),
    ],
)
def test_every_form_is_cut_at_its_titles(book: Path, tmp_path: Path, name: str, data: bytes, titles: int) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = records(book, "--split", str(path))
    own = [one for one in found if not one["id"].endswith("-front")]
    assert [one["title"] for one in own] == [speech[0] for speech in SPEECHES]
    assert len(own) == titles
    assert all(body_of(book, one["id"])[0] == one["title"] for one in own)
    check_nothing_is_lost(book, name)
    before = snapshot(book)
    shutil.rmtree(book / "docs/_build")
    assert run(book, "clean", "--write").exit_code == 0
    assert snapshot(book) == before


def test_of_many_files_it_is_not_said_of_each_that_it_holds_one(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "讲话"
    folder.mkdir()
    for number, speech in enumerate(SPEECHES):
        (folder / f"{number}.txt").write_bytes(as_text(speech))
    (folder / "hui bian.txt").write_bytes(as_text((*FRONT, *SPEECHES[1], *SPEECHES[2], *SPEECHES[0])))
    said = run(book, "add", "--split", "--same", "both", str(folder)).stdout
    assert "看不出里面有几篇" not in said
    assert "（4/4）" in said
    assert "看不出里面有几篇" in run(book, "add", "--split", str(folder / "0.txt")).stdout


@pytest.mark.parametrize("authors", [("水乡人", "乡友", "水乡人"), ("水乡人", "乡友", "老张")])
def test_a_thread_gives_the_speeches_of_all_its_members(book: Path, tmp_path: Path, authors: tuple[str, ...]) -> None:
    (tmp_path / "帖子.html").write_bytes(as_thread(*authors))
    found = records(book, "--split", str(tmp_path / "帖子.html"))
    titles = [record["title"] for record in found if record["title"] in {speech[0] for speech in SPEECHES}]
    assert titles == [speech[0] for speech in SPEECHES]
    check_nothing_is_lost(book, "帖子.html")
    for name in clean_ids(book):
        text = (book / f"speeches/clean/{name}.txt").read_text(encoding="utf-8")
        assert "谢谢楼主" not in text
        assert "source_author" not in text, "nobody posted them all"


@pytest.mark.browser
def test_a_pdf_is_cut_too(book: Path, tmp_path: Path, chromium: Any) -> None:
    page = chromium.new_page()
    page.set_content(as_page())
    page.pdf(path=str(tmp_path / "hui.pdf"))
    page.close()
    found = records(book, "--split", str(tmp_path / "hui.pdf"))
    assert [one["title"] for one in found[-3:]] == [speech[0] for speech in SPEECHES]
    check_nothing_is_lost(book, "hui.pdf")


def test_without_anybody_to_ask_it_stays_whole_and_says_how_to_split_it(book: Path, collection: Path) -> None:
    line = run(book, "add", str(collection)).stdout.splitlines()[0]
    assert "像是 3 篇合在一份里（《在全县水利工作会议上的讲话》、" in line
    assert f"speechbook add --split '{book}/speeches/raw/hui bian.txt'" in line
    assert clean_ids(book) == ["hui-bian"]
    checked = run(book, "check", "--code", "several-speeches").stdout
    assert "hui-bian.txt" in checked
    assert "add --split" in checked


def test_no_split_asks_nothing_and_says_nothing(book: Path, collection: Path) -> None:
    line = run(book, "add", "--no-split", str(collection)).stdout.splitlines()[0]
    assert "像是" not in line
    assert clean_ids(book) == ["hui-bian"]


def test_a_single_speech_cannot_be_split(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(as_text(SPEECHES[0]))
    assert "看不出里面有几篇" in run(book, "add", "--split", str(path)).stdout
    assert clean_ids(book) == ["a"]


@pytest.mark.parametrize(
    ("answers", "ids"),
    [
        ("y\n", (FRONT_ID, *IDS)),
        ("\n", (FRONT_ID, *IDS)),
        ("n\n", ("hui-bian",)),
        ("好的\n9\n1、3\n", (FRONT_ID, IDS[0], IDS[2])),
    ],
)
def test_at_a_terminal_the_cuts_are_shown_and_confirmed(
    book: Path, collection: Path, monkeypatch: pytest.MonkeyPatch, answers: str, ids: tuple[str, ...]
) -> None:
    monkeypatch.setattr(adding_choices, "_is_somebody_there", lambda: True)
    done = run(book, "add", str(collection), answers=answers)
    assert "像是 3 篇合在一份里，可以拆成：" in done.output
    assert "卷首" in done.output
    assert "《在县一中开学典礼上的致辞》" in done.output
    assert clean_ids(book) == sorted(ids)
    assert ("没看懂" in done.output) == ("好的" in answers)
    if len(ids) > 1:
        check_nothing_is_lost(book, "hui bian.txt")


def test_a_second_add_says_it_is_there(split: Path, collection: Path) -> None:
    before = snapshot(split)
    for words in ((), ("--split",), ("--no-split",)):
        done = run(split, "add", *words, str(collection))
        assert done.stdout.count("已在书里：") == 4
        assert "收进 0 份" in done.stdout
        assert snapshot(split) == before


def test_cleaning_again_changes_nothing_and_keeps_hand_edits(split: Path) -> None:
    path = split / f"speeches/clean/{IDS[1]}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("跑两千米", "跑三千米"), encoding="utf-8")
    run(split, "clean", "--write")
    before = snapshot(split)
    shutil.rmtree(split / "docs/_build")
    assert "净文本共 3 篇，本次处理原件 1 份" in run(split, "clean", "--write").output
    assert snapshot(split) == before
    check_nothing_is_lost(split, "hui bian.txt")
    assert "编者改" in (run(split, "pages"), (split / f"docs/speeches/{IDS[1]}.md").read_text(encoding="utf-8"))[1]


def test_what_stands_before_the_first_speech_is_in_no_output(split: Path) -> None:
    run(split, "pages")
    assert sorted(path.stem for path in (split / "docs/speeches").glob("*.md")) == sorted(IDS)
    assert FRONT_ID not in run(split, "export", "--format", "csv").stdout


def test_the_page_says_which_part_it_is(split: Path) -> None:
    run(split, "pages")
    page = (split / f"docs/speeches/{IDS[0]}.md").read_text(encoding="utf-8")
    assert "hui bian" in page
    assert "原件里不止一篇" in page


def test_a_renamed_file_keeps_its_speeches(split: Path) -> None:
    raw = split / "speeches/raw"
    (raw / "hui bian.txt").rename(raw / "新名.txt")
    run(split, "clean", "--write")
    assert clean_ids(split) == sorted((FRONT_ID, *IDS))
    check_nothing_is_lost(split, "新名.txt")


def test_a_better_file_in_its_place_is_cut_at_the_same_titles(split: Path) -> None:
    lines = [line.replace("四十三座", "四十五座") for line in LINES]
    lines.insert(len(FRONT) + 4, "（陆启衡同志的讲话，根据录音整理。）")
    (split / "speeches/raw/hui bian.txt").write_bytes(as_text(tuple(lines)))
    done = run(split, "clean", "--write")
    assert "更新" in done.output
    assert clean_ids(split) == sorted((FRONT_ID, *IDS))
    assert "四十五座" in "".join(body_of(split, IDS[0]))
    assert body_of(split, IDS[1])[0] == SPEECHES[1][0]
    check_nothing_is_lost(split, "hui bian.txt")


def test_a_file_in_its_place_that_has_not_all_speeches_changes_nothing(split: Path) -> None:
    before = {name: body_of(split, name) for name in IDS}
    (split / "speeches/raw/hui bian.txt").write_bytes(as_text((*SPEECHES[0], *SPEECHES[2])))
    done = run(split, "clean", "--write")
    assert done.exit_code == 3
    assert "找不到各篇的开头" in done.output
    assert {name: body_of(split, name) for name in IDS} == before


def test_hand_edits_that_conflict_with_a_better_file_stop_all_its_parts(split: Path) -> None:
    path = split / f"speeches/clean/{IDS[0]}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("四十三座", "四十七座"), encoding="utf-8")
    run(split, "clean", "--write")
    trails = [trail.raw for trail in trails_of(split, "hui bian.txt")]
    lines = tuple(line.replace("四十三座", "四十五座").replace("下得急", "下得猛") for line in LINES)
    (split / "speeches/raw/hui bian.txt").write_bytes(as_text(lines))
    assert "冲突" in run(split, "clean", "--write").output
    assert "下得急" in "".join(body_of(split, IDS[2]))
    assert [trail.raw for trail in trails_of(split, "hui bian.txt")] == trails


def test_one_part_is_removed_and_comes_back(split: Path, collection: Path) -> None:
    raw = split / "speeches/raw/hui bian.txt"
    text = body_of(split, IDS[1])
    done = run(split, "remove", "--yes", IDS[1])
    assert done.exit_code == 0
    assert "还有别的讲话，不删" in done.output
    assert raw.exists()
    for _ in range(2):
        shutil.rmtree(split / "docs/_build", ignore_errors=True)
        run(split, "clean", "--write")
        assert clean_ids(split) == sorted((FRONT_ID, IDS[0], IDS[2]))
    check_nothing_is_lost(split, "hui bian.txt")
    again = run(split, "add", str(collection)).stdout
    assert again.count("已在书里：") == 3
    assert again.count("收进：") == 1
    assert body_of(split, IDS[1]) == text


def test_all_parts_removed_take_the_file_with_them_and_come_back_with_their_ids(split: Path, collection: Path) -> None:
    run(split, "remove", "--yes", FRONT_ID, *IDS)
    assert not (split / "speeches/raw/hui bian.txt").exists()
    assert clean_ids(split) == []
    done = run(split, "add", str(collection))
    assert done.exit_code == 0, done.output
    assert clean_ids(split) == sorted((FRONT_ID, *IDS))
    check_nothing_is_lost(split, "hui bian.txt")


def test_a_part_cannot_be_forgotten_while_others_are_known(split: Path) -> None:
    done = run(split, "remove", "--yes", "--forget", IDS[1])
    assert done.exit_code == 3
    assert "切口" in done.output
    assert IDS[1] in clean_ids(split)


def test_a_file_that_was_one_speech_is_split_later(book: Path, collection: Path) -> None:
    run(book, "add", str(collection))
    path = book / "speeches/clean/hui-bian.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("五月底", "六月底"), encoding="utf-8")
    done = run(book, "add", "--split", str(book / "speeches/raw/hui bian.txt"))
    assert done.exit_code == 0, done.output
    assert clean_ids(book) == sorted((FRONT_ID, "hui-bian", *IDS[1:]))
    assert "六月底" in "".join(body_of(book, "hui-bian"))
    assert body_of(book, "hui-bian")[0] == SPEECHES[0][0]
    check_nothing_is_lost(book, "hui bian.txt")
    before = snapshot(book)
    shutil.rmtree(book / "docs/_build")
    run(book, "clean", "--write")
    assert snapshot(book) == before


def test_hand_edits_beyond_the_first_speech_stop_a_later_split(book: Path, collection: Path) -> None:
    run(book, "add", str(collection))
    path = book / "speeches/clean/hui-bian.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("跑两千米", "跑三千米"), encoding="utf-8")
    before = path.read_bytes()
    done = run(book, "add", "--split", str(collection))
    assert "手工修改" in done.output
    assert clean_ids(book) == ["hui-bian"]
    assert path.read_bytes() == before
    assert [path.stem for path in (book / "speeches/trail").glob("*.json")] == ["hui-bian"]


def test_a_part_that_the_book_has_already_is_another_witness(book: Path, tmp_path: Path, collection: Path) -> None:
    alone = tmp_path / "shui.txt"
    alone.write_bytes(as_text(SPEECHES[0]).replace("土石方".encode("gb18030"), "石方".encode("gb18030")))
    run(book, "add", str(alone))
    found = records(book, "--split", str(collection))
    assert [one.get("same_as") for one in found] == [None, "shui", None, None]
    assert clean_ids(book) == sorted((FRONT_ID, "shui", *IDS[1:]))
    run(book, "pages")
    page = (book / "docs/speeches/shui.md").read_text(encoding="utf-8")
    assert "土石方" in page.partition("别本")[2]
    before = snapshot(book)
    shutil.rmtree(book / "docs/_build")
    run(book, "clean", "--write")
    assert snapshot(book) == before
    assert run(book, "add", str(collection)).stdout.count("已在书里：") == 3
    run(book, "remove", "--yes", "shui")
    assert (book / "speeches/raw/hui bian.txt").exists()
    assert not (book / "speeches/raw/shui.txt").exists()


def test_a_part_may_take_the_place_of_the_text_of_the_book(book: Path, tmp_path: Path, collection: Path) -> None:
    alone = tmp_path / "shui.txt"
    alone.write_bytes(as_text(SPEECHES[0]).replace("土石方".encode("gb18030"), "石方".encode("gb18030")))
    run(book, "add", str(alone))
    found = records(book, "--split", "--same", "replace", str(collection))
    assert found[1]["decision"] == "replace"
    assert "土石方" in "".join(body_of(book, "shui"))
    assert clean_ids(book) == sorted((FRONT_ID, "shui", *IDS[1:]))
    check_nothing_is_lost(book, "hui bian.txt")
    before = snapshot(book)
    shutil.rmtree(book / "docs/_build")
    assert "净文本共 3 篇，本次处理原件 2 份" in run(book, "clean", "--write").output
    assert snapshot(book) == before


def test_the_commands_for_one_speech_work_for_a_part(split: Path) -> None:
    clean = split / f"speeches/clean/{IDS[2]}.txt"
    explained = run(split, "explain", str(clean)).output
    assert "撤销后与原件的这一段相同" in explained
    lines = as_text().decode("gb18030").splitlines()
    line = next(number for number, words in enumerate(lines, 1) if "雨情" in words)
    assert f"第 {line} 行" in explained
    for form in ("tei", "json-ld", "csl-json", "biblatex", "text", "csv"):
        done = run(split, "export", "--format", form, "--speech", IDS[2])
        assert done.exit_code == 0, (form, done.output)
        assert "防汛" in done.stdout
        assert "开学典礼" not in done.stdout
    assert run(split, "check", "--speech", IDS[2]).exit_code == 0


def test_several_processes_make_the_same(split: Path) -> None:
    before = snapshot(split)
    shutil.rmtree(split / "docs/_build")
    for name in [FRONT_ID, *IDS]:
        (split / f"speeches/clean/{name}.txt").unlink()
    run(split, "clean", "--write", "--jobs", "2")
    assert {name: data for name, data in snapshot(split).items() if "/trail/" not in name} == {
        name: data for name, data in before.items() if "/trail/" not in name
    }


@pytest.mark.parametrize("stop_at", range(1, 10))
def test_a_run_that_is_killed_is_completed_by_the_next(
    book: Path, collection: Path, monkeypatch: pytest.MonkeyPatch, stop_at: int
) -> None:
    """The n-th write of a file is the last that happens."""
    really, written = os.replace, []

    def replace(source: str | Path, target: str | Path) -> None:
        written.append(target)
        if len(written) == stop_at:
            raise KeyboardInterrupt
        really(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace)
        run(book, "add", "--split", str(collection))
    assert len(written) >= stop_at
    run(book, "clean", "--write")
    done = run(book, "add", "--split", str(collection))
    assert done.exit_code == 0, done.output
    assert clean_ids(book) == sorted((FRONT_ID, *IDS))
    check_nothing_is_lost(book, "hui bian.txt")
