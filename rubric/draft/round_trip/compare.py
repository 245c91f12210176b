"""A returned Word draft compared with the current draft, paragraph by paragraph.

A paragraph's id is made from the words it was sent with. So where the words in Word no longer match the id, somebody
changed them in Word; where no current paragraph has the id, somebody changed it in the app; and what nobody changed in
Word is not a difference, whatever was changed in the app. The two thresholds are our own judgement.
"""

import re
from collections.abc import Iterable

from rubric.draft.edited import blocks, from_text
from rubric.draft.model import Draft, Section
from rubric.draft.outline import BAND
from rubric.draft.references import CITATION, numbers_in
from rubric.draft.round_trip.differences import Difference
from rubric.draft.round_trip.returned import Returned, ReturnedText
from rubric.draft.round_trip.sides import (
    CurrentBlock,
    ReturnedParagraph,
    likeness,
    paragraphs_of,
    words_counted,
)
from rubric.draft.spelled import otherwise_spelled
from rubric.draft.word.paragraph_ids import item_keys, mark_of, normalised, places, read_mark, short_hash
from rubric.english import flat
from rubric.evidence.text import clean_text

ALIKE = 0.5  # how much of their words two paragraphs share before one is taken for the other without an id
CHANGED_BOTH_WAYS = 0.3  # the same, for a paragraph that has an id but was changed on both sides
_NONE_LEFT = "\ue002"  # stands for a citation of what is gone, until the space before it is taken out too
_LOST = re.compile(f"[ \N{NO-BREAK SPACE}]?{_NONE_LEFT}")
_SIGNS = re.compile(r"^(\\*)(?=(?:#{1,6}|[-*])(?:\s|$))", re.MULTILINE)  # what would start a heading or a bullet


def differences(returned: Returned, draft: Draft) -> tuple[Difference, ...]:
    """What the returned file changes: section by section in the draft's order, and in Word's order within each.

    The annex on the predicted band is left out: its words come from the prediction.
    """
    result: list[Difference] = []
    for section in draft.sections:
        if section.id != BAND.id and section.id in returned.sections:
            result += _Compared(returned, draft, section).differences()
    return tuple(result)


