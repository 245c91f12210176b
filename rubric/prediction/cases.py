"""Case files: JSON Lines of scored (or to be scored) sets of claims, for evaluation (contract 2 in docs/files.md)."""

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rubric.claims.coder import Coder, Reading
from rubric.claims.model import Claim
from rubric.english import flat, size
from rubric.errors import BadInput
from rubric.evidence import Assessment
from rubric.evidence.faults import quoted
from rubric.evidence.stated import stated
from rubric.framework.model import Framework
from rubric.framework.words import Maturity, Polarity, Reach, Speaker, Voice
from rubric.reports.files import guard

LARGEST = 50_000_000  # bytes of a case file
# Claims are read where others wait for their clicks: 40,000 are 153 councils with 250 each.
MOST_CLAIMS = 40_000
LONGEST = 20_000  # characters of one claim
_FITS = {
    "score": "1, 2, 3 or 4",
    "speaker": "regulator or council",
    "claims": "a list of claims",
    "polarity": "one of " + ", ".join(Polarity),
    "maturity": "one of " + ", ".join(Maturity),
    "voices": "a list of " + ", ".join(Voice),
    "reach": "one of " + ", ".join(Reach),
}


class CaseClaim(BaseModel):
    """A claim in a case: only `text` is required; the coder fills what is None."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str | None = None
    text: str
    aspect: str | None = None
    polarity: Polarity | None = None
    maturity: Maturity | None = None
    voices: tuple[Voice, ...] | None = None
    reach: Reach | None = None
    outcome: str = ""
    figures: str = ""
    source: str = ""


class Case(BaseModel):
    """One report or one council's evidence. `score` is what CQC gave, None where there is none."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    score: int | None = Field(default=None, ge=1, le=4)
    speaker: Speaker = Speaker.REGULATOR
    claims: tuple[CaseClaim, ...]


def read_cases(path: Path, framework: Framework) -> tuple[Case, ...]:
    """The cases in a JSON Lines file on disk; raises as `cases_in`, and where it can't be opened."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: check the name and that you may open it.") from error
    return cases_in(data, path.name, framework)


def cases_in(data: bytes, name: str, framework: Framework) -> tuple[Case, ...]:
    """The cases in a file's bytes; BadInput, by the file's name and the line, where one cannot be read."""
    name = guard.safe_name(name)
    if len(data) > LARGEST:
        raise BadInput(f"{name} is larger than {size(LARGEST)}: split it into smaller case files.")
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise BadInput(f"{name} is not a text file: a case file is JSON Lines in UTF-8.") from error
    cases = tuple(_case(line, number, name) for number, line in enumerate(lines, 1) if line.strip())
    if not cases:
        raise BadInput(f"{name} is empty: a case file holds one JSON object a line.")
    _check_size(cases, name)
    for case in cases:
        unknown = sorted({claim.aspect for claim in case.claims if claim.aspect} - set(framework.aspect_ids))
        if unknown:
            allowed = ", ".join(framework.aspect_ids)
            raise BadInput(f"{name}, case “{case.id}”: there is no aspect “{unknown[0]}”; use one of {allowed}.")
    return cases


def _check_size(cases: Sequence[Case], name: str) -> None:
    if sum(len(case.claims) for case in cases) > MOST_CLAIMS:
        raise BadInput(f"{name} holds more than {MOST_CLAIMS:,} claims: split it into smaller case files.")
    for case in cases:
        if any(len(claim.text) > LONGEST for claim in case.claims):
            raise BadInput(
                f"{name}, case {quoted(case.id)}: a claim has more than {LONGEST:,} characters; cut it into sentences."
            )


def _case(line: str, number: int, name: str) -> Case:
    try:
        held = json.loads(line)
    except (ValueError, RecursionError) as error:  # not JSON, nested too deep, or a number thousands of digits long
        raise BadInput(f"{name}, line {number} is not JSON: a case file holds one JSON object a line.") from error
    try:
        return Case.model_validate(held)
    except ValidationError as error:
        raise BadInput(f"{name}, line {number}: {_problem(error)}; put that right and try again.") from error


def _problem(error: ValidationError) -> str:
    """The first problem in a line, in words: "claim 2 has no text"."""
    first = error.errors()[0]
    where, rest = "the case", list(first["loc"])
    if rest[:1] == ["claims"] and len(rest) > 1:
        where, rest = f"claim {int(rest[1]) + 1}", rest[2:]
    if not rest:
        return f"{where} is not a JSON object in curly brackets"
    name = str(rest[0])
    if first["type"] == "missing":
        return f"{where} has no {name}"
    return f"{where} has {name} {quoted(first['input'])}, which is not {_FITS.get(name, 'text')}"


def case_of(assessment: Assessment) -> Case:
    """An assessment's usable items as a case: the council's own coding, and no score."""
    return Case(
        id=assessment.id,
        speaker=Speaker.COUNCIL,
        claims=tuple(
            CaseClaim(
                id=item.id,
                text=item.text,
                aspect=item.aspect,
                polarity=item.polarity,
                maturity=item.maturity,
                voices=tuple(item.voices or ()),
                reach=item.reach,
                outcome=item.outcome,
                figures=item.figures,
                source=item.source,
            )
            for item in assessment.evidence
            if item.is_usable
        ),
    )


def as_claims(case: Case, coder: Coder) -> tuple[list[Claim], list[Reading]]:
    """The case's claims, with missing codes filled in by the coder, and the coder's own reading of every claim.

    Claims without words are left out of the first and kept in the second."""
    readings = coder.read_all([claim.text for claim in case.claims], case.speaker)
    filled = [_fill(case, place, given, readings[place]) for place, given in enumerate(case.claims)]
    return [claim for claim in filled if claim.text], readings


def _fill(case: Case, place: int, given: CaseClaim, reading: Reading) -> Claim:
    voices = reading.voices if given.voices is None else frozenset(given.voices)
    return Claim(
        id=given.id or f"{case.id}/{place + 1}",
        text=given.text.strip(),
        aspect=given.aspect or reading.aspect,
        polarity=given.polarity or reading.polarity,
        maturity=given.maturity or reading.maturity,
        voices=voices,
        reach=given.reach or (reading.reach if case.speaker is Speaker.COUNCIL else None),
        outcome=stated(given.outcome),
        figures=stated(given.figures),
        group=flat(stated(given.source).lower()),
        speaker=case.speaker,
    )


def coded_pairs(cases: Sequence[tuple[Case, Sequence[Reading]]]) -> dict[str, list[tuple[str, str]]]:
    """Pairs of the code given and the code read, by aspect, polarity, maturity and voice, where the case gives one."""
    pairs: dict[str, list[tuple[str, str]]] = {"aspect": [], "polarity": [], "maturity": [], "voice": []}
    for case, readings in cases:
        for given, reading in zip(case.claims, readings, strict=True):
            if given.aspect:
                pairs["aspect"].append((given.aspect, reading.aspect))
            if given.polarity:
                pairs["polarity"].append((given.polarity.value, reading.polarity.value))
            if given.maturity:
                pairs["maturity"].append((given.maturity.value, reading.maturity.value))
            if given.voices is not None:
                pairs["voice"].append((_main(given.voices), _main(reading.voices)))
    return pairs


def _main(voices: Sequence[Voice] | frozenset[Voice]) -> str:
    """The strongest voice of several (people, then staff and leaders, partners, processes), "none" for nobody."""
    return next((voice.value for voice in Voice if voice in voices), "none")
