"""What a cell means in our codes: "In progress" is developing, "RAG: Green" a strength. What is not clear is left."""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import yaml

from rubric.evidence.model import ActionStatus
from rubric.framework.model import Framework
from rubric.framework.words import Voice
from rubric.reports.text import loose

_PARTS = re.compile(r"[;,/\n&+]|\band\b", re.I)


@lru_cache(maxsize=1)
def _meanings() -> Mapping[str, Mapping[str, str]]:
    """For each kind of value, the code that each wording means."""
    text = (files("rubric.intake") / "data" / "values.yaml").read_text(encoding="utf-8")
    return {
        kind: {loose(wording): code for code, wordings in codes.items() for wording in [code, *wordings]}
        for kind, codes in yaml.safe_load(text).items()
    }


def code_of(kind: str, cell: str) -> str | None:
    """The code that a cell means; None where that is not clear. `kind`: polarity, maturity, status, reach or aspect."""
    meanings = _meanings()[kind]
    said = re.sub(r"^(?:rag(?: rating| status)?|status|rating) ", "", loose(cell))
    if said in meanings:
        return meanings[said]
    # as in “In progress, 60%”, “Green (on track)” and “3: Embedded”
    without = re.sub(r"^\d+ |\b\d+\b.*$", "", said).strip()
    begins = [wording for wording in meanings if f"{without} ".startswith(f"{wording} ") and len(wording) > 2]
    return meanings[max(begins, key=len)] if begins else None


def aspect_of(cell: str, framework: Framework) -> str | None:
    """The id of the aspect that a cell names by title, id, number or a usual word for it; None for any other."""
    said = loose(cell)
    for aspect in framework.aspects:
        if said in {
            loose(aspect.title),
            loose(aspect.id),
            f"a{aspect.number}",
            f"{aspect.number} {loose(aspect.title)}",
        }:
            return aspect.id
    found = code_of("aspect", cell)
    return found if found in framework.aspect_ids else None


def voices_of(cell: str) -> tuple[Voice, ...]:
    """The voices that a cell names, in our order; none where it names nobody we know."""
    parts = [cell, *_PARTS.split(cell)]
    found = {code for part in parts if part.strip() and (code := code_of("voices", part))}
    return tuple(voice for voice in Voice if voice.value in found)


def share_known(kind: str, cells: list[str]) -> float:
    """The share of filled cells that mean a code of this kind; 0 where none is filled."""
    filled = [cell for cell in cells if cell.strip()]
    known = [cell for cell in filled if (voices_of(cell) if kind == "voices" else code_of(kind, cell))]
    return len(known) / len(filled) if filled else 0.0


def choices_for(name: str, framework: Framework) -> dict[str, str]:
    """The codes of ours that a coded field takes, each with its words; none for a field of words, a day or voices."""
    match name.removeprefix("action."):
        case "polarity":
            return {str(code): word.label for code, word in framework.polarities.items()}
        case "maturity":
            return {str(code): word.label for code, word in framework.maturities.items()}
        case "reach":
            return {str(code): word.label for code, word in framework.reaches.items()}
        case "status":
            return {str(code): str(code).replace("_", " ").capitalize() for code in ActionStatus}
        case "aspect" | "aspects" | "related_aspects":
            return {aspect.id: aspect.title for aspect in framework.aspects}
    return {}
