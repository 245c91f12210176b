"""What clicks on the page for bringing things in do: read, settle, accept, merge, split, undo. They draw nothing."""

from collections.abc import Callable, Sequence

from rubric.claims.split import sentences
from rubric.errors import RubricError
from rubric.evidence import clean_text
from rubric.intake.guarded import Choice, Settled, finds
from rubric.intake.review import Proposed
from rubric.intake.several import split_claim
from rubric.privacy import find
from rubric.storage import Saved
from rubric.ui.intake import keeping, proof
from rubric.ui.intake.desk import IntakeDesk
from rubric.ui.intake.kept import PLACE, thing
from rubric.ui.intake.taking import TakingIn
from rubric.ui.saved import saving
from rubric.ui.saved.saving import attempt
from rubric.ui.state import cache, session

LONGEST_REASON = 500  # characters
DECIDES = ("accept", "reject", "merge", "split")  # in the names of the buttons that decide about a proposal

# reading


def begin(version: str, files: Sequence[tuple[str, bytes]], pasted: str = "") -> None:
    """Start reading files or pasted text in the background."""
    memory = session.feature(IntakeDesk)
    memory.work = TakingIn(files, pasted, cache.refit(version))
    memory.outcomes.clear()
    memory.choices.clear()
    saving.hold_nothing()
    memory.work.start()


def begin_pasted(version: str, key: str) -> None:
    """Start reading the text in the widget with this key, if there is any."""
    text = clean_text(session.read(key) or "")
    if text.strip():
        begin(version, (), text)
        saving.hold(key)


def cancel(work: TakingIn) -> None:
    """Stop reading; nothing of these files is kept."""
    work.stop()


def ended(assessment: str) -> None:
    """Take over what was read once the work has ended: at once, or after personal data in it is settled."""
    memory = session.feature(IntakeDesk)
    work, memory.work = memory.work, None
    if work is None or work.stopped:
        saving.hold_nothing()
        session.note(PLACE, "Stopped: nothing of these files was brought in.")
    elif work.taken is None:
        saving.hold_nothing()
        session.note(PLACE, work.error)
    else:
        memory.read, memory.at_hand = work.taken, work.at_hand
        if not finds(work.taken):
            keep(assessment)


# personal data in what was read


def choose(key: str, widget: str) -> None:
    """Remember what becomes of a find, from the widget."""
    memory = session.feature(IntakeDesk)
    chosen = session.read(widget) or Choice.MASK
    memory.choices[key] = Settled(Choice(chosen), memory.choices.get(key, Settled()).reason)


def give_reason(key: str, widget: str) -> None:
    """Remember why a find may stay, from the widget; a reason that names somebody is not taken."""
    reason = clean_text(session.read(widget) or "").strip()[:LONGEST_REASON]
    if find(reason):
        session.note(PLACE, "This reason names somebody too: say why in words that could be anybody’s.")
        return
    session.feature(IntakeDesk).choices[key] = Settled(Choice.KEEP, reason)
    saving.hold(widget)


def keep(assessment: str) -> None:
    """Keep what was read, with personal data masked, taken out or left as was chosen."""
    memory = session.feature(IntakeDesk)
    if memory.read is None:
        return
    if any(one.choice is Choice.KEEP and not one.reason for one in memory.choices.values()):
        session.note(PLACE, "Say in a few words why what you keep may stay, then go on.")
        return
    read, choices = memory.read, dict(memory.choices)
    if attempt(PLACE, lambda: memory.outcomes.extend(keeping.keep(assessment, read, choices))):
        proof.hold(assessment, read, memory.at_hand)
        give_up()


def give_up() -> None:
    """Let go of what was read; nothing of it was kept."""
    memory = session.feature(IntakeDesk)
    saving.take_held()
    memory.read = None
    memory.at_hand.clear()
    memory.choices.clear()


def clear_outcomes() -> None:
    """Clear the list of what came of each file."""
    session.feature(IntakeDesk).outcomes.clear()


# the review


def show(proposal: str) -> None:
    """Open a proposal for review."""
    session.feature(IntakeDesk).current = proposal


