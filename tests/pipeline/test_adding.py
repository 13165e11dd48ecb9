"""Files taken into the archive: folders, archives, patterns, bad ones, and the same speech from two places."""

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from speechbook.cli import adding_choices, main
from speechbook.pipeline.gathering import safe_path
from speechbook.pipeline.twins import Twin
from speechbook.trail_format import parse_trail
from speechbook.variants import convert

PROJECT = Path(__file__).resolve().parents[2]
REPORT = PROJECT / "speeches/clean/zheng-fu-gong-zuo-bao-gao-2011.txt"
OTHER = PROJECT / "speeches/clean/s-2009-kang-han-dong-yuan.txt"


def body_of(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n", 2)[2]


def add(book: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--book", str(book), "add", *words])


def records(book: Path, *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in add(book, "--json", *words).stdout.splitlines()]


def raw_files(book: Path) -> list[str]:
    root = book / "speeches/raw"
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def trail_of(book: Path, speech: str) -> Any:
    return parse_trail(speech, (book / f"speeches/trail/{speech}.json").read_text(encoding="utf-8"))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "bao.txt"
    path.write_text(body_of(REPORT), encoding="utf-8")
    return path


@pytest.fixture
def second_copy(tmp_path: Path) -> Path:
    """Give the same speech as another site has it: other punctuation, some other words, a paragraph less."""
    lines = body_of(REPORT).split("\n")
    lines = [line.replace("我们", "咱们").replace("，", ",") for number, line in enumerate(lines) if number != 9]
    path = tmp_path / "other.txt"
    path.write_text("\n".join(lines), encoding="gb18030")
    return path


def test_one_line_says_what_a_file_is_and_what_was_found(book: Path, report: Path) -> None:
    done = add(book, str(report))
    assert done.exit_code == 0
    [line] = [line for line in done.stdout.splitlines() if line.startswith("收进：")]
    for words in ("→ bao", "文本", "修复 ", "待查", "《政府工作报告》", "沈若棠", "2011-01-18"):
        assert words in line, words
    assert (book / "speeches/raw/bao.txt").read_bytes() == report.read_bytes()
    assert (book / "speeches/clean/bao.txt").exists()
    assert trail_of(book, "bao").ledger, "ids are registered at once"


def test_a_speech_whose_line_ends_were_lost_has_its_paragraphs_and_says_who_spoke(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "c12.txt"
    start = ("2011年政府工作报告——2011年1月18日在临岳市第三届人民代表大会第五次会议上", "市长沈若棠各位代表：")
    body = [line for line in body_of(REPORT).split("\n") if len(line) > 40][:8]
    path.write_text("\u3000\u3000".join([*start, *body]), encoding="gb18030")
    [record] = records(book, str(path))
    assert (record["title"], record["speaker"], record["date"]) == ("2011年政府工作报告", "沈若棠", "2011-01-18")
    clean = body_of(book / "speeches/clean/c12.txt").splitlines()
    assert clean == [start[0], "市长沈若棠", "各位代表：", *body]


def test_folders_archives_and_patterns(book: Path, tmp_path: Path, report: Path) -> None:
    folder = tmp_path / "in" / "甲"
    (folder / "乙").mkdir(parents=True)
    shutil.copy(report, folder / "乙" / "报告.txt")
    (folder / ".hidden.txt").write_text("不收", encoding="utf-8")
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "~$临时.docx").write_bytes(b"x")
    with zipfile.ZipFile(tmp_path / "旧.zip", "w") as packed:
        packed.writestr("夹/抗旱.txt", body_of(OTHER))
        packed.writestr("__MACOSX/夹/._抗旱.txt", "x")
    assert add(book, str(folder), str(tmp_path / "旧.zip")).exit_code == 0
    assert raw_files(book) == ["旧/夹/抗旱.txt", "甲/乙/报告.txt"]
    assert "已在书里" in add(book, str(tmp_path / "in" / "**" / "*.txt")).stdout
    assert raw_files(book) == ["旧/夹/抗旱.txt", "甲/乙/报告.txt"]


def test_names_in_an_archive_packed_on_windows(book: Path, tmp_path: Path) -> None:
    """The names are GBK, and no flag says so."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("XXXX.txt", body_of(OTHER))
    path.write_bytes(path.read_bytes().replace(b"XXXX", "抗旱".encode("gbk")))
    assert add(book, str(path)).exit_code == 0
    assert raw_files(book) == ["a/抗旱.txt"]


@pytest.mark.parametrize("member", ["../out.txt", "/etc/out.txt", "C:/out.txt", "a/../../out.txt", "..\\out.txt"])
def test_no_path_of_an_archive_leaves_its_folder(book: Path, tmp_path: Path, member: str, report: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as packed:
        packed.writestr(member, "x" * 100)
    done = add(book, str(tmp_path / "bad.zip"), str(report))
    assert done.exit_code == 3
    assert "越出" in done.stderr
    assert raw_files(book) == ["bao.txt"], "the file after it is taken in"
    assert not list(tmp_path.rglob("out.txt"))


def test_an_archive_that_unpacks_to_too_much_is_refused(book: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", b"\0" * 40_000_000)
    assert add(book, str(tmp_path / "bomb.zip")).exit_code == 3
    assert raw_files(book) == []


def test_a_word_document_is_a_document_and_no_archive(book: Path) -> None:
    [document] = (PROJECT / "speeches/raw").rglob("*.docx")
    [record] = records(book, str(document))
    assert record["raw"] == document.name


def test_bad_files_stop_nothing(book: Path, tmp_path: Path, report: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.png").write_bytes(b"\x89PNG\r\n\x1a\nxx")
    (folder / "b.txt").touch()
    (folder / "c.zip").write_bytes(b"PK\x03\x04 not a zip")
    (folder / "d.bin").write_bytes(bytes(range(256)) * 20)
    shutil.copy(report, folder / "z.txt")
    done = add(book, str(folder), str(tmp_path / "none.txt"), str(tmp_path / "*.none"))
    assert done.exit_code == 3
    assert len([line for line in done.stderr.splitlines() if line.startswith("speechbook：")]) == 6
    assert "收进 1 份，未能收进 6 份" in done.stdout
    assert raw_files(book) == ["in/z.txt"]


def test_a_file_with_several_speeches_is_named(book: Path, report: Path, tmp_path: Path) -> None:
    both = tmp_path / "both.txt"
    other = "在县图书馆开馆仪式上的讲话\n各位来宾：\n" + "今天开馆，我来讲几句。\n" * 8
    both.write_text("在甲会议上的讲话\n同志们：\n" + body_of(OTHER) + other, encoding="utf-8")
    line = add(book, str(both)).stdout.splitlines()[0]
    assert "像是 2 篇合在一份里" in line
    assert "《在县图书馆开馆仪式上的讲话》" in line
    assert records(book, str(report))[0]["starts"] == []


def test_another_file_of_the_same_name(book: Path, report: Path, tmp_path: Path) -> None:
    add(book, str(report))
    better = tmp_path / "better" / report.name
    better.parent.mkdir()
    better.write_text(body_of(REPORT) + "还有一段。\n", encoding="utf-8")
    done = add(book, str(better))
    assert done.exit_code == 3
    assert "--replace" in done.stderr
    assert (book / "speeches/raw/bao.txt").read_bytes() == report.read_bytes()
    assert add(book, "--replace", str(better)).exit_code == 0
    assert (book / "speeches/raw/bao.txt").read_bytes() == better.read_bytes()
    assert "还有一段。" in (book / "speeches/clean/bao.txt").read_text(encoding="utf-8")
    assert [path.name for path in (book / "speeches/clean").iterdir()] == ["bao.txt"]


def test_the_same_speech_again_becomes_another_witness(book: Path, report: Path, second_copy: Path) -> None:
    add(book, str(report))
    before = (book / "speeches/clean/bao.txt").read_bytes()
    [record] = records(book, str(second_copy))
    assert (record["same_as"], record["decision"]) == ("bao", "keep")
    assert (book / "speeches/clean/bao.txt").read_bytes() == before
    assert raw_files(book) == ["bao.txt", "other.txt"]
    assert [one.path for one in trail_of(book, "bao").witnesses] == ["other.txt"]
    for _ in range(2):
        done = CliRunner().invoke(main, ["--book", str(book), "clean", "--write"])
        assert "净文本共 1 篇" in done.output, "cleaning makes no speech of it"
    CliRunner().invoke(main, ["--book", str(book), "pages"])
    page = (book / "docs/speeches/bao.md").read_text(encoding="utf-8")
    assert "别本" in page
    assert "other" in page
    assert "咱们" in page.partition("别本")[2]
    assert "别本无" in page
    assert "咱们" not in page.partition("别本")[0]


def test_what_was_said_of_a_witness_is_not_said_again(book: Path, report: Path, second_copy: Path) -> None:
    add(book, str(report))
    add(book, str(second_copy))
    done = CliRunner().invoke(main, ["--book", str(book), "clean", "--write"])
    assert done.output.splitlines() == ["净文本共 1 篇，本次处理原件 2 份。"]


def test_a_witness_under_another_name_is_told_of(book: Path, report: Path, second_copy: Path) -> None:
    add(book, str(report))
    add(book, str(second_copy))
    (book / "speeches/raw/other.txt").rename(book / "speeches/raw/别处.txt")
    done = CliRunner().invoke(main, ["--book", str(book), "clean", "--write"])
    assert "原件改名：别处.txt → bao" in done.output
    assert [one.path for one in trail_of(book, "bao").witnesses] == ["别处.txt"]


def test_at_a_terminal_the_speech_that_is_there_is_called_by_its_title(
    book: Path, report: Path, second_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(book, str(report))
    CliRunner().invoke(main, ["--book", str(book), "pages"])
    monkeypatch.setattr(adding_choices, "_is_somebody_there", lambda: True)
    done = CliRunner().invoke(main, ["--book", str(book), "add", str(second_copy)], input="b\n")
    assert "与书里的《政府工作报告》（bao）有" in done.output
    assert "两份都收" in done.output


def test_texts_that_differ_in_a_word_are_not_called_all_the_same() -> None:
    assert [adding_choices.share_of(Twin("bao", share)) for share in (1, 0.9999, 0.7)] == ["100%", "99%", "70%"]


def test_ctrl_c_at_a_question_says_that_nothing_is_broken(
    book: Path, report: Path, second_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(book, str(report))
    monkeypatch.setattr(adding_choices, "_is_somebody_there", lambda: True)
    done = CliRunner().invoke(main, ["--book", str(book), "add", str(second_copy)], input="")
    assert done.exit_code == 130
    assert "已写好的文件都完整" in done.output
    assert raw_files(book) == ["bao.txt"]


def test_files_that_are_known_are_counted_apart(book: Path, report: Path) -> None:
    assert "已在书里" not in add(book, str(report)).stdout
    done = add(book, str(report), str(report.with_name("没有.txt")))
    assert "收进 0 份，已在书里 1 份，未能收进 1 份" in done.stdout


def test_a_damaged_word_document_is_no_archive_to_unpack(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "讲话.docx"
    path.write_bytes(b"PK\x03\x04 cut off")
    said = add(book, str(path)).stderr
    assert "文件不完整" in said
    assert "另存为新的 .docx" in said
    assert "解压" not in said


def test_a_damaged_archive_is_one(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "讲话.zip"
    path.write_bytes(b"PK\x03\x04 cut off")
    assert "解压" in add(book, str(path)).stderr


def test_the_new_witness_may_be_the_better_one(book: Path, report: Path, second_copy: Path) -> None:
    add(book, str(report))
    clean = book / "speeches/clean/bao.txt"
    edited = clean.read_text(encoding="utf-8").replace("孩子也不能拒之", "孩子也不许拒之")
    assert "孩子也不许拒之" in edited
    clean.write_text(edited, encoding="utf-8")
    ids = {entry.id for entry in trail_of(book, "bao").ledger}
    [record] = records(book, "--same", "replace", str(second_copy))
    assert record["decision"] == "replace"
    text = clean.read_text(encoding="utf-8")
    assert "咱们" in text
    assert "孩子也不许拒之" in text
    trail = trail_of(book, "bao")
    assert trail.raw.path == "other.txt"
    assert [one.path for one in trail.witnesses] == ["bao.txt"]
    assert {entry.id for entry in trail.ledger} == ids, "links last"
    again = CliRunner().invoke(main, ["--book", str(book), "clean", "--write"])
    assert "净文本共 1 篇" in again.output
    assert clean.read_text(encoding="utf-8") == text


def test_a_speech_goes_with_all_its_witnesses(book: Path, report: Path, second_copy: Path) -> None:
    add(book, str(report), str(second_copy))
    done = CliRunner().invoke(main, ["--book", str(book), "remove", "bao", "--forget", "--yes"])
    assert "other.txt" in done.output
    assert raw_files(book) == []
    assert list((book / "speeches/clean").iterdir()) == []


def test_hand_edits_are_kept_when_the_witness_changes(book: Path, report: Path, second_copy: Path) -> None:
    add(book, str(report))
    clean = book / "speeches/clean/bao.txt"
    clean.write_text(clean.read_text(encoding="utf-8").rstrip() + "\n编者补的一段。\n", encoding="utf-8")
    CliRunner().invoke(main, ["--book", str(book), "clean", "--write"])
    done = add(book, "--same", "replace", str(second_copy))
    text = clean.read_text(encoding="utf-8")
    assert "编者补的一段。" in text, done.output


def test_hand_edits_that_cannot_be_merged_keep_the_text(book: Path, report: Path, second_copy: Path) -> None:
    add(book, str(report))
    clean = book / "speeches/clean/bao.txt"
    edited = clean.read_text(encoding="utf-8").replace("我们", "大家")
    clean.write_text(edited, encoding="utf-8")
    [record] = records(book, "--same", "replace", str(second_copy))
    assert record["decision"] == "keep"
    assert clean.read_text(encoding="utf-8") == edited
    trail = trail_of(book, "bao")
    assert (trail.raw.path, [one.path for one in trail.witnesses]) == ("bao.txt", ["other.txt"])


def test_both_are_kept_where_they_are_two_speeches(book: Path, report: Path, second_copy: Path) -> None:
    add(book, str(report))
    records(book, "--same", "both", str(second_copy))
    assert sorted(path.stem for path in (book / "speeches/clean").iterdir()) == ["bao", "other"]
    assert trail_of(book, "bao").witnesses == ()


def test_another_speech_is_not_taken_for_the_same(book: Path, report: Path, tmp_path: Path) -> None:
    add(book, str(report))
    quoting = tmp_path / "quoting.txt"
    quoted = body_of(REPORT).split("\n")[10]
    quoting.write_text(body_of(OTHER) + quoted + "\n", encoding="utf-8")
    [record] = records(book, str(quoting))
    assert "same_as" not in record
    short = tmp_path / "short.txt"
    short.write_text("各位代表：\n现在开会。\n", encoding="utf-8")
    assert "same_as" not in records(book, str(short))[0]


def test_the_same_speech_in_traditional_script_is_known(book: Path, report: Path, tmp_path: Path) -> None:
    add(book, str(report))
    other = tmp_path / "hant.txt"
    lines = [convert(line, "hans", "zh-tw") for line in body_of(REPORT).split("\n")]
    other.write_text("\n".join(lines), encoding="utf-8")
    [record] = records(book, str(other))
    assert record["same_as"] == "bao"
    CliRunner().invoke(main, ["--book", str(book), "pages"])
    page = (book / "docs/speeches/bao.md").read_text(encoding="utf-8").partition("别本")[2]
    assert page.count("别本作") < 10, "its script alone is no difference"


@pytest.mark.parametrize(
    ("path", "safe"),
    [
        ("a/b.txt", "a/b.txt"),
        ("/a//b.txt", "a/b.txt"),
        ("../../b.txt", "b.txt"),
        ("a\x00b\x1f.txt", "a_b_.txt"),
        (".hidden", "hidden"),
        ("讲" * 200 + ".txt", "讲" * 65 + ".txt"),
        ("..", "_"),
    ],
)
def test_names_are_fit_for_every_system(path: str, safe: str) -> None:
    assert safe_path(path) == safe
