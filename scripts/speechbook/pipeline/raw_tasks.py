"""Work on one raw file, and what became of it."""

from dataclasses import dataclass
from enum import Enum

from speechbook.errors import FileProblemError
from speechbook.pipeline.claims import Claim

__all__ = ("Outcome", "RawResult", "RawTask")


class Outcome(Enum):
    """What became of one raw file, with the words for it."""

    NEW = "新收"
    UPDATED = "更新"
    MERGED = "更新，并保留手工修改"
    SAME = "无变化"
    RENAMED = "原件改名"
    DUPLICATE = "与另一原件相同，略过"
    CONFLICT = "新旧清理结果与手工修改冲突，净文本未动"
    FAILED = "未能处理"


@dataclass(frozen=True, slots=True)
class RawResult:
    """One raw file after a run; where it holds several speeches, one of them."""

    path: str
    """Below `speeches/raw`."""
    outcome: Outcome
    speech: str = ""
    is_known: bool = False
    """From now on the raw file is known by its bytes and its path to be that of the speech."""
    preset: str = ""
    """The kind of source; empty where nothing was cleaned, as are the two counts."""
    edits: int = 0
    doubts: int = 0
    problem: FileProblemError | None = None


@dataclass(frozen=True, slots=True)
class RawTask:
    """A raw file that may have to be cleaned."""

    path: str
    """Below `speeches/raw`."""
    data: bytes = b""
    sha256: str = ""
    claims: tuple[Claim, ...] = ()
    """The speeches that it holds, or that are to be made of it."""
    witness_of: str = ""
    """It is another witness of that speech, which nothing is taken from."""
    problem: FileProblemError | None = None
    """Why it could not be read."""
