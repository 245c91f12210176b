"""`python -m rubric.draft` writes the shipped template, templates/self_assessment.docx, from the code that makes it."""

from rubric.draft.word.template import SHIPPED, make_template

if __name__ == "__main__":
    SHIPPED.parent.mkdir(exist_ok=True)
    SHIPPED.write_bytes(make_template())
