"""The bricks of the template: tags, tables, fields, links and page set-up, in Word's own terms."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from rubric.draft.model import Column
from rubric.draft.word.template_styles import ACCENT, DEFAULTS, NUMBERING, RULE, SETTINGS, STYLES

# A4 with margins in centimetres.
_SHORT, _LONG = Cm(21), Cm(29.7)
_SIDE, _TOP, _BOTTOM = Cm(2.3), Cm(2.4), Cm(2.1)
_SIDE_WIDE = Cm(1.8)
TWIPS_IN_CM = 567
STANDING = "{{ status }}{% if version %}, version {{ version }}{% endif %}, {{ date }}"  # as `draft.standing` says it


class Page:
    """A template being built, top to bottom."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._ids = count(1)

    def add(self, text: str = "", style: str = "Normal") -> Paragraph:
        """One paragraph; `text` may hold tags."""
        return self.document.add_paragraph(text, style=style)

    @contextmanager
    def block(self, start: str) -> Iterator[None]:
        """Paragraphs between `{%p start %}` and its end."""
        self.add(f"{{%p {start} %}}", "Small Gap")
        yield
        self.add(f"{{%p end{start.split()[0]} %}}", "Small Gap")

    def heading(self, text: str, section_id: str) -> Paragraph:
        """A heading that the contents list links to."""
        paragraph = self.add(text, "Heading 1")
        identity = str(next(self._ids))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), identity)
        start.set(qn("w:name"), anchor(section_id))
        end.set(qn("w:id"), identity)
        paragraph.runs[0]._r.addprevious(start)
        paragraph._p.append(end)
        return paragraph

    def cited(self, style: str = "Normal") -> Paragraph:
        """A paragraph of the draft, `p`, with its citations in their own style."""
        paragraph = self.add(style=style)
        self._add_parts(paragraph)
        return paragraph

    def _add_parts(self, paragraph: Paragraph) -> None:
        paragraph.add_run("{% for part in p.parts %}{{ part.text }}")
        paragraph.add_run("{{ part.cite }}", style="Citation")
        paragraph.add_run("{% endfor %}")

    def paragraphs(self, name: str, *, keep: bool = False) -> None:
        """All paragraphs of the section or entry that templates call `name`; `keep`: with what follows on one page."""
        with self.block(f"for p in {name}.paragraphs"):
            self.cited().paragraph_format.keep_with_next = keep or None

    def entries(self, name: str) -> None:
        """The heading and paragraphs of each entry of the section that templates call `name`."""
        with self.block(f"for entry in {name}.entries"):
            self.add("{{ entry.heading }}", "Heading 2")
            self.paragraphs("entry")

    def labelled(self, style: str) -> None:
        """A paragraph of a paper, `p`, as `cited`, with its label in bold before it."""
        paragraph = self.add(style=style)
        paragraph.add_run("{% if p.label %}")
        paragraph.add_run("{{ p.label }}").bold = True
        paragraph.add_run(" {% endif %}")
        self._add_parts(paragraph)

    def table(
        self, section_id: str, columns: Sequence[Column], widths: Sequence[float], summary: str, *, plain: bool = False
    ) -> None:
        """A table over a section's rows, left out where there are none.

        `widths` are in centimetres. The header row repeats on each page, and no row breaks across pages. The action
        column carries its citation, the number column the mark that citations link to, the claim its topic and the
        document its reference in the return; not where it is `plain`.
        """
        with self.block(f"if {section_id}.rows"):
            table = self.document.add_table(rows=4, cols=len(columns))
            table.style = self.document.styles["Draft Table"]
            table.autofit = False
            _describe(table._tbl, summary, widths)
            for cell, column in zip(table.rows[0].cells, columns, strict=True):
                cell.paragraphs[0].style = self.document.styles["Table Heading"]
                cell.paragraphs[0].add_run(column.heading)
                cell._tc.get_or_add_tcPr().append(_shading())
            table.rows[1].cells[0].text = f"{{%tr for row in {section_id}.rows %}}"
            for cell, column in zip(table.rows[2].cells, columns, strict=True):
                self._cell(cell.paragraphs[0], column.key, plain=plain)
            table.rows[3].cells[0].text = "{%tr endfor %}"
            for row in table.rows:
                for cell, width in zip(row.cells, widths, strict=True):
                    cell.width = Cm(width)
            _row_properties(table.rows[0]._tr, "w:cantSplit", "w:tblHeader")
            _row_properties(table.rows[2]._tr, "w:cantSplit")
            self.add(style="Small Gap")

    def _cell(self, paragraph: Paragraph, key: str, *, plain: bool) -> None:
        paragraph.style = self.document.styles["Evidence Number" if key == "number" else "Table Text"]
        paragraph.add_run(f"{{{{ row.{key} }}}}")
        if plain:
            return
        if key == "claim":
            paragraph.add_run("\n{{ row.aspect }}", style="Detail Label")
        if key == "document":
            paragraph.add_run("{% if row.reference %}\n{{ row.reference }}{% endif %}", style="Detail Label")
        if key == "action":
            paragraph.add_run("{% if row.evidence %}\N{NO-BREAK SPACE}")
            paragraph.add_run("{{ row.evidence }}", style="Citation")
            paragraph.add_run("{% endif %}")

    def new_section(self, *, wide: bool) -> Section:
        """Start a section on a new page, upright or on its side, with a header and footer of its own."""
        section: Section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self.set_up(section, wide=wide)
        section.header.is_linked_to_previous = False
        section.footer.is_linked_to_previous = False
        section.different_first_page_header_footer = False
        return section

    def set_up(self, section: Section, *, wide: bool) -> None:
        """Set a section to A4 with our margins, on its side where `wide`."""
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
        section.left_margin = section.right_margin = _SIDE_WIDE if wide else _SIDE
        section.top_margin, section.bottom_margin = _TOP, _BOTTOM
        section.header_distance = section.footer_distance = Cm(1.1)


