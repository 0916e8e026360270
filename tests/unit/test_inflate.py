"""What servers pack is undone, up to a limit."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BrokenAnswer, TooBig
from bot.sources.inflate import inflater

LIMIT = 10_000_000


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def bomb_of(mebibytes: int, bits: int) -> bytes:
    """Zeroes, packed at the price of one mebibyte: what was flushed in full can be repeated."""
    packer = zlib.compressobj(wbits=bits)
    first = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (mebibytes - 1)


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "identity": bytes,
}


def undone(encoding: str, data: bytes, piece: int = 1000, limit: int = LIMIT) -> bytes:
    pieces = inflater(encoding, limit)
    for start in range(0, len(data), piece):
        pieces.feed(data[start : start + piece])
    return pieces.finish()


@given(st.binary(max_size=3000), st.integers(1, 50), st.sampled_from(sorted(PACKERS)))
def test_what_was_packed_comes_back_whatever_the_pieces(data: bytes, piece: int, encoding: str) -> None:
    assert undone(encoding, PACKERS[encoding](data), piece) == data


def test_deflate_without_a_head_is_read_too() -> None:
    assert undone("deflate", raw_deflate(b"Envoys met."), 1) == b"Envoys met."


def test_several_gzip_files_in_a_row_are_one_answer() -> None:
    assert undone("GZip", gzip.compress(b"Envoys ") + gzip.compress(b"met."), 7) == b"Envoys met."


def test_padding_after_a_gzip_file_is_ignored() -> None:
    assert undone("gzip", gzip.compress(b"x") + b"\0" * 100, 1) == b"x"


@pytest.mark.parametrize(("encoding", "bits"), [("gzip", zlib.MAX_WBITS | 16), ("deflate", zlib.MAX_WBITS)])
def test_a_bomb_stops_at_the_limit(encoding: str, bits: int) -> None:
    bomb = bomb_of(200, bits)
    assert len(bomb) < 220 * 1024
    tracemalloc.start()
    try:
        with pytest.raises(TooBig) as caught:
            undone(encoding, bomb, 64 * 1024)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * LIMIT
    assert caught.value.values["limit"] == 10


def test_the_limit_is_met_exactly() -> None:
    assert len(undone("gzip", gzip.compress(bytes(5000)), limit=5000)) == 5000
    with pytest.raises(TooBig):
        undone("gzip", gzip.compress(bytes(5001)), limit=5000)
    with pytest.raises(TooBig):
        undone("", bytes(5001), limit=5000)


def test_a_packed_answer_that_is_itself_too_big_is_refused() -> None:
    with pytest.raises(TooBig):
        undone("gzip", gzip.compress(b"")[:10] + bytes(100), limit=50)


def test_files_in_a_row_have_an_end() -> None:
    with pytest.raises(BrokenAnswer):
        undone("gzip", gzip.compress(b"") * 1001, 64 * 1024)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_an_answer_cut_short_is_broken(encoding: str) -> None:
    packed = PACKERS[encoding](b"Envoys met in Geneva.")
    for end in range(1, len(packed)):
        with pytest.raises(BrokenAnswer):
            undone(encoding, packed[:end])


def test_an_empty_answer_is_empty_whatever_it_claims() -> None:
    assert undone("gzip", b"") == b""


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, gzip", "deflate, gzip"])
def test_an_encoding_that_was_not_asked_for_is_refused(encoding: str) -> None:
    with pytest.raises(BrokenAnswer):
        inflater(encoding, LIMIT)
