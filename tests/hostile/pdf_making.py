"""PDFs written object by object."""

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
HEAD = b"%PDF-1.7\n"


def pdf(objects: dict[int, bytes | str], trailer: str = "/Root 1 0 R", *, table: bool = True) -> bytes:
    """A PDF of these objects by number. Without a table, whoever reads it has to look for the objects."""
    out, places = bytearray(HEAD), {}
    for number, content in objects.items():
        places[number] = len(out)
        body = content if isinstance(content, bytes) else content.encode("latin-1")
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    if not table:
        return bytes(out) + f"trailer\n<< {trailer} >>\n".encode()
    start, size = len(out), max(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        place, used = places.get(number, 0), "n" if number in places else "f"
        out += f"{place:010} 00000 {used} \n".encode()
    return bytes(out) + f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()


def stream(content: bytes, extra: str = "") -> bytes:
    return f"<< /Length {len(content)} {extra} >>\nstream\n".encode() + content + b"\nendstream"


def page(content: bytes, more: dict[int, bytes | str] | None = None, *, extra: str = "", resources: str = "") -> bytes:
    """A PDF of one page with this content stream; `more` objects come from number 10 on."""
    objects: dict[int, bytes | str] = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F 5 0 R >> {resources} >> >>",
        4: stream(content, extra),
        5: FONT,
    }
    return pdf(objects | (more or {}))


def text(words: str) -> bytes:
    return f"BT /F 12 Tf 72 700 Td ({words}) Tj ET".encode("latin-1")


def with_font(font: str, more: dict[int, bytes | str]) -> bytes:
    return page(text("hello"), {5: font, **more})
