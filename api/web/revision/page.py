"""One revision: whose move it is, the texts, what each party has decided and signed, and its way
through the phases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.arende.page import decision_row
from api.web.beslut.shown import tag
from api.web.forms import instanser
from api.web.frame.routing import pages
from api.web.frame.shown import Shape, log
from api.web.frame.templating import render
from api.web.revision.list import tag_of
from models.lagen import RevisionLage
from workflows.engine.door import OpenStep, offer, written_first
from workflows.ground.words import antal, dag, datum
from workflows.handling.pages import whose_move
from workflows.revision.lifecycle import REVISION
from workflows.revision.offered import answers_remiss, concerns, mandate_anew, names_signatory
from workflows.revision.parties.views import MotpartVy, RevisionspartVy, SignaturVy
from workflows.revision.texts import GALLANDE, UTKAST, name_of_text, texts_of
from workflows.revision.views import RevisionVy, revision

router = pages()
_SHOWN = 8  # signs of a checksum
_WRITING = frozenset({RevisionLage.UTARBETAS})


@router.get("/revisioner/{nr}")
@rule(Rule.INLOGGAD)
def visa(request: Request, nr: str) -> Response:
    """Show one revision by its address."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        vy = revision(session, caller.actor, caller.world, nr)
        there = texts_of(session, caller.world, vy.id)
    texter = [one for one in there if one != UTKAST or vy.lage in _WRITING]
    return render(
        request,
        "revision/visa.html",
        titel=vy.rubrik,
        vy=vy,
        bas=f"/revisioner/{vy.nr}",
        tagg=tag_of(vy),
        **_steps(vy, caller.world.today),
        vantar=_waiting(vy),
        plan=[{"rubrik": dag(one.dag), "varde": one.vad} for one in vy.plan],
        skriver=vy.lage in _WRITING,
        fakta=list(_facts(vy)),
        texter=[_text_row(vy, one, texter) for one in reversed(texter)],
        **_parties(vy),
        godkannanden=list(_said(vy)),
        beslut=[decision_row(one) for one in vy.beslut],
        ataganden=[(one, tag(one)) for one in vy.ataganden],
        konsekvenser=list(vy.texter[0].konsekvenser.items()) if vy.texter else [],
        log=log(vy.handelser),
    )


def _waiting(vy: RevisionVy) -> str:
    said = whose_move(vy.frist) or f"{vy.lage_ord}. {vy.lage_mening}"
    return f"{vy.ni_har_kvar} {said}".strip()


def _steps(vy: RevisionVy, today: date) -> Shape:
    """Return the step the page is about with what belongs to it, and the others."""
    nasta, andra = _moves(vy, today)
    return {
        "nasta": nasta,
        "klart": list(nasta.klart) if nasta else [],
        "andra": andra,
        "mening": " ".join(text for text in (vy.ni_har_kvar, _late(vy, nasta)) if text) or None,
        "vag": _way(vy, nasta),
    }


def _moves(vy: RevisionVy, today: date) -> tuple[OpenStep | None, list[OpenStep]]:
    """Return the step that leads forward, and the others; when the mandate has run out, AU's is to
    give it anew.
    """
    nasta, andra = offer([one for one in vy.steg if concerns(one)])
    over = vy.mandat_till is not None and vy.mandat_till < today
    anew = mandate_anew(andra) if nasta is None and over else None
    return (anew, [one for one in andra if one is not anew]) if anew else (nasta, andra)


def _late(vy: RevisionVy, nasta: OpenStep | None) -> str | None:
    if nasta and nasta is mandate_anew(vy.steg) and vy.mandat_till:
        return (
            f"Uppdraget gick ut {dag(vy.mandat_till)}. Ge {vy.grupp} mer tid, eller en annan grupp"
            " uppdraget."
        )
    return (
        f"Skulle ha varit klart {dag(vy.frist.senast)}." if vy.frist and vy.frist.forsenad else None
    )


def _way(vy: RevisionVy, nasta: OpenStep | None) -> Shape | None:
    """Return the way to what the next step wants first."""
    if nasta and (writing := written_first(REVISION, nasta, vy.steg)):
        return {"rubrik": writing.rubrik, "href": f"/revisioner/{vy.nr}/steg/{writing.namn}"}
    if nasta and (naming := names_signatory(nasta, vy.steg)):
        return {"rubrik": naming.rubrik, "href": f"/revisioner/{vy.nr}/steg/{naming.namn}"}
    if nasta and answers_remiss(nasta) and vy.remisser:
        return {"rubrik": "Till remissen", "href": f"/remisser/{vy.remisser[0].id}"}
    if vy.lage is RevisionLage.PA_DAGORDNING and vy.mote and nasta and not nasta.oppet:
        return {"rubrik": "Till mötet", "href": f"/moten/{vy.mote.id}"}
    return None


