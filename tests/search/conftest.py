"""A small book with hostile speeches, built for real, and the project's own settings folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
HEADS = {
    "drought-2008": "speaker: 陆启衡\nplace: 青澜县\ntopics: [水利, 改革]",
    "school-2010": "speaker: 何望舒\nplace: 青澜一中\ntopics: [教育, 改革]",
}
LINES = {
    "drought-2008": (
        "在全县抗旱会议上的讲话",
        "（2008年3月12日）",
        "同志们：",
        "今天，我们开会布置抗旱保收，全县干部群众要一齐动手。R&D投入增长7.5%，达到8,775万元，PM2.5下降。",
        "一、认清形势",
        "旱情严重，水、电、路都要保障。改革、发展、稳定缺一不可。",
        "二、落实责任",
        "第一，要抓紧。时间不等人，各级干部要下到田头。",
        "第二，要抓实。一渠一渠地查，一口井一口井地看。",
    ),
    "school-2010": (
        "在开学典礼上的讲话",
        "（2010年9月1日）",
        "老师们、同学们：",
        '<script>window.hacked=1</script><img src=x onerror="window.hacked=2">这是一段</mark>敌意文字，说明改革不易。',
        "\u202e反着写的字\u202c也要能查。同学们要记住“三个面向”。",
    ),
}


@pytest.fixture(scope="session")
def searched_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the web site, both editions."""
    root = tmp_path_factory.mktemp("search") / "book"
    shutil.copytree(PROJECT / "conf", root / "conf", ignore=shutil.ignore_patterns("*.mo"))
    for folder in ("index.md", "guide", "reference"):
        source = PROJECT / "docs" / folder
        (shutil.copytree if source.is_dir() else shutil.copy)(source, _parent(root / "docs" / folder))
    for name, lines in LINES.items():
        path = _parent(root / "speeches" / "clean" / f"{name}.txt")
        path.write_text("\n".join(("---", HEADS[name], "---", *lines)) + "\n", encoding="utf-8")
    (root / "speeches" / "raw").mkdir()
    environment = {key: value for key, value in os.environ.items() if key not in ("CI", "READTHEDOCS")}
    command = [sys.executable, "-m", "speechbook", "build", "html"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=250, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "docs" / "_build" / "html"


def _parent(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
