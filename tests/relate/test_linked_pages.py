"""Links on the pages of a small archive: both ways, decided by editors, and brought up to date one speech at a time."""

import re
import shutil
from pathlib import Path

import pytest

from speechbook.config import load_settings
from speechbook.pipeline.checking import check_archive
from speechbook.pipeline.pages import PagesResult, make_pages
from speechbook.relate import STOCK

WORDS = "水是从山上一滴一滴流下来的，不是从文件里流出来的"
TRADITIONAL = "水是從山上一滴一滴流下來的,不是從文件裡流出來的"


class Archive:
    """Clean texts in a scratch book."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, *lines: str, **meta: str) -> None:
        path = self.root / "speeches" / "clean" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = "".join(f"{key}: {value}\n" for key, value in {"title": f"{name}篇", **meta}.items())
        path.write_text(f"---\n{head}---\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")

    def remove(self, name: str) -> None:
        (self.root / "speeches" / "clean" / f"{name}.txt").unlink()

    def pages(self) -> PagesResult:
        return make_pages(load_settings(self.root))

    def page(self, name: str) -> str:
        return (self.root / "docs" / "speeches" / f"{name}.md").read_text(encoding="utf-8")

    def all_pages(self) -> dict[str, str]:
        return {path.stem: path.read_text(encoding="utf-8") for path in (self.root / "docs" / "speeches").glob("*.md")}

    def notes(self, name: str) -> list[str]:
        return re.findall(r"\{\.parallels .*\}\n(.*)", self.page(name))

    def doubts(self) -> list[tuple[str, str]]:
        codes = ("ambiguous-link", "dangling-link", "link-not-understood")
        found = check_archive(load_settings(self.root)).findings
        return [(f.diagnostic.code.code, f.diagnostic.detail) for f in found if f.diagnostic.code.code in codes]

    def switch_off(self, kind: str) -> None:
        path = self.root / "conf" / "book.toml"
        path.write_text(re.sub(rf"(?m)^{kind} = true", f"{kind} = false", path.read_text(encoding="utf-8")), "utf-8")


@pytest.fixture
def archive(book: Path) -> Archive:
    return Archive(book)


def rebuilt(archive: Archive) -> dict[str, str]:
    """Give the pages as a run without any state makes them."""
    shutil.rmtree(archive.root / "docs")
    archive.pages()
    return archive.all_pages()


FILLER = "今年的春天来得早，地里的麦子已经返青，各乡镇要早作打算。"
OTHER = "去年的秋天走得晚，园里的果子挂了满枝，各学校要办好食堂。"


def test_shared_words_are_noted_on_both_pages(archive: Archive) -> None:
    archive.put("jia", FILLER, f"老人对我说，{WORDS}。我记住了。", date="2009")
    archive.put("yi", OTHER, f"{WORDS}。", date="2010")
    archive.pages()
    assert archive.notes("jia") == [f"[“{WORDS}”]{{.script-hans}}又见[[《yi篇》](yi.md#yi-p2)]{{.script-hans}}"]
    assert archive.notes("yi") == ["此段又见[[《jia篇》](jia.md#jia-p2)]{.script-hans}"]


def test_either_script_and_punctuation_finds_the_other(archive: Archive) -> None:
    archive.put("jia", FILLER, f"老人对我说，{WORDS}。我记住了。")
    archive.put(
        "yi",
        "各位老師、各位同學，今天的天氣很好，大家的精神也很好。",
        f"我父親說過：「{TRADITIONAL}。」",
        script="hant",
    )
    archive.pages()
    assert len(archive.notes("jia")) == len(archive.notes("yi")) == 1
    assert "{.script-hant}" in archive.notes("jia")[0]


@pytest.mark.parametrize(
    ("one", "other", "is_noted"),
    [
        ("他说，山高不如脚板高路远不怕人。", "有人讲：山高不如脚板高路远不怕人！", True),
        ("他说，山高不如脚板高路远不怕。", "有人讲：山高不如脚板高路远不怕！", False),
        ("发展现代农业产业体系要快，别等。", "我们的现代农业产业体系的建设。", False),
        ("见《关于加强农村水利建设的若干意见》。", "读《关于加强农村水利建设的若干意见》。", False),
        ("1234567890123456789。", "数字是1234567890123456789。", False),
        ("我在全县农田水利基本建设工作会议上讲过。", "我在全县农田水利基本建设工作会议上讲过，别忘。", False),
    ],
)
def test_what_is_a_quotation(archive: Archive, one: str, other: str, is_noted: bool) -> None:
    archive.put("jia", FILLER, one)
    archive.put("yi", OTHER, other)
    archive.pages()
    assert bool(archive.notes("jia")) is is_noted
    assert bool(archive.notes("yi")) is is_noted


@pytest.mark.parametrize(("holders", "is_noted"), [(2, True), (STOCK, True), (STOCK + 1, False)])
def test_a_stock_phrase_is_not_noted(archive: Archive, holders: int, is_noted: bool) -> None:
    for number in range(holders):
        archive.put(f"p{number}", f"第{number}篇自己的话，各不相同，编号{number * 7919}。", f"{WORDS}。")
    archive.pages()
    notes = archive.notes("p0")
    assert bool(notes) is is_noted
    assert all(note.count(".md#") <= 3 for note in notes)
    if holders == STOCK:
        assert f"等 {STOCK - 1} 处" in notes[0]


def test_an_edit_touches_only_what_it_shares_with(archive: Archive) -> None:
    archive.put("jia", FILLER, f"{WORDS}。")
    archive.put("yi", OTHER, f"{WORDS}。")
    archive.put("bing", "这一篇什么也不引，只说自己的事，从头到尾都是自己的话。")
    assert archive.pages().written == 3
    assert archive.pages().written == 0
    archive.put("yi", OTHER, "这一段重新写过了。")
    assert archive.pages().written == 2
    assert archive.notes("jia") == []
    archive.put("bing", f"这一篇也引了一句，{WORDS}。")
    assert archive.pages().written == 2
    assert len(archive.notes("jia")) == 1
    archive.remove("bing")
    assert archive.pages().written == 1
    assert archive.notes("jia") == []


def test_step_by_step_gives_the_same_pages_as_at_once(archive: Archive) -> None:
    for number in range(STOCK + 2):
        archive.put(
            f"p{number}", f"第{number}篇的话，编号{number * 7919}，与别篇不同。", f"{WORDS}。", title=f"题{number % 3}"
        )
        archive.pages()
    archive.put("p3", "第三篇改过了，前面的话也不要了。", "见《题1》。")
    archive.pages()
    archive.remove("p5")
    archive.pages()
    archive.put("p1", "第一篇改名，编号七千。", f"{WORDS}。", title="另一个题目")
    archive.pages()
    assert archive.all_pages() == rebuilt(archive)


def test_a_title_that_comes_goes_and_doubles(archive: Archive) -> None:
    archive.put("jia", FILLER, "请大家读《山里的水》这一篇。")
    archive.pages()
    assert "](yi.md)" not in archive.page("jia")
    archive.put("yi", OTHER, title="山里的水")
    assert archive.pages().written == 2
    assert "[《山里的水》](yi.md)" in archive.page("jia")
    archive.put("bing", OTHER[::-1], title="山里的水")
    archive.pages()
    assert ".md)" not in archive.page("jia")
    assert archive.doubts() == [("ambiguous-link", "书中有几篇叫这个名字：bing、yi")]
    archive.put("jia", FILLER, "请大家读《山里的水》这一篇。", links="['添加: 《山里的水》 -> yi']")
    archive.pages()
    assert "[《山里的水》](yi.md)" in archive.page("jia")
    assert archive.doubts() == []
    archive.remove("yi")
    archive.pages()
    assert "](yi.md)" not in archive.page("jia")


LIST = ("今天，我讲三点意见。", "一、修路", FILLER, "二、架桥", OTHER, "三、办学", "学校要办到山里，办到村里。")


def test_an_announcement_and_its_list_are_linked_both_ways(archive: Archive) -> None:
    archive.put("jia", *LIST)
    archive.pages()
    assert "我[讲三点意见](#jia-s1)。" in archive.page("jia")
    assert "## [一、](#jia-p1)修路" in archive.page("jia")


def test_points_of_a_paragraph_are_linked_both_ways(archive: Archive) -> None:
    archive.put("jia", "要抓好三件事：一是修路，路要修到村口；二是架桥，桥要架到河边；三是办学，学校要办到山里。")
    archive.pages()
    assert "(#jia-p1-1)" in archive.page("jia")
    assert "[[{strong}`一是`](#jia-p1){strong}`修路`]{#jia-p1-1 .point}" in archive.page("jia")


@pytest.mark.parametrize(
    ("kind", "off", "mark"),
    [
        ("lists", "预告", "[讲三点意见](#jia-s1)"),
        ("parts", "指代", "[上述三点](#jia-s1)"),
        ("speeches", "篇名", "](yi.md)"),
        ("passages", "又见", "{.parallels"),
    ],
)
def test_each_kind_can_be_switched_off(archive: Archive, kind: str, off: str, mark: str) -> None:
    lines = (*LIST, "上述三点，都要落实。", "《山里的水》里说过。", f"{WORDS}。")
    archive.put("jia", *lines)
    archive.put("yi", OTHER[::-1], f"{WORDS}。", title="山里的水")
    archive.pages()
    assert mark in archive.page("jia")
    archive.put("jia", *lines, links=f"['停用: {off}']")
    archive.pages()
    assert mark not in archive.page("jia")
    archive.put("jia", *lines)
    archive.switch_off(kind)
    archive.pages()
    assert mark not in archive.page("jia")


def test_an_editor_dismisses_and_adds(archive: Archive) -> None:
    archive.put("yi", OTHER, f"{WORDS}。")
    lines = (*LIST, "这件事前年就说过。", f"{WORDS}。")
    archive.put("jia", *lines, links="['去掉: 讲三点意见', '添加: 前年就说过 -> yi#p1', '去掉: 又见 yi']")
    archive.pages()
    assert "](#jia-s1)" not in archive.page("jia")
    assert "[前年就说过](yi.md#yi-p1)" in archive.page("jia")
    assert archive.notes("jia") == archive.notes("yi") == []
    archive.put("jia", *lines, links="['添加: 又见 yi#p1 @p5']")
    archive.pages()
    assert any("(yi.md#yi-p1)" in note for note in archive.notes("jia"))
    assert archive.doubts() == []


@pytest.mark.parametrize(
    ("entry", "code", "words"),
    [
        ("添加: 没有这句话 -> yi", "dangling-link", "正文里没有“没有这句话”"),
        ("添加: 修路 -> mei-you", "dangling-link", "书里没有 mei-you"),
        ("添加: 修路 -> yi#p99", "dangling-link", "书里没有 yi-p99"),
        ("添加: 修路 -> p99", "dangling-link", "书里没有 jia-p99"),
        ("添加: 修路 @p77 -> yi", "dangling-link", "本篇没有 jia-p77"),
        ("添加: 的 -> yi", "dangling-link", "处，请用 @p… 写明哪一段"),
        ("添加: 修路", "link-not-understood", "添加: 修路"),
        ("链接: 修路 -> yi", "link-not-understood", "链接: 修路"),
        ("停用: 全部", "link-not-understood", "没有“全部”这一种"),
    ],
)
def test_what_an_editor_wrote_wrongly_is_a_diagnostic(archive: Archive, entry: str, code: str, words: str) -> None:
    archive.put("yi", OTHER)
    archive.put("jia", "我们要修路。", FILLER, "大家的事大家办，自己的路自己修。", links=f"['{entry}']")
    archive.pages()
    found = archive.doubts()
    assert [each[0] for each in found] == [code], found
    assert words in found[0][1]


def test_an_entry_written_as_a_row_is_read(archive: Archive) -> None:
    archive.put("yi", OTHER)
    archive.put("jia", FILLER, links="\n  - 添加: 地里的麦子 -> yi")
    archive.pages()
    assert "[地里的麦子](yi.md)" in archive.page("jia")


def test_a_killed_run_leaves_what_was_before(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.put("jia", FILLER, f"{WORDS}。")
    archive.put("yi", OTHER, f"{WORDS}。")
    archive.pages()
    archive.put("yi", OTHER, "这一段重新写过了。")
    with monkeypatch.context() as patch:
        patch.setattr("speechbook.pipeline.links.finishing.fill_slots", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            archive.pages()
    archive.pages()
    assert archive.notes("jia") == []
    assert archive.all_pages() == rebuilt(archive)


def test_links_stand_within_points_and_hostile_text(archive: Archive) -> None:
    archive.put("yi", OTHER, title="水`利*[x](y)")
    archive.put("jia", "要抓好两件事：一是读《水`利*[x](y)》并照办，路要修；二是架桥，桥要架到河边。")
    archive.pages()
    assert "](yi.md)" in archive.page("jia")
    assert "\\[x\\]\\(y\\)》](yi.md)" in archive.page("jia")
