"""The evidence base: everything recorded, what is missing, and the band with its reasons."""

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT

from rubric import workflow
from rubric.comparison.meaning import is_beside
from rubric.draft.documents.band_annex import adding_up
from rubric.draft.documents.evidence_base import evidence_base, evidence_paper
from rubric.draft.documents.evidence_beside import MOST_PATTERNS, unsaid_blocks
from rubric.draft.material import gather
from rubric.draft.paper.model import Grid, Heading, Paper, Picture, TextBlock
from rubric.english import in_words, percent
from rubric.evidence import Assessment, Confirmation, example_assessment, fields
from rubric.evidence.attachment import AttachedKind
from rubric.evidence.attachments import of_file, of_link
from rubric.evidence.model import Action, ActionStatus, PlanAction, Skip
from rubric.framework import Maturity, Polarity, Voice
from rubric.prediction import DISCLAIMER, Evaluation
from rubric.prediction.metrics import band_figures
from rubric.prediction.model import NotPredicted, Prediction
from rubric.workflow import Bench
from tests.draft.builders import ON, council, gap, item

UPRIGHT, ON_ITS_SIDE = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE


def paper(assessment: Assessment, bench: Bench, evaluated: Evaluation | None = None) -> Paper:
    comparison, outcome = workflow.side_by_side(assessment, bench), workflow.outlook(assessment, bench)
    return evidence_paper(assessment, bench.framework, comparison, outcome, evaluated, on=ON)


def words(made: Paper) -> str:
    """All that a paper says, a block or cell a line."""
    lines = []
    for block in made.blocks:
        if isinstance(block, Heading):
            lines.append(block.text)
        elif isinstance(block, TextBlock):
            lines.append(f"{block.label} {block.paragraph.text}".strip())
        elif isinstance(block, Grid | Picture):
            grid = block.grid if isinstance(block, Picture) else block
            lines += [grid.caption, *(cell for row in grid.table.rows for cell in row.values())]
    return "\n".join(lines)


def grid(made: Paper, *, starts: str) -> Grid:
    grids = [b.grid if isinstance(b, Picture) else b for b in made.blocks if isinstance(b, Grid | Picture)]
    return next(one for one in grids if one.summary.startswith(starts))


def headings(made: Paper) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Heading) and block.level == 1]


@pytest.fixture(scope="module")
def example(bench: Bench) -> Paper:
    return paper(example_assessment(), bench)


def test_every_part_is_there_in_order(example: Paper, bench: Bench) -> None:
    parts = [
        "What we have", "What is missing", "Who confirms it", "How far along it is", "The evidence, item by item",
        "Beside scored reports", "What reports scored 3 say and we do not", "The improvement plan",
        "Annex: predicted band",
    ]  # fmt: skip
    assert headings(example) == parts
    assert headings(paper(Assessment(), bench)) == parts
    assert sum(isinstance(block, Picture) for block in example.blocks) == 3


def test_every_item_stands_in_full_under_its_number(example: Paper) -> None:
    said = words(example)
    for one in example_assessment().evidence:
        for text in (one.text, one.outcome, one.figures, one.owner, one.return_reference):
            assert text in said
    numbers = [block.number for block in example.blocks if isinstance(block, Heading) and block.number]
    assert numbers == list(range(1, len(example_assessment().evidence) + 1))


def test_causes_and_loops_are_told_in_full(bench: Bench) -> None:
    told = {
        "cause": "two posts stood empty", "affected": "people on the late round", "heard": "calls came too late",
        "decided": "to move the rota", "changed": "calls now come by nine", "told": "a letter to all 40",
    }  # fmt: skip
    said = words(paper(council(gap(**told)), bench))
    for label, text in zip(
        ("Why it is so", "Who is affected", "What we heard", "What we decided", "What changed", "How people were told"),
        told.values(),
        strict=True,
    ):
        assert f"{label} {text}" in said


def test_all_words_of_an_item_stand_under_the_heading_of_their_field(bench: Bench) -> None:
    told = {name: f"our words on {name}" for name in fields.WORDS if name != "note"}  # a note is for the council alone
    said = words(paper(council(gap(**told)), bench))
    assert told.pop("text") in said
    for name, text in told.items():
        assert f"{fields.item(name).document} {text}" in said


def test_attached_files_and_links_stand_beside_the_source(bench: Bench) -> None:
    files = [
        of_file("Carers_survey.pdf", AttachedKind.PDF, b"x"),
        of_link("https://example.org/minutes", "Min\x0cutes"),
    ]
    proved = item(source="Our survey", attached=[*(one.id for one in files), "removed"])
    lines = words(paper(council(proved).model_copy(update={"attachments": files}), bench)).splitlines()
    place = lines.index("Document and date Our survey")
    assert lines[place + 1] == "Attached Carers survey (Carers_survey.pdf)"
    assert lines[place + 2].strip() == "Min utes (https://example.org/minutes)"


