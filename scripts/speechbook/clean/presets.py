"""Find out what kind of source a text came from."""

import re

from speechbook.clean.furniture import count_furniture
from speechbook.clean.jammer import has_forum_jammer
from speechbook.clean.old_jammer import has_old_forum_jammer

__all__ = ("detect_preset",)

_WECHAT = re.compile("公众号|公眾號|点击上方|點擊上方|阅读原文|閱讀原文|扫码|掃碼|长按|長按")
_PORTAL_LINES = 2


def detect_preset(text: str) -> str:
    """Name the kind of source: `forum`, `wechat`, `portal`, or `plain` when nothing marks it."""
    if has_forum_jammer(text) or has_old_forum_jammer(text):
        return "forum"
    if count_furniture(text) >= _PORTAL_LINES:
        return "wechat" if _WECHAT.search(text) else "portal"
    return "plain"
