"""Pages: the speech in order, a line for a paragraph, and nothing of the page around it."""

import pytest

from speechbook.errors import FileProblemError
from speechbook.model import RawText
from speechbook.read import read_document

PARAGRAPH = "今年以来，全县上下团结一心，各项工作取得了新的进展，办公室系统的同志们做了大量工作。"


def lines(markup: str, encoding: str = "utf-8") -> list[str]:
    return read_document("页.html", markup.encode(encoding)).source.text.splitlines()


def in_post(inside: str) -> str:
    return f"<html><body><div>导航</div><table><tr><td class='t_f' id='postmessage_7'>{inside}</td></tr></table>页脚"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("问候!<font class='jammer'>8 V9 e'</font><br>同志们", ["问候!", "同志们"]),
        ("<span style='display:none'>x9 k</span>问候", ["问候"]),
        ("<span style='color:red; DISPLAY : none;'>x9 k</span>问候", ["问候"]),
        ("问<font style='font-size:0px;color:#fff'>x</font>候", ["问候"]),
        ("问<font style='font-size:10px'>大</font>候", ["问大候"]),
        ("<i class='pstatus'>本帖最后由某某编辑</i>问候", ["问候"]),
        ("a &lt; b &amp;amp; &ldquo;c&rdquo;", ["a < b &amp; “c”"]),
        ("一\n\n  二<p>三</p>四", ["一 二", "三", "四"]),
        ("<p>　　段首</p>", ["　　段首"]),
        ("<script>if (1<2) 坏()</script><style>坏</style>好", ["好"]),
        ("<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>", ["甲｜乙", "丙"]),
        ("<div class='showhide'><h4>本帖隐藏的内容</h4>正文</div>", ["正文"]),
        ("<!-- 注释 -->正文<textarea>回复</textarea>", ["正文"]),
    ],
)
def test_a_post_is_read_by_the_rule_of_its_page(inside: str, expected: list[str]) -> None:
    assert lines(in_post(inside)) == expected


def test_a_thread_is_known_to_come_from_a_forum_and_an_article_is_not() -> None:
    assert read_document("页.html", in_post(PARAGRAPH).encode()).preset == "forum"
    article = f"<html><body><div class='TRS_Editor'><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></div>"
    assert read_document("页.html", article.encode()).preset == ""


def thread(*posts: tuple[str, str]) -> str:
    boxes = "".join(
        f"<div id='post_{n}'><div class='authi'><a class='xw1'>{author}</a></div><em id='authorposton{n}'>"
        f"发表于 2010-4-{n} 21:36</em><table><tr><td class='t_f' id='postmessage_{n}'>{text}</td></tr></table></div>"
        for n, (author, text) in enumerate(posts, 1)
    )
    return f"<html><head><title>讲话 - 领导讲话 - 某网 - Powered by Discuz!</title></head><body>{boxes}</body></html>"


def test_a_thread_gives_the_posts_of_the_speech_only() -> None:
    found = read_document(
        "帖.html",
        thread(("甲", PARAGRAPH), ("乙", "顶"), ("甲", PARAGRAPH * 5), ("甲", "谢谢"), ("乙", PARAGRAPH * 9)).encode(),
    )
    assert found.source.text == f"{PARAGRAPH}\n{PARAGRAPH * 5}\n"
    assert [(d.what, d.count, d.sample) for d in found.dropped] == [("其他帖子", 3, "顶")]
    said = {inference.key: inference.value for inference in found.carried}
    assert said == {"title": "讲话", "source": "某网", "source_author": "甲", "source_date": "2010-04-01"}
    assert all(inference.evidence for inference in found.carried)


def speech(title: str, words: str = PARAGRAPH * 5) -> str:
    return f"{title}<br>（2010年4月2日）<br>同志们:<br>{words}"


SLUICE, SCHOOL = "在全县水利工作会议上的讲话", "在县一中开学典礼上的致辞"


def read_thread(*posts: tuple[str, str], subject: str = "") -> RawText:
    page = thread(*posts).replace(
        "<body>", f"<body><span id='thread_subject'>{subject}</span>" if subject else "<body>"
    )
    return read_document("帖.html", page.encode())


def test_in_a_thread_of_speeches_those_of_other_members_are_speeches_too() -> None:
    found = read_thread(("甲", speech(SLUICE)), ("丙", "顶"), ("乙", f"我也发一篇。<br>{speech(SCHOOL)}"))
    lines = found.source.text.splitlines()
    assert [line for line in lines if line in (SLUICE, SCHOOL)] == [SLUICE, SCHOOL]
    assert [(d.what, d.count) for d in found.dropped] == [("其他帖子", 1)]
    assert not {"source_author", "source_date"} & {one.key for one in found.carried}, "each has its own"


