"""A form that stands on a page of its own and makes or changes one thing outside the lifecycles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import caller_of
from api.web.forms.forms import Falt, errors_of, payload_of, values_of
from api.web.frame.routing import go, sent_of
from api.web.frame.templating import render
from workflows.ground.errors import Hindered, Malformed
from workflows.ground.payload import Payload, parse

P = TypeVar("P", bound=Payload)


@dataclass(frozen=True, slots=True)
class Plain:
    """The page of a form: what it is called, what its button says, where it leads without
    sending.
    """

    takes: type[Payload]
    falt: list[Falt]
    rubrik: str
    knapp: str
    avbryt: str
    mening: str = ""
    kicker: str = ""
    kicker_lank: str = ""
    varden: Mapping[str, Any] = field(default_factory=dict)


def show(
    request: Request,
    form: Plain,
    *,
    varden: Mapping[str, Any] | None = None,
    fel: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """Show the form, as it stands from the beginning or as it was filled in."""
    return render(
        request,
        "forms/formular.html",
        status=status,
        titel=form.rubrik,
        form=form,
        adress=request.url.path,
        varden=form.varden if varden is None else varden,
        fel=fel or {},
    )


def send(request: Request, form: Plain, act: Callable[[Session, Any], tuple[str, str]]) -> Response:
    """Do what the form asks in one transaction, or show it again with everything that was typed and
    what is wrong.

    ``act`` gets the validated payload and returns where to go and what to say there.
    """
    sent = sent_of(request)
    try:
        said = parse(form.takes, payload_of(form.falt, sent))
        with caller_of(request).installation.database.session() as session:
            href, text = act(session, said)
    except (Hindered, Malformed) as refusal:
        fel = _named(form, errors_of(form.takes, form.falt, sent, refusal))
        status = 422 if isinstance(refusal, Malformed) else 409
        return show(request, form, varden=values_of(form.falt, sent), fel=fel, status=status)
    return go(request, href, text)


def _named(form: Plain, fel: Mapping[str, str]) -> dict[str, str]:
    """Return the errors so that the list of them can be read alone: "Saknas." says of what."""
    headings = {one["namn"]: one["rubrik"] for one in form.falt}
    bare = {
        name
        for name, text in fel.items()
        if name in headings and text.startswith(("Saknas", "Ska "))
    }
    return {
        name: f"{headings[name]} {text[:1].lower()}{text[1:]}" if name in bare else text
        for name, text in fel.items()
    }
