"""The report of an edition: in context, worst first, and empty where an editor has decided."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from speechbook.config import load_settings
from speechbook.pipeline.proofreading import proofread, write_proof

TEXT = "---\nid: kang-han\ntitle: 抗旱\n{extra}---\n抗旱\n余同志说：“我国历史很长。”\n到局里复查<一次>。\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("conf/lexicon", "speeches/clean"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "conf" / "book.toml").write_text('[editions]\npublish = ["zh-hans", "zh-tw"]\n', encoding="utf-8")
    write_speech(tmp_path)
    return tmp_path


def write_speech(root: Path, extra: str = "") -> None:
    (root / "speeches" / "clean" / "kang-han.txt").write_text(TEXT.format(extra=extra), encoding="utf-8")


def test_places_stand_in_context_worst_first(root: Path) -> None:
    report = proofread(load_settings(root), "zh-tw")
    assert [(p.word, p.printed, p.other, p.file_line) for p in report.places] == [
        ("余", "余", "餘", 6),
        ("历史", "歷史", "曆史", 6),
        ("复查", "複查", "復查", 7),
    ]
    assert report.places[1].before.endswith("余同志說：「我國")
    assert report.places[1].after == "很長。」"
    assert all(place.anchor.startswith("kang-han-p") for place in report.places)


def test_a_simplified_text_has_nothing_to_show_in_its_own_edition(root: Path) -> None:
    assert proofread(load_settings(root), "zh-hans").places == ()


def test_what_an_editor_decides_is_not_shown_again(root: Path) -> None:
    rows = "zh-tw\t余同志\t余同志\n*\t复查\t復查\n"
    (root / "conf" / "lexicon" / "han-overrides.tsv").write_text(rows, encoding="utf-8")
    write_speech(root, "protect: [国历史=國歷史]\n")
    assert proofread(load_settings(root), "zh-tw").places == ()


def test_page_and_json_are_written_beside_the_book(root: Path) -> None:
    settings = load_settings(root)
    page = write_proof(settings, proofread(settings, "zh-tw"))
    html = page.read_text(encoding="utf-8")
    assert "<b>複查</b>&lt;一次&gt;" in html
    assert "../html/zh-tw/speeches/kang-han.html#kang-han-p" in html
    assert 'content="noindex"' in html
    table = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    assert [place["word"] for place in table["places"]] == ["余", "历史", "复查"]


def test_the_command_prints_a_line_of_json_for_each_place(root: Path) -> None:
    command = [sys.executable, "-m", "speechbook", "--book", str(root), "proofread", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["printed"] for line in done.stdout.splitlines()] == ["余", "歷史", "複查"]
    assert not (root / "docs").exists()
