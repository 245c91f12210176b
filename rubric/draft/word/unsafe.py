"""What a Word template may not hold besides its words: programs, things from elsewhere, and files within the file.

All of it is looked for in the parts of the file as text; nothing is run, opened or fetched.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from rubric.english import shortened
from rubric.office import Package

MACROS = "This template holds macros: in Word, save it as a Word document (.docx), which leaves them out."
OBJECTS = (
    "This template holds another file or a control (an embedded object): delete it in Word, or put a picture of it "
    "in its place."
)
ELSEWHERE = "This template fetches {what} from elsewhere ({where}): {remedy}."
PROTECTED = "This template is locked against changes or encrypted: save a copy without protection."
FIELD = "This template has a field that fetches or runs something ({name}): delete that field in Word."
TAG_IN_FIELD = (
    "This template has one of our tags inside a Word field code: put the tag into the text itself, outside the field."
)
SPLIT = (
    "This template has a tag that we cannot read, near “{near}”: write each tag in one paragraph, from its first brace "
    "to its last."
)

SPACED = "This template has a tag with a space between its braces (“{tag}”): write {{{{ … }}}} or {{% … %}} without it."
_SPACED = re.compile(r"\{\s+[{%][^{}]*(?:[}%]\s*\})?|\{[{%][^{}]*[}%]\s+\}")

_LONGEST_QUOTE = 60  # characters of the template in a sentence
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FETCHING = re.compile(
    r"^\s*\\?\s*(DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|EMBED|DATABASE|RD|MACROBUTTON|AUTOTEXT|"
    r"GOTOBUTTON|PRINT|ADDIN|CONTROL|HTMLCONTROL)\b",
    re.I,
)
_WHAT = {
    "image": ("a picture", "in Word, insert the picture itself instead of a link to it"),
    "attachedtemplate": (
        "its styles",
        "in Word, under Developer and Document Template, choose Normal, then save it again",
    ),
    "hyperlink": ("a file", "let links lead to a web page, an email address or a telephone number"),
}
_OTHERWISE = ("something", "delete it in Word, or put the thing itself in its place")
_HARMLESS_LINK = re.compile(r"^(?:https?://|mailto:|tel:|#)", re.I)
_OBJECTS = ("oleobject", "package", "control", "activexcontrolbinary", "afchunk", "subdocument", "keymapcustomizations")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)


def unsafe_parts(package: Package) -> list[str]:
    """A sentence for each kind of thing in a .docx (checked by `check_archive`) that a template may not hold.

    An empty list: it is safe to read its tags.
    """
    sentences: dict[str, None] = {}
    for name, content in package.contents():
        lower = name.lower()
        if "vbaproject" in lower or "vbadata" in lower or lower.startswith("customui/"):
            sentences[MACROS] = None
        elif "/activex/" in lower or "/embeddings/" in lower:
            sentences[OBJECTS] = None
        elif lower == "[content_types].xml":
            if b"macroenabled" in content.lower():
                sentences[MACROS] = None
        elif lower.endswith(".rels"):
            sentences |= dict.fromkeys(_relations(content))
        elif lower.endswith(".xml"):  # the text may be in a part of any name
            sentences |= dict.fromkeys(_in_text(content))
    return list(sentences)


def _relations(content: bytes) -> Iterator[str]:
    for relation in _root(content):
        kind = str(relation.get("Type") or "").rsplit("/", 1)[-1].lower()
        target = str(relation.get("Target") or "")
        if kind in _OBJECTS:
            yield OBJECTS
        elif kind == "vbaproject":
            yield MACROS
        elif (
            str(relation.get("TargetMode") or "").lower() == "external" or "://" in target or target.startswith("\\\\")
        ):
            if kind == "hyperlink" and _HARMLESS_LINK.match(target):
                continue
            what, remedy = _WHAT.get(kind, _OTHERWISE)
            yield ELSEWHERE.format(what=what, where=shortened(target, _LONGEST_QUOTE), remedy=remedy)


def _in_text(content: bytes) -> Iterator[str]:
    root = _root(content)
    if root is None:
        return
    if next(root.iter(f"{_W}documentProtection", f"{_W}writeProtection"), None) is not None:
        enforced = any(
            element.get(f"{_W}enforcement") in ("1", "true", "on") for element in root.iter(f"{_W}documentProtection")
        )
        if enforced:
            yield PROTECTED
    if next(root.iter(f"{_W}altChunk", f"{_W}subDoc", f"{_W}object", f"{_W}control"), None) is not None:
        yield OBJECTS
    for paragraph in root.iter(f"{_W}p"):
        for code in _codes(paragraph):
            if "{{" in code or "{%" in code:
                yield TAG_IN_FIELD
            if fetching := _FETCHING.match(code):
                yield FIELD.format(name=fetching[1].upper())
        if next(paragraph.iterancestors(f"{_W}p"), None) is None:
            yield from _split(paragraph)


def _codes(paragraph: Any) -> Iterator[str]:
    """The field codes that begin in a paragraph, each put together from its runs; one within another by itself."""
    for element in paragraph.iter(f"{_W}fldSimple"):
        yield str(element.get(f"{_W}instr") or "")
    codes: list[str] = []
    for element in paragraph.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}delInstrText"):
        if element.tag == f"{_W}fldChar":
            if element.get(f"{_W}fldCharType") == "begin":
                codes.append("")
            elif codes:
                yield codes.pop()
        elif codes:
            codes[-1] += element.text or ""
        else:
            yield element.text or ""
    yield from codes


def _split(paragraph: Any) -> Iterator[str]:
    """Braces that are opened in this paragraph and not closed in it, or have a space between them."""
    text = "".join(element.text or "" for element in paragraph.iter(f"{_W}t"))
    if spaced := _SPACED.search(text):
        yield SPACED.format(tag=shortened(spaced[0], _LONGEST_QUOTE))
        return
    for opened, closed in (("{{", "}}"), ("{%", "%}")):
        if text.count(opened) != text.count(closed):
            yield SPLIT.format(near=shortened(text[max(0, text.find(opened)) :].strip() or text, _LONGEST_QUOTE))
            return


def _root(content: bytes) -> Any:
    try:
        root = etree.fromstring(content, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return etree.Element("nothing")  # not sound, which is told when the file is opened
    return etree.Element("nothing") if root is None else root
