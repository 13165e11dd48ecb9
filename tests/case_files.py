r"""Tables of cases in text files beside the tests.

A file holds cases: a title line that begins with `## `, the text that goes in, then `=>` and the text that must come
out, or `==` alone where nothing may change. Lines that begin with `# ` are comments. `\uXXXX` stands for characters
that an editor would not show.
"""

import re
from dataclasses import dataclass
from pathlib import Path

_CODE_POINT = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True)
class Case:
    title: str
    given: str
    expected: str

    @property
    def is_negative(self) -> bool:
        return self.given == self.expected


def read_cases(path: Path) -> list[Case]:
    """Read all cases of a file, in order."""
    cases: list[Case] = []
    title, lines = "", []
    for line in [*path.read_text(encoding="utf-8").split("\n"), "## "]:
        if line.startswith("## "):
            if title:
                cases.append(_case(title, lines))
            title, lines = line[3:], []
        elif not line.startswith("# "):
            lines.append(line)
    assert len({case.title for case in cases}) == len(cases), f"{path}: titles must differ"
    return cases


def _case(title: str, lines: list[str]) -> Case:
    while lines and not lines[-1]:
        lines.pop()
    if lines[-1] == "==":
        given = expected = "\n".join(lines[:-1])
    else:
        middle = lines.index("=>")
        given, expected = "\n".join(lines[:middle]), "\n".join(lines[middle + 1 :])
    return Case(title, _decoded(given), _decoded(expected))


def _decoded(text: str) -> str:
    return _CODE_POINT.sub(lambda match: chr(int(match[1], 16)), text)
