"""The annex on the predicted band: off unless asked for, and never without the words that it is no CQC score."""

from collections.abc import Iterable

from rubric.draft.material import Material
from rubric.draft.model import Column, Paragraph, Section, Sentence, Subsection, Table
from rubric.draft.outline import BAND
from rubric.draft.wording import opening, sentence
from rubric.english import either, in_words, inline, listed, percent
from rubric.prediction.model import BANDS, DISCLAIMER, Doubted, NotPredicted, Outcome, Outlook, Prediction, Reason

MOST_REASONS = 5  # each way
_LONGEST_REASON = 40
_LONGEST_LEFT_OUT = 16

COLUMNS = (
    Column(key="band", heading="Score"),
    Column(key="meaning", heading="What it says"),
    Column(key="chance", heading="Our prediction"),
    Column(key="national", heading="Councils nationally"),
    Column(key="likely", heading="Likely"),
)


def band_section(outcome: Outcome, material: Material) -> Section:
    """The annex: the predicted band with its chances and reasons, or why none is predicted and what is missing."""
    if isinstance(outcome, NotPredicted):
        paragraphs = [_paragraph(f"{DISCLAIMER}."), _paragraph("We show no band.", sentence(outcome.why))]
        entries = [_entry("What is missing", (_paragraph(sentence(text)) for text in outcome.missing))]
        table = None
    else:
        paragraphs = [
            _paragraph(f"{DISCLAIMER}."),
            _paragraph(_headline(outcome, material), sentence(outcome.explanation)),
        ]
        entries = [
            _entry("What pulls it up most", _reasons(outcome, material, up=True)),
            _entry("What pulls it down most", _reasons(outcome, material, up=False)),
            _entry("What would move it", (_paragraph(sentence(move.text)) for move in outcome.moves)),
        ]
        table = _chances(outcome, material)
    entries.append(_entry("Left out", (_left_out(one, material) for one in outcome.doubted)))  # its notes point here
    entries.append(_entry("How far to trust this", _trust(outcome)))
    return Section(
        id=BAND.id,
        heading=BAND.heading,
        budget=BAND.budget,
        paragraphs=tuple(paragraphs),
        table=table,
        entries=tuple(entry for entry in entries if entry.paragraphs),
    )


def _headline(outcome: Prediction, material: Material) -> str:
    label = inline(material.framework.score_label(outcome.band))
    likely = listed(str(band) for band in outcome.likely)
    span = f"; the likely scores are {likely}" if len(outcome.likely) > 1 else ""
    return f"The score that the evidence reads most like is {outcome.band}, “{label}”{span}."


def _chances(outcome: Prediction, material: Material) -> Table:
    rows = tuple(
        {
            "band": str(band),
            "meaning": material.framework.score_label(band),
            "chance": percent(outcome.probabilities.get(band, 0.0)),
            "national": percent(outcome.national.get(band, 0.0)),
            "likely": "Yes" if band in outcome.likely else "No",
        }
        for band in BANDS
    )
    return Table(columns=COLUMNS, rows=rows)


def track_record_sentence(outcome: Outlook) -> str:
    """How often the model was right on reports left out, beside always answering 3; "" where none was left out."""
    record = outcome.track_record
    if not record.reports:
        return ""
    reports = either(record.reports, "one published report", f"{in_words(record.reports)} published reports")
    return (
        f"Tried on {reports}, each left out in turn, the model gave CQC’s score for {in_words(record.exact)}; always "
        f"answering 3 would have been right for {in_words(record.always_3)}."
    )


def _reasons(outcome: Prediction, material: Material, *, up: bool) -> list[Paragraph]:
    ranked = sorted(outcome.reasons, key=lambda reason: -abs(reason.effect))
    return [_reason(r, material) for r in ranked if (r.effect > 0 if up else r.effect < 0)][:MOST_REASONS]


def _reason(reason: Reason, material: Material) -> Paragraph:
    """The claim with its number; what is not about one claim names its topic itself."""
    number = material.numbers.get(reason.claim_id or "")
    text = opening(reason.text, _LONGEST_REASON)
    return Paragraph(sentences=(Sentence(text=text, evidence=(number,) if number else ()),))


def _left_out(doubted: Doubted, material: Material) -> Paragraph:
    """An item that counts for nothing, and why."""
    number = material.numbers.get(doubted.claim_id)
    said = Sentence(text=f"“{opening(doubted.text, _LONGEST_LEFT_OUT)}”", evidence=(number,) if number else ())
    return Paragraph(sentences=(said, Sentence(text=sentence(doubted.why))))


def _trust(outcome: Outlook) -> list[Paragraph]:
    return [_paragraph(text) for text in (track_record_sentence(outcome), *map(sentence, outcome.notes)) if text]


def _entry(heading: str, paragraphs: Iterable[Paragraph]) -> Subsection:
    return Subsection(heading=heading, paragraphs=tuple(paragraphs), bulleted=True)


def _paragraph(*texts: str) -> Paragraph:
    return Paragraph(sentences=tuple(Sentence(text=text) for text in texts))
