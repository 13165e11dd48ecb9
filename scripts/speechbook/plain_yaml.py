"""Front matter as YAML, quickly: what is plain is written and read by itself, all else by PyYAML, with the same result.

PyYAML takes a millisecond for the ten lines at the head of a file, which is a tenth of all that a speech may cost.
"""

import re
from collections.abc import Mapping

import yaml

__all__ = ("plain_table", "write_yaml")

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_MARKS = "，。、；：！？《》〈〉（）“”‘’…—·％%()+"
_WIDTH = 10_000
_TEXT = f"0-9A-Za-z{_HAN}"
_WORDS = f"[{_TEXT}](?:[ {_TEXT}_./{_MARKS}-]{{0,5000}}[{_TEXT}_./{_MARKS}-])?"
_PLAIN = re.compile(f"(?=[ 0-9A-Za-z_./-]*[{_HAN}]){_WORDS}")
"""A text that YAML takes for nothing else than text, without quotes: a character of it is an ideograph, so that it is
no number, date or truth value, and none is a mark of YAML. It is not so long that its line would be broken."""
_NAME = re.compile("[a-z]-?[a-z0-9]+(?:-[a-z0-9]+)*")
"""An id or a key, which is text where it is no word of YAML's own."""
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEY = re.compile("[a-z_]+")
_NOT_TEXT = ("yes", "no", "true", "false", "on", "off", "null")
_LINE = re.compile(f"([a-z_]+): ({_WORDS})\n")


def write_yaml(table: Mapping[str, object]) -> str:
    """Write a table as `yaml.safe_dump` does with Chinese as it is, keys in their order and no broken lines.

    No list or table may stand in it twice.
    """
    return "".join(_entry(key, value, "") for key, value in table.items()) if table else "{}\n"


def _entry(key: str, value: object, indent: str) -> str:
    if _KEY.fullmatch(key) and key not in _NOT_TEXT:
        if isinstance(value, str):
            written = _scalar(value)
            if written:
                return f"{indent}{key}: {written}\n"
        elif isinstance(value, dict) and value:
            return f"{indent}{key}:\n" + "".join(_entry(name, inner, indent + "  ") for name, inner in value.items())
        elif isinstance(value, list) and value:
            items = [_scalar(item) if isinstance(item, str) else "" for item in value]
            if all(items):
                return f"{indent}{key}:\n" + "".join(f"{indent}- {item}\n" for item in items)
    return _by_library(key, value, indent)


def _scalar(value: str) -> str:
    """Write a text that needs no thought; empty where it does."""
    if _PLAIN.fullmatch(value) or (_NAME.fullmatch(value) and value not in _NOT_TEXT):
        return value
    return f"'{value}'" if _DATE.fullmatch(value) else ""


def _by_library(key: str, value: object, indent: str) -> str:
    nested: dict[str, object] = {key: value}
    for _ in range(len(indent) // 2):
        nested = {"above": nested}
    written = yaml.safe_dump(nested, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return written.split("\n", len(indent) // 2)[-1]


def plain_table(text: str) -> dict[str, str] | None:
    """Read front matter that is nothing but plain lines `key: text`; None where PyYAML has to."""
    found = _LINE.findall(text)
    # Each line that matches is as long as key, value and three marks: the sum tells whether anything stands between.
    return dict(found) if sum(len(key) + len(value) + 3 for key, value in found) == len(text) else None
