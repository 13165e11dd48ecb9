"""The part of the apparatus on other raw files of the same speech (别本), and where they differ."""

from collections.abc import Callable, Iterator, Sequence

from speechbook.model import EditorChange, OtherWitness
from speechbook.write.markdown import escape, quoted, span

__all__ = ("other_witness_parts",)

_EXCERPT_CHARS = 60
_MOST = 40
"""Differences that are listed of one witness; the rest is counted."""


def other_witness_parts(witnesses: Sequence[OtherWitness], link: Callable[[int], str], script: str) -> Iterator[str]:
    """Name each witness and list its differences behind a line that counts them; `link` leads to a line."""
    if witnesses:
        yield "{.apparatus-part}\n别本\n"
    for witness in witnesses:
        name = span(escape(witness.path), classes="nocc")
        if not witness.is_found:
            yield f"- {name}：文件已不在库中，或读不出来。\n"
        elif not witness.differences:
            yield f"- {name}：文字与本篇相同。\n"
        else:
            rows = "".join(f"- {link(one.line)}：{_reading(one, script)}\n" for one in witness.differences[:_MOST])
            more = len(witness.differences) - _MOST
            rest = f"\n另有 {more} 处从略。\n" if more > 0 else ""
            yield f":::{{fold}} {escape(witness.path)}　异文 {len(witness.differences)} 处\n\n{rows}{rest}:::\n"


def _reading(one: EditorChange, script: str) -> str:
    theirs, ours = (span(quoted(text, _EXCERPT_CHARS), classes=script) for text in (one.before, one.after))
    if one.before and one.after:
        return f"本篇{ours}，别本作{theirs}。"
    return f"别本无{ours}。" if one.after else f"别本多{theirs}。"
