"""What the parts of a Word or Excel file are changed with."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from xml.sax.saxutils import escape

MAIN = "word/document.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as held:
        return {name: held.read(name) for name in held.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def changed(sound: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = parts_of(sound)
    return zipped(parts | {name: change(parts[name])})


def in_body(sound: bytes, xml: str) -> bytes:
    """The file with this at the start of its body."""
    return changed(sound, MAIN, lambda old: old.replace(b"<w:body>", b"<w:body>" + xml.encode(), 1))


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
