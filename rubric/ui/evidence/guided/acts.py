"""What clicks do that lead through one item: begin, go on, stop. They draw nothing."""

from rubric.evidence import Assessment, EvidenceItem
from rubric.ui.evidence import acts
from rubric.ui.evidence.guided.desk import STEPS, Guide
from rubric.ui.saved.saving import attempt
from rubric.ui.state import cache, session

SAID = "guided-said"  # where on the page the end is told


def begin(assessment: str) -> None:
    """Lead through the first item of an assessment, open in its form; through a new one where there is none."""
    found: list[Assessment] = []
    if not attempt("evidence", lambda: found.append(cache.store().assessments.get(assessment))):
        return
    (stored,), opened = found, session.opened()
    if stored.evidence:
        item: EvidenceItem = stored.evidence[0]
        opened.aspect = item.aspect
        acts.edit(item.id)
    else:
        acts.add(assessment, opened.aspect or cache.framework(stored.framework_version).aspect_ids[0])
    if opened.item:
        guide = session.feature(Guide)
        guide.item, guide.step, guide.over = opened.item, 0, False


def go_on(item: str, step: int) -> None:
    """Go from this step of leading through this item to the next; after the last the item is closed."""
    guide = session.feature(Guide)
    if guide.over or (guide.item, guide.step) != (item, step):
        return  # an older click
    if step + 1 == len(STEPS):
        guide.over = True
        session.note(SAID, "That was one item. The others go the same way, and none has to be finished at once.")
        acts.close(item)
        return
    guide.step = step + 1
    asked = STEPS[guide.step]
    if asked.under_more:
        session.put(f"more-{item}", True)
    session.turn_focus(f"{item}.{asked.field}")


def stop(item: str) -> None:
    """Lead no further; the item stays open, with all that was typed."""
    guide = session.feature(Guide)
    if guide.item == item:
        guide.over = True
        session.turn_focus(f"{item}.{STEPS[guide.step].field}")


def not_now() -> None:
    """Offer it no more in this visit."""
    session.feature(Guide).over = True
    session.turn_focus("add")
