"""The wheel, as it comes from the builder: complete, in order, and enough for a book where our repository is not."""

import os
import re
import shutil
import site
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import speechbook

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder with the wheel and the source archive, built as for a release."""
    pytest.importorskip("build", reason="build is not installed: no wheel is made")
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(PROJECT))
    return folder


def run(*words: str, cwd: Path | None = None, **variables: str) -> str:
    dropped = ("PYTHONPATH", "CI", "READTHEDOCS", "VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL")
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    done = subprocess.run(
        words, cwd=cwd, env=environment | variables, capture_output=True, text=True, timeout=280, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def wheel_in(folder: Path) -> Path:
    [wheel] = folder.glob("*.whl")
    return wheel


def test_the_wheel_has_every_file_of_package_and_frame(releases: Path) -> None:
    names = set(zipfile.ZipFile(wheel_in(releases)).namelist())
    package, frame = PROJECT / "scripts/speechbook", PROJECT / "conf"
    listed = run("git", "-c", "core.quotepath=off", "ls-files", "scripts/speechbook", "conf", cwd=PROJECT)
    wanted = set()
    for path in (PROJECT / line for line in listed.splitlines() if (PROJECT / line).is_file()):
        top, prefix = (package, "speechbook") if path.is_relative_to(package) else (frame, "speechbook/book_frame")
        wanted.add(f"{prefix}/{path.relative_to(top).as_posix()}")
    assert wanted - names == set()
    assert not [name for name in names if name.endswith(".pyc") or "__pycache__" in name]


def test_the_releases_pass_the_checks_of_the_index(releases: Path) -> None:
    pytest.importorskip("twine", reason="twine is not installed: its checks are not run")
    said = run(sys.executable, "-m", "twine", "check", "--strict", *map(str, sorted(releases.iterdir())))
    assert said.count("PASSED") == 2


def test_the_version_has_one_place(releases: Path) -> None:
    assert f"-{speechbook.__version__}-" in wheel_in(releases).name
    newest = re.search("^## (.+)$", (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert speechbook.__version__ in newest[1].split()
    quoted = f'"{speechbook.__version__}"'
    places = run("git", "grep", "-lF", quoted, "--", "scripts", "pyproject.toml", "conf", cwd=PROJECT)
    assert places.split() == ["scripts/speechbook/__init__.py"]


def test_the_source_archive_has_what_a_packager_needs_and_nothing_that_is_made(releases: Path) -> None:
    [archive] = releases.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    for name in ("Makefile", "LICENSE", "CHANGELOG.md", "pyproject.toml", "requirements.lock", "tests/conftest.py"):
        assert name in names, name
    assert not [name for name in names if name.startswith(("docs/_build", "docs/speeches", "docs/lists", ".venv"))]


def test_a_book_is_made_where_our_repository_is_not(releases: Path, tmp_path: Path) -> None:
    """A clean environment, no network, another folder: install the wheel, found a book, build it."""
    home = tmp_path / "env"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    [packages] = (home / "lib").glob("python*/site-packages")
    # What the wheel depends on is taken from where the tests run, which needs no network.
    folders = [folder for folder in site.getsitepackages() if Path(folder).is_dir()]
    pip = (sys.executable, "-m", "pip", f"--python={python}")
    run(*pip, "install", "-q", "--no-deps", "--no-index", str(wheel_in(releases)))
    (packages / "dependencies.pth").write_text("\n".join(folders))
    where = run(str(python), "-c", "import speechbook; print(speechbook.__file__)", cwd=tmp_path)
    assert where.startswith(str(packages))
    alone = ["unshare", "-rn"] if _may_unshare() else []
    command = home / "bin" / "speechbook"
    run(*alone, str(command), "new", "book", "--yes", "--title", "离线的书", cwd=tmp_path)
    book = tmp_path / "book"
    path = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    said = run(*alone, *(["make"] if shutil.which("make") else [str(command), "build"]), cwd=book, PATH=path)
    assert "用浏览器打开" in said
    for edition, title in (("zh-hans", "离线的书"), ("zh-tw", "離線的書")):
        page = (book / f"docs/_build/html/{edition}/index.html").read_text(encoding="utf-8")
        assert title in page
        assert (book / f"docs/_build/html/{edition}/_static/frame.css").is_file()
    said = run(*alone, str(command), "build", "epub", "--variant", "zh-tw", cwd=book)
    assert "建成" in said


def _may_unshare() -> bool:
    program = shutil.which("unshare")
    return program is not None and not subprocess.run([program, "-rn", "true"], check=False).returncode
