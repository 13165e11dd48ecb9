"""The settings of a book: `conf/book.toml` and the plain lists in `conf/lexicon`, read once and checked.

A new option is one field of a dataclass below: its type, default, help and check follow from the field, and the guide
page of settings is made from the same metadata.
"""

import difflib
import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from speechbook.errors import ConfigError
from speechbook.model import ListedName, MentionKind

__all__ = (
    "EDITION_NAMES",
    "LEXICON_FILES",
    "NAME_FILES",
    "PRESET_LABELS",
    "Book",
    "Cleaning",
    "Ebook",
    "EditionStyle",
    "Editions",
    "Folders",
    "Fonts",
    "Links",
    "Pdf",
    "Settings",
    "Site",
    "load_settings",
    "read_lexicon",
    "read_names",
    "read_overrides",
)

EDITION_NAMES = ("zh-hans", "zh-tw", "zh-hk")
NAME_FILES = ("people.txt", "places.txt", "occasions.txt", "topics.txt")
"""Lists below `conf/lexicon` of what the indices of the book list."""
LEXICON_FILES = ("watermarks.txt", "not-site-names.txt", "protect.txt", "han-overrides.tsv", *NAME_FILES)
"""Lists below `conf/lexicon` that are part of the settings."""


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


PRESET_LABELS = {
    "forum": "论坛",
    "gb2312": "按 GB2312 读坏的文本",
    "pdf": "PDF 文本",
    "plain": "普通文本",
    "portal": "网站",
    "wechat": "公众号",
}
"""Kinds of source that detection can name, and what they are called; settings may add others."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the parts of a book are, all below its root."""

    root: Path

    @property
    def raw(self) -> Path:
        """Raw files, never written."""
        return self.root / "speeches" / "raw"

    @property
    def clean(self) -> Path:
        """Clean texts."""
        return self.root / "speeches" / "clean"

    @property
    def trail(self) -> Path:
        """Trails."""
        return self.root / "speeches" / "trail"

    @property
    def conf(self) -> Path:
        """Settings."""
        return self.root / "conf"

    @property
    def lexicon(self) -> Path:
        """Lists that an editor keeps."""
        return self.conf / "lexicon"

    @property
    def docs(self) -> Path:
        """Sphinx sources."""
        return self.root / "docs"

    @property
    def pages(self) -> Path:
        """Generated pages of speeches."""
        return self.docs / "speeches"

    @property
    def lists(self) -> Path:
        """Generated lists by year and speaker."""
        return self.docs / "lists"

    @property
    def build(self) -> Path:
        """What can be deleted at any time."""
        return self.docs / "_build"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one book."""

    folders: Folders
    book: Book = field(default_factory=Book)
    editions: Editions = field(default_factory=Editions)
    site: Site = field(default_factory=Site)
    epub: Ebook = field(default_factory=Ebook)
    clean: Cleaning = field(default_factory=Cleaning)
    links: Links = field(default_factory=Links)
    site_names: tuple[str, ...] = ()
    """`conf/lexicon/watermarks.txt`: names and addresses of web sites that are injected into texts."""
    not_site_names: tuple[str, ...] = ()
    """`conf/lexicon/not-site-names.txt`: true words that look like one."""
    protected: tuple[str, ...] = ()
    """`conf/lexicon/protect.txt` and `han-overrides.tsv`: words that no edition converts, `干贝`, or that are
    written as an editor decided, `系上=繫上`, in one edition, `zh-tw:系上=繫上`, or in all."""
    names: tuple[ListedName, ...] = ()
    """`conf/lexicon/people.txt`, `places.txt`, `occasions.txt` and `topics.txt`: what the indices list."""
    styles: tuple[tuple[str, EditionStyle], ...] = ()
    """House style of the editions that have one of their own."""
    pdf: Pdf = field(default_factory=Pdf)
    fonts: tuple[tuple[str, Fonts], ...] = ()
    """Fonts of the editions that name their own."""


def load_settings(root: Path) -> Settings:
    """Read the settings of the book at `root`; a book without settings has the defaults.

    Raises `ConfigError` with file, key and way out when something cannot be used.
    """
    folders = Folders(root)
    path = folders.conf / "book.toml"
    table: dict[str, Any] = {}
    if path.is_file():
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as exc:
            raise ConfigError(f"{path}：读不出来（{exc}）。请检查引号、方括号是否成对，文件是否为 UTF-8") from exc
    sections = {
        "book": Book,
        "editions": Editions,
        "site": Site,
        "epub": Ebook,
        "pdf": Pdf,
        "links": Links,
        "clean": Cleaning,
    }
    _reject_unknown(path, "", table, (*sections, "style", "fonts"))
    made = {name: _section(path, name, kind, table.get(name, {})) for name, kind in sections.items()}
    return Settings(
        folders=folders,
        site_names=read_lexicon(folders.lexicon / "watermarks.txt"),
        not_site_names=read_lexicon(folders.lexicon / "not-site-names.txt"),
        protected=read_lexicon(folders.lexicon / "protect.txt") + read_overrides(folders.lexicon / "han-overrides.tsv"),
        names=read_names(folders.lexicon),
        styles=_by_edition(path, "style", EditionStyle, table),
        fonts=_by_edition(path, "fonts", Fonts, table),
        **made,
    )


def read_lexicon(path: Path) -> tuple[str, ...]:
    """Read a plain list: one entry a line, `#` opens a comment, a missing file is an empty list."""
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as exc:
        raise ConfigError(f"{path}：读不出来（{exc}）。请存为 UTF-8") from exc
    entries = (line.partition("#")[0].strip() for line in text.split("\n"))
    return tuple(dict.fromkeys(entry for entry in entries if entry))


def read_names(folder: Path) -> tuple[ListedName, ...]:
    """Read what an editor wants listed: one name a line, then after `：` the words by which it is found, between `、`.

    A line `- 高度` says that a word is no such name. Raises `ConfigError` with the line that cannot be used.
    """
    listed: list[ListedName] = []
    for file in NAME_FILES:
        kind = MentionKind(file.removesuffix(".txt"))
        for row in read_lexicon(folder / file):
            is_listed = not row.startswith("-")
            name, _, words = row.removeprefix("-").replace(":", "：").partition("：")
            aliases = tuple(word.strip() for word in words.split("、") if word.strip())
            if not name.strip() or (not is_listed and aliases):
                raise ConfigError(f"{folder / file}：“{row}”应写成“名称”、“名称：别名、别名”或“- 不是名称的词”")
            listed.append(ListedName(kind, name.strip(), aliases, is_listed=is_listed))
    return tuple(listed)


def read_overrides(path: Path) -> tuple[str, ...]:
    """Read an editor's decisions: edition (`*` for all), words as in the source, words as printed, between tabs.

    Gives them as entries of `Settings.protected`. Raises `ConfigError` with the line that cannot be used.
    """
    entries = []
    for row in read_lexicon(path):
        edition, *words = (part.strip() for part in row.split("\t"))
        if edition not in ("*", *EDITION_NAMES) or len(words) != 2 or not words[0] or len(words[0]) != len(words[1]):
            advice = f"应写“版本、原文、写作”，中间用制表符；版本是 * 或 {'、'.join(EDITION_NAMES)}；两处字数要相同"
            raise ConfigError(f"{path}：“{row}”{advice}")
        entries.append(("" if edition == "*" else f"{edition}:") + "=".join(words))
    return tuple(entries)


def _by_edition(path: Path, name: str, kind: type, table: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Read the sections that an edition may have of its own, `[style.zh-tw]`."""
    named = _table(f"{path}：[{name}]", table.get(name, {}))
    _reject_unknown(path, f"[{name}] ", named, EDITION_NAMES)
    return tuple((edition, _section(path, f"{name}.{edition}", kind, each)) for edition, each in named.items())


