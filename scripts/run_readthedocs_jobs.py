"""Run the jobs of `.readthedocs.yaml` on this machine as Read the Docs runs them, and check what they leave behind.

    python scripts/run_readthedocs_jobs.py [zh-cn] [zh-tw]

For each language: a fresh clone of the last commit, a clean virtual environment, the variables that Read the Docs sets,
each command in a shell of its own. System packages are not installed. Ends with 1 when something is not as it should.
"""

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parents[1]
LANGUAGES = ("zh-cn", "zh-tw")
FORMATS = ("html", "htmlzip", "pdf", "epub")
BEFORE_BUILD = (
    "post_checkout",
    "pre_system_dependencies",
    "post_system_dependencies",
    "pre_create_environment",
    "create_environment",
    "post_create_environment",
    "pre_install",
    "install",
    "post_install",
    "pre_build",
)
"""Jobs in the order in which they run; `build` and `post_build` follow."""
_NOT_PASSED_ON = ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME", "CI", "SOURCE_DATE_EPOCH")
_COMMAND_SECONDS = 30 * 60
"""Read the Docs ends a build after as long."""
_OPENINGS = {"pdf": b"%PDF-", "epub": b"PK", "htmlzip": b"PK"}


def main(languages: list[str]) -> int:
    """Run the jobs for each language; print what is done and what is wrong."""
    wrong: list[str] = []
    for language in languages or LANGUAGES:
        if language not in LANGUAGES:
            sys.stderr.write(f"no such language here: {language}\n")
            return 2
        with tempfile.TemporaryDirectory(prefix="readthedocs-") as scratch:
            wrong += [f"{language}: {problem}" for problem in run_jobs(language, Path(scratch))]
    for problem in wrong:
        sys.stderr.write(f"{problem}\n")
    sys.stdout.write("wrong\n" if wrong else "all jobs ran, all outputs are there\n")
    return 1 if wrong else 0


def run_jobs(language: str, scratch: Path) -> Iterator[str]:
    """Clone, run every job, check the outputs; yield what is wrong. A command that fails ends the run."""
    checkout = scratch / "checkout"
    subprocess.run(["git", "clone", "-q", "--depth", "1", PROJECT.as_uri(), str(checkout)], check=True)  # noqa: S603, S607 -- git, our own folders
    settings = yaml.safe_load((checkout / ".readthedocs.yaml").read_text(encoding="utf-8"))
    environment = environment_for(language, checkout, scratch)
    for job, command in commands_of(settings):
        sys.stdout.write(f"[{language}] {job}: {command}\n")
        sys.stdout.flush()
        done = subprocess.run(  # noqa: S603 -- what our own files say
            ["/bin/sh", "-c", command], cwd=checkout, env=environment, timeout=_COMMAND_SECONDS, check=False
        )
        if done.returncode:
            yield f"{job} ended with {done.returncode}: {command}"
            return
    yield from problems_of(checkout, Path(environment["READTHEDOCS_OUTPUT"]), language)


def environment_for(language: str, checkout: Path, scratch: Path) -> dict[str, str]:
    """Give the variables of a build, as the platform's reference lists them; there `python` is always found."""
    ours = {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON}
    return ours | {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath))),
        "READTHEDOCS": "True",
        "READTHEDOCS_PROJECT": f"book-{language}",
        "READTHEDOCS_LANGUAGE": language,
        "READTHEDOCS_VERSION": "latest",
        "READTHEDOCS_VERSION_NAME": "latest",
        "READTHEDOCS_VERSION_TYPE": "branch",
        "READTHEDOCS_VIRTUALENV_PATH": str(scratch / "envs"),
        "READTHEDOCS_OUTPUT": str(checkout / "_readthedocs"),
        "READTHEDOCS_CANONICAL_URL": f"https://book.example/{language}/latest/",
        "READTHEDOCS_REPOSITORY_PATH": str(checkout),
    }


def commands_of(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the commands in the order in which they run."""
    jobs = settings["build"]["jobs"]
    for job in BEFORE_BUILD:
        yield from ((job, command) for command in jobs.get(job, ()))
    for form in FORMATS:
        yield from ((f"build.{form}", command) for command in jobs["build"].get(form, ()))
    yield from (("post_build", command) for command in jobs.get("post_build", ()))


def problems_of(checkout: Path, output: Path, language: str) -> Iterator[str]:
    """Check the outputs by the rules of the platform and by what a reader of that language expects."""
    edition = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant-TW"}[language]
    for name in ("index.html", "404.html", "robots.txt", "sitemap.xml", "search.html"):
        if not (output / "html" / name).is_file():
            yield f"html/{name} is missing"
    if f'<html lang="{edition}"' not in (output / "html" / "index.html").read_text(encoding="utf-8"):
        yield f"html is not in {edition}"
    for form, opening in _OPENINGS.items():
        files = sorted((output / form).iterdir()) if (output / form).is_dir() else []
        if len(files) != 1 or files[0].name.count(".") != 1:
            yield f"{form}: one file with one dot in its name is wanted, there is {[file.name for file in files]}"
        elif not files[0].read_bytes().startswith(opening):
            yield f"{form}: {files[0].name} is no such file"
    yield from _zip_problems(output / "htmlzip")
    if (checkout / "_build" / "html").exists():
        yield "_build/html at the root: the platform refuses it"
    changed = subprocess.run(  # noqa: S603 -- what our own files say
        ["git", "-C", str(checkout), "status", "--porcelain", "--", "speeches", "docs", "conf"],  # noqa: S607 -- the git of this machine
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    if changed:
        yield f"the build wrote into the sources:\n{changed}"


def _zip_problems(folder: Path) -> Iterator[str]:
    for file in folder.glob("*.zip"):
        with zipfile.ZipFile(file) as archive:
            damaged = archive.testzip()
            if damaged or not any(name.endswith("/index.html") for name in archive.namelist()):
                yield f"htmlzip: {file.name} does not open as a site ({damaged})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
