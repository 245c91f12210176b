"""Workbooks: far cells, shared texts, names, joined cells, rules, styles, formulas and lists piled up."""

from collections.abc import Callable
from xml.sax.saxutils import escape

from tests.hostile.zips import OFFICE, changed, parts_of, zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK, _STYLES, _TEXTS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"


def _first_sheet(sound: bytes) -> str:
    return max(name for name in parts_of(sound) if name.startswith("xl/worksheets/sheet"))


def rows(xml: str) -> Callable[[bytes], bytes]:
    """A maker that puts this in place of the rows of a sheet."""

    def make(sound: bytes) -> bytes:
        content = f'<worksheet xmlns="{MAIN}"><sheetData>{xml}</sheetData></worksheet>'
        return zipped(parts_of(sound) | {_first_sheet(sound): content.encode()})

    return make


def after_rows(xml: Callable[[], str]) -> Callable[[bytes], bytes]:
    def make(sound: bytes) -> bytes:
        return changed(
            sound, _first_sheet(sound), lambda old: old.replace(b"</sheetData>", b"</sheetData>" + xml().encode())
        )

    return make


def _cell(place: str, value: str = "1") -> str:
    return f'<c r="{place}"><v>{value}</v></c>'


def lazily(xml: Callable[[], str]) -> Callable[[bytes], bytes]:
    return lambda sound: rows(xml())(sound)


def texts(xml: Callable[[], str]) -> Callable[[bytes], bytes]:
    """A maker of a table of shared texts, used by one cell."""

    def make(sound: bytes) -> bytes:
        parts = parts_of(rows('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')(sound))
        table = f'<sst xmlns="{MAIN}" count="1" uniqueCount="1">{xml()}</sst>'.encode()
        return zipped(_linked(parts) | {_TEXTS: table})

    return make


def _linked(parts: dict[str, bytes]) -> dict[str, bytes]:
    links, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    if b"sharedStrings" not in parts[links]:
        link = f'<Relationship Id="rIdZ" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        override = f'<Override PartName="/{_TEXTS}" ContentType="{kind}"/></Types>'
        parts[links] = parts[links].replace(b"</Relationships>", link.encode())
        parts[types] = parts[types].replace(b"</Types>", override.encode())
    return parts


def in_book(xml: Callable[[], str], before: str = "</workbook>") -> Callable[[bytes], bytes]:
    return lambda sound: changed(
        sound, _BOOK, lambda old: old.replace(before.encode(), xml().encode() + before.encode(), 1)
    )


def styles(xml: Callable[[], str]) -> Callable[[bytes], bytes]:
    def make(sound: bytes) -> bytes:
        return zipped(parts_of(sound) | {_STYLES: f'<styleSheet xmlns="{MAIN}">{xml()}</styleSheet>'.encode()})

    return make


_FONTS = "<fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"


def _formats() -> str:
    one = '<numFmt numFmtId="{}" formatCode="0.{}%"/>'
    formats = "".join(one.format(200 + n, n) for n in range(400_000))
    return f"<numFmts>{formats}</numFmts>{_FONTS}<cellXfs><xf/></cellXfs>"


def _cell_formats() -> str:
    one = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"><alignment indent="{}"/></xf>'
    return f"{_FONTS}<cellXfs>{''.join(one.format(n) for n in range(500_000))}</cellXfs>"


def _fonts() -> str:
    fonts = "".join(f'<font><sz val="{n}"/><name val="F{n}"/></font>' for n in range(400_000))
    return f"<fonts>{fonts}</fonts>{_FONTS.replace('<fonts><font/></fonts>', '')}<cellXfs><xf/></cellXfs>"


def _named_styles() -> str:
    names = "".join(f'<cellStyle name="s{n}" xfId="{n}"/>' for n in range(100_000))
    layers = "<xf/>" * 100_000
    fonts = _FONTS.replace("<cellStyleXfs><xf/></cellStyleXfs>", f"<cellStyleXfs>{layers}</cellStyleXfs>")
    return f"{fonts}<cellXfs><xf/></cellXfs><cellStyles>{names}</cellStyles>"


def _differences() -> str:
    return f"{_FONTS}<cellXfs><xf/></cellXfs><dxfs>{'<dxf><font><b/></font></dxf>' * 300_000}</dxfs>"


