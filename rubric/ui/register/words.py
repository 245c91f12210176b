"""What the page's lists and filters are called."""

from rubric.english import listed, long_date
from rubric.evidence import Assessment, EvidenceItem
from rubric.evidence.register import ONLY_US, UNANSWERED, Only, Order, owner_key
from rubric.evidence.sources import source_key, sources_in
from rubric.evidence.stated import stated
from rubric.framework import Framework
from rubric.ui.parts.coding import ONLY_US_LABEL, labels, who_confirms

ONLY = {
    Only.STALE: "Old document",
    Only.BARE: "Nothing shows it",
    Only.NO_OWNER: "No owner",
    Only.UNFINISHED: "Not finished",
}
ORDER = {
    Order.ASPECT: "Aspect",
    Order.OWNER: "Owner, none first",
    Order.SOURCE: "Source, none first",
    Order.OLDEST: "Oldest document, undated first",
    Order.LEAST_FAR: "Least far along first",
    Order.WORDS: "Claim, A to Z",
}


def voices(framework: Framework) -> dict[str, str]:
    """Who may confirm an item, nobody and "not answered" among them."""
    return {**labels(framework)["voice"], ONLY_US: ONLY_US_LABEL, UNANSWERED: "Not answered"}


def owners(assessment: Assessment) -> dict[str, str]:
    """Each owner as first typed, by `owner_key`; "" for an item without."""
    found = {owner_key(item.owner): stated(item.owner).strip() for item in reversed(assessment.evidence)}
    return {key: found[key] or "No owner" for key in sorted(found)}


def sources(assessment: Assessment) -> dict[str, str]:
    """Each source of an item as first typed, by `source_key`; "" for an item without."""
    found: dict[str, str] = {}
    for item in assessment.evidence:
        for name in sources_in(item.source) or ("",):
            found.setdefault(source_key(name), name)
    return {key: found[key] or "No source" for key in sorted(found)}


def facts(item: EvidenceItem, framework: Framework) -> str:
    """Who confirms an item, its owner, and its document with the date, in a line."""
    source = "; ".join(sources_in(item.source)) or "no source"
    dated = f", {long_date(item.source_date)}" if item.source_date else ""
    owner = stated(item.owner).strip()
    who = who_confirms(item, framework)
    return " · ".join([who, f"owner: {owner}" if owner else "no owner", source + dated])


def title(aspect: str, framework: Framework) -> str:
    """An aspect's title; its id where the framework has none such."""
    return framework.aspect(aspect).title if aspect in framework.aspect_ids else aspect


def titles(aspects: tuple[str, ...], framework: Framework) -> str:
    """Several aspects in a sentence, those that the framework has; a comma before the "and", as titles have one too."""
    known = [aspect for aspect in aspects if aspect in framework.aspect_ids]
    return listed((title(aspect, framework) for aspect in known), comma=True)
