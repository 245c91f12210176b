"""Words that any layer puts together: lists, counts, dates, shares and sizes, and a text made to fit where it stands.

One function for each, used by screens, documents and messages alike, so that the same thing always has the
same words. What only the draft needs (whole sentences from a council's own words) is in `rubric/draft/wording.py`.
"""

import re
from collections.abc import Iterable
from datetime import date

# Spelt out, because strftime follows the machine's language.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# What only leads in the words after it: no text is cut behind one of these.
_LEADS_IN = re.compile(
    r"[\"'“‘(]*(?:"
    r"a|an|the|and|or|but|nor|so|yet|if|as|than|that|which|who|whom|whose|where|when|while|because|although"
    r"|though|since|until|unless|whether|about|above|across|after|against|along|among|around|at|before|behind"
    r"|below|beside|between|by|despite|down|during|for|from|in|inside|into|like|near|of|off|on|onto|out|outside"
    r"|over|per|through|to|towards|under|up|upon|via|with|within|without|their|our|its|his|her|my|your|this"
    r"|these|those|is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|not|no"
    r")?[,;:&+–—-]*",
    re.IGNORECASE,
)
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def listed(items: Iterable[str], last: str = "and", *, comma: bool = False) -> str:
    """ "a", "a and b", "a, b and c"; "" for nothing.

    `last` goes before the last item; `comma` puts a comma before it, for items that contain an "and" themselves.
    """
    *names, end = list(items) or [""]
    return f"{', '.join(names)}{',' if comma else ''} {last} {end}" if names else end


def count(number: int, thing: str, many: str = "") -> str:
    """A count in figures: "1 item", "31 items", "1,200 items"; `many` where it is not the thing and an "s"."""
    return f"{number:,} {either(number, thing, many or thing + 's')}"


def in_words(number: int, thing: str = "", many: str = "") -> str:
    """A count as prose has it, nought to nine in words: "no points", "one point", "25 points"; alone, "nine"."""
    figure = _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"
    return f"{figure} {either(number, thing, many or thing + 's')}" if thing else figure


def either(number: int, one: str, many: str) -> str:
    """The word that agrees with a count: `one` with one, `many` with any other, nought too."""
    return one if number == 1 else many


def percent(share: float) -> str:
    """A share, 0 to 1, as a whole percentage that never rounds something to nothing, nor a part to the whole."""
    whole = round(share * 100)
    if whole == 0 and share > 0:
        return "under 1%"
    if whole == 100 and share < 1:
        return "over 99%"
    return f"{whole}%"


def signed(effect: float) -> str:
    """An effect with its sign and two decimals: "+0.21", "−0.17"; "0.00" where it rounds to nothing."""
    text = f"{effect:+.2f}".replace("-", "−")
    return "0.00" if text[1:] == "0.00" else text


def size(amount: int) -> str:
    """Bytes in whole thousands or millions, never fewer than there are: "130 KB", "30 MB"."""
    thousands = -(-amount // 1000)
    return f"{thousands} KB" if thousands < 1000 else f"{-(-amount // 1_000_000):,} MB"


def long_date(day: date) -> str:
    """ "3 July 2026"."""
    return f"{day.day} {month(day)}"


def month(day: date) -> str:
    """ "July 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def day_in_words(written: str) -> str:
    """A day or month as files have it, in words: "3 July 2026", or "July 2026" for 2026-07; else as it is."""
    try:
        whole = date.fromisoformat(written if len(written) != len("2026-07") else f"{written}-01")
    except ValueError:
        return written
    return month(whole) if len(written) == len("2026-07") else long_date(whole)


def span(first: date, last: date) -> str:
    """ "in July 2026", "between March and July 2026", "between July 2025 and March 2026"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"in {month(last)}"
    start = MONTHS[first.month - 1] if first.year == last.year else month(first)
    return f"between {start} and {month(last)}"


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its first three letters and more, however written; 0 where it is none."""
    found = name.lower()
    return next(
        (number for number, month in enumerate(MONTHS, 1) if len(found) > 2 and month.lower()[:3] == found[:3]), 0
    )


def flat(text: str) -> str:
    """The same words on one line, one space between them."""
    return " ".join(text.split())


def shortened(text: str, most: int = 80) -> str:
    """The text on one line, within `most` characters: where it has more, its first whole words and "…"."""
    words = flat(text)
    if len(words) <= most:
        return words
    kept, space, _ = words[:most].rpartition(" ")
    return f"{_without_loose_end(kept) if space else words[: most - 1]}…"


def cut(text: str, most: int) -> str:
    """The text with its line breaks where it has at most `most` words; else its first `most` words and "…"."""
    words = text.split(maxsplit=most)
    return text.strip() if len(words) <= most else f"{_without_loose_end(' '.join(words[:most]))}…"


def _without_loose_end(text: str) -> str:
    """The text without the small words and marks at its end that only lead in what is cut off ("and of the").

    A text of nothing else is left as it is.
    """
    words = text.split(" ")
    while words and _LEADS_IN.fullmatch(words[-1]):
        words.pop()
    return " ".join(words).rstrip(",;:") or text


def capital(text: str) -> str:
    """The text with its first letter made a capital; the others stay."""
    return text[:1].upper() + text[1:]


def inline(text: str) -> str:
    """A heading or label inside a sentence: its first letter small, unless its first word is an abbreviation."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() else text[:1].lower() + text[1:]
