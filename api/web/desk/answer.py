"""Answering from a letter: a sealed link leads to one step of one matter, for one person, without
signing in.

GET shows what is asked and changes nothing, whoever fetches it. POST takes the step through the one
door.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.forms.drafts import brought_back, save_form
from api.web.forms.step import show_form, take
from api.web.forms.step_page import Direct, Posted, StepPage, open_page
from api.web.frame.routing import go, pages
from api.web.frame.sent import Sent
from api.web.frame.templating import render
from api.web.nouns import family_of
from api.web.remiss.draft import save_shared
from models.atkomst import Begaran
from models.base import table_of
from models.lagen import Slag
from models.secret import secret_key
from models.vocabulary import Vag
from notifications.links import APPROVAL, PATH, Svarslank, path_of, unseal
from workflows.county.actors import load_actor
from workflows.engine.case import Case
from workflows.engine.door import load, require_offered
from workflows.engine.visibility import is_visible
from workflows.ground.errors import Hindered, NotFound, Refusal, RoleMissing
from workflows.handling.history import HandelseVy, handelser
from workflows.remiss.facts import RemissCase
from workflows.remiss.roles import answerable
from workflows.revision.facts import RevisionCase

router = pages()
_BEGARAN = table_of(Begaran).c
_BROKEN: Final = (
    "Den är inte hel, eller kommer inte härifrån. Kontrollera att hela länken från brevet kom med."
)
_EXPIRED: Final = "Den har gått ut. Logga in i Samflöde för att se vad som väntar på dig."
_LOST: Final = (
    "Det är inte ditt att svara här nu: uppdraget som länken byggde på har ändrats, eller så står"
    " platsen tom och brevet kom till dig i stället. Logga in i Samflöde för att se vad som väntar"
    " på dig."
)
_CHANGED: Final = (
    "Texten har ändrats sedan länken skickades. Behöver du svara igen kommer ett nytt brev med en"
    " länk till den nya texten."
)


class _Unusable(Refusal):
    """The link leads nowhere. What it was about is not said."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class _Done:
    """The step has been taken, by this link or otherwise, or is not wanted any more."""

    page: StepPage
    handelse: HandelseVy | None
    via_lank: bool
    kvitto: Sequence[tuple[str, str]] = ()


@router.get(f"{APPROVAL}{{token}}")
@router.get(f"{PATH}{{token}}")
@rule(Rule.OPPEN)
def show(request: Request, token: str) -> Response:
    """Show the step's form, or what has become of it."""
    return _follow(request, token, wanted=_show, done=_told)


@router.post(f"{APPROVAL}{{token}}")
@router.post(f"{PATH}{{token}}")
@rule(Rule.OPPEN)
def answer(request: Request, token: str) -> Response:
    """Take the step as the person whose link it is; a link that has been used says so."""
    return _follow(
        request, token, wanted=_take, done=lambda request, _: go(request, request.url.path)
    )


@router.post(f"{APPROVAL}{{token}}/utkast")
@router.post(f"{PATH}{{token}}/utkast")
@rule(Rule.OPPEN)
def save(request: Request, token: str) -> Response:
    """Keep what is being written in the form of a link, for the person whose link it is."""
    return _follow(request, token, wanted=_save, done=_told)


def _save(request: Request, page: StepPage) -> Response:
    nyckel = page.bas.rpartition("/")[2]
    if page.form.utkast:  # shared by all who answer for the recipient
        return save_shared(request, nyckel, page.form.utkast.rpartition("=")[2])
    return save_form(request, page.family, nyckel, page.step.name)


def _show(request: Request, page: StepPage) -> Response:
    with caller_of(request).installation.database.read() as session:
        more = brought_back(request, page, session)
    return show_form(request, page, **more)


def _take(request: Request, page: StepPage) -> Response:
    nyckel = page.bas.rpartition("/")[2]
    return take(request, Posted(page.family, nyckel, page.step.name, page))


def _follow(
    request: Request,
    token: str,
    *,
    wanted: Callable[[Request, StepPage], Response],
    done: Callable[[Request, _Done], Response],
) -> Response:
    """Answer with the step that the link asks for, with what has become of it, or that the link
    leads nowhere.
    """
    try:
        with caller_of(request).installation.database.read() as session:
            opened = _open(session, request, token)
    except _Unusable as refusal:
        rubrik = "Länken går inte att använda"
        return render(
            request, "frame/error.html", status=refusal.status, rubrik=rubrik, text=refusal.message
        )
    return done(request, opened) if isinstance(opened, _Done) else wanted(request, opened)


def _open(session: Session, request: Request, token: str) -> StepPage | _Done:
    """Return the step of a link, asked for as its person from here on. Raises _Unusable."""
    caller = caller_of(request)
    link = unseal(token, secret_key(caller.installation.settings))
    if link is None:
        raise _Unusable(404, _BROKEN)
    if link.giltig_till < caller.world.today.toordinal():
        raise _Unusable(410, _EXPIRED)
    actor = load_actor(session, link.person_id, caller.world.today)
    if actor is None or not is_visible(session, actor, link.sak_id, caller.world):
        raise _Unusable(410, _LOST)
    request.state.caller = replace(caller, known=replace(actor, vag=Vag.LANK), token="")
    try:
        return _step(session, request, link, f"{path_of(link.steg)}{token}")
    except (RoleMissing, NotFound) as refusal:
        raise _Unusable(410, _LOST) from refusal


