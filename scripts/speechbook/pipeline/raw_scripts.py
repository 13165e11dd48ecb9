"""The raw texts that pages show on request: one script beside each page, copied by Sphinx into the web site."""

from pathlib import Path

from speechbook.config import Folders
from speechbook.model import RawKind
from speechbook.pipeline.binding import BoundSpeech
from speechbook.pipeline.files import write_text
from speechbook.write import raw_script

__all__ = ("raw_script_path", "remove_raw_script", "write_raw_script")


def raw_script_path(folders: Folders, speech: str) -> Path:
    """Locate the script of a speech."""
    return folders.pages / f"{speech}.raw.js"


def write_raw_script(folders: Folders, bound: BoundSpeech) -> bool:
    """Write what stands behind a speech; return False, and leave no script, where that is not known."""
    apparatus = bound.apparatus
    is_extracted = apparatus.kind is not RawKind.TEXT
    text = raw_script(bound.speech, bound.raw_lines, apparatus.editor_changes, is_extracted=is_extracted)
    if not text:
        remove_raw_script(folders, bound.speech.id)
        return False
    write_text(raw_script_path(folders, bound.speech.id), text)
    return True


def remove_raw_script(folders: Folders, speech: str) -> None:
    """Remove the script of a speech, if there is one."""
    raw_script_path(folders, speech).unlink(missing_ok=True)
