"""A claim: the unit of meaning on both sides, one sentence with its coding."""

from pydantic import BaseModel, ConfigDict

from rubric.framework.words import Maturity, Polarity, Reach, Speaker, Voice


class Claim(BaseModel):
    """One coded claim.

    `voices` is who says or confirms it: for the regulator the one evidence category it was read from, for a council
    everyone who confirms it (empty: only the council says so, or, where it is `unanswered`, nobody has answered yet
    who does; that counts for no more). `group` names what several claims share, such as a
    paragraph or a source document, so that one origin is not counted many times; empty means on its own.
    `bare` and `unheard` are for a council's evidence, where it was asked for: nothing beside the words shows the claim;
    voices were chosen that nothing written names. `recorded` are those of `voices` of which it is recorded what
    they said or showed, with where, when or how many: the others were only named.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str
    aspect: str
    polarity: Polarity
    maturity: Maturity
    voices: frozenset[Voice] = frozenset()
    unanswered: bool = False
    reach: Reach | None = None
    outcome: str = ""
    figures: str = ""
    group: str = ""
    speaker: Speaker = Speaker.REGULATOR
    bare: bool = False
    unheard: frozenset[Voice] = frozenset()
    recorded: frozenset[Voice] = frozenset()
