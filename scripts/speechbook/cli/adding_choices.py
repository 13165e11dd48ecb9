"""What is asked while files are taken in: which witness the text is taken from, and where a file is to be cut."""

import re
import sys
from collections.abc import Sequence

import click

from speechbook.cli.filling import say
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.file_parts import Cut
from speechbook.pipeline.same_speech import Same
from speechbook.pipeline.twins import Twin

__all__ = ("AskedChoices", "share_of")

_ANSWERS = {"k": Same.KEEP, "r": Same.REPLACE, "b": Same.BOTH}
_TITLE_CHARS = 40
_RANGE = re.compile(r"(\d+)(?:[-－—~至到](\d+))?")


class AskedChoices:
    """Decides by the options of the command, and asks where they are silent and somebody is there to answer."""

    def __init__(
        self, archive: Archive, *, same: str | None, split: bool | None, replaces_files: bool, may_ask: bool
    ) -> None:
        """`split` is None where the options are silent; `may_ask` is false where nobody is to be asked."""
        self._archive = archive
        self._same = same
        self._split = split
        self._may_ask = may_ask and _is_somebody_there()
        self.replaces_files = replaces_files
        self.splits_known = split is True

    def same(self, shown: str, twin: Twin) -> Same:
        """Ask which witness the text is taken from; without an answer the text of the book stays."""
        if self._same:
            return Same(self._same)
        if not self._may_ask:
            return Same.KEEP
        title = self._title_of(twin.speech)
        named = f"《{title}》（{twin.speech}）" if title else twin.speech
        say(f"{shown} 与书里的{named}有 {share_of(twin)} 的话相同。")
        click.echo("  k 正文不动，这一份作别本\n  r 正文改用这一份，原来的作别本\n  b 不是同一篇，两篇都要")
        return _ANSWERS[click.prompt("怎么收", type=click.Choice(list(_ANSWERS)), default="k")]

    def _title_of(self, speech: str) -> str:
        """Give the title that an editor wrote, else the one that was inferred."""
        inferred = (one.value for one in self._archive.load_trail(speech).inferred if one.key == "title")
        return self._archive.load_clean(speech).meta.title or next(inferred, "")

    def cuts(self, shown: str, cuts: Sequence[Cut], front: int) -> Sequence[Cut]:
        """Show the cuts and ask; without an answer the file stays whole."""
        if self._split is not None:
            return cuts if self._split else ()
        if not self._may_ask:
            return ()
        click.echo(f"{shown} 像是 {len(cuts)} 篇合在一份里，可以拆成：")
        if front:
            click.echo(f"   卷首　{front:,} 字（第一篇之前的书名、目录等，收作草稿，不进书）")
        for number, cut in enumerate(cuts, 1):
            title = cut.title if len(cut.title) <= _TITLE_CHARS else cut.title[:_TITLE_CHARS] + "…"
            click.echo(f"  {number:>3}　《{title}》　{cut.char_count:,} 字　{cut.opening}…")
        click.echo("  y 照此拆开；n 不拆，整份算一篇；或写要的是哪几处，如 1 3-5，没写的并入前一篇")
        while True:
            chosen = _chosen(click.prompt("怎么拆", default="y"), cuts)
            if chosen is not None:
                return chosen
            click.echo(f"没看懂。请写 y、n，或 1 到 {len(cuts)} 之间的序号，至少两个。")


def share_of(twin: Twin) -> str:
    """Write how much two texts share; what is not all of it is not rounded to all."""
    return f"{twin.share if twin.share == 1 else min(twin.share, 0.99):.0%}"


def _is_somebody_there() -> bool:
    return sys.stdin.isatty()


def _chosen(answer: str, cuts: Sequence[Cut]) -> Sequence[Cut] | None:
    """Read an answer; None for one that is not understood.

    >>> marks = [Cut(n, n, "", 0, "") for n in range(4)]
    >>> [[cut.start for cut in _chosen(words, marks) or ()] for words in ("y", "n", "1 3-4", "2", "1 9", "好")]
    [[0, 1, 2, 3], [], [0, 2, 3], [], [], []]
    """
    words = answer.strip().lower()
    if words in ("y", "yes", "是", "拆"):
        return cuts
    if words in ("n", "no", "否", "不", "不拆"):
        return ()
    wanted: set[int] = set()
    for word in re.split(r"[\s,，、]+", words):
        found = _RANGE.fullmatch(word)
        if not found:
            return None
        wanted.update(range(int(found[1]), int(found[2] or found[1]) + 1))
    if len(wanted) < 2 or not wanted <= set(range(1, len(cuts) + 1)):
        return None
    return [cut for number, cut in enumerate(cuts, 1) if number in wanted]
