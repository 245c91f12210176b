"""What stands behind a council's claim: what is written that somebody else could look up, count or ask about.

    substance = min(1, (a thing named + a figure + a difference + a source + a recorded confirmation) / ENOUGH)

Each part is between 0 and 1. Councils that later scored 2 and those that scored 3 sound alike, in tone, in figures and
in warm words, so neither tone nor the boxes ticked count here: a part counts only where it names something that can be
checked. Praise is taken out before anything is looked for, and a text that is no sentence is no claim at all.

Only what a council says of its strengths is weighed so. A shortfall needs no proof, since nobody makes one up, and the
regulator has seen what it writes of.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rubric.claims.model import Claim
from rubric.evidence.model import EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework.words import Maturity, Polarity, Speaker
from rubric.prediction.praise import without_praise

ENOUGH = 3.0  # parts, of the five, that make an item whole: few true items have all of them (our judgement)
LEAST_WORDS = 4  # fewer make no sentence: nobody can tell who does what
PLAINLY_A_SENTENCE = 8  # words; a shorter text needs a verb or a count to be told from a heading
_VAGUE = 0.5  # of a part: a figure or a difference that is there, but not such that it can be checked
_DETAIL = 0.25  # of a part: what a figure is out of, and when it is from, each

FRAGMENT = "This is too short to be a claim: write who does what, in a whole sentence."

_NUMBER_WORDS = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|dozen|half|thirds?)"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\s+)?{_MONTH}\b(?:\s+20\d\d)?|\bMay\s+20\d\d|\bin May\b|\b20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?\b"
    r"|\bquarter \d\b|\bq[1-4]\b|\b(?:last|this|the previous) (?:year|quarter|month|spring|summer|autumn|winter)\b",
    re.I,
)
# A number that labels ("area 3", "item 22") counts nothing.
_LABEL = re.compile(
    r"\b(?:area|item|number|no\.?|phase|stage|level|band|section|part|ward|step|room|version|page|appendix|priority"
    r"|team|district|zone|site|unit)\s+\d+\b",
    re.I,
)
_FIGURE = re.compile(rf"\d|\b{_NUMBER_WORDS}\b", re.I)
_BASE = re.compile(
    rf"(?:\d|\b{_NUMBER_WORDS})\S*\s+(?:of|in|out of|for|among)\s+(?:the |our |all |every )?(?:\d|{_NUMBER_WORDS}\b)"
    r"|\bfrom\s+\S*\d.{0,40}?\bto\s+\S*\d|\b(?:against|compared (?:with|to)|up from|down from|per)\b"
    r"|\ba (?:month|year|week|quarter)\b"
    rf"|\b(?:of|among|between)\s+(?:our |the )?(?:\d[\d,]*|{_NUMBER_WORDS})\b",
    re.I,
)
# Things of the field that exist or do not: somebody can ask to see them. "Culture", "offer" or "approach" are not.
_THING = re.compile(
    r"\b(?:boards?|panels?|forums?|committees?|meetings?|audits?|auditors?|surveys?|polic(?:y|ies)|protocols?|pilots?"
    r"|projects?|logs?|registers?|trackers?|dashboards?|scorecards?|bulletins?|newsletters?|briefings?|helplines?|hubs?"
    r"|workshops?|courses?|inductions?|apprentic\w+|supervis(?:ion|ions|or|ors)|checklists?|guides?|guidance|handbooks?"
    r"|toolkits?|contracts?|tenders?|rotas?|databases?|websites?|champions?|mentors?|ambassadors?|chairs?|co-?chairs?"
    r"|letters?|leaflets?|videos?|questionnaires?|interviews?|visits?|calls?|lines?|charters?|agreements?|networks?"
    r"|universit(?:y|ies)|colleges?|healthwatch|peer (?:review|challenge)s?|case (?:files?|records?)|plans?|reviews?"
    r"|complaints?|complainants?|compliments?|reports?|minutes|seats?|sessions?|clinics?|libraries|sensors?|apps?"
    r"|social workers?|occupational therapists?|nurses?|investigators?|directors?|managers?|councillors?|advocates?"
    r"|groups?|centres?|homes|providers?|carers|residents|tenants|students?|volunteers?|trainers?|ombudsman|ombudsmen)\b",
    re.I,
)
_OFTEN = re.compile(
    r"\b(?:weekly|fortnightly|monthly|quarterly|annual(?:ly)?|yearly|termly|(?:once|twice|three times|four times) an? "
    r"(?:week|month|year)|(?:each|every) (?:week|fortnight|month|quarter|year|spring|summer|autumn|winter"
    r"|\w+ (?:weeks|months)))\b",
    re.I,
)
# A name inside a sentence: a capital that no full stop, bracket or quotation mark brought about.
_NAME = re.compile(r"(?<=[a-z,;’'] )(?!I\b)[A-Z][\w’'&-]+")
# A difference says what is otherwise than before; "better", "improved" and "a real difference" say that it is good.
_CHANGE = re.compile(
    r"\b(?:fell|fallen|falls|rose|risen|rises|dropped|drops?|halved|doubled|trebled|tripled|cut|fewer|less|shorter"
    r"|longer|sooner|faster|quicker|earlier|later|reduced|reduces|reduction|increased|increases|grew|grown|up from"
    r"|down from|stopped|no longer|instead of|rather than|replaced|rewr(?:ote|itten)|rewritten|changed|changes made"
    r"|moved|moves|came back|now|can now|has since|since then|opened|closed|ended|began|introduced"
    r"|shortened|widened|extended|added|removed|decided who|saved|prevented|avoided|stayed"
    r"|back (?:to|at) (?:work|home)|at home|none of the|sent back)\b",
    re.I,
)
# Words that are verbs wherever they stand; those that may be nouns too ("plan", "offer") are, after who does them.
_VERB = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|has|have|had|do|does|did|can|cannot|could|will|would|may|might|must|should"
    r"|\w{2,}ed|\w+n[’']t|(?:say|tell|give|get|go|come|take|make|see|know|think|feel|keep|let|begin|start|hear|run"
    r"|lead|meet|sit|hold|pay|send|write|read|find|leave|bring|build|buy|teach|learn|speak|spend|win|lose|choose"
    r"|draw|put|ask|try|live|believe|happen|answer|chair|co-chair|publish|attend|follow|reach|agree|decide|want|own"
    r"|join|set)s?|does|goes|said|told|gave|got|went|came|took|made|saw|knew|thought|felt|kept|began|shown|heard|ran"
    r"|led|met|sat|held|paid|sent|wrote|written|found|left|brought|built|bought|taught|learnt|spoke|spent|stood|won"
    r"|lost|chose|chosen|drew|rose|fell|grew|rewrote)\b"
    r"|\b(?:we|they|who|i|staff|teams?|managers|carers|people|partners|residents|nobody|everybody)\s+[a-z]{3,}",
    re.I,
)


@dataclass(frozen=True)
class Substance:
    """The parts behind a claim, each 0 to 1, and whether its text is a claim at all."""

    is_claim: bool
    named: float = 0.0
    figure: float = 0.0
    difference: float = 0.0
    source: float = 0.0
    recorded: float = 0.0

    @property
    def share(self) -> float:
        """The substance, 0 (nothing but words) to 1 (whole)."""
        if not self.is_claim:
            return 0.0
        return min(1.0, (self.named + self.figure + self.difference + self.source + self.recorded) / ENOUGH)

    @property
    def is_shown(self) -> bool:
        """Whether anything beside the wording of the claim shows it, at least in part."""
        return self.is_claim and self.figure + self.difference + self.source + self.recorded > 0


def substance(claim: Claim) -> Substance:
    """What stands behind a claim. The regulator's, and shortfalls, are whole as soon as they are claims."""
    if claim.speaker is Speaker.REGULATOR:
        return Substance(True, 1, 1, 1, 1, 1)
    if claim.polarity is Polarity.SHORTFALL:
        return Substance(is_claim(claim.text), 1, 1, 1, 1, 1)
    return _of(claim.text, claim.figures, claim.outcome, bool(stated(claim.group)), bool(claim.recorded))


