"""The evidence base beside scored reports: the nearest findings at each score, and what the better ones say."""

from collections.abc import Iterator

from rubric.comparison import Comparison, Match, Neighbours
from rubric.comparison.meaning import is_beside
from rubric.draft.documents.questions import UNNAMED_COUNCIL, compared_findings
from rubric.draft.material import Material
from rubric.draft.model import Column, Table
from rubric.draft.paper.model import Grid, PaperBlock, text_block
from rubric.draft.wording import sentence
from rubric.english import cut, either, in_words
from rubric.reports.model import UNNAMED, Finding

GOOD = 3  # the score whose reports show what to reach for
MOST_MATCHES = 2  # at each score, beside one item
MOST_PATTERNS = 3  # in one aspect
NOTHING_CLOSE = "Nothing near was found"
_WIDE = 26.1  # centimetres: a page on its side between its margins
_LONGEST_CELL = 60

_SAY = (
    Column(key="aspect", heading="Aspect"),
    Column(key="say", heading="What reports scored 3 say"),
    Column(key="who", heading="In the report on"),
)


def beside_blocks(material: Material, comparison: Comparison) -> Iterator[PaperBlock]:
    """Item by item, what is most like it at each score; only finished items can be compared."""
    findings = compared_findings(comparison)
    scores = sorted({finding.score for finding in findings})
    reports = len({finding.report_id for finding in findings})
    yield text_block(
        f"Each finished item stands beside the findings on the same thing in {in_words(reports, 'scored report')} "
        f"({in_words(len(findings), 'finding')} in all, in our own words), as a small model judges it; “why” says what "
        "brought the two together. A finding that is like ours is no proof of ours.",
        "Where there is only one on the same subject, or none, we say so.",
    )
    if not comparison.neighbours:
        yield text_block("There is no finished item to compare yet.")
    alone = [
        item for item in material.usable if item.id in comparison.neighbours and not _has_near(item.id, comparison)
    ]
    if alone:
        yield text_block(
            f"For {in_words(len(alone), 'finished item')} nothing near was found; "
            f"{either(len(alone), 'it is', 'they are')} left out of the tables.",
            cite=material.cite(alone),
        )
    for aspect in material.framework.aspects:
        items = [i for i in material.usable if i.aspect == aspect.id and _has_near(i.id, comparison)]
        if not items:
            continue
        rows = []
        for item in items:
            near = comparison.neighbours[item.id]
            row = {"number": str(material.numbers[item.id]), "ours": cut(item.text, _LONGEST_CELL)}
            rows.append({**row, **{_key(score): _cell(near, score) for score in scores}})
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


def unsaid_blocks(material: Material, comparison: Comparison) -> Iterator[PaperBlock]:
    """What reports scored 3 say and our items do not, as a table: the three points of each aspect that tell most."""
    contrasts = comparison.contrasts
    unsaid = {a.id: contrasts[a.id].missing(GOOD) for a in material.framework.aspects if a.id in contrasts}
    rows = tuple(
        {
            "aspect": material.title(aspect),
            "say": sentence(pattern.text),
            "who": "; ".join(sorted({_council(finding) for finding in pattern.findings})),
        }
        for aspect, patterns in unsaid.items()
        for pattern in patterns[:MOST_PATTERNS]
    )
    if not rows:
        yield text_block("Reports scored 3 say nothing that our evidence does not say too.")
        return
    more = sum(map(len, unsaid.values())) - len(rows)
    yield text_block(
        "These points stand in reports scored 3 and nothing in our evidence says the same. Where we do them, we should "
        "say so and show it; where we do not, they are ideas for the plan.",
        f"Of each aspect the {in_words(MOST_PATTERNS)} that most set those reports apart are shown; "
        f"{in_words(more, 'more point')} {either(more, 'is', 'are')} left out."
        if more
        else "",
    )
    yield Grid(
        table=Table(columns=_SAY, rows=rows),
        widths=(6.2, 14.4, 5.5),
        summary="What reports scored 3 say that our evidence does not, aspect by aspect, and in whose report it stands",
        caption="Not said yet",
    )


def _has_near(item: str, comparison: Comparison) -> bool:
    """Whether any finding may stand beside the item with this id."""
    return item in comparison.neighbours and is_beside(comparison.neighbours[item])


def _key(score: int) -> str:
    return f"score_{score}"


def _where(finding: Finding) -> str:
    """Council and section: the score stands at the head of the column."""
    return f"{_council(finding)}, {finding.section}"


def _council(finding: Finding) -> str:
    return UNNAMED_COUNCIL if finding.authority == UNNAMED else finding.authority


def _cell(near: Neighbours, score: int) -> str:
    matches = near.by_score.get(score, ())[:MOST_MATCHES]
    if not matches and score in near.on_subject:
        return f"On the same subject: {_match(near.on_subject[score])}"
    return "\n\n".join(map(_match, matches)) or NOTHING_CLOSE


def _match(match: Match) -> str:
    return f"{sentence(match.finding.text)}\n{_where(match.finding)}. Why: {'; '.join(match.why)}."
