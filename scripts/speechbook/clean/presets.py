"""Find out what kind of source a text came from."""

import re

from speechbook.clean.furniture import count_furniture, drop_page_furniture
from speechbook.clean.jammer import has_forum_jammer
from speechbook.clean.old_jammer import has_old_forum_jammer
from speechbook.clean.wrapping import wrap_width

__all__ = ("detect_hidden_kind", "detect_preset")

_WECHAT = re.compile("公众号|公眾號|点击上方|點擊上方|阅读原文|閱讀原文|扫码|掃碼|扫一扫|掃一掃|长按|長按")
_GB2312 = re.compile("\ufffd[\ufffd@-~]|\u2015\u2015")
_MARKUP = re.compile("&(?:nbsp|[lr]dquo|mdash|amp);|</?(?:p|br|span|font|div)[ />]|_x000D_")
_PORTAL_LINES = 2
_CERTAIN_LINES = 9
"""So many lines of forum noise count more than lines of one width: letter-spaced Latin words look like single runs."""
_LINE_END = re.compile("\r\n?")


def detect_preset(text: str) -> str:
    """Name the kind of source: `forum`, `pdf`, `wechat`, `portal`, `gb2312`, or `plain` when nothing marks it."""
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    kind = detect_hidden_kind(text)
    if kind:
        return kind
    if count_furniture(text) >= _PORTAL_LINES and any(drop_page_furniture(text)):  # page numbers alone are no portal
        return "wechat" if _WECHAT.search(text) else "portal"
    if _MARKUP.search(text):
        return "portal"
    return "gb2312" if _GB2312.search(text) else "plain"


def detect_hidden_kind(text: str) -> str:
    """Name the kind of source when it is one that has rules of its own and other damage may hide; else nothing."""
    wrapped = wrap_width(text) > 0
    if has_forum_jammer(text, _CERTAIN_LINES if wrapped else 1) or has_old_forum_jammer(text):
        return "forum"
    return "pdf" if wrapped else ""
