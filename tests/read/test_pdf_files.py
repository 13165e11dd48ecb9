"""PDF files: lines become paragraphs by their places, and what belongs to the pages goes."""

import pytest
from made_files import pdf, text_at

from speechbook.errors import FileProblemError
from speechbook.model import Dropped
from speechbook.read import read_document
from speechbook.read.pdf_layout import drop_running_lines, paragraphs
from speechbook.read.pdf_pages import PdfLine, PdfPage, PdfText

FULL = "今年以来全县上下团结一心各项工作取得了新的进展"
EMS = len(FULL)


def page(*lines: tuple[int, int, str]) -> PdfPage:
    """Make a page of lines: indent in characters, height, words; characters are 10 points wide."""
    return PdfPage(800, tuple(PdfLine(50 + 10 * x, y, 50 + 10 * (x + len(t)), 10, t) for x, y, t in lines))


def test_full_lines_go_on_and_indented_lines_begin() -> None:
    first = page((2, 700, FULL[2:]), (0, 680, FULL), (0, 660, "很好。"), (2, 640, FULL[2:]), (0, 620, FULL))
    second = page((0, 700, "接着。"), (2, 680, "短。"), (2, 660, FULL[2:]), (0, 640, "完。"))
    assert paragraphs((first, second)) == (
        FULL[2:] + FULL + "很好。",
        FULL[2:] + FULL + "接着。",
        "短。",
        FULL[2:] + "完。",
    )


def test_a_gap_a_label_or_another_size_parts_paragraphs() -> None:
    lines = [(0, 700, FULL), (0, 680, FULL), (0, 640, FULL), (0, 620, FULL[:-1] + "。"), (0, 600, "一、" + FULL[2:])]
    found = paragraphs((page(*lines, (0, 580, "完")),))
    assert found == (FULL * 2, FULL + FULL[:-1] + "。", "一、" + FULL[2:] + "完")


def numbered_pages(count: int, head: str, foot: str) -> list[PdfPage]:
    return [
        page((5, 780, head), (0, 600, f"正文{n}"), (0, 580, FULL), (9, 30, foot.format(n + 4))) for n in range(count)
    ]


@pytest.mark.parametrize("foot", ["— {} —", "{}", "第{}页", "第 {} 页 共 9 页", "{}/9", "- {} -"])
def test_running_heads_and_page_numbers_go_with_a_record(foot: str) -> None:
    pages, dropped = drop_running_lines(numbered_pages(3, "会议文件", foot))
    assert [[line.text for line in page.lines] for page in pages] == [[f"正文{n}", FULL] for n in range(3)]
    assert dropped == (Dropped("页码", 3, foot.format(4)), Dropped("页眉", 3, "会议文件"))


@pytest.mark.parametrize(
    "pages",
    [
        [page((5, 780, "会议文件"), (0, 700, FULL))],
        [page((0, 780, "一")), page((0, 780, "二甲")), page((0, 780, "三乙"))],
        [page((0, 30, "2008")), page((0, 30, "2011")), page((0, 30, "2014"))],
        [page((0, 400, "第3页"), (0, 380, FULL)), page((0, 400, "第4页"), (0, 380, "好"))],
        [page((0, 780, "同一句"), (0, 700, FULL)), page((0, 680, "同一句"), (0, 30, "好"))],
    ],
    ids=["one page", "different", "not counting", "in the middle", "other place"],
)
def test_what_is_not_of_the_pages_stays(pages: list[PdfPage]) -> None:
    assert drop_running_lines(pages) == (tuple(pages), ())


def test_text_is_read_from_bytes() -> None:
    lines = [
        text_at(50, 700, "Comrades, this is the text of a speech that was given here today and"),
        text_at(50, 685, "ends."),
    ]
    found = read_document("稿.pdf", pdf(b"".join(lines)))
    assert found.source.text == "Comrades, this is the text of a speech that was given here today and ends.\n"
    assert found.extractor.startswith("pdf 1, pypdf ")


def test_letters_of_scripts_that_no_speech_is_in_show_a_missing_table(monkeypatch: pytest.MonkeyPatch) -> None:
    line = PdfLine(50, 700, 500, 10, "๝ᆽૌğࣂ୍ಆཅ֥ਁൊႻ֤ࠆਔնپ൬đሹӁਈղ֞" * 30)
    found = PdfText((PdfPage(800, (line,)),), 0, ())
    monkeypatch.setattr("speechbook.read.pdf_files.read_pdf_pages", lambda _name, _data: found)
    with pytest.raises(FileProblemError, match="没有字符对照表"):
        read_document("稿.pdf", pdf(b""))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf(b"q Q"), "扫描件"),
        (pdf(*[b""] * 700), "页的上限"),
        (pdf(text_at(1, 1, "a") * 60_000), "大得不合情理"),
        (pdf(text_at(1, 1, "a"))[:80], "已损坏"),
        (b"%PDF-1.7\n" + b"[" * 500_000, "已损坏"),
        (pdf(b"").replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]"), "已损坏"),
    ],
    ids=["scan", "pages", "operations", "cut", "arrays", "circle"],
)
def test_hostile_files_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(FileProblemError, match=reason) as problem:
        read_document("稿.pdf", data)
    assert problem.value.advice
