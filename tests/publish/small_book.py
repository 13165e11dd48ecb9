"""A book of three speeches, and the command that makes it into PDF and EPUB for real."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
EDITIONS = ("zh-hans", "zh-tw")
COPIED = ("zai-quan-xian-ban-gong-shi-gong-zuo-hui-yi-shang", "gong-zhong-hao-kai-xue-dian-li-2014")
RAW = "论坛存档/在全县办公室工作会议上的讲话(转).txt"

RARE = "㑇塘村的𠮷先生说：一九九〇年——那一年……走了①步、Ⅲ段，𪚥、沃尔·惠、℃、№、α、Д、→、▢、\ufffd都在。"
TEX = r"""写下 100% 的 \write18{touch x}、$a_b^c$、#1、~、{}、`代码`、'单'、"双"、a--b、x---y、<<、R&D 3,000 元。"""
TEX_FILE = (
    r"再写 \input{/etc/passwd}、\openin3=/etc/passwd、^^M、^^5cinput、%注释、\end{document}、"
    r"\catcode`\%=12、\\、\par、_、&。"
)
LONG = (
    "地址是https://example.org/a_very/long-path/without/any/blank/that/no/line/can/hold?query=1&other=2%20x#fragment，"
    "词是Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft，数是"
    "1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890。"
)
EMOJI = "大家好😀，这是👍🏽、👨‍👩‍👧、🎉、❤️、🇨🇳和🫠。"
SHARED = "胶鞋、逸闻、瑨瑜、晚会，胶①➀❶⓪，“胶”〈甲〉～乙／丙·丁‘戊’（己），逸……㬵⋯晩〜々〆。"
"""Each of these shares its shape with another character in one of the fonts; only its text tells which it is."""
RARE_SPEECH = f"""---
title: 关于特殊字符、超长标题在页眉和目录里应当如何安排才不至于难看的一次讲话
date: 2015-05-04
speaker: 测试员
---
同志们：
{RARE}
一、第一个问题
{TEX}
二、第二个问题
{TEX_FILE}
{LONG}
{EMOJI}
{SHARED}
讲完了。
"""


def book_command(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command of the book, as make does."""
    path = os.pathsep.join((str(PROJECT / "scripts"), os.environ.get("PYTHONPATH", "")))
    return subprocess.run(
        [sys.executable, "-m", "speechbook", "--book", str(root), *arguments],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )


def need(*programs: str) -> None:
    """Skip, and say what is missing."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        pytest.skip(f"没有 {'、'.join(missing)}；scripts/install-debian-packages.sh 会装上")


def write_small_book(root: Path) -> None:
    """Write settings, pages by hand and three speeches: one with raw file, one Traditional, one of rare characters."""
    shutil.copytree(PROJECT / "conf", root / "conf")
    for page in ("index.md", "guide/index.md", "reference/index.md"):
        (root / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
    (root / "docs/index.md").write_text(
        "# 小书\n\n```{toctree}\n:hidden:\n\nlists/years\nlists/speakers\nguide/index\nreference/index\n```\n", "utf-8"
    )
    (root / "docs/guide/index.md").write_text("# 使用指南\n\n文字。\n", "utf-8")
    (root / "docs/reference/index.md").write_text("# 参考\n\n文字。\n", "utf-8")
    speeches = PROJECT / "speeches"
    for part in ("clean", "trail", "raw"):
        (root / "speeches" / part).mkdir(parents=True)
    for name in COPIED:
        shutil.copy(speeches / "clean" / f"{name}.txt", root / "speeches/clean")
        shutil.copy(speeches / "trail" / f"{name}.json", root / "speeches/trail")
    (root / "speeches/raw" / RAW).parent.mkdir()
    shutil.copy(speeches / "raw" / RAW, root / "speeches/raw" / RAW)
    (root / "speeches/clean/rare.txt").write_text(RARE_SPEECH, "utf-8")
