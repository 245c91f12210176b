"""One statement's page: score and label, commitment, sub-headings and numbered paragraphs."""

from collections import Counter
from collections.abc import Sequence

from rubric.english import listed
from rubric.reports.landmarks import Mark, label_score, statements
from rubric.reports.pages.furniture import ends_page, is_furniture, reads_as_text
from rubric.reports.pages.page_model import ReportParagraph, StatementPage
from rubric.reports.pages.spans import MarkedBlock, Span
from rubric.reports.text import ends_sentence, loose, one_line

NO_SECTION = "Key findings"
"""The section of paragraphs that stand under no sub-heading."""
_LONGEST_HEADING = 110  # characters of a heading that only its place and look tell
_MOST_HEADING_WORDS = 14


def read_statement(span: Span) -> tuple[StatementPage, list[str]]:
    """A statement's page, and sentences on what it lacks or where it contradicts itself."""
    official = statements()[span.statement].title
    title = one_line(span.title).rstrip(": ") or official
    score, label, missing = _score(span, title)
    commitment, paragraphs = _text(span)
    page = StatementPage(
        title=title,
        statement=span.statement,
        score=score,
        label=label,
        commitment=commitment,
        sections=tuple(dict.fromkeys(paragraph.section for paragraph in paragraphs)),
        paragraphs=tuple(paragraphs),
    )
    if not span.title:
        missing.insert(0, f"No title was found: the sub-headings are those of “{official}”.")
    if not page.paragraphs:
        missing.append(f"{title}: no findings were found, only what stands above them.")
    elif page.sections == (NO_SECTION,):
        missing.append(f"{title}: no sub-headings were found, so all paragraphs are under “{NO_SECTION}”.")
    if not commitment:
        missing.append(f"{title}: the local authority commitment was not found.")
    return page, missing


def _score(span: Span, title: str) -> tuple[int | None, str, list[str]]:
    """The score, its label and sentences on problems with them. The score line counts first, then the label."""
    lines: list[int] = [span.score] if span.score else []
    labels: list[int] = []
    label, off_scale = "", ""
    for index, marked in enumerate(span.body):
        if marked.mark in {Mark.COMMITMENT, Mark.FINDINGS, Mark.SECTION}:
            break
        found = marked.landmark
        if found is None:
            # "Score" and its figure, each in a line of its own
            if loose(marked.text) in "1234" and index and loose(span.body[index - 1].text) in {"score", "scored"}:
                lines.append(int(marked.text.strip(". ")))
            continue
        if found.mark not in {Mark.SCORE, Mark.LABEL}:
            continue
        by_words = label_score(found.text)
        label = label or (found.text if by_words else "")
        labels += [by_words] if by_words else []
        if found.mark is Mark.LABEL:
            labels += [found.score] if found.score else []
        elif found.score:
            lines.append(found.score)
        else:
            off_scale = off_scale or found.text
    problems = []
    if off_scale:
        problems.append(f"{title}: the score printed is {off_scale}, which is not on the scale of 1 to 4.")
    score = next(iter([*lines, *labels]), None)
    if score is None and not off_scale:
        problems.append(f"{title}: no score was found.")
    others = sorted({*lines, *labels} - {score})
    if score is not None and others:
        problems.append(
            f"{title}: the score and its label do not agree, as one says {score} and another "
            f"{listed((str(other) for other in others), 'or')}: {score} was taken, so check the report."
        )
    if not label and score is not None:
        problems.append(f"{title}: the words beside the score were not found.")
    return score, label, problems


def _text(span: Span) -> tuple[str, list[ReportParagraph]]:
    """The commitment and the findings' paragraphs."""
    body = [marked for marked in span.body if not is_furniture(marked.text) or ends_page(marked.text)]
    commitment: list[str] = []
    paragraphs: list[ReportParagraph] = []
    numbers: Counter[str] = Counter()
    state, section, ended = Mark.STATEMENT, NO_SECTION, False
    follow = max((index for index, marked in enumerate(body) if _heads_findings(marked, span.statement)), default=-1)
    for index, marked in enumerate(body):
        following = body[index + 1] if index + 1 < len(body) else None
        if ends_page(marked.text):
            ended = True
        elif marked.landmark and marked.mark in {Mark.FINDINGS, Mark.EXPECT, Mark.COMMITMENT}:
            state, ended = marked.landmark.mark, False
            if marked.landmark.text:
                commitment.append(marked.landmark.text)
        elif marked.landmark and marked.mark is Mark.SECTION and marked.landmark.statement == span.statement:
            state, section, ended = Mark.FINDINGS, marked.landmark.text, False
        elif marked.mark in {Mark.SCORE, Mark.LABEL, Mark.PERCENT} or state is Mark.EXPECT:
            continue
        elif state is not Mark.FINDINGS and (index < follow or not _starts_findings(marked, commitment, state)):
            # what stands above the findings' heading is not yet part of them
            if state is Mark.COMMITMENT:
                commitment.append(marked.text)
        elif ended and not reads_as_text(marked.block):
            continue
        elif is_heading(marked, following):
            state, section = Mark.FINDINGS, one_line(marked.text).rstrip(": ")
        elif any(char.isalpha() for char in marked.text) and marked.mark is not Mark.STATEMENT:
            state = Mark.FINDINGS
            numbers[section] += 1
            paragraphs.append(ReportParagraph(section=section, number=numbers[section], text=one_line(marked.text)))
    return "\n\n".join(commitment), paragraphs


def _heads_findings(marked: MarkedBlock, statement: str) -> bool:
    """Whether the findings start here for certain: at their heading, or at a sub-heading known for the statement."""
    if marked.landmark is None:
        return False
    return marked.mark is Mark.FINDINGS or (marked.mark is Mark.SECTION and marked.landmark.statement == statement)


def _starts_findings(marked: MarkedBlock, commitment: Sequence[str], state: Mark) -> bool:
    """Whether findings without any heading start here: after the commitment, or with the first sentence."""
    return bool(commitment) if state is Mark.COMMITMENT else reads_as_text(marked.block)


def is_heading(marked: MarkedBlock, following: MarkedBlock | None) -> bool:
    """Whether a block is a sub-heading: by its markup, or as a short line that ends no sentence and has text below."""
    text = marked.text.strip()
    if marked.block.item or not text or not any(char.isalpha() for char in text):
        return False
    if marked.block.heading:
        return not (ends_sentence(text) and len(text) > _LONGEST_HEADING)
    return (
        len(text) <= _LONGEST_HEADING
        and len(text.split()) <= _MOST_HEADING_WORDS
        and text[0].isupper()
        and text[-1] not in ".!?;,…\"”’'"
        and following is not None
        and not following.block.item
        and reads_as_text(following.block)
    )
