"""PDFs whose streams unpack to far more than they are."""

import zlib
from collections.abc import Callable

from tests.hostile.pdf_making import page, text


def bombed(filters: int) -> Callable[[], bytes]:
    """A content stream packed so often."""

    def make() -> bytes:
        content = b"(a) Tj " * 30_000_000 if filters == 1 else b"0 " * 400_000_000
        for _ in range(filters):
            content = zlib.compress(content, 9)
        return page(content, extra=f"/Filter [{'/FlateDecode ' * filters}]")

    return make


def many_filters() -> bytes:
    content = text("hello")
    for _ in range(500):
        content = zlib.compress(content)
    return page(content, extra=f"/Filter [{'/FlateDecode ' * 500}]")


def filters_by_hex() -> bytes:
    return page(b"30" * 5_000_000 + b">", extra=f"/Filter [{'/ASCIIHexDecode ' * 20}]")


def predicted() -> bytes:
    packed = zlib.compress(bytes(20_000_000))
    return page(packed, extra="/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 9999 >>")


def predicted_by_the_byte() -> bytes:
    packed = zlib.compress(bytes(9_000_000))
    return page(packed, extra="/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1 >>")


def run_lengths() -> bytes:
    return page(b"\x81a" * 4_000_000 + b"\x80", extra="/Filter /RunLengthDecode")


def lzw() -> bytes:
    return page(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 1_500_000, extra="/Filter /LZWDecode")


STREAMS: dict[str, Callable[[], bytes]] = {
    "a stream that unpacks to 210 MB": bombed(1),
    "a stream packed three times": bombed(3),
    "500 filters": many_filters,
    "20 filters by hexadecimal": filters_by_hex,
    "a predictor of two billion columns": predicted,
    "a predictor of one column": predicted_by_the_byte,
    "run lengths": run_lengths,
    "LZW": lzw,
}
