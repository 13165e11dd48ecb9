"""Words that scanning produces, and words that only look like them because two others meet."""

import pytest

from speechbook.clean.ocr import find_ocr_errors


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find_ocr_errors(text)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("我们己经解决了", "己经"),
        ("为入民服务", "入民"),
        ("全国入大代表", "入大代表"),
        ("面向末来", "末来"),
        ("至今末能办到", "末能"),
        ("十万亩士地", "士地"),
        ("基层千部", "千部"),
        ("这个间题", "间题"),
        ("依法冶国", "法冶"),
        ("综合冶理", "冶理"),
        ("无私奉献，贡任重大，责献力量", "贡任"),
    ],
)
def test_a_character_mistaken_for_one_of_like_shape_is_found(text: str, word: str) -> None:
    assert word in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "不愿意让自己经过千辛万苦取得的成果",
        "知己经常来往",
        "政策深入民心",
        "引入民间资本",
        "加入民主党派",
        "收入民币现钞",
        "进入大代表团",
        "周末来临之前",
        "年末能够完成",
        "民主人士地位",
        "女士地址",
        "率领士兵",
        "几千部作品",
        "期间题写了匾额",
        "民间题材",
        "方法冶炼成功",
        "陶冶理想",
        "现今代表们",
        "负责献血工作",
    ],
)
def test_two_words_that_meet_are_none(text: str) -> None:
    assert found(text) == []
