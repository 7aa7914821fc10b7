"""Forms that save themselves while they are written, and give back what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from fastapi import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.forms import documents as dokument
from api.web.forms.forms import Falt, Form, values_of
from api.web.forms.step_page import Family, StepPage
from api.web.frame.routing import sent_of
from api.web.frame.sent import Sent
from api.web.frame.templating import render
from workflows.desk.drafts import Utkast, drafts, keep, unsent

# Fields with words that it would hurt to lose.
_WORDS: Final = frozenset({"langtext", "rader", "synpunkter", "konsekvenser", "ataganden"})
KEPT_DRAFT: Final = "_kladd"  # the hidden field of a form of which something has been kept
_ON_PAGE: Final = (KEPT_DRAFT, "_csrf", "_nyckel", "_tillbaka", "_rad", "_fragad")
_BEGINS: Final = 120  # characters of a draft that tell which it is


def saves_itself(falt: Iterable[Falt]) -> bool:
    """Tell whether a form has words that it would hurt to lose."""
    return any(one["slag"] in _WORDS for one in falt)


def kept_here(form: Form) -> bool:
    """Tell whether the form is kept here: it has such words, and no draft of its own."""
    return saves_itself(form.falt) and not form.utkast and not form.lamnas


def save_of(family: Family) -> Callable[[Request, str, str], Response]:
    """Return the address that a form of a step saves itself at."""

    @rule(Rule.INLOGGAD)
    def save(request: Request, nyckel: str, namn: str) -> Response:
        step = family.step(namn)
        return save_form(request, family, nyckel, step.name)

    return save


def save_form(request: Request, family: Family, nyckel: str, namn: str) -> Response:
    """Keep what stands in the form of a step, for whoever asks, and say so."""
    caller, sent = caller_of(request), sent_of(request)
    texts = {name: texts for name, texts in sent.texts.items() if name not in _ON_PAGE}
    with caller.installation.database.session() as session:
        sak_id = family.find(session, caller, nyckel)
        keep(session, caller.actor, caller.world, (sak_id, namn), texts)
    return render(request, "forms/sparat.html", nu=caller.world.now)


def brought_back(request: Request, page: StepPage, session: Any) -> dict[str, Any]:
    """Return what to show in the form: what was being written when its author left, or the draft
    the address asks for; nothing but the list where the address asks for none (0).
    """
    if not kept_here(page.form):
        return {}
    found = drafts(session, page.case.actor, page.case.sak.id, page.step.name)
    asked = request.query_params.get("utkast", "")
    chosen = (
        next((one for one in found if str(one.id) == asked), None)
        if asked
        else unsent(found, page.case.actor)
    )
    # By the link of a letter only what its reader was writing.
    context: dict[str, Any] = {
        "utkasten": [] if page.direkt else [_row(one, page) for one in found]
    }
    return {**context, **_stands(chosen, page)} if chosen else context


def _stands(one: Utkast, page: StepPage) -> dict[str, Any]:
    sent = _typed(one)
    typed = values_of(page.form.falt, sent)
    # What nobody types, such as which text is meant, is what it is now.
    hidden = {one["namn"] for one in page.form.falt if one["slag"] == "dold"}
    return {
        "varden": {**typed, **{name: page.form.varden.get(name) for name in hidden}},
        "version": sent.version or page.case.sak.version,
        "marken": dokument.marks_sent(sent),
        "tillbakatagen": one,
    }


def _typed(one: Utkast) -> Sent:
    return Sent({name: tuple(texts) for name, texts in one.falt.items()})


def _row(one: Utkast, page: StepPage) -> Mapping[str, Any]:
    said = values_of(page.form.falt, _typed(one))
    words = [text for text in said.values() if isinstance(text, str) and text.strip()]
    longest = max(words, key=len, default="")
    return {
        "id": one.id,
        "nar": one.sparat,
        "namn": one.namn,
        "sant": one.sant,
        "text": longest,
        "borjan": " ".join(longest.split())[:_BEGINS],
    }
