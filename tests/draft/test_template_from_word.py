"""Templates as Word itself leaves them: after autocorrection, from the web, as .dotx, as Strict Open XML."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from rubric.draft import compose, render_draft
from rubric.draft.word.own_template import inspect_template
from rubric.draft.word.template import make_template
from rubric.framework import load
from tests.draft.builders import ON, all_text, council, item, opened, part, template_with
from tests.draft.test_hostile_templates import changed, related


def filled(template: bytes) -> bytes:
    return render_draft(compose(council(item(), period="2026"), load(), on=ON), template=template)


@pytest.mark.parametrize(
    "tag",
    [
        "{{\N{NO-BREAK SPACE}council\N{NO-BREAK SPACE}}}",
        "{{ council\N{ZERO WIDTH SPACE} }}",
        "{%\N{EN DASH} if council %}{{ council }}{% endif \N{EN DASH}%}",
    ],
)
def test_a_tag_that_word_has_corrected_is_taken(tag: str) -> None:
    template = template_with(f"Council: {tag}")
    assert inspect_template(template).sound
    assert "Exampleshire" in all_text(filled(template))
    assert "{" not in all_text(filled(template))


@pytest.mark.parametrize("tag", ["{ { council } }", "{ {council}}", "{{council} }", "{ % if council %}{% endif %}"])
def test_a_tag_with_a_space_between_its_braces_is_named(tag: str) -> None:
    (error,) = inspect_template(template_with("{{ council }}", tag)).errors
    assert tag[:9] in error
    assert "space between its braces" in error


@pytest.mark.parametrize("inside", [("{%p for p in band.paragraphs %}", "{{ p.text }}", "{%p endfor %}")])
def test_a_cell_whose_loop_is_over_nothing_still_has_a_paragraph(inside: tuple[str, ...]) -> None:
    document = docx.Document()
    document.add_paragraph("{{ council }}")
    for holder in (document, document.sections[0].header):
        cell = (
            (holder.add_table(1, 1) if isinstance(holder, Document) else holder.add_table(1, 1, Pt(90)))
            .rows[0]
            .cells[0]
        )
        cell.paragraphs[0].text = inside[0]
        for text in inside[1:]:
            cell.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    made = opened(filled(out.getvalue()))
    for root in (made.element.body, made.sections[0].header._element):
        cells = list(root.iter(qn("w:tc")))
        assert cells
        assert all(cell[-1].tag == qn("w:p") for cell in cells)


def test_a_word_template_is_a_template() -> None:
    types = part(make_template(), "[Content_Types].xml").replace("document.main+xml", "template.main+xml")
    given = changed(make_template(), **{"[Content_Types]": types.encode()})
    assert inspect_template(given).sound
    assert "Exampleshire" in all_text(filled(given))


def test_a_telephone_number_may_be_a_link() -> None:
    assert "tel:" not in " ".join(inspect_template(related("hyperlink", "tel:+443000616161")).errors)


@pytest.mark.parametrize(
    "name", ["document2", "en_dash", "loop_in_cell", "nbsp", "spaced_braces", "strict", "tel_link"]
)
def test_templates_that_other_tools_choke_on_are_taken_or_named(shared: Path, name: str) -> None:
    path = shared / "cases" / f"template_{name}.docx"
    if not path.is_file():
        pytest.skip("the shared cases are not here")
    data = path.read_bytes()
    check = inspect_template(data)
    if name == "spaced_braces":
        assert "“{ { period } }”" in check.errors[0]
        return
    assert check.sound, check
    assert "Exampleshire" in all_text(filled(data))
