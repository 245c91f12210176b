"""Files that are zips, whatever their parts hold: overlapping, lying, within each other; and what is no zip."""

import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from tests.hostile.zips import parts_of, zipped


def overlapping(sound: bytes) -> bytes:
    """Parts that share one packed piece: a directory of 1,900 entries for one piece of 10 MB unpacked."""
    content = bytes(10_000_000)
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packed.compress(content) + packed.flush()
    name = b"word/media/a.bin"
    size = struct.pack("<IIIHH", zlib.crc32(content), len(piece), len(content), len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + size + name + piece
    one = (
        b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + size + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    )
    count = 1_900
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(one) * count, len(local), 0)
    return local + one * count + end


def twice_named(sound: bytes) -> bytes:
    """The main part stands twice, the second time as something else."""
    out = BytesIO(zipped(parts_of(sound)))
    name = next(name for name in ("word/document.xml", "xl/workbook.xml") if name in parts_of(sound))
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as new:
        warnings.simplefilter("ignore")  # zipfile warns of just this
        new.writestr(name, b"<a/>")
    return out.getvalue()


def many_parts(sound: bytes) -> bytes:
    return zipped(parts_of(sound) | {f"word/z{n}.xml": b"<a/>" for n in range(60_000)})


def within_each_other(sound: bytes) -> bytes:
    data = sound
    for _ in range(60):
        data = zipped(parts_of(sound) | {"docProps/inner.zip": data})
    return data


def long_comment(sound: bytes) -> bytes:
    out = BytesIO(sound)
    with zipfile.ZipFile(out, "a") as held:
        held.comment = b"PK\x05\x06" * 16_000
    return out.getvalue()


def with_ends(sound: bytes) -> bytes:
    """Two million marks of a directory's end before the file."""
    return b"PK\x03\x04" + b"PK\x05\x06" * 2_000_000 + sound


def far_directory(sound: bytes) -> bytes:
    at = sound.rindex(b"PK\x05\x06")
    return sound[: at + 12] + struct.pack("<II", 0xFFFFFFFE, 0xFFFFFFFE) + sound[at + 20 :]


def huge_by_its_directory(sound: bytes) -> bytes:
    """Sizes in the 64-bit fields that no machine has."""
    out = BytesIO(sound)
    with zipfile.ZipFile(out, "a") as held:
        info = zipfile.ZipInfo("word/z.xml")
        info.extra = b"\x01\x00\x10\x00" + struct.pack("<QQ", 1 << 60, 1 << 60)
        held.writestr(info, b"<a/>")
    data = out.getvalue()
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 20] + b"\xff" * 8 + data[at + 28 :]


def strange_names(sound: bytes) -> bytes:
    names = [
        "../../../../etc/passwd",
        "C:\\Windows\\a",
        "/etc/passwd",
        "word/\udcff",
        "a" * 60_000,
        "word/document.xml/a",
        ".",
    ]
    return zipped(parts_of(sound) | {name.encode("utf-8", "replace").decode(): b"x" for name in names})


def bomb(sound: bytes) -> bytes:
    return zipped(parts_of(sound) | {"word/media/a.bin": bytes(400_000_000), "xl/media/a.bin": bytes(400_000_000)})


def bombs_below_the_bound(sound: bytes) -> bytes:
    """As much as is let through, over and over."""
    return zipped(parts_of(sound) | {f"word/z{n}.xml": b"<a>" + b" " * 1_900_000 + b"</a>" for n in range(30)})


ANY: dict[str, Callable[[bytes], bytes]] = {
    "parts that overlap": overlapping,
    "a part that stands twice": twice_named,
    "60,000 parts": many_parts,
    "60 files within each other": within_each_other,
    "a comment of marks": long_comment,
    "two million ends": with_ends,
    "a directory beyond the end": far_directory,
    "sizes that no machine has": huge_by_its_directory,
    "strange names": strange_names,
    "a bomb of 800 MB": bomb,
    "bombs below the bound": bombs_below_the_bound,
    "cut in half": lambda sound: sound[: len(sound) // 2],
    "the end only": lambda sound: sound[len(sound) // 2 :],
    "a head and no more": lambda _: b"PK\x03\x04",
    "locked with a password": lambda _: b"\xd0\xcf\x11\xe0" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
    "of an old kind": lambda _: b"\xd0\xcf\x11\xe0" + bytes(9_000_000),
    "a PDF by another name": lambda _: b"%PDF-1.7\n" + b"1 0 obj\n" * 100_000,
    "a picture by another name": lambda _: b"\x89PNG\r\n\x1a\n" + bytes(9_000_000),
    "a text by another name": lambda _: b"text " * 1_000_000,
}
