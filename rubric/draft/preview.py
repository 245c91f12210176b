"""A section as Markdown, for a screen: the council's words stay words, whatever signs they hold."""

import re

from rubric.draft.model import Paragraph, Section

# Signs that Markdown, or Streamlit's additions to it, would read as something else.
_SIGNS = re.compile(r"([\\`*_\[\]<>#|~$:{}&])")
_LIST = re.compile(r"^([^\S\n]*)([-+]|\d+[.)])(\s)", re.MULTILINE)


def markdown(section: Section) -> str:
    """The text under a section's heading as Markdown: its paragraphs, then each entry under a heading in bold.

    Tables are left out: show `section.table` as a table.
    """
    blocks = [_line(paragraph) for paragraph in section.paragraphs]
    for entry in section.entries:
        blocks.append(f"**{_plain(entry.heading)}**")
        lines = [_line(paragraph) for paragraph in entry.paragraphs]
        blocks += ["\n".join(f"- {line}" for line in lines)] if entry.bulleted else lines
    return "\n\n".join(block for block in blocks if block)


def _line(paragraph: Paragraph) -> str:
    return _plain(" ".join(paragraph.text.split(" ")))


def _plain(text: str) -> str:
    escaped = _SIGNS.sub(r"\\\1", text)
    return _LIST.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}{m[3]}", escaped)
