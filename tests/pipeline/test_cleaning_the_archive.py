"""From raw files to clean texts: what is new, changed, renamed, edited by hand, broken."""

import json
from pathlib import Path

import pytest
from archive_book import RAW, Book

from speechbook.pipeline.checking import check_archive
from speechbook.pipeline.cleaning import body_hash, machine_text
from speechbook.pipeline.raw_tasks import Outcome

NAME = "jiang-hua"


@pytest.fixture
def scratch(book: Path) -> Book:
    return Book(book)


def test_a_raw_file_becomes_clean_text_and_trail(scratch: Book) -> None:
    raw = scratch.put("论坛/讲话.txt", RAW.encode("gb18030"))
    assert scratch.clean() == {"论坛/讲话.txt": Outcome.NEW}
    text = scratch.archive.load_clean(NAME)
    assert text.meta.raw == "论坛/讲话.txt"
    assert text.lines[3] == "今天，我讲三点意见。"
    trail = scratch.archive.load_trail(NAME)
    assert trail.raw is not None
    assert trail.raw.encoding == "gb18030"
    assert machine_text(scratch.archive, trail) == "\n".join(text.lines) + "\n"
    assert raw.read_bytes() == RAW.encode("gb18030")


def test_a_second_run_does_nothing(scratch: Book) -> None:
    scratch.put("讲话.txt")
    scratch.clean()
    before = scratch.snapshot()
    assert scratch.clean() == {}
    assert scratch.snapshot() == before


def test_without_its_state_a_run_changes_nothing_either(scratch: Book) -> None:
    scratch.put("讲话.txt")
    scratch.clean()
    before = scratch.snapshot()
    (scratch.root / "docs" / "_build" / "state" / "clean.json").unlink()
    assert scratch.clean() == {"讲话.txt": Outcome.SAME}
    assert scratch.snapshot() == before


def test_two_files_of_one_name_get_two_ids(scratch: Book) -> None:
    scratch.put("甲/讲话.txt")
    scratch.put("乙/讲话.txt", RAW.replace("三点", "四点"))
    scratch.clean()
    assert list(scratch.archive.ids()) == [NAME, f"{NAME}-2"]


def test_the_same_bytes_twice_are_one_speech(scratch: Book) -> None:
    scratch.put("甲.txt")
    scratch.put("乙.txt")
    outcomes = scratch.clean()
    assert sorted(outcomes.values(), key=str) == [Outcome.DUPLICATE, Outcome.NEW]
    assert len(list(scratch.archive.ids())) == 1


def test_a_renamed_raw_file_keeps_its_id(scratch: Book) -> None:
    raw = scratch.put("讲话.txt")
    scratch.clean()
    raw.rename(raw.with_name("改名.txt"))
    assert scratch.clean() == {"改名.txt": Outcome.RENAMED}
    assert list(scratch.archive.ids()) == [NAME]
    assert scratch.archive.load_trail(NAME).raw.path == "改名.txt"


def test_a_better_raw_file_under_the_same_name_updates_the_text(scratch: Book) -> None:
    scratch.put("讲话.txt")
    scratch.clean()
    scratch.put("讲话.txt", RAW.replace("不误农时", "不误农时、不误节气"))
    assert scratch.clean() == {"讲话.txt": Outcome.UPDATED}
    assert "不误节气" in scratch.clean_text(NAME).read_text(encoding="utf-8")


def test_a_deleted_raw_file_leaves_its_clean_text(scratch: Book) -> None:
    raw = scratch.put("讲话.txt")
    scratch.clean()
    raw.unlink()
    assert scratch.clean() == {}
    assert scratch.clean_text(NAME).exists()


def test_a_hand_edit_survives(scratch: Book) -> None:
    scratch.put("讲话.txt")
    scratch.clean()
    scratch.edit(NAME, "大家要负起责任来。", "大家都要负起责任来！")
    edited = scratch.clean_text(NAME).read_bytes()
    assert scratch.clean() == {"讲话.txt": Outcome.SAME}
    assert scratch.clean() == {}
    (scratch.root / "docs" / "_build" / "state" / "clean.json").unlink()
    scratch.clean()
    assert scratch.clean_text(NAME).read_bytes() == edited


def test_a_preset_in_the_front_matter_takes_effect(scratch: Book) -> None:
    settings = scratch.root / "conf" / "book.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + '\nscan = ["widen_punctuation"]\n', encoding="utf-8")
    scratch.put("讲话.txt")
    scratch.clean()
    scratch.edit(NAME, "---\nid:", "---\npreset: scan\nid:")
    assert scratch.clean() == {"讲话.txt": Outcome.UPDATED}
    assert "今天,我讲" in scratch.clean_text(NAME).read_text(encoding="utf-8")


def test_one_bad_file_stops_nothing(scratch: Book) -> None:
    scratch.put("甲.txt", b"")
    scratch.put("乙.docx", b"PK\x03\x04")
    scratch.put("讲话.txt")
    outcomes = scratch.clean()
    assert outcomes == {"甲.txt": Outcome.FAILED, "乙.docx": Outcome.FAILED, "讲话.txt": Outcome.NEW}


def test_a_link_out_of_the_archive_is_not_followed(scratch: Book, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    link = scratch.root / "speeches" / "raw" / "link.txt"
    link.symlink_to(secret)
    scratch.put(".hidden.txt")
    scratch.put("~$lock.txt")
    assert scratch.clean() == {}


def test_a_trail_that_names_a_path_outside_is_not_followed(scratch: Book, tmp_path: Path) -> None:
    scratch.put("讲话.txt")
    scratch.clean()
    trail = scratch.archive.trail_path(NAME)
    table = json.loads(trail.read_text(encoding="utf-8"))
    table["raw"]["path"] = "../../../../etc/passwd"
    trail.write_text(json.dumps(table), encoding="utf-8")
    assert machine_text(scratch.archive, scratch.archive.load_trail(NAME)) is None


def test_body_hash_tells_texts_apart() -> None:
    assert body_hash(("一", "二")) != body_hash(("一二",))


def test_lines_in_the_other_script_are_unified_as_edits_and_reported(scratch: Book) -> None:
    scratch.put("讲话.txt", RAW.replace("大家要负起责任来。", "幹部與羣眾都要負起責任來，天后宮不改。"))
    protect = scratch.root / "conf" / "lexicon" / "protect.txt"
    protect.write_text("天后宮\n", encoding="utf-8")
    scratch.clean()
    assert scratch.archive.load_clean(NAME).lines[-1] == "干部与群众都要负起责任来，天后宮不改。"
    trail = scratch.archive.load_trail(NAME)
    edits = [edit for edit in trail.edits if edit.rule == "keep_one_script"]
    assert [(edit.old, edit.new) for edit in edits][:2] == [("幹", "干"), ("與羣眾", "与群众")]
    scratch.pages()
    found = [f.diagnostic for f in check_archive(scratch.settings).findings]
    (mixed,) = (diagnostic for diagnostic in found if diagnostic.code.code == "mixed-script")
    assert mixed.line == 9
    assert mixed.detail == "已改为本篇用字，5 处"


def test_a_traditional_text_is_unified_to_its_own_script(scratch: Book) -> None:
    own = "各位老師、各位同學：\n今天我們慶祝創校二十週年，心中充滿感激。\n"
    scratch.put("講話.txt", own + "学校与学生都要认真总结经验，继续努力。\n")
    scratch.clean()
    assert scratch.archive.load_clean("jiang-hua").lines[-1] == "學校與學生都要認真總結經驗，繼續努力。"
