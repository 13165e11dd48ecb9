"""The fonts of the printed book: which stands for which kind of Chinese type, and whether they are installed.

Each kind (宋黑楷仿 and 小标宋) has a free font that Debian ships; `[fonts.EDITION]` in `conf/book.toml` names others.
"""

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from speechbook.config import Fonts, Settings
from speechbook.errors import BuildError, ConfigError

__all__ = ("BookFonts", "fonts_of", "require_fonts")

_REGIONS = {"zh-hans": "SC", "zh-tw": "TC", "zh-hk": "HK"}
_SIMPLIFIED_FANG = "FandolFang-Regular.otf"
_TRADITIONAL_FANG = "cwTeXFangSong"
"""Fandol has no Traditional characters; this one has them, and need not be installed: see `_fang`."""
_KAI = "LXGW WenKai"

_PACKAGES = {
    "Noto": "fonts-noto-cjk",
    "LXGW": "fonts-lxgw-wenkai",
    "HanaMin": "fonts-hanazono",
    "TeX Gyre": "fonts-texgyre",
    "DejaVu": "fonts-dejavu-core",
    "Fandol": "texlive-lang-chinese",
    "cwTeX": "fonts-cwtex-fs",
}
"""The Debian package of a font, by the beginning of its name."""

_SHARED = ("TeX Gyre Termes", "TeX Gyre Heros", "DejaVu Sans", "DejaVu Sans Mono", "HanaMinA", "HanaMinB")
"""Named in `conf/latex/fonts.tex`."""
_FAKED = "AutoFakeBold=1.6"
"""Bold type of a font that has no bold face of its own: a stroke around each character."""
_FILE = re.compile(r"\.(otf|ttf|ttc)\Z", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"[\\{}%#$^&~\[\]/\x00-\x1f,]")
"""What LaTeX or fontspec would read as something else; a file is looked for by its name, never by a path."""


@dataclass(frozen=True, slots=True)
class BookFonts:
    """What one edition is printed in."""

    names: Mapping[str, str]
    """Kind of type (a field of `Fonts`) to the font."""
    song_faces: str
    """Options of fontspec: which fonts are its bold and italic faces."""
    hei_faces: str
    region: str
    """`SC`, `TC`, `HK`: the shapes that the fallback fonts are to have."""
    missing: tuple[str, ...] = field(default=())
    notes: tuple[str, ...] = ()
    """What stands in for something better, one Chinese sentence each."""


def fonts_of(settings: Settings, edition: str) -> BookFonts:
    """Choose the fonts of an edition and look whether they are there.

    Raises `ConfigError` for a name that cannot be that of a font.
    """
    region = _REGIONS[edition]
    chosen = dict(settings.fonts).get(edition, Fonts())
    own = {item.name: getattr(chosen, item.name).strip() for item in fields(Fonts)}
    for kind, name in own.items():
        if _NOT_IN_NAMES.search(name):
            path = settings.folders.conf / "book.toml"
            raise ConfigError(
                f"{path}：[fonts.{edition}] {kind} 写成“{name}”不能做字体名；请写 fc-list 列出的名称，或字体的文件名"
            )
    song, hei = f"Noto Serif CJK {region}", f"Noto Sans CJK {region}"
    installed = _installed()
    official = settings.pdf.style == "gbt9704"
    fang, notes = (own["fang"], ()) if own["fang"] or not official else _fang(region, installed)
    built_in = {"song": song, "hei": hei, "kai": _KAI, "fang": fang or song, "title": f"{song} Bold"}
    names = {kind: own[kind] or name for kind, name in built_in.items()}
    always = (kind for kind in names if own[kind] or kind not in ("title", "fang"))
    needed = [*_SHARED, song, hei, *(names[kind] for kind in always)]
    if official:
        needed.append(names["fang"])
    missing = tuple(dict.fromkeys(name for name in needed if not _is_installed(name, installed)))
    # fontspec looks for all faces of a font in one way, as files or as names, so only our own are told apart.
    song_faces = _FAKED if own["song"] else f"BoldFont={{{song} Bold}},ItalicFont={{{_KAI}}}"
    hei_faces = _FAKED if own["hei"] else f"BoldFont={{{hei} Bold}}"
    return BookFonts(names, song_faces, hei_faces, region, missing, notes)


def require_fonts(fonts: BookFonts) -> None:
    """Raise `BuildError` with the command to run when a font is not installed."""
    if not fonts.missing:
        return
    packages = {package for name in fonts.missing for start, package in _PACKAGES.items() if name.startswith(start)}
    unknown = [name for name in fonts.missing if not name.startswith(tuple(_PACKAGES))]
    ways = [f"Debian 上请运行：sudo apt-get install {' '.join(sorted(packages))}"] if packages else []
    if unknown:
        ways.append("自己指定的字体要先装进系统，或改 conf/book.toml 的 [fonts]")
    raise BuildError(f"做 PDF 要用的字体没有装：{'、'.join(fonts.missing)}。{'；'.join(ways)}")


def _fang(region: str, installed: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """Choose 仿宋: the one for Traditional editions is not in every Debian's list, and 楷体 may stand in for it."""
    if region == "SC":
        return _SIMPLIFIED_FANG, ()
    if _TRADITIONAL_FANG.casefold() in installed:
        return _TRADITIONAL_FANG, ()
    return _KAI, (
        "没有收繁体字的仿宋，正文改用楷体；可运行 sudo apt-get install fonts-cwtex-fs，"
        "或在 conf/book.toml 的 [fonts] 里指定 fang",
    )


def _installed() -> frozenset[str]:
    """Give the names of the fonts of this system: families, full names and file names, in one case."""
    program = shutil.which("fc-list")
    if program is None:
        raise BuildError("做 PDF 要用 fc-list，这里没有。Debian 上请运行：sudo apt-get install fontconfig")
    done = subprocess.run(  # noqa: S603 -- a fixed program
        [program, "--format", "%{family}\n%{fullname}\n%{file|basename}\n"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    names = (name.strip() for line in done.stdout.split("\n") for name in line.split(","))
    return frozenset(name.replace("\\-", "-").casefold() for name in names if name)


def _is_installed(name: str, installed: frozenset[str]) -> bool:
    if name.casefold() in installed:
        return True
    program = shutil.which("kpsewhich")
    if program is None or not _FILE.search(name):
        return False
    done = subprocess.run([program, name], capture_output=True, check=False)  # noqa: S603 -- names were checked above
    return done.returncode == 0