def missing_substance(about: EvidenceItem | Claim) -> tuple[str, ...]:
    """What is not there yet behind an item or claim, in words that complete "Still to add: …"; () where nothing is.

    A shortfall lacks nothing but, perhaps, a whole sentence; what is not in place yet cannot have made a difference.
    """
    if isinstance(about, EvidenceItem):
        if not about.is_usable:
            return ()
        about = about.as_claim()
    found = substance(about)
    if not found.is_claim:
        return ("a whole sentence that says who does what",)
    if about.polarity is Polarity.SHORTFALL or about.speaker is Speaker.REGULATOR:
        return ()
    wanted = [
        (found.named < 1, "who or what it is about by name, such as a team, group, meeting or document"),
        *_missing_of_figure(found.figure, f"{about.text} ; {about.figures} ; {about.outcome}"),
        (found.source < 1, "where it is written down"),
    ]
    if about.polarity is Polarity.STRENGTH and about.maturity.level >= Maturity.IN_PLACE.level:
        wanted.append((found.difference < 1, _missing_difference(about.outcome)))
        wanted.append((found.recorded < 1, "what people, carers, partners or staff said about it, recorded with when"))
    return tuple(words for lacks, words in wanted if lacks)


def is_claim(text: str) -> bool:
    """Whether a text is long enough, and enough of a sentence, to say that somebody does something."""
    words = text.split()
    if len(words) < LEAST_WORDS:
        return False
    return len(words) >= PLAINLY_A_SENTENCE or bool(_VERB.search(text)) or _figure(text) > _VAGUE


