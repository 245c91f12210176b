"""The documents that a council may have templates of its own for, and a template to start from for each."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

from rubric.draft.documents import briefing, plan_paper
from rubric.draft.model import Column
from rubric.draft.paper.own_template import paper_kind
from rubric.draft.paper.styles import blank_document, set_close
from rubric.draft.word.fields import DRAFT
from rubric.draft.word.kinds import TemplateKind
from rubric.draft.word.template import make_template
from rubric.draft.word.template_parts import Page, add_page_numbers, add_rule
from rubric.office import rewritten


class _Rows(NamedTuple):
    """The table of a part: its columns, their widths in centimetres, and what it is for those who cannot see it."""

    columns: Sequence[Column]
    widths: Sequence[float]
    summary: str


_BRIEFING_PARTS: Mapping[str, _Rows | None] = {
    "position": None,
    "strengths": None,
    "risks": None,
    "since": None,
    "questions": _Rows(briefing.QUESTIONS, briefing.QUESTION_WIDTHS, "Questions that assessors may ask"),
    "dates": _Rows(briefing.DATES, briefing.DATE_WIDTHS, "The next dates in the improvement plan"),
    "band": None,
}
_COMMITTEE_PARTS: Mapping[str, _Rows | None] = {
    **dict.fromkeys(("position", "strengths", "areas", "since"), None),
    "dates": _BRIEFING_PARTS["dates"],
}
_ACTIONS = _Rows(plan_paper.ACTIONS, plan_paper.ACTION_WIDTHS, "Actions, each with owner, date, measure and topic")
_PLAN_PARTS: Mapping[str, _Rows | None] = {
    "totals": _Rows(plan_paper.ASPECTS, plan_paper.ASPECT_WIDTHS, "How many actions are open, overdue and done"),
    **dict.fromkeys(plan_paper.PARTS.values(), _ACTIONS),
}


def _kind(kind_id: str, name: str, parts: Mapping[str, _Rows | None], *optional: str) -> TemplateKind:
    columns = {part: rows.columns if rows else () for part, rows in parts.items()}
    return paper_kind(kind_id, name, columns, optional=optional)


BRIEFING = _kind("briefing", "briefing", _BRIEFING_PARTS, "since")
COMMITTEE = _kind("committee", "page for the committee", _COMMITTEE_PARTS, "since")
PLAN = _kind("plan", "plan", _PLAN_PARTS)
KINDS = {kind.id: kind for kind in (DRAFT, BRIEFING, COMMITTEE, PLAN)}
_PARTS = {BRIEFING: _BRIEFING_PARTS, COMMITTEE: _COMMITTEE_PARTS, PLAN: _PLAN_PARTS}


def starter(kind: TemplateKind) -> bytes:
    """A template of this kind to start from, with every part: the bytes of a .docx, always the same."""
    if kind is DRAFT:
        return make_template()
    parts, wide = _PARTS[kind], kind is PLAN
    document = blank_document(close=True)
    page = Page(document)
    page.set_up(document.sections[0], wide=wide)
    if not wide:
        set_close(document.sections[0])
    _running_lines(page)
    page.add("{{ kind }}", "Title")
    page.add("{{ council }}: {{ about }}", "Subtitle")
    page.add(
        "{{ standing }}.{% for one in details %} {{ one.label }}: {{ one.text }}.{% endfor %}"
        "{% if note %} {{ note }}{% endif %}",
        "Side Note",
    )
    for part, rows in parts.items():
        _part(page, part, rows)
    properties = document.core_properties
    properties.title = f"Template of the {kind.name}"
    properties.author = properties.last_modified_by = "Rubric"
    out = BytesIO()
    document.save(out)
    return rewritten(out.getvalue(), packed=False)


def _part(page: Page, part: str, rows: _Rows | None) -> None:
    with page.block(f"if {part}.shown"):
        page.add(f"{{{{ {part}.heading }}}}", "Heading 1")
        with page.block(f"for p in {part}.paragraphs"):
            for condition, style in (
                ("p.bulleted", "List Bullet"),
                ("p.callout", "Callout"),
                ("not p.bulleted and not p.callout", "Normal"),
            ):
                with page.block(f"if {condition}"):
                    page.labelled(style)
        if rows:
            with page.block(f"if {part}.caption"):
                page.add(f"{{{{ {part}.caption }}}}", "Caption")
            page.table(part, rows.columns, rows.widths, rows.summary, plain=True)


def _running_lines(page: Page) -> None:
    """Head: council and standing. Foot: what this is, and page x of y."""
    section = page.document.sections[0]
    width = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.add_run("{{ council }}\t{{ standing }}")
    foot.add_run("{{ kind }}: {{ about }}\t")
    for paragraph in (head, foot):
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, alignment=2)  # 2: right
    add_rule(head, "bottom")
    add_page_numbers(foot)
