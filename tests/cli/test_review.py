"""`speechbook review` in a real terminal: what is decided is written at once and not asked again."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from archive_book import Book
from rich.cells import cell_len
from terminal import Terminal

SITE = "样本文秘网"
RAW = (
    "在全县会议上的讲话\n（2008年3月12日）\n同志们：\n"
    f"这几年从我{SITE}县选拔了多名干部，大家都看得见。\n"
    "今天讲三点意见。\n水的事情说了多少年，今年一定要办成，大家分头去办。\n"
)
NAME = "jiang-hua"
CHOICES = "[q] 退出"


@pytest.fixture
def made(book: Path) -> Book:
    made = Book(book)
    (book / "conf" / "lexicon" / "watermarks.txt").write_text(f"# 站名\n{SITE}\n", encoding="utf-8")
    made.put("讲话.txt", RAW)
    made.clean()
    made.pages()
    return made


def trail(made: Book, name: str = NAME) -> dict[str, object]:
    table = json.loads((made.root / "speeches" / "trail" / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(table, dict)
    return table


def run(made: Book, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "speechbook", *words],
        cwd=made.root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
        env={**os.environ, **environment},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def check(made: Book, *words: str) -> list[str]:
    return [json.loads(line)["code"] for line in run(made, "check", "--json", *words).stdout.splitlines()]


def review(made: Book, *words: str, **environment: str) -> Terminal:
    return Terminal(["review", *words], made.root, environment)


def put_editor(made: Book, script: str) -> str:
    path = made.root / "editor"
    path.write_text(f"#!{sys.executable}\nimport sys, pathlib\nline, path = sys.argv[1:]\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    return str(path)


def test_a_doubt_is_shown_in_its_place_within_eighty_columns(made: Book) -> None:
    with review(made, NO_COLOR="1") as terminal:
        first = terminal.until(CHOICES)
        terminal.press("q")
        assert terminal.end() == 0
    assert "site-name-removed" in first
    assert "从我【▢】县" in first
    assert "同志们" in first
    assert "讲三点意见" in first
    assert "→ " in first
    assert max(cell_len(line) for line in terminal.text.splitlines() if "核对净文本" not in line) <= 80
    assert "\x1b[31" not in terminal.raw
    assert "还有" in terminal.text


def test_what_is_dismissed_vanishes_everywhere_and_is_listed_on_request(made: Book) -> None:
    assert "{doubt}" in made.page(NAME)
    with review(made, "--code", "site-name-removed") as terminal:
        shown = terminal.until(CHOICES)
        assert f"[-{SITE}-]" in shown
        terminal.press("d")
        terminal.until("不缺字]")
        terminal.press("\r")
        assert terminal.end() == 0
    assert "勾销 1 处" in terminal.text
    (decision,) = trail(made)["decisions"]
    assert (decision["code"], decision["verdict"], decision["reason"]) == (
        "site-name-removed",
        "dismissed",
        "对照上下文，不缺字",
    )
    assert "site-name-removed" not in check(made)
    assert check(made, "--dismissed") == ["site-name-removed"]
    assert "勾销：对照上下文，不缺字" in run(made, "check", "--dismissed").stdout
    made.pages()
    assert made.page(NAME).count("{doubt}") == 1
    assert "网站名，已删去" not in made.page(NAME)
    assert "网站名，已删去" not in (made.root / "docs" / "lists" / "quality.md").read_text(encoding="utf-8")


def test_what_is_confirmed_stays_on_the_page_and_is_not_asked_again(made: Book) -> None:
    with review(made, "--code", "lost-list") as terminal:
        terminal.until(CHOICES)
        terminal.press("a")
        terminal.until("可以不写")
        terminal.press("县志同样缺\r")
        assert terminal.end() == 0
    made.pages()
    assert "编者核对：县志同样缺" in made.page(NAME)
    assert "疑有缺文`" in made.page(NAME)
    assert "lost-list" not in check(made)


def test_decisions_survive_cleaning_again_and_edits_elsewhere(made: Book) -> None:
    assert run(made, "review", "--dismiss", "site-name-removed", "--reason", "不缺", "--yes").returncode == 0
    made.edit(NAME, "同志们：\n", "同志们：\n新添的一段，在它前面。\n")
    made.pages()
    made.put("讲话.txt", RAW.replace("大家分头去办", "大家分头去办,抓紧"))
    made.clean()
    made.pages()
    assert "抓紧" in made.clean_text(NAME).read_text(encoding="utf-8")
    assert "site-name-removed" not in check(made)


def test_a_changed_paragraph_is_asked_about_again(made: Book) -> None:
    run(made, "review", "--dismiss", "lost-list", "--reason", "原文如此", "--yes")
    assert "lost-list" not in check(made)
    made.edit(NAME, "今天讲三点意见", "今天我讲三点意见")
    made.pages()
    assert "lost-list" in check(made)


def test_going_back_and_taking_a_decision_back(made: Book) -> None:
    with review(made) as terminal:
        terminal.until(CHOICES)
        terminal.press("d")
        terminal.until("不缺字]")
        terminal.press("\r")
        terminal.until(CHOICES)
        terminal.press("b")
        assert "已定：勾销，对照上下文，不缺字" in terminal.until("[u] 收回")
        terminal.press("u")
        terminal.until("[a] 属实")
        terminal.press("q")
        assert terminal.end() == 0
    assert "decisions" not in trail(made)


def test_control_c_keeps_what_was_decided_and_the_next_session_goes_on(made: Book) -> None:
    with review(made) as terminal:
        assert "site-name-removed" in terminal.until(CHOICES)
        terminal.press("d")
        terminal.until("不缺字]")
        terminal.press("\r")
        assert "lost-list" in terminal.until(CHOICES)
        terminal.press("\x03")
        assert terminal.end() == 130
    assert "Traceback" not in terminal.text
    assert len(trail(made)["decisions"]) == 1
    with review(made) as terminal:
        assert "site-name-removed" not in terminal.until(CHOICES)
        terminal.press("q")
        terminal.end()


def test_the_editor_opens_at_the_line_and_what_is_mended_goes(made: Book) -> None:
    editor = put_editor(
        made,
        "p = pathlib.Path(path)\np.write_text(p.read_text().replace('从我县', '从我们县'))\n"
        "pathlib.Path('asked').write_text(line)",
    )
    with review(made, "--code", "site-name-removed", EDITOR=editor) as terminal:
        terminal.until(CHOICES)
        terminal.press("e")
        terminal.until("改好了")
        assert terminal.end() == 0
    text = made.clean_text(NAME).read_text(encoding="utf-8")
    assert "从我们县" in text
    line = int((made.root / "asked").read_text().lstrip("+"))
    assert "从我们县" in text.splitlines()[line - 1]
    assert "ledger-stale" not in check(made)


def test_a_text_broken_in_the_editor_can_be_put_back(made: Book) -> None:
    before = made.clean_text(NAME).read_bytes()
    editor = put_editor(made, "pathlib.Path(path).write_text('---\\n: [\\n')")
    with review(made, "--code", "site-name-removed", EDITOR=editor) as terminal:
        terminal.until(CHOICES)
        terminal.press("e")
        terminal.until("[r] 恢复原样")
        terminal.press("r")
        terminal.until(CHOICES)
        terminal.press("q")
        assert terminal.end() == 0
    assert made.clean_text(NAME).read_bytes() == before


def test_an_editor_that_is_not_there_is_named(made: Book) -> None:
    with review(made, "--code", "lost-list", EDITOR="no-such-editor") as terminal:
        terminal.until(CHOICES)
        terminal.press("e")
        terminal.until("no-such-editor")
        terminal.until(CHOICES)
        terminal.press("q")
        assert terminal.end() == 0


def test_inferred_metadata_of_many_speeches_is_confirmed_at_once(made: Book) -> None:
    for number in range(3):
        made.put(f"会{number}.txt", RAW.replace("3月12日", f"3月{number + 1}日"))
    made.clean()
    made.pages()
    text = made.clean_text("hui-0").read_text(encoding="utf-8")
    made.clean_text("hui-0").write_text(text.replace("raw:", "# 我的说明\nmine: [a, b]\nraw:"), encoding="utf-8")
    with Terminal(["review", "--accept-inferred", "--key", "date"], made.root) as terminal:
        shown = terminal.until("]: ")
        assert "2008-03-02" in shown
        terminal.press("2\r")
        assert terminal.end() == 0
    assert "写入 3 项" in terminal.text
    dates = {
        name: "date: 2008" in made.clean_text(name).read_text(encoding="utf-8")
        for name in ("hui-0", "hui-1", "hui-2", NAME)
    }
    assert sorted(dates.values()) == [False, True, True, True]
    assert "# 我的说明\nmine: [a, b]\nraw:" in made.clean_text("hui-0").read_text(encoding="utf-8")
    made.pages()
    assert made.page(NAME).count("日期: 2008年3月12日\n") == 1


def test_inferred_metadata_is_one_question_in_the_walk(made: Book) -> None:
    made.put("会.txt", RAW.replace("3月12日", "3月13日"))
    made.clean()
    made.pages()
    with review(made, "--code", "metadata-inferred") as terminal:
        shown = terminal.until(CHOICES)
        assert "2 篇由程序推断" in shown
        terminal.press("a")
        terminal.until(CHOICES)
        terminal.press("q")
        assert terminal.end() == 0
    assert "写入元数据 2 项" in terminal.text


def test_missing_metadata_is_typed_in(made: Book) -> None:
    with review(made, "--code", "metadata-missing") as terminal:
        terminal.until(CHOICES)
        terminal.press("e")
        terminal.until("讲话人")
        terminal.press("方大川\r")
        assert terminal.end() == 0
    assert "speaker: 方大川\n" in made.clean_text(NAME).read_text(encoding="utf-8")
    assert "metadata-missing" not in check(made)


def test_reopening_asks_again(made: Book) -> None:
    run(made, "review", "--confirm", "lost-list", "--yes")
    assert "lost-list" not in check(made)
    assert "收回 1 处" in run(made, "review", "--reopen", "lost-list", "--yes").stdout
    assert "lost-list" in check(made)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("review",), "要在终端里"),
        (("review", "--dismiss", "lost-list"), "要写理由"),
        (("review", "--dismiss", "lost-list", "--reason", "x"), "--yes"),
        (("review", "--accept-inferred"), "--yes"),
        (("review", "--dismiss", "ledger-stale", "--reason", "x", "--yes"), ""),
        (("review", "--key", "date"), "--accept-inferred"),
        (("review", "--accept-inferred", "--confirm", "lost-list"), "一次只用一个"),
        (("review", "--speech", "nobody"), "nobody"),
        (("review", "--dismiss", "no-such", "--reason", "x"), "no-such"),
    ],
)
def test_wrong_use_says_what_to_do_and_changes_nothing(made: Book, words: tuple[str, ...], said: str) -> None:
    before = made.snapshot()
    done = run(made, *words)
    assert done.returncode == (2 if said else 0)
    assert said in done.stderr
    assert made.snapshot() == before


def test_nothing_is_written_where_the_archive_is_not_ours(made: Book) -> None:
    done = run(made, "review", "--dismiss", "lost-list", "--reason", "x", "--yes", CI="true")
    assert done.returncode == 2
    assert "自己的机器" in done.stderr


def test_marks_that_steer_a_terminal_are_shown_and_not_obeyed(made: Book) -> None:
    made.edit(NAME, "水的事情", "水的\x1b[2J事情")
    made.pages()
    with review(made, "--code", "lost-list") as terminal:
        assert "<U+001B>[2J" in terminal.until(CHOICES)
        terminal.press("q")
        terminal.end()
    assert "\x1b[2J" not in terminal.raw


def test_ending_the_input_ends_the_session(made: Book) -> None:
    with review(made) as terminal:
        terminal.until(CHOICES)
        terminal.press("\x04")
        assert terminal.end() == 0
