"""Assessments of every kind for the tests of the workbook, and ways to edit one as people do."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from rubric.draft.workbook import WorkbookChanges, compare_workbook, read_workbook, write_workbook
from rubric.evidence.confirmation import Confirmation
from rubric.evidence.model import Action, ActionStatus, Assessment, EvidenceItem, PlanAction
from rubric.evidence.text import clean_text
from rubric.framework import Framework, load
from rubric.framework.words import Maturity, Polarity, Reach, Voice
from tests.evidence.builders import TEXTS, framework

ON = date(2026, 11, 20)
WHOLE = load()
# a third of its sheets, so that hundreds of workbooks can be written in a test
FRAMEWORK = framework("culture", "coproduction", "feedback", version=WHOLE.version)
TITLES = {aspect.id: aspect.title for aspect in FRAMEWORK.aspects}
COPRODUCTION = TITLES["coproduction"]
HOSTILE = (
    "=1+1", "=cmd|' /C calc'!A0", "+44 20 7946 0000", "-5 places", "@SUM(A1)", "\tindented", "'quoted", "#REF!", "#N/A",
    "12", "3/4/2026", "TRUE", "_x0041_ stays", "_x000D_", "_x005F_x000D_", "a < b & c", "]]>", "two\nlines", " space ",
    "😀 emoji", "עברית", "{=1}", "1e5", "0012", "Yes", "x005F_ alone",
)  # fmt: skip

_words = (st.sampled_from(HOSTILE) | st.text(st.characters(), max_size=30)).map(clean_text)
_days = st.none() | st.dates()
_aspects = st.sampled_from(FRAMEWORK.aspect_ids) | st.sampled_from(["of another framework", "[odd]/name"])
_steps = st.builds(Action, text=_words, owner=_words, due=_days, measure=_words, status=st.sampled_from(ActionStatus))
_records = st.builds(
    Confirmation,
    id=st.uuids().map(str),
    voice=st.sampled_from(Voice),
    said=_words,
    count=st.none() | st.integers(0, 50),
    of=st.none() | st.integers(0, 50),
    where=_words,
    when=_days,
    against=st.booleans(),
)
_items = st.builds(
    EvidenceItem,
    aspect=_aspects,
    related_aspects=st.lists(_aspects, max_size=3),
    polarity=st.none() | st.sampled_from(Polarity),
    maturity=st.none() | st.sampled_from(Maturity),
    voices=st.none() | st.lists(st.sampled_from(Voice), max_size=4),
    confirmations=st.lists(_records, max_size=3),
    reach=st.none() | st.sampled_from(Reach),
    source_date=_days,
    action=st.none() | _steps,
    position=st.floats(-5, 5),
    **dict.fromkeys(TEXTS, _words),
)


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Any assessment, its plan linked to some of its items and to some that are no longer there."""
    items = draw(st.lists(_items, max_size=5))
    links = st.lists(st.sampled_from([*(item.id for item in items), "gone"]), max_size=3)
    actions = draw(
        st.lists(
            st.builds(
                PlanAction,
                text=_words,
                owner=_words,
                due=_days,
                measure=_words,
                status=st.sampled_from(ActionStatus),
                evidence=links,
                aspects=st.lists(_aspects, max_size=2),
                origin=_words,
            ),
            max_size=3,
        )
    )
    return Assessment(evidence=items, actions=actions, lead=draw(_words), council=draw(_words))


def carers(**given: Any) -> EvidenceItem:
    """A finished item on co-production, every field of it filled in."""
    values: dict[str, Any] = {
        "id": "carers",
        "aspect": "coproduction",
        "text": "Carers chaired the respite review; six of their nine changes were made",
        "polarity": Polarity.STRENGTH,
        "maturity": Maturity.IN_PLACE,
        "voices": [Voice.PEOPLE, Voice.PARTNERS],
        "reach": Reach.MOST,
        "outcome": "Use rose",
        "figures": "90 to 150 nights a quarter",
        "source": "Review",
        "source_date": date(2026, 3, 4),
        "owner": "Commissioning",
        "action": Action(text="Ask again", owner="PSW", due=date(2027, 1, 5), status=ActionStatus.UNDER_WAY),
    }
    return EvidenceItem(**(values | given))


def survey(**given: Any) -> EvidenceItem:
    """A gap on co-production, only just begun."""
    return EvidenceItem(
        **({"id": "survey", "aspect": "coproduction", "text": "Few heard what came of it", "position": 1.0} | given)
    )


def council(*items: EvidenceItem, **given: Any) -> Assessment:
    values: dict[str, Any] = {"id": "ours", "council": "Exampleshire", "lead": "A. Lead"}
    return Assessment(evidence=list(items or (carers(), survey())), **(values | given))


def edited(assessment: Assessment, edit: Callable[[Any], object]) -> bytes:
    """The assessment's workbook as somebody sends it back who has edited it so."""
    book = load_workbook(BytesIO(write_workbook(assessment, FRAMEWORK, on=ON)))
    edit(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def place(sheet: Worksheet, heading: str) -> int:
    """The column with a heading."""
    return next(int(cell.column) for cell in sheet[2] if cell.value == heading)


def cell(sheet: Worksheet, row: int, heading: str) -> Any:
    return sheet.cell(row, place(sheet, heading))


def changes(data: bytes, assessment: Assessment, framework: Framework = FRAMEWORK) -> WorkbookChanges:
    """What bringing the workbook in would do."""
    return compare_workbook(read_workbook(data, framework), assessment)
