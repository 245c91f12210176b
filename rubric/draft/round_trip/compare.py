"""A Word draft that came back held against the draft here, paragraph by paragraph.

A paragraph's id is made of the words it left with. So where the words in Word no longer fit the id, somebody changed
them in Word; where no paragraph here has the id any more, somebody changed it here; and what nobody touched in Word is
not a difference, whatever happened here.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rubric.draft.edited import blocks, from_text
from rubric.draft.model import Draft, Paragraph, Section
from rubric.draft.outline import BAND
from rubric.draft.references import CITATION, numbers_in
from rubric.draft.round_trip.differences import Difference
from rubric.draft.round_trip.returned import Returned, Words
from rubric.draft.word.paragraph_ids import Place, item_keys, normalised, places, read_mark, short_hash
from rubric.english import flat
from rubric.evidence.text import clean_text

ALIKE = 0.5  # how much of their words two paragraphs share before one is taken for the other without an id
CHANGED_BOTH_WAYS = 0.3  # the same, for a paragraph that has an id but was changed on both sides
_SIGNS = re.compile(r"^(\\*)(?=(?:#{1,6}|[-*])(?:\s|$))", re.MULTILINE)  # what would start a heading or a bullet


@dataclass
class _Here:
    """One block of the section as it stands here."""

    at: int
    block: str
    place: Place
    form: str
    taken: bool = False


@dataclass
class _There:
    """One paragraph as it came back: its words with today's numbers, as a block, and in the forms that are compared."""

    words: str
    block: str
    said: str  # as it came, to be held against an id
    form: str  # as it would stand here
    marks: tuple[str, ...]
    here: _Here | None = None
    done: bool = False


def differences(returned: Returned, draft: Draft) -> tuple[Difference, ...]:
    """What Word says otherwise, section by section in the draft's order, and in Word's order within each."""
    found: list[Difference] = []
    for section in draft.sections:
        if section.id != BAND.id and section.id in returned.sections:
            found += _Compared(returned, draft, section).differences()
    return tuple(found)


