"""A council's own words put into prose as they were typed: never a letter changed, only white space and a full stop.

A whole sentence is a sentence of the prose. Anything else stands behind a label, which is right for any words; so does
a sentence that leans on its label, and each one after the first label of a paragraph, where it would be read as more of
what that label says.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from rubric.draft.leaning import leans, tells_of_speaking
from rubric.draft.whole import is_whole, sentences
from rubric.english import capital, cut, flat, listed, shortened
from rubric.evidence.stated import is_unfilled, stated
from rubric.evidence.text import clean_text

_LONGEST_NAME = 120  # characters
_MOST_LETTERS = 12  # for each word allowed: a text without spaces is cut too (English words have five or six)
_ENDED = re.compile(r"[.!?…]$")
_CLOSING = "\"'”’)]"
_HANGING = tuple(",;:–—-/")  # no full stop is put after these
# Nor after words that promise more: "aren't offered routinely, e.g.".
_PROMISES = re.compile(
    r"(?:^|[\s(,;])(?:e\.?\s?g|i\.\s?e|ie|incl?|esp|viz|such as|including|namely|for (?:example|instance)|especially"
    r"|particularly|and|but|because|due to)\.?$",
    re.IGNORECASE,
)


class Part(NamedTuple):
    """One detail on its way into a paragraph: its label without a colon, its words, whether they stand without it.

    `inside` are details in brackets before its full stop, `below` details on lines of their own, each with a label.
    """

    label: str
    words: str
    stands: bool = False
    inside: tuple[str, ...] = ()
    below: tuple[tuple[str, str], ...] = ()


NOTHING = Part("", "")


def sentence(text: str) -> str:
    """The words on one line, with a full stop where they have no ending of their own; "" for no words."""
    return closed(flat(text))


def closed(words: str) -> str:
    """The words with a full stop where they have no end mark of their own.

    Several lines, and words that hang on a comma, a colon or an "e.g.", are left alone.
    """
    is_left = not words or "\n" in words or hangs(words) or _ENDED.search(words.rstrip(_CLOSING))
    return words if is_left else f"{words}."


def hangs(words: str) -> bool:
    """Whether the words promise more, so that whatever came next on the line would be read as part of them."""
    return words.endswith(_HANGING) or bool(_PROMISES.search(words[-40:]))


def takes_no_bracket(words: str) -> bool:
    """Whether no bracket can follow the words: they stand in lines, promise more, or end in a bracket of their own."""
    return "\n" in words or hangs(words) or words.rstrip(".").endswith(")")


def fits_a_bracket(text: str) -> bool:
    """Whether a detail can stand inside brackets: on one line, with no end of its own, its brackets closed."""
    words = text.strip()
    return "\n" not in words and not hangs(words) and words.count("(") == words.count(")")


def fits_a_list(text: str) -> bool:
    """Whether a note can stand between a colon and a semicolon: as in brackets, with no colon or stop of its own."""
    return fits_a_bracket(text) and not re.search(r"[.:;!?…]", text)


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


def is_cut(text: str, most: int) -> bool:
    """Whether `excerpt` tells less than is typed."""
    return flat(excerpt(text, most)) != flat(text)


def opening(text: str, most: int) -> str:
    """As `excerpt`, with a full stop where it has no end of its own."""
    return closed(excerpt(text, most))


def part(label: str, text: str, most: int) -> Part:
    """What was typed as a part of a paragraph; parameters as `labelled`.

    It has no words where the text says nothing, and where a place in it is still to be filled in.
    """
    words = "" if is_unfilled(text) else excerpt(stated(text), most)
    return Part(label, words, is_whole(words) and not leans(words) and not hangs(words))


def spoken(label: str, text: str, most: int) -> Part:
    """As `part`, for what somebody said: without the label only where the words tell that they were said."""
    found = part(label, text, most)
    return found._replace(stands=found.stands and tells_of_speaking(found.words))


def labelled(label: str, text: str, most: int) -> str:
    """The words as prose where they are whole sentences, or else behind the label; "" where they say nothing.

    In: the label without its colon, what was typed, and how many words of it may stand. Lines stand below the label.
    """
    return in_prose([part(label, text, most)])


def behind(label: str, words: str) -> str:
    """The words after a label and its colon, several lines below it; "" for no words."""
    if not words:
        return ""
    return closed(f"{label}:\n{words}" if "\n" in words else f"{label}: {words}")


def with_details(words: str, inside: Iterable[str], below: Iterable[tuple[str, str]] = ()) -> str:
    """The words with details in brackets before their full stop: "We will write to all (due 3 July 2026).".

    After lines, words that hang, or a bracket, they stand on a line of their own without brackets. `below`: labels and
    details that fit no bracket, each on a line of its own.
    """
    bracket = "; ".join(filter(None, inside))
    text = closed(words)
    if bracket:
        ended = words.endswith(".") and not words.endswith("..")
        if takes_no_bracket(words):
            text = f"{text}\n{closed(capital(bracket))}"
        else:
            text = f"{words[:-1] if ended else words} ({bracket})."
    lines = (behind(label, "\n".join(flat(line) for line in detail.splitlines())) for label, detail in below)
    return "\n".join((text, *lines))


def in_prose(parts: Iterable[Part | str]) -> str:
    """The parts one after another, each bare or behind its label; a string is a sentence of our own.

    After the first label every part has its own. What follows lines, or words that hang, starts a line.
    """
    text = last = ""
    labels = False
    for given in parts:
        if not (given if isinstance(given, str) else given.words):
            continue
        if isinstance(given, str):
            told = closed(given)
        else:
            labels = labels or not given.stands
            told = _told(given, with_label=labels)
        gap = "\n" if "\n" in last or hangs(last) else " "
        text, last = f"{text}{gap}{told}" if text else told, told
    return text


def _told(given: Part, *, with_label: bool) -> str:
    gap = "\n" if "\n" in given.words else " "
    words = f"{given.label}:{gap}{given.words}" if with_label and given.label else given.words
    return with_details(words, given.inside, given.below)


def cover_name(text: str) -> str:
    """A name for the cover and the head of each page: on one line, of at most 120 characters, "" for none."""
    return shortened(clean_text(stated(text)), _LONGEST_NAME)


def on_topics(topics: Iterable[str]) -> str:
    """ "on a", "on a, and on b": each led in, since a topic may hold a comma or an "and" of its own."""
    return listed((f"on {topic}" for topic in topics), comma=True)


def with_date(source: str, day: str) -> str:
    """ "Carers survey, March 2026", or whichever of the two is given; a source that ends with its date has it once."""
    words = without_full_stop(source)
    if not words or not day or words.casefold().endswith(day.casefold()):
        return words or day
    return f"{words}{' ' if words.endswith(('?', '!')) else ', '}{day}"
