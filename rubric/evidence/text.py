"""Text as people paste it, made fit for JSON, Word and the database."""

import re

# What XML 1.0 allows (https://www.w3.org/TR/xml/#charsets), turned round. Word and Excel files are XML: one character
# from outside this set makes them unreadable, or vanishes without a word.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Word pastes its soft line break as a vertical tab and its page break as a form feed: dropped, they would glue words.
_LINE_BREAK = re.compile("\r\n|[\r\v\f]")


def clean_text(text: str) -> str:
    r"""The text without characters that are not legal in XML 1.0.

    In: any text. Out: the same text, with every kind of line break as `\n`, tabs kept, and control characters and
    lone surrogates gone; an emoji that came as two surrogates is put together. Cleaning twice changes nothing more.
    """
    text = _LINE_BREAK.sub("\n", text)
    if _SURROGATE.search(text):
        # joins pairs and leaves out what has no partner
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _ILLEGAL.sub("", text)
