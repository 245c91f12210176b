"""Figures in a sentence, and what they say. Every sentence is invented."""

import csv
import io
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.claims.figures import Figure, Measure, Says, figures, load_measures, verdict

GOOD = """
The median wait for a financial assessment fell from 61 days to 19.
Waits for a first visit are down from 12 weeks to three.
The waiting list went from 804 to 119 within a year.
Vacancies have dropped from 22% to 7%.
Social work vacancy rate: 9%, down from 26%.
Turnover came down from 19 per cent to 11 per cent.
Agency workers: 14 now, 48 two years ago.
Overdue reviews fell by two thirds.
The backlog has halved since the spring.
The number of delayed discharges was cut by 38%.
Unallocated cases 230 → 15.
Sickness absence is 3.9%, against 7.2% the year before.
Falls in our two homes dropped from 88 to 41.
Hospital admissions from extra care were 56 in 2023 and 21 in 2025.
Repeat contacts have fallen from 31% to 18%.
Satisfaction rose from 58% to 71%.
Satisfaction with home care is up 9 points.
Carers who felt supported: 64%, up from 47%.
Reviews done on time went up from 52% to 83%.
Completion of mandatory training has risen from 70% to 96%.
Retention of newly qualified workers doubled.
Training compliance stands at 97% against a target of 90%.
Annual reviews: 88%, target 80%.
The average wait is 16 days against a limit of 28 days.
Decisions on direct payments are to be made within target, and 97% were made in time.
Satisfaction was 74% v England 65%.
Turnover is 8%, below the national average.
Our vacancy rate is 6%; the regional average is 11%.
The response rate was 44%, compared with 29% nationally.
Quality of life scored 20.1, above the regional average.
Nobody now waits more than five days for equipment.
No one waited longer than two weeks.
All 14 actions implemented.
98% of staff have completed the training.
212 of 220 staff are up to date with safeguarding.
95% of those who answered felt safe.
39 of 41 complaints answered on time.
Of 26 newly qualified workers, 25 are still with us.
Supervision was held in 96% of months.
Complaints about late visits fell from 74 to 20.
Emergency admissions were reduced by a fifth.
Readmissions 11%, was 19%.
The average stay in a step-down bed was 39 days; it is now 18.
Waiting times improved by 40%.
Overdue actions fell from ninety to twelve.
Missed visits are down by half.
The share who would recommend the service went from 61 to 84 per cent.
Carers' assessments done within 28 days rose from 44% to 79%.
In 2022 the wait for a blue badge was 11 weeks, in 2025 it was three weeks.
Turnaround of a complex sign-off: 6 wks → 3 days.
"""

BAD = """
The average wait rose from 21 days to 64.
Waits have doubled.
The waiting list grew from 310 to 702.
Vacancies went up from 8% to 17%.
Turnover is 27% against 14% for England.
Agency use has risen by a third.
Overdue reviews increased from 140 to 390.
The backlog stands at 610, up from 480.
Satisfaction fell from 66% to 54%.
Satisfaction is down by 12 points.
Only 38% of carers felt supported, against 51% nationally.
Supervision was held for 61% of staff against a target of 95%.
Reviews: 48%, target 85%.
The average wait is 74 days against a limit of 28 days.
The response rate was 11%, compared with 30% for England.
Only 19 of 140 staff have had the training.
7% of those asked replied.
Nobody replied.
Take-up of the course was 5%.
61% of plans have no date.
Ethnicity was left blank in 45% of records.
Complaint replies took 51 working days against our own standard of 20 days.
Completion of the refresher dropped from 91% to 63%.
Sickness rose from 4% to 9%.
Falls in care homes are up 30%.
Readmissions have gone up from 9% to 16%.
Retention dropped from 88% to 70%.
None of the actions implemented.
None of them has been reviewed.
Delayed discharges rose from 14 to 37 in a year.
"""

NEUTRAL = """
Waits fell from 90 days to 45, against a target of 28 days.
Supervision rose from 54% to 78%, against a target of 95%.
Vacancies are down from 24% to 15%, with a target of 8%.
Complaints went up from 40 to 61.
Safeguarding concerns rose from 700 to 910.
Referrals fell from 2,300 to 1,900.
The share of complaints upheld went from 61% to 70%.
"""

