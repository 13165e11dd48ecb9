"""A line in the other script than its speech is reported with its place, and stays as it is."""

from pathlib import Path

from speechbook.config import load_settings
from speechbook.diagnostics import DiagnosticCode
from speechbook.pipeline.checking import check_archive

TEXT = """---
id: kang-han
title: 抗旱
---
抗旱动员

我们要发动群众，把办公室的工作做好，让乡亲们满意，为农业增产、农民增收贡献力量。
會議強調，幹部要帶頭。
讲完了，谢谢大家。
"""


def test_a_mixed_line_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "speeches" / "clean" / "kang-han.txt"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, encoding="utf-8")
    found = [
        finding
        for finding in check_archive(load_settings(tmp_path)).findings
        if finding.diagnostic.code is DiagnosticCode.MIXED_SCRIPT
    ]
    assert [finding.file_line for finding in found] == [8]
    diagnostic = found[0].diagnostic
    assert diagnostic.excerpt == "會議強調，幹部要帶頭。"
    assert "會議強調幹帶頭" in diagnostic.message
    assert path.read_text(encoding="utf-8") == TEXT
