"""What Speechbook raises. Damage inside a text is never an error: see `diagnostics`."""

import errno

__all__ = (
    "BuildError",
    "ConfigError",
    "FileProblemError",
    "SpeechbookError",
    "TextFormatError",
    "UsageError",
    "os_reason",
)

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EADDRINUSE: "已被别的程序占用",
    errno.EBUSY: "正被别的程序使用",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EFBIG: "文件太大",
    errno.EIO: "读写出错，磁盘可能坏了",
    errno.EISDIR: "这是文件夹",
    errno.ELOOP: "符号链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.ENAMETOOLONG: "名字太长",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOSPC: "磁盘满了",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.ENOTEMPTY: "文件夹里还有东西",
    errno.EPERM: "系统不允许",
    errno.EROFS: "磁盘只能读",
}


def os_reason(problem: OSError) -> str:
    """Say in Chinese why the system refused; in its own words where it is a rare reason."""
    return _REASONS.get(problem.errno or 0) or problem.strerror or str(problem)


class SpeechbookError(Exception):
    """Base of all errors; its text is one Chinese line a user can act on."""


class UsageError(SpeechbookError):
    """The command was called wrongly (exit code 2)."""


class ConfigError(SpeechbookError):
    """`conf/book.toml` or a lexicon holds something that cannot be used (exit code 2)."""


class FileProblemError(SpeechbookError):
    """A file is missing, empty, binary, or cannot be read or written (exit code 3)."""

    def __init__(self, path: str, reason: str, advice: str = "") -> None:
        """Name the file, the reason, and the way out."""
        self.path = path
        self.reason = reason
        self.advice = advice
        super().__init__(f"{path}：{reason}" + (f"。{advice}" if advice else ""))

    def __reduce__(self) -> tuple[type["FileProblemError"], tuple[str, str, str]]:
        """Let it pass from one process to another."""
        return type(self), (self.path, self.reason, self.advice)


class TextFormatError(FileProblemError):
    """A clean text or a trail is not in its format (exit code 3)."""


class BuildError(SpeechbookError):
    """Sphinx, or a tool it needs, did not finish (exit code 3)."""