def test_what_a_voice_said_stands_in_a_table_what_speaks_against_it_first(bench: Bench) -> None:
    records = [
        Confirmation(voice=Voice.PEOPLE, said="We were asked", count=31, of=40, where="Survey", when=date(2026, 3, 1)),
        Confirmation(voice=Voice.PEOPLE, said="Nobody asked us", where="Forum notes", against=True),
        Confirmation(voice=Voice.STAFF_AND_LEADERS, said="Half said"),
    ]
    made = paper(council(item(voices=[Voice.PEOPLE, Voice.PARTNERS], confirmations=records)), bench)
    rows = grid(made, starts="What is recorded on evidence 1").table.rows
    assert [list(row.values()) for row in rows] == [
        ["People and carers, who say otherwise", "Nobody asked us", "–", "Forum notes", "–"],
        ["People and carers", "We were asked", "31 of 40", "Survey", "1 March 2026"],
    ]
    assert "Named, nothing recorded yet Partners" in words(made)
    assert "To complete Staff and leaders: Half said. Needs where, when or how many." in words(made)


def test_a_voice_that_is_ticked_alone_is_named_only(bench: Bench) -> None:
    said = words(paper(council(item(voices=[Voice.PEOPLE])), bench))
    assert "Named, nothing recorded yet People and carers" in said
    assert "in the table below" not in said


def test_what_is_not_recorded_is_said(bench: Bench) -> None:
    said = words(paper(council(item("A claim alone", voices=None)), bench))
    assert "Not recorded Who confirms it, difference made, figures, document and owner" in said
    assert "Who confirms it is not answered" in said


def test_gaps_name_silent_aspects_skips_and_unfinished_items(bench: Bench) -> None:
    assessment = council(
        item(),
        item("Half a tho", maturity=None, aspect="practice"),
        skips=[Skip(aspect="external", reason="no review yet")],
    )
    rows = grid(paper(assessment, bench), starts="What is missing").table.rows
    kinds = {(row["kind"], row["where"]): row["todo"] for row in rows}
    assert kinds["Left out on purpose", "Peer review, research and shared learning"] == "Reason given: no review yet"
    assert ("Nothing finished", "Co-production") in kinds
    assert kinds["Unfinished (strength)", "[2] Half a tho."] == "Choose how far along."
    assert ("Partners: not heard", "Learning culture and leadership") in kinds


def test_items_stand_beside_the_nearest_findings_with_where_and_why(example: Paper, bench: Bench) -> None:
    rows = grid(example, starts="Co-production: our evidence").table.rows
    material = gather(example_assessment(), bench.framework, ON)
    near = workflow.side_by_side(example_assessment(), bench).neighbours
    finished = [one for one in material.usable if one.aspect == "coproduction"]
    close = [one for one in finished if is_beside(near[one.id])]
    assert [row["number"] for row in rows] == [str(material.numbers[one.id]) for one in close]
    authorities = {report.authority for report in bench.library.reports}
    for row in rows:
        for score in (2, 3):
            cell = row[f"score_{score}"]
            assert cell == "Nothing near was found" or (", score" not in cell and "Why: " in cell)
    assert any(authority in row["score_3"] for row in rows for authority in authorities)


def test_an_item_that_is_near_to_nothing_is_named_and_stands_in_no_table(bench: Bench) -> None:
    said = next(finding.text for finding in bench.library.findings if finding.aspect == "feedback")
    made = paper(council(item("Our boats are painted blue every second spring"), gap(said)), bench)
    assert "For one finished item nothing near was found; it is left out of the tables.\N{NO-BREAK SPACE}[1]" in words(
        made
    )
    assert not any(
        block.caption == "Learning culture and leadership: beside reports"
        for block in made.blocks
        if isinstance(block, Grid)
    )


def test_what_the_threes_say_is_what_nothing_here_says(example: Paper, bench: Bench) -> None:
    contrasts = workflow.side_by_side(example_assessment(), bench).contrasts
    rows = grid(example, starts="What reports scored 3 say").table.rows
    lacking = {f.text for f in bench.library.findings if f.polarity is Polarity.SHORTFALL}
    for aspect in bench.framework.aspects:
        unsaid = {pattern.text.rstrip(".") for pattern in contrasts[aspect.id].missing(3)}
        told = [row["say"].rstrip(".") for row in rows if row["aspect"] == aspect.title]
        assert len(told) == min(MOST_PATTERNS, len(unsaid - lacking))
        assert set(told) <= unsaid
        assert not set(told) & lacking
    missing = [pattern for contrast in contrasts.values() for pattern in contrast.missing(3)]
    reached_for = [p for p in missing if any(f.polarity is not Polarity.SHORTFALL for f in p.findings)]
    more = len(reached_for) - len(rows)
    assert more > 1
    assert f"{in_words(more, 'more point')} are left out." in words(example)


def test_where_all_is_said_already_there_is_no_empty_table(bench: Bench) -> None:
    comparison = workflow.side_by_side(Assessment(), bench).model_copy(update={"contrasts": {}})
    (block,) = unsaid_blocks(gather(council(item()), bench.framework, ON), comparison)
    assert isinstance(block, TextBlock)
    assert block.paragraph.text == "Reports scored 3 say nothing that our evidence does not say too."


