"""Every kind of damage that is known has a rule of its own, or is reported where it cannot be repaired."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from speechbook.clean import clean_text
from speechbook.outline import find_outline

SITE_NAMES = ("青简文秘网", "bbs.mozhuo.example")
LONG = "同志们，今天我们召开全县工作会议，总结去年的工作，部署今年的任务，我讲几点意见。"


@dataclass(frozen=True)
class Family:
    """A kind of damage: an example, what it comes out as, and what did or said so."""

    given: str
    expected: str
    rules: tuple[str, ...] = ()
    diagnostics: tuple[str, ...] = ()


FAMILIES = {
    "discuz_modern": Family(
        '向大家问好。 / Z& h" Y7 \\6 f1 X* d) w\n下面说水利。\n', "向大家问好。\n下面说水利。\n", ("drop_forum_jammer",)
    ),
    "discuz_old": Family(
        "".join(f"第{n}件事办完了。4e,J$]1r+A#m~&w\n" for n in "一二三"),
        "".join(f"第{n}件事办完了。\n" for n in "一二三"),
        ("drop_old_forum_jammer",),
    ),
    "seo/site name in text": Family(
        "从我青简文秘网县选拔了干部。\n", "从我县选拔了干部。\n", ("take_out_site_names",), ("site-name-removed",)
    ),
    "watermark with address": Family(
        "要加强[本文来自:www.mou-demo.example]领导。\n",
        "要加强领导。\n",
        ("take_out_set_in_addresses",),
        ("site-name-removed",),
    ),
    "NFKC punctuation damage": Family(
        "今天,我们开会(扩大会议)!\n", "今天，我们开会（扩大会议）！\n", ("widen_brackets", "widen_punctuation")
    ),
    "stray blanks": Family("办公室 既 是 “ 大熔炉 ” 。\n", "办公室既是“大熔炉”。\n", ("close_blanks_between_han",)),
    "letter-spaced lines": Family(
        "政 府 工 作 报 告\n存款达到4 6 2 8 0 亿元。\n",
        "政府工作报告\n存款达到46280亿元。\n",
        ("close_letter_spacing",),
    ),
    "invisible characters": Family("制\u200b度\u00ad建设\n", "制度建设\n", ("drop_invisible_characters",)),
    "private use": Family(
        "今年丰收。\ue004\n公司\ue776名称。\n",
        "今年丰收。\n公司\ue776名称。\n",
        ("drop_private_marks",),
        ("private-character",),
    ),
    "gb2312 decoding loss": Family(
        "――到二\ufffd\ufffd三五年，朱\ufffdB同志。\n",
        "——到二〇三五年，朱\ufffdB同志。\n",
        ("restore_ling_in_years", "restore_dashes_and_dots"),
        ("lost-character",),
    ),
    "C1 controls": Family("他说\x93好\x94。\n", "他说“好”。\n", ("restore_windows_marks",)),
    "Kangxi radicals / compatibility ideographs": Family("误⽽食之。\n", "误而食之。\n", ("use_common_characters",)),
    "portal furniture": Family(
        f"下载\n打印\n{LONG}\n谢谢大家。\n相关报道：\n", f"{LONG}\n谢谢大家。\n", ("drop_page_furniture",)
    ),
    "press credits": Family(f"{LONG}\n（记者陆启衡/摄）\n", f"{LONG}\n（记者陆启衡/摄）\n", (), ("press-credit",)),
    "pagination": Family(
        "第一段。\n— 3 —\n第二段。\n上一页 [1] [2] 下一页\n第三段。\n",
        "第一段。\n第二段。\n第三段。\n",
        ("drop_page_marks",),
    ),
    "HTML remnants": Family(
        "今年&ldquo;三农&rdquo;丰收。x0dx0a明年再<b>接</b>再厉。\n",
        "今年“三农”丰收。\n明年再接再厉。\n",
        ("spell_out_line_ends", "decode_entities", "drop_markup"),
    ),
    "pinyin in brackets": Family(
        "国(guó)家发(fā)展，学(xué)会。\n", "国家发展，学会。\n", ("drop_bracketed_readings",)
    ),
    "OCR": Family("我们己经解决了。\n", "我们己经解决了。\n", (), ("ocr-suspected",)),
    "lost headings": Family(
        "（一）指导思想\n修水渠。\n（二）目标\n修桥。\n（一）提高认识\n盖校舍。\n",
        "（一）指导思想\n修水渠。\n（二）目标\n修桥。\n（一）提高认识\n盖校舍。\n",
        (),
        ("numbering-restart",),
    ),
    "auto-number damage": Family(  # read as what it is: see below
        "一、抓好水利\n修水渠。\n二、抓好道路\n修桥。\n3. 抓好学校\n盖校舍。\n",
        "一、抓好水利\n修水渠。\n二、抓好道路\n修桥。\n3. 抓好学校\n盖校舍。\n",
    ),
    "lost passage": Family(
        "下面，我讲三点意见。\n大家都要抓好落实。\n", "下面，我讲三点意见。\n大家都要抓好落实。\n", (), ("lost-list",)
    ),
}


@pytest.mark.parametrize("name", FAMILIES)
def test_every_kind_of_damage_is_repaired_or_reported(name: str) -> None:
    family = FAMILIES[name]
    cleaned = clean_text(family.given, SITE_NAMES)
    assert cleaned.text == family.expected
    done = {rule for edit in cleaned.edits for rule in edit.rule.split("+")}
    assert done >= set(family.rules)
    outline = find_outline(cleaned.text.rstrip("\n").split("\n"))
    codes = {doubt.code.code for doubt in (*cleaned.diagnostics, *outline.diagnostics)}
    assert codes == set(family.diagnostics)


def test_a_number_that_word_wrote_goes_on_with_the_others() -> None:
    """`3.` after 二、 is the third heading of the same level, though its label is of another class."""
    lines = FAMILIES["auto-number damage"].given.rstrip("\n").split("\n")
    assert [(heading.label, heading.level) for heading in find_outline(lines).headings] == [
        ("一、", 1),
        ("二、", 1),
        ("3.", 1),
    ]


@pytest.mark.corpus
def test_the_table_names_all_kinds_that_are_known(corpus: Path) -> None:
    known = json.loads((corpus / "noise_families.json").read_text(encoding="utf-8"))
    known = known if isinstance(known, list) else known["families"]
    assert {family["family"] for family in known} == set(FAMILIES)