class _Compared:
    """One section, in the current draft and as returned."""

    def __init__(self, returned: Returned, draft: Draft, section: Section) -> None:
        self.section, self.sent, self.spellings = section, returned.sent, draft.spellings
        self.numbers = {key: number for number, key in item_keys(draft.numbers).items()}
        self.valid_numbers = set(draft.numbers.values())
        self.now_keys = item_keys(draft.numbers)
        self.then_keys = returned.sent.keys if returned.sent else self.now_keys
        self.current = self._current_blocks()
        self.returned = [self._returned_paragraph(words) for words in returned.words if words.section == section.id]
        self.returned_marks = returned.marks
        self.sent_marks = set(returned.sent.marks) if returned.sent else None

    def differences(self) -> list[Difference]:
        self._match_same_words()
        self._match_otherwise_spelled()
        groups = self._groups_by_id()
        result: list[tuple[int, Difference]] = []
        after = -1
        order = self._in_order()
        for index, paragraph in enumerate(self.returned):
            if paragraph.match is not None:
                if index not in order and not paragraph.place:
                    result.append((index, self._moved(paragraph, paragraph.match, after)))
                else:
                    after = paragraph.match.index
                continue
            group = groups.get(index)
            if paragraph.grouped and group is None:
                continue
            difference = self._reworded(group[0], group[1]) if group else self._unmatched(paragraph, after)
            if difference is not None:
                result.append((index, difference))
                after = max([after, *difference.replaces])
        return [difference for _, difference in result] + self._removed()

    def _current_blocks(self) -> list[CurrentBlock]:
        result: list[CurrentBlock] = []
        for place, paragraph in zip(places(self.section, self.now_keys), paragraphs_of(self.section), strict=True):
            if paragraph is None:
                text = f"### {flat(clean_text(place.words))}".rstrip()
            elif texts := blocks(Section(id=self.section.id, heading="", paragraphs=(paragraph,))):
                text = f"- {texts[0]}" if place.bulleted else texts[0]
            else:
                continue
            others = otherwise_spelled(place.words, self.spellings) if paragraph is not None else []
            forms = [normalised(words, self.now_keys) for words in others]
            marks = [mark_of(self.section.id, words, self.now_keys) for words in others]
            form = normalised(place.words, self.now_keys)
            result.append(CurrentBlock(len(result), text, place, form, frozenset(forms), frozenset(marks)))
        return result

    def _returned_paragraph(self, words: ReturnedText) -> ReturnedParagraph:
        form_sent = normalised(words.words, self.then_keys)
        text = clean_text(words.words).strip()
        for mark in words.marks:
            before, behind = self.sent.around.get(mark, ("", "")) if self.sent else ("", "")
            form_sent = form_sent.removeprefix(before).removesuffix(behind)
            text = text.removeprefix(before).removesuffix(behind)
        text = CITATION.sub(lambda match: f"{match[1]}{self._current_citation(match[2]) or _NONE_LEFT}", text)
        text = _LOST.sub("", text)
        heading = words.heading or any(
            current.place.heading for current in self.current if current.place.mark in words.marks
        )
        bulleted = words.bulleted or any(
            current.place.bulleted for current in self.current if current.place.mark in words.marks
        )
        if heading:
            return ReturnedParagraph(text, f"### {flat(text)}", form_sent, normalised(text, self.now_keys), words.marks)
        escaped = _SIGNS.sub(r"\1\\", re.sub(r"\n\s*\n", "\n", text))
        read = from_text(Section(id=self.section.id, heading=""), escaped, self.valid_numbers)
        block = " ".join(blocks(read))
        form = normalised(" ".join(paragraph.text for paragraph in read.paragraphs), self.now_keys)
        bullet = bulleted and not self._plain_before(words.marks)
        return ReturnedParagraph(text, f"- {block}" if bullet else block, form_sent, form, words.marks, words.place)

    def _plain_before(self, marks: Iterable[str]) -> bool:
        """Whether a paragraph that is a bullet in Word is none in the draft: a template may show all of them so."""
        matching = [current for current in self.current if current.place.mark in marks]
        return bool(matching) and not any(current.place.bulleted for current in matching)

    def _current_citation(self, inside: str) -> str:
        """A citation with current numbers, without items that no longer exist; "" where none is left."""
        keys = [self.then_keys.get(number, "") for number in numbers_in(inside)]
        now = [
            str(self.numbers[key]) if key in self.numbers else "" if key else str(number)
            for key, number in zip(keys, numbers_in(inside), strict=True)
        ]
        kept = [number for number in now if number]
        return f"[{', '.join(kept)}]" if kept else ""

    def _match_same_words(self) -> None:
        """Match what is word for word the same: those with the same id first, then any."""
        for by_id in (True, False):
            for paragraph in self.returned:
                if paragraph.match is not None:
                    continue
                for current in self.current:
                    if current.taken or not current.form or current.form not in (paragraph.form, paragraph.form_sent):
                        continue
                    if not by_id or current.place.mark in paragraph.marks:
                        paragraph.match, current.taken = current, True
                        break

    def _match_otherwise_spelled(self) -> None:
        """Match what was sent with other short forms spelled out, and not touched since as far as that can be told."""
        for paragraph in self.returned:
            if paragraph.match is not None or (paragraph.marks and not self._as_sent(paragraph)):
                continue
            for current in self.current:
                if not current.taken and not current.forms.isdisjoint((paragraph.form, paragraph.form_sent)):
                    paragraph.match, current.taken = current, True
                    break

    def _as_sent(self, paragraph: ReturnedParagraph) -> bool:
        """Whether the words match an id of this section that they carry."""
        own = [mark for mark in paragraph.marks if (read := read_mark(mark)) and read[0] == self.section.id]
        return any((read := read_mark(mark)) and read[1] == short_hash(paragraph.form_sent) for mark in own)

    def _groups_by_id(self) -> dict[int, tuple[list[ReturnedParagraph], list[CurrentBlock]]]:
        """Returned paragraphs that share a current id, by the index of the first: the group, and what it replaces."""
        groups: dict[int, tuple[list[ReturnedParagraph], list[CurrentBlock]]] = {}
        for current in self.current:
            sharing = [
                paragraph
                for paragraph in self.returned
                if paragraph.match is None and not ({current.place.mark} | current.marks).isdisjoint(paragraph.marks)
            ]
            sharing = [paragraph for paragraph in sharing if current.place.mark]
            if current.taken or not sharing:
                continue
            if len(sharing) > 1:
                whole = likeness(words_counted(" ".join(paragraph.form for paragraph in sharing)), current.counted)
                best = max(sharing, key=lambda paragraph: likeness(paragraph.counted, current.counted))
                sharing = sharing if whole > likeness(best.counted, current.counted) else [best]
            first = self.returned.index(sharing[0])
            current.taken = True
            if first in groups:
                groups[first][1].append(current)
            else:
                groups[first] = (sharing, [current])
            for paragraph in sharing:
                paragraph.grouped = True
        return groups

    def _reworded(
        self, returned: list[ReturnedParagraph], current: list[CurrentBlock], *, both: bool = False
    ) -> Difference:
        return Difference(
            self.section.id,
            self.section.heading,
            "reworded",
            "\n".join(part.place.words for part in current),
            "\n".join(part.words for part in returned),
            both,
            tuple(part.index for part in current),
            current[0].index,
            tuple(part.block for part in current),
            tuple(part.block for part in returned if part.block),
        )

    def _unmatched(self, paragraph: ReturnedParagraph, after: int) -> Difference | None:
        """The difference made by a paragraph that matches no current words or id; None where there is none."""
        own = [mark for mark in paragraph.marks if (read := read_mark(mark)) and read[0] == self.section.id]
        if self._as_sent(paragraph):
            return None  # as it was sent: whatever changed, changed in the app
        both = bool(own) and not any(current.place.mark in own for current in self.current)
        free = [current for current in self.current if not current.taken and current.form]
        if both and self.sent_marks is not None:
            free = [current for current in free if current.place.mark not in self.sent_marks]
        elif not both:
            free = [current for current in free if current.place.mark not in self.returned_marks]
        free = [] if paragraph.place else free
        best = max(free, key=lambda current: likeness(paragraph.counted, current.counted), default=None)
        if best is not None and likeness(paragraph.counted, best.counted) >= (CHANGED_BOTH_WAYS if both else ALIKE):
            best.taken = True
            return self._reworded([paragraph], [best], both=both)
        if not paragraph.block:
            return None
        heading = self.section.heading
        return Difference(
            self.section.id,
            heading,
            "added",
            "",
            paragraph.words,
            both,
            after=after,
            blocks=(paragraph.block,),
            place=paragraph.place,
        )

    def _in_order(self) -> set[int]:
        """The indexes of matched paragraphs in the same order on both sides; the others were moved."""
        matched = [
            (index, paragraph.match.index)
            for index, paragraph in enumerate(self.returned)
            if paragraph.match is not None and not paragraph.place
        ]
        best: list[list[tuple[int, int]]] = []
        for index, current_index in matched:
            longest = max((run for run in best if run[-1][1] < current_index), key=len, default=[])
            best.append([*longest, (index, current_index)])
        return {index for index, _ in max(best, key=len, default=[])}

    def _moved(self, paragraph: ReturnedParagraph, current: CurrentBlock, after: int) -> Difference:
        return Difference(
            self.section.id,
            self.section.heading,
            "moved",
            current.place.words,
            paragraph.words,
            replaces=(current.index,),
            after=after,
            replaced=(current.block,),
            blocks=(current.block,),
        )

    def _removed(self) -> list[Difference]:
        """What was sent and did not come back."""
        return [
            Difference(
                self.section.id,
                self.section.heading,
                "removed",
                current.place.words,
                "",
                replaces=(current.index,),
                after=current.index,
                replaced=(current.block,),
            )
            for current in self.current
            if not current.taken
            and current.form
            and ({current.place.mark} | current.marks).isdisjoint(self.returned_marks)
            and (self.sent_marks is None or current.place.mark in self.sent_marks)
        ]
