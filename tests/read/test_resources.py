"""Huge and packed files are refused within a second, and cost little memory. Each runs in a process of its own."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from made_files import docx, one_member_zip, packed_blanks, par, pdf, text_at

_PROGRAM = """
import resource, sys, time
from pathlib import Path
from speechbook.errors import FileProblemError
from speechbook.read import read_raw
import speechbook.read.word_files, speechbook.read.pdf_files, speechbook.read.html_files
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
try:
    read_raw(Path(sys.argv[1]))
except FileProblemError as problem:
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(time.process_time() - start, grown // 1024, problem.reason, sep="|")
"""
_PACKED_BLANKS = packed_blanks(1024)
"""A gigabyte; said to be ten."""
_MAX_SECONDS = 1.0
_MAX_MEGABYTES = 160


def _files(kind: str, path: Path) -> None:
    if kind == "huge":
        with path.open("wb") as file:
            file.truncate(100 * 1024 * 1024)
    elif kind == "blanks":
        path.write_bytes(one_member_zip(_PACKED_BLANKS * 10, 10 * 1024**3 % 2**32))
    elif kind == "lying blanks":
        path.write_bytes(one_member_zip(_PACKED_BLANKS, 20_000_000))
    elif kind == "pdf":
        path.write_bytes(pdf(b"", packed=b"\x78\xda" + _PACKED_BLANKS))
    elif kind == "html":
        path.write_text("<html>" + "<p>" * 2_000_000)
    elif kind == "random":
        path.write_bytes(Random(1).randbytes(8_000_000))
    elif kind == "double bytes":  # GB 18030 finds a character for each pair
        path.write_bytes(Random(1).randbytes(7_000_000).translate(bytes(code | 0x80 for code in range(256))))
    elif kind == "entities":
        inner = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(10))
        path.write_bytes(docx(par("&e10;"), head=f'<!DOCTYPE x [<!ENTITY e0 "讲话">{inner}]>'))
    elif kind == "pages.pdf":
        path.write_bytes(pdf(*[text_at(50, 700, "A line")] * 301))
    else:
        path.write_bytes("讲话".encode() * 1_000_000 + b"\0" * 100_000)


@pytest.mark.parametrize(
    "kind",
    ["huge", "blanks", "lying blanks", "pdf", "html", "zeros", "random", "double bytes", "entities", "pages.pdf"],
)
def test_refused_fast_and_small(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"{kind}.{'pdf' if kind == 'pdf' else 'html' if kind == 'html' else 'txt'}"
    _files(kind, path)
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, path], capture_output=True, text=True, timeout=60, check=True
    )
    seconds, megabytes, reason = done.stdout.strip().split("|")
    assert reason
    assert float(seconds) < _MAX_SECONDS
    assert int(megabytes) < _MAX_MEGABYTES
