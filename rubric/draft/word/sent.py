"""A short record of a draft as it was sent: stored in the Word file's own properties, and read when it is returned.

Word and LibreOffice keep such properties, and show them under "Custom" or "Advanced properties". Each holds at most
255 characters, so the record is cut into several. Where somebody has them removed, the ids in the text are enough to
compare by; only the template's own words can then not be distinguished from added ones.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.package import Package
from lxml import etree  # type: ignore[import-untyped]

NAME = "Self-assessment marks"
_LONGEST = 240
_MOST = 400  # properties read back: far more than a draft needs
_KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_EMPTY = f'<Properties xmlns="{_SPACE}" xmlns:vt="{_VALUES}"/>'


class SentRow(NamedTuple):
    """A table row: its short form, the section it stands in ("": not known) and its first words."""

    form: str
    section: str = ""
    words: str = ""


@dataclass(frozen=True)
class Sent:
    """The record. `of` is the assessment's mark, `marks` are the ids set, in order, and `keys` the items by number.

    `fixed` are the short forms of all other paragraphs, footnotes included, and `rows` are the table rows. `around`
    holds, for an id whose paragraph says more than the draft does ("1. …"), the words before and after. `cover` and
    `heads` are the lines before the first section and at the heads and feet of pages; None in older records, whose
    rows have a short form alone.
    """

    of: str = ""
    marks: tuple[str, ...] = ()
    keys: dict[int, str] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()
    rows: tuple[SentRow, ...] = ()
    around: dict[str, tuple[str, str]] = field(default_factory=dict)
    cover: tuple[str, ...] | None = None
    heads: tuple[str, ...] | None = None


def write_sent(package: Package, sent: Sent) -> None:
    """Put the record into a Word file's properties, in place of an older record; other properties stay."""
    record = {**asdict(sent), "fixed": sorted(sent.fixed)}
    text = _json(record)
    if len(text) > _LONGEST * _MOST:  # a record cut short could not be read at all
        text = _json({**record, "rows": [(row.form,) for row in sent.rows]})
    part = _part(package)
    properties = parse_xml(part.blob)
    for old in list(properties):
        if _is_ours(old):
            properties.remove(old)
    pid = max((int(element.get("pid") or 1) for element in properties), default=1)
    for start in range(0, len(text), _LONGEST):
        pid += 1
        element = etree.SubElement(properties, f"{{{_SPACE}}}property")
        element.set("fmtid", _FORMAT)
        element.set("pid", str(pid))
        element.set("name", f"{NAME} {start // _LONGEST + 1}")
        etree.SubElement(element, f"{{{_VALUES}}}lpwstr").text = text[start : start + _LONGEST]
    part._blob = etree.tostring(properties, xml_declaration=True, encoding="UTF-8", standalone=True)


def _json(record: Any) -> str:
    return json.dumps(record, ensure_ascii=True, separators=(",", ":"))


def read_sent(package: Package) -> Sent | None:
    """The record in a Word file's properties; None where there is none, or it is incomplete."""
    try:
        part = package.part_related_by(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
        ours = [element for element in parse_xml(part.blob) if _is_ours(element)]
        numbered = sorted(
            (int(element.get("name").rsplit(" ", 1)[1]), "".join(element.itertext())) for element in ours[:_MOST]
        )
        return _sent(json.loads("".join(text for _, text in numbered)))
    except (KeyError, ValueError, TypeError, AttributeError, SyntaxError, IndexError, RecursionError):
        return None


def _sent(record: Any) -> Sent:
    return Sent(
        of=str(record["of"]),
        marks=tuple(map(str, record["marks"])),
        keys={int(number): str(key) for number, key in record["keys"].items()},
        fixed=frozenset(map(str, record["fixed"])),
        rows=tuple(SentRow(*map(str, [row] if isinstance(row, str) else row)) for row in record["rows"]),
        around={str(mark): (str(before), str(after)) for mark, (before, after) in record["around"].items()},
        cover=_lines(record.get("cover")),
        heads=_lines(record.get("heads")),
    )


def _lines(value: Any) -> tuple[str, ...] | None:
    return None if value is None else tuple(map(str, value))


def _is_ours(element: Any) -> bool:
    return str(element.get("name") or "").startswith(f"{NAME} ")


def _part(package: Package) -> Part:
    try:
        return package.part_related_by(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    except KeyError:
        part = Part(PackURI("/docProps/custom.xml"), _KIND, _EMPTY.encode(), package)
        package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
        return part
