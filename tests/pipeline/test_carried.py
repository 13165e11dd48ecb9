"""What a page says of itself stands in the front matter of the clean text made from it."""

from speechbook.front_matter import format_clean_text, parse_clean_text
from speechbook.model import Inference, Metadata
from speechbook.pipeline.carried import with_carried

CARRIED = (
    Inference("title", "在全县水利工作会议上的讲话", "帖子标题：在全县水利工作会议上的讲话"),
    Inference("source", "青澜文秘论坛", "网页 <title>"),
    Inference("source_url", "https://www.qinglan.example/1.html", "网页 <link canonical>"),
    Inference("source_date", "2009-03-12", "发表于 2009-3-12"),
    Inference("source_author", "秋水: 楼主", "发帖人：秋水: 楼主"),
)
BODY = ("同志们：", "今天我们召开全县水利工作会议，总结去年的工作。")


def test_a_text_without_a_title_gets_that_of_the_page() -> None:
    meta = with_carried(Metadata(id="a"), CARRIED, BODY)
    assert meta.title == "在全县水利工作会议上的讲话"
    assert (meta.source, meta.source_url) == ("青澜文秘论坛", "https://www.qinglan.example/1.html")
    written = format_clean_text(meta, BODY)
    assert "source_author: '秋水: 楼主'\nsource_date: '2009-03-12'\n" in written
    assert parse_clean_text("a.txt", written).meta == meta


def test_a_text_with_a_title_keeps_its_own() -> None:
    lines = ("在全县农业工作会议上的讲话", "（2009年3月10日）", *BODY)
    assert with_carried(Metadata(id="a"), CARRIED, lines).title == ""


def test_a_file_that_says_nothing_adds_nothing() -> None:
    assert with_carried(Metadata(id="a"), (), BODY) == Metadata(id="a")
