"""What is missing from the whole: aspects, and documents that councils usually hold."""

from datetime import date
from typing import Any

import pytest

from rubric.evidence import Assessment, EvidenceItem
from rubric.evidence.missing import Lack, aspect_gaps, is_one, missing_documents
from rubric.evidence.model import Skip
from rubric.framework import Maturity, Polarity, Voice, load
from rubric.framework.model import UsualDocument
from tests.evidence.builders import framework, usable

TODAY = date(2026, 11, 28)
SOUND = {"text": "31 of 40 carers chose it in May 2026", "voices": [Voice.PEOPLE]}


@pytest.mark.parametrize(
    ("items", "lacks"),
    [
        ([], [Lack.NOTHING]),
        ([EvidenceItem(aspect="culture", text="Half typed")], [Lack.UNFINISHED]),
        ([usable("culture", **SOUND)], []),
        ([usable("culture", text="We meet weekly", voices=[])], [Lack.OWN_WORD, Lack.NO_FIGURE]),
        ([usable("culture", **{**SOUND, "maturity": Maturity.PLANNED})], [Lack.PLANS]),
        ([usable("culture", **{**SOUND, "maturity": Maturity.ABSENT, "polarity": Polarity.SHORTFALL})], []),
        ([usable("culture", **SOUND), usable("culture", maturity=Maturity.PLANNED)], []),
        ([usable("culture", text="We meet", voices=[Voice.PEOPLE], figures="12 of 40 teams")], []),
    ],
)
def test_what_an_aspect_lacks(items: list[EvidenceItem], lacks: list[Lack]) -> None:
    gaps = aspect_gaps(Assessment(evidence=items), framework("culture"), TODAY)
    assert [list(gap.lacks) for gap in gaps] == ([lacks] if lacks else [])


def test_an_aspect_left_out_on_purpose_lacks_nothing_and_wants_no_document() -> None:
    out = Assessment(skips=[Skip(aspect="complaints", reason="Under statement 3")])
    assert "complaints" not in [gap.aspect for gap in aspect_gaps(out, load(), TODAY)]
    assert not [one for one in missing_documents(out, load(), TODAY) if one.aspects == ("complaints",)]


# names as councils write them, with what is meant by them, labelled by hand; "" for what is on no list of ours
NAMES = [
    ("Annual Complaints and Representations Report 2025-26", "Annual report on complaints"),
    ("Customer_feedback_report_2025.pdf", "Annual report on complaints"),
    ("LGSCO annual review letter July 2026", "The Ombudsman"),
    ("ASCS 2024/25 results", "Results of the Adult Social Care Survey"),
    ("Survey of Adult Carers in England 2025", "Results of the Survey of Adult Carers"),
    ("Principal Social Worker’s annual report", "The principal social worker"),
    ("Peer Challenge letter, LGA", "Peer challenge"),
    ("ADASS peer reviews 2024", "Peer challenge"),
    ("Co-production charter", "Co-production strategy"),
    ("Learning Disability Partnership Board minutes", "Minutes of a board"),
    ("Health and care scrutiny papers", "Papers or minutes"),
    ("Social worker health check 2026", "Staff survey"),
    ("Sickness and turnover, quarter 2", "Turnover"),
    ("QAF v3.docx", "Quality assurance"),
    ("Case file audits, themes", "Quality assurance"),
    ("Transformation Programme highlight report", "Improvement plan"),
    ("Market Position Statement 2026-29", "Market position"),
    ("Healthwatch Exampleshire: Did they listen?", "A Healthwatch report"),
    ("Staff survey results, adult social care", "Staff survey"),
    ("Local carers’ survey 2026", ""),
    ("Letter from the chair of the regional network", ""),
    ("Team bulletins", ""),
    ("Housing allocation policy", ""),
    ("Tender evaluation records", "Evaluation of a pilot"),
]


@pytest.mark.parametrize(("name", "meant"), NAMES)
def test_a_source_counts_as_the_usual_document_that_it_is(name: str, meant: str) -> None:
    usual = load().usual_documents
    took = [one.name for one in usual if is_one(one, name)]
    assert any(one.startswith(meant) for one in took) if meant else not took
    assert not [one for one in took if "Adult Social Care Survey" in one and "ASCS" not in name]


def test_a_document_is_missing_until_a_source_a_record_or_a_file_is_named_after_it() -> None:
    def missing(item: EvidenceItem, *files: str) -> set[str]:
        lacking: tuple[UsualDocument, ...] = missing_documents(Assessment(evidence=[item]), load(), TODAY, files)
        return {one.name for one in lacking}

    plain: dict[str, Any] = {"id": "a", "text": "Peer challenge", "aspect": "external"}
    peer = "Peer challenge or peer review report"
    assert peer in missing(EvidenceItem(**plain))
    assert peer not in missing(EvidenceItem(**plain, source="Our peer challenge, May 2026"))
    record = {"id": "r", "voice": "partners", "where": "Peer reviews"}
    assert peer not in missing(EvidenceItem(**plain, confirmations=[record]))
    assert peer not in missing(EvidenceItem(**plain), "LGA_peer_challenge_letter.pdf")
