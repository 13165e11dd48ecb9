"""References to a part of the same speech: 第三部分, 前面讲的第二点, 下面要讲的第三个问题, 上述三条.

A reference is linked when exactly one place is meant by what it says. Where several fit, it is a diagnostic; where none
does, it may speak of another text, and nothing is said. 如前所述 names no place and is left alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from speechbook.diagnostics import Diagnostic, DiagnosticCode, excerpt_of
from speechbook.han import NUMERALS, numeral_value
from speechbook.model import LinkKind, Paragraph, Speech, TextLink
from speechbook.relate.announced_lists import AnnouncedList
from speechbook.relate.text_lists import ListItem, Place, TextList

__all__ = ("find_references",)

_NUMBER = rf"(?P<number>[{NUMERALS}]{{1,3}}|\d{{1,2}})"
_PARTS = "部分|章|节|節"
_ITEMS = "方面|条|條|点|點|项|項|问题|問題|件事情?|大?任务|任務|种情况|种情況|层意思|層意思|句话|句話|大?部分"
_NOUNS = (
    "方面|问题|問題|部分|要求|任务|任務|环节|環節|重点|重點|原则|原則|意见|意見|建议|建議|关系|關係|条件|條件|目标|目標|特点|特點"
    "|阶段|階段|转变|轉變|层面|層面|因素|原因|关键|關鍵|措施|要点|要點|结合|結合"
)
_BEFORE = "前面|上面|前边|前邊|前头|前頭|刚才|剛才|前文|上文"
_AFTER = "下面|后面|後面|接下来|接下來|下文|后文|後文|稍后|稍後"
_WHO = "(?:(?:我们|我們|我|大家|本人)(?:所|已经|已經)?|所|已经|已經)?"
_SPOKEN = "(?:讲|講|说|說|谈|談|提|列|强调|強調|论述|論述|阐述|闡述|介绍|介紹|指出|分析|部署|汇报|彙報|报告|報告)"
_DONE = "(?:到|过|過|及|了|明|出)?(?:的)?(?:那)?"
_TOLD = rf"(?:{_WHO}{_SPOKEN}{_DONE}|的)"
_SOON = "(?:先|要|将|將|再|还要|還要|想|着重|著重|重点|重點|具体|具體){0,3}"
_COMING = rf"(?:{_WHO}(?:我)?{_SOON}{_SPOKEN}(?:一下|一讲|一講|到)?(?:的)?|的)?"
_ORDINAL = rf"第{_NUMBER}(?:个|個)?(?P<unit>{_PARTS}|{_ITEMS})"
_BACKWARD = re.compile(rf"(?P<cue>(?:{_BEFORE}){_TOLD}?|我(?:已经|已經|所)?{_SPOKEN}(?:到|过|過|及|了)?的){_ORDINAL}")
_FORWARD = re.compile(rf"(?P<cue>(?:{_AFTER}){_COMING}){_ORDINAL}")
_BARE = re.compile(rf"第{_NUMBER}(?:大|个|個)?(?P<unit>部分)")
_THESE = rf"上述|以上|前述|(?:{_BEFORE})(?:{_TOLD})?(?:的)?(?:这|這)?|[这這此]"
_COUNTED = re.compile(
    rf"(?:{_THESE}){_NUMBER}(?:(?:个|個)?(?P<unit>方面|大?部分|点|點|条|條|项|項|问题|問題|件事情?)|(?:个|個|大|种|種|项|項|条|條)(?P<noun>{_NOUNS}))"
    rf"(?P<tail>{_NOUNS})?"
)
_SIGNS = ("上述", "以上", "前述", "面", "边", "邊", "刚才", "剛才", "上文", "前文", "前头", "前頭", "这", "這", "此")
_OF_ANOTHER_TEXT = re.compile(
    r"(?:[》〉」』”]|报告|報告|文件|文章|文中|决定|決定|决议|決議|纲要|綱要|规划|規劃|章程|宪法|憲法|法|条例|條例|规定|規定|办法|辦法"
    r"|方案|意见|意見|讲话|講話|公报|公報|书|書|卷|全书|全書|资料|資料|影片|节目|節目)(?:里|裡|中|的|之)*(?:[（(][^）)]{0,12}[）)])?(?:的)?$"
)
_LABEL_BEGINS = re.compile(r"(?:^|[。！？；：:，,])(?:[下接现現][^，。]{0,10})?$")
_LABEL_ENDS = re.compile(r"[，、：:。]|是|就是|讲|講|，是")
_SENTENCE = re.compile(r"[。！？；]")


@dataclass(frozen=True, slots=True)
class _Found:
    """A reference in its line, with the places that may be meant."""

    line: int
    start: int
    end: int
    targets: tuple[ListItem, ...]


def find_references(
    speech: Speech,
    lines: Sequence[str],
    lists: Sequence[TextList],
    announced: Sequence[AnnouncedList],
    fold: Callable[[str], str],
) -> tuple[tuple[TextLink, ...], tuple[Diagnostic, ...]]:
    """Find the references in the paragraphs of a speech; `lines` are its body lines.

    Gives the links, and diagnostics for those that fit several places.
    """
    finder = _Finder(lines, lists, announced, fold)
    links: list[TextLink] = []
    doubts: list[Diagnostic] = []
    for block in speech.blocks:
        if not isinstance(block, Paragraph) or block.role is not None:
            continue
        for found in finder.find(block.line, block.start):
            if len(found.targets) == 1:
                target = found.targets[0].id
                links.append(TextLink(found.line, found.start, found.end, LinkKind.PART, target))
            else:
                doubts.append(_doubt(found, lines[found.line]))
    return tuple(links), tuple(doubts)


def _doubt(found: _Found, line: str) -> Diagnostic:
    words = line[found.start : found.end]
    places = "、".join(item.id for item in found.targets)
    return Diagnostic(
        DiagnosticCode.AMBIGUOUS_LINK,
        found.line,
        found.start,
        found.end,
        excerpt_of(line, found.start, found.end),
        f"“{words}”可能指 {places}",
    )


class _Finder:
    """Looks for references in one speech."""

    def __init__(
        self,
        lines: Sequence[str],
        lists: Sequence[TextList],
        announced: Sequence[AnnouncedList],
        fold: Callable[[str], str],
    ) -> None:
        self._fold = fold
        self._lines = lines
        self._lists = [one for one in lists if one.is_numbered and len(one.items) > 1]
        self._words: dict[TextList, str] = {}
        for pair in announced:
            self._words[pair.list] = self._words.get(pair.list, "") + fold(pair.announcement.text)

    def find(self, line: int, start: int) -> Iterator[_Found]:
        """Give the references in a line from `start` on, in their order."""
        text = self._lines[line]
        taken: list[tuple[int, int]] = []
        patterns: list[tuple[re.Pattern[str], Callable[[int, re.Match[str]], tuple[ListItem, ...]]]] = []
        if "第" in text:
            patterns += [(_BACKWARD, self._before), (_FORWARD, self._after), (_BARE, self._part)]
        if any(sign in text for sign in _SIGNS):
            patterns.append((_COUNTED, self._counted))
        for pattern, look_up in patterns:
            for match in pattern.finditer(text, start):
                if any(match.start() < end and begin < match.end() for begin, end in taken):
                    continue
                taken.append(match.span())
                targets = look_up(line, match)
                if targets:
                    yield _Found(line, match.start(), match.end(), targets)

    def _before(self, line: int, match: re.Match[str]) -> tuple[ListItem, ...]:
        here, value = (line, match.start()), numeral_value(match["number"]) or 0
        if self._names_another_text(match):
            return ()
        lists = [one for one in self._lists if one.start < here and _reaches(one, value, here)]
        return self._items(self._narrowed(lists, match["unit"]), value)

    def _after(self, line: int, match: re.Match[str]) -> tuple[ListItem, ...]:
        here, value = (line, match.end()), numeral_value(match["number"]) or 0
        rest = self._lines[line][match.end() : match.end() + 1]
        if rest in ("：", ":") and any(here == (line, item.place[1]) for one in self._lists for item in one.items):
            return ()
        lists = [one for one in self._lists if (item := one.item(value)) and item.place >= here]
        return self._items(self._narrowed(lists, match["unit"]), value)

    def _part(self, line: int, match: re.Match[str]) -> tuple[ListItem, ...]:
        """Look up 第三部分 without before or after: the highest numbered headings of the speech."""
        here, value = (line, match.start()), numeral_value(match["number"]) or 0
        text = self._lines[line]
        is_label = _LABEL_BEGINS.search(text, 0, match.start()) and _LABEL_ENDS.match(text, match.end())
        if is_label or self._names_another_text(match):
            return ()
        top = min((one.level for one in self._lists if one.level), default=0)
        lists = [one for one in self._lists if one.level == top and one.level and one.item(value)]
        items = self._items(lists, value)
        return () if any(item.place <= here < item.end for item in items) else items

    def _counted(self, line: int, match: re.Match[str]) -> tuple[ListItem, ...]:
        """Look up 上述三条: the list of that length that ended last, if nothing else can be meant."""
        here, count = (line, match.start()), numeral_value(match["number"]) or 0
        text = self._lines[line]
        if count < 2 or self._is_after_naming(text, match) or self._names_another_text(match):
            return ()
        lists = [one for one in self._lists if len(one.items) == count and one.items[-1].place < here]
        lists = [one for one in lists if not one.items[0].place < here < one.items[-1].place]
        if match[0][0] in "这這此":  # 这三点 leans on what was just said
            lists = [one for one in lists if one.level == 0 and self._is_near(one, here)]
        lists = self._innermost(lists, here)
        unit = match["unit"] or match["noun"]
        return tuple(one.items[0] for one in self._narrowed(lists, unit))

    def _is_near(self, one: TextList, here: Place) -> bool:
        return here[0] - one.items[-1].place[0] <= 1

    @staticmethod
    def _is_after_naming(text: str, match: re.Match[str]) -> bool:
        """Tell whether the things counted were named right before (工业、农业、商业这三个方面)."""
        if match[0][0] not in "这這此":
            return False
        before = text[max(0, match.start() - 16) : match.start()]
        clause = re.split(r"[，。；：！？]", before)[-1]
        return bool(re.search(r"[、和与與及”」』》]", clause)) or bool(re.search(r"[”」』》]$", before))

    def _names_another_text(self, match: re.Match[str]) -> bool:
        text = match.string
        begin = max(0, match.start() - 24)
        if _OF_ANOTHER_TEXT.search(text[begin : match.start()]):
            return True
        cue = match.groupdict().get("cue")
        return cue is not None and "《" in cue

    def _innermost(self, lists: Sequence[TextList], here: Place) -> list[TextList]:
        """Keep the lists that a reader at a place would think of: the one just ended, else those around it."""
        headings = [one for one in lists if one.level]
        points = [one for one in lists if not one.level]
        last = max(points, key=lambda one: one.items[-1].place, default=None)
        if last and last.end[0] == here[0]:
            return [last]
        if last and self._is_near(last, here):
            return [last, *headings]
        around = [one for one in points if one.scope == (-1, 0) or self._scope_holds(one.scope, here)]
        deepest = max((one.scope for one in around), default=None)
        inner = [one for one in around if one.scope == deepest]
        return [*(inner or points), *headings]

    def _scope_holds(self, scope: Place, here: Place) -> bool:
        return any(item.place == scope and item.place <= here < item.end for one in self._lists for item in one.items)

    def _narrowed(self, lists: Sequence[TextList], unit: str) -> list[TextList]:
        """Prefer what is called as the reference calls it, then what stands in the same part."""
        if len(lists) < 2:
            return list(lists)
        unit = self._fold(unit)
        noun = unit[-2:]
        called = [one for one in lists if noun in self._words.get(one, "")]
        labelled = [one for one in lists if unit in self._fold(one.items[0].label)]
        if "部分" in unit:
            top = min((one.level for one in lists if one.level), default=0)
            labelled = labelled or [one for one in lists if one.level == top and top]
        for choice in (labelled, called):
            if len(choice) == 1:
                return choice
        return list(called or lists)

    @staticmethod
    def _items(lists: Sequence[TextList], value: int) -> tuple[ListItem, ...]:
        items = (one.item(value) for one in lists)
        return tuple(item for item in items if item and item.id)


def _reaches(one: TextList, value: int, here: Place) -> bool:
    """Tell whether the item with a number was spoken before a place, and is not the one being spoken."""
    item = one.item(value)
    if item is None or item.place >= here:
        return False
    return not item.place <= here < item.end or (item is one.items[-1] and item.end[0] > here[0] and one.level > 0)
