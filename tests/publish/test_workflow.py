"""The workflow for GitHub Pages: it can be parsed, and does nothing but what the Makefile and our scripts do."""

import os
import re
from typing import Any

import pytest
import yaml

from publish.small_book import PROJECT


@pytest.fixture
def workflow() -> dict[str, Any]:
    # YAML 1.1 reads the key `on` as true.
    loaded: dict[str, Any] = yaml.safe_load((PROJECT / ".github/workflows/publish.yml").read_text("utf-8"))
    return loaded


def test_it_may_publish_and_nothing_else(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert workflow[True]["push"]["branches"] == ["main"]


def test_its_commands_are_ours(workflow: dict[str, Any]) -> None:
    steps = workflow["jobs"]["publish"]["steps"]
    commands = [step["run"] for step in steps if "run" in step]
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert "make site" in commands
    for command in commands:
        program, *words = command.split()
        if program == "make":
            assert set(words) <= targets
        else:
            assert os.access(PROJECT / program, os.X_OK), program
    assert "build site" in (PROJECT / "Makefile").read_text("utf-8")


def test_it_uploads_what_is_built(workflow: dict[str, Any]) -> None:
    steps = workflow["jobs"]["publish"]["steps"]
    uses = [step["uses"].partition("@")[0] for step in steps if "uses" in step]
    assert uses == [
        "actions/checkout",
        "actions/setup-python",
        "actions/upload-pages-artifact",
        "actions/deploy-pages",
    ]
    upload = next(step for step in steps if step.get("uses", "").startswith("actions/upload"))
    assert upload["with"]["path"] == "docs/_build/html"
    assert all(re.search(r"@v\d+$", step["uses"]) for step in steps if "uses" in step)
