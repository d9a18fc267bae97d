"""Unpacking: the same bytes, however they are cut, and never more than there is room for."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.outcomes import Outcome
from sources.fetching.decoding import Inflating, Plain, decoder
from sources.fetching.faults import Fault


def _raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return engine.compress(data) + engine.flush()


def _packed(coding: str, data: bytes) -> bytes:
    match coding:
        case "gzip":
            return gzip.compress(data)
        case "members":
            half = len(data) // 2
            return gzip.compress(data[:half]) + gzip.compress(b"") + gzip.compress(data[half:])
        case "padded":
            return gzip.compress(data) + b"\0" * 20
        case "zlib":
            return zlib.compress(data)
        case "raw":
            return _raw_deflate(data)
        case _:
            return data


HEADERS = {
    "gzip": ["gzip"],
    "members": ["x-gzip"],
    "padded": ["GZip"],
    "zlib": ["deflate"],
    "raw": ["identity", "deflate"],
    "plain": [],
}


@given(
    data=st.binary(max_size=300) | st.binary(max_size=20).map(lambda part: part * 200),
    cut=st.integers(1, 50),
    room=st.integers(1, 64),
    coding=st.sampled_from(sorted(HEADERS)),
)
def test_however_it_is_cut(data: bytes, cut: int, room: int, coding: str) -> None:
    packed = _packed(coding, data)
    unpack = decoder(HEADERS[coding])
    out = bytearray()
    for at in range(0, len(packed), cut):
        chunk = packed[at : at + cut]
        while True:
            got = unpack.feed(chunk, room)
            assert len(got) <= room
            out += got
            chunk = b""
            if not unpack.held_back:
                break
    assert bytes(out) == data
    assert unpack.whole


@pytest.mark.parametrize("coding", ["gzip", "zlib", "raw"])
def test_cut_short(coding: str) -> None:
    packed = _packed(coding, b"some words, some words, and some more" * 10)
    unpack = decoder(HEADERS[coding])
    unpack.feed(packed[:-3], 10_000)
    assert not unpack.whole


@pytest.mark.parametrize(
    "codings", [["gzip", "gzip"], ["deflate", "gzip"], ["br"], ["zstd"], ["x\x1by"], ["gzip2"]]
)
def test_refused(codings: list[str]) -> None:
    with pytest.raises(Fault) as caught:
        decoder(codings)
    assert caught.value.outcome is Outcome.ENCODING_REFUSED
    assert caught.value.detail.isprintable()


def test_kinds() -> None:
    assert isinstance(decoder([]), Plain)
    assert isinstance(decoder(["", " Identity "]), Plain)
    assert isinstance(decoder([" GZIP "]), Inflating)