def _facts(vy: RevisionVy) -> Iterator[Shape]:
    yield {"rubrik": "Avtal", "varde": vy.rubrik, "href": f"/avtal/{vy.avtal}"}
    yield {"rubrik": "Initierad av", "varde": vy.initierad_av}
    if vy.grupp:
        until = f", till {dag(vy.mandat_till)}" if vy.mandat_till else ""
        yield {"rubrik": "Uppdrag", "varde": f"{vy.grupp}{until}", "href": f"/organ/{vy.grupp_kod}"}
    if vy.mote:
        yield {
            "rubrik": "Möte",
            "varde": f"{vy.mote.organ}, {dag(vy.mote.datum)}",
            "href": f"/moten/{vy.mote.id}",
        }
    for rubrik, value in (
        ("Prioritet", f"{vy.prioritet}. {vy.prioritet_skal}" if vy.prioritet else None),
        ("Motpartens text", vy.motpart),
        ("Siktar på", None if vy.mote else vy.siktar_pa),
        ("Nästa gång", vy.kommer_tillbaka),
        ("Gäller från", vy.ikraft),
        ("Bordlagd", antal(vy.bordlaggningar, "gång", "gånger") if vy.bordlaggningar else None),
    ):
        if value:
            yield {"rubrik": rubrik, "varde": value}


def _text_row(vy: RevisionVy, vilken: str, there: Sequence[str]) -> list[object]:
    """Return a text as a row: what it is, how much it changes, and the way to what differs from the
    one before.
    """
    locked = next((one for one in vy.texter if str(one.nr) == vilken), None)
    bas = f"/revisioner/{vy.nr}"
    name: Shape = {"text": name_of_text(vilken), "href": f"{bas}/text/{vilken}"}
    before = there[there.index(vilken) - 1] if vilken in there[1:] else None
    words = {GALLANDE: "den text som gäller", UTKAST: "utkastet"}.get(
        before or "", f"version {before}"
    )
    compare = (
        {"text": f"Jämför med {words}", "href": f"{bas}/jamfor?fran={before}&till={vilken}"}
        if before
        else None
    )
    if locked is None:
        return [name, "Skrivs" if vilken == UTKAST else "Gäller nu", None, compare]
    name["sub"] = locked.sha256[:_SHOWN]
    return [
        name,
        f"Ändringen är {locked.andring_ord}",
        f"{datum(locked.skapad)}, {locked.skapad_av}",
        compare,
    ]


def _parties(vy: RevisionVy) -> Shape:
    """Return the table of the parties, and only their names while it would say no more."""
    outside = [_outside(vy, one) for one in vy.motparter]
    rows = [*(_party(vy, one) for one in vy.parter), *outside]
    names = [one.namn for one in vy.parter]
    nothing_said = rows == [[name, None, None] for name in names]
    return {"parter": rows, "bara_namn": names if nothing_said else []}


def _party(vy: RevisionVy, one: RevisionspartVy) -> list[object]:
    """Return a party as a row: what its own instans has decided about the newest text, and whether
    it has signed.
    """
    newest = vy.texter[0].nr if vy.texter else 0
    name = (
        {"text": one.namn, "sub": f"har sagt upp avtalet, lämnar {dag(one.lamnar)}"}
        if one.lamnar
        else one.namn
    )
    return [name, _decided(one), _signed(one, newest)]


def _outside(vy: RevisionVy, one: MotpartVy) -> list[object]:
    """Return a party that is no huvudman as a row: it decides nothing here, and signs."""
    newest = vy.texter[0].nr if vy.texter else 0
    gone = {"lage": "ingen", "text": "Är inte längre med"} if one.slappt else None
    said = next((found for found in one.signaturer if found.text_nr == newest), None)
    waits = {"lage": "pagar", "text": "Ska skriva under", "sub": one.kontakt}
    signed = _has_signed(said) if said else None if one.slappt else waits
    return [{"text": one.namn, "sub": one.slag_ord}, gone, signed]


def _decided(one: RevisionspartVy) -> Shape | None:
    if one.slappt:
        return {"lage": "ingen", "text": "Är inte längre med"}
    if not one.beslutar and not one.instanser:
        return None
    return instanser.decided(one.utfall, one.instanser, asked=one.beslutar)


def _signed(one: RevisionspartVy, newest: int) -> Shape | None:
    said = next((found for found in one.signaturer if found.text_nr == newest), None)
    if said is None and one.undertecknare:
        who = f"{one.undertecknare}, {one.befattning}"
        return {"lage": "pagar", "text": "Ska skriva under", "sub": who}
    return _has_signed(said) if said else None


def _has_signed(said: SignaturVy) -> Shape:
    how = "" if said.intygad_av is None else f" · på papper, intygat av {said.intygad_av}"
    return {
        "lage": "klart",
        "text": "Har skrivit under",
        "sub": f"{said.namn}, {said.befattning}{how}",
    }


def _said(vy: RevisionVy) -> Iterator[Shape]:
    """Yield what the ledamöter have said, the newest first; what has become void says so."""
    for one in vy.godkannanden:
        stead = f" för {one.for_namn}" if one.for_namn else ""
        void = f" · gäller inte längre, {one.darfor}" if one.ogiltig else ""
        parts = [
            f"version {one.text_nr}{void}",
            one.avsnitt,
            one.text,
            one.onskad and f"Önskad lydelse: {one.onskad}",
        ]
        kind = "ingen" if one.ogiltig else "forsenat" if one.ord == "invander" else "klart"
        yield {
            "rubrik": f"{one.namn}{stead}",
            "sub": " · ".join(text for text in parts if text),
            "tagg": {"slag": kind, "text": one.ord_text.capitalize()},
        }