def _section(path: Path, name: str, kind: type, table: Any) -> Any:  # noqa: ANN401 -- what TOML holds
    if not isinstance(table, dict):
        raise ConfigError(f"{path}：[{name}] 应是一节设置")
    declared = {item.name: item for item in fields(kind)}
    _reject_unknown(path, f"[{name}] ", table, tuple(declared))
    values: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{path}：[{name}] {key}"
        default = declared[key].default
        choices = declared[key].metadata["choices"]
        if key == "elsewhere":
            values[key] = _addresses(where, value)
        elif key in ("base_url", "repository"):
            values[key] = _address(where, value)
        elif key == "presets":
            values[key] = tuple((preset, _strings(where, off)) for preset, off in _table(where, value).items())
        elif isinstance(default, tuple):
            values[key] = _strings(where, value)
            _check_choices(where, values[key], choices)
        elif isinstance(value, type(default)):
            values[key] = value
            _check_choices(where, (str(value),) if choices else (), choices)
        else:
            raise ConfigError(f"{where} 应写成“{key} = {_example(default)}”的样子")
    return kind(**values)


def _address(where: str, value: object) -> str:
    """Check an address of the open net; nothing else may stand in a link of every page."""
    if not isinstance(value, str) or (value and not re.fullmatch(r"https?://[^\s\"'<>\\]+", value)):
        raise ConfigError(f"{where} 应是网址，如 https://example.org/book/ ；不用就留空")
    return value


def _addresses(where: str, value: object) -> tuple[tuple[str, str], ...]:
    table = _table(where, value)
    _reject_unknown(Path(where), "", table, EDITION_NAMES)
    return tuple((name, _address(f"{where} {name}", address)) for name, address in table.items())


def _example(default: object) -> str:
    return {str: '"文字"', bool: "true", int: "1"}[type(default)]


def _table(where: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{where} 应是一节设置")
    return value


def _strings(where: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f'{where} 应是一列文字，如 ["甲", "乙"]')
    return tuple(value)


def _check_choices(where: str, values: tuple[str, ...], choices: tuple[str, ...]) -> None:
    wrong = [value for value in values if choices and value not in choices]
    if wrong or (choices and not values):
        raise ConfigError(f"{where} 里的 {'、'.join(wrong) or '（空）'} 不能用；可用的有：{'、'.join(choices)}")


def _reject_unknown(path: Path, where: str, table: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"是不是 {near[0]}？" if near else f"可用的有：{'、'.join(known)}"
            raise ConfigError(f"{path}：{where}没有 {key} 这一项；{hint}")
