"""Word files: what Word shows is read, labels that Word counts included; what it hides is not."""

import pytest
from made_files import docx, par

from speechbook.errors import FileProblemError
from speechbook.read import read_document


def lines(body: str, **parts: str) -> list[str]:
    return read_document("稿.docx", docx(body, **parts)).source.text.splitlines()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (par("一") + par("") + par("二"), ["一", "二"]),
        ("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p>", ["一", "二"]),
        (
            "<w:p><w:ins><w:r><w:t>加</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>",
            ["加"],
        ),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>显</w:t></w:r></w:p>", ["显"]),
        (
            "<w:p><w:r><w:instrText>DATE</w:instrText></w:r><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink></w:p>",
            ["链"],
        ),
        (f"<w:sdt><w:sdtContent>{par('控件')}</w:sdtContent></w:sdt>", ["控件"]),
        ("<w:p><w:r><w:t>汉</w:t><w:noBreakHyphen/><w:sym w:char='4E00'/></w:r></w:p>", ["汉-一"]),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>han</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase>"
            "</w:ruby></w:r></w:p>",
            ["汉"],
        ),
        (
            f"<w:tbl><w:tr><w:tc>{par('甲')}</w:tc><w:tc>{par('乙')}</w:tc></w:tr><w:tr><w:tc>{par('丙')}</w:tc>"
            f"<w:tc>{par('')}</w:tc></w:tr></w:tbl>",
            ["甲｜乙", "丙"],
        ),
        (
            f"<w:p><w:r><w:t>文</w:t><w:pict><w:txbxContent>{par('框')}</w:txbxContent></w:pict></w:r></w:p>",
            ["文", "框"],
        ),
    ],
)
def test_what_word_shows(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


LISTS = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:isLgl/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="FORMAT"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="●"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)


def item(text: str, number: int, level: int = 0) -> str:
    return par(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_labels_are_counted_as_word_counts_them() -> None:
    body = item("甲", 1) + item("子", 1, 1) + item("丑", 1, 1) + item("乙", 1) + item("寅", 1, 1)
    body += item("点", 2) + item("新", 3) + item("又", 3) + item("无", 0) + item("错", 99)
    assert lines(body, numbering=LISTS) == [
        *("一、甲", "1.1子", "1.2丑", "二、乙", "2.1寅", "点", "一、新", "二、又", "无", "错"),
    ]


def test_a_style_may_carry_the_list() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    styles += '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="c"/></w:style>'
    body = "".join(par(text, f'<w:pStyle w:val="{style}"/>') for text, style in (("甲", "a"), ("乙", "b"), ("丙", "c")))
    assert lines(body, numbering=LISTS, styles=styles) == ["一、甲", "二、乙", "丙"]


@pytest.mark.parametrize(
    ("form", "count", "label"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 103, "一百零三"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("decimalEnclosedCircle", 2, "②"),
        ("decimalFullWidth", 12, "１２"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 27, "aa"),
        ("decimalZero", 7, "07"),
        ("unknownForm", 5, "5"),
    ],
)
def test_forms_of_numbers(form: str, count: int, label: str) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="{count}"/><w:numFmt w:val="{form}"/>'
        '<w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert lines(item("甲", 1), numbering=numbering) == [f"（{label}）甲"]


def test_footnotes_follow_the_text() -> None:
    notes = f'<w:footnote w:type="separator" w:id="0">{par("线")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{par("注文")}</w:footnote>'
    body = '<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + par("后文")
    assert lines(body, footnotes=notes) == ["正文〔1〕", "后文", "〔1〕注文"]


def test_properties_are_kept_apart() -> None:
    core = (
        '<c:coreProperties xmlns:c="x" xmlns:d="y"><d:title>讲话</d:title><d:creator>综合科</d:creator>'
        "<d:created>2012-04-18T09:30:00Z</d:created></c:coreProperties>"
    )
    found = read_document("稿.docx", docx(par("同志们"), core=core))
    assert [(i.key, i.value) for i in found.carried] == [
        *(("title", "讲话"), ("source_author", "综合科"), ("source_date", "2012-04-18")),
    ]
    assert found.source.text == "同志们\n"


BOMB = "<!DOCTYPE d [<!ENTITY a '哈哈哈哈哈哈哈哈哈哈'>" + "".join(
    f"<!ENTITY {name} '{('&' + before + ';') * 10}'>" for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    "data",
    [
        docx(par("&j;"), head=BOMB + "]>"),
        docx(par("&x;"), head="<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
        docx(par("好"), head="<!DOCTYPE d>"),
        docx("<w:tbl><w:tr><w:tc>" * 3_000),
        docx("<w:tbl><w:tr><w:tc>" * 3_000 + "</w:tc></w:tr></w:tbl>" * 3_000),
        docx("<w:p/>"),
        docx(par("好"))[:-30],
    ],
    ids=["bomb", "file", "doctype", "open", "deep", "empty", "cut"],
)
def test_hostile_documents_are_refused(data: bytes) -> None:
    with pytest.raises(FileProblemError) as problem:
        read_document("稿.docx", data)
    assert problem.value.advice
