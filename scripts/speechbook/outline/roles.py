"""What the lines of the opening and of the close are: title, byline, date, salutation, note, closing."""

import re
from collections.abc import Collection, Sequence

from speechbook.han import BLANKS, HAN
from speechbook.model import LineRole
from speechbook.outline.dates import is_date_line, read_date
from speechbook.outline.labels import read_label
from speechbook.outline.marks import forced_level, is_kept_plain
from speechbook.outline.people import read_byline
from speechbook.outline.unlabelled import is_dialogue
from speechbook.outline.words import alternatives

__all__ = ("find_roles", "front_roles", "is_salutation")

_FRONT_LINES = 12
"""Front matter is looked for in so many lines at most."""
_FRONT_CHARS = 90
"""A longer line is text, and ends the front matter."""
_TAIL_LINES = 8
_SALUTATION_CHARS = 45
_CLOSING_CHARS = 40
_ADDRESS_CHARS = 14
"""A last line up to this length that only addresses the audience says nothing in closing."""

_SALUTATION = re.compile(rf"(?:{alternatives('salutations')})[^。；？]*[：:！!，,]$")
_NOTE = re.compile(
    r"(?:新华社|新華社|中新社|中新网|中央社|人民网|人民日报|本报|本報)[^。，]{1,24}[电電讯訊]"
    r"|[（(〔【]?(?:来源|來源|编辑|編輯|责任编辑|責任編輯|责编|責編|记者|記者|作者|原载|原載|转自|轉自|摄影|攝影|整理|录入|錄入|校对|校對)"
    r"[^。]{0,20}[：:](?!.*[。？！?!]$)"
    r"|[（(〔【]?(?:注|註|编者按|編者按|编者的话|編者的話|编者注|編者註|按语|按語|题记|題記|字库未存字)[^。]{0,20}[：:]"
    r"|《[^》]{1,80}》全文如下"
    r"|.{4,80}(?:记者|記者)[^，。；：]{2,8}[摄攝][）)]?$"
)
_PLACE_LINE = re.compile(r"(?:会议|會議)?(?:地点|地點|名称|名稱)[：:][^。]{2,40}$")
_SHORT_NAME = 2
"""A name of two characters in brackets may be a word: （全文）."""
_PARENTHESIS = re.compile(r"[（(【〔][^（(【〔]*[）)】〕]$")
_REMARK = re.compile(
    r"[（(【〔][^（(【〔）)]*(?:整理|录音|錄音|审阅|審閱|略|完|原载|原載|摘自|选自|選自|有删节|有刪節|速记|速記|鼓掌|掌声|掌聲)"
    r"[^（(【〔）)]*[）)】〕]$"
)
"""A remark in brackets after the close: （根据录音整理，未经本人审阅）."""
_DASHED = re.compile(rf"[—―─－–-]{{1,4}}[{BLANKS}]?(?=[{HAN}\d〇“《])")
_AT_MEETING = re.compile(
    r"在.{2,60}上(?:的?(?:讲话|講話|报告|報告|发言|發言|致辞|致詞|演讲|演講|总结|總結|主持词|主持詞))?$"
)
_OPEN_END = re.compile(r"[。！？：；，…!?:;,]$")
_SIGN = re.compile(r"[＠@※*]")
_CLOSING_OPENER = re.compile(alternatives("closing_openers"))
_THANKS = re.compile(rf"(?:{alternatives('closings')})")


def find_roles(lines: Sequence[str]) -> tuple[tuple[int, LineRole], ...]:
    """Tell the roles of the first and the last lines; lines of content have none."""
    front = front_roles(lines)
    if is_dialogue(lines):
        return tuple(front)  # The last words of a conversation are an answer, however they sound.
    first_free = front[-1][0] + 1 if front else 0
    return tuple(front + _tail(lines, first_free))


def is_salutation(line: str) -> bool:
    """Tell whether a line addresses the audience and says nothing else.

    >>> [is_salutation(line) for line in ("同志们：", "尊敬的各位代表，女士们、先生们！", "同志们要努力。")]
    [True, True, False]
    """
    return len(line) <= _SALUTATION_CHARS and _SALUTATION.match(line) is not None


def front_roles(lines: Sequence[str]) -> list[tuple[int, LineRole]]:
    """Tell the roles of the lines with which a speech begins, up to the first that is content."""
    roles: list[tuple[int, LineRole]] = []
    seen: set[LineRole] = set()
    for index, line in enumerate(lines[:_FRONT_LINES]):
        if forced_level(line) is not None or is_kept_plain(line):
            break
        role = _fixed_role(line) or _title_role(lines, index, seen)
        if role is None:
            break
        roles.append((index, role))
        seen.add(role)
        if role is LineRole.SALUTATION:
            break
    return roles


