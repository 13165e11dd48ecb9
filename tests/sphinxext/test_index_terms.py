"""The terms of the printed index, through real builds for screen and paper."""

from collections.abc import Callable
from pathlib import Path

import pytest

_PAGE = """---
speech: office
script: hans
---

(office)=
# 在全县会议上的讲话

{#office-p1}
请读《长江日报》和《万里长城》。

{#office-p2}
第二段没有书名。

```{index-terms}
office\tpeople\t陆启衡\tlu qi heng
office-p1\tworks\t长江日报\tchang jiang ri bao
office-p1\tworks\t一!二@三|四"五_\tyi er
office-p9\tworks\t没有这一段\tmei you
broken line
```
"""


@pytest.fixture
def build(bare_build: Callable[[dict[str, str], str, str], Path]) -> Callable[[str, str], str]:
    def run(builder: str, edition: str) -> str:
        out = bare_build({"index": _PAGE}, builder, edition)
        name = "index.html" if builder == "html" else next(path.name for path in out.glob("*.tex"))
        return (out / name).read_text(encoding="utf-8")

    return run


def test_on_screen_nothing_is_shown(build: Callable[[str, str], str]) -> None:
    page = build("html", "zh-hans")
    assert "chang jiang" not in page
    assert "没有这一段" not in page


def test_on_paper_each_term_stands_at_its_paragraph(build: Callable[[str, str], str]) -> None:
    page = build("latex", "zh-hans")
    assert page.index(r"\SpeechIndex{people}{lu qi heng@\spxentry{陆启衡}}") < page.index("请读")
    entry = page.index(r"\SpeechIndex{works}{chang jiang ri bao@\spxentry{长江日报}}")
    assert entry < page.index("请读") < page.index("第二段没有书名")
    assert r'\SpeechIndex{works}{yi er@\spxentry{一"!二"@三"|四""五\_}}' in page
    assert "没有这一段" not in page


def test_names_are_in_the_script_of_the_edition_and_sorted_by_strokes_there(build: Callable[[str, str], str]) -> None:
    assert r"\SpeechIndex{works}{長江日報@\spxentry{長江日報}}" in build("latex", "zh-tw")
