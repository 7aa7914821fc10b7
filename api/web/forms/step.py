"""One page for every step of every kind: GET shows the form, POST takes the step through the one
door.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.forms import documents as dokument
from api.web.forms.forms import errors_of, payload_of, values_of
from api.web.forms.step_page import Family, StepPage, open_page, where_now
from api.web.frame.routing import go, pages, sent_of
from api.web.frame.sent import Sent, local
from api.web.frame.templating import render
from workflows.desk.files import store_file
from workflows.engine.door import Ask, require_offered, take_step
from workflows.ground.errors import Hindered, KeyReused, Malformed, RoleMissing, Stale
from workflows.handling.history import changes_since

KEPT = "-sparad"  # ends the name of the hidden field that holds a file taken in already
_DIGITS = 10  # of a file's id


def _show_step(family: Family) -> Callable[[Request, str, str], Response]:
    @rule(Rule.INLOGGAD)
    def show(request: Request, nyckel: str, namn: str) -> Response:
        caller = caller_of(request)
        with caller.installation.database.read() as session:
            page = open_page(session, request, family, (nyckel, namn))
            require_offered(page.step, page.case)
        return show_form(request, page)

    return show


def _take_step(family: Family) -> Callable[[Request, str, str], Response]:
    @rule(Rule.INLOGGAD)
    def take_one(request: Request, nyckel: str, namn: str) -> Response:
        with caller_of(request).installation.database.read() as session:
            page = open_page(session, request, family, (nyckel, namn))
        return take(request, page)

    return take_one


def take(request: Request, page: StepPage) -> Response:
    """Take the step the form was sent for, or show the form with one row more."""
    sent = sent_of(request)
    if sent.get("_rad"):
        return show_form(
            request, page, varden=values_of(page.form.falt, sent), version=sent.version
        )
    return _attempt(request, page)


def _attempt(request: Request, page: StepPage) -> Response:
    """Take the step; when it is refused for something that can be mended, show the form as it was
    filled in.
    """
    sent = sent_of(request)
    named = {one["namn"]: sent.get(one["namn"] + KEPT) for one in page.form.falt}
    kept = {
        name: int(text) for name, text in named.items() if text.isdecimal() and len(text) <= _DIGITS
    }
    try:
        kept.update(_keep_files(request, page))
        where = _take(request, page, kept)
    except (Hindered, Malformed) as refusal:
        fel = errors_of(page.step.takes, page.form.falt, sent, refusal)
        return _again(request, page, kept, 422 if isinstance(refusal, Malformed) else 409, fel=fel)
    except Stale as refusal:
        return _others_first(request, page, kept, refusal.expected)
    except KeyReused:
        if page.direkt:
            return go(request, page.adress)  # which says what the link was used for
        return _others_first(request, page, kept, sent.version or page.case.sak.version)
    return (
        go(request, page.adress)
        if page.direkt
        else go(request, sent.tillbaka or where, page.step.events)
    )


def _keep_files(request: Request, page: StepPage) -> Mapping[str, int]:
    """Store the files of the form in a transaction of their own, so that a refused step does not
    lose them.
    """
    caller, files = caller_of(request), sent_of(request).files
    wanted = {
        one["namn"]: files[one["namn"]]
        for one in page.form.falt
        if one["slag"] == "fil" and one["namn"] in files
    }
    if not wanted:
        return {}
    if page.steg is None:
        raise RoleMissing(page.step.rubrik, [role.ord for role in page.step.by])
    with caller.installation.database.session() as session:
        return {
            name: store_file(
                session, one.namn, one.innehall, actor=caller.actor, world=caller.world
            )
            for name, one in wanted.items()
        }


def _take(request: Request, page: StepPage, kept: Mapping[str, int]) -> str:
    """Take the step in one transaction; return where to go afterwards."""
    caller, sent = caller_of(request), sent_of(request)
    read = dokument.changes if page.step.takes.clears else payload_of
    payload = page.form.finish({**read(page.form.falt, sent), **kept})
    nyckel = page.direkt.nyckel if page.direkt else sent.nyckel
    ask = Ask(page.step.name, payload, sent.version if page.form.laser else None, nyckel)
    with caller.installation.database.session() as session:
        take_step(session, page.case.sak.id, ask, caller.actor, caller.world)
        return where_now(session, caller, page)


def _others_first(request: Request, page: StepPage, kept: Mapping[str, int], read: int) -> Response:
    """Show what has happened since version ``read`` beside what was typed; sending again is then
    one's own choice.
    """
    caller, sent = caller_of(request), sent_of(request)
    with caller.installation.database.read() as session:
        now = open_page(
            session, request, page.family, (page.bas.rpartition("/")[2], page.step.name)
        )
        now = replace(now, direkt=page.direkt)
        others = changes_since(session, page.case.sak.id, page.case.noun, read)
        met = now.form.meet(sent, read) if now.form.meet else {}
    more: dict[str, Any] = {"andra": others, "version": now.case.sak.version, **met}
    if page.step.takes.clears:
        more["varden"] = dokument.merged(now.form.falt, sent, now.form.varden)
        more["skillnader"] = dokument.conflicts(now.form.falt, sent, now.form.varden)
        more["marken"] = dokument.marks(now.form.falt, now.form.varden)
    return _again(request, now, kept, 409, **more)


def _again(
    request: Request, page: StepPage, kept: Mapping[str, int], status: int, **more: Any
) -> Response:
    sent = sent_of(request)
    beside = page.form.beside(sent) if page.form.beside else {}
    files = {name: {"id": fil_id} for name, fil_id in kept.items()}
    varden = {**values_of(page.form.falt, sent), **files, **beside.pop("nya", {})}
    more = {**beside, **more}
    return show_form(
        request, page, **{"status": status, "varden": varden, "version": sent.version, **more}
    )


def show_form(request: Request, page: StepPage, *, status: int = 200, **more: Any) -> Response:
    """Show the form of a step, as it stands from the beginning unless ``more`` says otherwise."""
    sent: Sent | None = getattr(request.state, "sent", None)
    marken = {} if not page.step.takes.clears else dokument.marks(page.form.falt, page.form.varden)
    context = {
        "varden": page.form.varden,
        "fel": {},
        "version": page.case.sak.version,
        "skillnader": (),
        "andra": (),
        "mina_ord": (),
        "sammanfogat": False,
        "marken": dokument.marks_sent(sent) if sent else marken,
        **more,
    }
    return render(
        request,
        "desk/svara.html" if page.direkt else "forms/steg.html",
        status=status,
        adress=page.adress,
        vem=page.case.actor.namn,
        titel=page.step.rubrik,
        steg=page.step,
        bas=page.bas,
        form=page.form,
        hinder=page.steg.hinder if page.steg and not context["fel"] else (),
        sak=page.sak,
        tillbaka=sent.tillbaka if sent else local(request.query_params.get("tillbaka", "")),
        **context,
    )


def router_of(families: Iterable[Family]) -> APIRouter:
    """Return the pages of every step of some kinds of matters."""
    router = pages()
    for family in families:
        path = f"{family.path}/{{nyckel}}/steg/{{namn}}"
        router.add_api_route(path, _show_step(family), methods=["GET"])
        router.add_api_route(path, _take_step(family), methods=["POST"])
    return router
