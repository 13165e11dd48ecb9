"""A page for paper or an e-book lists what a page for the web leaves to the script beside it."""

import re

import pytest

from speechbook.model import Apparatus, EditorChange, Metadata, Outline, Paragraph, RawPart, Repair, Speech
from speechbook.write import raw_script, speech_page
from speechbook.write.whole_apparatus import is_apparatus_cut, with_whole_apparatus

_KINDS = 30
_CHANGES = 55


def made(kinds: int = _KINDS, changes: int = 0) -> tuple[str, str]:
    """Write page and script of a speech of one paragraph, in which each piece of dirt is another."""
    text = "文" * (kinds + 1)
    speech = Speech(
        "a",
        Metadata(id="a", title="题", script="hans"),
        (),
        (Paragraph("a-p1", 1, 0, text),),
        Outline((), (), (), (), ()),
    )
    dirt = [f"<{number}>\r" for number in range(kinds)]
    repairs = (*tuple(Repair("drop", 1, piece, "") for piece in dirt), Repair("widen", 1, ",", "，"))
    by_hand = tuple(EditorChange(1, f"旧{number}", f"新{number}") for number in range(changes))
    line = [part for piece in dirt for part in (RawPart("文", "文"), RawPart(piece, "", "drop"))]
    script = raw_script(
        speech, ((RawPart("题", "题"),), (*line, RawPart(",", "，", "widen"))), by_hand, is_extracted=False
    )
    apparatus = Apparatus("讲话.txt", encoding="utf-8", repairs=repairs, editor_changes=by_hand)
    return speech_page(speech, apparatus, (), {"drop": "删杂码", "widen": "改全角"}), script


def test_every_kind_is_listed_and_nothing_else_changes() -> None:
    page, script = made()
    assert page.count("{.nocc .repair} → 删") == 10
    assert is_apparatus_cut(page)
    whole = with_whole_apparatus(page, script, linked=True)
    assert re.findall(r"- \[\\<(\d+)\\>␍\]\{\.nocc \.repair\} → 删　段 \[1\]\(#a-p1\)\n", whole) == [
        str(number) for number in range(_KINDS)
    ]
    assert not is_apparatus_cut(whole)
    assert "从略" not in whole
    unlisted = re.compile(r"^- .*\n|\n\{\.repairs-rest.*\n.*\n", re.MULTILINE)
    assert unlisted.sub("", whole) == unlisted.sub("", page)


def test_on_paper_paragraphs_are_numbers_without_links() -> None:
    page, script = made()
    whole = with_whole_apparatus(page, script, linked=False)
    assert whole.count("→ 删　段 1\n") == _KINDS


def test_changes_by_hand_are_whole_too() -> None:
    page, script = made(kinds=2, changes=_CHANGES)
    assert page.count("编者改[“旧") == 40
    whole = with_whole_apparatus(page, script, linked=True)
    assert whole.count("- [第 1 段](#a-p1)：编者改[“旧") == _CHANGES
    assert "从略" not in whole


def test_a_page_that_lists_all_stays_as_it_is() -> None:
    page, script = made(kinds=3)
    assert not is_apparatus_cut(page)
    assert with_whole_apparatus(page, script, linked=True) == page


@pytest.mark.parametrize("script", ["", "speechbookRaw({});", "speechbookRaw([1]);", "alert(1)", '{"format":99}'])
def test_a_script_of_another_kind_is_left_alone(script: str) -> None:
    page, _ = made()
    assert with_whole_apparatus(page, script, linked=True) == page