@lru_cache(maxsize=8192)  # each item is weighed again for every change that is tried
def _of(text: str, figures: str, outcome: str, has_source: bool, recorded: bool) -> Substance:
    if not is_claim(text):
        return Substance(is_claim=False)
    plain, counted, told = without_praise(text), without_praise(figures), without_praise(outcome)
    return Substance(
        is_claim=True,
        named=float(bool(_THING.search(plain) or _OFTEN.search(plain) or _NAME.search(plain))),
        figure=_figure(f"{plain} ; {counted} ; {told}"),
        difference=max(_difference(told), _difference(plain) if _difference(plain) == 1 else 0.0),
        source=float(has_source),
        recorded=float(recorded),
    )


def _counting(text: str) -> str:
    """The text without its dates and labels, whose numbers count nothing."""
    return _DATE.sub(" ", _LABEL.sub(" ", text))


def _figure(text: str) -> float:
    """A half for a figure, and a quarter each for what it is out of or compared with, and for when it is from."""
    counting = _counting(text)
    if not _FIGURE.search(counting):
        return 0.0
    return _VAGUE + _DETAIL * bool(_BASE.search(counting)) + _DETAIL * bool(_DATE.search(text))


def _difference(text: str) -> float:
    """Whole for a change that is told with a figure or a name, half for one told without, nothing for praise."""
    if not stated(text) or not _CHANGE.search(text):
        return 0.0
    return 1.0 if _FIGURE.search(_counting(text)) else _VAGUE


def _missing_of_figure(figure: float, written: str) -> list[tuple[bool, str]]:
    if figure == 0:
        return [(True, "a figure, with what it is out of and when it is from")]
    return [
        (not _BASE.search(_counting(written)), "what the figure is out of, or what it was before"),
        (not _DATE.search(written), "when the figure is from"),
    ]


def _missing_difference(outcome: str) -> str:
    if not stated(outcome):
        return "what changed because of it"
    return "what changed in figures" if _CHANGE.search(without_praise(outcome)) else "what changed, in place of praise"
