"""A real SMTP server that remembers what it took, and says no when it is told to."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from notifications.channels import Smtp

Mailer = Callable[..., Smtp]
PASSWORD = "korrekt hast"


@dataclass
class Inbox:
    """What a server has taken; ``answers`` are what it says to a recipient, or after the text,
    instead of yes.

    ``taken`` is called when it has a letter and has not yet said so.
    """

    answers: dict[str, str] = field(default_factory=dict)
    after_data: str = ""
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    taken: Callable[[], object] = lambda: None

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd looks for
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if answer := self.answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        if self.after_data:
            return self.after_data
        content = cast("bytes", envelope.content)
        self.letters.append(message_from_bytes(content, policy=policy.default))
        self.recipients.append(list(envelope.rcpt_tos))
        self.taken()
        return "250 OK"

    @property
    def ids(self) -> list[str]:
        """The Message-ID of each letter, as it came."""
        return [str(letter["Message-ID"]) for letter in self.letters]


def login(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
) -> AuthResult:
    """Let in whoever knows the password."""
    known = isinstance(data, LoginPassword) and data.password.decode() == PASSWORD
    return AuthResult(success=known, handled=known)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
