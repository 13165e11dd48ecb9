"""Write requirements.lock and requirements-dev.lock: versions and hashes only, no addresses.

Run by `make lock`. pip-tools does the resolving; this only hands it the dependency groups of pyproject.toml, which it
does not read. It must run under the oldest Python that the book is promised to work with, that of Debian 12: packages
ask for patch releases, and what resolves under a newer Python cannot be installed there.
"""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

OLDEST_PYTHON = (3, 11, 2)
ROOT = Path(__file__).parent.parent
OPTIONS = (
    *("--quiet", "--generate-hashes", "--allow-unsafe", "--strip-extras", "--no-header", "--no-annotate"),
    *("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links", "--no-emit-options"),
)


def requirements(groups: dict[str, list[str | dict[str, str]]], name: str) -> list[str]:
    """Flatten a dependency group with the groups it includes."""
    found: list[str] = []
    for entry in groups[name]:
        found += [entry] if isinstance(entry, str) else requirements(groups, entry["include-group"])
    return found


def compile_lock(wanted: list[str], target: Path, constraint: Path | None = None) -> None:
    """Resolve requirements into a lock file."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "requirements.in")
        lines = [*wanted, f"-c {constraint}"] if constraint else wanted
        source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, "-o", str(target), str(source)]
        subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 -- our own words only


def main() -> None:
    """Write both files."""
    if sys.version_info[:3] > OLDEST_PYTHON:
        oldest = ".".join(map(str, OLDEST_PYTHON))
        sys.exit(f"锁定文件要用 Python {oldest}（Debian 12）来写：make clean，再 make lock PYTHON=/usr/bin/python3")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    book, dev = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
    needed = [*project["project"]["dependencies"], *requirements(groups, "build")]
    compile_lock(needed, book)
    compile_lock([*needed, *requirements(groups, "dev")], dev, book)


if __name__ == "__main__":
    main()
