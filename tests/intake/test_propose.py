"""Files that a council has, as proposed items: what is found, where it stands, and what is left out."""

import pytest

from rubric.claims.prose import load_sentences
from rubric.errors import RubricError
from rubric.evidence.model import EvidenceItem
from rubric.framework.words import Speaker
from rubric.intake.model import Intake
from rubric.intake.passages import pasted_passages, read_passages
from rubric.intake.propose import grouped, intake, propose
from rubric.intake.sift import rules, why_left_out
from rubric.workflow import Bench
from tests.intake.pack import HERE, Labelled, claims, others, pack, survey

LEAST_FOUND = 0.97  # of the claims of any file; all are found today
LEAST_RIGHT = 0.70  # of what is proposed from all files, where 27 of 100 sentences are none; 0.75 today


@pytest.fixture(scope="module")
def files() -> tuple[Labelled, ...]:
    return pack()


@pytest.fixture(scope="module")
def taken(files: tuple[Labelled, ...], bench: Bench) -> Intake:
    return intake([(file.name, file.data) for file in files], bench.coder)


def proposed(taken: Intake, name: str) -> list[str]:
    return [proposal.text for proposal in taken.proposals if proposal.passage.source.name == name]


def test_the_claims_of_every_kind_of_file_are_proposed(files: tuple[Labelled, ...], taken: Intake) -> None:
    for file in files:
        found = proposed(taken, file.name)
        share = sum(claim in found for claim in file.claims) / len(file.claims)
        assert share >= LEAST_FOUND, f"{file.name}: {share:.2f}"


def test_most_of_what_is_proposed_is_evidence(files: tuple[Labelled, ...], taken: Intake) -> None:
    real = {claim for file in files for claim in file.claims}
    right = sum(proposal.text in real for proposal in taken.proposals) / len(taken.proposals)
    assert right >= LEAST_RIGHT


def test_contents_and_running_lines_are_not_proposed(taken: Intake) -> None:
    texts = " ".join(proposal.text for proposal in taken.proposals)
    assert "....." not in texts
    assert "Annual report" not in texts
    assert "cookies" not in texts


def test_the_least_sure_proposals_come_first(taken: Intake) -> None:
    sure = [proposal.confidence for proposal in taken.proposals]
    assert sure == sorted(sure)
    assert all(0 <= each <= 1 for each in sure)


def test_each_proposal_says_where_it_stands(taken: Intake) -> None:
    for proposal in taken.proposals:
        place, name = proposal.passage.place, proposal.passage.source.name
        assert proposal.text in proposal.passage.text
        assert len(proposal.passage.source.sha256) == 64
        assert place.paragraph is not None
        assert (place.page is not None) == name.endswith((".pdf", ".pptx"))
        assert place.words
    assert len({proposal.id for proposal in taken.proposals}) == len(taken.proposals)


def test_an_accepted_proposal_is_an_item_that_leaves_open_who_confirms_it(taken: Intake) -> None:
    item = taken.proposals[0].as_item()
    assert isinstance(item, EvidenceItem)
    assert item.voices is None
    assert item.source.startswith(taken.proposals[0].passage.source.name)


def test_a_file_that_cannot_be_read_stops_no_other(bench: Bench) -> None:
    given = [
        ("a.pdf", b"%PDF-1.4 broken"),
        ("../../etc/b.docx", b"PK\x03\x04"),
        ("c.txt", b"Carers chair our board every month."),
    ]
    taken = intake(given, bench.coder)
    assert [bool(file.refused) for file in taken.files] == [True, True, False]
    assert "/" not in taken.files[1].source.name
    assert [proposal.text for proposal in taken.proposals] == ["Carers chair our board every month."]


def test_what_was_read_before_it_was_stopped_is_the_result(files: tuple[Labelled, ...], bench: Bench) -> None:
    heard: list[float] = []

    def stop(share: float) -> bool:
        heard.append(share)
        return False

    taken = intake([(file.name, file.data) for file in files], bench.coder, heard=stop)
    assert len(taken.files) == 1
    assert heard == sorted(heard)


def test_rows_of_figures_are_told_with_their_headings_and_less_surely(bench: Bench) -> None:
    read = read_passages(survey(), "survey.xlsx")
    assert read.passages[0].text == "Carers who felt involved in decisions: 2023 61%; 2025 70%; Answers 412."
    assert read.passages[0].place.words == "sheet “Carers 2025”, cell A4"
    taken = propose([read], bench.coder)
    assert len(taken.proposals) == 3
    assert all(proposal.confidence <= 0.5 for proposal in taken.proposals)


def test_near_duplicates_share_a_group_and_others_do_not(bench: Bench) -> None:
    text = (
        "Complaints were answered within the target in 71 of 96 cases last year.\n\n"
        "Last year complaints were answered within the target in 64 of 96 cases.\n\n"
        "Complaints were upheld more often than in other counties last year.\n\n"
        "Carers chair the respite board and decide what is on its agenda."
    )
    found = {
        proposal.text[-15:]: proposal.group for proposal in propose([pasted_passages(text)], bench.coder).proposals
    }
    groups = list(found.values())
    assert groups.count("") == 2
    assert len({group for group in groups if group}) == 1
    assert grouped([]) == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_each_rule_leaves_out_its_example(rule: object) -> None:
    assert why_left_out(rule.example) == rule.name  # type: ignore[attr-defined]


def test_hardly_any_coded_sentence_of_a_council_is_left_out() -> None:
    known = [claim.text for claim in load_sentences() if claim.speaker is Speaker.COUNCIL]
    assert sum(why_left_out(text) is not None for text in known) <= 0.01 * len(known)
    assert not any(why_left_out(row["text"]) for row in claims())


def test_what_the_rules_were_made_with_is_left_out() -> None:
    seen = (HERE / "no_evidence_seen.txt").read_text(encoding="utf-8").splitlines()
    assert all(why_left_out(text) for text in seen)
    assert not set(seen) & set(others())


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.docx", b"", "is empty"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + b"0" * 50, "is a picture"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Office format"),
        ("a.zip", b"PK\x05\x06" + b"\0" * 18, "packed folder"),
    ],
)
def test_each_file_that_is_refused_has_one_clear_sentence(name: str, data: bytes, said: str) -> None:
    read = read_passages(data, name)
    assert said in read.refused
    assert read.refused.count("\n") == 0
    assert not isinstance(read.refused, RubricError)
