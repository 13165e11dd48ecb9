"""The sections of `conf/book.toml`: one dataclass each.

A new option is one field here: its type, default, help and check follow from the field, and the reference page of
settings is made from the same metadata.
"""

from dataclasses import dataclass, field
from typing import Any

from speechbook.errors import ConfigError

__all__ = (
    "EDITION_NAMES",
    "PRESET_LABELS",
    "Book",
    "Cleaning",
    "Ebook",
    "EditionStyle",
    "Editions",
    "Fonts",
    "Links",
    "Pdf",
    "Site",
)

EDITION_NAMES = ("zh-hans", "zh-tw", "zh-hk")

PRESET_LABELS = {
    "forum": "论坛",
    "gb2312": "按 GB2312 读坏的文本",
    "pdf": "PDF 文本",
    "plain": "普通文本",
    "portal": "网站",
    "wechat": "公众号",
}
"""Kinds of source that detection can name, and what they are called; settings may add others."""


def _option(default: Any, explanation: str, choices: tuple[str, ...] = ()) -> Any:  # noqa: ANN401 -- of any type
    """Declare one option: default, Chinese help, and the values it may take."""
    return field(default=default, metadata={"help": explanation, "choices": choices})


def _switch(explanation: str) -> Any:  # noqa: ANN401 -- as above
    """Declare an option that is on unless it is switched off."""
    return field(default=True, metadata={"help": explanation, "choices": ()})


@dataclass(frozen=True, slots=True)
class Book:
    """`[book]`: what the book says of itself."""

    title: str = _option("讲话集", "书名")
    subtitle: str = _option("", "副题")
    editor: str = _option("", "编者")
    description: str = _option("", "一句话介绍，写进网页描述和电子书信息")
    name: str = _option("speeches", "输出文件名的前一半，只用小写字母、数字和连字符")
    script: str = _option("hans", "设置里的文字用的字", ("hans", "hant"))
    rights: str = _option("", "版权说明")


@dataclass(frozen=True, slots=True)
class Editions:
    """`[editions]`: which editions are made."""

    publish: tuple[str, ...] = _option(("zh-hans", "zh-tw"), "出哪些版本，第一个是默认版本", EDITION_NAMES)


@dataclass(frozen=True, slots=True)
class EditionStyle:
    """`[style.zh-tw]` and so on: house style of one edition. What is empty is as the edition has it."""

    quotes: str = _option("", "弯引号印成什么：corner 印成「」，curly 保留“”", ("", "corner", "curly"))
    tai: str = _option("", "台湾、平台的“台”印成哪个字", ("", "台", "臺"))
    forms: str = _option(
        "",
        "字形与词形：regional 照当地通行的写法（如港版“說、稅、戶”），opencc 照 OpenCC 的字表",
        ("", "regional", "opencc"),
    )


@dataclass(frozen=True, slots=True)
class Pdf:
    """`[pdf]`: how the printed book looks."""

    style: str = _option(
        "book", "版式：book 是书籍，gbt9704 照 GB/T 9704-2012 公文格式（每面 22 行、每行 28 字）", ("book", "gbt9704")
    )
    repairs: bool = _switch("校勘记里逐条列出机械修复；false 只印每条规则修了几处")


@dataclass(frozen=True, slots=True)
class Fonts:
    """`[fonts.zh-hans]` and so on: fonts in which an edition is printed. What is empty is as the program has it."""

    song: str = _option("", "宋体：书籍的正文")
    hei: str = _option("", "黑体：标题")
    kai: str = _option("", "楷体：题下说明、二级标题")
    fang: str = _option("", "仿宋：公文格式的正文")
    title: str = _option("", "小标宋：公文格式的题目")


@dataclass(frozen=True, slots=True)
class Site:
    """`[site]`: where the web site will stand."""

    base_url: str = _option("", "网站正式地址，以 / 结尾；留空也能用")
    repository: str = _option("", "代码库的网址；写了，各页就有“编辑”按钮，通向净文本；留空没有")
    branch: str = _option("main", "编辑按钮改哪个分支")
    elsewhere: tuple[tuple[str, str], ...] = _option(
        (), "出在别处的版本：[site.elsewhere] 一节，版本 = 网址；版本切换里通向那里"
    )


@dataclass(frozen=True, slots=True)
class Ebook:
    """`[epub]`: how the e-book is made."""

    vertical: bool = _option(default=False, explanation="繁体各版是否直排（自上而下、自右向左）；简体总是横排")
    cover: str = _option("", "自备的封面图片（JPEG 或 PNG），放在 conf/epub 里；留空则按书名画一张")
    fonts: tuple[str, ...] = _option((), "嵌入电子书的字体文件（otf、ttf、woff），放在 conf/epub 里；留空不嵌入")
    leave_out: tuple[str, ...] = _option(
        ("guide", "reference", "lists/quality"), "不收进电子书的页面：docs 下的文件夹或页面，不写后缀"
    )


@dataclass(frozen=True, slots=True)
class Links:
    """`[links]`: which kinds of links the program looks for."""

    lists: bool = _switch("“强调三点意见”与所讲的三点互相链接")
    parts: bool = _switch("“第三部分”“前面讲的第二点”“上述三条”链到所指之处")
    speeches: bool = _switch("《题目》和“某某会议上的讲话”链到书中的那一篇")
    passages: bool = _switch("别篇也有的话（十二字以上）注明“又见”何处")


@dataclass(frozen=True, slots=True)
class Cleaning:
    """`[clean]`: which rules are switched off, for all sources and for each kind of source."""

    off: tuple[str, ...] = _option((), "全书停用的规则")
    presets: tuple[tuple[str, tuple[str, ...]], ...] = _option((), "各类来源另外停用的规则")

    def rules_off(self, preset: str) -> frozenset[str]:
        """Names of the rules that do not run for a kind of source.

        Raises `ConfigError` for a preset that is neither built in nor named in the settings.
        """
        named = dict(self.presets)
        if preset not in named and preset not in PRESET_LABELS:
            known = "、".join(sorted({*named, *PRESET_LABELS}))
            raise ConfigError(f"没有名为 {preset} 的来源类别；可用的有：{known}")
        return frozenset(self.off) | frozenset(named.get(preset, ()))
