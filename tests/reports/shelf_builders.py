"""Small real reports on a shelf, and hypothesis strategies for any."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from rubric.framework.words import Maturity, Polarity, Voice
from rubric.reports import UNNAMED, Finding
from rubric.reports.library.shelf import ShelvedReport
from rubric.reports.model import UNSCORED


def finding(number: int, text: str = "", **fields: Any) -> Finding:
    """A finding as the coder proposes it; its report gives it authority and score."""
    return Finding.model_validate(
        {
            "report_id": "",
            "authority": UNNAMED,
            "score": UNSCORED,
            "section": "Learning from feedback",
            "paragraph": 1,
            "number": number,
            "text": text or f"Finding number {number}",
            "aspect": "feedback",
            "polarity": Polarity.STRENGTH,
            "maturity": Maturity.IN_PLACE,
            "voice": Voice.PEOPLE,
            "cue": "told us",
            "confidence": 0.7,
            "coded_by": "coder",
            **fields,
        }
    )


def file_hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def shelved(file: str = "north.pdf", **fields: Any) -> ShelvedReport:
    """An imported report of three findings, scored 3 but not accepted yet."""
    return ShelvedReport.model_validate(
        {
            "sha256": file_hash(file),
            "name": file,
            "authority": "Northshire",
            "score": 3,
            "date": "May 2026",
            "imported": datetime(2026, 5, 3, 9, 30, tzinfo=UTC),
            "imported_by": "Sam",
            "findings": tuple(finding(number) for number in (1, 2, 3)),
            **fields,
        }
    )


texts = st.text(max_size=30)
_moments = st.datetimes(
    min_value=datetime(2, 1, 1),
    max_value=datetime(9998, 12, 31),
    timezones=st.builds(timezone, st.timedeltas(timedelta(hours=-12), timedelta(hours=12))),
)
findings = st.builds(
    finding,
    number=st.integers(1, 1_000_000),
    text=texts.map(lambda text: f"It {text}"),
    section=texts,
    paragraph=st.integers(1, 1_000_000),
    aspect=texts,
    polarity=st.sampled_from(Polarity),
    maturity=st.sampled_from(Maturity),
    voice=st.sampled_from(Voice),
    figures=texts,
    cue=texts,
    confidence=st.none() | st.floats(0, 1),
    coded_by=st.sampled_from(["hand", "coder", "person"]),
)
shelved_reports = st.builds(
    ShelvedReport,
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    id=st.text(min_size=1, max_size=64),
    authority=texts,
    score=st.none() | st.integers(1, 4),
    date=texts,
    name=texts,
    imported=_moments,
    imported_by=texts,
    accepted=st.booleans(),
    findings=st.lists(findings, max_size=4, unique_by=lambda one: one.number).map(tuple),
)