def anchor(section_id: str) -> str:
    """The bookmark of a section's heading; Word itself names those of its contents lists so."""
    return f"_Toc_{section_id}"


def running_lines(section: Section) -> None:
    """Header: council, status, version and date. Footer: what this is, and page x of y."""
    width = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    for paragraph, left in (
        (section.header.paragraphs[0], "{{ council }}"),
        (section.footer.paragraphs[0], "Self-assessment: {{ statement }}"),
    ):
        paragraph.add_run(left)
        paragraph.add_run("\t")
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, alignment=2)  # 2: right
    add_rule(section.header.paragraphs[0], "bottom")
    section.header.paragraphs[0].add_run(STANDING)
    add_page_numbers(section.footer.paragraphs[0])


def add_page_numbers(paragraph: Paragraph) -> None:
    """ "Page x of y", filled in by whatever lays the pages out."""
    paragraph.add_run("Page ")
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" of ")
    add_field(paragraph, "NUMPAGES", "1")


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a Word field that shows `shown` until Word computes it."""
    for kind in ("begin", instruction, "separate", shown, "end"):
        run = paragraph.add_run()
        if kind in ("begin", "separate", "end"):
            field_mark(run._r, kind)
        elif kind == shown and kind != instruction:
            run.text = shown
        else:
            code = OxmlElement("w:instrText")
            code.text = f" {instruction} "
            code.set(qn("xml:space"), "preserve")
            run._r.append(code)


def field_mark(run: Any, kind: str) -> None:
    """Put one of the three marks of a field into a run: "begin", "separate" or "end"."""
    char = OxmlElement("w:fldChar")
    char.set(qn("w:fldCharType"), kind)
    run.append(char)


def add_section_link(paragraph: Paragraph, text: str, section_id: str) -> None:
    """Add a link to a section's heading."""
    paragraph._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w")} w:anchor="{anchor(section_id)}" w:history="1"><w:r><w:rPr>'
            f'<w:rStyle w:val="Hyperlink"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:hyperlink>'
        )
    )


def add_rule(paragraph: Paragraph, side: str) -> None:
    """Add a thin rule above (`side` "top") or below ("bottom") a paragraph."""
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="4" w:space="5" w:color="{RULE}"/></w:pBdr>'
    )
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _shading() -> Any:
    return parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{ACCENT}"/>')


def _describe(table: Any, summary: str, widths: Sequence[float]) -> None:
    """Full width, and a title for those who cannot see the table."""
    properties = table.tblPr
    width = properties.find(qn("w:tblW"))
    width.set(qn("w:type"), "dxa")
    width.set(qn("w:w"), str(round(sum(widths) * TWIPS_IN_CM)))
    for tag in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), summary)
        properties.append(element)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        for name in list(look.attrib):
            del look.attrib[name]
        look.set(qn("w:val"), "0020")
        look.set(qn("w:firstRow"), "1")
        for name in ("lastRow", "firstColumn", "lastColumn"):
            look.set(qn(f"w:{name}"), "0")
        for name in ("noHBand", "noVBand"):
            look.set(qn(f"w:{name}"), "1")
    for column, width_cm in zip(table.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(round(width_cm * TWIPS_IN_CM)))


def _row_properties(row: Any, *names: str) -> None:
    properties = row.get_or_add_trPr()
    for name in names:
        properties.append(OxmlElement(name))


# Parts of python-docx's own blank document that say nothing to us.
_LEFT_OUT = ("stylesWithEffects", "thumbnail", "customXml", "webSettings", "fontTable")


def lay_out(document: Document) -> None:
    """Our styles, lists and settings in place of python-docx's."""
    styles = document.styles.element
    for old in (*styles.findall(qn("w:docDefaults")), *styles.findall(qn("w:style"))):
        styles.remove(old)
    styles.insert(0, parse_xml(DEFAULTS))
    for style in STYLES:
        styles.append(parse_xml(style))
    for element, xml in ((document.part.numbering_part.element, NUMBERING), (document.settings.element, SETTINGS)):
        for child in list(element):
            element.remove(child)
        for child in list(parse_xml(xml)):
            element.append(child)
    for part in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in part.items() if any(name in rel.reltype for name in _LEFT_OUT)]:
            del part[key]


def contents_field(paragraph: Paragraph, levels: str) -> None:
    """Begin a contents field (headings of these levels, as "1-2", linked) before the paragraph's link, which it needs.

    The links have no page numbers, as only Word knows where its pages break; bringing the field up to date adds
    them.
    """
    shown = paragraph._p.find(qn("w:hyperlink"))
    for kind in ("begin", "", "separate"):
        run = OxmlElement("w:r")
        if kind:
            field_mark(run, kind)
        else:
            code = OxmlElement("w:instrText")
            code.text = f' TOC \\o "{levels}" \\h \\z '
            code.set(qn("xml:space"), "preserve")
            run.append(code)
        shown.addprevious(run)
