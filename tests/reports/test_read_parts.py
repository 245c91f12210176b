"""What is found in a report, in all the ways reports print it, and what is said where something is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.errors import BadReport
from rubric.framework import load
from rubric.reports.landmarks import Mark, label_score, landmark, statement_of, statements
from rubric.reports.library.shipped import load_national
from rubric.reports.pages.page_model import ReadReport
from rubric.reports.read import read_report, read_text
from tests.reports.read_files import (
    FIRST,
    LEARNING,
    SCORES,
    SECOND,
    MadeUp,
    as_read,
    commitment,
    label,
    prose,
    summary_parts,
    to_html,
    to_text,
    whole_report,
)


def read_page(*lines: str, body: bool = True) -> ReadReport:
    """A learning page with these lines below its title, and findings unless `body` is off."""
    findings = [
        "The local authority commitment",
        commitment("learning"),
        "Key findings",
        FIRST,
        prose(1),
        SECOND,
        prose(2),
    ]
    return read_text("\n\n".join([LEARNING, *lines, *(findings if body else [])]))


def only(report: ReadReport) -> tuple[int | None, str]:
    page = report.statement()
    assert page is not None
    return page.score, page.label


@pytest.mark.parametrize(
    ("lines", "score", "words"),
    [
        (["Score: 2"], 2, ""),
        (["Score 3"], 3, ""),
        (["SCORE – 3"], 3, ""),
        (["Score: 3 out of 4"], 3, ""),
        (["Score: 3/4"], 3, ""),
        (["**Score: 3**"], 3, ""),
        (["Score", "3"], 3, ""),
        ([f"2 - {label(2)}"], 2, label(2)),
        ([f"2 – {label(2)}"], 2, label(2)),
        ([f"4: {label(4)}"], 4, label(4)),
        ([label(3)], 3, label(3)),
        ([f"Score: 1 - {label(1)}"], 1, label(1)),
        (["Score: 3", f"3 — {label(3)}"], 3, label(3)),
        ([], None, ""),
    ],
)
def test_a_score_is_read_in_all_the_ways_it_is_printed(lines: list[str], score: int | None, words: str) -> None:
    report = read_page(*lines)
    assert only(report) == (score, words)
    assert ("no score was found" in " ".join(report.missing)) is (score is None)
    assert ("words beside the score" in " ".join(report.missing)) is (score is not None and not words)


def test_a_score_in_the_title_line_is_the_pages_own() -> None:
    assert only(read_text(f"{LEARNING} - Score: 3\n\n{FIRST}\n\n{prose(1)}")) == (3, "")


@pytest.mark.parametrize(
    "lines",
    [
        ["Score: 2", f"3 - {label(3)}"],
        ["Score: 2", f"2 - {label(3)}"],
        ["Score: 2", label(3)],
        ["Score: 2", "Score: 3"],
        [f"Score: 2 - {label(3)}"],
    ],
)
def test_a_score_and_a_label_that_disagree_are_said_and_the_score_line_counts(lines: list[str]) -> None:
    report = read_page(*lines)
    assert only(report)[0] == 2
    assert any("do not agree" in said and "2" in said and "3" in said for said in report.missing)


@pytest.mark.parametrize("printed", ["5", "0", "2.5", "12"])
def test_a_score_off_the_scale_is_said_and_not_taken(printed: str) -> None:
    report = read_page(f"Score: {printed}")
    assert only(report)[0] is None
    assert any(printed in said and "scale" in said for said in report.missing)


def test_every_label_of_the_framework_leads_to_its_score() -> None:
    assert [label_score(point.label) for point in load().scale] == [point.score for point in load().scale]


def test_the_statements_are_those_of_the_national_counts_in_their_order() -> None:
    assert list(statements()) == list(load_national().by_statement)
    assert statements()["learning"].title == load().commitment.title
    assert statements()["learning"].sections == load().commitment.sections


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("## Learning, Improvement and Innovation:", "learning"),
        ("Quality statement 9: Learning, improvement & innovation", "learning"),
        ("9. LEARNING IMPROVEMENT AND INNOVATION", "learning"),
        ("Safe pathways, systems and transitions", "safe_pathways"),
        ("Safe systems, pathways and transitions", "safe_pathways"),
        ("Supporting people to lead healthier lives", "healthier_lives"),
        ("Supporting people to live healthier lives", "healthier_lives"),
        ("Safeguarding | Exampleshire Council", "safeguarding"),
        ("Equity in experience and outcomes - Care Quality Commission", "equity"),
    ],
)
def test_titles_are_matched_loosely(printed: str, key: str) -> None:
    report = read_text(f"{printed}\n\nScore: 2\n\nKey findings for this quality statement\n\n{prose(1)}")
    assert [page.statement for page in report.statements] == [key]


@pytest.mark.parametrize(
    "text",
    ["Safeguarding was strong.", "Learning from others", "Good practice", "Score cards were used by all 4 teams"],
)
def test_ordinary_words_are_no_landmarks(text: str) -> None:
    assert landmark(text) is None


@pytest.mark.parametrize("heading", [FIRST.upper(), f"### {SECOND}:", f"**{SECOND}**", f"{SECOND} "])
def test_known_sub_headings_are_matched_loosely_and_go_by_one_name(heading: str) -> None:
    page = read_text(f"{LEARNING}\n\nScore: 2\n\n{heading}\n\n{prose(1)}").statement()
    assert page is not None
    assert page.sections in {(FIRST,), (SECOND,)}


def test_an_unknown_short_line_between_paragraphs_is_a_sub_heading() -> None:
    report = read_page("Score: 2", "Key findings", prose(3), "A heading nobody knew", prose(4), prose(5), body=False)
    page = report.statement()
    assert page is not None
    assert [(p.section, p.number) for p in page.paragraphs] == [
        ("Key findings", 1),
        ("A heading nobody knew", 1),
        ("A heading nobody knew", 2),
    ]


def test_bullets_and_short_sentences_are_paragraphs_and_no_headings() -> None:
    page = read_page(
        "Score: 2", FIRST, prose(3), "- Ideas box", "- Night calls", "It worked well.", prose(4), body=False
    )
    found = page.statement()
    assert found is not None
    assert [p.text for p in found.paragraphs][1:4] == ["Ideas box", "Night calls", "It worked well."]
    assert found.sections == (FIRST,)


def test_a_sub_heading_that_comes_again_goes_on_counting() -> None:
    page = read_page("Score: 2", FIRST, prose(1), SECOND, prose(2), FIRST, prose(3), body=False).statement()
    assert page is not None
    assert [(p.section, p.number) for p in page.paragraphs] == [(FIRST, 1), (SECOND, 1), (FIRST, 2)]


def test_what_people_expect_is_not_taken_for_findings_or_the_commitment() -> None:
    text = f"{LEARNING}\n\nScore: 2\n\nWhat people expect\n\nI am asked what I think, and told what came of it.\n\n"
    report = read_text(
        f"{text}The local authority commitment\n\n{commitment('learning')}\n\nKey findings\n\n{prose(1)}"
    )
    page = report.statement()
    assert page is not None
    assert page.commitment == commitment("learning")
    assert [p.text for p in page.paragraphs] == [prose(1)]


def test_the_commitment_may_stand_in_the_line_of_its_heading_or_end_where_a_sub_heading_begins() -> None:
    said = commitment("learning")
    for text in (f"The local authority commitment: {said}", f"## The Local Authority Commitment\n\n{said}"):
        page = read_text(f"{LEARNING}\n\nScore: 2\n\n{text}\n\n{SECOND}\n\n{prose(1)}").statement()
        assert page is not None
        assert page.commitment == said
        assert [p.text for p in page.paragraphs] == [prose(1)]


def test_findings_without_any_heading_follow_the_commitment() -> None:
    said = commitment("learning")
    report = read_page("Score: 2", "The local authority commitment", said, prose(1), prose(2), body=False)
    page = report.statement()
    assert page is not None
    assert (page.commitment, [p.text for p in page.paragraphs]) == (said, [prose(1), prose(2)])
    assert any("no sub-headings" in lack for lack in report.missing)


def test_a_page_without_a_title_is_known_by_its_sub_headings_and_that_is_said() -> None:
    report = read_text(f"Score: 3\n\n{FIRST}\n\n{prose(1)}\n\n{SECOND}\n\n{prose(2)}")
    page = report.statement()
    assert page is not None
    assert (page.title, page.score, len(page.paragraphs)) == (LEARNING, 3, 2)
    assert any("No title was found" in said for said in report.missing)


def test_a_title_and_a_score_without_findings_is_a_page_that_lacks_them() -> None:
    report = read_text(f"{LEARNING}\n\nScore: 2")
    assert only(report) == (2, "")
    assert report.summary is None
    assert any("no findings were found" in said for said in report.missing)


@pytest.mark.parametrize(
    "line",
    [
        "© Care Quality Commission",
        "(c) Care Quality Commission 2025",
        "Page 3 of 12",
        "3 / 12",
        "Is this page useful?",
        "We use some cookies to make this service work",
        "Back to top",
        "Last updated: 3 March 2025",
        "https://www.example.org/report",
        "Next page: Safeguarding",
    ],
)
def test_footers_and_banners_are_no_paragraphs_wherever_they_stand(line: str) -> None:
    page = read_page("Score: 2", "Key findings", FIRST, prose(1), line, prose(2), line, body=False).statement()
    assert page is not None
    assert [p.text for p in page.paragraphs] == [prose(1), prose(2)]


def test_links_after_the_copyright_line_are_no_paragraphs() -> None:
    page = read_page(
        "Score: 2", FIRST, prose(1), "© Care Quality Commission", "About us", "Careers", body=False
    ).statement()
    assert page is not None
    assert [p.text for p in page.paragraphs] == [prose(1)]


def test_two_pages_pasted_after_each_other_are_both_read() -> None:
    pages = [MadeUp("safeguarding", 3), MadeUp("learning", 2)]
    text = b"\n\n".join(to_text([*page.parts(), ("p", "© Care Quality Commission")]) for page in pages).decode()
    report = read_text(text)
    assert [(page.statement, page.score) for page in report.statements] == [("safeguarding", 3), ("learning", 2)]
    for page, made in zip(report.statements, pages, strict=True):
        assert as_read(page.paragraphs) == made.paragraphs()


def test_of_a_statement_that_stands_twice_the_longer_is_read_and_that_is_said() -> None:
    long, short = MadeUp(counts=(3, 3)), MadeUp(counts=(1, 1))
    report = read_text((to_text(short.parts()) + b"\n\n" + to_text(long.parts())).decode())
    assert as_read(report.statements[0].paragraphs) == long.paragraphs()
    assert any("stands 2 times" in said for said in report.missing)


def test_a_page_and_a_summary_that_disagree_are_said() -> None:
    report = read_text(to_text([*summary_parts(), *MadeUp(score=3).parts()]).decode())
    assert any("page says 3 and the summary 2" in said for said in report.missing)


def test_a_report_without_this_statement_says_so() -> None:
    report = read_text(to_text(MadeUp("safeguarding", 3, (1, 1)).parts()).decode())
    assert report.statement() is None
    assert any(LEARNING in said and "not in this file" in said for said in report.missing)


def test_a_summary_alone_gives_the_rating_and_nine_scores_and_no_page() -> None:
    report = read_text(to_text(summary_parts()).decode())
    assert report.statements == ()
    assert report.summary is not None
    assert (report.summary.rating, report.summary.scores) == ("Requires improvement", SCORES)
    assert report.summary.percent == 61
    assert report.authority == report.summary.authority == "Exampleshire Council"


def test_what_a_summary_lacks_is_said() -> None:
    parts = [part for part in summary_parts(percent="") if part[1] != "Requires improvement"]
    at = parts.index(("h3", "Safeguarding"))
    report = read_text(to_text(parts[:at] + parts[at + 2 :]).decode())
    assert report.summary is not None
    assert "safeguarding" not in report.summary.scores
    said = " ".join(report.missing)
    assert "no score was found for Safeguarding" in said
    assert "no overall rating" in said
    assert "no overall percentage" in said


def test_two_ratings_or_two_scores_for_a_statement_are_said_and_neither_is_taken() -> None:
    parts = summary_parts()
    twice = [*parts[:5], ("p", "Good"), *parts[5:], ("h3", "Safeguarding"), ("p", "Score: 1")]
    report = read_text(to_text(twice).decode())
    assert report.summary is not None
    assert report.summary.rating is None
    assert "safeguarding" not in report.summary.scores
    assert sum("more than one" in said for said in report.missing) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We heard that people in Shropshire liked it. Shropshire's teams met.", "Shropshire"),
        ("Telford & Wrekin had a board. In Telford and Wrekin people knew it.", "Telford and Wrekin"),
        ("Staff of Bury Council met. Bury Council wrote to them.", "Bury"),
        ("Invented Borough Council met. We saw Invented Borough Council listen.", "Invented Borough Council"),
        ("Staff in Leeds met once.", None),
        ("Reading was popular. Reading was fun.", None),
        ("People in Kent told us. People in Essex told us. Kent agreed.", None),
        ("Greater Manchester Police came. Greater Manchester Police left.", None),
        ("The Kent and Medway Integrated Care Board came. The Kent and Medway Integrated Care Board left.", None),
        ("The Council met. Every Town Council came. The Council left.", None),
        ("Nobody is named.", None),
    ],
)
def test_the_council_is_taken_from_the_text_only_where_no_other_can_be_meant(text: str, name: str | None) -> None:
    report = read_text(f"{LEARNING}\n\nScore: 2\n\n{FIRST}\n\n{text} {prose(1)}")
    assert report.authority == name
    if name:
        assert any(name in note for note in report.notes)
    else:
        assert any("council's name" in said for said in report.missing)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("London Borough of Camden: local authority assessment", "Camden"),
        ("Durham County Council - Care Quality Commission", "County Durham"),
        ("Kent County Council and Medway Council", None),
    ],
)
def test_a_title_that_names_one_council_outweighs_the_text(title: str, name: str | None) -> None:
    parts = [*MadeUp().parts(), ("p", "Leeds lent a hand, and Leeds was thanked for it by everyone who had come.")]
    report = read_report(to_html(parts, title), "page.html")
    assert report.authority == name
    assert not report.notes


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Assessment published: 21 February 2025", "2025-02-21"),
        ("Published 3rd March 2025", "2025-03-03"),
        ("Publication date: March 2025", "2025-03"),
        ("Report published on 2025-03-04", "2025-03-04"),
        ("Published: 04/03/2025", "2025-03-04"),
        ("Published: Spring 2025", "Spring 2025"),
        ("Published\n\n5 May 2025", "2025-05-05"),
        ("Published: 31 February 2025", None),
        ("Last updated: 3 March 2025", None),
        ("The framework was published in March 2023.", None),
        ("Published: 1 May 2025\n\nPublished: May 2025", "2025-05-01"),
        ("Published: 1 May 2025\n\nPublished: 2 May 2025", None),
    ],
)
def test_only_a_line_that_says_published_gives_the_date(line: str, date: str | None) -> None:
    text = to_text(MadeUp().parts()).decode()
    report = read_text(f"{line}\n\n{text}")
    if date is None and "31 February" in line:
        assert report.date == "31 February 2025", "what cannot be a day is given as found"
        return
    assert report.date == date
    assert any("publication date" in said for said in report.missing) is (date is None)


def test_a_page_says_nothing_is_missing_where_nothing_is() -> None:
    parts, _ = whole_report()
    assert read_report(to_text(parts), "whole.txt").missing == ()


LINES = st.sampled_from(
    [line for _, line in [*summary_parts(), *MadeUp(counts=(1, 1)).parts()]]
    + [
        "Score 3",
        "Safeguarding",
        "What people expect",
        "Theme 4: Leadership",
        "---",
        "2",
        "- item",
        "© Care Quality Commission",
    ]
)


@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\n\n"]))
def test_any_order_of_lines_reads_or_is_refused_and_numbers_run_from_one(lines: list[str], gap: str) -> None:
    try:
        report = read_text(gap.join(lines))
    except BadReport:
        return
    for page in report.statements:
        assert tuple(dict.fromkeys(p.section for p in page.paragraphs)) == page.sections
        for section in page.sections:
            numbers = [p.number for p in page.paragraphs if p.section == section]
            assert numbers == list(range(1, len(numbers) + 1))
        assert all(p.text.strip() for p in page.paragraphs)
    assert len({page.statement for page in report.statements}) == len(report.statements)
    assert ReadReport.model_validate_json(report.model_dump_json()) == report


def test_statement_names_lead_nowhere_but_to_their_own_key() -> None:
    for key, statement in statements().items():
        assert statement_of(statement.title) == key
        found = landmark(statement.title)
        assert found is not None
        assert (found.mark, found.statement) == (Mark.STATEMENT, key)
