"""Since our last assessment: told as it was answered, within its length, and silent where nothing was."""

from datetime import date

import pytest

from rubric.draft import compose
from rubric.draft.model import Draft, Section
from rubric.draft.since import MOST_WORDS
from rubric.evidence import Assessment, EvidenceItem
from rubric.evidence.answers import answers_to
from rubric.evidence.last_report import Answer, LastReport, PeerChallenge
from rubric.framework import Framework, Maturity, Polarity
from rubric.workflow import Bench

ON = date(2026, 11, 28)


def answer(number: int, polarity: Polarity = Polarity.SHORTFALL, **fields: object) -> Answer:
    about = {"finding": f"f{number}", "said": f"Point {number} was not in place.", "aspect": "feedback"}
    return Answer.model_validate({**about, "polarity": polarity, "maturity": Maturity.ABSENT, **fields})


def drafted(framework: Framework, *answers: Answer, **fields: object) -> Draft:
    report = LastReport(score=2, date="May 2025", answers=list(answers))
    return compose(Assessment.model_validate({"last_report": report, **fields}), framework, on=ON)


def words(section: Section) -> str:
    return "\n".join(paragraph.text for paragraph in section.all_paragraphs())


def test_without_a_last_report_or_an_answer_there_is_no_such_section(bench: Bench) -> None:
    for draft in (compose(Assessment(), bench.framework, on=ON), drafted(bench.framework, answer(1))):
        assert "since" not in {section.id for section in draft.sections}
    assert any("has no answer yet" in note for note in drafted(bench.framework, answer(1)).notes)


def test_it_stands_second_and_tells_said_did_and_difference_as_typed(bench: Bench) -> None:
    item = EvidenceItem(
        text="Carers chair our forum.", aspect="feedback", polarity=Polarity.STRENGTH, maturity=Maturity.IN_PLACE
    )
    told = answer(1, done="new forum for carers", shows="Minutes", changed="Waits fell to nine days.", items=[item.id])
    draft = drafted(bench.framework, told, answer(2), evidence=[item])
    assert [section.id for section in draft.sections][:2] == ["position", "since"]
    section = draft.section("since")
    assert words(section) == (
        "Our last report (May 2025) scored us 2 on this statement. On two points it found that we fall short, wholly "
        "or in part. We answer one of them here.\n"
        "The report said: Point 1 was not in place. What we did: new forum for carers. What shows it: Minutes. "
        "What changed for people: Waits fell to nine days.\N{NO-BREAK SPACE}[1]"
    )
    assert section.evidence == (1,)


def test_a_reason_for_nothing_yet_is_told_and_an_unshown_answer_noted(bench: Bench) -> None:
    draft = drafted(
        bench.framework, answer(1, nothing_yet_because="no money before April"), answer(2, done="We began.")
    )
    assert "Nothing yet, because: no money before April." in words(draft.section("since"))
    assert any("Nothing shows what was done about one finding" in note for note in draft.notes)


def test_however_many_are_answered_it_keeps_to_a_page_and_counts_the_rest(bench: Bench) -> None:
    section = drafted(bench.framework, *(answer(n, done="We did a great deal. " * 6) for n in range(40))).section(
        "since"
    )
    assert section.words <= MOST_WORDS
    assert "more answers are left out here" in words(section)


@pytest.mark.parametrize("report", range(4))
def test_real_findings_answered_stand_with_every_word_of_the_answer(bench: Bench, report: int) -> None:
    findings = [one for one in bench.library.findings if one.report_id == bench.library.reports[report].id]
    answers = [one.model_copy(update={"done": "IT systems replaced in May"}) for one in answers_to(findings)]
    text = words(drafted(bench.framework, *answers).section("since"))
    assert text.count("What we did: IT systems replaced in May.") == text.count("The report said: ") > 0


def challenged(*answers: Answer, date: str = "2025-05") -> PeerChallenge:
    return PeerChallenge(date=date, answers=[one.model_copy(update={"finding": f"p{one.finding}"}) for one in answers])


def test_a_peer_challenge_is_told_apart_after_the_report_s_findings(bench: Bench) -> None:
    told = answer(1, done="new forum for carers", shows="Minutes")
    draft = drafted(bench.framework, told, peer_challenge=challenged(told, answer(2), answer(3)))
    section = draft.section("since")
    assert [entry.heading for entry in section.entries][1:] == ["What we did after the peer challenge of May 2025"]
    assert [paragraph.text for paragraph in section.entries[-1].paragraphs] == [
        "It made three recommendations. We answer one of them here.",
        "The peer challenge recommended: Point 1 was not in place. What we did: new forum for carers. "
        "What shows it: Minutes.",
    ]
    assert any(note.startswith("Two recommendations of the peer challenge have no answer yet") for note in draft.notes)


def test_a_peer_challenge_alone_is_told_and_its_plan_then_is_noted(bench: Bench) -> None:
    planned = answer(1, done="A board", maturity=Maturity.PLANNED)
    draft = compose(Assessment(peer_challenge=challenged(planned, date="")), bench.framework, on=ON)
    assert [entry.heading for entry in draft.section("since").entries] == ["What we did after the peer challenge"]
    assert "Our last report" not in words(draft.section("since"))
    assert any("One recommendation of the peer challenge was a plan then" in note for note in draft.notes)


@pytest.mark.parametrize("long", ["We did a great deal. " * 6, "word " * 200])
def test_a_report_and_a_peer_challenge_share_the_page(bench: Bench, long: str) -> None:
    answers = [answer(n, said=long, done=long, shows=long, changed=long) for n in range(20)]
    section = drafted(bench.framework, *answers, peer_challenge=challenged(*answers)).section("since")
    assert section.words <= MOST_WORDS
    assert "The report said: " in words(section)
    assert "The peer challenge recommended: " in words(section)
