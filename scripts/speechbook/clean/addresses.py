"""Addresses of web sites that nobody listed, set into a sentence that has no room for one."""

import re
from collections.abc import Iterator

from speechbook.clean.rule import Span
from speechbook.han import is_han

__all__ = ("ADDRESS_RULE", "take_out_set_in_addresses")

ADDRESS_RULE = "take_out_set_in_addresses"
"""Name of the rule, for those who look for its edits."""

_WIDE_TO_ASCII = {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)}
_TOP = "com|cn|net|org|cc|info|biz|tv|me|top|xyz|vip|site|online|example"
_LIKELY = re.compile(rf"[.．] ?(?:{_TOP}|ｃ|ｎ|ｏ|ｉ|ｅ|ｗ)", re.IGNORECASE)
_HOST = re.compile(
    rf"(?<![A-Za-z0-9./@_-])(?:https?://)?(?:[A-Za-z0-9-]{{1,40}} ?\. ?){{2,4}}(?:{_TOP})(?![A-Za-z0-9./@_-])",
    re.IGNORECASE,
)
_WIDE_LETTER = re.compile("[ａ-ｚＡ-Ｚ]")
_REACH_BACK = 180
_REACH_ON = 16
_ORIGIN = re.compile("(?:本文|文章|内容|本稿)?(?:来自|转载自|出自|来源于?|轉載自|來自)[:： ]{0,2}$")
_PUBLIC = re.compile(r"\.(?:gov|edu|mil|ac|int)(?:\.[a-z]{2})?$|(?:^|\.)(?:gov|edu)\.", re.IGNORECASE)
_PAIRS = {"(": ")", "（": "）", "[": "]", "【": "】", "［": "］", "〔": "〕"}
_POINTS_TO_IT = re.compile("(?:[网網站址页頁箱录錄览覽访訪见見]|[访訪][问問]|平[台臺]|系[统統]|域名|址[为為是])$")
_TALKS_OF_IT = re.compile("[网網站的上下等这這查公]|平台|平臺|进行|進行")


def _hosts(text: str, folded: str) -> Iterator[re.Match[str]]:
    """Find host names, looking only around the dots before what may be a top-level domain."""
    reached = 0
    for dot in _LIKELY.finditer(text):
        for match in _HOST.finditer(folded, max(reached, dot.start() - _REACH_BACK), dot.end() + _REACH_ON):
            reached = match.end()
            yield match


def take_out_set_in_addresses(text: str) -> Iterator[Span]:
    """Take out addresses of hosts that a site set into the middle of a sentence.

    A host name of three parts and more between two Han characters, in the middle of a clause that does not speak of any
    address, was put there by a machine; the place becomes a diagnostic. Not touched: addresses of governments and
    schools, any after 网站, 登录, 详见 and the like or in brackets after a name, and names of two parts (58.com), which
    companies bear; these are only reported.

    >>> list(take_out_set_in_addresses("加强www.mou.example领导"))
    [(2, 17, '')]
    """
    if not _LIKELY.search(text):
        return
    folded = text.translate(_WIDE_TO_ASCII) if _WIDE_LETTER.search(text) else text
    certain: set[str] = set()
    found = []
    for match in _hosts(text, folded):
        host = match[0].replace(" ", "").lower()
        start, end = match.span()
        opening = _PAIRS.get(text[start - 1 : start])
        enclosed = opening is not None and text[end : end + 1] == opening
        origin = _ORIGIN.search(text, max(0, start - 12), start)
        if origin:
            start = origin.start()
            opening = _PAIRS.get(text[start - 1 : start])
            enclosed = opening is not None and text[end : end + 1] == opening
        if enclosed:
            start, end = start - 1, end + 1
        if _PUBLIC.search(host):
            continue
        left, right = text[max(0, start - 3) : start].strip(" "), text[end : end + 3].strip(" ")
        found.append((start, end, host))
        between = left[-1:] and is_han(left[-1]) and right[:1] and is_han(right[0])
        if between and (origin or not (_POINTS_TO_IT.search(left) or _TALKS_OF_IT.match(right))):
            certain.add(host)
            found[-1] = (start, end, "")
    for start, end, host in found:
        left = text[max(0, start - 3) : start]
        if not host or (host in certain and left and not left.endswith("\n") and not _POINTS_TO_IT.search(left)):
            yield start, end, ""
