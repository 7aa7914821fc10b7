"""The ways a letter leaves the outbox: a real e-mail server, or the demo's own mailbox.

NotSent
├── Refused          the server said no to this letter for good
└── Later            trying again may help
    └── Unreachable  it is the server itself: no letter can be sent just now
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Protocol

from models.secret import secret_key
from models.settings import Settings
from notifications.headers import WIRE, require_writable
from notifications.invitations import Invitation
from workflows.county.slots import Holder

_TIMEOUT = 10  # seconds for each answer of the server
_TLS_FROM_THE_START = 465
_PERMANENT = 500  # SMTP replies from here on are final
_LONGEST_REPLY = 200
_NAME = "Samflöde"


class NotSent(Exception):
    """The letter was not accepted. The message says why, in Swedish."""


class Refused(NotSent):
    """The server said no to this letter for good."""


class Later(NotSent):
    """Trying again may help."""


class Unreachable(Later):
    """It is the server itself: no letter can be sent just now."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one person. ``message_id`` is the same at every attempt; ``svar_till`` who
    reads what is written back.
    """

    namn: str
    epost: str
    message_id: str
    amne: str
    text: str
    html: str
    tid: datetime
    inbjudan: Invitation | None = None
    svar_till: Holder | None = None


class Channel(Protocol):
    """Takes letters. ``address`` is what links begin with, ``sender`` whose name they are sent in;
    ``at_once`` how many letters share one transaction.

    ``nyckel`` seals the links that answer without signing in: without it letters have none.
    ``lankar_kvar`` tells that people read their letters in the outbox itself; elsewhere such a link
    is kept from everyone but its reader.
    """

    address: str
    sender: str
    at_once: int
    nyckel: bytes | None
    lankar_kvar: bool

    def send(self, letter: Letter) -> None:
        """Return when the letter has been accepted; raise NotSent otherwise."""

    def close(self) -> None:
        """Let go of what is held open; sending again opens it anew."""


class Mailbox:
    """The demo's mailbox: the outbox itself is what people read, so there is nothing more to do.

    Links are paths, since the mailbox is a page of the same site.
    """

    address = ""
    sender = "samflode@localhost"
    at_once = 100
    lankar_kvar = True

    def __init__(self, nyckel: bytes | None = None) -> None:
        self.nyckel = nyckel

    def send(self, letter: Letter) -> None:
        """Accept every letter."""

    def close(self) -> None:
        """Nothing is held open."""


class Smtp:
    """An e-mail server, by the settings. One connection serves a whole round of letters."""

    at_once = 1  # what the server has accepted is marked before the next one is sent
    lankar_kvar = False

    def __init__(self, settings: Settings) -> None:
        self.address = settings.address
        self.sender = settings.smtp_from or ""
        self.nyckel: bytes | None = secret_key(settings)
        self._settings = settings
        self._server: smtplib.SMTP | None = None

    def send(self, letter: Letter) -> None:
        """Hand the letter to the server. Raises Refused, Later or Unreachable."""
        sender = self._sender()
        try:
            message = compose(letter, sender)
        except NotSent:
            raise
        except Exception as failure:
            raise Refused("Brevet gick inte att sätta ihop.") from failure
        with self._translated():
            if self._server is None:
                self._server = _connect(self._settings)
            self._server.send_message(message, sender.addr_spec, [letter.epost])

    def _sender(self) -> Address:
        """Return who letters come from. A bad setting keeps them waiting: it is no fault of
        theirs.
        """
        try:
            return Address(display_name=_NAME, addr_spec=self._settings.smtp_from or "")
        except Exception as failure:  # as in ``_address``
            raise Unreachable("SAMFLODE_SMTP_FROM är ingen e-postadress.") from failure

    def close(self) -> None:
        """Say goodbye to the server, if it still listens."""
        server, self._server = self._server, None
        if server is not None:
            try:
                server.quit()
            except (OSError, smtplib.SMTPException):
                server.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Say in our own words what the server or the network says; after trouble the next letter
        connects anew.
        """
        try:
            yield
        except smtplib.SMTPNotSupportedError as failure:
            raise Refused("E-postservern kan inte ta emot tecknen i adressen.") from failure
        except smtplib.SMTPRecipientsRefused as failure:
            code, reply = next(iter(failure.recipients.values()))
            raise _answered(code, reply) from failure
        except smtplib.SMTPDataError as failure:
            raise _answered(failure.smtp_code, failure.smtp_error) from failure
        except smtplib.SMTPResponseException as failure:
            self.close()
            words = _words(failure.smtp_code, failure.smtp_error)
            raise Unreachable(f"E-postservern tar inte emot något just nu: {words}") from failure
        except (OSError, smtplib.SMTPException) as failure:
            self.close()
            raise Unreachable("E-postservern svarar inte.") from failure
        except Exception:
            self.close()  # who knows how far it came
            raise


