"""Codes in plain words: what each is called, and what decided the coding of a finding."""

from rubric.english import inline, listed, percent
from rubric.evidence import EvidenceItem
from rubric.framework import Framework, Voice
from rubric.reports.model import Finding

ONLY_US = "only_us"
ONLY_US_LABEL = "Only us so far"


def labels(framework: Framework) -> dict[str, dict[str, str]]:
    """The plain words for every code, by field ("aspect", "polarity", "maturity", "voice") and code."""
    return {
        "aspect": {aspect.id: aspect.title for aspect in framework.aspects},
        "polarity": {str(code): word.label for code, word in framework.polarities.items()},
        "maturity": {str(code): word.label for code, word in framework.maturities.items()},
        "voice": {str(code): word.label for code, word in framework.voices.items()},
    }


def coding_source(finding: Finding) -> str:
    """Who coded an imported finding and from which words; "" for shipped findings, which were coded by hand."""
    if finding.coded_by == "hand":
        return ""
    confidence = f", {percent(finding.confidence)} sure" if finding.confidence is not None else ""
    who = "Corrected by a person" if finding.coded_by == "person" else f"Proposed by the reader{confidence}"
    return f"{who}{f', from “{finding.cue}”' if finding.cue else ''}."


def who_confirms(item: EvidenceItem, framework: Framework) -> str:
    """Who confirms an item, in words: of whom something is recorded, and who is only named."""
    if not item.voices:
        return confirmed_by(item.voices, framework)
    recorded = [voice for voice in item.voices if voice in item.recorded_voices]
    named = [inline(framework.voices[voice].label) for voice in framework.voices if voice in item.unrecorded_voices]
    confirmed = confirmed_by(recorded, framework) if recorded else ""
    return "; ".join(filter(None, (confirmed, f"named only: {listed(named)}" if named else "")))


def confirmed_by(voices: list[Voice] | None, framework: Framework) -> str:
    """Who confirms an item, in words; `voices` None: not answered, []: nobody but the council."""
    if voices is None:
        return "not answered who confirms it"
    if not voices:
        return "only us so far"
    return "confirmed by " + listed(
        inline(framework.voices[voice].label) for voice in framework.voices if voice in voices
    )
