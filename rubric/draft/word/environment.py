"""The Jinja environment that templates run in: sandboxed, nothing to call, everything escaped, nothing missing."""

from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from rubric.draft.word.fields import DRAFT
from rubric.draft.word.kinds import TemplateKind
from rubric.draft.word.paragraph_ids import CLOSE, OPEN, MarkedWords
from rubric.draft.word.tags import TagCheck
from rubric.english import either, listed
from rubric.errors import BadTemplate


class Sandbox(ImmutableSandboxedEnvironment):
    """Compiles nothing that `TagCheck` has not let through, from any part of the file.

    While `marking`, words that carry a paragraph's id are written with it in front (see `paragraph_ids`).
    """

    def __init__(self, kind: TemplateKind = DRAFT) -> None:
        self.marking, self._kind = False, kind
        # without autoescape "R&D" becomes "R" and "a < b" loses its "<": Word's XML is read forgivingly, in silence
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=self._finished)
        self.globals.clear()

    def compile(self, source: str | nodes.Template, *args: Any, **kwargs: Any) -> Any:
        """As Jinja's own, after `check_tags`, which raises BadTemplate; what was compiled is kept for the next time."""
        if isinstance(source, str) and not args and not kwargs:
            return _compiled(source, self._kind)
        return self.checked(source, *args, **kwargs)

    def checked(self, source: str | nodes.Template, *args: Any, **kwargs: Any) -> Any:
        """As `compile`, afresh."""
        tree = source if isinstance(source, nodes.Template) else self.parse(source)
        check_tags([tree], self._kind)
        return super().compile(tree, *args, **kwargs)

    def _finished(self, value: Any) -> Any:
        if self.marking and isinstance(value, MarkedWords) and value.mark:
            return Markup(f"{OPEN}{value.mark}{CLOSE}") + _escaped(value)  # noqa: S704 - letters and digits
        return _escaped(value)


@lru_cache(maxsize=32)  # the shipped template has a dozen parts; others are compiled in a process of their own
def _compiled(source: str, kind: TemplateKind) -> Any:
    """One part of a template as code, which looks up all that differs between two renderings when it is run."""
    return Sandbox(kind).checked(source)


def _escaped(value: Any) -> Any:
    """Text as XML, braces too: docxtpl looks for `{_{` and the like in what was rendered, and would change them."""
    if isinstance(value, Undefined):
        return value
    return Markup(str(escape(value)).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - escaped just here


def parse(environment: Sandbox, source: str) -> nodes.Template:
    """The tree of one part of a template. Raises BadTemplate where a tag cannot be read."""
    try:
        return environment.parse(source)
    except TemplateSyntaxError as error:
        raise BadTemplate(unreadable(error)) from error
    except RecursionError as error:
        raise BadTemplate(_too_deep()) from error


def read_tags(trees: list[nodes.Template], kind: TemplateKind) -> TagCheck:
    """What the tags of a template ask for and try to do. Raises BadTemplate where they are nested too deep."""
    check = TagCheck(kind.shape)
    try:
        for tree in trees:
            check.read(tree)
    except RecursionError as error:
        raise BadTemplate(_too_deep()) from error
    return check


def check_tags(trees: list[nodes.Template], kind: TemplateKind) -> None:
    """Raise BadTemplate that names, all at once, everything a tag may not do, or else every field we do not have."""
    check = read_tags(trees, kind)
    if check.refused:
        raise BadTemplate(
            f"This template {listed(check.refused)}, which we do not run: "
            "use only fields, loops over our lists and conditions, then choose it again."
        )
    if check.unknown:
        what = either(len(check.unknown), "a field", "fields")
        raise BadTemplate(
            f"This template asks for {what} that we do not have ({listed(check.unknown)}): "
            "correct the spelling or take it out in Word, then choose the template again."
        )


def unreadable(error: Exception) -> str:
    """The sentence for a tag that cannot be read; `error` is Jinja's."""
    reason = " ".join(str(getattr(error, "message", "") or error).split()).rstrip(".")
    about = f" ({reason})" if reason and "<" not in reason and len(reason) <= 120 else ""
    return (
        f"This template has a tag that we cannot read{about}: check its braces and its loops in Word, then try again."
    )


def _too_deep() -> str:
    return "This template has a tag with too much nested in it: make it simpler in Word, then try again."
