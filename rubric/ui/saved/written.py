"""The boxes for words: what each shows, what was left in it, and whether what it sends was written before that."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from zlib import crc32

from rubric.storage import Saved
from rubric.ui.saved.kind import Thing
from rubric.ui.state.desk import PerAssessment


def checksum(words: str) -> int:
    """A number that tells words from others, as the script in the browser works it out."""
    return crc32(words.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True)
class Left:
    """What was in a field's box when it was left: a checksum, as the words themselves are the store's to keep."""

    thing: Thing
    name: str
    checksum: int


@dataclass(frozen=True)
class Shown:
    """What a box for words shows: a field of a thing as of a revision, or what its person made of that."""

    thing: Thing
    name: str
    revision: int | None


@dataclass(frozen=True)
class Overtaken:
    """A box that a run has set to what somebody else wrote. Whoever had words of their own in it has not seen that."""

    number: int  # in the order they came, so that the browser says of each but once whether there were such words
    seen: int | None  # the revision that the person in the box has seen
    unsent: bool = False  # whether there were such words


@dataclass
class Held(PerAssessment):
    """What stood in plain boxes and is worked on now, by key: it is neither stored nor given up yet."""

    texts: dict[str, str] = field(default_factory=dict)


@dataclass
class Written:
    """The boxes for words that this run draws, by key, and what this session's person has seen and left in any box.

    `taken`: of boxes that are no saved field, what the page took from them last, as a number in order and a checksum.
    """

    drawn: list[str] = field(default_factory=list)
    left: dict[str, Left] = field(default_factory=dict)
    shown: dict[str, Shown] = field(default_factory=dict)
    overtaken: dict[str, Overtaken] = field(default_factory=dict)
    taken: dict[str, tuple[int, int]] = field(default_factory=dict)
    counted: int = 0
    clicked: bool = False  # whether this session's person has changed more than a box before the run that is drawn

    def draw(self, key: str, shown: Shown, *, stored: bool, anew: bool) -> None:
        """Note that a box is drawn; `stored`: it shows what is stored. `anew`: it is set to that by this run."""
        self.drawn.append(key)
        if self.clicked and anew:
            self.overtaken.pop(key, None)
        elif anew:
            before, last = self.overtaken.get(key), self.shown.get(key, shown)
            unsent = before is not None and before.unsent
            self.counted += 1
            self.overtaken[key] = Overtaken(self.counted, before.seen if before and unsent else last.revision, unsent)
        if stored or anew:
            self.shown[key] = shown

    def mark_unsent(self, key: str, number: int) -> None:
        """Note that there were words in a box as it was overtaken for the time with this number."""
        overtaken = self.overtaken.get(key)
        if overtaken and overtaken.number == number:
            self.overtaken[key] = replace(overtaken, unsent=True)

    def seen(self, key: str, *, unheard: bool) -> int | None:
        """The revision that what a box sends is to go by; None where none is known, as for what is no box for words.

        `unheard`: it was sent before the browser can have heard of what others wrote.
        """
        overtaken, shown = self.overtaken.pop(key, None), self.shown.get(key)
        if overtaken and (overtaken.unsent or unheard):
            return overtaken.seen
        return shown.revision if shown else None

    def count(self, thing: Thing, names: Iterable[str], before: int | None, saved: Saved) -> None:
        """Note that this session has saved fields of a thing, which it had seen as of the revision `before`."""
        saved_now = set(names)
        for key, shown in self.shown.items():
            up_to_date = shown.revision == before and not saved.merged
            if shown.thing == thing and (up_to_date or shown.name in saved_now):
                self.shown[key] = replace(shown, revision=saved.revision)

    def take(self, key: str, text: str) -> None:
        """Note that what stood in a plain box is dealt with, in the order in which that came about."""
        number = max((number for number, _ in self.taken.values()), default=0) + 1
        self.taken[key] = number, checksum(text)

    def note(self, key: str, thing: Thing, name: str, value: object) -> None:
        """Note what was left in a box for words; other widgets are chosen in and lose nothing."""
        if isinstance(value, str):
            self.left[key] = Left(thing, name, checksum(value))
