"""Own templates of the briefing and the plan: the same mechanism as the draft's, with fields of their own."""

from io import BytesIO

import docx
import pytest

from rubric import workflow
from rubric.bounded import Bounds
from rubric.draft.documents.committee import committee_paper
from rubric.draft.documents.own_templates import BRIEFING, COMMITTEE, KINDS, PLAN, starter
from rubric.draft.documents.plan_paper import plan_paper
from rubric.draft.paper.model import Grid, Heading, Paper, TextBlock
from rubric.draft.paper.own_template import fill_paper, paper_bounded, paper_values, shown_paper
from rubric.draft.word.bounded import inspect_bounded
from rubric.draft.word.kinds import TemplateKind
from rubric.draft.word.own_template import field_list, inspect_template, shown_blocks
from rubric.errors import BadTemplate
from rubric.evidence import Assessment, example_assessment
from rubric.evidence.last_report import LastReport
from rubric.workflow import Bench
from tests.draft.audit import audit
from tests.draft.builders import ON, all_text, names, template_with
from tests.draft.test_since import answer


def papers(bench: Bench) -> dict[TemplateKind, Paper]:
    report = LastReport(score=2, answers=[answer(1, done="A forum"), answer(2)])
    assessment = example_assessment().model_copy(update={"last_report": report})
    return {
        BRIEFING: workflow.briefing_paper(assessment, bench, on=ON),
        COMMITTEE: committee_paper(assessment, bench.framework, on=ON),
        PLAN: plan_paper(assessment, bench.framework, on=ON),
    }


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_field_is_told_in_words_and_the_starter_uses_every_part(kind: TemplateKind) -> None:
    told = {one.name: one.holds for one in field_list(kind)}
    assert set(told) == names(kind.shape)
    assert all(holds.endswith(".") for holds in told.values())
    check = inspect_template(starter(kind), kind)
    assert check.sound
    assert check.missing == ()
    assert starter(kind) == starter(kind)


def test_the_starter_says_all_that_the_tool_s_own_paper_says(bench: Bench) -> None:
    for kind, paper in papers(bench).items():
        made = fill_paper(paper, starter(kind), kind)
        said = all_text(made)
        for block in paper.blocks:
            if isinstance(block, Heading):
                assert block.text in said
            elif isinstance(block, TextBlock):
                assert all(sentence.text in said for sentence in block.paragraph.sentences)
            elif isinstance(block, Grid):
                assert all(cell.split("\n")[0] in said for row in block.table.rows for cell in row.values())
        assert "{{" not in said
        assert audit(made) == []
        assert docx.Document(BytesIO(made)).core_properties.subject == f"{paper.kind}: {paper.about}"


def test_every_part_of_a_paper_has_a_name_and_columns_that_templates_know(bench: Bench) -> None:
    for kind, paper in papers(bench).items():
        named = [block.part for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
        assert set(named) == {name for name, inner in kind.shape.items() if isinstance(inner, dict)}
        values = paper_values(paper, kind)
        for name in set(named):
            assert set(values[name]) == set(kind.shape[name])
            assert all(set(row) == set(kind.shape[name]["rows"][0]) for row in values[name].get("rows", ()))


def test_unknown_and_left_out_fields_are_told_for_that_document() -> None:
    check = inspect_template(template_with("{{ council }} {{ strengths.heading }} {{ areas.heading }}"), BRIEFING)
    assert check.unknown == ("areas",)
    assert {"position", "risks", "questions", "dates", "band"} == {one.name for one in check.missing} - {"standing"}


def test_what_is_written_is_what_was_typed_and_nothing_is_run(bench: Bench) -> None:
    typed = Assessment(council="A & B <{{ 7*7 }}>")
    made = workflow.plan(typed, bench.framework, on=ON, template=template_with("{{ council }}", "{{ totals.heading }}"))
    assert all_text(made).splitlines()[:2] == ["A & B <{{ 7*7 }}>", "How the plan stands"]


def test_a_refusal_comes_from_the_other_process_as_a_sentence(bench: Bench) -> None:
    paper = papers(bench)[PLAN]
    with pytest.raises(BadTemplate, match="asks for a field that we do not have"):
        paper_bounded(paper, template_with("{{ colour }}"), PLAN)
    endless = inspect_bounded(starter(PLAN), PLAN, bounds=Bounds(seconds=0.0))
    assert not endless.sound


def test_what_a_paper_shows_in_a_template_is_told_block_by_block(bench: Bench) -> None:
    paper = papers(bench)[BRIEFING]
    assert shown_paper(paper, starter(BRIEFING), BRIEFING) == shown_blocks(
        fill_paper(paper, starter(BRIEFING), BRIEFING)
    )
