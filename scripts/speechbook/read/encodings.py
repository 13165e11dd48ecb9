"""Find the encoding of a text file, decode it, and give back the same bytes.

A byte-order mark decides; then strict UTF-8, which no Chinese double-byte text of a few characters passes by accident;
then charset-normalizer chooses among the two families of double-byte Chinese. What a codec cannot read, or would not
write back as it was, is kept as a `BytePatch`, so that `encode(decode(data)) == data` holds for every file.
"""

import codecs

import charset_normalizer

from speechbook.model import BytePatch, SourceText

__all__ = ("decode", "decode_as", "encode")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DOUBLE_BYTE = ("gb18030", "big5", "cp950", "big5hkscs")
_REPLACEMENT = "\ufffd"


def decode(data: bytes) -> SourceText:
    """Turn the bytes of a text file into characters; never raises.

    Bytes that the codec rejects become one U+FFFD each, with the bytes kept beside.
    """
    for mark, encoding in _MARKS:
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


def _encoding_without_mark(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as exc:
        # A UTF-8 file cut in the middle of its last character is still UTF-8.
        if exc.start > max(0, len(data) - 4) and exc.start > 0:
            return "utf-8"
    else:
        return "utf-8"
    best = charset_normalizer.from_bytes(data, cp_isolation=list(_DOUBLE_BYTE)).best()
    if best is not None:
        return str(best.encoding)
    return min(("utf-8", *_DOUBLE_BYTE), key=lambda name: len(decode_as(data, name).patches))


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
    """Decode character by character; slow, and only for files that are damaged or not canonical."""
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
