"""What a framework pack must hold beyond its shape: links that lead somewhere and numbers that make sense."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from itertools import pairwise

from rubric.english import listed
from rubric.errors import BadFramework
from rubric.framework.model import Aspect, Framework, cited
from rubric.framework.words import Maturity, Polarity, Reach, Voice

SCORES = (1, 2, 3, 4)
ASPECT_ID = re.compile(r"[a-z][a-z0-9_]*")


def bad(file: str, key: str, complaint: str) -> BadFramework:
    """An error to raise for one fault: which file, which key, and the complaint."""
    return BadFramework(f"In the framework file {file}, “{key}” {complaint}: please correct the file.")


def check(framework: Framework, core_file: str, aspect_files: Mapping[str, str]) -> None:
    """Check a loaded pack as a whole; BadFramework names the file and key of the first fault.

    `core_file` names the file of everything but the aspects, `aspect_files` the file of each aspect by its id.
    """
    _check_words(framework, core_file)
    _check_scale(framework, core_file)
    _check_ratings(framework, core_file)
    if not re.match(r"https://[^/\s]+\.[^/\s]", framework.commitment.link):
        raise bad(core_file, "commitment, link", "must be a web address that starts with https://")
    _check_citations(framework.source_note, framework, core_file, "source_note")
    _check_numbers(framework.aspects, aspect_files)
    for aspect in framework.aspects:
        _check_aspect(aspect, framework, aspect_files[aspect.id])
    for document in framework.usual_documents:
        _check_basis(document.basis, framework, core_file, f"usual_documents, {document.name}, basis")


def check_ids(aspects: Iterable[tuple[str, Aspect]]) -> None:
    """Check that ids are well formed and used once. In: pairs of file name and aspect. BadFramework: a fault."""
    seen: dict[str, str] = {}
    for file, aspect in aspects:
        if not ASPECT_ID.fullmatch(aspect.id):
            raise bad(file, "id", f"is “{aspect.id}” but may hold only small letters, digits and underscores")
        if aspect.id in seen:
            raise bad(file, "id", f"is “{aspect.id}”, which {seen[aspect.id]} already uses")
        seen[aspect.id] = file


def _check_numbers(aspects: tuple[Aspect, ...], aspect_files: Mapping[str, str]) -> None:
    for expected, aspect in enumerate(aspects, start=1):
        if aspect.number != expected:
            complaint = (
                f"is {aspect.number} where {expected} comes next, as aspects count from 1 without gaps or repeats"
            )
            raise bad(aspect_files[aspect.id], "number", complaint)


def _check_words(framework: Framework, file: str) -> None:
    described: tuple[tuple[str, type[StrEnum], Collection[str]], ...] = (
        ("polarities", Polarity, framework.polarities),
        ("maturities", Maturity, framework.maturities),
        ("voices", Voice, framework.voices),
        ("reaches", Reach, framework.reaches),
    )
    for key, words, given in described:
        missing = [word.value for word in words if word not in given]
        if missing:
            raise bad(file, key, f"does not describe {listed(f'“{word}”' for word in missing)}")


def _check_scale(framework: Framework, file: str) -> None:
    if tuple(point.score for point in framework.scale) != SCORES:
        raise bad(file, "scale", "must hold the scores 1, 2, 3 and 4 once each, in that order")


def _check_ratings(framework: Framework, file: str) -> None:
    lowest = 100 * SCORES[0] // SCORES[-1]  # all ones: nobody can have less
    thresholds = [rating.from_percent for rating in framework.ratings]
    if thresholds[:1] != [lowest]:
        raise bad(file, "ratings", f"must start at {lowest} percent, the least that any council can have")
    if any(later <= earlier for earlier, later in pairwise(thresholds)):
        raise bad(file, "ratings", "must go up, each from_percent higher than the one before")
    repeated = [label for label, count in Counter(rating.label for rating in framework.ratings).items() if count > 1]
    if repeated:
        raise bad(file, "ratings", f"uses the label “{repeated[0]}” more than once")


def _check_aspect(aspect: Aspect, framework: Framework, file: str) -> None:
    if not math.isfinite(aspect.weight):
        raise bad(file, "weight", "must be an ordinary number above 0")
    _check_citations(aspect.weight_reason, framework, file, "weight_reason")
    if tuple(level.score for level in aspect.levels) != SCORES:
        raise bad(file, "levels", "must hold the scores 1, 2, 3 and 4 once each, in that order")
    for level in aspect.levels:
        key = f"levels, score {level.score}"
        # A score that no report in the library has is modelled from these claims, so none may be without.
        if not level.claims:
            raise bad(file, f"{key}, claims", "needs at least one typical claim")
        _check_basis(level.basis, framework, file, f"{key}, basis")


def _check_basis(basis: str, framework: Framework, file: str, key: str) -> None:
    if not cited(basis) and "own judgement" not in basis.lower():
        raise bad(file, key, "must name a source in square brackets or say “own judgement”")
    _check_citations(basis, framework, file, key)


def _check_citations(text: str, framework: Framework, file: str, key: str) -> None:
    for name in cited(text):
        if name not in framework.sources:
            raise bad(file, key, f"names “{name}”, which is not under sources in framework.yaml")
