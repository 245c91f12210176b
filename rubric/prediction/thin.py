"""When evidence is too thin for a band, and what would be needed: an honest "not enough" beats a guess.

The limits are our judgement, set so that each shipped report is well within them and a single strong chapter is not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rubric.claims.model import Claim
from rubric.english import count, either, inline
from rubric.framework.model import Aspect, Framework
from rubric.framework.words import Speaker
from rubric.prediction.substance import substance
from rubric.prediction.value import is_confirmed_outside
from rubric.prediction.wordings import count_repeated

LEAST_CLAIMS = 12
LEAST_WEIGHT = 0.65  # of the aspects' weight that has at least one claim
LEAST_OUTSIDE = 2  # claims that people, carers or partners confirm (asked of councils only)
LEAST_SHOWN = 6  # claims that something beside their wording shows, half of the least (asked of councils only)


@dataclass(frozen=True)
class Thin:
    """Why there is no band: one sentence, what is missing in words, and the silent aspects' ids."""

    why: str
    missing: tuple[str, ...]
    aspects: tuple[str, ...]


def why_too_thin(
    claims: Sequence[Claim], framework: Framework, skipped: Iterable[str] = (), doubted: int = 0
) -> Thin | None:
    """Why these claims cannot carry a band, or None where they can.

    `skipped` are aspects left out on purpose; `doubted` is how many more claims were given but count for nothing.
    """
    texts = {" ".join(claim.text.lower().split()) for claim in claims}
    different = min(len(texts), len(claims) - count_repeated(claims))
    heard = {claim.aspect for claim in claims}
    silent = [aspect for aspect in framework.aspects if aspect.id not in heard]
    silent.sort(key=lambda aspect: (aspect.id in set(skipped), -aspect.weight))
    share = 1 - sum(a.weight for a in silent) / sum(a.weight for a in framework.aspects)
    council = [claim for claim in claims if claim.speaker is Speaker.COUNCIL]
    outside = sum(is_confirmed_outside(claim) for claim in council)
    shown = sum(substance(claim).is_shown for claim in council)
    problems, missing = [], []
    if share < LEAST_WEIGHT:
        problems.append(f"{len(silent)} of {len(framework.aspects)} aspects have no evidence yet")
        missing += [f"Add evidence on {inline(aspect.title)}" for aspect in silent]
    if different < LEAST_CLAIMS:
        how_many = f"there {either(different, 'is', 'are')} {count(different, 'usable item')}"
        problems.append(f"{how_many}, and at least {LEAST_CLAIMS} are needed")
        missing.append(f"Add {count(LEAST_CLAIMS - different, 'more item')}, each with one claim")
    if (council or doubted) and outside < LEAST_OUTSIDE:
        subject = "nothing here is" if not outside else "only one item is"
        problems.append(f"{subject} confirmed by people, carers or partners")
        missing.append("Show where people who use services, carers or partners confirm what you say")
    if (council or doubted) and shown < LEAST_SHOWN:
        subject = "nothing here has" if not shown else f"only {count(shown, 'item has', 'items have')}"
        problems.append(f"{subject} a source, a figure, a difference made or a recorded confirmation")
        missing.append(
            f"Give {count(LEAST_SHOWN - shown, 'more item')} a source, a figure or what changed because of it"
        )
    if not problems:
        return None
    if doubted:
        missing.insert(0, f"Mend {count(doubted, 'item')} that {either(doubted, 'counts', 'count')} for nothing yet")
    if not claims and doubted:
        subject = either(doubted, "the one item here counts", f"all {doubted} items here count")
        return Thin(
            f"There is not enough evidence for a band: {subject} for nothing yet.", tuple(missing), _ids(silent)
        )
    if not claims:
        return Thin(
            "There is no finished evidence here yet, so there is nothing to predict from.", tuple(missing), _ids(silent)
        )
    return Thin(f"There is not enough evidence for a band: {'; '.join(problems)}.", tuple(missing), _ids(silent))


def _ids(aspects: Iterable[Aspect]) -> tuple[str, ...]:
    return tuple(aspect.id for aspect in aspects)
