"""What guide, reference and README say can be done, can be done."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from fenced_blocks import fenced_blocks

from speechbook.clean import RULE_LABELS
from speechbook.cli import main as command_line
from speechbook.config import load_settings
from speechbook.front_matter import format_clean_text, parse_clean_text
from speechbook.model import Metadata
from speechbook.trail_format import parse_trail

PROJECT = Path(__file__).resolve().parents[2]
GUIDE = PROJECT / "docs" / "guide"
REFERENCE = PROJECT / "docs" / "reference"
READ_ME = PROJECT / "README.md"
NEW_BOOK = PROJECT / "scripts" / "speechbook" / "pipeline" / "data" / "new_book"
GENERATED = ("commands", "rules", "diagnostics", "settings")
WRITTEN_BY_HAND = (
    READ_ME,
    PROJECT / "docs" / "index.md",
    *(path for path in sorted(REFERENCE.glob("*.md")) if path.stem not in GENERATED),
    *sorted(NEW_BOOK.rglob("*.md")),
)

CONTEXT = click.Context(command_line, info_name="speechbook")
COMMANDS = {name: command_line.get_command(CONTEXT, name) for name in command_line.list_commands(CONTEXT)}
MAKE_TARGETS = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", read(path), re.MULTILINE | re.DOTALL)


def shell_lines() -> Iterator[tuple[str, str]]:
    """Yield each line of a block, and each command that stands within a sentence."""
    for path in (*sorted(GUIDE.glob("*.md")), *WRITTEN_BY_HAND):
        named = re.findall(r"`((?:speechbook|make) [^`]+)`", read(path))
        for line in (*named, *"".join(blocks(path, "sh")).splitlines()):
            if re.match(r"(speechbook [a-z]|make )", line):
                yield path.name, line


@pytest.mark.parametrize(("page", "line"), sorted(set(shell_lines())))
def test_a_command_that_is_shown_exists(page: str, line: str) -> None:
    program, name, *rest = shlex.split(line, comments=True)
    if program == "make":
        assert name in MAKE_TARGETS
        return
    command = COMMANDS[name]
    assert command is not None
    known = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
    assert {word for word in rest if word.startswith("--")} <= known


def test_both_languages_show_contributors_the_same() -> None:
    """Texts may differ; files, commands and what they print may not."""
    for name in ("writing-rules", "contributing"):
        chinese, english = (
            [
                (block.kind, block.caption, re.sub(r" +#.*|git clone \S+", "", block.text))
                for block in fenced_blocks(GUIDE / page)
                if block.kind != "text" or block.caption
            ]
            for page in (f"{name}.md", f"{name}-en.md")
        )
        assert len(chinese) > 4
        assert chinese == english


def test_the_start_page_shows_how_to_build() -> None:
    assert ("start.md", "make html") in list(shell_lines())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_reference(name: str) -> None:
    text = read(REFERENCE / "commands.md")
    _, found, after = text.partition(f"## speechbook {name}\n")
    assert found
    section = after.partition("\n## ")[0]
    said = CliRunner().invoke(command_line, [name, "--help"])
    assert said.exit_code == 0
    own = {"-h", "--help"}
    options = re.compile(r"(?<![\w-])-{1,2}[a-z][a-z-]*")
    assert set(options.findall(said.output)) - own == set(options.findall(section)) - own


def test_every_command_is_in_the_guide_or_is_run_by_make() -> None:
    guide = "".join(read(path) for path in GUIDE.glob("*.md"))
    makefile = read(PROJECT / "Makefile")
    absent = [name for name in COMMANDS if f"speechbook {name}" not in guide and f"$(RUN) {name}" not in makefile]
    assert absent == []


def test_every_key_of_the_front_matter_is_explained() -> None:
    keys = [field.name for field in fields(Metadata) if field.name != "unknown"]
    for page in (GUIDE / "correcting.md", REFERENCE / "formats.md"):
        assert [key for key in keys if f"`{key}`" not in read(page)] == []


def test_the_clean_texts_that_are_shown_can_be_read() -> None:
    shown = [block for page in GUIDE.glob("*.md") for kind in ("yaml", "text") for block in blocks(page, kind)]
    texts = [block for block in shown if block.startswith("---\n")]
    assert texts
    for text in texts:
        clean = parse_clean_text("guide", text)
        assert clean.meta.id
        assert clean.meta.unknown == ()
        assert parse_clean_text("again", format_clean_text(clean.meta, clean.lines)).meta == clean.meta


def test_the_trail_that_is_shown_can_be_read() -> None:
    [shown] = blocks(REFERENCE / "formats.md", "json")
    trail = parse_trail("formats.md", shown)
    assert trail.raw is not None
    assert trail.edits[0].rule in RULE_LABELS


def toml_blocks() -> list[tuple[str, str]]:
    return [(page.name, block) for page in sorted(GUIDE.glob("*.md")) for block in blocks(page, "toml")]


@pytest.mark.parametrize(("page", "block"), toml_blocks())
def test_the_settings_that_are_shown_are_valid(page: str, block: str, tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "book.toml").write_text(block, encoding="utf-8")
    clean = load_settings(tmp_path).clean
    assert {*clean.off, *(rule for _, rules in clean.presets for rule in rules)} <= RULE_LABELS.keys()


@pytest.mark.parametrize("path", [READ_ME, PROJECT / "CHANGELOG.md"], ids=lambda path: path.name)
def test_links_outside_the_book_lead_to_files(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", read(path))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (PROJECT / link).exists()] == []


def test_the_picture_of_the_book_is_small() -> None:
    pictures = list((GUIDE / "images").glob("*.png"))
    assert pictures
    assert [picture.name for picture in pictures if picture.stat().st_size > 300_000] == []


def test_every_rule_that_is_named_exists() -> None:
    named = set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', "".join(block for _, block in toml_blocks())))
    assert {name for name in named if not name.startswith("base")} <= RULE_LABELS.keys()


def test_every_dependency_is_explained_with_its_range() -> None:
    project = tomllib.loads(read(PROJECT / "pyproject.toml"))
    groups = [entry for group in project["dependency-groups"].values() for entry in group if isinstance(entry, str)]
    text = read(REFERENCE / "dependencies.md")
    absent = []
    for entry in (*project["project"]["dependencies"], *groups):
        name, version = re.fullmatch(r"([A-Za-z0-9-]+)(.*)", entry).groups()
        if f"`{name}`" not in text or f"`{version}`" not in text + "``":
            absent.append(entry)
    assert absent == []
