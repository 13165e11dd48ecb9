r"""The two marks by which an editor overrides detection: `# ` … `###### ` and `\` at the start of a line."""

import re

__all__ = ("forced_level", "is_kept_plain", "mark_length", "plain_line")

_HEADING_MARK = re.compile(r"(#{1,6}) ")
_PLAIN_MARK = "\\"


def forced_level(line: str) -> int | None:
    """Give the level an editor's `#` marks ask for; None without such marks.

    >>> [forced_level(line) for line in ("## 结语", "##结语", "####### 结语", "结语")]
    [2, None, None, None]
    """
    mark = _HEADING_MARK.match(line)
    return len(mark[1]) if mark else None


def is_kept_plain(line: str) -> bool:
    """Tell whether an editor said that this line is a paragraph, whatever it looks like."""
    return line.startswith(_PLAIN_MARK)


def mark_length(line: str) -> int:
    """Count the characters of the mark at the start of a line, its blank included."""
    if is_kept_plain(line):
        return len(_PLAIN_MARK)
    mark = _HEADING_MARK.match(line)
    return mark.end() if mark else 0


def plain_line(line: str) -> str:
    r"""Give the line without its mark.

    >>> plain_line("## 三、结语"), plain_line("\\一、不是标题"), plain_line("一、标题")
    ('三、结语', '一、不是标题', '一、标题')
    """
    return line[mark_length(line) :]
