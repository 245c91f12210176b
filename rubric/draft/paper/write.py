"""From a paper to a Word file: headings, citations, tables and pictures, each as Word and a screen reader expect it."""

from datetime import UTC, datetime, time
from io import BytesIO
from itertools import count

from docx.document import Document
from docx.section import Section
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph

from rubric.draft.paper.model import Grid, Heading, NewPage, Paper, PaperBlock, Picture, TextBlock
from rubric.draft.paper.parts import add_citation, add_link, add_table, add_text, bookmark_text, set_direction
from rubric.draft.paper.styles import blank_document, set_close
from rubric.draft.word.template_parts import Page, add_page_numbers, add_rule, contents_field, field_mark
from rubric.english import capital, flat, long_date
from rubric.evidence.text import clean_text
from rubric.office import rewritten

UNNAMED = "Council to be named"
EXAMPLE = "An invented example: there is no such council."
_LONGEST_PROPERTY = 255  # Word's limit for a document property
_STYLES = {"text": "", "bullet": "ListBullet", "callout": "Callout", "detail": "ItemDetail", "note": "SideNote"}
_SHORT = 120  # words of a paragraph that is kept on one page with what follows it


def write_paper(paper: Paper) -> bytes:
    """The bytes of a .docx; the same paper gives the same bytes. Text of any kind comes through as it is."""
    document = blank_document(close=not paper.cover)
    _Writer(document, paper).write()
    describe(document, paper)
    out = BytesIO()
    document.save(out)
    return rewritten(out.getvalue())