class _Compared:
    """One section, here and in Word."""

    def __init__(self, returned: Returned, draft: Draft, section: Section) -> None:
        self.section, self.sent = section, returned.sent
        self.numbers = {key: number for number, key in item_keys(draft.numbers).items()}
        self.known = set(draft.numbers.values())
        self.now_keys = item_keys(draft.numbers)
        self.then_keys = returned.sent.keys if returned.sent else self.now_keys
        self.here = self._all_here()
        self.there = [self._one(words) for words in returned.words if words.section == section.id]
        self.came_back = returned.marks
        self.left = set(returned.sent.marks) if returned.sent else None

    def differences(self) -> list[Difference]:
        self._same_words()
        groups = self._by_id()
        found: list[tuple[int, Difference]] = []
        after = -1
        order = self._in_order()
        for at, one in enumerate(self.there):
            if one.here is not None:
                if at not in order:
                    found.append((at, self._moved(one, one.here, after)))
                else:
                    after = one.here.at
                continue
            group = groups.get(at)
            if one.done and group is None:
                continue
            difference = self._reworded(group[0], group[1]) if group else self._alone(one, after)
            if difference is not None:
                found.append((at, difference))
                after = max([after, *difference.replaces])
        return [difference for _, difference in found] + self._removed()

    def _all_here(self) -> list[_Here]:
        made: list[_Here] = []
        for place, paragraph in zip(places(self.section, self.now_keys), _paragraphs(self.section), strict=True):
            if paragraph is None:
                text = f"### {flat(clean_text(place.words))}".rstrip()
            elif there := blocks(Section(id=self.section.id, heading="", paragraphs=(paragraph,))):
                text = f"- {there[0]}" if place.bulleted else there[0]
            else:
                continue
            made.append(_Here(len(made), text, place, normalised(place.words, self.now_keys)))
        return made

    def _one(self, words: Words) -> _There:
        said = normalised(words.words, self.then_keys)
        text = clean_text(words.words).strip()
        for mark in words.marks:
            before, behind = self.sent.around.get(mark, ("", "")) if self.sent else ("", "")
            said = said.removeprefix(before).removesuffix(behind)
            text = text.removeprefix(before).removesuffix(behind)
        text = CITATION.sub(lambda found: f"{found[1]}{self._today(found[2])}", text)
        heading = words.heading or any(one.place.heading for one in self.here if one.place.mark in words.marks)
        bulleted = words.bulleted or any(one.place.bulleted for one in self.here if one.place.mark in words.marks)
        if heading:
            return _There(text, f"### {flat(text)}", said, normalised(text, self.now_keys), words.marks)
        escaped = _SIGNS.sub(r"\1\\", re.sub(r"\n\s*\n", "\n", text))
        read = from_text(Section(id=self.section.id, heading=""), escaped, self.known)
        block = " ".join(blocks(read))
        form = normalised(" ".join(paragraph.text for paragraph in read.paragraphs), self.now_keys)
        bullet = bulleted and not self._plain_before(words.marks)
        return _There(text, f"- {block}" if bullet else block, said, form, words.marks)

    def _plain_before(self, marks: Iterable[str]) -> bool:
        """Whether a paragraph that Word shows as a bullet is none here: a template may show all of them so."""
        there = [one for one in self.here if one.place.mark in marks]
        return bool(there) and not any(one.place.bulleted for one in there)

    def _today(self, inside: str) -> str:
        """A citation with today's numbers; one of an item that is gone is left out."""
        keys = [self.then_keys.get(number, "") for number in numbers_in(inside)]
        now = [
            str(self.numbers[key]) if key in self.numbers else "" if key else str(number)
            for key, number in zip(keys, numbers_in(inside), strict=True)
        ]
        kept = [number for number in now if number]
        return f"[{', '.join(kept)}]" if kept else ""

    def _same_words(self) -> None:
        """Match what is word for word the same: those with the same id first, then any."""
        for by_id in (True, False):
            for one in self.there:
                if one.here is not None:
                    continue
                for here in self.here:
                    if here.taken or not here.form or here.form not in (one.form, one.said):
                        continue
                    if not by_id or here.place.mark in one.marks:
                        one.here, here.taken = here, True
                        break

    def _by_id(self) -> dict[int, tuple[list[_There], list[_Here]]]:
        """For the first paragraph of each group with an id that stands here: the group, and what it replaces."""
        groups: dict[int, tuple[list[_There], list[_Here]]] = {}
        for here in self.here:
            sharing = [one for one in self.there if one.here is None and here.place.mark in one.marks]
            sharing = [one for one in sharing if here.place.mark]
            if here.taken or not sharing:
                continue
            if len(sharing) > 1:
                whole = _alike(" ".join(one.form for one in sharing), here.form)
                best = max(sharing, key=lambda one: _alike(one.form, here.form))
                sharing = sharing if whole > _alike(best.form, here.form) else [best]
            first = self.there.index(sharing[0])
            here.taken = True
            if first in groups:
                groups[first][1].append(here)
            else:
                groups[first] = (sharing, [here])
            for one in sharing:
                one.done = True
        return groups

    def _reworded(self, there: list[_There], here: list[_Here], *, both: bool = False) -> Difference:
        return Difference(
            self.section.id,
            self.section.heading,
            "reworded",
            "\n".join(one.place.words for one in here),
            "\n".join(one.words for one in there),
            both,
            tuple(one.at for one in here),
            here[0].at,
            tuple(one.block for one in here),
            tuple(one.block for one in there if one.block),
        )

    def _alone(self, one: _There, after: int) -> Difference | None:
        """A paragraph that no words and no id here answer to."""
        own = [mark for mark in one.marks if (read := read_mark(mark)) and read[0] == self.section.id]
        if any((read := read_mark(mark)) and read[1] == short_hash(one.said) for mark in own):
            return None  # as it left: whatever changed, changed here
        both = bool(own) and not any(here.place.mark in own for here in self.here)
        free = [here for here in self.here if not here.taken and here.form]
        if both and self.left is not None:
            free = [here for here in free if here.place.mark not in self.left]
        elif not both:
            free = [here for here in free if here.place.mark not in self.came_back]
        best = max(free, key=lambda here: _alike(one.form, here.form), default=None)
        if best is not None and _alike(one.form, best.form) >= (CHANGED_BOTH_WAYS if both else ALIKE):
            best.taken = True
            return self._reworded([one], [best], both=both)
        if not one.block:
            return None
        heading = self.section.heading
        return Difference(self.section.id, heading, "added", "", one.words, both, after=after, blocks=(one.block,))

    def _in_order(self) -> set[int]:
        """The matched paragraphs that stand in the same order on both sides; the others were moved."""
        matched = [(at, one.here.at) for at, one in enumerate(self.there) if one.here is not None]
        best: list[list[tuple[int, int]]] = []
        for at, here in matched:
            longest = max((run for run in best if run[-1][1] < here), key=len, default=[])
            best.append([*longest, (at, here)])
        return {at for at, _ in max(best, key=len, default=[])}

    def _moved(self, one: _There, here: _Here, after: int) -> Difference:
        return Difference(
            self.section.id,
            self.section.heading,
            "moved",
            here.place.words,
            one.words,
            replaces=(here.at,),
            after=after,
            was=(here.block,),
            blocks=(here.block,),
        )

    def _removed(self) -> list[Difference]:
        """What left for Word and did not come back."""
        return [
            Difference(
                self.section.id,
                self.section.heading,
                "removed",
                here.place.words,
                "",
                replaces=(here.at,),
                after=here.at,
                was=(here.block,),
            )
            for here in self.here
            if not here.taken
            and here.form
            and here.place.mark not in self.came_back
            and (self.left is None or here.place.mark in self.left)
        ]


def _paragraphs(section: Section) -> Iterable[Paragraph | None]:
    """In the order of `places`; None for a heading."""
    yield from section.paragraphs
    for entry in section.entries:
        yield None
        yield from entry.paragraphs


def _alike(one: str, other: str) -> float:
    """How much of their words two texts share, from 0 to 1."""
    first, second = Counter(one.casefold().split()), Counter(other.casefold().split())
    shared, all_words = (first & second).total(), first.total() + second.total()
    return 2 * shared / all_words if all_words else 0.0
