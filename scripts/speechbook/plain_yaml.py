"""Front matter as YAML, quickly: what is plain is written and read by itself, all else by PyYAML, with the same result.

PyYAML takes a millisecond for the ten lines at the head of a file, which is a tenth of all that a speech may cost.
"""

import re
from collections.abc import Mapping

import yaml

__all__ = ("plain_table", "write_yaml")

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_MARKS = "，。、；：！？《》（）“”‘’…—·"
_WIDTH = 10_000
_TEXT = f"0-9A-Za-z{_HAN}"
_WORDS = f"[{_TEXT}](?:[ {_TEXT}_./{_MARKS}-]{{0,5000}}[{_TEXT}_./{_MARKS}-])?"
_PLAIN = re.compile(f"(?=[ 0-9A-Za-z_./-]*[{_HAN}]){_WORDS}")
"""A text that YAML takes for nothing else than text, without quotes: a character of it is an ideograph, so that it is
no number, date or truth value, and none is a mark of YAML. It is not so long that its line would be broken."""
_NAME = re.compile("[a-z][a-z0-9]+(?:-[a-z0-9]+)+")
"""An id of several syllables, which is no word of YAML's own."""
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
    if not _KEY.fullmatch(key) or key in _NOT_TEXT:
        return _by_library(key, value, indent)
    if isinstance(value, str):
        if _PLAIN.fullmatch(value) or _NAME.fullmatch(value):
            return f"{indent}{key}: {value}\n"
        if _DATE.fullmatch(value):
            return f"{indent}{key}: '{value}'\n"
    if isinstance(value, dict) and value and all(isinstance(inner, str) for inner in value.values()):
        deeper = indent + "  "
        return f"{indent}{key}:\n" + "".join(_entry(name, inner, deeper) for name, inner in value.items())
    return _by_library(key, value, indent)


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