def names(sound: bytes) -> bytes:
    one = '<definedName name="n{}">Sheet1!$A${}</definedName>'
    listed = f"<definedNames>{''.join(one.format(n, n + 1) for n in range(400_000))}</definedNames>"
    return changed(
        sound,
        _BOOK,
        lambda old: old.replace(b"<definedNames/>", b"").replace(b"</sheets>", b"</sheets>" + listed.encode()),
    )


def long_name(sound: bytes) -> bytes:
    name = '<definedName name="_xlnm.Print_Titles" localSheetId="0">'
    listed = f"<definedNames>{name}{'Sheet1!$1:$1,' * 300_000}</definedName></definedNames>"
    return changed(
        sound,
        _BOOK,
        lambda old: old.replace(b"<definedNames/>", b"").replace(b"</sheets>", b"</sheets>" + listed.encode()),
    )


def sheets(sound: bytes) -> bytes:
    """Two thousand names for one sheet, which would be read as often."""
    one = '<sheet name="n{}" sheetId="{}" r:id="rId1" xmlns:r="' + OFFICE + '"/>'
    return in_book(lambda: "".join(one.format(n, 100 + n) for n in range(2_000)), "</sheets>")(sound)


def sheets_of_one_part(sound: bytes) -> bytes:
    """Fifty names for one large sheet."""
    large = lazily(lambda: _filled(4_900, 60))(sound)
    one = '<sheet name="n{}" sheetId="{}" r:id="{}" xmlns:r="' + OFFICE + '"/>'
    part = _first_sheet(sound).split("/")[-1]
    links = parts_of(sound)["xl/_rels/workbook.xml.rels"].decode()
    identity = next(piece.split('Id="')[1].split('"')[0] for piece in links.split("<Relationship ") if part in piece)
    return in_book(lambda: "".join(one.format(n, 100 + n, identity) for n in range(50)), "</sheets>")(large)


def _filled(count: int, width: int) -> str:
    row = "".join(f'<c t="inlineStr"><is><t>text {n}</t></is></c>' for n in range(width))
    return "".join(f'<row r="{n}">{row}</row>' for n in range(1, count + 1))


def _only_formatted() -> str:
    cells = [f'<c r="{chr(65 + column)}{{0}}" s="0"/>' for column in range(26)]
    row = f'<row r="{{0}}">{"".join(cells)}</row>'
    return "".join(row.format(n) for n in range(1, 60_000))


