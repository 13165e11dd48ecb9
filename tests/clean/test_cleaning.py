"""All rules together: invertible, a fixed point, and silent on what is clean."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from speechbook.clean import apply_edits, clean_text, detect_preset, undo_edits
from speechbook.config import Cleaning
from speechbook.diagnostics import DiagnosticCode
from speechbook.errors import ConfigError

WORDS = ["一", "二、", "同志们", ",", "!", "(", ")", "（", "老秘网", "1,627", "9:30", "“", "”", "...", "２", "％"]
REMNANTS = [
    "&ldquo;",
    "<br>",
    "</p>",
    "_x000D_",
    "&amp;nbsp;",
    "\ufffd\ufffd",
    "―",
    "・",
    "(fā)",
    "www.mou.example",
    "\x97",
]
NOISES = ["打印", "第2页/共5页", "k~&p|9Z'aQ", "8 V9 e' m5 e( y", "— 3 —"]
BLANKS = [" ", "\u3000", "\n", "\r\n", "\u200b", "\ufffd", "\ue004", "\x01"]
NOISE = st.sampled_from(WORDS + REMNANTS + NOISES + BLANKS)
MIXED = st.lists(st.one_of(NOISE, st.text(max_size=4)), max_size=25).map("".join)


def han_of(text: str) -> list[str]:
    return [char for char in text if unicodedata.name(char, "").startswith("CJK UNIFIED")]


@settings(max_examples=300)
@given(MIXED)
@example("\n\n")
@example("a\n(" * 3)
@example("一 \u3000 二")
def test_cleaning_can_be_undone_and_is_a_fixed_point(text: str) -> None:
    cleaned = clean_text(text, ("老秘网",))
    assert apply_edits(text, cleaned.edits) == cleaned.text
    assert undo_edits(cleaned.text, cleaned.edits) == text
    again = clean_text(cleaned.text, ("老秘网",))
    assert again.text == cleaned.text
    assert again.edits == ()


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("一二三四，。,!? \u200b\n“”（）()1a")))
def test_no_ideograph_is_lost_that_no_rule_claims(text: str) -> None:
    assert han_of(clean_text(text).text) == han_of(text)


def test_diagnostics_stand_where_the_site_name_stood() -> None:
    cleaned = clean_text("第一段。\n从我老秘网县选拔了干部。\n", ("老秘网",))
    (doubt,) = cleaned.diagnostics
    assert doubt.code is DiagnosticCode.SITE_NAME_REMOVED
    assert (doubt.line, doubt.start, doubt.end) == (1, 2, 2)
    assert doubt.excerpt == "从我▢县选拔了干部。"


def test_what_cannot_be_repaired_is_reported_and_stays() -> None:
    text = "朱\ufffd\ufffd同志\n公司\ue776名称\n加强mou.com领导\n"
    cleaned = clean_text(text)
    assert cleaned.text == text
    assert [d.code.code for d in cleaned.diagnostics] == ["lost-character", "private-character", "unknown-site-name"]


def test_rules_can_be_switched_off_by_name() -> None:
    assert clean_text("今天,我来 了\n", off=frozenset({"widen_punctuation"})).text == "今天,我来了\n"


def test_presets_come_from_the_settings_and_unknown_ones_are_refused() -> None:
    cleaning = Cleaning(off=("join_ellipses",), presets=(("scan", ("widen_brackets",)),))
    assert cleaning.rules_off("scan") == {"join_ellipses", "widen_brackets"}
    assert cleaning.rules_off("forum") == {"join_ellipses"}
    with pytest.raises(ConfigError, match="scna"):
        cleaning.rules_off("scna")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('向大家问好。 / Z& h" Y7 \\6 f1 X* d) w\n第二段。\n', "forum"),
        ("下载\n打印\n同志们，今天我们召开全县工作会议，总结去年的工作，部署今年的任务，我讲几点意见。\n", "portal"),
        (
            "点击上方蓝字关注我们\n阅读 12\n同志们，今天我们召开全县工作会议，总结去年的工作，部署今年的任务。\n",
            "wechat",
        ),
        ("同志们，今天开会。\n", "plain"),
        ("今年&nbsp;粮食丰收。<br>明年再接再厉。\n", "portal"),
        ("――坚持到二\ufffd\ufffd三五年\n", "gb2312"),
        ("春天到来的时候，青澜河两岸的桃花都开了，人们走\n" * 8 + "出家门。\n", "pdf"),
    ],
)
def test_the_kind_of_source_is_detected(text: str, kind: str) -> None:
    assert detect_preset(text) == kind
