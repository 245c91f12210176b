"""The director's page: the answer, what it rests on, what to do next and what was done, on one sheet of A4.

Its values are those of the band page and of the briefing; nothing is worked out here. Every text has a limit (see
`briefing_words`), so that no assessment, however long its texts, takes more than the sheet.
"""

from collections.abc import Iterator
from datetime import date

from rubric.draft.documents.band_annex import headline
from rubric.draft.documents.briefing_since import HEADING as SINCE
from rubric.draft.documents.briefing_since import since_blocks
from rubric.draft.documents.briefing_words import short_sentence, trimmed
from rubric.draft.material import Material, gather
from rubric.draft.paper.model import Heading, TextBlock, text_block
from rubric.draft.steps import is_late
from rubric.english import capital, long_date
from rubric.evidence.model import Assessment
from rubric.framework.model import Framework
from rubric.prediction.in_short import how_sure, next_steps, what_tips_it
from rubric.prediction.model import DISCLAIMER, NotPredicted, Outcome, Reason
from rubric.prediction.suggestions import suggestions

MOST = 3  # reasons each way, and things to do
_REASON, _STEP, _WHY = 36, 40, 40  # words told of each


def director_blocks(
    assessment: Assessment, framework: Framework, outcome: Outcome, *, on: date
) -> tuple[Heading | TextBlock, ...]:
    """The page's headings and paragraphs, in their order. In: the outcome predicted from this assessment."""
    return tuple(_blocks(gather(assessment, framework, on), assessment, outcome))


def _blocks(material: Material, assessment: Assessment, outcome: Outcome) -> Iterator[Heading | TextBlock]:
    yield Heading(text="What is predicted, and how sure", part="band")
    yield from _answer(material, assessment, outcome)
    yield Heading(text="What supports it most", part="supports")
    yield from _reasons(material, outcome, up=True)
    yield Heading(text="What holds it back most", part="holds-back")
    yield from _reasons(material, outcome, up=False)
    yield Heading(text="What to do next", part="next")
    yield from _next(material, assessment, outcome)
    yield Heading(text=SINCE, part="since")
    since = [block for block in since_blocks(material) if isinstance(block, TextBlock)]
    yield from since or [text_block("The findings of our last report are not brought in yet.")]


def _answer(material: Material, assessment: Assessment, outcome: Outcome) -> Iterator[TextBlock]:
    yield text_block(f"{DISCLAIMER}.", style="callout")
    if isinstance(outcome, NotPredicted):
        yield text_block("We show no band.", short_sentence(outcome.why, _WHY))
        return
    yield text_block(headline(outcome, material), _as_ours(outcome.reading), what_tips_it(outcome))
    yield text_block(how_sure(outcome, assessment.claims(), material.framework))


def _as_ours(reading: str) -> str:
    """What the screens say to who writes, as the council says it of itself, like the rest of the page."""
    return reading.replace("Your ", "Our ").replace("your ", "our ")


def _reasons(material: Material, outcome: Outcome, *, up: bool) -> Iterator[TextBlock]:
    """The weightiest reasons one way, each on another aspect; one that is about no claim names its aspect itself."""
    heaviest: dict[str, Reason] = {}
    for reason in sorted(outcome.reasons, key=lambda reason: -abs(reason.effect)):
        if (reason.effect > 0) if up else (reason.effect < 0):
            heaviest.setdefault(reason.aspect, reason)
    for reason in list(heaviest.values())[:MOST]:
        number = material.numbers.get(reason.claim_id or "")
        yield text_block(
            short_sentence(reason.text, _REASON),
            style="bullet",
            label=f"{capital(material.title(reason.aspect))}." if reason.claim_id else "",
            cite=(number,) if number else (),
        )
    if not heaviest:
        yield text_block("Nothing yet.")


def _next(material: Material, assessment: Assessment, outcome: Outcome) -> Iterator[TextBlock]:
    """What is suggested; where that is less than three things, the open steps of the plan after it."""
    offered = next_steps(suggestions(assessment, material.framework, outcome), assessment, MOST)
    told = [text_block(short_sentence(one.text, _STEP), style="bullet") for one in offered]
    for step in material.steps:
        if step.is_done:
            continue
        due = f"By {long_date(step.action.due)}." if step.action.due else "No date agreed yet."
        late = "It is overdue." if is_late(step, material.on) else ""
        told.append(text_block(f"{trimmed(step.action.text, _STEP)}.", due, late, style="bullet", label="In the plan."))
    yield from told[:MOST] or [text_block("Nothing is suggested, and no step is open.")]