def _answered(code: int, reply: bytes | str) -> NotSent:
    kind = Refused if code >= _PERMANENT else Later
    return kind(f"E-postservern svarade: {_words(code, reply)}")


def _words(code: int, reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return f"{code} {' '.join(text.split())}"[:_LONGEST_REPLY]


def _connect(settings: Settings) -> smtplib.SMTP:
    """Open a connection, encrypted before anything secret is said. Raises what smtplib raises."""
    host, port = settings.smtp_host or "", settings.smtp_port
    context = ssl.create_default_context()
    if port == _TLS_FROM_THE_START:
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=_TIMEOUT)
    try:
        _open(server, settings, context)
    except BaseException:
        server.close()
        raise
    return server


def _open(server: smtplib.SMTP, settings: Settings, context: ssl.SSLContext) -> None:
    """Encrypt and log in, as the settings say. What they ask for and cannot have is said in
    words.
    """
    server.ehlo_or_helo_if_needed()
    if settings.smtp_starttls and settings.smtp_port != _TLS_FROM_THE_START:
        if not server.has_extn("starttls"):
            raise Unreachable(
                "E-postservern erbjuder ingen kryptering, som SAMFLODE_SMTP_STARTTLS kräver."
            )
        server.starttls(context=context)
    if settings.smtp_user:
        password = settings.smtp_password.get_secret_value() if settings.smtp_password else ""
        try:
            server.login(settings.smtp_user, password)
        except smtplib.SMTPNotSupportedError as failure:
            raise Unreachable(
                "E-postservern tar inte emot inloggning. Ta bort SAMFLODE_SMTP_USER."
            ) from failure
        except UnicodeEncodeError as failure:
            raise Unreachable(
                "SAMFLODE_SMTP_USER och SAMFLODE_SMTP_PASSWORD kan inte ha å, ä eller ö."
            ) from failure


def compose(letter: Letter, sender: Address) -> EmailMessage:
    """Return the letter as e-mail. Refused for an address that is none.

    A line break in a name or a subject becomes a space: it can't start a new header. An invitation
    stands beside the text and the HTML, last, so that a program that knows it takes it first.
    """
    amne = " ".join(letter.amne.split())
    _require_whole(amne, letter.namn, letter.svar_till.namn if letter.svar_till else "")
    message = EmailMessage(policy=WIRE)
    message["From"] = sender
    message["To"] = _address(letter.namn, letter.epost)
    if letter.svar_till is not None:
        message["Reply-To"] = _address(letter.svar_till.namn, letter.svar_till.epost)
    message["Subject"] = amne
    message["Date"] = format_datetime(letter.tid)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["List-Id"] = f"<samflode.{sender.domain}>"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    if letter.inbjudan is not None:
        message.add_alternative(
            letter.inbjudan.innehall,
            maintype="text",
            subtype="calendar",
            params={"method": letter.inbjudan.metod, "charset": "utf-8"},
        )
    return message


def _require_whole(*texts: str) -> None:
    try:
        require_writable(texts)
    except UnicodeEncodeError as failure:
        raise Refused("Brevet gick inte att sätta ihop.") from failure


def _address(namn: str, epost: str) -> Address:
    try:
        return Address(display_name=" ".join(namn.split()), addr_spec=epost)
    except (
        Exception
    ) as failure:  # the parser lets out whatever it stumbles over: IndexError, AttributeError …
        raise Refused("Adressen går inte att skicka till.") from failure


def channel_for(settings: Settings) -> Channel | None:
    """Return how this installation sends; None when no server is set, and letters wait."""
    if settings.demo:
        return Mailbox(secret_key(settings))
    return Smtp(settings) if settings.smtp_host else None