def test_what_a_member_posts_later_goes_on_where_the_member_left_off() -> None:
    found = read_thread(
        ("甲", speech(SLUICE, "上篇" * 200)),
        ("乙", speech(SCHOOL, "别篇" * 200)),
        ("甲", "下篇" * 200),
        ("乙", "别续" * 200),
    )
    places = [found.source.text.index(words) for words in ("上篇", "下篇", SCHOOL, "别篇", "别续")]
    assert places == sorted(places)


def test_a_speech_whose_title_is_that_of_the_thread_gets_it_where_others_follow() -> None:
    untitled = f"同志们:<br>{PARAGRAPH * 5}"
    assert read_thread(("甲", untitled), ("乙", speech(SCHOOL)), subject=SLUICE).source.text.startswith(
        f"{SLUICE}\n同志们"
    )
    assert read_thread(("甲", untitled), ("乙", "顶"), subject=SLUICE).source.text.startswith("同志们")


@pytest.mark.parametrize(
    "reply",
    [
        PARAGRAPH * 9,
        f"读了很受教育。<br>{PARAGRAPH * 9}",
        speech(SCHOOL, "太短"),
        f"{SCHOOL}<br>{PARAGRAPH * 9}",
        speech(f"学习《{SLUICE}》有感，谈几点看法，请大家指正"),
        speech(SLUICE),
        f"<div class='quote'><blockquote>{speech(SCHOOL)}</blockquote></div>顶楼上",
        f"<blockquote>{speech(SCHOOL)}</blockquote>",
    ],
    ids=["long", "comment", "short", "no front", "about it", "again", "quoted", "quoted alone"],
)
def test_what_others_write_about_a_speech_is_none(reply: str) -> None:
    found = read_thread(("甲", speech(SLUICE)), ("乙", reply))
    assert found.source.text == read_thread(("甲", speech(SLUICE))).source.text
    assert [(d.what, d.count) for d in found.dropped] == [("其他帖子", 1)]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("gb18030", "gb2312"),
        ("gb18030", "gbk"),
        ("big5", "big5"),
        ("utf-8", "utf-8"),
        ("utf-8", "gbk"),
        ("gb18030", "无"),
    ],
)
def test_the_encoding_is_found_and_a_wrong_declaration_overruled(encoding: str, declared: str) -> None:
    words = "今天開會，各位老師、各位同學，天氣很好。" * 5
    assert lines(f"<html><meta charset={declared}><div id=zoom>{words}</div></html>", encoding) == [words]


def test_an_article_is_found_among_menus() -> None:
    body = "".join(f"<p>{number}、{PARAGRAPH}</p>" for number in "一二三四五")
    menu = "<ul><li><a href=/>首页</a></li><li><a href=/x>机构概况</a></li></ul>"
    page = f"<html><body>{menu}<div>{body}</div><div class='footer'>版权所有</div></body></html>"
    found = read_document("页.html", page.encode())
    assert found.source.text.splitlines() == [f"{number}、{PARAGRAPH}" for number in "一二三四五"]
    assert found.extractor.startswith("trafilatura ")


def test_a_known_container_gives_all_of_its_text() -> None:
    text = f"<div class='TRS_Editor'><p>短</p><p>{PARAGRAPH * 3}</p></div>"
    page = f"<html><body><div class=menu>首页</div>{text}</body></html>"
    assert lines(page) == ["短", PARAGRAPH * 3]


def test_what_a_page_declares_of_itself() -> None:
    page = (
        "<html><head><!-- saved from url=(0030)http://x.example/a.htm --><title>页_站</title>"
        "<meta name=ArticleTitle content=题><meta name=PubDate content='2010-3-5 08:00'><meta name=Author content=某>"
        "<meta property=og:site_name content=某市政府></head><body><div id=zoom>正文</div></body></html>"
    )
    said = {inference.key: inference.value for inference in read_document("页.html", page.encode()).carried}
    assert said == {
        "title": "题",
        "source": "某市政府",
        "source_url": "http://x.example/a.htm",
        "source_date": "2010-03-05",
        "source_author": "某",
    }
    bad = "<html><head><link rel=canonical href='javascript:x'></head><body><div id=zoom>正文</div></body></html>"
    assert read_document("页.html", bad.encode()).carried == ()


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body>" + "<div>" * 50_000 + "正文",
        "<html><body>" + "<p>一" * 70_000,
        "<html><body><p " + "a=1 " * 5_000 + ">正文",
        "<html><body><script>正文</script></body></html>",
        "<!DOCTYPE html [<!ENTITY a '哈'>]><html><body></body></html>",
    ],
    ids=["deep", "many tags", "many attributes", "no text", "entities"],
)
def test_hostile_pages_are_refused(markup: str) -> None:
    with pytest.raises(FileProblemError):
        read_document("页.html", markup.encode())


def test_zeros_and_lone_surrogates_do_no_harm() -> None:
    text = read_document("页.html", "<html><div id=zoom>今\0天&#xD800;&#0;好".encode()).source.text
    assert text.encode("utf-8").decode().startswith("今天")
    assert "\0" not in text
