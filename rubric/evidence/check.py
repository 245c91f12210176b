"""What cannot be seen in an assessment alone: whether it fits the framework it is used with."""

from collections import Counter

from rubric.english import count, either
from rubric.evidence.faults import item_in_words, quoted
from rubric.evidence.model import Assessment
from rubric.framework.model import Framework


def check_against(assessment: Assessment, framework: Framework) -> tuple[str, ...]:
    """Where an assessment does not fit a framework, as plain sentences; none where it fits.

    These are warnings: items under an unknown aspect are kept, but take no part in comparison or prediction.
    """
    return (
        *_version(assessment, framework),
        *_unknown_aspects(assessment, framework),
        *_unknown_relations(assessment, framework),
        *_unknown_skips(assessment, framework),
        *_unknown_in_plan(assessment, framework),
    )


def _version(assessment: Assessment, framework: Framework) -> tuple[str, ...]:
    if assessment.framework_version in ("", framework.version):
        return ()
    return (
        f"This assessment was made with framework {quoted(assessment.framework_version)}, and you are using "
        f"{quoted(framework.version)}; check that your answers still fit what is asked.",
    )


def _unknown_aspects(assessment: Assessment, framework: Framework) -> tuple[str, ...]:
    counts = Counter(item.aspect for item in assessment.evidence if item.aspect not in framework.aspect_ids)
    return tuple(
        f"{count(items, 'item is', 'items are')} under {quoted(aspect)}, which this framework does not have; "
        f"move {either(items, 'it', 'them')} to another aspect, or {either(items, 'it', 'they')} will not count."
        for aspect, items in counts.items()
    )


def _unknown_relations(assessment: Assessment, framework: Framework) -> tuple[str, ...]:
    items = [{"aspect": item.aspect, "text": item.text} for item in assessment.evidence]
    return tuple(
        f"{item_in_words(index, items)} names {quoted(aspect)} as a related aspect, which this framework does not "
        "have; choose another, or none."
        for index, item in enumerate(assessment.evidence)
        for aspect in dict.fromkeys(item.related_aspects)
        if aspect not in framework.aspect_ids
    )


def _unknown_skips(assessment: Assessment, framework: Framework) -> tuple[str, ...]:
    return tuple(
        f"{quoted(aspect)} was skipped, but this framework has no such aspect; you can leave that out."
        for aspect in dict.fromkeys(skip.aspect for skip in assessment.skips)
        if aspect not in framework.aspect_ids
    )


def _unknown_in_plan(assessment: Assessment, framework: Framework) -> tuple[str, ...]:
    return tuple(
        f"Action {number} in the plan{f' ({quoted(action.text)})' if action.text.strip() else ''} serves "
        f"{quoted(aspect)}, an aspect that this framework does not have; choose another, or none."
        for number, action in enumerate(assessment.actions, start=1)
        for aspect in dict.fromkeys(action.aspects)
        if aspect not in framework.aspect_ids
    )
