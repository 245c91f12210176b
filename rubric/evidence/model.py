"""An assessment with its evidence items. This is the assessment file's shape (contract 1)."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from rubric.claims.model import Claim
from rubric.claims.named import unnamed
from rubric.english import flat
from rubric.evidence.attachment import MOST_ATTACHED, Attachment
from rubric.evidence.confirmation import MOST_RECORDS, Confirmation, named_voices, recorded_voices
from rubric.evidence.ids import ID_LENGTH, new_id
from rubric.evidence.last_report import LastReport, PeerChallenge, ReportOrigin
from rubric.evidence.stated import stated
from rubric.evidence.support import supported
from rubric.framework.words import OUTSIDE, Maturity, Polarity, Reach, Speaker, Voice

# 2 added cause, affected, the loop, the plan's links, edited sections and waivers; 3 confirmations; 4 notes on items
# and actions, the last report, and where the documents stand; 5 attached files and links, the peer challenge. All are
# read.
SCHEMA_VERSION = 5
LOOP = ("heard", "decided", "changed", "told")  # the steps of a closed loop, each a field of an item, in their order


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


class ActionStatus(StrEnum):
    """Where a next step stands."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"


class Action(BaseModel):
    """A next step: what, who, by when, how we will know."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    text: str = ""
    owner: str = ""
    due: date | None = None
    measure: str = ""
    status: ActionStatus = ActionStatus.NOT_STARTED


class PlanAction(Action):
    """A line of the improvement plan: a next step of the assessment as a whole.

    `evidence` holds the ids of the items it answers and `aspects` those of the aspects it serves; `origin` names the
    suggestion that it was accepted from, so that it is not offered again ("" for one typed in). `note` is as an item's.
    """

    id: str = Field(default_factory=new_id, min_length=1, max_length=ID_LENGTH)
    evidence: list[str] = Field(default_factory=list)
    aspects: list[str] = Field(default_factory=list)
    origin: str = ""
    note: str = ""


class EvidenceItem(BaseModel):
    """One claim by a council, with what proves it. Only `id` and `aspect` are ever required: a half-typed item is kept.

    `polarity` and `maturity` are None until chosen; `voices` is None until answered and [] for "only us so far". It is
    who is named; `confirmations` record what they said or showed, and `named_voices` keeps the two in step.
    `cause` and `affected` are for a gap: why it is so, and for whom it matters. `heard`, `decided`, `changed` and
    `told` are the four steps of a closed loop: what people said, what was decided, what is different now, and how they
    were told. `note` holds what is kept beside the claim and never drafted, such as the passage that it comes from.
    `attached` has the ids of the assessment's files and links that show it. `position` orders items within an aspect,
    smallest first.
    """

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    id: str = Field(default_factory=new_id, min_length=1, max_length=ID_LENGTH)
    aspect: str
    text: str = ""
    related_aspects: list[str] = Field(default_factory=list)
    polarity: Polarity | None = None
    maturity: Maturity | None = None
    voices: list[Voice] | None = None
    confirmations: list[Confirmation] = Field(default_factory=list, max_length=MOST_RECORDS)
    reach: Reach | None = None
    outcome: str = ""
    cause: str = ""
    affected: str = ""
    heard: str = ""
    decided: str = ""
    changed: str = ""
    told: str = ""
    figures: str = ""
    source: str = ""
    source_date: date | None = None
    attached: list[str] = Field(default_factory=list, max_length=MOST_ATTACHED)
    return_reference: str = ""
    owner: str = ""
    action: Action | None = None
    note: str = ""
    position: float = Field(default=0.0, allow_inf_nan=False)  # JSON has no infinity and no NaN

    @field_validator("confirmations")
    @classmethod
    def _each_once(cls, records: list[Confirmation]) -> list[Confirmation]:
        if len({record.id for record in records}) < len(records):
            raise ValueError("two records have one id")
        return records

    @model_validator(mode="after")
    def _name_who_is_recorded(self) -> Self:
        self.__dict__["voices"] = named_voices(self.voices, self.confirmations)  # an assignment would come back here
        return self

    @property
    def recorded_voices(self) -> frozenset[Voice]:
        """The voices of which it is recorded what they said or showed to confirm it: never more than `voices`."""
        return recorded_voices(self.confirmations)

    @property
    def unrecorded_voices(self) -> frozenset[Voice]:
        """The voices that are named only: nothing of what they said or showed is recorded yet."""
        return frozenset(self.voices or ()) - self.recorded_voices

    @property
    def objecting_voices(self) -> frozenset[Voice]:
        """The voices of which it is recorded that they say otherwise, if only in part."""
        return recorded_voices(self.confirmations, against=True)

    @property
    def is_usable(self) -> bool:
        """Whether it can be compared with reports: it has words, a tone and how far along."""
        return bool(stated(self.text)) and self.polarity is not None and self.maturity is not None

    @property
    def is_bare(self) -> bool:
        """Whether nothing beside the words shows it: no source, figure or record, nothing heard and changed."""
        led_to_change = stated(self.heard) and stated(self.changed)
        documented = stated(self.source) or stated(self.return_reference) or stated(self.figures)
        return not (documented or led_to_change or self.recorded_voices)

    @property
    def is_shown(self) -> bool:
        """Whether somebody confirms it or a document shows it."""
        return bool(self.voices or stated(self.source))

    @property
    def is_confirmed_outside(self) -> bool:
        """Whether people who use services, carers or partners confirm it."""
        return bool(OUTSIDE & set(self.voices or ()))

    @property
    def loop_steps(self) -> tuple[str, ...]:
        """The steps of a closed loop that are filled in, by their names in `LOOP`."""
        return tuple(name for name in LOOP if stated(getattr(self, name)))

    @property
    def closes_a_loop(self) -> bool:
        """Whether all four steps are filled in: what was heard, decided and changed, and how people were told."""
        return self.loop_steps == LOOP

    @property
    def supported(self) -> Maturity:
        """The maturity that it may claim, given who confirms it; absent where none is chosen."""
        return supported(self.maturity or Maturity.ABSENT, set(self.voices or ()), self.outcome, self.figures)

    def as_claim(self) -> Claim:
        """The claim this item makes; ValueError where it is not `is_usable`."""
        if self.polarity is None or self.maturity is None or not stated(self.text):
            raise ValueError("this item has no claim, tone or maturity yet")
        return Claim(
            id=self.id,
            text=self.text.strip(),
            aspect=self.aspect,
            polarity=self.polarity,
            maturity=self.maturity,
            voices=frozenset(self.voices or ()),
            unanswered=self.voices is None,
            reach=self.reach,
            outcome=stated(self.outcome) or self._led_to(),
            figures=stated(self.figures),
            group=flat((stated(self.source) or stated(self.return_reference)).lower()),
            speaker=Speaker.COUNCIL,
            bare=self.is_bare,
            unheard=self._unheard(),
            recorded=self.recorded_voices,
        )

    def _led_to(self) -> str:
        """What is different now because of what people said; "" unless both are told."""
        return stated(self.changed) if stated(self.heard) else ""

    def _unheard(self) -> frozenset[Voice]:
        written = (self.text, self.outcome, self.figures, self.source, self.return_reference, self.affected)
        told = (self.heard, self.decided, self.changed, self.told)
        return unnamed(self.unrecorded_voices, " ".join((*written, *told)))


class Skip(BaseModel):
    """An aspect left out on purpose, and why."""

    model_config = ConfigDict(extra="forbid")

    aspect: str
    reason: str = Field(min_length=1)


class SectionEdit(BaseModel):
    """A section of the draft in somebody's own words.

    `text` is what they wrote, in the form of `rubric.draft.edited`; `composed` is what the tool had written from the
    items when they wrote it, in the same form, so that later changes to the items can be detected and offered.
    """

    model_config = ConfigDict(extra="forbid")

    section: str = Field(min_length=1, max_length=ID_LENGTH)
    text: str
    composed: str = ""
    by: str = ""
    at: datetime = Field(default_factory=now)


class Waiver(BaseModel):
    """A writing note that was looked at and set aside: the rule, what it spoke of, and why it does not hold here.

    `subject` is "item:ID", "action:ID" or "section:ID". What the plan suggests is set aside in the same way: the rule
    is then "suggestion.CAUSE", and where no item is meant the subject is "suggestion:ORIGIN".
    """

    model_config = ConfigDict(extra="forbid")

    rule: str = Field(min_length=1, max_length=ID_LENGTH)
    subject: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    by: str = ""
    at: datetime = Field(default_factory=now)


class Standing(StrEnum):
    """How far the documents of an assessment have come."""

    DRAFT = "draft"
    REVIEW = "review"
    AGREED = "agreed"
    PUBLISHED = "published"


class Assessment(BaseModel):
    """Everything a council typed, importable and exportable without loss."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    schema_version: int = SCHEMA_VERSION
    kind: str = Field(default="rubric-assessment", pattern="^rubric-assessment$")
    id: str = Field(default_factory=new_id, min_length=1, max_length=ID_LENGTH)
    council: str = ""
    title: str = ""
    period: str = ""
    lead: str = ""
    status: Standing = Standing.DRAFT
    version: str = ""
    agreement: str = Field(default="", description="who agreed, one a line: name, role, date")
    framework_version: str = ""
    is_example: bool = False
    created: datetime = Field(default_factory=now)
    updated: datetime = Field(default_factory=now)
    evidence: list[EvidenceItem] = Field(default_factory=list)
    skips: list[Skip] = Field(default_factory=list)
    actions: list[PlanAction] = Field(default_factory=list)
    edits: list[SectionEdit] = Field(default_factory=list)
    waivers: list[Waiver] = Field(default_factory=list)
    attachments: list[Attachment] = Field(default_factory=list)
    last_report: LastReport | None = None
    peer_challenge: PeerChallenge | None = None

    @model_validator(mode="after")
    def _each_finding_once(self) -> Self:
        named = [answer.finding for report in self.to_answer for answer in report.answers]
        if len(set(named)) < len(named):
            raise ValueError("a finding of the last report and a recommendation of the peer challenge have one name")
        return self

    def brought(self, origin: ReportOrigin) -> LastReport | None:
        """The report or letter with findings to answer that came from there; None where none was brought in."""
        found: LastReport | None = getattr(self, origin.value)
        return found

    @property
    def to_answer(self) -> tuple[LastReport, ...]:
        """The last report and the peer challenge, in this order, as far as they were brought in."""
        return tuple(found for origin in ReportOrigin if (found := self.brought(origin)) is not None)

    def edit_of(self, section: str) -> SectionEdit | None:
        """The section as somebody wrote it; None where nobody has edited it."""
        return next((edit for edit in self.edits if edit.section == section), None)

    def items_of(self, aspect: str) -> list[EvidenceItem]:
        """The items of one aspect, in their order."""
        return sorted((item for item in self.evidence if item.aspect == aspect), key=lambda i: (i.position, i.id))

    def claims(self) -> list[Claim]:
        """The claims of all usable items."""
        return [item.as_claim() for item in self.evidence if item.is_usable]

    def skip_reason(self, aspect: str) -> str | None:
        """Why an aspect was left out on purpose; None where it was not."""
        return next((skip.reason for skip in self.skips if skip.aspect == aspect), None)