UNSURE = """
The policy was agreed on 14 March 2025.
See Appendix 4 and page 12 of the strategy.
We spent £240,000 on the new building.
Mrs Holt, aged 84, came to the forum.
People over 85 were visited first.
The board met 11 times in 2024.
There were 58 complaints, of which 22 were upheld.
We support 3,400 people.
The team has 14 social workers.
The council has set aside three rooms.
We aim to cut waits from 41 days to 28.
Vacancies will fall from 14% to 8% by next year.
We plan to halve the backlog.
The council hopes that satisfaction will rise from 60% to 75%.
Our target is 95%.
The pilot started in May with 12 people.
Action 7 of the plan is due in October.
Stage 2 of the tender closes at 5pm.
Under section 42 of the Care Act 2014 we must make enquiries.
The helpline is open from 9am to 8pm, 7 days a week.
Half of the board are carers.
About 50% of the posts are part-time.
Reviews are held every six months.
Staff have 30 hours of study leave.
The report has 64 pages.
Version 3.2 of the template is in use.
The service covers 9 wards.
The director visited six teams.
The ombudsman upheld 71% of cases.
Waits fell from 50 days to 20 in the east but rose from 20 to 60 in the west.
Satisfaction was 84% in the north and 51% in the south.
We have had 412 compliments.
The course lasts two days.
Our vacancy rate is 9%.
The average wait is 23 days.
Satisfaction is 66%.
60% of staff have done the course.
A new lead started two years ago.
The strategy runs from 2024 to 2029.
Three to five people come each week.
Phone 01632 960001 for a copy.
We hold 24/7 cover.
The form has 19 questions.
Turnover was 12%, as it was last year.
Waits were 31 days in May and 31 days in June.
"""


def _rows(table: str) -> list[str]:
    return [row for row in table.strip().splitlines() if row]


@pytest.mark.parametrize("text", _rows(GOOD))
def test_a_figure_that_got_better_met_its_target_or_is_all_but_whole_is_good_news(text: str) -> None:
    found = verdict(text)
    assert found is not None
    assert found.says is Says.GOOD
    assert found.good
    assert found.why
    assert found.words in text


@pytest.mark.parametrize("text", _rows(BAD))
def test_a_figure_that_got_worse_missed_its_target_or_is_hardly_any_is_bad_news(text: str) -> None:
    found = verdict(text)
    assert found is not None
    assert found.says is Says.BAD
    assert found.bad


@pytest.mark.parametrize("text", _rows(NEUTRAL))
def test_better_but_short_of_the_target_and_counts_that_mean_nothing_are_neither(text: str) -> None:
    found = verdict(text)
    assert found is not None
    assert found.says is Says.NEUTRAL


@pytest.mark.parametrize("text", _rows(UNSURE))
def test_what_is_planned_or_no_figure_or_can_be_read_both_ways_says_nothing(text: str) -> None:
    found = verdict(text)
    assert found is None or found.says is Says.NEUTRAL


