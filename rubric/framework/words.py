"""The field's fixed words: every claim, by a council or by the regulator, is described with these.

Their labels, definitions and examples are data (framework packs); their order and meaning to the model are code,
so they stand here. Source: our coding rules for published reports, documented in docs/coding.md.
"""

from enum import StrEnum


class Polarity(StrEnum):
    """The tone of a claim."""

    STRENGTH = "strength"
    SHORTFALL = "shortfall"
    MIXED = "mixed"


class Maturity(StrEnum):
    """How far along the thing is; `level` runs from 0 (absent) to 5 (impact)."""

    ABSENT = "absent"
    PLANNED = "planned"
    DEVELOPING = "developing"
    IN_PLACE = "in_place"
    EMBEDDED = "embedded"
    IMPACT = "impact"

    @property
    def level(self) -> int:
        """0 (absent) to 5 (impact)."""
        return _LEVELS[self]


_LEVELS = {maturity: level for level, maturity in enumerate(Maturity)}


class Voice(StrEnum):
    """Who says so: CQC's four evidence categories in use."""

    PEOPLE = "people"
    STAFF_AND_LEADERS = "staff_and_leaders"
    PARTNERS = "partners"
    PROCESSES = "processes"


OUTSIDE = frozenset({Voice.PEOPLE, Voice.PARTNERS})  # people who use services, carers, and partners: not the council


class Reach(StrEnum):
    """How widely a claim holds, narrow to wide."""

    ONE_TEAM = "one_team"
    SOME = "some"
    MOST = "most"
    EVERYONE = "everyone"


class Speaker(StrEnum):
    """Whose words these are. A council's are tempered, the regulator's are not."""

    REGULATOR = "regulator"
    COUNCIL = "council"
