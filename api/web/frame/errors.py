"""Every way a page says no, as a page: what happened, why, and what to do. Nothing of the program's
inside is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.shared.access import SAFE_METHODS, Foreign
from api.web.frame.sent import Sent
from api.web.frame.templating import render
from models.faults import DatabaseFault, NotReady
from workflows.ground.errors import (
    Hindered,
    KeyReused,
    Malformed,
    NotFound,
    NotSignedIn,
    Refusal,
    RoleMissing,
    Stale,
    Unavailable,
    Unread,
)

RETRY_AFTER: Final = 5  # seconds
STARTS_IN: Final = 2
_SHORT = 200  # characters that need not be shown again in full


class StaleForm(Refusal):
    """The form was made for another sign-in. Nothing was done, and what was typed is kept."""

    def __init__(self) -> None:
        super().__init__(
            "Du har loggat in på nytt, eller bytt roll, sedan du öppnade formuläret. Inget har"
            " ändrats."
        )


# refusal: status, heading, what to do
_SAID: Final[Mapping[type[Exception], tuple[int, str, str]]] = {
    Foreign: (403, "Begäran kom inte härifrån", "Gå till sidan i Samflöde och försök igen."),
    NotFound: (
        404,
        "Sidan finns inte",
        "Kontrollera adressen, eller sök bland ärenden och beslut.",
    ),
    RoleMissing: (
        403,
        "Det här behöver någon annan göra",
        "Hör av dig till ⟨sekreterare⟩ om du tror att det är fel.",
    ),
    KeyReused: (
        409,
        "Formuläret har redan skickats",
        "Det första du skickade gäller. Gå tillbaka och läs in sidan igen.",
    ),
    Unread: (409, "Något är redan skrivet här", "Läs igenom det och försök igen."),
    Stale: (409, "Någon annan hann före", "Läs igenom det nya och försök igen."),
    Hindered: (409, "Det går inte just nu", ""),
    Malformed: (
        422,
        "Något i det du skickade gick inte att förstå",
        "Gå tillbaka, rätta och försök igen.",
    ),
}
_HTTP: Final[Mapping[int, tuple[str, str]]] = {
    400: ("Begäran gick inte att läsa", "Gå tillbaka och försök igen."),
    404: ("Sidan finns inte", "Kontrollera adressen, eller sök bland ärenden och beslut."),
    405: ("Sidan kan inte användas så", "Gå till översikten och börja om därifrån."),
    413: (
        "Det du skickade är för stort",
        "En fil får vara högst 10 MB. Korta texten eller välj en mindre fil.",
    ),
}
_UNKNOWN = ("Något gick fel", "Inget har ändrats. Försök igen om en stund.")


def page_for(request: Request, refusal: Exception) -> Response:
    """Return the page of a refusal or a fault; also for addresses that lead nowhere."""
    sent: Sent | None = getattr(request.state, "sent", None)
    if isinstance(refusal, NotSignedIn):
        if request.method in SAFE_METHODS:
            return RedirectResponse(
                f"/logga-in?vidare={quote(_place(request), safe='/')}", status_code=303
            )
        return again(request, sent, 401, ("Du behöver logga in igen", _SIGN_IN_AGAIN))
    if isinstance(refusal, StaleForm):
        return again(
            request, sent, 403, ("Formuläret behöver skickas en gång till", refusal.message)
        )
    if isinstance(refusal, DatabaseFault | Unavailable):
        return _unwell(request, sent, refusal)
    if isinstance(refusal, HTTPException):
        rubrik, rad = _HTTP.get(refusal.status_code, _UNKNOWN)
        # What was too large was sent from a form, which whoever came by a letter's link may see.
        way = [{"rubrik": "Tillbaka till formuläret", "href": _place(request)}]
        if refusal.status_code != HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            way = [{"rubrik": "Till översikten", "href": "/"}]
        return render(
            request,
            "frame/error.html",
            status=refusal.status_code,
            rubrik=rubrik,
            rad=rad,
            lankar=way,
        )
    return _refused(request, refusal)


def _unwell(request: Request, sent: Sent | None, fault: Exception) -> Response:
    """Return the page that says to come back; while the program starts it comes back by itself."""
    if isinstance(fault, NotReady) and request.method in SAFE_METHODS:
        response: Response = render(
            request, "frame/startar.html", status=503, titel="Samflöde startar", om=STARTS_IN
        )
        response.headers["Retry-After"] = str(STARTS_IN)
        return response
    response = again(request, sent, 503, ("Samflöde svarar inte just nu", str(fault)))
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def fault_page(request: Request) -> Response:
    """Return the page for what should not happen."""
    rubrik, rad = _UNKNOWN
    return render(request, "frame/error.html", status=500, rubrik=rubrik, rad=rad)


def again(request: Request, sent: Sent | None, status: int, said: tuple[str, str]) -> Response:
    """Return a page that keeps everything that was typed and sends it again; without a form only
    the words.
    """
    rubrik, text = said
    fields = sent.fields() if sent else []
    long = [text for name, text in fields if not name.startswith("_") and len(text) > _SHORT]
    return render(
        request,
        "frame/again.html",
        status=status,
        rubrik=rubrik,
        text=text,
        falt=fields,
        skrivet=long,
        adress=_place(request),
        logga_in=status == HTTPStatus.UNAUTHORIZED,
        skickat=sent is not None,
        filer=bool(sent and sent.files),
        nyckel=sent.nyckel if sent else None,
        version=sent.version if sent else None,
    )


def _refused(request: Request, refusal: Exception) -> Response:
    kind = next((kind for kind in type(refusal).__mro__ if kind in _SAID), None)
    if kind is None:
        return fault_page(request)
    status, rubrik, rad = _SAID[kind]
    return render(
        request,
        "frame/error.html",
        status=status,
        rubrik=rubrik,
        rad=rad,
        text="" if isinstance(refusal, Hindered | Malformed) else str(refusal),
        hinder=_obstacles(refusal),
        lankar=_ways_on(request),
    )


def _ways_on(request: Request) -> list[dict[str, str]]:
    """Return where to go: to the matter, when a step of it was asked for, else to the start
    page.
    """
    matter, step, _ = request.url.path.partition("/steg/")
    start = {"rubrik": "Till översikten", "href": "/"}
    return [{"rubrik": "Tillbaka", "href": matter}, start] if step else [start]


def _obstacles(refusal: Exception) -> Sequence[str]:
    if isinstance(refusal, Hindered):
        return refusal.hinder
    return tuple(refusal.fields.values()) if isinstance(refusal, Malformed) else ()


def _place(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


_SIGN_IN_AGAIN = (
    "Du har loggats ut sedan du öppnade sidan. Inget har ändrats och det du skrev finns kvar här. "
    "Logga in i en ny flik, kom tillbaka hit och skicka igen."
)
