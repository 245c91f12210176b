"""What clicks do about a file that was brought in: keep it as proof for the items that came of it, or let go of it."""

from collections.abc import Sequence

from rubric.english import count, either
from rubric.errors import BadInput
from rubric.evidence import Assessment, clean_text
from rubric.evidence.attachments import check_size
from rubric.evidence.personal import Personal
from rubric.intake.model import Intake
from rubric.privacy import find
from rubric.ui.saved.attached import acts as attaching
from rubric.ui.saved.guard.acts import LONGEST_REASON
from rubric.ui.saved.saving import attempt, take
from rubric.ui.state import cache, session
from rubric.ui.state.at_hand import AtHand

PLACE = "intake-proof"  # where on the page an error is shown
SAID = "intake-proof-said"  # where a success is shown


def hold(assessment: str, read: Intake, files: Sequence[AtHand]) -> None:
    """Hold files in memory from which anything is proposed."""
    proposed = {proposal.passage.source.sha256 for proposal in read.proposals}
    for file in files:
        if file.attachment.sha256 in proposed:
            cache.files_at_hand().hold(assessment, file)


def rests(assessment: Assessment, accepted: Sequence[str], file: AtHand) -> list[str]:
    """The items out of those accepted from a file that do not rest on it yet, by id."""
    kept = {one.id for one in assessment.attachments if one.sha256 == file.attachment.sha256}
    return [item.id for item in assessment.evidence if item.id in accepted and not kept & set(item.attached)]


def keep(assessment: str, file: AtHand, items: Sequence[str], reason_key: str) -> None:
    """Keep a file as proof for these items. Where it holds what looks like personal data, only for a reason."""
    reason = clean_text(session.read(reason_key) or "").strip()[:LONGEST_REASON]

    def work() -> object:
        if file.finds and not reason:
            raise BadInput("Say in a few words why this may stay in a file that is kept, then keep it.")
        if find(reason):
            raise BadInput("This reason names somebody too: say why in words that could be anybody’s.")
        check_size(len(file.data), file.attachment.name, attaching.most_bytes())
        may_stay = {Personal("", "", seen.found).rule: reason for seen in file.finds}
        return attaching.add(assessment, file.attachment, file.data, items=items, may_stay=may_stay)

    if attempt(PLACE, work):
        take(reason_key)
        cache.files_at_hand().let_go(assessment, file.attachment.sha256)
        rest = f"{count(len(items), 'item')} {either(len(items), 'rests', 'rest')} on it"
        session.note(SAID, f"{file.attachment.name} is kept: {rest}, and so does what is accepted from it next.")


def let_go(assessment: str, file: AtHand, reason_key: str) -> None:
    """Keep nothing of a file but what was accepted from it."""
    take(reason_key)
    cache.files_at_hand().let_go(assessment, file.attachment.sha256)
    session.note(SAID, f"{file.attachment.name} was not kept: the items name it as their source.")
