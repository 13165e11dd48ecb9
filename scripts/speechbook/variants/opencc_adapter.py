"""The one door to OpenCC: right package, exact text, one character for one.

OpenCC by itself drops everything after U+0000, raises on lone surrogates, and its phrase tables may change the length
of a text. None of this may happen to a speech, so every conversion goes through `convert_exactly`.

Converters hold C++ objects that cannot be pickled: they are made once for each process and kept here, never on a
Sphinx environment or configuration.
"""

import re
from collections.abc import Callable
from functools import cache

from speechbook.errors import ConfigError

__all__ = ("convert_exactly", "opencc_version")

_UNFIT_FOR_OPENCC = re.compile("[\x00\ud800-\udfff]+")
_PIECE_CHARS = 200_000
"""OpenCC holds several copies of what it converts; a line of 10 MB goes through in pieces."""
_WRONG_PACKAGE = (
    "装的不是 OpenCC 官方的 Python 包（可能是同名的 opencc-python-reimplemented）。"
    "请运行 pip uninstall opencc-python-reimplemented，再运行 pip install --force-reinstall opencc"
)


def convert_exactly(config: str, text: str) -> str:
    """Convert `text` by an OpenCC configuration (`s2t`, `t2s`, `t2tw` …), character for character.

    What OpenCC cannot carry (U+0000, lone surrogates) stays where it stands. Raises `ConfigError` when the OpenCC that
    is installed is not the one this book is made with.
    """
    if not text or text.isascii():
        return text
    done: list[str] = []
    last = 0
    for unfit in _UNFIT_FOR_OPENCC.finditer(text):
        done += _convert_long(config, text[last : unfit.start()])
        done.append(unfit[0])
        last = unfit.end()
    done += _convert_long(config, text[last:])
    return "".join(done)


def opencc_version() -> str:
    """Tell which OpenCC converts, for colophons and reports."""
    import opencc

    return str(opencc.__version__)


def _convert_long(config: str, text: str) -> list[str]:
    return [_keep_length(config, text[i : i + _PIECE_CHARS]) for i in range(0, len(text), _PIECE_CHARS)]


def _keep_length(config: str, text: str) -> str:
    """Convert, by ever smaller parts where a phrase table would change the length."""
    converted = _converter(config)(text)
    if len(converted) == len(text):
        return converted
    if len(text) == 1:
        return text
    middle = len(text) // 2
    return _keep_length(config, text[:middle]) + _keep_length(config, text[middle:])


@cache
def _converter(config: str) -> Callable[[str], str]:
    try:
        import opencc
    except ImportError as exc:
        raise ConfigError(f"找不到 OpenCC（{exc}）。请运行 pip install opencc") from exc
    if f"{config}.json" not in getattr(opencc, "CONFIGS", ()):
        raise ConfigError(_WRONG_PACKAGE)
    try:
        converter: Callable[[str], str] = opencc.OpenCC(config).convert
        probe = converter("汉漢")
    except Exception as exc:
        raise ConfigError(f"OpenCC 不能用（{exc}）。请运行 pip install --force-reinstall opencc") from exc
    if len(probe) != 2:
        raise ConfigError(_WRONG_PACKAGE)
    return converter