def _step(session: Session, request: Request, link: Svarslank, adress: str) -> StepPage | _Done:
    caller = caller_of(request)
    case = load(session, link.sak_id, caller.actor, caller.world)
    family = family_of(case.sak.slag)
    nyckel = family.address(session, link.sak_id).rpartition("/")[2]
    valt = _about(case, link)
    answered = case.noun.answered_by
    again = answered is not None and answered.again
    if again:
        valt = {**request.query_params, **valt}
    page = open_page(session, request, family, (nyckel, link.steg), valt=valt)
    page = _on_its_own(page, Direct(adress, _once(request, link) if again else link.nyckel, again))
    kvitto = _receipt(session, page)
    if not again and (used := _used(session, link, family.slag)):
        return _Done(page, _event(session, page, used), via_lank=True, kvitto=kvitto)
    if kvitto and page.steg and page.steg.hinder:  # another of theirs has done it
        return _Done(page, None, via_lank=False, kvitto=kvitto)
    try:
        require_offered(page.step, page.case)
    except Hindered:
        # The latest answer to a remiss, or signature, may be another party's.
        done = None if family.slag is Slag.REMISS or kvitto else _event(session, page)
        return _Done(page, done, via_lank=False, kvitto=kvitto)
    return page


def _receipt(session: Session, page: StepPage) -> Sequence[tuple[str, str]]:
    answered = page.case.noun.answered_by
    if answered is None or answered.receipt is None or page.step.name != answered.step(page.case):
        return ()
    return tuple(answered.receipt(session, page.case))


def _once(request: Request, link: Svarslank) -> str:
    """Return the key of one answer among those that a link may give: that of the form it is sent
    from.
    """
    sent: Sent | None = getattr(request.state, "sent", None)
    return f"{link.nyckel}:{sent.nyckel}" if sent and sent.nyckel else link.nyckel


def _about(case: Case, link: Svarslank) -> dict[str, str]:
    """Return what part of the matter the link is about, as the form's choice; NotFound when it is
    no more theirs.
    """
    if not link.part:
        return {}
    if isinstance(case, RevisionCase):
        return _text(case, link)
    if not isinstance(case, RemissCase) or link.part not in answerable(case.actor, case):
        raise NotFound
    return {"mottagare": str(link.part)}


def _text(case: RevisionCase, link: Svarslank) -> dict[str, str]:
    """Return which text the link is about; one that has been changed is not approved by an old
    link. _Unusable.
    """
    if case.senaste is None or case.senaste.nr != link.part:
        raise _Unusable(410, _CHANGED)
    return {"version": str(link.part)}


def _on_its_own(page: StepPage, direct: Direct) -> StepPage:
    """Return the page with its form posting to the link, also the buttons inside the form."""
    falt = [{**one, "adress": direct.adress} if "adress" in one else one for one in page.form.falt]
    return replace(page, form=replace(page.form, falt=falt), direkt=direct)


def _used(session: Session, link: Svarslank, slag: Slag) -> datetime | None:
    """Return when the link was used; None while it is not."""
    query = select(_BEGARAN.tid).where(
        _BEGARAN.person_id == link.person_id,
        _BEGARAN.nyckel == link.nyckel,
        _BEGARAN.rutt == f"{slag.value}/{link.sak_id}/{link.steg}",
    )
    return session.execute(query).scalar_one_or_none()


def _event(session: Session, page: StepPage, nar: datetime | None = None) -> HandelseVy | None:
    """Return the latest time the step was taken, or the one at an instant."""
    history = handelser(session, page.case.sak.id, page.case.noun)
    return next(
        (one for one in history if one.steg == page.step.name and (nar is None or one.nar == nar)),
        None,
    )


def _told(request: Request, done: _Done) -> Response:
    if done.via_lank:
        rubrik, text = "Tack, det är klart", "Länken är använd och kan inte användas igen."
    elif done.handelse or done.kvitto:
        rubrik, text = "Det är redan gjort", "Du behöver inte göra något mer här."
    else:
        rubrik, text = "Det behövs inte längre", "Saken har gått vidare sedan brevet skickades."
    wrote = [(one.rubrik, one.text) for one in (done.handelse.sagt if done.handelse else ())]
    said = [{"rubrik": name, "varde": value} for name, value in done.kvitto or wrote]
    return render(
        request,
        "desk/svarat.html",
        titel=rubrik,
        rubrik=rubrik,
        text=text,
        handelse=done.handelse,
        sagt=said,
        sak=done.page.sak,
        bas=done.page.bas,
        utanfor=not done.page.case.actor.mandat,
    )
