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
from api.web.forms import asked as to_ask
from api.web.forms import documents as dokument
from api.web.forms.drafts import KEPT_DRAFT, brought_back, kept_here, save_of
from api.web.forms.forms import Form, errors_of, payload_of, values_of
from api.web.forms.step_page import Family, Posted, StepPage, open_page
from api.web.frame.routing import go, pages, sent_of
from api.web.frame.sent import Sent, local
from api.web.frame.templating import render
from workflows.desk.drafts import taken
from workflows.desk.files import store_file
from workflows.engine.case import Case
from workflows.engine.door import Ask, require_offered, take_step
from workflows.engine.lifecycle import AnyStep
from workflows.ground.errors import Hindered, KeyReused, Malformed, RoleMissing, Stale, Unread
from workflows.ground.payload import describe
from workflows.handling.history import changes_since, receipt

ASKED = "_fragad"  # the hidden field of a form that has said whom the step reaches
KEPT = "-sparad"  # ends the name of the hidden field that holds a file taken in already
_DIGITS = 10  # of a file's id


def _show_step(family: Family) -> Callable[[Request, str, str], Response]:
    @rule(Rule.INLOGGAD)
    def show(request: Request, nyckel: str, namn: str) -> Response:
        caller = caller_of(request)
        with caller.installation.database.read() as session:
            page = open_page(session, request, family, (nyckel, namn))
            require_offered(page.step, page.case)
            more = brought_back(request, page, session)
        return show_form(request, page, **more)

    return show


def _take_step(family: Family) -> Callable[[Request, str, str], Response]:
    @rule(Rule.INLOGGAD)
    def take_one(request: Request, nyckel: str, namn: str) -> Response:
        return take(request, Posted(family, nyckel, namn))

    return take_one


def take(request: Request, posted: Posted) -> Response:
    """Take the step the form was sent for, or show the form with one row more. A step that asks
    first is taken from the page that asks alone, wherever the button was.
    """
    sent = sent_of(request)
    if posted.step.asks and not sent.get(ASKED):
        return show_form(request, posted.opened(request))
    if sent.get("_rad"):
        page = _with_names(request, posted.opened(request), sent)
        return show_form(
            request, page, varden=values_of(page.form.falt, sent), version=sent.version
        )
    return _attempt(request, posted)


def _with_names(request: Request, page: StepPage, sent: Sent) -> StepPage:
    """Return the page with who gets the question, where its form was sent to show that."""
    if sent.get("_rad") != to_ask.WISH:
        return page
    with caller_of(request).installation.database.read() as session:
        form = to_ask.with_names(session, page.form, page.case, page.step.takes, sent)
    return replace(page, form=form)


def _attempt(request: Request, posted: Posted) -> Response:
    """Take the step; when it is refused for something that can be mended, show the form as it was
    filled in.
    """
    sent, step, direkt = sent_of(request), posted.step, posted.direkt
    kept = _kept(step, sent)
    try:
        kept.update(_keep_files(request, posted))
        where, said = _take(request, posted, kept)
    except (Hindered, Malformed) as refusal:
        page = posted.opened(request)
        fel = errors_of(step.takes, page.form.falt, sent, refusal)
        return _again(request, page, kept, 422 if isinstance(refusal, Malformed) else 409, fel=fel)
    except (Stale, Unread) as refusal:
        read = refusal.expected if isinstance(refusal, Stale) else sent.version
        return _others_first(request, posted, kept, read)
    except KeyReused:
        if direkt:
            return go(request, direkt.adress)  # which says what the link was used for
        return _others_first(request, posted, kept, sent.version)
    # A link that is used once leads to a page that says so; one that may be used again does not.
    return go(request, where) if direkt and not direkt.again else go(request, where, said)


def _kept(step: AnyStep[Any], sent: Sent) -> dict[str, int]:
    """Return the files of the form that were taken in when it was sent before."""
    named = {
        one["namn"]: sent.get(one["namn"] + KEPT)
        for one in describe(step.takes)
        if one["slag"] == "fil"
    }
    return {
        name: int(text) for name, text in named.items() if text.isdecimal() and len(text) <= _DIGITS
    }


