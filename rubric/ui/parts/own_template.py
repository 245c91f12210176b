"""The file of the template that a document of an assessment is made with."""

from rubric.draft.word.kinds import TemplateKind
from rubric.storage import Store


def own_template(store: Store, assessment: str, kind: TemplateKind) -> bytes | None:
    """The council's own template of this kind of document; None where the shipped one is used."""
    own = store.templates.used_by(assessment, kind.id)
    return store.templates.get(own.id) if own else None
