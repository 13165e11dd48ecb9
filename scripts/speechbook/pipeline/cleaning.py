"""Clean one source text by the settings of a book, and make it again from raw file and trail."""

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.metadata import version

from speechbook.clean import ScriptUnifier, apply_edits, clean_text, detect_preset
from speechbook.config import Settings
from speechbook.errors import FileProblemError, UsageError
from speechbook.model import Cleaned, RawKind, RawText
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.file_parts import part_text
from speechbook.read import decode_as, read_bytes, read_document
from speechbook.trail import Trail
from speechbook.variants import unified_lines

__all__ = (
    "TracedText",
    "body_hash",
    "clean_source",
    "extractor_versions",
    "lines_of",
    "machine_text",
    "text_hash",
    "traced_text",
)

_EXTRACTORS = ("lxml", "pypdf", "trafilatura")
"""Libraries that decide which text is extracted; a new version may see another one."""


@cache
def extractor_versions() -> tuple[str, ...]:
    """Give the versions of the libraries that extract text: with others, another text may come out.

    Looked up once: a process goes on with the libraries that it has loaded, whatever is installed meanwhile.
    """
    return tuple(version(name) for name in _EXTRACTORS)


def clean_source(found: RawText, settings: Settings, preset: str = "") -> Cleaned:
    """Clean what was read by the settings of a book; without `preset` the kind of source is known or detected."""
    source = found.source
    kind = preset or found.preset or detect_preset(source.text)
    unify = _unifier(settings.protected)
    return clean_text(source.text, settings.site_names, settings.clean.rules_off(kind), kind, unify)


@lru_cache(maxsize=8)
def _unifier(protected: tuple[str, ...]) -> ScriptUnifier:
    """Give the same function for all texts of a run: the rules are made for it, once."""
    return partial(unified_lines, protected=protected)


def body_hash(lines: tuple[str, ...]) -> str:
    """Hash the body of a clean text."""
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def text_hash(text: str) -> str:
    """Hash an extracted text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def lines_of(text: str) -> tuple[str, ...]:
    """Cut a machine text into body lines."""
    return tuple(line for line in text.split("\n") if line)


@dataclass(frozen=True, slots=True)
class TracedText:
    """What a trail leads back to."""

    source: str
    """The source text, or the text that is extracted from the raw file; of it the part that is the speech."""
    machine: str


def traced_text(archive: Archive, trail: Trail) -> TracedText | str:
    """Make source and machine text again from raw file and trail; else tell why that cannot be done.

    The reason is empty where there is no raw file to go back to. Where another text is extracted than the trail is for,
    it names what extracted the one and the other.
    """
    raw = trail.raw
    if raw is None:
        return ""
    try:
        path = archive.raw_path(raw.path)
        if not path.exists():
            return ""
        data = read_bytes(path)
        if hashlib.sha256(data).hexdigest() != raw.sha256:
            return f"{raw.path} 换过了"
        if raw.kind is RawKind.TEXT:
            text = decode_as(data, raw.encoding, raw.bom).text
        else:
            found = _read_again(raw.path, data) if raw.part else read_document(raw.path, data)
            text = found.source.text
            if text_hash(text) != raw.text_sha256:
                return f"{raw.path}，记录的是 {raw.extractor}，现在是 {found.extractor}"
        own = part_text(text, raw.part)
        return TracedText(own, apply_edits(own, trail.edits))
    except FileProblemError as problem:
        return f"{raw.path} {problem.reason}"
    except UsageError:
        return f"{raw.path} 与记录的改动对不上"


@lru_cache(maxsize=2)
def _read_again(path: str, data: bytes) -> RawText:
    """Read a file of many speeches once for all of them, where they come one after another."""
    return read_document(path, data)


def machine_text(archive: Archive, trail: Trail) -> str | None:
    """Make the machine text again from raw file and trail; None where that cannot be done."""
    traced = traced_text(archive, trail)
    return traced.machine if isinstance(traced, TracedText) else None
