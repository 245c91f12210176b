"""The evidence base beside scored reports: the nearest findings at each score, and what the better ones say."""

from collections.abc import Iterator, Sequence

from rubric.comparison import Comparison, Match
from rubric.draft.documents.questions import UNNAMED_COUNCIL, findings_of
from rubric.draft.material import Material
from rubric.draft.model import Column, Table
from rubric.draft.paper.model import Block, Grid, said
from rubric.draft.wording import capital, counted, cut, sentence
from rubric.framework.words import Polarity
from rubric.reports.model import UNNAMED, Finding

GOOD = 3  # the score whose reports show what to reach for
MOST_MATCHES = 2  # at each score, beside one item
MOST_PATTERNS = 5  # in one aspect
MOST_PLACES = 3
NOTHING_LIKE = "Nothing like it"
_WIDE = 26.1  # centimetres: a page on its side between its margins
_LONGEST_CELL = 60

_SAY = (
    Column(key="say", heading="What reports scored 3 say"),
    Column(key="where", heading="Where they say it"),
    Column(key="found", heading="Found in"),
)


def beside_blocks(material: Material, comparison: Comparison) -> Iterator[Block]:
    """Item by item, what is most like it at each score; only finished items can be compared."""
    findings = findings_of(comparison)
    scores = sorted({finding.score for finding in findings})
    reports = len({finding.report_id for finding in findings})
    yield said(
        f"Each finished item stands beside the findings most like it in {counted(reports, 'scored report')} "
        f"({counted(len(findings), 'finding')} in all, in our own words). Likeness is of words first; “why” says what "
        "brought the two together. A finding that is like ours is no proof of ours."
    )
    if not comparison.neighbours:
        yield said("There is no finished item to compare yet.")
    for aspect in material.framework.aspects:
        items = [i for i in material.usable if i.aspect == aspect.id and i.id in comparison.neighbours]
        if not items:
            continue
        rows = []
        for item in items:
            near = comparison.neighbours[item.id].by_score
            row = {"number": str(material.numbers[item.id]), "ours": cut(item.text, _LONGEST_CELL)}
            rows.append({**row, **{_key(score): _cell(near.get(score, ()), aspect.id) for score in scores}})
        each = (_WIDE - 8.1) / max(1, len(scores))
        yield Grid(
            table=Table(
                columns=(
                    Column(key="number", heading="No."),
                    Column(key="ours", heading="What we say"),
                    *(Column(key=_key(score), heading=f"Nearest in reports scored {score}") for score in scores),
                ),
                rows=tuple(rows),
            ),
            widths=(1.1, 7.0, *(each for _ in scores)),
            summary=f"{aspect.title}: our evidence beside the nearest findings at each score, and why they are alike",
            caption=f"{aspect.title}: beside reports",
            cited=("number",),
        )


def unsaid_blocks(material: Material, comparison: Comparison) -> Iterator[Block]:
    """What reports scored 3 say, aspect by aspect, that nothing here says."""
    yield said(
        "These points stand in reports scored 3 and nothing in our evidence says the same. Where we do them, we should "
        "say so and show it; where we do not, they are ideas for the plan."
    )
    for aspect in material.framework.aspects:
        contrast = comparison.contrasts.get(aspect.id)
        missing = contrast.missing(GOOD) if contrast else ()
        # what a report scored 3 found lacking is nothing to reach for
        unsaid = [p for p in missing if any(f.polarity is not Polarity.SHORTFALL for f in p.findings)]
        if not unsaid:
            continue
        rows = tuple(
            {
                "say": sentence(pattern.text),
                "where": "\n".join(list(dict.fromkeys(map(_where, pattern.findings)))[:MOST_PLACES]),
                "found": counted(len(pattern.findings), "finding"),
            }
            for pattern in unsaid[:MOST_PATTERNS]
        )
        yield Grid(
            table=Table(columns=_SAY, rows=rows),
            widths=(13.0, 10.1, 3.0),
            summary=f"{aspect.title}: what reports scored 3 say that our evidence does not, and where they say it",
            caption=f"{aspect.title}: not said yet",
        )
        if len(unsaid) > MOST_PATTERNS:
            more = len(unsaid) - MOST_PATTERNS
            yield said(
                f"{capital(counted(more, 'more point'))} like these {'is' if more == 1 else 'are'} left out here."
            )


def _key(score: int) -> str:
    return f"score_{score}"


def _where(finding: Finding) -> str:
    """Council and section: the score stands at the head of the column."""
    return f"{UNNAMED_COUNCIL if finding.authority == UNNAMED else finding.authority}, {finding.section}"


def _cell(matches: Sequence[Match], aspect: str) -> str:
    """The nearest finding, and a second where that is on the same aspect: what is further off says little."""
    told = [
        f"{sentence(match.finding.text)}\n{_where(match.finding)}. Why: {'; '.join(match.why)}."
        for nth, match in enumerate(matches[:MOST_MATCHES])
        if nth == 0 or match.finding.aspect == aspect
    ]
    return "\n\n".join(told) or NOTHING_LIKE