def test_the_plan_says_what_is_late_and_what_it_answers(bench: Bench) -> None:
    late = PlanAction(text="Write to all", owner="Lead", due=ON.replace(month=10), evidence=["a"])
    rows = grid(paper(council(item(id="a"), actions=[late]), bench), starts="Improvement plan").table.rows
    assert [(row["status"], row["evidence"], row["due"]) for row in rows] == [("Overdue", "1", "20 October 2026")]


def test_that_a_step_has_not_started_is_told_only_where_statuses_are_kept(bench: Bench) -> None:
    asked = item(id="a", action=Action(text="Write to all", owner="Lead"))
    under_way = PlanAction(text="Meet", status=ActionStatus.UNDER_WAY)
    for actions, told, cell in (([], "", "–"), ([under_way], " Not started.", "Not started")):
        made = paper(council(asked, actions=actions), bench)
        assert f"Next step Write to all. Owner: Lead.{told}\n" in words(made)
        rows = grid(made, starts="Improvement plan").table.rows
        assert next(row["status"] for row in rows if row["action"] == "Write to all") == cell


def test_the_annex_adds_up_as_shown(example: Paper) -> None:
    for starts in ("What each aspect adds", "Every reason"):
        shown = [float(row["effect"].replace("−", "-")) for row in grid(example, starts=starts).table.rows]
        assert sum(shown[:-1]) == pytest.approx(shown[-1], abs=1e-9)


@pytest.mark.parametrize(
    ("values", "total"), [([0.333, 0.333, 0.334], 1.0), ([-0.005, -0.005, 0.004], -0.006), ([], 0.0), ([0.2], 0.2)]
)
def test_rounded_figures_add_up_to_the_rounded_total(values: list[float], total: float) -> None:
    shown = [float(text.replace("−", "-")) for text in adding_up(values, total)]
    assert sum(shown) == pytest.approx(round(total, 2))
    assert all(abs(one - value) <= 0.0101 for one, value in zip(shown, values, strict=True))


def test_the_band_never_stands_without_its_warning(example: Paper, bench: Bench) -> None:
    assert f"{DISCLAIMER}." in words(example)
    assert any(getattr(block, "foot", "") == DISCLAIMER for block in example.blocks)
    outcome = workflow.outlook(example_assessment(), bench)
    assert isinstance(outcome, Prediction)
    said = words(example)
    assert f"reads most like is {outcome.band}" in said
    assert "always answering 3 would have been right for two" in said
    for case in outcome.track_record.cases:
        assert percent(case.probabilities[case.score]) in said


def test_no_band_is_as_finished_a_document(bench: Bench) -> None:
    made = paper(council(item()), bench)
    assert isinstance(workflow.outlook(council(item()), bench), NotPredicted)
    said = words(made)
    for wanted in (f"{DISCLAIMER}.", "We show no band.", "The shortest way to a band", "Why: the parts that add up",
                   "How far to trust this"):  # fmt: skip
        assert wanted in said
    assert "reads most like" not in said


def test_an_evaluation_stands_beside_the_answers_to_beat(bench: Bench) -> None:
    chances = [{1: 0.0, 2: 0.7, 3: 0.3, 4: 0.0}, {1: 0.0, 2: 0.2, 3: 0.8, 4: 0.0}]
    figures = band_figures([2, 3], [2, 3], chances)
    figures["baselines"] = {"always_3": band_figures([2, 3], [3, 3], chances)}
    evaluated = Evaluation(cases=(), overall=figures, coding={}, confusion={})
    rows = grid(paper(example_assessment(), bench, evaluated), starts="How good").table.rows
    assert [(row["what"], row["n"], row["exact"]) for row in rows] == [
        ("This model", "2", "1.00"), ("Always answering 3", "2", "0.50")
    ]  # fmt: skip


def test_an_item_that_counts_for_nothing_says_why(example: Paper) -> None:
    assert "In the prediction Counts for nothing: This is praise" in words(example)


def test_the_same_assessment_and_day_give_the_same_bytes(bench: Bench) -> None:
    assessment = example_assessment()
    given: Any = (
        assessment,
        bench.framework,
        workflow.side_by_side(assessment, bench),
        workflow.outlook(assessment, bench),
    )
    first = evidence_base(*given, on=ON)
    assert first == evidence_base(*given, on=ON)
    document = docx.Document(BytesIO(first))
    assert document.core_properties.title.startswith("Exampleshire – Evidence base")
    assert [section.orientation for section in document.sections] == [UPRIGHT, ON_ITS_SIDE, UPRIGHT]


def test_five_thousand_words_in_every_field_make_a_whole_document(bench: Bench) -> None:
    long = "a fairly long story with R&D < 5 " * 625
    fields = ("outcome", "figures", "source", "owner", "cause", "affected", "heard", "decided", "changed", "told")
    one = item(long, **dict.fromkeys(fields, long), action=Action(text=long, owner=long, measure=long))
    made = paper(council(one, item(long, maturity=Maturity.PLANNED, aspect="nothing like ours"), council=long), bench)
    assert words(made).count(long.strip()) >= len(fields) + 1
    assert len(made.council) <= 120