def inline(*values: str) -> str:
    return "".join(f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>' for value in values)


def _joined(ranges: Callable[[int], str], count: int) -> Callable[[], str]:
    one = '<mergeCell ref="{}"/>'
    return lambda: f"<mergeCells>{''.join(one.format(ranges(n)) for n in range(count))}</mergeCells>"


def _rules() -> str:
    rule = '<cfRule type="expression" priority="{}"><formula>A{}=1</formula></cfRule>'
    one = f'<conditionalFormatting sqref="A1:XFD1048576">{rule}</conditionalFormatting>'
    return "".join(one.format(n, n) for n in range(1, 200_000))


def _validations() -> str:
    one = '<dataValidation type="list" sqref="A1:XFD1048576"><formula1>"{}"</formula1></dataValidation>'
    return f"<dataValidations>{''.join(one.format(n) for n in range(200_000))}</dataValidations>"


def _formulas() -> str:
    return "".join(f'<row r="{n}"><c r="A{n}"><f>A{n - 1}+1</f></c></row>' for n in range(1, 20_000))


def _shared_formulas() -> str:
    cells = "".join(
        f'<c r="A{n}"><f t="shared" si="0" ref="A1:A1048576">A{n}+B{n}</f><v>1</v></c>' for n in range(1, 60_000)
    )
    return f'<row r="1">{cells}</row>'


def _array_formulas() -> str:
    return "".join(
        f'<row r="{n}"><c r="A{n}"><f t="array" ref="A1:XFD1048576">A1:XFD1048576*2</f></c></row>'
        for n in range(1, 20_000)
    )


def _long_formula() -> str:
    brackets = f"<f>{'(' * 500_000}1{')' * 500_000}</f>"
    shared = f'<f t="shared" si="0" ref="B1:B9">{"A1+" * 500_000}1</f>'
    last = '<row r="2"><c r="B2"><f t="shared" si="0"/></c></row>'
    return f'<row r="1"><c r="A1">{brackets}</c><c r="B1">{shared}</c></row>{last}'


def _translated_formulas() -> str:
    first = f'<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A19999">{"B1+" * 2_500}1</f><v>1</v></c></row>'
    return first + "".join(
        f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/><v>1</v></c></row>' for n in range(2, 20_000)
    )


def nested(sound: bytes) -> bytes:
    return rows("<row>" * 500_000 + "</row>" * 500_000)(sound)


ANY: dict[str, Callable[[bytes], bytes]] = {
    "one far cell": rows(f'<row r="1048576">{_cell("XFD1048576")}</row>'),
    "a row beyond all rows": rows(f'<row r="99999999999">{_cell("A99999999999")}</row>'),
    "a column beyond all columns": rows(f'<row r="1">{_cell("ZZZZZZZ1")}</row>'),
    "rows in falling order": lazily(
        lambda: "".join(f'<row r="{n}">{_cell(f"A{n}")}</row>' for n in range(300_000, 0, -1))
    ),
    "a million empty rows": lazily(lambda: "".join(f'<row r="{n}"/>' for n in range(1, 1_048_576))),
    "cells that are only formatted": lazily(_only_formatted),
    "a row of a million cells": lazily(lambda: f'<row r="1">{"<c><v>1</v></c>" * 1_000_000}</row>'),
    "a far cell on each row": lazily(
        lambda: "".join(f'<row r="{n}">{_cell(f"XFD{n}")}</row>' for n in range(1, 20_000))
    ),
    "4,900 rows of 100 texts": lazily(lambda: _filled(4_900, 100)),
    "long texts in each row": lazily(
        lambda: "".join(f'<row r="{n}">{inline("word " * 6_000, "b")}</row>' for n in range(1, 2_000))
    ),
    "a text of 60 MB": lazily(lambda: f'<row r="1">{inline("a" * 60_000_000)}</row>'),
    "a million runs in one text": lazily(
        lambda: f'<row r="1"><c t="inlineStr"><is>{"<r><t>a</t></r>" * 1_000_000}</is></c></row>'
    ),
    "a number of a million figures": lazily(lambda: f'<row r="1">{_cell("A1", "9" * 1_000_000)}</row>'),
    "numbers that are none": rows(
        '<row r="1"><c r="A1"><v>1e999</v></c><c r="B1"><v>NaN</v></c><c r="C1" t="d"><v>9999999-99-99</v></c></row>'
    ),
    "two million shared texts": texts(lambda: "<si><t/></si>" * 2_000_000),
    "3,500,000 empty shared texts": texts(lambda: "<si/>" * 9_000_000),
    "a shared text of 60 MB": texts(lambda: f"<si><t>{'a' * 60_000_000}</t></si>"),
    "a shared text of a million runs": texts(lambda: f"<si>{'<r><t>a</t></r>' * 1_500_000}</si>"),
    "a shared text that is not there": rows('<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'),
    "400,000 names": names,
    "a name of 300,000 ranges": long_name,
    "a million joined cells": after_rows(_joined(lambda n: f"A{n + 1}:B{n + 1}", 1_000_000)),
    "the whole sheet joined": after_rows(_joined(lambda _: "A1:XFD1048576", 1)),
    "the whole sheet joined 300,000 times": after_rows(_joined(lambda _: "A1:XFD1048576", 300_000)),
    "200,000 rules on the whole sheet": after_rows(_rules),
    "200,000 validations": after_rows(_validations),
    "400,000 number formats": styles(_formats),
    "500,000 cell formats": styles(_cell_formats),
    "400,000 fonts": styles(_fonts),
    "100,000 named styles": styles(_named_styles),
    "300,000 rule formats": styles(_differences),
    "a chain of formulas": lazily(_formulas),
    "60,000 shared formulas": lazily(_shared_formulas),
    "a long formula shared 20,000 times": lazily(_translated_formulas),
    "formulas over the whole sheet": lazily(_array_formulas),
    "a formula of half a million brackets": lazily(_long_formula),
    "2,000 sheets": sheets,
    "50 sheets of one part": sheets_of_one_part,
    "rows nested 500,000 deep": nested,
}
