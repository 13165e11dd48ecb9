"""Bytes to characters and back, for every encoding that Chinese files have."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechbook.read import decode, decode_as, encode

SIMPLIFIED = "今天，我代表县委、县政府，向全县办公室系统的同志们表示诚挚的谢意！㑇同志讲了三点意见，大家要认真领会。"
TRADITIONAL = "各位老師、各位同學：今天我們慶祝創校二十週年，心中充滿感激。抗旱保收那一年，大家同心協力。"


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        (SIMPLIFIED.encode(), "utf-8", b""),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode(), "utf-8", codecs.BOM_UTF8),
        (SIMPLIFIED.encode("gb18030"), "gb18030", b""),
        (TRADITIONAL.encode("big5"), "big5", b""),
        (TRADITIONAL.encode("gb18030"), "gb18030", b""),
        (codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le"), "utf-16-le", codecs.BOM_UTF16_LE),
        (codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "utf-16-be", codecs.BOM_UTF16_BE),
        (b"plain ASCII", "utf-8", b""),
        (SIMPLIFIED.encode()[:-2], "utf-8", b""),
    ],
)
def test_the_encoding_is_found(data: bytes, encoding: str, bom: bytes) -> None:
    source = decode(data)
    assert (source.encoding, source.bom) == (encoding, bom)
    assert encode(source) == data


def test_a_double_byte_text_with_noise_is_still_found() -> None:
    text = "工作部署完毕。4e,J$]1r+A#m~&w\r\n" * 20 + SIMPLIFIED
    assert decode(text.encode("gb18030")).text == text


def test_a_byte_that_cannot_be_read_becomes_one_mark_and_is_kept() -> None:
    data = "今天开会，我讲三点意见。".encode("gb18030") + b"\xff" + "大家要认真领会。".encode("gb18030")
    source = decode(data)
    assert source.text == "今天开会，我讲三点意见。\ufffd大家要认真领会。"
    assert [(patch.offset, patch.raw) for patch in source.patches] == [(12, b"\xff")]
    assert encode(source) == data


@given(st.binary(max_size=200))
def test_any_bytes_come_back(data: bytes) -> None:
    assert encode(decode(data)) == data


@given(st.binary(max_size=80), st.sampled_from(["utf-8", "gb18030", "big5", "cp950", "big5hkscs", "utf-16-le"]))
def test_any_bytes_come_back_from_any_codec(data: bytes, encoding: str) -> None:
    assert encode(decode_as(data, encoding)) == data
