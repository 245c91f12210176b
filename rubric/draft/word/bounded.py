"""A council's own template is read, filled in and shown only in a process of its own, within bounds.

A template may nest so much, or repeat so much, that filling it in takes far longer or far more memory than it should.
"""

from functools import partial

from rubric.bounded import BOUNDS, Bounds, Over, within_bounds
from rubric.draft.model import Draft
from rubric.draft.word.fields import DRAFT
from rubric.draft.word.kinds import TemplateKind
from rubric.draft.word.own_template import ShownBlock, TemplateCheck, inspect_template, shown_blocks
from rubric.draft.word.render import render_draft
from rubric.errors import BadTemplate

OVER = Over(
    "This template", "take out what repeats in it, save it again as .docx in Word and try again", "fill in", BadTemplate
)


def render_bounded(draft: Draft, template: bytes | None, *, assessment_id: str = "", bounds: Bounds = BOUNDS) -> bytes:
    """As `render_draft`: the shipped template (None) in this process, any other in a process of its own.

    Raises BadTemplate as `render_draft` does, and where it takes more than `bounds`.
    """
    if template is None:
        return render_draft(draft, assessment_id=assessment_id)
    work = partial(render_draft, template=template, assessment_id=assessment_id)
    return within_bounds(work, draft, over=OVER, bounds=bounds)


def shown_bounded(draft: Draft, template: bytes, *, assessment_id: str = "") -> tuple[ShownBlock, ...]:
    """What the draft shows in a template of the council's own; raises as `render_bounded`."""
    data = render_bounded(draft, template, assessment_id=assessment_id)
    return within_bounds(shown_blocks, data, over=OVER)


def inspect_bounded(template: bytes, kind: TemplateKind = DRAFT, *, bounds: Bounds = BOUNDS) -> TemplateCheck:
    """As `own_template.inspect_template`, in a process of its own; taking too long is one of the errors it gives."""
    try:
        return within_bounds(inspect_template, template, kind, over=OVER, bounds=bounds)
    except BadTemplate as error:
        return TemplateCheck(errors=(str(error),))
