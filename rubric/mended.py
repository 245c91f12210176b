"""An Office file that Word and Excel open, as the libraries can open it too.

Three things in real files stop python-docx and openpyxl: links to parts that are not in the file, which some programs
leave behind, the names of Strict Open XML (ISO/IEC 29500-1), one of the kinds that Word itself saves as ".docx", and
templates (".dotx"), which differ from documents by one word in the list of parts.
"""

import posixpath
import re
import zipfile
from collections.abc import Collection
from io import BytesIO
from typing import Any

from rubric.office import Package

_RELATIONS = ".rels"
_TYPES = "[Content_Types].xml"
_TEMPLATE, _DOCUMENT = (b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
_NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"


def mended(data: bytes) -> bytes:
    """The file without any of these; the same bytes where it has none.

    In: a file that has passed the checks of `Package`. A part that is no sound XML stays as it is: its reader says so.
    BadArchive: a part cannot be unpacked.
    """
    parts = dict(Package(data).contents())
    new = {name: _mended(name, content, parts) for name, content in parts.items()}
    if new == parts:
        return data
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in new.items():
            archive.writestr(name, content)
    return out.getvalue()


def _mended(name: str, content: bytes, parts: Collection[str]) -> bytes:
    if name.lower().endswith((".xml", _RELATIONS)) and b"purl.oclc.org" in content:
        content = _STRICT.sub(_USUAL, content)
    if name == _TYPES:
        content = content.replace(_TEMPLATE, _DOCUMENT)
    return _linked(name, content, parts) if name.endswith(_RELATIONS) else content


def _linked(name: str, content: bytes, parts: Collection[str]) -> bytes:
    """A part's list of links without those to parts that are not there."""
    from lxml import etree  # type: ignore[import-untyped]  # only a file that is opened needs it

    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return content
    # "word/_rels/document.xml.rels" has the links of "word/document.xml", which start from its folder
    folder = posixpath.dirname(posixpath.dirname(name))
    lost = [link for link in root.iter(f"{_NAMESPACE}Relationship") if not _leads_somewhere(link, folder, parts)]
    for link in lost:
        root.remove(link)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if lost else content


def _leads_somewhere(link: Any, folder: str, parts: Collection[str]) -> bool:
    if link.get("TargetMode") == "External":
        return True
    target = (link.get("Target") or "").partition("#")[0]
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") in parts
