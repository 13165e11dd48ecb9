"""What grows with the book in Sphinx does not grow here: labels, doctrees in memory."""

import pickle
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.environment import BuildEnvironment

Build = Callable[..., Path]

LINKS = """---
orphan: true
---

# 指向讲话的链接

- [按文件名](../speeches/office-2008.md#office-2008-p3)
- [按编号](#office-2008-p3-2)
- [](#office-2008-s1)
- {ref}`一节 <office-2008-s2>`
- [](#school-2009)
"""


@pytest.fixture
def linked(book_root: Path) -> Any:
    page = book_root / "docs" / "guide" / "links.md"
    page.write_text(LINKS, encoding="utf-8")
    yield page
    page.unlink()


@pytest.fixture(scope="module")
def environment(site: Path) -> BuildEnvironment:
    with (site / "zh-hans-doctrees" / "environment.pickle").open("rb") as file:
        env: BuildEnvironment = pickle.load(file)  # noqa: S301 -- our own build made it
    return env


def test_no_id_of_a_speech_is_a_label_of_the_book(environment: BuildEnvironment) -> None:
    labels = environment.domaindata["std"]["labels"].keys() | environment.domaindata["std"]["anonlabels"].keys()
    assert not [name for name in labels if name.startswith(("office-2008", "school-2009", "drought-2008"))]


def test_the_caches_that_are_emptied_are_those_of_sphinx(environment: BuildEnvironment) -> None:
    assert environment._write_doc_doctree_cache == {}
    assert environment._pickled_doctree_cache == {}


def test_places_in_speeches_can_be_linked_to_by_name(build: Build, linked: Path) -> None:
    html = (build("html", "zh-tw", name="links") / "guide" / "links.html").read_text(encoding="utf-8")
    found = re.findall(r'<li><p><a class="reference internal" href="([^"]+)">(.+?)</a></p></li>', html)
    assert [(address, re.sub("<[^>]+>", "", words)) for address, words in found] == [
        ("../speeches/office-2008.html#office-2008-p3", "按文件名"),
        ("../speeches/office-2008.html#office-2008-p3-2", "按編號"),
        ("../speeches/office-2008.html#office-2008-s1", "在全縣辦公室工作會議上的講話"),
        ("../speeches/office-2008.html#office-2008-s2", "一節"),
        ("../speeches/school-2009.html#school-2009", "在開學典禮上的講話"),
    ]


@pytest.mark.parametrize("target", ["../speeches/office-2008.md#office-2008-p99", "#office-2008-p99"])
def test_a_link_to_a_place_that_is_not_there_fails_the_build(build: Build, linked: Path, target: str) -> None:
    linked.write_text(f"{LINKS}- [无处可去]({target})\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="office-2008-p99"):
        build("html", "zh-hans", name="dangling")
