"""Lines in the other script than their text."""

import pytest

from speechbook.variants import mixed_lines


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["我们的办公室工作，为发动群众开个头", "幹部與群眾都說好", "这是第三行"], {1: "幹與眾說"}),
        (["我們的辦公室工作，為發動羣眾開個頭", "干部们都说好，这样办"], {1: "们说这办"}),
        (["讲话人说：“幹部與群眾”，这说明问题，我们来研究"], {0: "幹與眾"}),
    ],
)
def test_a_mixed_line_is_found(lines: list[str], found: dict[int, str]) -> None:
    assert {mixed.line: mixed.characters for mixed in mixed_lines(lines)} == found


@pytest.mark.parametrize(
    "lines",
    [
        ["乾隆年间的著作，瞭望塔，慰藉，说明。"],
        ["皇后在公里外的台上干涉，說明面向雲端。", "群眾裏外，衞生，說話，為了。"],
        ["瞭解、才能、台灣、布置、游泳、吃面都在這裡說。"],
        ["简体文中只有一个繁體字的人名，如陳某。"[:-6]],
        ["工人在山上"],
        [],
    ],
)
def test_what_stands_in_either_script_is_not_mixed(lines: list[str]) -> None:
    assert not list(mixed_lines(lines))
