"""From a draft to a Word file: the template filled in, safely, and the same bytes for the same draft."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from jinja2 import TemplateError

from rubric.draft.compose import compose
from rubric.draft.model import Draft
from rubric.draft.word.archive import NOT_WORD, check_archive
from rubric.draft.word.environment import Sandbox, check_tags, parse, unreadable
from rubric.draft.word.fields import DRAFT, UNNAMED, template_values
from rubric.draft.word.filled import WordTemplate
from rubric.draft.word.kinds import TemplateKind
from rubric.draft.word.links import finish
from rubric.draft.word.marking import set_marks
from rubric.draft.word.template import SHIPPED, make_template
from rubric.draft.word.unsafe import unsafe_parts
from rubric.errors import BadTemplate
from rubric.evidence.model import Assessment
from rubric.evidence.text import clean_text
from rubric.framework.model import Framework
from rubric.office import rewritten, unsound_as
from rubric.prediction.model import Outcome

_LONGEST_PROPERTY = 255  # Word's limit for a document property


def render(
    assessment: Assessment,
    framework: Framework,
    *,
    outcome: Outcome | None = None,
    on: date,
    template: Path | bytes | None = None,
    assessment_id: str = "",
) -> bytes:
    """The Word draft of an assessment.

    In: as for `compose`, a template (None: the shipped one), and `assessment_id`, by which the file is recognised when
    it is returned (see `returned`; "": it is not). Out: the bytes of a .docx, the same for the same input and day.

    Raises BadTemplate, in one sentence, where the template is not a sound .docx, is too large, asks for fields we do
    not have or does more than fill in fields.
    """
    return render_draft(
        compose(assessment, framework, outcome=outcome, on=on), template=template, assessment_id=assessment_id
    )


def render_draft(draft: Draft, *, template: Path | bytes | None = None, assessment_id: str = "") -> bytes:
    """The Word file of a draft already composed; parameters, result and errors as for `render`."""
    document = filled(_bytes(template), template_values(draft), DRAFT)
    with unsound_as(BadTemplate(NOT_WORD)):
        set_marks(document, draft, assessment_id)
        finish(document)
    _describe(document.core_properties, draft)
    out = BytesIO()
    document.save(out)
    return rewritten(out.getvalue())


def filled(template: bytes, values: dict[str, Any], kind: TemplateKind) -> WordDocument:
    """The template with these values in the shape of its kind, as a document. Raises BadTemplate, as `render` does."""
    word, out = WordTemplate(BytesIO(check_template(template, kind))), BytesIO()
    with unsound_as(BadTemplate(NOT_WORD)):
        try:
            word.render(values, Sandbox(kind))
        except TemplateError as error:
            raise BadTemplate(unreadable(error)) from error
        word.save(out)
        return Document(BytesIO(out.getvalue()))


@lru_cache(maxsize=8)
def check_template(data: bytes, kind: TemplateKind = DRAFT) -> bytes:
    """The template as our libraries can open it.

    Raises BadTemplate, in one sentence, where these bytes cannot serve as a template; nothing in them is run.
    """
    package = check_archive(data)
    if faults := unsafe_parts(package):
        raise BadTemplate(faults[0])
    environment = Sandbox(kind)
    with unsound_as(BadTemplate(NOT_WORD)):
        sources = WordTemplate(BytesIO(package.data)).sources()
    check_tags([parse(environment, source) for source in sources], kind)
    return package.data


def _bytes(template: Path | bytes | None) -> bytes:
    if isinstance(template, bytes):
        return template
    if template is None and not SHIPPED.is_file():
        return make_template()  # an installed package has no templates folder; a test holds that the two are equal
    path = template or SHIPPED
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadTemplate(
            f"We cannot open the template “{path.name}”: choose another, or check that it is there."
        ) from error


def _describe(properties: object, draft: Draft) -> None:
    """Title, author and the rest, so that the file says what it is wherever it ends up."""
    day = datetime.combine(draft.on, time(), UTC).replace(tzinfo=None)  # Word's properties hold plain UTC
    subject = f"Self-assessment: {draft.statement}"
    values = {
        "title": f"{draft.title or draft.council or UNNAMED} – {subject}",
        "author": draft.council or draft.lead or UNNAMED,
        "last_modified_by": draft.lead or draft.council or UNNAMED,
        "subject": subject,
        "content_status": draft.status,
        "version": draft.version,
        "identifier": f"content:{draft.content_hash}",
        "language": "en-GB",
        "comments": "",
        "keywords": "",
        "category": "Self-assessment",
    }
    for name, text in values.items():
        setattr(properties, name, clean_text(text)[:_LONGEST_PROPERTY])
    for name in ("created", "modified"):
        setattr(properties, name, day)
    setattr(properties, "revision", 1)  # noqa: B010 - the library's properties are untyped
