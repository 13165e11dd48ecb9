"""Find the encoding of a text file, decode it, and give back the same bytes.

A byte-order mark decides; then strict UTF-8, which no Chinese double-byte text of a few characters passes by accident;
then charset-normalizer chooses among the two families of double-byte Chinese. What a codec cannot read, or would not
write back as it was, is kept as a `BytePatch`, so that `encode(decode(data)) == data` holds for every file.
"""

import codecs
from collections import Counter

import charset_normalizer

from speechbook.han import is_common
from speechbook.model import BytePatch, SourceText

__all__ = ("BYTE_ORDER_MARKS", "decode", "decode_as", "encode", "looks_written")

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DOUBLE_BYTE = ("gb18030", "big5", "cp950", "big5hkscs")
_REPLACEMENT = "\ufffd"
_WINDOW_BYTES = 4096
_LONGEST_CHAR = 4
_MIN_JUDGED_HAN = 100
_MIN_COMMON_SHARE = 0.6
_MAX_BROKEN_SHARE = 0.02
_SAMPLE_BYTES = 64 * 1024
"""Enough to tell encodings apart, whatever the length of the file."""


def decode(data: bytes) -> SourceText:
    """Turn the bytes of a text file into characters; never raises.

    Bytes that the codec rejects become one U+FFFD each, with the bytes kept beside.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return decode_as(data, encoding, mark)
    return decode_as(data, _encoding_without_mark(data))


def encode(source: SourceText) -> bytes:
    """Give back the bytes that `decode` was given.

    Raises `UnicodeEncodeError` for a text that did not come from `decode`.
    """
    pieces = [source.bom]
    position = 0
    for patch in source.patches:
        pieces.append(source.text[position : patch.offset].encode(source.encoding))
        pieces.append(patch.raw)
        position = patch.offset + 1
    pieces.append(source.text[position:].encode(source.encoding))
    return b"".join(pieces)


def looks_written(text: str, encoding: str) -> bool:
    """Tell whether somebody wrote what a double-byte codec made of some bytes; always true for other codecs.

    These codecs find a character for nearly every pair of bytes. In what people write, the common ones are nearly all
    of the ideographs; in arbitrary bytes a third.
    """
    if encoding not in _DOUBLE_BYTE:
        return True
    han = Counter(char for char in text if "\u4e00" <= char <= "\u9fff")
    common = sum(count for char, count in han.items() if is_common(char))
    return han.total() < _MIN_JUDGED_HAN or common >= _MIN_COMMON_SHARE * han.total()


def _encoding_without_mark(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as exc:
        # A UTF-8 file cut in the middle of its last character is still UTF-8.
        if exc.start > max(0, len(data) - 4) and exc.start > 0:
            return "utf-8"
    else:
        return "utf-8"
    sample = data[:_SAMPLE_BYTES]
    text = sample.decode("utf-8", "replace")
    if text.count(_REPLACEMENT) <= _MAX_BROKEN_SHARE * sum(char > "\x7f" for char in text):
        return "utf-8"
    best = charset_normalizer.from_bytes(sample, cp_isolation=list(_DOUBLE_BYTE)).best()
    if best is not None:
        return str(best.encoding)
    return min(("utf-8", *_DOUBLE_BYTE), key=lambda name: len(decode_as(sample, name).patches))


def decode_as(data: bytes, encoding: str, mark: bytes = b"") -> SourceText:
    """Turn bytes into characters by a codec that is known; `data` begins with `mark`."""
    data = data[len(mark) :]
    try:
        text = data.decode(encoding)
        if text.encode(encoding) == data:
            return SourceText(text, encoding, mark)
    except (UnicodeDecodeError, UnicodeEncodeError):
        pass
    return _decode_with_patches(data, encoding, mark)


def _decode_with_patches(data: bytes, encoding: str, mark: bytes) -> SourceText:
    """Decode piece by piece what is damaged or not canonical."""
    pieces: list[str] = []
    patches: list[BytePatch] = []
    position = length = 0
    while position < len(data):
        window = data[position : position + _WINDOW_BYTES]
        bad = -1
        try:
            text = window.decode(encoding)
        except UnicodeDecodeError as exc:
            bad = exc.start
            text = window[:bad].decode(encoding, "replace")
        used = len(window) if bad < 0 else bad
        if text.encode(encoding, "replace") != window[:used]:
            slow = _decode_slowly(window[:used], encoding, b"")
            patches += (BytePatch(length + patch.offset, patch.raw) for patch in slow.patches)
            text = slow.text
        pieces.append(text)
        length += len(text)
        position += used
        is_cut = bad > len(window) - _LONGEST_CHAR and len(window) == _WINDOW_BYTES
        if bad < 0 or is_cut:
            continue
        patches.append(BytePatch(length, data[position : position + 1]))
        pieces.append(_REPLACEMENT)
        length += 1
        position += 1
    source = SourceText("".join(pieces), encoding, mark, tuple(patches))
    # A codec may read two characters together that came in two pieces.
    return source if encode(source) == mark + data else _decode_slowly(data, encoding, mark)


def _decode_slowly(data: bytes, encoding: str, mark: bytes) -> SourceText:
    """Decode character by character: slow, and only for pieces that do not come back as they were."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    chars: list[str] = []
    patches: list[BytePatch] = []
    pending = b""
    position = 0
    while position < len(data):
        pending += data[position : position + 1]
        position += 1
        try:
            got = decoder.decode(pending[-1:], final=position == len(data))
        except UnicodeDecodeError:
            # The first byte is lost; what follows it is tried afresh.
            position -= len(pending) - 1
            patches.append(BytePatch(len(chars), pending[:1]))
            chars.append(_REPLACEMENT)
            pending = b""
            decoder.reset()
            continue
        if not got:
            continue
        if got.encode(encoding) == pending:
            chars.extend(got)
        else:
            patches.append(BytePatch(len(chars), pending))
            chars.append(got if len(got) == 1 else _REPLACEMENT)
        pending = b""
    return SourceText("".join(chars), encoding, mark, tuple(patches))
