"""The files that `[epub]` names: fonts to embed and a cover of one's own."""

from pathlib import Path

from speechbook.config import Settings
from speechbook.errors import ConfigError

__all__ = ("cover_file", "font_files")

_FONTS = (".otf", ".ttf", ".woff")
_PICTURES = (".jpg", ".jpeg", ".png")


def font_files(settings: Settings) -> list[Path]:
    """Locate the fonts. Raises `ConfigError` for one that is not there or that no reading system could use."""
    return [_checked(settings, name, "fonts", _FONTS) for name in settings.epub.fonts]


def cover_file(settings: Settings) -> Path | None:
    """Locate the picture for the cover; None where one is to be drawn. Raises `ConfigError` as above."""
    return _checked(settings, settings.epub.cover, "cover", _PICTURES) if settings.epub.cover else None


def _checked(settings: Settings, name: str, key: str, suffixes: tuple[str, ...]) -> Path:
    folder = settings.folders.conf / "epub"
    path = folder / name
    where = f"{settings.folders.conf / 'book.toml'}：[epub] {key} 里的“{name}”"
    if Path(name).name != name or path.suffix.lower() not in suffixes or not name.isascii() or " " in name:
        raise ConfigError(f"{where}不能用；请写 conf/epub 里的文件名，用英文，后缀是 {'、'.join(suffixes)}")
    if not path.is_file():
        raise ConfigError(f"{where}找不到；请把文件放在 {folder}")
    return path
