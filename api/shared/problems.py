"""Every no as RFC 9457 says it: the one place where a refusal becomes a status and a title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Any, Final

from pydantic_core import ErrorDetails

from api.shared.access import Foreign
from models.faults import DatabaseFault
from workflows.ground.complaints import explain
from workflows.ground.errors import (
    WHOLE,
    Hindered,
    KeyReused,
    Malformed,
    NotFound,
    NotSignedIn,
    Refusal,
    RoleMissing,
    Skett,
    Stale,
    Unavailable,
    Unread,
)

MEDIA_TYPE: Final = "application/problem+json"
RETRY_AFTER: Final = "5"  # seconds
_KINDS: Final[Mapping[type[Exception], tuple[HTTPStatus, str, str]]] = {
    NotSignedIn: (HTTPStatus.UNAUTHORIZED, "inte-inloggad", "Du behöver logga in"),
    Foreign: (HTTPStatus.FORBIDDEN, "annan-webbplats", "Begäran kom från en annan webbplats"),
    RoleMissing: (HTTPStatus.FORBIDDEN, "fel-roll", "Steget är någon annans"),
    NotFound: (HTTPStatus.NOT_FOUND, "finns-inte", "Finns inte"),
    KeyReused: (HTTPStatus.CONFLICT, "nyckeln-anvand", "Nyckeln är redan använd"),
    Stale: (HTTPStatus.CONFLICT, "andrat-under-tiden", "Någon annan hann före"),
    Unread: (HTTPStatus.PRECONDITION_REQUIRED, "version-saknas", "Säg vilken version du läste"),
    Hindered: (HTTPStatus.CONFLICT, "hinder", "Det går inte nu"),
    Malformed: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "oklart-innehall",
        "Innehållet går inte att förstå",
    ),
    Unavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "nere", "Samflöde svarar inte just nu"),
    DatabaseFault: (HTTPStatus.SERVICE_UNAVAILABLE, "nere", "Samflöde svarar inte just nu"),
}
_HTTP: Final[Mapping[int, tuple[str, str]]] = {
    400: ("Begäran går inte att läsa", "Kontrollera hur begäran är skriven."),
    404: ("Finns inte", "Det du söker finns inte, eller så får du inte se det."),
    405: ("Går inte så", "Adressen finns, men inte med den metoden."),
    413: ("För stort", "Innehållet är större än vad som tas emot."),
}
_BROKEN: Final = (
    "Något gick fel",
    "Felet ligger hos oss och har antecknats. Försök igen om en stund.",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal on its way out.

    ``hinder`` names every obstacle, ``falt`` what is wrong with each field. To who was too late,
    or did not say what was read, ``version`` is the matter's now; ``andrat`` what happened
    meanwhile, newest first.
    """

    type: str
    title: str
    status: int
    detail: str
    hinder: Sequence[str] = ()
    falt: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None
    andrat: Sequence[Skett] = ()

    def content(self) -> dict[str, Any]:
        """Return what is sent; what does not concern the problem is left out."""
        said = {
            "type": self.type,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        since = [{**asdict(one), "nar": one.nar.isoformat()} for one in self.andrat]
        more = {
            "hinder": list(self.hinder),
            "falt": dict(self.falt),
            "version": self.version,
            "andrat": since,
        }
        return {**said, **{name: value for name, value in more.items() if value}}

    def headers(self) -> dict[str, str]:
        """Return the headers that belong to the status."""
        if self.status == HTTPStatus.UNAUTHORIZED:
            return {"WWW-Authenticate": "Bearer"}
        return {"Retry-After": RETRY_AFTER} if self.status == HTTPStatus.SERVICE_UNAVAILABLE else {}


def problem_of(refusal: Refusal | DatabaseFault) -> Problem:
    """Return a refusal or a fault as a problem."""
    kind = next((kind for kind in type(refusal).__mro__ if kind in _KINDS), None)
    if kind is None:
        return broken()
    status, slug, title = _KINDS[kind]
    return Problem(
        type=f"urn:samflode:{slug}",
        title=title,
        status=status,
        detail=str(refusal),
        hinder=refusal.hinder if isinstance(refusal, Hindered) else (),
        falt=refusal.fields if isinstance(refusal, Malformed) else {},
        version=refusal.actual if isinstance(refusal, Stale | Unread) else None,
        andrat=refusal.andrat if isinstance(refusal, Stale) else (),
    )


def problem_of_status(status: int) -> Problem:
    """Return what the web framework itself refuses: an address that leads nowhere, a method, a
    size.
    """
    title, detail = _HTTP.get(status, _BROKEN)
    return Problem("about:blank", title, status, detail)


def broken() -> Problem:
    """Return what is said when the program itself breaks, without a word about how."""
    return Problem("about:blank", _BROKEN[0], HTTPStatus.INTERNAL_SERVER_ERROR, _BROKEN[1])


def refusal_of(errors: Sequence[ErrorDetails]) -> Refusal:
    """Return what pydantic said about an address as a refusal: a path that cannot be is a thing
    that is not there.
    """
    if any(error["loc"][:1] == ("path",) for error in errors):
        return NotFound()
    return Malformed(dict(reversed(list(_complaints(errors)))))


def _complaints(errors: Sequence[ErrorDetails]) -> Iterator[tuple[str, str]]:
    for error in errors:
        yield ".".join(str(part) for part in error["loc"][1:]) or WHOLE, explain(error)