@pytest.mark.parametrize(
    "text",
    [
        "Agreed on 3 June 2024, and again on 12/05/2025.",
        "Appendix 4, page 17 and paragraph 3.2 set this out.",
        "The budget was £1.2m and then £900,000.",
        "A man aged 91 and a woman of 87 told us so.",
        "It opened at 7.30am; ring 999 in an emergency.",
        "Under section 117 and the Care Act 2014 this is a duty.",
        "The 2023-24 account and that of 2024/25 agree.",
        "Men over 65 and the under-30s were asked.",
    ],
)
def test_dates_money_ages_times_and_references_are_no_figures(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("68 of 118 staff had the training.", {"value": 68, "base": 118}),
        ("Nine out of twelve teams took part.", {"value": 9, "base": 12}),
        ("Of 31 leavers, 24 gave the same reason.", {"value": 24, "base": 31}),
        ("Three in ten people knew whom to ask.", {"value": 3, "base": 10}),
        ("81 per cent agreed.", {"value": 81, "unit": "percent"}),
        ("The wait was 31 weeks.", {"value": 31, "unit": "weeks", "measure": "waits"}),
        ("Two thirds of carers answered.", {"value": pytest.approx(200 / 3), "unit": "percent"}),
        ("Twenty-two people came.", {"value": 22, "unit": ""}),
        ("A hundred and forty people came.", {"value": 140}),
        ("1,140 people came.", {"value": 1140}),
        ("Nobody came.", {"value": 0, "none": True}),
        ("Every team took part.", {"every": True}),
        ("All 14 teams took part.", {"value": 14, "every": True}),
        ("Waits fell from 41 days to 12.", {"value": 12, "unit": "days", "before": 41, "change": "down"}),
        ("Satisfaction is 71%, up from 60%.", {"value": 71, "before": 60, "change": "up"}),
        ("Reviews stand at 80% against a target of 90%.", {"value": 80, "target": 90}),
        ("The wait is 20 days; it should be under 28 days.", {"value": 20, "target": 28}),
        ("Turnover is 14% v England 11%.", {"value": 14, "others": 11, "measure": "turnover"}),
        ("Satisfaction is 66%, the regional average 70%.", {"value": 66, "others": 70}),
        ("In 2024 we reviewed 412 people.", {"value": 412, "period": "2024"}),
        ("Overdue reviews fell by a third.", {"unit": "percent", "change": "down", "measure": "backlogs"}),
        ("Vacancies were 21% in 2023 and 9% in 2025.", {"value": 9, "before": 21, "change": "down"}),
        ("Vacancies were 9% in 2025 and 21% in 2023.", {"value": 9, "before": 21, "change": "down"}),
    ],
)
def test_a_figure_is_told_with_what_it_is_held_against(text: str, expected: dict[str, object]) -> None:
    first = figures(text)[0]
    assert {name: getattr(first, name) for name in expected} == expected


def test_a_base_told_beforehand_belongs_to_the_count_after_it() -> None:
    assert [(one.value, one.base) for one in figures("Of 31 leavers, 24 gave the same reason.")] == [(24, 31)]


def test_every_measure_has_a_direction_and_a_reason_and_names_nothing_twice() -> None:
    measures = load_measures()
    names = [word for measure in measures for word in measure.words]
    assert sorted(names) == sorted(set(names))
    assert all(measure.reason for measure in measures)
    assert all(len(word) >= 3 for measure in measures for word in measure.words)
    assert all(word == word.lower() for word in names)


@pytest.mark.parametrize(
    "measure", [one for one in load_measures() if one.better != "neither"], ids=lambda one: one.measure
)
def test_a_measure_that_moved_its_better_way_is_never_bad_news(measure: Measure) -> None:
    for name in measure.words:
        word = name.rstrip("*")
        up, down = f"{word}: 80%, up from 40%.", f"{word}: 40%, down from 80%."
        better, worse = (up, down) if measure.better == "higher" else (down, up)
        assert getattr(verdict(better), "says", None) in (Says.GOOD, None)
        assert getattr(verdict(worse), "says", None) in (Says.BAD, None)


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    found = figures(text)
    assert all(isinstance(one, Figure) for one in found)
    said = verdict(text)
    assert said is None or said.why


@given(
    st.lists(
        st.sampled_from(
            [
                "from",
                "to",
                "12",
                "68%",
                "of",
                "118",
                "days",
                "against",
                "target",
                "was",
                "England",
                "up",
                "nobody",
                "2024",
                "→",
                ",",
                ";",
                ".",
            ]
        ),
        max_size=25,
    )
)
def test_any_heap_of_numbers_can_be_read(words: list[str]) -> None:
    verdict(" ".join(words))
    assert all(one.base is None or one.value <= one.base for one in figures(" ".join(words)))


def test_a_verdict_on_sentences_it_was_not_written_beside_is_right_19_times_of_20() -> None:
    """The last two hands were read by nobody who wrote the rules; `mixed` counts as wrong, whatever is said."""
    folder = files("rubric.claims") / "data" / "sentences"
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("hand_15.csv", "hand_16.csv")]
    rows = [row for text in texts for row in csv.DictReader(io.StringIO(text))]
    said = [(verdict(row["text"]), row["polarity"]) for row in rows]
    spoken = [(found.good, tone) for found, tone in said if found and found.says is not Says.NEUTRAL]
    right = sum(tone == ("strength" if good else "shortfall") for good, tone in spoken)
    assert len(spoken) >= 25
    assert right / len(spoken) >= 0.95