def _keep_files(request: Request, posted: Posted) -> Mapping[str, int]:
    """Store the files of the form in a transaction of their own, so that a refused step does not
    lose them.
    """
    caller, files = caller_of(request), sent_of(request).files
    if not files:
        return {}
    page = posted.opened(request)
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


def _take(request: Request, posted: Posted, kept: Mapping[str, int]) -> tuple[str, str]:
    """Take the step in one transaction; return where to go afterwards, and what is said there."""
    caller, sent, direkt = caller_of(request), sent_of(request), posted.direkt
    with caller.installation.database.session() as session:
        sak_id = posted.family.find(session, caller, posted.nyckel)

        def known(case: Case) -> Ask:
            return _asked(posted, posted.form(request, session, case), sent, kept)

        texts = {name: sent.get(name) for name in sent.texts}
        ask = Ask(posted.namn, texts, slag=posted.family.slag, known=known)
        anew = take_step(session, sak_id, ask, caller.actor, caller.world)
        if sent.get(KEPT_DRAFT):
            taken(session, caller.actor, sak_id, posted.namn)
        said = receipt(session, sak_id, posted.step) if anew else "Det var sparat redan."
        if direkt:
            return direkt.adress, said
        where = sent.tillbaka or posted.family.where_now(session, caller, sak_id)
        return where, said


def _asked(posted: Posted, form: Form, sent: Sent, kept: Mapping[str, int]) -> Ask:
    """Return what a form asks, as it reads what was sent."""
    read = dokument.changes if posted.step.takes.clears else payload_of
    files = {one["namn"]: kept[one["namn"]] for one in form.falt if one["namn"] in kept}
    payload = form.finish({**read(form.falt, sent), **files})
    nyckel = posted.direkt.nyckel if posted.direkt else sent.nyckel
    version = sent.version if form.laser else None
    return Ask(posted.namn, payload, version, nyckel, informed=not form.laser)


def _others_first(
    request: Request, posted: Posted, kept: Mapping[str, int], read: int | None
) -> Response:
    """Show what has happened since version ``read`` beside what was typed; sending again is then
    one's own choice.
    """
    caller, sent = caller_of(request), sent_of(request)
    with caller.installation.database.read() as session:
        now = open_page(session, request, posted.family, (posted.nyckel, posted.namn))
        now, sak = replace(now, direkt=posted.direkt), now.case.sak
        read = read or sak.version
        others = changes_since(session, sak.id, now.case.noun, read)
        met = now.form.meet(sent, read) if now.form.meet else {}
    more: dict[str, Any] = {"andra": others, "version": sak.version, **met}
    if now.step.takes.clears:
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
    context = {**_from_the_beginning(page, sent), **more}
    return render(
        request,
        "desk/svara.html" if page.direkt else "forms/steg.html",
        status=status,
        adress=page.adress,
        vem=page.case.actor.namn,
        utanfor=not page.case.actor.mandat,
        titel=page.step.heading(page.case),
        heter=page.step.heading(page.case),
        knapp=page.step.button(page.case),
        steg=page.step,
        bas=page.bas,
        form=page.form,
        hinder=page.steg.hinder if page.steg and not context["fel"] else (),
        sak=page.sak,
        tillbaka=sent.tillbaka if sent else local(request.query_params.get("tillbaka", "")),
        **context,
    )


def _from_the_beginning(page: StepPage, sent: Sent | None) -> dict[str, Any]:
    """Return what stands in a form that nobody has met anything in."""
    marken = {} if not page.step.takes.clears else dokument.marks(page.form.falt, page.form.varden)
    return {
        "varden": page.form.varden,
        "fel": {},
        "version": page.case.sak.version,
        "skillnader": (),
        "andra": (),
        "mina_ord": (),
        "sammanfogat": False,
        "utkasten": (),
        "tillbakatagen": None,
        "sparas": kept_here(page.form),
        "marken": dokument.marks_sent(sent) if sent else marken,
    }


def router_of(families: Iterable[Family]) -> APIRouter:
    """Return the pages of every step of some kinds of matters."""
    router = pages()
    for family in families:
        path = f"{family.path}/{{nyckel}}/steg/{{namn}}"
        router.add_api_route(path, _show_step(family), methods=["GET"])
        router.add_api_route(path, _take_step(family), methods=["POST"])
        router.add_api_route(f"{path}/utkast", save_of(family), methods=["POST"])
    return router