def accept(assessment: str, proposal: str, following: str) -> None:
    """Make a proposal an item, with what stands in its boxes, and show the one that follows."""
    if _typed_is_saved(assessment, proposal):
        _decide(assessment, proposal, lambda: cache.store().proposals.accept(assessment, proposal), following)


def reject(assessment: str, proposal: str, following: str) -> None:
    """Leave a proposal out, and show the one that follows."""
    _decide(assessment, proposal, lambda: cache.store().proposals.reject(assessment, proposal), following)


def merge(assessment: str, proposal: str, other: str) -> None:
    """Make one proposal of two that say nearly the same: the words of the first, the sources of both."""
    found = _waiting(assessment)
    if not _typed_is_saved(assessment, proposal) or proposal not in found or other not in found:
        return
    made = _waiting(assessment)[proposal].merged_with(found[other])
    _replace(assessment, (proposal, other), (made,))


def split(assessment: str, proposal: str, version: str) -> None:
    """Make several proposals of one that holds several claims."""
    if not _typed_is_saved(assessment, proposal):
        return
    one = _waiting(assessment).get(proposal)
    if one is None:
        return
    parts = parts_of(one.text)
    if len(parts) < 2:
        session.note(PLACE, "This is one sentence: put each claim on a line of its own in the box, then split.")
        return
    _replace(assessment, (proposal,), one.split_into(parts, cache.readings(parts, version)))


def undo(assessment: str, step: int, proposal: str, on_screen: str) -> None:
    """Take back the decision that the page names, and show what it was about.

    Who is quick may press it before the page names what they have just decided about the proposal `on_screen`: then
    that is what they take back.
    """
    memory = session.feature(IntakeDesk)

    def take_back() -> Saved | None:
        named = (step, proposal)
        last = cache.store().proposals.decided(assessment)[:1]
        if memory.made[0] > step and memory.made in [(one.step, one.id) for one in last]:
            named = memory.made
        elif any(session.read(f"intake-{name}-{on_screen}") for name in DECIDES):
            memory.taken_back = on_screen
            return None
        saved = cache.store().proposals.undo(assessment, named[0])
        memory.made = (0, "")
        show(named[1])
        return saved

    attempt(PLACE, take_back)


def _replace(assessment: str, proposals: Sequence[str], made: Sequence[Proposed]) -> None:
    replace = cache.store().proposals.replace
    _decide(assessment, proposals[0], lambda: replace(assessment, proposals, made), made[0].id)


def _decide(assessment: str, proposal: str, decide: Callable[[], Saved], following: str) -> None:
    """Decide about a proposal and show the one that follows.

    A key that is pressed again before the page shows that one is about the proposal on the screen: nothing is left to
    do. And nothing is done where the key was taken back before anybody could answer it.
    """
    memory = session.feature(IntakeDesk)

    def once() -> Saved | None:
        if memory.taken_back == proposal:
            memory.taken_back = ""
            return None
        if memory.made[1] == proposal and proposal not in _waiting(assessment):
            return None
        saved = decide()
        memory.made = (saved.revision, proposal)
        show(following)
        return saved

    attempt(PLACE, once)


def parts_of(text: str) -> Sequence[str]:
    """The claims that a text would be split into: its lines or bullets, else the claims or sentences in it."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    found = split_claim(text)
    if len(found) > 1:
        return found
    return lines if len(lines) > 1 else sentences(text)


def _waiting(assessment: str) -> dict[str, Proposed]:
    return {one.id: one for one in cache.store().proposals.waiting(assessment)}


def _typed_is_saved(assessment: str, proposal: str) -> bool:
    """Whether the words in a proposal's box are stored: a click may come before they have been saved as left."""
    key = f"{proposal}.text"
    typed = session.read(key)
    if not isinstance(typed, str) or typed == session.desk().shown.get(key):
        return True
    try:
        stored = cache.store().proposals.get(assessment, proposal).text
    except RubricError:  # which is told of by what is done next
        return True
    if clean_text(typed) == stored:
        return True
    if not saving.save(thing(assessment, proposal), {"text": typed}):
        return False
    session.desk().shown[key] = typed
    return True
