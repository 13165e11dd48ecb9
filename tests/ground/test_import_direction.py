"""Imports go downwards only, as architecture.md draws it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "scripts" / "speechbook"
GROUND = {
    "config",
    "diagnostics",
    "errors",
    "frame",
    "front_matter",
    "front_matter_edits",
    "han",
    "model",
    "plain_yaml",
    "pronunciation",
    "slugs",
    "trail",
    "trail_format",
    "visible",
}
STAGES = {"read", "clean", "outline", "relate", "variants", "search", "cite", "write", "export"}
MAY_IMPORT = {
    **dict.fromkeys(GROUND, GROUND),
    **{room: GROUND | {room} for room in STAGES},
    "pipeline": GROUND | STAGES | {"pipeline"},
    "cli": GROUND | STAGES | {"pipeline", "cli"},
    "sphinxext": GROUND | STAGES | {"pipeline", "sphinxext"},
    "__main__": {"cli"},
    "__init__": set(),
}
ONLY_IN = {
    "sphinx": {"sphinxext"},
    "docutils": {"sphinxext"},
    "opencc": {"variants"},
    "click": {"cli"},
    "rich": {"cli"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Give the full names of what a module imports, wherever in it the import stands."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_downwards(path: Path) -> None:
    room = room_of(path)
    for name in imported(path):
        top, _, rest = name.partition(".")
        if top == "speechbook":
            target = rest.partition(".")[0]
            assert target in MAY_IMPORT[room] or target == "__version__", f"{room} may not import {name}"
        elif top in ONLY_IN:
            assert room in ONLY_IN[top], f"only {ONLY_IN[top]} may import {top}"


def test_ground_does_not_go_round_in_circles() -> None:
    below = {
        room: {
            name.split(".")[1]
            for path in MODULES
            if room_of(path) == room
            for name in imported(path)
            if name.startswith("speechbook.")
        }
        - {room}
        for room in GROUND
    }
    order: list[str] = []
    while len(order) < len(below):
        free = [room for room in sorted(below) if room not in order and below[room] <= set(order)]
        assert free, f"a circle among {set(below) - set(order)}"
        order += free


def test_every_room_is_known() -> None:
    assert {room_of(path) for path in MODULES} <= set(MAY_IMPORT)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints(path: Path) -> None:
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    assert not any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls)