def _fixed_role(line: str) -> LineRole | None:
    """Tell the role of a line that shows it by its own form, wherever it stands in the front matter."""
    if _NOTE.match(line):
        return LineRole.NOTE
    if is_salutation(line):
        return LineRole.SALUTATION
    if is_date_line(line):
        return LineRole.DATE
    if _PLACE_LINE.match(line):
        return LineRole.NOTE
    if len(line) <= _FRONT_CHARS and _PARENTHESIS.match(line) and read_label(line) is None:
        byline = read_byline(line)
        if byline and (byline.is_certain or len(byline.name) > _SHORT_NAME):
            return LineRole.BYLINE
        return LineRole.DATE if read_date(line) else LineRole.NOTE
    return None


def _title_role(lines: Sequence[str], index: int, seen: Collection[LineRole]) -> LineRole | None:
    """Tell the role of a short line that only its place between title and salutation gives away."""
    line = lines[index]
    dashed = _DASHED.match(line)
    if len(line) > _FRONT_CHARS or (read_label(line) is not None and not dashed):
        return None
    titled = LineRole.TITLE in seen
    if _OPEN_END.search(line):
        return _caption_role(lines, index, seen)
    if dashed:
        return LineRole.SUBTITLE if titled or read_date(line, dashed.end()) else None
    if not titled:
        byline = read_byline(line)
        if byline and byline.is_certain:
            return LineRole.BYLINE
        return LineRole.TITLE if _may_be_title(lines, index) else None
    return LineRole.BYLINE if read_byline(line) else _subtitle_role(lines, index, seen)


def _caption_role(lines: Sequence[str], index: int, seen: Collection[LineRole]) -> LineRole | None:
    """Know a closed sentence between byline and salutation (某某作报告。): a caption that came along from the page."""
    is_caption = LineRole.BYLINE in seen and lines[index][-1] == "。" and _precedes_salutation(lines, index)
    return LineRole.NOTE if is_caption else None


def _subtitle_role(lines: Sequence[str], index: int, seen: Collection[LineRole]) -> LineRole | None:
    if _AT_MEETING.search(lines[index]) or (LineRole.SUBTITLE not in seen and _precedes_front(lines, index)):
        return LineRole.SUBTITLE
    return LineRole.NOTE if _precedes_salutation(lines, index) else None


def _may_be_title(lines: Sequence[str], index: int) -> bool:
    """Tell whether a line without closing mark can be a title: something must follow it."""
    return index + 1 < len(lines) and len(lines[index]) > 1 and "。" not in lines[index]


def _precedes_salutation(lines: Sequence[str], index: int) -> bool:
    return any(is_salutation(line) for line in lines[index + 1 : index + 4])


def _precedes_front(lines: Sequence[str], index: int) -> bool:
    """Tell whether one of the next two lines still belongs to the front: a date, a byline, a salutation."""
    return any(
        is_salutation(line) or is_date_line(line) or read_byline(line) is not None or _DASHED.match(line) is not None
        for line in lines[index + 1 : index + 3]
    )


def _tail(lines: Sequence[str], first_free: int) -> list[tuple[int, LineRole]]:
    """Read the close from the last line upward: notes and date, then the words of thanks, or one last paragraph."""
    roles: list[tuple[int, LineRole]] = []
    closing_seen = False
    for index in range(len(lines) - 1, max(first_free, len(lines) - _TAIL_LINES) - 1, -1):
        line = lines[index]
        if forced_level(line) is not None or is_kept_plain(line):
            break
        role = None if closing_seen else _after_close(line)
        role = role or _closing(line, may_be_long=not closing_seen)
        if role is None:
            break
        closing_seen = closing_seen or role is LineRole.CLOSING
        roles.append((index, role))
        if role is LineRole.CLOSING and len(line) > _CLOSING_CHARS:
            break
    return roles[::-1]


def _after_close(line: str) -> LineRole | None:
    if _NOTE.match(line) or (_SIGN.match(line) and len(line) <= _CLOSING_CHARS):
        return LineRole.NOTE
    if is_date_line(line):
        return LineRole.DATE
    return LineRole.NOTE if len(line) <= _CLOSING_CHARS and _REMARK.match(line) else None


def _closing(line: str, *, may_be_long: bool) -> LineRole | None:
    if read_label(line):
        return None
    if len(line) <= _CLOSING_CHARS and _THANKS.search(line):
        return LineRole.CLOSING
    return LineRole.CLOSING if may_be_long and len(line) > _ADDRESS_CHARS and _CLOSING_OPENER.match(line) else None
