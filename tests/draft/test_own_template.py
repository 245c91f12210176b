"""A council's own template: looked over, rendered within bounds, shown."""

import pytest

from rubric.bounded import Bounds
from rubric.draft import compose, render_draft
from rubric.draft.word.archive import NOT_WORD
from rubric.draft.word.bounded import OVER, inspect_bounded, render_bounded, shown_bounded
from rubric.draft.word.fields import SHAPE
from rubric.draft.word.own_template import NO_FIELDS, field_list, inspect_template, shown_blocks
from rubric.errors import BadTemplate
from rubric.framework import load
from tests.draft.builders import ON, all_text, names, rich, template_with
from tests.draft.test_hostile_templates import TEMPLATE, related


def test_the_shipped_template_uses_every_part_of_the_draft() -> None:
    check = inspect_template(TEMPLATE)
    assert check.sound
    assert check.missing == ()
    assert {name.split(".")[0] for name in check.used} == set(SHAPE)
    assert {"strengths.entries.paragraphs.parts.cite", "evidence.rows.claim"} <= set(check.used)


def test_what_is_used_unknown_and_left_out_is_told_by_name() -> None:
    check = inspect_template(
        template_with(
            "{{ council }} {{ colour }}",
            "{%p for e in strengths.entries %}",
            "{{ e.heading }} {{ e.hue }}",
            "{%p endfor %}",
        )
    )
    assert check.used == ("council", "strengths", "strengths.entries", "strengths.entries.heading")
    assert check.unknown == ("colour", "e.hue")
    assert not check.sound
    missing = {one.name for one in check.missing}
    assert {"areas", "evidence", "date"} <= missing
    assert not missing & {"council", "strengths", "band", "example"}
    assert all(one.holds for one in check.missing)


def test_a_template_without_one_field_says_that_the_draft_would_say_nothing() -> None:
    assert inspect_template(template_with("Dear all")).errors == (NO_FIELDS,)


def test_everything_unsafe_is_told_and_no_tag_is_read() -> None:
    check = inspect_template(related("image", "https://example.org/logo.png"))
    assert len(check.errors) == 1
    assert "fetches a picture from elsewhere" in check.errors[0]
    assert (check.used, check.unknown) == ((), ())


def test_every_field_there_is_is_told_in_plain_words() -> None:
    told = {one.name: one.holds for one in field_list()}
    assert set(told) == names(SHAPE)
    assert all(holds.endswith(".") for holds in told.values())


@pytest.mark.parametrize("data", [b"", b"not a zip", TEMPLATE[:5000]])
def test_what_is_no_word_document_is_told_in_one_sentence(data: bytes) -> None:
    assert inspect_template(data).errors == (NOT_WORD,)
    assert inspect_bounded(data).errors == (NOT_WORD,)


def test_a_bounded_rendering_gives_the_very_bytes_of_an_ordinary_one() -> None:
    draft, template = compose(rich(), load(), on=ON), template_with("{{ council }} & {{ title }}")
    assert render_bounded(draft, template, assessment_id="a") == render_draft(
        draft, template=template, assessment_id="a"
    )
    assert inspect_bounded(template) == inspect_template(template)


def test_a_refusal_comes_back_from_the_other_process_as_the_same_sentence() -> None:
    draft, template = compose(rich(), load(), on=ON), template_with("{{ colour }}")
    with pytest.raises(BadTemplate) as here:
        render_draft(draft, template=template)
    with pytest.raises(BadTemplate) as there:
        render_bounded(draft, template)
    assert str(there.value) == str(here.value)


def test_what_takes_too_long_is_ended_and_said() -> None:
    draft, template, none = compose(rich(), load(), on=ON), TEMPLATE, Bounds(seconds=0.0)
    with pytest.raises(BadTemplate) as error:
        render_bounded(draft, template, bounds=none)
    assert str(error.value) == str(OVER.too_long())
    assert inspect_bounded(TEMPLATE, bounds=none).errors == (str(OVER.too_long()),)


def test_a_template_of_braces_that_would_take_for_ever_is_ended() -> None:
    hostile = template_with("{{ council }}", "{% if council %}" * 9_000 + "{% endif %}" * 9_000)
    assert not inspect_bounded(hostile, bounds=Bounds(work=5)).sound


def test_a_draft_in_a_council_s_own_template_is_shown_as_it_is_read_here() -> None:
    draft, template = compose(rich(), load(), on=ON), template_with("{{ council }} & {{ title }}")
    assert shown_bounded(draft, template) == shown_blocks(render_draft(draft, template=template))


def test_a_finished_draft_is_shown_by_headings_paragraphs_and_tables() -> None:
    draft = compose(rich(), load(), on=ON)
    data = render_draft(draft)
    shown = shown_blocks(data)
    assert [one.text for one in shown if one.level == 1][1:] == [section.heading for section in draft.sections]
    assert sum(one.kind == "table" for one in shown) == 3
    assert max(len(one.rows) for one in shown) == 28
    said = all_text(data)
    assert all(one.text in said for one in shown)
