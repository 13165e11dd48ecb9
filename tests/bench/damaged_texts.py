"""Texts for fuzzing: arbitrary Unicode, and clean words with a snippet of every kind of damage between them."""

from hypothesis import strategies as st

from speechbook.clean import apply_edits, clean_text, rules_in_order, undo_edits

__all__ = ("SITE_NAMES", "check_cleaning", "damaged_texts")

SITE_NAMES = ("青简文秘网", "bbs.mozhuo.example")

_WORDS = (
    "一、抓好水利",
    "（二）修好道路",
    "同志们：",
    "今年全县的粮食又获得了大丰收",
    "水利是农业的根本，各乡镇都要动起来",
    "（2008年3月12日）",
    "二〇三五年",
    "1,627亿元",
    "9:30",
    "7.5%",
    "R&D",
    "《条例》",
    "“三农”",
    "——",
    "……",
    "，",
    "。",
    "！",
    "；",
    "\n",
    "\n",
    "\n",
)
_SNIPPETS = (
    *(
        " 8 V9 e' m5 e( y. o1 _- o\n",
        "\n2 `# j9 T3 }- b% v: S",
        "! V9 e' m5 e( y",
        "4e,J$]1r+A#m~&w\n",
        "\nB.q?q%V-H [k~&p",
    ),
    *(
        ",",
        "!",
        "?",
        ";",
        ":",
        "(",
        ")",
        "...",
        "%",
        "１９９７",
        "ＧＤＰ",
        "．",
        "２，８４９，４０５",
        "17,203,500,000元,",
    ),
    *(
        " ",
        "  ",
        "\u3000",
        "\u3000\u3000",
        "\u00a0",
        " “ ",
        "政 府 工 作 报 告",
        "4 6 2 8 0",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\u202a",
    ),
    *(
        "青简文秘网",
        "【bbs.mozhuo.example】",
        "www.mou-demo.example",
        "本文来自:ｂｂｓ．ｍｏｕ．ｃｎ",
        "[本文来自:www.mou.example]",
    ),
    *(
        "&ldquo;",
        "&amp;nbsp;",
        "&#12298;",
        "<br>",
        "</p>",
        "<span style='x'>",
        "_x000D_",
        "x0dx0a",
        "<!--EndFragment-->",
    ),
    *(
        "\ufffd",
        "\ufffd\ufffd",
        "\ufffdB",
        "―",
        "――",
        "・",
        "\x97",
        "\x93",
        "⽽",
        "⻓",
        "\uf06c",
        "\ue004",
        "\U000f0001",
    ),
    *("国(guó)", "发(fā)", "己经", "间题", "锟斤拷", "\u00e4\u00bb\u008a\u00e5\u00b9\u00b4", "鍚勪綅浠"),
    *(
        "下载\n",
        "打印\n",
        "责任编辑：李四\n",
        "第 2 页 共 5 页\n",
        "— 3 —\n",
        "[1] [2] 下一页\n",
        "3/12\n",
        "版权所有 © 2008\n",
    ),
    *("\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x00", "\x01", "\x7f", "\ud83d", "\udc00"),
    "春天到来的时候，青澜河两岸的桃花都开了，人们走\n出家门，沿着河堤慢慢地走，看水，看花，也看新修\n" * 4,
)
_ANYTHING = st.characters(exclude_categories=())
_ODD = st.sampled_from("\x00\r\n\u2028\u2029\ud800\udfff\ue000\uf8ff\ufffe\uffff\U0010ffff\u0301\u200d\ufe0f\u4dbf〇々")


def damaged_texts(max_pieces: int) -> st.SearchStrategy[str]:
    """Draw a text, clean or hostile or both, with lone surrogates and every kind of line end."""
    piece = st.one_of(
        st.sampled_from(_WORDS),
        st.sampled_from(_SNIPPETS),
        st.text(st.one_of(_ANYTHING, _ODD), max_size=6),
        st.tuples(st.sampled_from(_SNIPPETS), st.integers(2, 8)).map(lambda pair: pair[0] * pair[1]),
    )
    return st.one_of(st.lists(piece, max_size=max_pieces).map("".join), st.text(_ANYTHING, max_size=60))


CLAIMING = frozenset(
    (
        "repair_double_decoding",
        "use_common_characters",
        "drop_repeated_lines",
        "rejoin_paragraphs_at_page_marks",
        "drop_page_marks",
        "close_letter_spacing",
        "drop_old_forum_jammer",
        "drop_page_furniture",
        "take_out_site_names",
        "take_out_set_in_addresses",
        "keep_one_script",
    )
)
"""Rules that may take out ideographs or change them; for all others each edit keeps them as they are."""
assert {rule.name for rule in rules_in_order(())} >= CLAIMING


def check_cleaning(text: str) -> None:
    """Clean a text: never raises, can be undone, is a fixed point, and no ideograph is lost that no rule claims."""
    cleaned = clean_text(text, SITE_NAMES)
    assert apply_edits(text, cleaned.edits) == cleaned.text
    assert undo_edits(cleaned.text, cleaned.edits) == text
    again = clean_text(cleaned.text, SITE_NAMES)
    assert again.text == cleaned.text, [edit.rule for edit in again.edits]
    for edit in cleaned.edits:
        if CLAIMING.isdisjoint(edit.rule.split("+")):
            assert _han_of(edit.old) == _han_of(edit.new), edit


def _han_of(text: str) -> list[str]:
    return [char for char in text if "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"]
