"""The commands as a user types them: what they print, and with which code they end."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from archive_book import RAW, Book
from rich.cells import cell_len

PROJECT = Path(__file__).resolve().parents[2]


class Shell:
    """Runs `speechbook` in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "speechbook", *words],
            cwd=self.folder,
            input=given,
            capture_output=True,
            timeout=250,
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return subprocess.CompletedProcess(words, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def run(book: Path) -> Shell:
    return Shell(book)


@pytest.fixture
def raw(book: Path) -> Path:
    return Book(book).put("讲话.txt")


def test_clean_prints_the_machine_text_and_nothing_else(run: Shell, raw: Path) -> None:
    done = run("clean", str(raw))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("在全县会议上的讲话\n（2008年3月12日）\n同志们：\n今天，我讲三点意见。\n")
    assert done.stdout.endswith("。\n")


def test_clean_reads_standard_input(run: Shell) -> None:
    assert run("clean", "-", given="今天,我来 了".encode("gb18030")).stdout == "今天，我来了\n"


def test_clean_json_holds_what_the_design_promises(run: Shell, raw: Path) -> None:
    table = json.loads(run("clean", "--json", str(raw)).stdout)
    assert list(table) == ["file", "text", "preset", "edits", "diagnostics", "inferred"]
    assert table["edits"][0] == {"start": 26, "end": 27, "old": ":", "new": "：", "rule": "widen_punctuation"}
    assert {"key": "date", "value": "2008-03-12", "evidence": "2008年3月12日"} in table["inferred"]


def test_several_files_need_json_and_get_a_line_each(run: Shell, raw: Path) -> None:
    assert run("clean", str(raw), str(raw)).returncode == 2
    lines = run("clean", "--json", str(raw), str(raw)).stdout.splitlines()
    assert [json.loads(line)["file"] for line in lines] == [str(raw), str(raw)]


def test_the_preset_can_be_named_and_a_wrong_one_is_refused(run: Shell, raw: Path) -> None:
    assert json.loads(run("clean", "--json", "--preset", "portal", str(raw)).stdout)["preset"] == "portal"
    done = run("clean", "--preset", "portl", str(raw))
    assert done.returncode == 2
    assert "portal" in done.stderr


@pytest.mark.parametrize("command", ["clean", "outline", "explain"])
@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("空.txt", b"", "空的"),
        ("图.txt", bytes(range(256)) * 9, "二进制"),
        ("夹", None, "文件夹"),
        ("无.txt", None, "没有这个文件"),
    ],
)
def test_a_file_that_cannot_be_used_gets_one_clear_line(
    run: Shell, command: str, name: str, data: bytes | None, reason: str
) -> None:
    path = run.folder / name
    if data is not None:
        path.write_bytes(data)
    elif name == "夹":
        path.mkdir()
    done = run(command, str(path))
    assert done.returncode == 3
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert reason in done.stderr
    assert name in done.stderr


def test_the_other_files_are_still_done(run: Shell, raw: Path) -> None:
    done = run("clean", "--json", "无.txt", str(raw))
    assert done.returncode == 3
    assert json.loads(done.stdout)["file"] == str(raw)


