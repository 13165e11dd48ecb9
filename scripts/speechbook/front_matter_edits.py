"""Write one key into the front matter of a clean text and leave all else as a hand wrote it.

Pure text in, text out. Order, comments, unknown keys and the body stay as they are; where the front matter is written
in a way that cannot be edited in place, it is written anew from its values.
"""

from dataclasses import replace

import yaml

from speechbook.errors import TextFormatError
from speechbook.front_matter import METADATA_KEYS, CleanText, format_clean_text, parse_clean_text, split_front_matter

__all__ = ("with_key",)

_FENCE = "---"


def with_key(name: str, text: str, key: str, value: str) -> str:
    r"""Give the clean text with a key of one line of text set; `name` is for messages.

    Raises `TextFormatError` where the text is not a clean text.

    >>> print(with_key("a", "---\nid: a  # mine\nraw: a.txt\n---\n今天\n", "date", "2008"), end="")
    ---
    id: a  # mine
    date: 2008
    raw: a.txt
    ---
    今天
    """
    before = parse_clean_text(name, text)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    is_crlf = "\r\n" in text
    plain = text.removeprefix(mark).replace("\r\n", "\n")
    head, body = split_front_matter(name, plain)
    row = f"{key}: {_scalar(value)}\n"
    new_head = _edited(head, key, value, row) if head.strip() else row
    new = f"{_FENCE}\n{new_head}{_FENCE}\n{body}"
    if not _is_right(new, before, key, value):
        new = format_clean_text(replace(before.meta, **{key: value}), before.lines)  # type: ignore[arg-type] # a text key
    return mark + (new.replace("\n", "\r\n") if is_crlf else new)


def _is_right(new: str, before: CleanText, key: str, value: str) -> bool:
    try:
        after = parse_clean_text("", new)
    except TextFormatError:
        return False
    return after.lines == before.lines and after.meta == replace(before.meta, **{key: value})  # type: ignore[arg-type] # a text key


def _edited(head: str, key: str, value: str, row: str) -> str:
    root = yaml.compose(head, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return row + head
    for key_node, value_node in root.value:
        if key_node.value == key:
            start, end = value_node.start_mark.index, value_node.end_mark.index
            gap = "" if head[start - 1] in " \n" else " "
            return head[:start] + gap + _scalar(value) + head[end:]
    return _inserted(head, root, key, row)


def _inserted(head: str, root: yaml.MappingNode, key: str, row: str) -> str:
    """Put a new row after the keys that stand before it in the order of the format."""
    order = METADATA_KEYS.index(key)
    lines = head.splitlines(keepends=True)
    at = 0
    for key_node, value_node in root.value:
        if key_node.value in METADATA_KEYS and METADATA_KEYS.index(key_node.value) < order:
            end = value_node.end_mark
            at = end.line + 1 if end.column else max(end.line, key_node.start_mark.line + 1)
            # A block ends where the next key begins; comments and blank lines before that are the next key's.
            while at > key_node.start_mark.line + 1 and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
                at -= 1
    return "".join((*lines[:at], row, *lines[at:]))


def _scalar(value: str) -> str:
    """Write a value plain where YAML gives it back as text, else quoted."""
    try:
        if yaml.load(f"k: {value}\n", Loader=yaml.BaseLoader) == {"k": value}:  # noqa: S506 -- makes text only
            return value
    except yaml.YAMLError:
        pass
    return yaml.safe_dump(value, allow_unicode=True, width=10_000).strip().removesuffix("\n...")
