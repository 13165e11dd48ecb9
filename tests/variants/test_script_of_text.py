"""The script of a text, down to a few characters."""

import pytest

from speechbook.variants import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("办公室", "hans"),
        ("辦公室", "hant"),
        ("在全县抗旱工作会议上的讲话", "hans"),
        ("在全縣抗旱工作會議上的講話", "hant"),
        ("他说：“後漢書是繁體。”然后我们讨论了这个问题", "hans"),
        ("工人在山上", ""),
        ("", ""),
        ("GDP 7.5%", ""),
        ("\x00\ud800", ""),
    ],
)
def test_script(text: str, script: str) -> None:
    assert script_of(text) == script
