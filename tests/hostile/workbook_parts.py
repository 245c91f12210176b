"""Workbooks: what stands beside their rows: links, properties, types, and the hidden record."""

from collections.abc import Callable

from tests.hostile.workbooks import MAIN, inline
from tests.hostile.zips import OFFICE, changed, parts_of, zipped

_BOOK = "xl/workbook.xml"


def hidden_record(cells: Callable[[], str]) -> Callable[[bytes], bytes]:
    """A maker of a workbook whose hidden sheet holds these rows."""

    def make(sound: bytes) -> bytes:
        parts = parts_of(sound)
        hidden = max(
            (name for name in parts if name.startswith("xl/worksheets/sheet")),
            key=lambda name: len(name) * 99 + int("".join(filter(str.isdigit, name))),
        )
        content = f'<worksheet xmlns="{MAIN}"><sheetData>{cells()}</sheetData></worksheet>'
        return zipped(parts | {hidden: content.encode()})

    return make


def _many_records() -> str:
    record = inline("item", '{"number": 1, "sheet": "", "entry": {"text": "a"}}')
    return "".join(f'<row r="{n}">{record}</row>' for n in range(1, 10_000))


def links_elsewhere(sound: bytes) -> bytes:
    parts = parts_of(sound)
    links = "".join(
        f'<Relationship Id="z{n}" Type="{OFFICE}/externalLink" Target="http://127.0.0.1:9/{n}" TargetMode="External"/>'
        for n in range(50_000)
    )
    name = "xl/_rels/workbook.xml.rels"
    return zipped(parts | {name: parts[name].replace(b"</Relationships>", links.encode() + b"</Relationships>")})


def custom_properties(sound: bytes) -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    values = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    one = '<property fmtid="a" pid="{}" name="p{}"><vt:lpwstr>a</vt:lpwstr></property>'
    listed = "".join(one.format(n, n) for n in range(2, 300_000))
    xml = f'<Properties xmlns="{space}" xmlns:vt="{values}">{listed}</Properties>'
    parts = parts_of(sound)
    link = f'<Relationship Id="rIdC" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/></Relationships>'
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    override = f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/></Types>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", link.encode())
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())
    return zipped(parts | {"docProps/custom.xml": xml.encode()})


def many_types(sound: bytes) -> bytes:
    one = '<Override PartName="/xl/z{}.xml" ContentType="application/xml"/>'
    return changed(
        sound,
        "[Content_Types].xml",
        lambda old: old.replace(b"</Types>", "".join(one.format(n) for n in range(300_000)).encode() + b"</Types>"),
    )


def entities(sound: bytes) -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    declared = f'<!DOCTYPE d [<!ENTITY e0 "aaaaaaaaaa">{levels}]>'.encode()
    return changed(sound, _BOOK, lambda old: declared + old.split(b"?>", 1)[-1].replace(b"</sheets>", b"&e8;</sheets>"))


ANY: dict[str, Callable[[bytes], bytes]] = {
    "50,000 links elsewhere": links_elsewhere,
    "300,000 properties": custom_properties,
    "300,000 content types": many_types,
    "entities that multiply": entities,
}
RETURNED: dict[str, Callable[[bytes], bytes]] = {
    "a record nested 30,000 deep": hidden_record(lambda: f'<row r="1">{inline("about", "[" * 30_000)}</row>'),
    "a record with a number of 30,000 figures": hidden_record(
        lambda: '<row r="1">' + inline("about", '{"kind": ' + "9" * 30_000 + "}") + "</row>"
    ),
    "10,000 records": hidden_record(_many_records),
    "a record of 1,000 pieces": hidden_record(
        lambda: f'<row r="1">{inline("about", *["[" + "1," * 15_000] * 1_000)}</row>'
    ),
}
