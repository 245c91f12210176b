"""An e-mail, or a web page saved as one file: its text, and that of e-mails within it. Attachments are only named.

Nothing is fetched, and no attachment is opened.
"""

from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage

from rubric.english import count, listed
from rubric.errors import BadReport
from rubric.reports.files.blocks import Block, Extract
from rubric.reports.files.guard import check_text, decode, safe_name
from rubric.reports.files.page import read_page
from rubric.reports.files.plain import read_plain
from rubric.reports.text import clean, one_line

MOST_PARTS = 200
DEEPEST = 8  # e-mails within e-mails
_NAMED = 5


def read_mail(data: bytes, name: str) -> Extract:
    """The blocks of an .eml or .mhtml file, its subject as a heading. BadReport: it is damaged or far too large."""
    check_text(len(data) // 10, name)  # pictures in it are ten times what text is
    try:
        message = message_from_bytes(data, policy=policy.default)
        if not isinstance(message, EmailMessage):
            raise TypeError
        taken = _Taken(name)
        taken.add(message, 0)
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise BadReport(f"{name} is a damaged e-mail: open it and copy its text.") from error
    return Extract(tuple(taken.blocks), titles=tuple(taken.subjects[:1]), notes=tuple(taken.notes()))


class _Taken:
    """What is taken from an e-mail and those within it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.blocks: list[Block] = []
        self.subjects: list[str] = []
        self._attached: list[str] = []
        self._parts = 0

    def add(self, message: EmailMessage, depth: int) -> None:
        """Take the text of a message, then of the messages within it."""
        if subject := one_line(clean(f"{message.get('subject') or ''}")):
            self.subjects.append(subject)
            self.blocks.append(Block(subject, heading=True))
        body = message.get_body(("plain", "html"))
        if isinstance(body, EmailMessage):
            self.blocks += self._text_of(body)
        for part in message.iter_attachments():
            self._parts += 1
            if self._parts > MOST_PARTS:
                raise BadReport(f"{self._name} holds far more parts than an e-mail: bring its text by itself.")
            inner = part.get_payload(0) if part.get_content_type() == "message/rfc822" else None
            if isinstance(inner, EmailMessage) and depth < DEEPEST:
                self.add(inner, depth + 1)
            elif part.get_content_disposition() == "attachment":
                self._attached.append(safe_name(part.get_filename() or "a file without a name"))

    def _text_of(self, body: EmailMessage) -> tuple[Block, ...]:
        payload = body.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        if body.get_content_type() == "text/html":
            return read_page(content, self._name).blocks
        try:
            text = content.decode(body.get_content_charset() or "utf-8")
        except (LookupError, UnicodeDecodeError):
            text = decode(content, self._name)
        check_text(len(text), self._name, text.count("\n"))
        return read_plain(text).blocks

    def notes(self) -> list[str]:
        """A sentence on what was attached."""
        if not self._attached:
            return []
        named = listed(dict.fromkeys(self._attached[:_NAMED]))
        return [f"{count(len(self._attached), 'attachment')} not read ({named}): save and bring what is wanted."]
