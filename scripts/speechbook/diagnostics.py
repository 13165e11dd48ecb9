"""Diagnostics: what a person should look at. They never stop a run."""

from dataclasses import dataclass
from enum import Enum

__all__ = ("Diagnostic", "DiagnosticCode", "Weight", "excerpt_of", "worst_first")

_CONTEXT_CHARS = 14


class Weight(int, Enum):
    """How much a diagnostic matters; a smaller number is worse."""

    LOSS = 0
    """Text may be missing or wrong."""
    DOUBT = 1
    """A place the rules could not decide."""
    NOTE = 2
    """Worth knowing; the text is right as it stands."""


class DiagnosticCode(Enum):
    """Every kind of diagnostic: `(code, weight, what it means, what to do)`."""

    SITE_NAME_REMOVED = (
        "site-name-removed",
        Weight.LOSS,
        "句中混入网站名，已删去；原处可能还缺一个词",
        "对照上下文，缺词时在净文本中补上",
    )
    UNKNOWN_SITE_NAME = (
        "unknown-site-name",
        Weight.DOUBT,
        "疑似网站名或网址混入正文，未作改动",
        "确认后写入 conf/lexicon/watermarks.txt，或在净文本中改正",
    )
    RECURRING_NAME = (
        "recurring-name",
        Weight.DOUBT,
        "疑似网站名：在同一来源的几篇里反复出现，还拆开了词，未作改动",
        "确是网站名，就把它写进 conf/lexicon/watermarks.txt；是真正的词，就写进 conf/lexicon/not-site-names.txt",
    )
    LOST_CHARACTER = (
        "lost-character",
        Weight.LOSS,
        "此处有字在转码时丢失（U+FFFD）",
        "查对原件，在净文本中补上该字",
    )
    PRIVATE_CHARACTER = (
        "private-character",
        Weight.LOSS,
        "此处是造字区字符，别的设备上看不到",
        "查对原件，在净文本中换成规范字",
    )
    UNDECODED_BYTES = (
        "undecoded-bytes",
        Weight.LOSS,
        "文件中有无法按所判编码读出的字节",
        "核对文件编码，必要时换一份来源",
    )
    MOJIBAKE = (
        "mojibake",
        Weight.LOSS,
        "此处是错误编码留下的乱码，还原不了",
        "换一份来源，或在净文本中改正",
    )
    OCR_SUSPECTED = (
        "ocr-suspected",
        Weight.DOUBT,
        "疑为识别错字，未作改动",
        "查对原件，确有错字时在净文本中改正",
    )
    PRESS_CREDIT = (
        "press-credit",
        Weight.NOTE,
        "此行是报刊或通讯社的署名，不是讲话的内容",
        "把出处写进净文本开头的元数据后，可以删去此行",
    )
    MIXED_SCRIPT = (
        "mixed-script",
        Weight.DOUBT,
        "此行简体、繁体混用，未作改动",
        "核对来源；确是误混的，在净文本中改成全篇所用的字",
    )
    NUMBER_MARKS = (
        "number-marks",
        Weight.NOTE,
        "全篇标点失去全角，数字里的逗号已随之改为全角；原来的宽窄无从查对",
        "查对原件；数字里本是半角逗号的，在净文本中改回",
    )
    LOST_LIST = (
        "lost-list",
        Weight.LOSS,
        "文中预告了若干条，后面却没有找到，疑有缺文",
        "查对原件；确实缺失则保留，页面会注明疑有缺文",
    )
    NUMBERING_GAP = (
        "numbering-gap",
        Weight.DOUBT,
        "标题编号不连续",
        "查对原件，是否漏了一节或编号有误",
    )
    NUMBERING_RESTART = (
        "numbering-restart",
        Weight.DOUBT,
        "标题从头编号，上面却没有新的一级标题",
        "查对原件，是否漏了上一级标题；确是如此编的可以不改",
    )
    DUPLICATE_ID = (
        "duplicate-id",
        Weight.LOSS,
        "编号重复，链接会指到别处",
        "给其中一篇换一个编号（净文本与校勘记录一起改名），或改正校勘记录中的登记",
    )
    METADATA_INFERRED = (
        "metadata-inferred",
        Weight.NOTE,
        "元数据由程序推断",
        "核对后写入净文本开头的元数据",
    )
    METADATA_MISSING = (
        "metadata-missing",
        Weight.DOUBT,
        "缺少元数据",
        "在净文本开头的元数据中补上",
    )
    SEVERAL_SPEECHES = (
        "several-speeches",
        Weight.DOUBT,
        "像是几篇讲话合在一份里，这里另起一篇",
        "确是几篇的，用 speechbook add --split 加原件的路径拆开；只是一篇的，在 speechbook review 里勾销",
    )
    EXTRACTION_CHANGED = (
        "extraction-changed",
        Weight.NOTE,
        "从原件读出的文字与记录不同（换了提取程序，或原件换过），净文本照旧使用",
        "运行 make clean-text，重新清理这份原件",
    )
    RAW_MISSING = (
        "raw-missing",
        Weight.NOTE,
        "原件已不在 speeches/raw 中，净文本照旧使用",
        "如为误删，请恢复原件",
    )
    LEDGER_STALE = (
        "ledger-stale",
        Weight.DOUBT,
        "校勘记录落后于净文本",
        "运行 make html 或 make clean-text，并提交 speeches/trail",
    )
    CONTROL_CHARACTER = (
        "control-character",
        Weight.DOUBT,
        "净文本中有控制字符，页面上以可见符号代替",
        "在净文本中删去或改正",
    )

    AMBIGUOUS_LINK = (
        "ambiguous-link",
        Weight.DOUBT,
        "此处可以链到不止一个地方，未加链接",
        "在净文本元数据的 links 中写明链到哪里，或写“去掉”",
    )
    DANGLING_LINK = (
        "dangling-link",
        Weight.DOUBT,
        "links 中写的链接落空",
        "按说明改正 links 中的这一条",
    )
    LINK_NOT_UNDERSTOOD = (
        "link-not-understood",
        Weight.DOUBT,
        "links 中有一条看不懂",
        "写成“去掉: 词句”“添加: 词句 -> 编号”或“停用: 种类”",
    )

    def __init__(self, code: str, weight: Weight, message: str, advice: str) -> None:
        """Unpack the row; see the class."""
        self.code = code
        self.weight = weight
        self.message = message
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One place that wants a human eye."""

    code: DiagnosticCode
    line: int
    """Body line, counted from 0; -1 when it concerns the file as a whole."""
    start: int
    """First character within the line, from 0."""
    end: int
    """One past the last character within the line; equal to `start` where something is missing."""
    excerpt: str
    """The place with a little of what stands around it."""
    detail: str = ""
    """What this one says beyond the meaning of its code."""

    @property
    def message(self) -> str:
        """Meaning of the code, with the detail of this place."""
        return f"{self.code.message}：{self.detail}" if self.detail else self.code.message

    def as_json(self) -> dict[str, str | int]:
        """Give the form DESIGN.md promises."""
        return {
            "code": self.code.code,
            "line": self.line,
            "start": self.start,
            "end": self.end,
            "excerpt": self.excerpt,
            "message": self.message,
            "advice": self.code.advice,
        }


def excerpt_of(line_text: str, start: int, end: int) -> str:
    """Cut the place `start:end` out of its line with some characters on either side.

    >>> excerpt_of("这几年，省、市一些单位从我县的办公室系统选拔了多名干部。", 13, 13)
    '这几年，省、市一些单位从我▢县的办公室系统选拔了多名干部…'
    """
    left = max(0, start - _CONTEXT_CHARS)
    right = min(len(line_text), end + _CONTEXT_CHARS)
    middle = line_text[start:end] if end > start else "▢"
    return (
        ("…" if left else "")
        + line_text[left:start]
        + middle
        + line_text[end:right]
        + ("…" if right < len(line_text) else "")
    )


def worst_first(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Sort by weight, then by place."""
    return tuple(sorted(diagnostics, key=lambda d: (d.code.weight, d.line, d.start, d.code.code)))
