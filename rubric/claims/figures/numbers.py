"""The numbers in a text, in figures and in words, and what only looks like one: dates, money, ages, references.

A `Reading` holds the text with every number replaced by one sign of its own (the same length, so that places agree), so
that patterns can ask for "a number" whichever way it is written.
"""

import re
from dataclasses import dataclass
from typing import Final

MOST_READ = 2_000  # characters of a text that are read; it is one sentence
_MOST_NUMBERS = 200  # of one text; signs for more are not at hand
_FILL: Final = "\uf8ff"
_VALUE, _YEAR, _SPAN = 0xE000, 0xE100, 0xE200
NUMBER: Final = f"[\ue000-\ue0ff]{_FILL}*"
YEAR: Final = f"[\ue100-\ue1ff]{_FILL}*"
SPAN: Final = f"[\ue200-\ue2ff]{_FILL}*"  # a date, or a time that something took place in
_OTHER: Final = "\ue400"  # stands for each letter of what is no figure

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_SMALL = {word: n for n, word in enumerate([*_UNITS.split(), "eighteen", "nineteen"], start=1)}
_TENS = {
    w: n * 10
    for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
_SMALL_WORD = "(?:" + "|".join(sorted(_SMALL, key=len, reverse=True)) + ")"
_TENS_WORD = "(?:" + "|".join(_TENS) + f")(?:[- ]{_SMALL_WORD})?"
_BELOW_HUNDRED = f"(?:{_TENS_WORD}|{_SMALL_WORD})"
_IN_WORDS = f"(?:a|{_BELOW_HUNDRED}) (?:hundred|thousand)(?: and {_BELOW_HUNDRED})?|{_BELOW_HUNDRED}"
_IN_FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PLAIN = rf"(?:{_IN_FIGURES}|\b(?:{_IN_WORDS})\b)"
_PARTS = {"half": 50.0, "quarter": 25.0, "third": 100 / 3, "fifth": 20.0, "sixth": 100 / 6, "tenth": 10.0}
_FRACTION = (
    r"\b(?:(?:a|one|two|three|four|nine)[- ](?:half|third|fifth|sixth|tenth|quarter(?= of| fewer| less| more))s?|"
    r"three[- ]quarters|half)\b"
)
_NONE = r"\b(?:nobody|no[- ]one|none|not (?:one|a single)|nil|zero|never once)\b"
_ALL = (
    r"\b(?:everyone|everybody|(?:every(?: one of)?|each of|each)(?! (?:other|year|month|week|day|quarter|time|"
    r"spring|summer|autumn|"
    r"winter|morning|night|evening|monday|friday|may|june|october|in)\b)(?! (?:\w+ )?(?:months?|weeks?|years?|"
    r"days?|wks?|mths?|yrs?|hours?|hrs?)\b))"
)
_OF = r"(?:(?:out )?of(?: (?:the|our|its|their|all|these|those|some|about))?(?: last year['’]s)?|/)"
_UNIT = (
    r"(?:\s?(?P<percent>%|per ?cent\b|pc\b)(?P<points> points?)?|[- ]?(?:percentage )?(?P<bare_points>points?\b|"
    r"pts?\b)"
    r"|[- ](?:working[- ]|calendar[- ]|full )?(?P<time>(?:minute|min|hour|hr|day|week|wk|month|mth|quarter|year|"
    r"yr)s?\b))"
)
_UNNAMED_UNIT = re.sub(r"\?P<\w+>", "?:", _UNIT)
_TIMES = {"min": "minutes", "minute": "minutes", "hr": "hours", "wk": "weeks", "mth": "months", "yr": "years"}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_LABELS = (
    "section sections s appendix annex page pages p pp para paragraph chapter figure table stage tier level "
    "phase version v "
    "action recommendation rec item line grade step part regulation schedule ref reference kpi q quarter cohort "
    "wave round "
    "type class option priority module paper mod unit band room floor ward no number statement act paper adult "
    "child key "
    "domain theme objective clause rule step issue slide zone area locality team site route tab sheet"
)
_LABEL = "(?:" + "|".join(sorted(set(_LABELS.split()), key=len, reverse=True)) + ")"

# What is no figure, in the order in which it is taken out.
_NO_FIGURE = re.compile(
    r"£\s?[\d,.]+\d?\s?(?:k|m|bn|million|thousand)?\b(?:\s?(?:-|–|to|→)\s?£?[\d,.]+(?:k|m)?\b)?"
    rf"|\b\d{{1,3}}(?:st|nd|rd|th)\b(?! {_MONTH})"
    r"|\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|noon)\b|\b\d{1,2}:\d\d\b|\b24/7\b|\b(?:999|111|101)\b"
    r"|\b\d+(?:\.\d+)?[- ]?(?:fte|wte)\b|\bx\s?\d+\b|\bv\d+(?:\.\d+)*\b|\b\d+(?:\.\d+){2,}"
    r"|\b(?:week|year|day|yr|month|mth|wk) [1-9]\b(?!\s?%| of)"
    rf"|\b(?:stage|tier|level|phase|step|part|grade|band) {_SMALL_WORD}\b"
    rf"|\b{_LABEL}\.?[ -]?\d+(?:\.\d+)*[a-z]?\b(?!\s?(?:%|per ?cent|of\b|out of|/|\d|in \d))"
    r"|\baged? (?:of )?(?:about |over |under )?\d+(?:\s?(?:to|-|–|and)\s?\d+)?"
    r"|\b(?:over|under)-\d\d\b(?:s\b)?|\b(?:over|under)[ -]\d\ds\b|\b\d\d\+(?!\d)"
    r"|\b(?:men|women|people|adults|residents|carers|those|anyone|person|man|woman|lady|volunteer|resident|carer) "
    rf"(?:aged )?(?:over|under|of) (?:(?:1[6-9]|[2-9]\d)\b(?!\s?%|,| (?:{_UNNAMED_UNIT})))"
    r"|\b\d+(?:-| )years?(?:-| )olds?\b"
    r"|\bper (?:1,000|10,000|100,000|1000|100000|head|thousand)\b|\b(?!(\d+)/\1\b)\d{1,2}/(?:1[0-2]|[1-9])\b(?![\d/])"
    r"|\b\d+/\d+/\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\b[a-z]{1,4}\d+\w*|"
    r"\b\d+[a-z]{1,3}\b(?<!\dpc)(?<!\dpts)(?<!\dwks)(?<!\dmths)"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b(?: (?:19|20)\d\d)?|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|"
    rf"th)?\b(?![\d%,])"
)
_YEAR_WORDS = re.compile(r"(?<![\d,.£])(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?\b(?!\s?(?:%|,\d))|['’]\d\d\b")
_COUNTED = re.compile(
    rf"(?P<ratio>(?P<part>{_PLAIN}) in (?:every )?(?P<of_each>10|20|50|100|1000|{_SMALL_WORD}|twenty|fifty|"
    rf"a hundred|hundred)\b)(?! (?:year|month|week|day|mth|yr)s?\b)"
    rf"|(?!{_FRACTION})(?P<count>{_PLAIN})(?P<noun> (?!of\b|in\b|"
    rf"out\b)[a-z-]+)? ?{_OF} ?(?P<base>{_PLAIN})(?![\d%]|\s?%)(?!{_UNNAMED_UNIT})"
    rf"|(?P<number>{_FRACTION}|{_PLAIN}|{_NONE}|{_ALL})(?P<unit>{_UNIT})?",
)
_ALL_OF = re.compile(r"\b(?:all|both)(?: of)?(?: (?:the|our|its|their))? $")
_OF_THEM = re.compile(
    rf"\bof (?:the |our |its |all |these )?(?P<base>{NUMBER})[^,;:.]{{0,70}}?,(?! (?:against|up|down|compared))"
    rf"(?: (?:only|just|but|nearly|some|about))? (?P<count>{NUMBER})"
)


@dataclass(frozen=True)
class Number:
    """A number where it stands: `value` in its `unit` (percent, points, days, …, "" for a count), `base` of how many.

    `none` is True for "nobody" and the like, and for 0; `every` for "every", "all 14" and a whole of its base.
    `start` and `end` are places in the text.
    """

    value: float
    unit: str
    words: str
    start: int
    end: int
    base: float | None = None
    none: bool = False
    every: bool = False

    @property
    def share(self) -> float | None:
        """As a share from 0 to 1 where it is one."""
        if self.base:
            return self.value / self.base
        if self.every or self.none:
            return float(self.every)
        return self.value / 100 if self.unit == "percent" else None


@dataclass(frozen=True)
class Reading:
    """A text in small letters with signs for its numbers, and the numbers and years by sign."""

    signs: str
    numbers: tuple[Number, ...]
    years: tuple[int, ...]

    def number(self, sign: str) -> Number:
        """The number that a match of NUMBER stands for."""
        return self.numbers[ord(sign[0]) - _VALUE]

    def bases(self) -> set[int]:
        """Starts of the numbers that only say of how many another one is: "of 31 leavers, 24 …"."""
        return {match.start("base") for match in _OF_THEM.finditer(self.signs) if self.number(match["count"]).base}

    def year(self, sign: str) -> int:
        """The year that a match of YEAR stands for; of "2023-24" the first."""
        return self.years[ord(sign[0]) - _YEAR]


def read_numbers(text: str) -> Reading:
    """Every number of a text (its first MOST_READ characters), without what only looks like one."""
    text = text[:MOST_READ]
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose small form is two: the places no longer agree
        text = lowered
    signs = _DATE.sub(lambda match: _sign(_SPAN, 0, match), lowered)
    years: list[int] = []
    signs = _YEAR_WORDS.sub(lambda match: _take_year(match, years), signs)
    signs = _NO_FIGURE.sub(lambda match: _OTHER * len(match[0]), signs)
    numbers: list[Number] = []
    signs = _COUNTED.sub(lambda match: _take_number(match, text, numbers), signs)
    return _with_bases(Reading(signs, tuple(numbers), tuple(years)))


def _sign(kind: int, place: int, match: re.Match[str]) -> str:
    return chr(kind + place) + _FILL * (len(match[0]) - 1)


def _take_year(match: re.Match[str], years: list[int]) -> str:
    if len(years) >= _MOST_NUMBERS:
        return match[0]
    digits = match[0].lstrip("'’")
    years.append(int(digits[:4]) if len(digits) >= 4 else 2000 + int(digits))
    return _sign(_YEAR, len(years) - 1, match)


def _take_number(match: re.Match[str], text: str, numbers: list[Number]) -> str:
    value, unit, base = _valued(match)
    if value is None or len(numbers) >= _MOST_NUMBERS or (base is not None and value > base):
        return match[0]
    words = text[match.start() : match.end()]
    every = bool(re.match(_ALL, match[0])) or _ALL_OF.search(match.string[: match.start()]) is not None or value == base
    numbers.append(
        Number(
            value, unit, words, match.start(), match.end(), base, value == 0, every or (value, unit) == (100, "percent")
        )
    )
    return _sign(_VALUE, len(numbers) - 1, match)


def _valued(match: re.Match[str]) -> tuple[float | None, str, float | None]:
    """Value, unit and base of a match of _COUNTED."""
    if match["ratio"]:
        return _plain(match["part"]), "", _plain(match["of_each"])
    if match["count"]:
        return _plain(match["count"]), "", _plain(match["base"])
    words = match["number"]
    if words == "one" and not match["unit"]:  # "one of them", "the one before": seldom a count
        return None, "", None
    return _plain(words), _unit(match) or ("percent" if _is_fraction(words) or re.fullmatch(_ALL, words) else ""), None


def _unit(match: re.Match[str]) -> str:
    if match["points"] or match["bare_points"]:
        return "points"
    if match["percent"]:
        return "percent"
    time = (match["time"] or "").rstrip("s")
    return _TIMES.get(time, f"{time}s") if time else ""


def _is_fraction(words: str) -> bool:
    return re.fullmatch(_FRACTION, words) is not None


def _plain(words: str) -> float | None:
    """The value of a number in figures or words, a fraction in hundredths; None where it can't be told."""
    if words[0].isdigit():
        return float(words.replace(",", ""))
    if re.fullmatch(_NONE, words):
        return 0.0
    if re.fullmatch(_ALL, words):
        return 100.0
    if _is_fraction(words):
        first, _, part = words.replace("-", " ").rpartition(" ")
        return _PARTS[part.rstrip("s") if part != "half" else part] * _SMALL.get(first, 1)
    total = 0.0
    for word in words.replace("-", " ").split():
        if word in ("hundred", "thousand"):
            total = max(total, 1) * (100 if word == "hundred" else 1000)
        else:
            total += _SMALL.get(word, 0) + _TENS.get(word, 0)
    return total or None


def _with_bases(reading: Reading) -> Reading:
    """Bases given beforehand, as in "of 22 workers, 20 are still here", added to what is counted."""
    numbers = list(reading.numbers)
    for match in _OF_THEM.finditer(reading.signs):
        base, count = reading.number(match["base"]), reading.number(match["count"])
        if base.unit == count.unit == "" and base.base is None and count.base is None and count.value <= base.value:
            place = numbers.index(count)
            numbers[place] = Number(
                count.value, "", count.words, count.start, count.end, base.value, count.none, count.value == base.value
            )
    return Reading(reading.signs, tuple(numbers), reading.years)
