"""Actions worth adding to the plan: from gaps in the evidence, and from what would move the prediction.

What could be offered depends on the evidence alone; the plan, and what was set aside, only take offers away, one for
one. So adding a suggestion to the plan never brings out another, nor hides one that it has nothing to do with.
"""

from rubric.evidence.model import Assessment
from rubric.evidence.plan import Keeper, Line, plan_lines
from rubric.evidence.stated import stated
from rubric.framework.model import Framework
from rubric.prediction.model import DISCLAIMER, NotPredicted, Outcome, Prediction
from rubric.prediction.offers import Suggestion, from_gaps, from_moves, towards_a_band

__all__ = ["Suggestion", "how_much", "set_aside", "suggestions", "waiver_of"]

# What an item's own next step answers. Who confirms the item, and whether a loop is closed, are other questions.
_STEPS_OF_AN_ITEM = ("gap", "further")


# How a gain in the expected score is told: at least so much of a band, and the words (our judgement). Figures with
# decimals would promise more than four reports can tell.
_GAINS = ((0.1, "clearly"), (0.03, "somewhat"), (0.0, "a little"))


def suggestions(assessment: Assessment, framework: Framework, outcome: Outcome) -> tuple[Suggestion, ...]:
    """What might go into the plan, and is neither in it nor set aside: the largest gain first, then what presses most.

    In: the outcome predicted from this assessment.
    """
    aside, lines = _waived(assessment), plan_lines(assessment)
    return tuple(
        suggestion
        for suggestion in _offered(assessment, framework, outcome)
        if waiver_of(suggestion) not in aside and not any(_covers(line, suggestion) for line in lines)
    )


def set_aside(assessment: Assessment, framework: Framework, outcome: Outcome) -> tuple[Suggestion, ...]:
    """The suggestions that somebody has set aside and that would otherwise still be made, in the same order."""
    aside = _waived(assessment)
    return tuple(
        suggestion for suggestion in _offered(assessment, framework, outcome) if waiver_of(suggestion) in aside
    )


def waiver_of(suggestion: Suggestion) -> tuple[str, str]:
    """The rule and subject of the waiver that sets a suggestion aside.

    One about an item names the item, so that it follows when an assessment is copied and its items get fresh ids.
    """
    subject = f"item:{suggestion.evidence[0]}" if suggestion.evidence else f"suggestion:{suggestion.origin}"
    return f"suggestion.{suggestion.cause}", subject


def _waived(assessment: Assessment) -> set[tuple[str, str]]:
    return {(waiver.rule, waiver.subject) for waiver in assessment.waivers}


def _covers(line: Line, suggestion: Suggestion) -> bool:
    """Whether the plan has this already: accepted before, or typed by hand for the same item or aspect.

    A line that was accepted stands for its own suggestion and for no other; in a copy of an assessment, by the item.
    """
    same_item = not set(line.evidence).isdisjoint(suggestion.evidence)
    if line.origin:
        same_cause = line.origin.partition(":")[0] == suggestion.cause
        return line.origin == suggestion.origin or (same_cause and same_item)
    if not stated(line.text):
        return False
    if suggestion.evidence:
        return same_item and (line.keeper is Keeper.PLAN or suggestion.cause.startswith(_STEPS_OF_AN_ITEM))
    general = line.keeper is Keeper.PLAN and not line.evidence
    return general and not set(line.aspects).isdisjoint(suggestion.aspects)


def _offered(assessment: Assessment, framework: Framework, outcome: Outcome) -> list[Suggestion]:
    """All that could be suggested, in order, each cause once."""
    found = {suggestion.origin: suggestion for suggestion in from_gaps(assessment, framework)}
    if isinstance(outcome, NotPredicted):
        towards = {suggestion.origin: suggestion for suggestion in towards_a_band(assessment, outcome)}
        if "band:outside" in towards:  # it asks for the same, in one line instead of nine
            found = {origin: suggestion for origin, suggestion in found.items() if suggestion.cause != "outside"}
        found = towards | found
    moves = outcome.moves if isinstance(outcome, Prediction) else ()
    for moved in from_moves(moves, dict(found), assessment, framework):
        gain = max(moved.gain or 0, found.get(moved.origin, moved).gain or 0)  # two moves may come to one gap
        found[moved.origin] = moved.model_copy(update={"gain": gain, "effect": _effect(gain)})
    weights = {aspect.id: aspect.weight for aspect in framework.aspects}
    heaviest = max(weights.values())
    return sorted(
        found.values(),
        key=lambda suggestion: (
            -(suggestion.gain or 0),
            suggestion.urgency,
            -max((weights.get(aspect, 0) for aspect in suggestion.aspects), default=heaviest),
        ),
    )


def _effect(gain: float) -> str:
    return f"Might raise the expected score {how_much(gain)}, once it is true and shown. {DISCLAIMER}."


def how_much(gain: float) -> str:
    """A gain in the expected score, none below nought, in a word or two: "clearly", "somewhat", "a little"."""
    return next(words for least, words in _GAINS if gain >= least)
