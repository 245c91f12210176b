"""What a voice besides the council's own said or showed about a claim, and where that can be looked up."""

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from rubric.english import flat, long_date
from rubric.evidence.ids import ID_LENGTH, new_id
from rubric.evidence.stated import stated
from rubric.framework.words import Voice

MOST_PEOPLE = 100_000_000  # more than live in England: a number above it is a slip of the keys
ID = r"^[A-Za-z0-9_-]+$"  # no dot: a part of a record is named "confirmations.ID.said"
MOST_RECORDS = 40  # of one item, as many as an assessment file may have in a list


class Confirmation(BaseModel):
    """One record: what a voice said or showed. Only `voice` is ever required: a half-typed record is kept.

    `count` of `of` said so (people, teams, cases: `said` or `where` tell which); `where` it is written, and `when` it
    was said or shown. `against`: they say that it is not so.
    """

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    id: str = Field(default_factory=new_id, max_length=ID_LENGTH, pattern=ID)
    voice: Voice
    said: str = ""
    count: int | None = Field(default=None, ge=0, le=MOST_PEOPLE)
    of: int | None = Field(default=None, ge=0, le=MOST_PEOPLE)
    where: str = ""
    when: date | None = None
    against: bool = False

    @property
    def recorded(self) -> bool:
        """Whether it can be told as said: it says something, its numbers can be, and it has a place, date or number.

        Our judgement: without one of the three nobody could look it up, and nobody said what none of them said.
        """
        found = stated(self.where) or self.when is not None or self.count is not None
        return bool(stated(self.said) and found and self.numbers_can_be)

    @property
    def numbers_can_be(self) -> bool:
        """Whether "how many of how many" can be so: somebody did, and not more than were asked; True for no numbers."""
        if self.count is None:
            return True
        return self.count > 0 and (self.of is None or self.count <= self.of)

    @property
    def how_many(self) -> str:
        """ "31 of 40", "31", or "" where it is not known how many."""
        if self.count is None:
            return ""
        return f"{self.count:,}" if self.of is None else f"{self.count:,} of {self.of:,}"

    @property
    def found_at(self) -> str:
        """How many, where and when, as far as it is filled in: "31 of 40, carers survey, 3 March 2026"."""
        where = flat(stated(self.where)).rstrip(".")
        return ", ".join(filter(None, (self.how_many, where, long_date(self.when) if self.when else "")))

    @property
    def in_words(self) -> str:
        """What they said, and in brackets how many, where and when; "" where neither is filled in."""
        return " ".join(filter(None, (stated(self.said).strip(), f"({self.found_at})" if self.found_at else "")))

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be filled in before it counts as recorded, in words; empty where it is."""
        lacking = (
            ("what they said or showed", not stated(self.said)),
            ("where, when or how many", not (stated(self.where) or self.when or self.count is not None)),
            ("numbers that can be: at least 1, and no more than were asked", not self.numbers_can_be),
        )
        return tuple(words for words, lacks in lacking if lacks)


def critical_first(records: Iterable[Confirmation]) -> list[Confirmation]:
    """The records in the order in which they are told: what speaks against a claim first."""
    return sorted(records, key=lambda record: not record.against)


def recorded_voices(records: Iterable[Confirmation], *, against: bool = False) -> frozenset[Voice]:
    """The voices of which it is recorded that they confirm, or (`against`) that they say otherwise."""
    return frozenset(record.voice for record in records if record.recorded and record.against == against)


def named_voices(chosen: list[Voice] | None, records: list[Confirmation]) -> list[Voice] | None:
    """Who is named as confirming, given who was chosen (None: not answered) and what is recorded.

    A voice that is recorded as confirming is named. One of which it is recorded only that it says otherwise is not:
    a tick does not stand against what they said.
    """
    confirm, object_ = recorded_voices(records), recorded_voices(records, against=True)
    added = [voice for voice in Voice if voice in confirm and voice not in (chosen or ())]
    if chosen is None and not added:
        return None
    return [voice for voice in chosen or () if voice in confirm or voice not in object_] + added
