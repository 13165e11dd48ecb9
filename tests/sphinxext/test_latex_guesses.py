"""The first run over the book is told about where its references lead."""

import re

from speechbook.sphinxext.latex.guesses import add_guesses


def test_a_reference_gets_the_place_of_its_label_and_its_own() -> None:
    label = r"\label{\detokenize{speeches/b:b-p1}}"
    text = "甲" * 1000 + r"\SpeechSeePage{\detokenize{speeches/b:b-p1}}" + "乙" * 3000 + label
    found = re.search(r"\\SpeechSeePage\{\\detokenize\{speeches/b:b-p1\}\}\{(\d+)\}\{(\d+)\}", add_guesses(text))
    assert found
    assert (int(found[1]), int(found[2])) == (text.index(label) // 100 + 1, 11)


def test_where_there_is_no_label_the_page_of_the_reference_is_the_guess() -> None:
    text = "甲" * 500 + r"\SpeechSeePage{\detokenize{x}}"
    assert add_guesses(text).endswith("{6}{6}")


def test_nothing_else_changes() -> None:
    text = r"\section{一}\label{\detokenize{a:b}}二\hyperref[\detokenize{a:b}]{三}"
    assert add_guesses(text) == text
