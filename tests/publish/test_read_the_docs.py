"""The file for Read the Docs: valid by the platform's published schema, and each of its jobs run for real.

The facts of the schema (allowed keys and values, as of 2026) are stated here; the schema itself is not part of the
project. CI runs all jobs for one language; `scripts/run_readthedocs_jobs.py` runs them for both.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from publish.small_book import PROJECT, need
from speechbook.pipeline import hosting
from speechbook.pipeline.latex_runs import DEBIAN_PACKAGES

_TOP = {"version", "formats", "conda", "build", "python", "sphinx", "mkdocs", "submodules", "search"}
_BUILD = {"os", "tools", "apt_packages", "jobs", "commands"}
_SYSTEMS = {"ubuntu-22.04", "ubuntu-24.04", "ubuntu-26.04", "ubuntu-lts-latest"}
_PYTHONS = {"3", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "latest"}
_STEPS = {
    *("post_checkout", "pre_system_dependencies", "post_system_dependencies", "pre_create_environment"),
    *("create_environment", "post_create_environment", "pre_install", "install", "post_install", "pre_build"),
    *("build", "post_build"),
}
_FORMATS = {"htmlzip", "pdf", "epub"}
_SPHINX = {"builder", "configuration", "fail_on_warning"}


def problems_of(settings: dict[str, Any]) -> list[str]:
    """Say in what a file breaks the rules of the platform, which refuses any key that it does not know."""
    build, jobs = settings.get("build", {}), settings.get("build", {}).get("jobs", {})
    outputs, formats = jobs.get("build", {}), settings.get("formats", [])
    lists = [*(value for name, value in jobs.items() if name != "build"), *outputs.values()]
    rules = {
        "version": settings.get("version") == 2,
        "top": set(settings) <= _TOP,
        "build": set(build) <= _BUILD and ("tools" in build or "commands" in build),
        "os": build.get("os") in _SYSTEMS,
        "python": build.get("tools", {}).get("python") in _PYTHONS,
        "packages": all(isinstance(name, str) and not name.startswith(("-", "/")) for name in build["apt_packages"]),
        "jobs": set(jobs) <= _STEPS and not {"commands"} & set(build),
        "commands": all(isinstance(one, str) for commands in lists for one in commands),
        "outputs": set(outputs) <= {"html", *_FORMATS},
        "formats": set(formats) <= _FORMATS and set(outputs) - {"html"} <= set(formats),
        "sphinx": set(settings.get("sphinx", {})) <= _SPHINX and "configuration" in settings.get("sphinx", {}),
    }
    return [name for name, holds in rules.items() if not holds]


@pytest.fixture
def settings() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((PROJECT / ".readthedocs.yaml").read_text("utf-8"))
    return loaded


def test_the_file_is_valid(settings: dict[str, Any]) -> None:
    assert problems_of(settings) == []
    assert (PROJECT / settings["sphinx"]["configuration"]).is_file()


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("version",), 1, "version"),
        (("language",), "zh-cn", "top"),
        (("build", "os"), "debian-12", "os"),
        (("build", "tools", "python"), 3.1, "python"),
        (("build", "apt_packages"), ["-o x"], "packages"),
        (("build", "jobs", "upload"), ["true"], "jobs"),
        (("build", "jobs", "build", "mobi"), ["true"], "outputs"),
        (("formats",), ["pdf"], "formats"),
        (("sphinx", "source"), "docs", "sphinx"),
    ],
)
def test_the_rules_catch_what_the_platform_refuses(
    settings: dict[str, Any], path: tuple[str, ...], value: object, problem: str
) -> None:
    place = settings
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert problem in problems_of(settings)


def test_every_format_goes_where_the_platform_looks(settings: dict[str, Any]) -> None:
    jobs = settings["build"]["jobs"]["build"]
    assert set(jobs) == {"html", "htmlzip", "pdf", "epub"}
    for name, commands in jobs.items():
        assert commands[-1].endswith(f"--to $READTHEDOCS_OUTPUT/{name}")


def test_packages_are_those_a_pdf_needs(settings: dict[str, Any]) -> None:
    assert set(settings["build"]["apt_packages"]) == set(DEBIAN_PACKAGES)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://book.example/zh-cn/latest/", "https://book.example/_/downloads/zh-cn/latest/pdf/"),
        ("https://main.example/projects/book/zh-cn/latest/", "https://main.example/_/downloads/book/zh-cn/latest/pdf/"),
        ("", "/_/downloads/zh-cn/latest/pdf/"),
    ],
)
def test_where_downloads_are(monkeypatch: pytest.MonkeyPatch, address: str, expected: str) -> None:
    monkeypatch.setenv("READTHEDOCS_LANGUAGE", "zh-cn")
    monkeypatch.setenv("READTHEDOCS_VERSION", "latest")
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", address)
    assert hosting.download_address("pdf") == expected


def test_a_preview_of_a_pull_request_offers_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READTHEDOCS", "True")
    monkeypatch.setenv("READTHEDOCS_VERSION", "17")
    assert hosting.offered_downloads() == ("pdf", "epub", "htmlzip")
    monkeypatch.setenv("READTHEDOCS_VERSION_TYPE", "external")
    assert hosting.offered_downloads() == ()


@pytest.mark.timeout(1500)
def test_all_jobs_run_for_one_language() -> None:
    """In a clean clone and a clean environment, so that what is not committed or not declared is missed here."""
    need("git", "xelatex", "latexmk", "upmendex")
    if not (PROJECT / ".git").exists():
        pytest.skip("not a git checkout: there is nothing to clone")
    if shutil.disk_usage("/tmp").free < 2_000_000_000:  # noqa: S108 -- asked, not written
        pytest.skip("no room for a virtual environment")
    done = subprocess.run(
        [sys.executable, str(Path("scripts/run_readthedocs_jobs.py")), "zh-tw"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=1400,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
