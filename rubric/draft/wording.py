"""A council's own words put into prose as they were typed: never a letter changed, only white space and a full stop.

A whole sentence is a sentence of the prose. Anything else stands behind a label, which is right for any words.
"""

import re
from collections.abc import Iterable
from datetime import date

from rubric.draft.whole import is_whole, sentences, tells_of_speaking
from rubric.english import cut, flat, listed, month, shortened
from rubric.evidence.stated import stated
from rubric.evidence.text import clean_text

_LONGEST_NAME = 120  # characters
_MOST_LETTERS = 12  # for each word allowed: a text without spaces is cut too (English words have five or six)
_ENDED = re.compile(r"[.!?…]$")
_CLOSING = "\"'”’)]"
_HANGING = tuple(",;:–—-/")  # no full stop is put after these


def sentence(text: str) -> str:
    """The words on one line, with a full stop where they have no ending of their own; "" for no words."""
    return closed(flat(text))


def closed(words: str) -> str:
    """The words with a full stop where they have no end mark of their own.

    Several lines, and words that hang on a comma or colon, are left alone.
    """
    is_left = not words or "\n" in words or words.endswith(_HANGING) or _ENDED.search(words.rstrip(_CLOSING))
    return words if is_left else f"{words}."


def without_full_stop(text: str) -> str:
    """The words on one line without a final full stop, for use inside another sentence."""
    words = flat(text)
    return words[:-1] if words.endswith(".") and not words.endswith("..") else words


def excerpt(text: str, most: int) -> str:
    """The whole text with its lines where it has at most `most` words; else its first whole sentences that fit.

    Where not even the first sentence fits, its first words are given, and "…" shows that more follows. A word of more
    letters than anybody writes is cut too.
    """
    letters = most * _MOST_LETTERS
    lines = [flat(line) for line in text[: 4 * letters + 1].splitlines() if line.strip()]
    whole = "\n".join(lines)
    if len(text) <= 4 * letters and len(whole.split()) <= most and len(whole) <= letters:
        return whole
    kept: list[str] = []
    for part in sentences(" ".join(lines)):
        if len(" ".join([*kept, part]).split()) > most or not _ENDED.search(part.rstrip(_CLOSING)):
            break
        kept.append(part)
    fitting = " ".join(kept)
    return fitting if fitting and len(fitting) <= letters else shortened(f"{cut(whole, most)}", letters)


def opening(text: str, most: int) -> str:
    """As `excerpt`, with a full stop where it has no end of its own."""
    return closed(excerpt(text, most))


def labelled(label: str, text: str, most: int) -> str:
    """The words as prose where they are whole sentences, or else behind the label; "" where they say nothing.

    In: the label without its colon, what was typed, and how many words of it may stand. Lines stand below the label.
    """
    words = excerpt(stated(text), most)
    return closed(words) if is_whole(words) else behind(label, words)


def spoken(label: str, text: str, most: int) -> str:
    """As `labelled`, for what somebody said: without the label only where the words tell that they were said."""
    words = excerpt(stated(text), most)
    return closed(words) if is_whole(words) and tells_of_speaking(words) else behind(label, words)


def behind(label: str, words: str) -> str:
    """The words after a label and its colon, several lines below it; "" for no words."""
    if not words:
        return ""
    return closed(f"{label}:\n{words}" if "\n" in words else f"{label}: {words}")


def with_details(words: str, details: Iterable[str]) -> str:
    """The words with details in brackets before their full stop: "We will write to all (due 3 July 2026)."."""
    inside = "; ".join(filter(None, details))
    if not inside:
        return closed(words)
    ended = words.endswith(".") and not words.endswith("..")
    gap = "\n" if "\n" in words else " "
    return f"{words[:-1] if ended else words}{gap}({inside})."


def in_prose(parts: Iterable[str]) -> str:
    """The parts one after another; what follows lines, or words that hang on a comma, starts on a line of its own."""
    text = last = ""
    for part in filter(None, parts):
        gap = "\n" if "\n" in last or last.endswith(_HANGING) else " "
        text, last = f"{text}{gap}{part}" if text else part, part
    return text


def cover_name(text: str) -> str:
    """A name for the cover and the head of each page: on one line, of at most 120 characters."""
    return shortened(clean_text(text), _LONGEST_NAME)


def on_topics(topics: Iterable[str]) -> str:
    """ "on a", "on a, and on b": each led in, since a topic may hold a comma or an "and" of its own."""
    return listed((f"on {topic}" for topic in topics), comma=True)


def with_date(source: str, day: date | None) -> str:
    """ "Carers survey, March 2026", or whichever of the two is given; "" for neither."""
    return ", ".join(part for part in (without_full_stop(source), month(day) if day else "") if part)
