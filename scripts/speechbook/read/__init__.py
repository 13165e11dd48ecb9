"""From the bytes of a raw file to its source text, and back."""

from speechbook.read.archives import MAX_ARCHIVE_BYTES, is_archive, packed_files
from speechbook.read.encodings import decode, decode_as, encode
from speechbook.read.raw_files import MAX_BYTES, read_bytes, read_document, read_raw

__all__ = (
    "MAX_ARCHIVE_BYTES",
    "MAX_BYTES",
    "decode",
    "decode_as",
    "encode",
    "is_archive",
    "packed_files",
    "read_bytes",
    "read_document",
    "read_raw",
)