@pytest.mark.parametrize(
    "words",
    [
        ("clean",),
        ("outline",),
        ("explain",),
        ("variant", "x.txt"),
        ("variant", "--to", "zh-cn", "x"),
        ("build", "doc"),
        ("nonsense",),
    ],
)
def test_wrong_use_ends_with_2(run: Shell, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert done.stderr


def test_outline_json_has_the_form_of_the_gold(run: Shell, raw: Path) -> None:
    table = json.loads(run("outline", "--json", str(raw)).stdout)
    assert table["headings"][0] == {
        "line": 4,
        "level": 1,
        "kind": "line",
        "label": "一、",
        "text": "认清形势",
        "start": 0,
        "end": 6,
    }
    assert set(table) >= {"file", "headings", "enumerations", "announced"}


def test_outline_draws_a_tree(run: Shell, raw: Path) -> None:
    assert "   6  二、抓住重点\n" in run("outline", str(raw)).stdout


def test_variant_converts_line_by_line_and_keeps_every_line(run: Shell) -> None:
    given = "---\ntitle: 讲话\n---\n我国历史\n\n政府干预\n"
    assert run("variant", "--to", "zh-tw", "-", given=given.encode()).stdout == "我國歷史\n\n政府干預\n"
    assert (
        run("variant", "--to", "zh-tw", "-", given="我國歷史，只此一家。\n".encode()).stdout == "我國歷史，只此一家。\n"
    )


def test_explain_shows_each_edit_with_its_rule(run: Shell, raw: Path) -> None:
    done = run("explain", str(raw))
    assert "第 3 行\t日）⏎同志们⟦:⟧⏎今天,我讲\t→ ⟦：⟧\t半角标点改全角" in done.stdout
    assert "撤销后与原件逐字节相同" in done.stdout
    assert json.loads(run("explain", "--json", str(raw)).stdout)["exact"] is True


def test_pages_and_check(run: Shell, raw: Path) -> None:
    assert run("clean", "--write").returncode == 0
    assert "全书 1 篇，写了 1 页" in run("pages").stdout
    done = run("check", "--strict")
    assert done.returncode == 1
    assert "speeches/clean/jiang-hua.txt" in done.stdout
    assert "metadata-missing" in done.stdout
    finding = json.loads(run("check", "--json").stdout.splitlines()[0])
    assert set(finding) >= {"file", "file_line", "code", "line", "start", "end", "excerpt", "message", "advice"}
    assert run("check").returncode == 0


def test_clean_write_takes_files_from_elsewhere_in(run: Shell, tmp_path: Path) -> None:
    file = tmp_path / "外来 讲话.txt"
    file.write_text(RAW, encoding="utf-8")
    done = run("clean", "--write", str(file))
    assert done.returncode == 0, done.stderr
    assert (run.folder / "speeches" / "raw" / file.name).read_bytes() == file.read_bytes()
    assert (run.folder / "speeches" / "clean" / "wai-lai-jiang-hua.txt").exists()
    file.write_text("另一篇\n同志们：\n今天开会。\n", encoding="utf-8")
    done = run("clean", "--write", str(file))
    assert done.returncode == 3
    assert "同名" in done.stderr


def test_broken_settings_end_with_2(run: Shell) -> None:
    (run.folder / "conf" / "book.toml").write_text("[book\n", encoding="utf-8")
    done = run("check")
    assert done.returncode == 2
    assert "book.toml" in done.stderr


@pytest.mark.parametrize(
    "command", [(), ("clean",), ("outline",), ("variant",), ("explain",), ("pages",), ("check",), ("build",)]
)
def test_help_teaches_in_chinese(run: Shell, command: tuple[str, ...]) -> None:
    done = run(*command, "--help")
    assert done.returncode == 0
    body = done.stdout.replace("Usage:", "").replace("Options:", "").replace("Commands:", "")
    assert any("\u4e00" <= char <= "\u9fff" for char in body)


def test_nothing_of_a_progress_bar_reaches_a_pipe(run: Shell, raw: Path) -> None:
    assert run("clean", "--write").stderr == ""


@pytest.mark.corpus
def test_the_forum_sample(corpus: Path) -> None:
    sample = corpus / "sample"
    done = Shell(PROJECT)("clean", str(sample / "dirty.txt"))
    assert done.stdout == (sample / "truth.txt").read_text(encoding="utf-8")


def test_check_groups_by_kind_and_can_be_narrowed(run: Shell, raw: Path) -> None:
    raw.write_text(RAW.replace("今天", "今\ufffd天"), encoding="utf-8")
    assert run("clean", "--write").returncode == 0
    lines = run("check").stdout.splitlines()
    assert lines[0].startswith("要紧  此处有字在转码时丢失（U+FFFD）　1 处  lost-character")
    assert lines[1] == "  → 查对原件，在净文本中补上该字"
    assert lines[2].startswith("  speeches/clean/jiang-hua.txt:")
    assert all(line == line.rstrip() for line in lines)
    only = run("check", "--code", "metadata-missing", "--json").stdout.splitlines()
    assert {json.loads(line)["code"] for line in only} == {"metadata-missing"}
    assert "lost-character" in run("check", "--speech", "speeches/clean/jiang-hua.txt").stdout
    unknown = run("check", "--speech", "mei-you")
    assert unknown.returncode == 2
    assert "没有编号为 mei-you 的讲话" in unknown.stderr


def test_explain_can_be_narrowed_to_a_rule_or_a_line(run: Shell, raw: Path) -> None:
    everything = json.loads(run("explain", "--json", str(raw)).stdout)
    assert sum(rule["count"] for rule in everything["rules"]) == len(everything["edits"])
    assert all(rule["label"] and rule["reason"] for rule in everything["rules"])
    for asked in ("widen_punctuation", "半角标点改全角"):
        some = json.loads(run("explain", "--json", "--rule", asked, str(raw)).stdout)
        assert [rule["rule"] for rule in some["rules"]] == ["widen_punctuation"]
        assert some["exact"] is True
    line = json.loads(run("explain", "--json", "--line", "3", str(raw)).stdout)
    assert {edit["line"] for edit in line["edits"]} == {3}
    wrong = run("explain", "--rule", "半角标点", str(raw))
    assert wrong.returncode == 2
    assert "是不是 半角标点改全角" in wrong.stderr


def test_explain_takes_a_clean_text_for_its_raw_file(run: Shell, raw: Path) -> None:
    assert run("clean", "--write").returncode == 0
    clean = run.folder / "speeches/clean/jiang-hua.txt"
    of_clean = json.loads(run("explain", "--json", str(clean)).stdout)
    of_raw = json.loads(run("explain", "--json", str(raw)).stdout)
    assert of_clean["edits"] == of_raw["edits"] != []
    own = clean.with_name("zi-ji.txt")
    own.write_text("自己写的讲话\n同志们：\n开会。\n", encoding="utf-8")
    done = run("explain", str(own))
    assert done.returncode == 3
    assert "没有原件" in done.stderr


def test_explain_takes_an_id_for_the_raw_file_of_its_speech(run: Shell, raw: Path) -> None:
    Book(run.folder).clean()
    assert run("explain", "jiang-hua").stdout == run("explain", str(raw)).stdout
    assert run("explain", "mei-you").returncode == 3
    assert run("explain", "../jiang-hua").returncode == 3, "an id is no path"


def test_keys_of_the_front_matter_have_their_chinese_names(run: Shell) -> None:
    Book(run.folder).put("无头.txt", "今天天气很好，大家的心情也很好。\n" * 3)
    Book(run.folder).clean()
    assert "讲话人 speaker" in run("check").stdout
    assert "题目 title = 无头" in run("check", "--all").stdout


def test_what_went_wrong_with_files_is_said_after_what_went_well(run: Shell, raw: Path) -> None:
    Book(run.folder).put("a.jpg", b"\xff\xd8\xff\xe0")
    done = subprocess.run(
        [sys.executable, "-m", "speechbook", "clean", "--write"],
        cwd=run.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    said = done.stdout.decode().splitlines()
    assert ["新收" in said[0], "这是图片" in said[1], "净文本共" in said[2]] == [True] * 3


def test_explain_on_a_narrow_terminal_keeps_to_its_width(
    run: Shell, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "44")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", run("explain", str(raw)).stdout)
    assert "半角标点改全角" in shown
    assert all(cell_len(line) <= 44 for line in shown.splitlines()[:-1])
