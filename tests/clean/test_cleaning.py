"""All rules together: invertible, a fixed point, and silent on what is clean."""

import pytest
from hypothesis import HealthCheck, example, given, settings

from bench.damaged_texts import check_cleaning, damaged_texts
from speechbook.clean import clean_text, detect_preset
from speechbook.config import Cleaning
from speechbook.diagnostics import DiagnosticCode
from speechbook.errors import ConfigError


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(damaged_texts(8))
@example("\n\n")
@example("a\n(" * 3)
@example("一 \u3000 二")
def test_cleaning_never_raises_can_be_undone_is_a_fixed_point_and_loses_no_ideograph(text: str) -> None:
    check_cleaning(text)


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