class _Writer:
    """One paper being written, top to bottom."""

    def __init__(self, document: Document, paper: Paper) -> None:
        self.document, self.paper, self.page = document, paper, Page(document)
        self.ids = count(1)
        self.council = _on_one_line(paper.council) or UNNAMED
        self.standing = paper.standing or f"Draft, {long_date(paper.on)}"
        # What citations can link to: evidence that has a heading of its own in this paper.
        self.marked = {block.number for block in paper.blocks if isinstance(block, Heading) and block.number}

    def write(self) -> None:
        first = self.document.sections[0]
        self.page.set_up(first, wide=False)
        if not self.paper.cover:
            set_close(first)
        self._running_lines(first, "")
        if self.paper.cover:
            self._cover(first)
            self._contents()
        else:
            self._head()
        for index, block in enumerate(self.paper.blocks):
            self._block(block, index)

    def _block(self, block: PaperBlock, index: int) -> None:
        match block:
            case Heading():
                self._heading(block, index)
            case TextBlock():
                paragraph = self._words(block)
                if block.paragraph.words <= _SHORT and self._leads_in(index):
                    paragraph.paragraph_format.keep_with_next = True
            case Grid():
                self._grid(block)
            case Picture():
                self._picture(block)
            case NewPage():
                section = self.page.new_section(wide=block.wide)
                self._running_lines(section, block.foot)

    def _cover(self, first: Section) -> None:
        first.different_first_page_header_footer = True
        add_text(first.first_page_footer.paragraphs[0], self.standing)
        self._add(self.paper.kind, "CoverLabel")
        self._add(self.paper.about, "Title")
        self._add(self.council, "Subtitle")
        self._add(self.standing, "CoverMark")
        for label, text in self.paper.details:
            detail = self._add("", "CoverDetail")
            add_text(detail, label, style="DetailLabel")
            add_text(detail, f"\t{_on_one_line(text)}")
        if self.paper.note:
            self._add(self.paper.note, "CoverNote")

    def _head(self) -> None:
        """A title without a page of its own."""
        self._add(self.paper.kind, "Title")
        self._add(f"{self.council}: {self.paper.about}", "Subtitle")
        parts = [
            self.standing,
            *(f"{label}: {_on_one_line(text)}" for label, text in self.paper.details),
        ]
        self._add(". ".join([*parts, self.paper.note] if self.paper.note else parts), "SideNote")

    def _contents(self) -> None:
        """A contents list that reads well as it is, inside a field that Word can bring up to date."""
        heading = self._add("Contents", "ContentsHeading")
        heading.paragraph_format.page_break_before = True
        listed = [
            (block_index, block)
            for block_index, block in enumerate(self.paper.blocks)
            if isinstance(block, Heading) and block.level < 3
        ]
        for index, (block_index, block) in enumerate(listed):
            entry = self._add("", f"TOC{block.level}")
            add_link(entry, _on_one_line(block.text), _anchor(block_index))
            if index == 0:
                contents_field(entry, "1-2")
        end = self._add("", "SmallGap")
        if listed:
            field_mark(end.add_run()._r, "end")

    def _heading(self, block: Heading, index: int) -> None:
        paragraph = self._add(_on_one_line(block.text), f"Heading{block.level}")
        if index == 0 and self.paper.cover:
            paragraph.paragraph_format.page_break_before = True
        bookmark_text(paragraph, _anchor(index), next(self.ids))
        if block.number:
            bookmark_text(paragraph, f"evidence_{block.number}", next(self.ids))

    def _leads_in(self, index: int) -> bool:
        """Whether the block leads in a table, a picture, a detail of the same item, or (a note) what is under it."""
        following = self.paper.blocks[index + 1] if index + 1 < len(self.paper.blocks) else None
        if isinstance(following, TextBlock):
            return following.style == "detail"
        block = self.paper.blocks[index]
        under_heading = isinstance(following, Heading) and isinstance(block, TextBlock) and block.style == "note"
        return isinstance(following, Grid | Picture) or under_heading

    def _words(self, block: TextBlock) -> WordParagraph:
        paragraph = self._add("", _STYLES[block.style])
        if block.label:
            add_text(paragraph, block.label, style="DetailLabel", bold=block.style != "detail")
            add_text(paragraph, "\t" if block.style == "detail" else " ")
        for index, sentence in enumerate(block.paragraph.sentences):
            add_text(paragraph, (sentence.space_before if index else "") + sentence.text)
            add_citation(paragraph, sentence.evidence, self.marked)
        set_direction(paragraph)
        return paragraph

    def _grid(self, block: Grid) -> None:
        if block.caption:
            self._add(block.caption, "Caption")
        add_table(self.document, block, self.marked)
        self._add("", "TableGap")

    def _picture(self, block: Picture) -> None:
        self._add(block.caption, "Caption")
        shape = self._add("", "PictureLine").add_run().add_picture(BytesIO(block.png), width=Cm(block.width))
        properties = shape._inline.docPr
        properties.set("descr", clean_text(block.alt))
        properties.set("title", clean_text(block.caption))
        self._grid(block.grid)

    def _running_lines(self, section: Section, foot: str) -> None:
        """Head: council, status, version and date. Foot: what this is, and page x of y."""
        paper = self.paper
        width = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
        head, end = section.header.paragraphs[0], section.footer.paragraphs[0]
        add_text(head, f"{self.council}\t{self.standing}")
        add_text(end, f"{foot or f'{paper.kind}: {paper.about}'}\t")
        for paragraph in (head, end):
            paragraph.paragraph_format.tab_stops.add_tab_stop(width, alignment=2)  # 2: right
        add_rule(head, "bottom")
        add_page_numbers(end)

    def _add(self, text: str, style: str) -> WordParagraph:
        """A paragraph in a style named by its id: to look one up by name takes a hundred times as long."""
        paragraph = self.document.add_paragraph()
        if style:
            paragraph._p.style = style
        if text:
            add_text(paragraph, text)
            set_direction(paragraph)
        return paragraph


def _on_one_line(text: str) -> str:
    """The text fit for Word, on one line."""
    return flat(clean_text(text))


def _anchor(index: int) -> str:
    return f"_Toc_{index}"


def describe(document: Document, paper: Paper) -> None:
    """Title, author and the rest, so that the file says what it is wherever it ends up."""
    properties = document.core_properties
    council = _on_one_line(paper.council) or UNNAMED
    values = {
        "title": f"{council} – {paper.kind}: {paper.about}",
        "author": council,
        "last_modified_by": _on_one_line(paper.author) or council,
        "subject": f"{paper.kind}: {paper.about}",
        "content_status": paper.standing.partition(",")[0] or "Draft",
        "language": "en-GB",
        "comments": "",
        "keywords": "",
        "category": capital(paper.kind),
    }
    for name, text in values.items():
        setattr(properties, name, text[:_LONGEST_PROPERTY])
    day = datetime.combine(paper.on, time(), UTC).replace(tzinfo=None)  # Word's properties hold plain UTC
    properties.created = properties.modified = day
    properties.revision = 1
