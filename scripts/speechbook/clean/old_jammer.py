"""The noise of older Discuz forums (2.5 to 6.x) and SupeSite.

They wrote pairs `chr(0..59) + chr(63..126)` without a blank, with the site's name, address or key words before or after
(discuz-410, include/discuzcode.func.php, `jammer()`). Control characters vanish on the way, so the first half of a pair
is missing half of the time. The second halves are drawn from `?@A…~` evenly, which no language does.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from speechbook.clean.lines import lines_of
from speechbook.clean.rule import RuleFunction, Span
from speechbook.clean.site_names import pattern_of

__all__ = ("has_old_forum_jammer", "old_jammer_rule")

_GRAMMAR = re.compile(r"(?:[ -;]{0,2}[?-~])+")
_TWO_FIRST_HALVES = re.compile(r"[!-;]{2,}")
_RARE = re.compile(r"[\[\]\\^_`{|}~@?#$*+&\"'!%;]")
_COMMON_MARKS = re.compile("[-/:()]")
_DIGIT_BEFORE_LETTER = re.compile("[0-9](?=[A-Za-z])")
_FIRST_HALVES = "".join(map(chr, range(0x20, 0x3C)))
_NOISE_CHARS = "".join(map(chr, (*range(0x20, 0x3C), *range(0x3F, 0x7F))))
_MIN_CHARS = 6
_MIN_CHARS_IN_FORUM = 5
_MIN_CHARS_BESIDE_NAME = 4
_MAX_CHARS = 240
"""Two runs of 15 pairs in one line, names of the site and some room; what is longer is not this noise."""
_MAX_EDGE_CHARS = 400
"""The same with names on both sides."""
_MIN_SCORE = 4
_MIN_SCORE_IN_FORUM = 2
_MANY_RUNS = 6
"""So many certain runs prove that the forum wrote at every line break, and weaker evidence is enough at the others."""
_WORD = re.compile(r"[A-Za-z]{4,}|[0-9]{3,}|://|www\.|\.(?:com|cn|net|org|example)\b")
_WORD_IN_FORUM = re.compile(
    r"(?<![A-Za-z])(?:[a-z]{4,}|[A-Z]{4,}|[A-Z][a-z]{3,})(?![A-Za-z])|[0-9]{3,}|://|www\.|\.(?:com|cn|net|org|example)\b"
)
_PHRASE_AT_END = re.compile(r"[A-Z][a-z]{2,}(?: [A-Za-z]{2,})+[ -;]*$")
_PHRASE_AT_START = re.compile(r"(?:[A-Za-z]{2,} )+[a-z]{3,}(?![a-z])")
_MAX_PHRASE_CHARS = 80
_ADDRESS = re.compile(r"[A-Za-z0-9._-]+@[A-Za-z0-9-]+\.[A-Za-z.]+|(?:https?://|www\.)[!-~]+")
_RANDOM = re.compile(r"[a-z][A-Z]|[A-Z][a-z]")
_CLOSING = frozenset("。！？：；”’』」）》…")
_MAX_NAME_CHARS = 24
_MIN_SEEN = 3
_MAX_NAMES = 40
_MIN_HOST_CHARS = 8
_MAX_HOST_CHARS = 40
_HOST = re.compile(r"(?:[a-z0-9-]{2,30}\.){1,3}(?:com|net|org|cc|info|example|cn|tw|hk)(?:\.(?:cn|tw|hk))?")


def old_jammer_rule(site_names: Sequence[str]) -> RuleFunction:
    """Make the rule for the listed site names, which stand glued to the noise."""

    def drop_old_forum_jammer(text: str) -> Iterator[Span]:
        """Drop the runs of random ASCII that older Discuz puts at line breaks, with the site's words beside them.

        Known by its make: at the edge of a line, six and more characters of two kinds in turn, never `<`, `=` or `>`,
        mixed in case and rich in rare symbols. Words of the site are listed, or stand between a closed sentence and
        such a run again and again. Not touched: words, numbers, addresses and formulae.
        """
        certain = sum(1 for _ in islice(_runs(text, site_names, in_forum=False), _MANY_RUNS))
        if not certain:
            return
        in_forum = certain >= _MANY_RUNS
        names = _single((*site_names, *_names_beside_noise(text))) if in_forum else site_names
        yield from _runs(text, names, in_forum=in_forum)

    return drop_old_forum_jammer


def has_old_forum_jammer(text: str) -> bool:
    """Tell whether three lines and more carry such noise, whatever the site."""
    return any(count >= 2 for count, _ in enumerate(_runs(text, (), in_forum=False)))


def _runs(text: str, names: Sequence[str], *, in_forum: bool) -> Iterator[Span]:
    """Find the runs at the edges of lines, with the names that stand in or beside them."""
    site = re.compile(pattern_of(names) or "(?!)")
    lower = sorted((name.translate(_TO_LOWER) for name in names), key=len, reverse=True)
    forms = tuple(dict.fromkeys(form for name in lower for form in (name, name.translate(_TO_WIDE))))
    heads = _EDGE.union(*((form[0], form[0].upper()) for form in forms))
    tails = _EDGE.union(*((form[-1], form[-1].upper()) for form in forms))
    for start, line in lines_of(text):
        if not line:
            continue
        head = _head_end(line, forms) if line[0] in heads else 0
        tail = _tail_start(line, forms) if line[-1] in tails else len(line)
        edges = [(0, len(line))] if head >= tail else [(0, head), (tail, len(line))]
        for low, high in edges:
            if low == high or high - low > _MAX_EDGE_CHARS:
                continue
            first, last = _inner_edges(line, low, high, site, at_start=low == 0, at_end=high == len(line))
            bare, found = site.subn("", line[first:last])
            if _is_noise(bare, in_forum=in_forum) or (in_forum and found and _is_rest(bare)):
                yield start + first, start + last, ""


def _head_end(line: str, forms: tuple[str, ...]) -> int:
    """Where the characters of noise and the names at the start of a line end."""
    window = line[: _MAX_EDGE_CHARS + 1].translate(_TO_LOWER)
    at = 0
    while at < len(window):
        kept = window[at:].lstrip(_NOISE_CHARS)
        at = len(window) - len(kept)
        name = next((form for form in forms if kept.startswith(form)), "")
        if not name:
            break
        at += len(name)
    return at


def _tail_start(line: str, forms: tuple[str, ...]) -> int:
    """Where the characters of noise and the names at the end of a line begin."""
    window = line[-_MAX_EDGE_CHARS - 1 :].translate(_TO_LOWER)
    at = len(window)
    while at:
        at = len(window[:at].rstrip(_NOISE_CHARS))
        name = next((form for form in forms if window.endswith(form, 0, at)), "")
        if not name:
            break
        at -= len(name)
    return len(line) - len(window) + at


_EDGE = frozenset(_NOISE_CHARS)
_TO_LOWER = {code: code + 32 for low in (0x41, 0xFF21) for code in range(low, low + 26)}
"""Keeps the length, which `str.lower` does not."""
_TO_WIDE = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)}


def _names_beside_noise(text: str) -> tuple[str, ...]:
    """Learn the words of the site: what stands again and again between the noise and a closed sentence or line end."""
    pieces: Counter[str] = Counter()
    openings: list[str] = []
    for _, line in lines_of(text):
        inner = line.rstrip(_NOISE_CHARS)
        if inner and _is_noise(line[len(inner) :], in_forum=True):
            piece = inner[-_MAX_NAME_CHARS - 1 :]
            cut = max(piece.rfind(mark) for mark in _CLOSING)
            if cut >= 0:
                pieces[piece[cut + 1 :].strip(" ")] += 1
        rest = line.lstrip(_NOISE_CHARS)
        if rest and _is_noise(line[: len(line) - len(rest)], in_forum=True):
            openings.append(rest[:_MAX_NAME_CHARS])
            alone = rest.rstrip(_NOISE_CHARS)
            if alone and len(alone) <= _MAX_NAME_CHARS and _CLOSING.isdisjoint(alone):
                pieces[alone] += 1
    names = []
    for piece, count in pieces.most_common(_MAX_NAMES):
        if len(piece) > 1 and count + sum(1 for opening in openings if opening.startswith(piece)) >= _MIN_SEEN:
            names.append(piece)
    return (*names, *_hosts_in_noise(text))


def _single(names: Sequence[str]) -> tuple[str, ...]:
    """Leave out the names that are others in a row, which would be taken for one where a third begins."""
    kept: list[str] = []
    for name in sorted(dict.fromkeys(names), key=len):
        if not (kept and re.fullmatch(f"(?:{'|'.join(map(re.escape, kept))})+", name)):
            kept.append(name)
    return tuple(kept)


def _hosts_in_noise(text: str) -> tuple[str, ...]:
    """Learn the address of the site: the longest ending that most addresses at the edges of lines have in common."""
    endings: Counter[str] = Counter()
    total = 0
    for match in _HOST.finditer(text):
        total += 1
        host = match[0][-_MAX_HOST_CHARS:]
        endings.update(host[at:] for at in range(len(host) - _MIN_HOST_CHARS + 1))
    common = [host for host, count in endings.items() if count >= _MIN_SEEN and count > total // 2]
    return (max(common, key=len).lstrip(".-"),) if common else ()


def _inner_edges(
    line: str, low: int, high: int, site: re.Pattern[str], *, at_start: bool, at_end: bool
) -> tuple[int, int]:
    """Give back to the sentence the figures and marks that noise cannot hold on the side where the sentence is.

    A pair ends in a letter or symbol, and no two first halves stand together. Words with blanks between are a phrase.
    """
    if not at_end and (phrase := _PHRASE_AT_END.search(line, max(low, high - _MAX_PHRASE_CHARS), high)):
        high = phrase.start()
    if not at_start and (phrase := _PHRASE_AT_START.match(line, low, min(high, low + _MAX_PHRASE_CHARS))):
        low = phrase.end()
    if not at_end and not any(match.end() == high for match in site.finditer(line, low, high)):
        high = low + len(line[low:high].rstrip(_FIRST_HALVES))
    if not at_start and (match := _TWO_FIRST_HALVES.match(line, low, high)):
        low = match.end()
    return low, high


def _is_rest(run: str) -> bool:
    """Tell whether a run that stands beside words of the site can be noise at all."""
    bare = run.strip(" ")
    return _MIN_CHARS_BESIDE_NAME <= len(bare) <= _MAX_CHARS and _GRAMMAR.fullmatch(bare) is not None


def _is_noise(run: str, *, in_forum: bool) -> bool:
    """Tell a run of random characters from a word, a number, an address or a formula."""
    bare = run.strip(" ")
    least = _MIN_CHARS_IN_FORUM if in_forum else _MIN_CHARS
    if not least <= len(bare) <= _MAX_CHARS or not _GRAMMAR.fullmatch(bare) or _ADDRESS.search(bare):
        return False
    score = 2 * len(_RARE.findall(bare)) + len(_COMMON_MARKS.findall(bare))
    score += len(_RANDOM.findall(bare)) + len(_DIGIT_BEFORE_LETTER.findall(bare))
    score -= 3 * len((_WORD_IN_FORUM if in_forum else _WORD).findall(bare))
    return score >= (_MIN_SCORE_IN_FORUM if in_forum else _MIN_SCORE)
