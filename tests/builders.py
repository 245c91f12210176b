"""Small builders of real objects."""

import csv
from itertools import count
from pathlib import Path

from hypothesis import strategies as st

from rubric.claims import Claim
from rubric.framework import Maturity, Polarity, Reach, Speaker, Voice, load

ASPECTS = load().aspect_ids
_numbers = count()


def claim(
    text: str = "",
    aspect: str = "culture",
    polarity: Polarity = Polarity.STRENGTH,
    maturity: Maturity = Maturity.IN_PLACE,
    voices: frozenset[Voice] = frozenset(),
    **more: object,
) -> Claim:
    """A council's claim; each has words of its own unless given some."""
    number = next(_numbers)
    return Claim.model_validate(
        {
            "id": f"c{number}",
            "text": text or f"We run panel number {number} as one team",
            "aspect": aspect,
            "polarity": polarity,
            "maturity": maturity,
            "voices": voices,
            "speaker": Speaker.COUNCIL,
            **more,
        }
    )


PEOPLE = frozenset({Voice.PEOPLE})


def broad_evidence(maturity: Maturity = Maturity.IN_PLACE, voices: frozenset[Voice] = PEOPLE) -> list[Claim]:
    """Two strengths in every aspect, each shown and each voice recorded: enough for a band."""
    return [whole(aspect=aspect, maturity=maturity, voices=voices) for aspect in ASPECTS for _ in range(2)]


def whole(text: str = "", **coding: object) -> Claim:
    """A council's strength with all that can stand behind one; its voices are recorded unless told otherwise."""
    behind = {
        "figures": "12 of 40 in 2026",
        "outcome": "Waits fell from 40 to 12 days",
        "group": f"paper {next(_numbers)}",
    }
    return claim(text, **{"recorded": coding.get("voices", frozenset()), **behind, **coding})  # type: ignore[arg-type]


@st.composite
def claims(draw: st.DrawFn, speaker: Speaker = Speaker.COUNCIL) -> Claim:
    """Any coded claim, its origin shared with others now and then."""
    return claim(
        text=f"We run the {draw(st.sampled_from(['audit', 'carers', 'board']))} {draw(st.integers(0, 10**9))} as one",
        aspect=draw(st.sampled_from(ASPECTS)),
        polarity=draw(st.sampled_from(Polarity)),
        maturity=draw(st.sampled_from(Maturity)),
        voices=(voices := draw(st.frozensets(st.sampled_from(Voice)))),
        recorded=voices & draw(st.frozensets(st.sampled_from(Voice))) if speaker is Speaker.COUNCIL else frozenset(),
        reach=draw(st.none() | st.sampled_from(Reach)),
        outcome=draw(st.sampled_from(["", "people waited less"])),
        figures=draw(st.sampled_from(["", "12 of 40 in 2026"])),
        group=draw(st.sampled_from(["", "", "audit report", "survey"])),
        speaker=speaker,
    )


def kept_for_tests() -> list[str]:
    """Made-up sentences that nothing was learned from."""
    found = []
    for name in ("council", "regulator"):
        path = Path(__file__).resolve().parent / "claims" / f"{name}_prose_test.csv"
        with path.open(encoding="utf-8", newline="") as file:
            found += [row["text"] for row in csv.DictReader(file)]
    return found
