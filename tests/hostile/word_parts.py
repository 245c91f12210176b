"""Word files: their parts, links, records and encodings. A maker takes a sound file of its door."""

import json
from collections.abc import Callable
from xml.sax.saxutils import escape

from tests.hostile.zips import MAIN, OFFICE, changed, in_body, parts_of, zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_LINKS = "word/_rels/document.xml.rels"


def many_links(sound: bytes) -> bytes:
    one = (
        f'<Relationship Id="z{{}}" Type="{OFFICE}/hyperlink" Target="https://example.org/{{}}" TargetMode="External"/>'
    )
    links = "".join(one.format(n, n) for n in range(60_000))
    return changed(sound, _LINKS, lambda old: old.replace(b"</Relationships>", links.encode() + b"</Relationships>"))


def links_to_itself(sound: bytes) -> bytes:
    """Every part is related to every part, and to itself."""
    parts = parts_of(sound)
    names = [name for name in parts if name.endswith(".xml") and name.startswith("word/")]
    links = "".join(f'<Relationship Id="q{n}" Type="urn:q" Target="/{name}"/>' for n, name in enumerate(names * 200))
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    for name in names:
        if name != MAIN:
            parts[f"word/_rels/{name.split('/')[-1]}.rels"] = rels.encode()
    parts[_LINKS] = parts[_LINKS].replace(b"</Relationships>", links.encode() + b"</Relationships>")
    return zipped(parts)


def chain_of_parts(sound: bytes) -> bytes:
    """Parts each related to the next, deeper than Python's stack."""
    parts = parts_of(sound)
    one = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="q" Type="urn:q" Target="/word/q{}.xml"/></Relationships>'
    )
    for n in range(950):
        parts[f"word/q{n}.xml"] = b"<q/>"
        parts[f"word/_rels/q{n}.xml.rels"] = one.format(n + 1).encode()
    parts["word/q950.xml"] = b"<q/>"
    link = b'<Relationship Id="q" Type="urn:q" Target="/word/q0.xml"/></Relationships>'
    parts[_LINKS] = parts[_LINKS].replace(b"</Relationships>", link)
    return zipped(parts)


def many_types(sound: bytes) -> bytes:
    one = '<Override PartName="/word/z{}.xml" ContentType="application/xml"/>'
    more = "".join(one.format(n) for n in range(150_000)).encode()
    return changed(sound, "[Content_Types].xml", lambda old: old.replace(b"</Types>", more + b"</Types>"))


def long_title(sound: bytes) -> bytes:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{"Council " * 900_000}</dc:title></cp:coreProperties>'
    )
    return zipped(parts_of(sound) | {"docProps/core.xml": core.encode()})


def _record(sound: bytes, record: str, cut: int = 240) -> bytes:
    pieces = "".join(
        f'<property name="Self-assessment marks {n}"><vt:lpwstr>{escape(record[at : at + cut])}</vt:lpwstr></property>'
        for n, at in enumerate(range(0, len(record), cut), start=1)
    )
    xml = f'<Properties xmlns="{PROPERTIES}" xmlns:vt="{VALUES}">{pieces}</Properties>'
    return zipped(parts_of(sound) | {"docProps/custom.xml": xml.encode()})


def deep_record(sound: bytes) -> bytes:
    return _record(sound, "[" * 90_000)


def large_record(sound: bytes) -> bytes:
    record = {"of": "", "marks": [f"m{n}" for n in range(300_000)], "keys": {}, "fixed": [], "rows": [], "around": {}}
    return _record(sound, json.dumps(record), 60_000)


def record_with_a_huge_number(sound: bytes) -> bytes:
    return _record(sound, '{"of": ' + "9" * 90_000 + "}")


def other_encoding(encoding: str) -> Callable[[bytes], bytes]:
    def make(sound: bytes) -> bytes:
        def change(old: bytes) -> bytes:
            body = old.decode().split("?>", 1)[-1]
            return f'<?xml version="1.0" encoding="{encoding}"?>{body}'.encode(encoding.removesuffix("BE"), "replace")

        return changed(sound, MAIN, change)

    return make


def null_bytes(sound: bytes) -> bytes:
    return changed(sound, MAIN, lambda old: old.replace(b"<w:body>", b"<w:body>" + bytes(100_000)))


def comments(sound: bytes) -> bytes:
    return in_body(sound, "<!--a--><?b c?>" * 500_000)


def included(sound: bytes) -> bytes:
    return in_body(
        sound, '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    )


def document_type(text: str) -> Callable[[bytes], bytes]:
    def make(sound: bytes) -> bytes:
        return changed(sound, MAIN, lambda old: b"<!DOCTYPE d " + text.encode() + b">" + old.split(b"?>", 1)[-1])

    return make


def quadratic_entity(sound: bytes) -> bytes:
    """One long entity put in thousands of times, which no counting of levels finds."""
    declared = f'<!DOCTYPE d [<!ENTITY a "{"a" * 100_000}">]>'.encode()
    used = b"<w:body><w:p><w:r><w:t>" + b"&a;" * 50_000 + b"</w:t></w:r></w:p>"
    return changed(sound, MAIN, lambda old: declared + old.split(b"?>", 1)[-1].replace(b"<w:body>", used, 1))


def huge_picture(sound: bytes) -> bytes:
    """A picture of 100,000 by 100,000 dots, as its head says."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (100_000).to_bytes(4, "big") * 2 + b"\x08\x06\0\0\0"
    return zipped(parts_of(sound) | {"word/media/image1.png": head + bytes(20_000_000)})


def numbering(sound: bytes) -> bytes:
    one = '<w:abstractNum w:abstractNumId="{}"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    xml = f"<w:numbering {W}>{''.join(one.format(n) for n in range(60_000))}</w:numbering>"
    return zipped(parts_of(sound) | {"word/numbering.xml": xml.encode()})


ANY: dict[str, Callable[[bytes], bytes]] = {
    "60,000 links": many_links,
    "parts that are related to themselves": links_to_itself,
    "950 parts in a chain": chain_of_parts,
    "150,000 content types": many_types,
    "a title of 7 MB": long_title,
    "a record nested 90,000 deep": deep_record,
    "a record of 300,000 marks": large_record,
    "a record with a number of 90,000 figures": record_with_a_huge_number,
    "in UTF-16": other_encoding("UTF-16"),
    "in UTF-7": other_encoding("UTF-7"),
    "null bytes": null_bytes,
    "a million comments": comments,
    "a file that is to be included": included,
    "an entity from a file": document_type('[<!ENTITY a SYSTEM "file:///etc/passwd">]'),
    "a document type from elsewhere": document_type('SYSTEM "http://127.0.0.1:9/a.dtd"'),
    "parameter entities": document_type('[<!ENTITY % a SYSTEM "http://127.0.0.1:9/a"> %a;]'),
    "a long entity put in 50,000 times": quadratic_entity,
    "a huge picture": huge_picture,
    "60,000 numberings": numbering,
}
