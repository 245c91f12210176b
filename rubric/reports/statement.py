"""One statement's page: score and label, commitment, sub-headings and numbered paragraphs."""

from collections import Counter
from collections.abc import Sequence

from rubric.english import listed
from rubric.reports.blocks import ends_sentence, loose, one_line
from rubric.reports.furniture import ends_page, is_furniture, reads_as_text
from rubric.reports.landmarks import Mark, label_score, statements
from rubric.reports.page_model import ReportParagraph, StatementPage
from rubric.reports.spans import MarkedBlock, Span

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
    """The score, its label and what to say about them. The score line counts first, then the label."""
    lines: list[int] = [span.score] if span.score else []
    labels: list[int] = []
    label, wrong = "", ""
    for at, one in enumerate(span.body):
        if one.mark in {Mark.COMMITMENT, Mark.FINDINGS, Mark.SECTION}:
            break
        found = one.landmark
        if found is None:
            # "Score" and its figure, each in a line of its own
            if loose(one.text) in "1234" and at and loose(span.body[at - 1].text) in {"score", "scored"}:
                lines.append(int(one.text.strip(". ")))
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
            wrong = wrong or found.text
    said = []
    if wrong:
        said.append(f"{title}: the score printed is {wrong}, which is not on the scale of 1 to 4.")
    score = next(iter([*lines, *labels]), None)
    if score is None and not wrong:
        said.append(f"{title}: no score was found.")
    others = sorted({*lines, *labels} - {score})
    if score is not None and others:
        said.append(
            f"{title}: the score and its label do not agree, as one says {score} and another "
            f"{listed((str(other) for other in others), 'or')}: {score} was taken, so check the report."
        )
    if not label and score is not None:
        said.append(f"{title}: the words beside the score were not found.")
    return score, label, said


def _text(span: Span) -> tuple[str, list[ReportParagraph]]:
    """The commitment and the findings' paragraphs."""
    body = [one for one in span.body if not is_furniture(one.text) or ends_page(one.text)]
    commitment: list[str] = []
    paragraphs: list[ReportParagraph] = []
    numbers: Counter[str] = Counter()
    state, section, ended = Mark.STATEMENT, NO_SECTION, False
    follow = max((at for at, one in enumerate(body) if _heads_findings(one, span.statement)), default=-1)
    for at, one in enumerate(body):
        following = body[at + 1] if at + 1 < len(body) else None
        if ends_page(one.text):
            ended = True
        elif one.landmark and one.mark in {Mark.FINDINGS, Mark.EXPECT, Mark.COMMITMENT}:
            state, ended = one.landmark.mark, False
            if one.landmark.text:
                commitment.append(one.landmark.text)
        elif one.landmark and one.mark is Mark.SECTION and one.landmark.statement == span.statement:
            state, section, ended = Mark.FINDINGS, one.landmark.text, False
        elif one.mark in {Mark.SCORE, Mark.LABEL, Mark.PERCENT} or state is Mark.EXPECT:
            continue
        elif state is not Mark.FINDINGS and (at < follow or not _starts_findings(one, commitment, state)):
            # what stands above the findings' heading is not yet part of them
            if state is Mark.COMMITMENT:
                commitment.append(one.text)
        elif ended and not reads_as_text(one.block):
            continue
        elif is_heading(one, following):
            state, section = Mark.FINDINGS, one_line(one.text).rstrip(": ")
        elif any(char.isalpha() for char in one.text) and one.mark is not Mark.STATEMENT:
            state = Mark.FINDINGS
            numbers[section] += 1
            paragraphs.append(ReportParagraph(section=section, number=numbers[section], text=one_line(one.text)))
    return "\n\n".join(commitment), paragraphs


def _heads_findings(one: MarkedBlock, statement: str) -> bool:
    """Whether the findings start here for certain: at their heading, or at a sub-heading known for the statement."""
    if one.landmark is None:
        return False
    return one.mark is Mark.FINDINGS or (one.mark is Mark.SECTION and one.landmark.statement == statement)


def _starts_findings(one: MarkedBlock, commitment: Sequence[str], state: Mark) -> bool:
    """Whether findings without any heading start here: after the commitment, or with the first sentence."""
    return bool(commitment) if state is Mark.COMMITMENT else reads_as_text(one.block)


def is_heading(one: MarkedBlock, following: MarkedBlock | None) -> bool:
    """Whether a block is a sub-heading: by its markup, or as a short line that ends no sentence and has text below."""
    text = one.text.strip()
    if one.block.item or not text or not any(char.isalpha() for char in text):
        return False
    if one.block.heading:
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
