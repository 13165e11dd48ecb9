"""The format of a clean text: YAML front matter between `---` lines, then one paragraph a line.

Pure text in, values out. All scalars are read as text (no dates, no booleans by accident), so that what an editor wrote
comes back as written; keys that are not ours are kept.
"""

from dataclasses import dataclass, fields
from typing import Any

import yaml

from speechbook.errors import TextFormatError
from speechbook.model import Metadata
from speechbook.plain_yaml import plain_table, write_yaml

__all__ = (
    "ID_PATTERN",
    "INFERRED_LABELS",
    "METADATA_KEYS",
    "CleanText",
    "extra_key",
    "format_clean_text",
    "parse_clean_text",
    "split_front_matter",
)

ID_PATTERN = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
"""What an id may look like; docutils lowercases and strips anything else from HTML ids."""

_FENCE = "---"
_MAX_CHARS = 64 * 1024
METADATA_KEYS = tuple(field.name for field in fields(Metadata) if field.name != "unknown")
"""Our keys, in the order in which they are written."""
INFERRED_LABELS = {
    "title": "题目",
    "speaker": "讲话人",
    "role": "职务",
    "date": "日期",
    "place": "地点",
    "occasion": "场合",
    "audience": "听众",
}
"""What the keys that the program infers are called."""
_LISTS = ("topics", "protect", "links")
_TRUE = ("true", "yes", "on", "是")
_FALSE = ("false", "no", "off", "否", "")


@dataclass(frozen=True, slots=True)
class CleanText:
    """One clean text."""

    meta: Metadata
    lines: tuple[str, ...]
    """Body lines, without line ends and without empty lines."""
    line_numbers: tuple[int, ...] = ()
    """The line of the file, counted from 1, on which each body line stands."""


def split_front_matter(name: str, text: str) -> tuple[str, str]:
    """Cut a clean text into the YAML of its front matter, empty where there is none, and its body, both as they stand.

    Raises `TextFormatError` when the front matter has no end.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not text.startswith(_FENCE + "\n"):
        return "", text
    end = text.find(f"\n{_FENCE}\n", len(_FENCE))
    if end < 0 and text.endswith(f"\n{_FENCE}"):
        end = len(text) - len(_FENCE) - 1
    if end < 0:
        raise TextFormatError(name, "开头的元数据没有结束", "请在元数据后另起一行写 ---")
    return text[len(_FENCE) + 1 : end + 1], text[end + len(_FENCE) + 2 :]


def parse_clean_text(name: str, text: str) -> CleanText:
    """Read a clean text, with or without front matter; `name` is for messages.

    Raises `TextFormatError` where the front matter is not YAML of the form that is asked for.
    """
    head, body = split_front_matter(name, text)
    if len(head) > _MAX_CHARS:
        raise TextFormatError(name, "开头的元数据过长", f"元数据应在 {_MAX_CHARS:,} 字以内")
    first = head.count("\n") + 3 if head or text.startswith(_FENCE + "\n") else 1
    numbered = [(number, line) for number, line in enumerate(body.split("\n"), first) if line.strip()]
    meta = _metadata(name, head) if head else Metadata()
    return CleanText(meta, tuple(line for _, line in numbered), tuple(number for number, _ in numbered))


def format_clean_text(meta: Metadata, lines: tuple[str, ...]) -> str:
    """Write a clean text; keys without a value are left out."""
    table: dict[str, object] = {}
    for key in METADATA_KEYS:
        value = getattr(meta, key)
        if value:
            table[key] = list(value) if isinstance(value, tuple) else value
    head = write_yaml(table)
    head += "".join(text for _, text in meta.unknown)
    return f"{_FENCE}\n{head}{_FENCE}\n" + "".join(f"{line}\n" for line in lines)


def extra_key(key: str, value: object) -> tuple[str, str]:
    """Make an entry of `Metadata.unknown`: a key that is not ours, with its YAML text."""
    return key, yaml.safe_dump({key: value}, allow_unicode=True, width=10_000)


def _metadata(name: str, head: str) -> Metadata:
    try:
        table = plain_table(head) or yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506 -- BaseLoader makes nothing but text, lists, tables
    except (yaml.YAMLError, RecursionError) as exc:
        mark = getattr(exc, "problem_mark", None)
        where = f"（第 {mark.line + 2} 行）" if mark else ""
        raise TextFormatError(name, f"开头的元数据写法有误{where}", "每行应是“键: 值”，冒号后空一格") from exc
    if table is None or table == "":
        return Metadata()
    if not isinstance(table, dict):
        raise TextFormatError(name, "开头的元数据应是若干行“键: 值”")
    known: dict[str, Any] = {}
    unknown = []
    for key, value in table.items():
        if key in _LISTS:
            known[key] = _list(name, key, value)
        elif key == "draft":
            known[key] = _flag(name, value)
        elif key in METADATA_KEYS:
            known[key] = _text(name, key, value)
        else:
            unknown.append(extra_key(str(key), value))
    return Metadata(**known, unknown=tuple(unknown))


def _text(name: str, key: str, value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    raise TextFormatError(name, f"元数据 {key} 应是一段文字")


def _list(name: str, key: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split("、") if part.strip())
    if isinstance(value, list) and key == "links":
        value = [_entry(item) for item in value]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise TextFormatError(name, f"元数据 {key} 应是一列文字，如 [甲, 乙]")


def _entry(item: object) -> object:
    """Give `去掉: 词句` back as it was written: YAML takes it for a table of one row."""
    if isinstance(item, dict) and len(item) == 1:
        key, value = next(iter(item.items()))
        return f"{key}: {value}" if isinstance(value, str) else item
    return item


def _flag(name: str, value: object) -> bool:
    if isinstance(value, str) and value.lower() in (*_TRUE, *_FALSE):
        return value.lower() in _TRUE
    raise TextFormatError(name, "元数据 draft 应是 true 或 false")
