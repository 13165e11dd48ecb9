"""From the bytes of a raw file to its source text, and back."""

from speechbook.read.encodings import decode, decode_as, encode
from speechbook.read.raw_files import check_bytes, read_bytes, read_raw

__all__ = ("check_bytes", "decode", "decode_as", "encode", "read_bytes", "read_raw")
