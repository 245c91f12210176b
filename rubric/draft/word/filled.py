"""docxtpl, extended to list what a template holds before it is run, and to refuse what it would repair silently."""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml
from docxtpl import DocxTemplate

from rubric.errors import BadTemplate

_FOOTNOTES = "wordprocessingml.footnotes+xml"
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")

TORN = (
    "This template has a loop or condition that starts in one paragraph, cell or table and ends in another: "
    "put both its ends in the same one in Word, then try again."
)
# docxtpl's tags for ready-made XML: our fields are plain text, which would stand where Word shows nothing.
_RICH = re.compile(r"\{\{\s?(?:r|p|tr|tc)\s")
_XML_TAG = re.compile(r"<[^>]*>")
# What Word makes of a tag as it is typed: formatting between two braces, spaces that do not break, long dashes.
_BETWEEN_BRACES = re.compile(r"(?<=\{)(?:<[^>]*>)+(?=[{%])|(?<=[%}])(?:<[^>]*>)+(?=\})")
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f", " ") | dict.fromkeys("\u00ad\u200b\u2060\ufeff")
)
_DASH = re.compile(r"(?<=\{%)[\u2010-\u2015\u2212]|[\u2010-\u2015\u2212](?=%\})")


class WordTemplate(DocxTemplate):  # type: ignore[misc] # docxtpl is untyped
    """One template, for one rendering: docxtpl's are not to be shared."""

    def sources(self) -> list[str]:
        """Every text that docxtpl would run as a template: body, headers, footers, footnotes and properties.

        Raises BadTemplate where it holds a tag for ready-made XML.
        """
        return list(self._sources())

    def _sources(self) -> Iterator[str]:
        document = self.get_docx()
        yield self._read(self.get_xml())
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(uri):
                yield self._read(self.get_part_xml(part))
        for part in document.part.package.parts:
            if part.content_type.endswith(_FOOTNOTES):
                yield self._read(part.blob.decode("utf-8"))
        for name in _PROPERTIES:
            yield getattr(document.core_properties, name)

    def _read(self, xml: str) -> str:
        if found := _RICH.search(_XML_TAG.sub("", xml)):
            raise BadTemplate(f"This template uses “{found[0]}…”, which is not for plain text: use {{{{ … }}}}.")
        patched: str = self.patch_xml(xml)
        return patched

    def patch_xml(self, src_xml: str) -> Any:
        """As docxtpl's own, after what Word's autocorrection did to tags is put right."""
        joined = _BETWEEN_BRACES.sub("", src_xml)
        return super().patch_xml(_TAG.sub(lambda tag: _DASH.sub("-", tag[0].translate(_SPACES)), joined))

    def build_xml(self, context: dict[str, Any], jinja_env: Any = None) -> Any:
        """As docxtpl's own, with the paragraphs' ids: they go into the body alone, not into headers or properties."""
        jinja_env.marking = True
        try:
            return super().build_xml(context, jinja_env)
        finally:
            jinja_env.marking = False

    def fix_tables(self, xml: str) -> Any:
        """As docxtpl's own, which would drop what it cannot read. Raises BadTemplate where the XML is not sound."""
        try:
            parse_xml(xml)
        except SyntaxError as error:
            raise BadTemplate(TORN) from error
        return super().fix_tables(xml)
