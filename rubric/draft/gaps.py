"""What a draft leaves out because nothing is recorded: told to its author in notes, and never to its reader."""

from collections.abc import Iterable, Iterator

from rubric.draft.harm import bad_figure
from rubric.draft.listing import silent_topics
from rubric.draft.material import Material, is_shown
from rubric.draft.phrases import SPEAKERS
from rubric.draft.wording import on_topics
from rubric.english import either, flat, inline, listed, shortened
from rubric.evidence.absolute import exceptions
from rubric.evidence.loops import plainly_closed
from rubric.evidence.model import LOOP, EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework.words import Polarity, Voice

_STEPS = {
    "heard": "what you heard",
    "decided": "what you decided",
    "changed": "what changed",
    "told": "how people were told",
}


def gap_notes(material: Material) -> Iterator[str]:
    """Plain sentences on what an assurance lead could record before this draft is sent."""
    yield from _silent(material)
    yield from _unshown(material)
    yield from _without_difference(material)
    yield from _without_step(material)
    yield from _bad_strengths(material)
    for item in material.items:
        yield from _unclosed_loop(item, material.numbers[item.id])


def _silent(material: Material) -> Iterator[str]:
    """Topics without finished evidence, and voices of which nothing is recorded."""
    topics = silent_topics(material)
    if topics and material.items:
        yield f"The draft says nothing {on_topics(topics)}: no evidence is finished there."
    recorded = {record.voice for item in material.usable for record in item.confirmations if record.recorded}
    silent = [inline(SPEAKERS[voice]) for voice in Voice if voice not in recorded]
    if silent and material.usable:
        yield (
            f"Nothing is recorded of what {listed(silent, comma=True)} said or showed, so the draft is silent on it: "
            "record it on the items that they confirm or deny."
        )


def _unshown(material: Material) -> Iterator[str]:
    """Items of which only a tick, or nothing, says that somebody else would confirm them."""
    alone = [item for item in material.usable if not is_shown(item)]
    if alone:
        yield (
            f"Nothing shows {_evidence(alone, material)}, so the draft takes {either(len(alone), 'it', 'them')} for "
            "your own account: name a document, or record what somebody said."
        )


def _without_difference(material: Material) -> Iterator[str]:
    lacking = [item for item in material.strengths if not stated(item.outcome)]
    if lacking:
        yield (
            f"The difference made is not recorded on {_evidence(lacking, material)}, which the draft may tell as "
            f"{either(len(lacking), 'a strength', 'strengths')}: add what is different now, and for whom."
        )


def _without_step(material: Material) -> Iterator[str]:
    lacking = [item for item in material.areas if material.step_on(item) is None]
    if lacking:
        yield f"No next step is agreed on {_evidence(lacking, material)}, which the draft may tell as a gap: add one."


def _bad_strengths(material: Material) -> Iterator[str]:
    for item in material.usable:
        if item.polarity is not Polarity.STRENGTH:
            continue
        number = material.numbers[item.id]
        if words := bad_figure(item):
            yield f"Evidence {number} is called a strength, and “{shortened(words)}” reads as bad news: judge it again."
        if short := exceptions(item):
            yield (
                f"Evidence {number} says “{short.word}”, and “{shortened(short.figure)}” beside it shows exceptions: "
                "say how many, or leave the word out."
            )


def _unclosed_loop(item: EvidenceItem, number: int) -> Iterator[str]:
    """What a feedback loop that is begun and not closed lacks: the text leaves such a loop out.

    A step that was answered ("nothing yet") is not asked for again.
    """
    recorded = item.loop_steps
    answers = {name: flat(getattr(item, name)) for name in LOOP if name not in recorded and getattr(item, name).strip()}
    if item.closes_a_loop:
        if not plainly_closed(item):
            yield (
                f"The four steps of evidence {number} do not plainly say that something changed and that people were "
                "told: the draft does not count it among the points on which they were."
            )
    elif answers:
        said = listed(f"“{shortened(text, 40)}” on {_STEPS[name]}" for name, text in answers.items())
        yield f"Evidence {number} says {said}, so its feedback loop is open and the draft leaves all of it out."
    elif recorded:
        present, lacking = (
            listed(_STEPS[name] for name in LOOP if (name in recorded) is is_recorded) for is_recorded in (True, False)
        )
        yield (
            f"Evidence {number} tells {present}, but not {lacking}: add that, and the draft tells it as a closed loop."
        )


def _evidence(items: Iterable[EvidenceItem], material: Material) -> str:
    """ "evidence 3", "evidence 3, 5 and 9"."""
    return f"evidence {listed(str(number) for number in material.cite(items))}"
