"""What Speechbook raises. Damage inside a text is never an error: see `diagnostics`."""

__all__ = (
    "BuildError",
    "ConfigError",
    "FileProblemError",
    "SpeechbookError",
    "TextFormatError",
    "UsageError",
)


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
