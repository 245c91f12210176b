"""Faults inside an assessment file, each as one plain sentence that names the place in words."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rubric.english import capital, inline, shortened
from rubric.evidence.attachment import Attachment
from rubric.evidence.confirmation import Confirmation
from rubric.evidence.ids import ID_LENGTH
from rubric.evidence.model import Action, Assessment, EvidenceItem, PlanAction, SectionEdit, Skip, Waiver
from rubric.evidence.text import clean_text

LONGEST_SHOWN = 40

_LISTS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "evidence": ("evidence item", EvidenceItem),
    "skips": ("skipped aspect", Skip),
    "actions": ("plan action", PlanAction),
    "edits": ("edited section", SectionEdit),
    "waivers": ("waived note", Waiver),
    "attachments": ("attached file or link", Attachment),
}
# By the validator's error type; `{key}`, `{value}`, `{options}` and `{limit}` come from the error.
_PHRASES: Mapping[str, str] = {
    "enum": "has {key} {value}, which is not one of {options}",
    "missing": "has no {key}",
    "string_type": "has {key} {value}, which is not text in quotation marks",
    "string_too_short": "has an empty {key}",
    "string_too_long": f"has {{key}} {{value}}, which is longer than {ID_LENGTH} characters",
    "list_type": "has {key} {value}, which is not a list in square brackets",
    "bool_type": "has {key} {value}, which is neither true nor false",
    "int_type": "has {key} {value}, which is not a whole number",
    "greater_than_equal": "has {key} {value}, which is less than {limit}",
    "less_than_equal": "has {key} {value}, which is more than {limit}",
    "float_type": "has {key} {value}, which is not a number",
    "finite_number": "has {key} {value}, which is not a number of ordinary size",
    "model_type": "has {key} {value}, which is not a group of fields in curly brackets",
}
_DATE = "has {key} {value}, which is not a date written like 2026-03-31"
_MOMENT = "has {key} {value}, which is not a date and time written like 2026-03-31T09:30:00Z"


def sentence(error: ValidationError, raw: Mapping[str, Any]) -> str:
    """One sentence: the first problem, its place, how many more there are, and what to do.

    In: the error, and the file's parsed content that led to it.
    """
    first, *more = error.errors(include_url=False, include_context=True)
    others = f" and the {len(more)} other problems" if len(more) > 1 else " and the other problem" if more else ""
    return f"{problem(first, raw)}; put that{others} right in the file and bring it in again."


def problem(error: ErrorDetails, raw: Mapping[str, Any]) -> str:
    """One problem, such as "Item 3 under culture (“We …”) has maturity “done”, which is not one of …"."""
    if error["type"] == "json_invalid":  # it was JSON when it was read, so it can only be the depth
        return "The assessment has fields nested far deeper than any of ours"
    where, rest, model = _place(error["loc"], raw)
    if not rest:
        return f"{where} is {quoted(error['input'])}, which is not a group of fields in curly brackets"
    names = [str(part) for part in rest if isinstance(part, str)]
    key = " ".join(names) if error["type"] != "extra_forbidden" else names[-1]
    if error["type"] == "extra_forbidden":
        if len(names) > 1 and names[0] == "action":
            where, model = f"the next step of {inline(where)}", Action
        return f"{capital(where)} has a field {quoted(key)} that we do not know{_meant(key, model)}"
    phrase = _PHRASES.get(error["type"])
    if phrase is None:
        kinds = {"date_": _DATE, "datetime_": _MOMENT, "timezone_": _MOMENT}
        phrase = next(
            (p for kind, p in kinds.items() if error["type"].startswith(kind)),
            "has {key} {value}, which does not fit there",
        )
    about = error.get("ctx", {})
    options, limit = str(about.get("expected", "")).replace("'", ""), about.get("le", about.get("ge", ""))
    said = f"{limit:,}" if isinstance(limit, int) else ""
    return f"{where} " + phrase.format(key=key, value=quoted(error["input"]), options=options, limit=said)


def quoted(value: object) -> str:
    """A value from a file for a sentence: text cut to 40 characters, in quotation marks; of a list, its kind only."""
    if isinstance(value, str):
        return f"“{shortened(clean_text(value), LONGEST_SHOWN)}”"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "a group of fields"
    if isinstance(value, Sequence):
        return "a list"
    return str(value)[:LONGEST_SHOWN]


def item_in_words(index: int, items: Sequence[Any]) -> str:
    """ "Item 3 under culture (“We ask every…”)": the count is among the items of that aspect, as on the screen."""
    item = items[index]
    if not isinstance(item, Mapping) or not isinstance(item.get("aspect"), str):
        return f"Evidence item {index + 1} in the file"
    before = [i for i in items[: index + 1] if isinstance(i, Mapping) and i.get("aspect") == item["aspect"]]
    text = item.get("text")
    words = f" ({quoted(text)})" if isinstance(text, str) and text.strip() else ""
    return f"Item {len(before)} under {quoted(item['aspect'])[1:-1]}{words}"


def place_in_words(loc: tuple[int | str, ...], raw: Mapping[str, Any]) -> str:
    """The item, skip, action and so on that an error's path such as ("evidence", 2, "maturity") is in, in words."""
    return _place(loc, raw)[0]


def _place(loc: tuple[int | str, ...], raw: Mapping[str, Any]) -> tuple[str, tuple[int | str, ...], type[BaseModel]]:
    """Where an error is: in words, what is left of its path below that, and the model of that place."""
    if len(loc) >= 2 and loc[0] in _LISTS and isinstance(loc[1], int):
        name, model = _LISTS[str(loc[0])]
        where = item_in_words(loc[1], raw["evidence"]) if model is EvidenceItem else capital(f"{name} {loc[1] + 1}")
        if len(loc) >= 4 and loc[2] == "confirmations" and isinstance(loc[3], int):
            return f"Record {loc[3] + 1} of {inline(where)}", loc[4:], Confirmation
        return where, loc[2:], model
    return "The assessment", loc, Assessment


def _meant(key: str, model: type[BaseModel]) -> str:
    near = difflib.get_close_matches(key, model.model_fields, n=1)
    return f" (is it {near[0]}?)" if near else ""
