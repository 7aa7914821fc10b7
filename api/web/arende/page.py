"""One ärende: where it stands, whose move it is, what was decided before, and what may be
done now.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.beslut.shown import bars, tag
from api.web.frame.routing import pages
from api.web.frame.shown import Shape, log
from api.web.frame.templating import render
from models.lagen import ArendeLage
from models.vocabulary import Hantering
from workflows.arende.in_time import malgang
from workflows.arende.lifecycle import ARENDE
from workflows.arende.offered import in_place, leading, to_see_to
from workflows.arende.views import ArendeVy, arende
from workflows.beslut.obligations import sector_name
from workflows.beslut.rows import Registerrad, how_followed
from workflows.county.register import load_register
from workflows.engine.door import OpenStep, written_first
from workflows.engine.world import World
from workflows.ground.words import antal, dag, uppraknat
from workflows.handling.history import names_in
from workflows.handling.pages import whose_move
from workflows.handling.said import Ordbok, obligation_lines

router = pages()


@dataclass(frozen=True, slots=True)
class Nasta:
    """The one step that leads forward from here, with what is in place and the way to what is
    missing.
    """

    steg: OpenStep
    klart: Sequence[str]
    alternativ: Shape | None
    text: str | None


@router.get("/arenden/{nr}")
@rule(Rule.INLOGGAD)
def visa(request: Request, nr: str) -> Response:
    """Show one ärende by its address; a draft's old address still leads to it."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        vy = arende(session, caller.actor, caller.world, nr)
        plan = malgang(session, caller.actor, caller.world, vy)
        proposed = vy.forslag_ataganden or ()
        ordbok = Ordbok(load_register(session), names_in(session, [json.dumps(proposed)]))
    nasta = next_step(vy)
    return render(
        request,
        "arende/visa.html",
        titel=vy.rubrik or "Utan rubrik",
        vy=vy,
        plan=plan,
        nasta=nasta,
        bas=f"/arenden/{vy.nr}",
        vantar=_waiting(vy),
        kicker=_kicker(vy),
        handelser=log(vy.handelser),
        andra=[step for step in vy.steg if nasta is None or not _stands(vy, nasta, step)],
        tidigare=[{**decision_row(one.beslut), "hur": one.hur} for one in vy.tidigare_beslut],
        beslut=[decision_row(one) for one in vy.beslut],
        ataganden=[(one, tag(one)) for one in vy.ataganden],
        fakta=list(_facts(vy, caller.world)),
        godkannanden=list(_said(vy)),
        underlag=list(_text(vy)),
        forslag=obligation_lines(proposed, ordbok),
        beredning=vy.lage in _PREPARED,
    )


_PREPARED = {
    ArendeLage.INKOMMET,
    ArendeLage.UNDER_BEREDNING,
    ArendeLage.SAMMANSTALLS,
    ArendeLage.BERETT,
}


def next_step(vy: ArendeVy) -> Nasta | None:
    """Return the step the page is about, with what it has and lacks."""
    step = leading(vy)
    if step is None:
        return None
    asks = to_see_to(step, vy.handelser)
    late = (
        f"Skulle ha varit klart {dag(vy.frist.senast)}." if vy.frist and vy.frist.forsenad else ""
    )
    return Nasta(
        step,
        list(in_place(vy, step)),
        _way(vy, step),
        " ".join(filter(None, [asks, late])) or None,
    )


def _stands(vy: ArendeVy, nasta: Nasta, step: OpenStep) -> bool:
    """Tell whether a step is what the page is about, or the way to what that lacks."""
    return step is nasta.steg or step is written_first(ARENDE, nasta.steg, vy.steg)


def _way(vy: ArendeVy, step: OpenStep) -> Shape | None:
    """Return the way to what is missing: the form where it is written, or the meeting that is not
    open.
    """
    if writing := written_first(ARENDE, step, vy.steg):
        return {"rubrik": _to_write(vy), "href": f"/arenden/{vy.nr}/steg/{writing.namn}"}
    if vy.lage is ArendeLage.PA_DAGORDNING and vy.mote and not step.oppet:
        return {"rubrik": "Till mötet", "href": f"/moten/{vy.mote.id}"}
    return None


def _to_write(vy: ArendeVy) -> str:
    if vy.lage is ArendeLage.UTKAST:
        return "Fortsätt skriva"
    wanted = not vy.forslag_beslut and _decides(vy)
    return "Skriv förslag till beslut" if wanted else "Skriv underlag"


def _decides(vy: ArendeVy) -> bool:
    return Hantering.BESLUT in vy.onskad_hantering


def decision_row(row: Registerrad) -> dict[str, Any]:
    """Return a decision as a row: when, how it is followed, and a bar for each huvudman."""
    when = f"{row.beteckning} · {dag(row.datum)} · {row.sammanfattning.lower()}"
    return {
        "rubrik": row.rubrik,
        "href": f"/beslut/{row.nr}",
        "sub": when,
        "tagg": _worst(row),
        "barer": bars(row.staplar),
        "text": row.text,
        "justerat": row.justerat,
    }


def _worst(row: Registerrad) -> Shape | None:
    """Return the worst that is true of a decision as a tag, "2 försenade"; None when all is in
    time.
    """
    said = how_followed(row)
    return {"slag": said[0], "text": said[1]} if said and said[0] != "pagar" else None


def _kicker(vy: ArendeVy) -> str:
    wanted = (
        f"för {uppraknat(one.ord for one in vy.onskad_hantering)}" if vy.onskad_hantering else ""
    )
    sender = f"från {vy.avsandare}" if vy.avsandare else ""
    name = vy.beteckning or "Utkast, som bara du ser"
    return " · ".join(text for text in (name, wanted, sender) if text)


def _waiting(vy: ArendeVy) -> str:
    return whose_move(vy.frist) or f"Ärendet är {vy.lage_ord.lower()}. {vy.lage_mening}"


def _facts(vy: ArendeVy, world: World) -> Iterator[Shape]:
    yield {"rubrik": "Läge", "varde": vy.lage_ord}
    if vy.mote:
        yield {
            "rubrik": "Möte",
            "varde": f"{vy.mote.organ}, {dag(vy.mote.datum)}",
            "href": f"/moten/{vy.mote.id}",
        }
    for rubrik, value in (
        ("Prioritet", f"{vy.prioritet}. {vy.prioritet_skal}" if vy.prioritet else None),
        ("Rör särskilt", sector_name(world, vy.berord_sektor)),
        ("Handläggare", vy.handlaggare),
        ("Föredragande", vy.foredragande),
        ("Skrivet av", vy.skapad_av),
        ("Frågan kommer från", vy.avsandare_kanal.ord if vy.avsandare_kanal else None),
    ):
        if value:
            yield {"rubrik": rubrik, "varde": value}
    if vy.kommer_tillbaka:
        yield {"rubrik": "Nästa gång", "varde": vy.kommer_tillbaka}
    if vy.bordlaggningar:
        yield {"rubrik": "Bordlagt", "varde": antal(vy.bordlaggningar, "gång", "gånger")}


def _said(vy: ArendeVy) -> Iterator[Shape]:
    """Yield what the ledamöter have said, the newest first; what has become void says so."""
    for one in vy.godkannanden:
        void = "" if one.galler else "gäller inte längre, underlaget är ändrat"
        kind = "ingen" if void else "forsenat" if one.ord == "invander" else "klart"
        yield {
            "rubrik": f"{one.namn} för {one.for_namn}" if one.for_namn else one.namn,
            "sub": " · ".join(text for text in (void, one.text) if text),
            "tagg": {"slag": kind, "text": one.ord_text.capitalize()},
        }


def _text(vy: ArendeVy) -> Iterator[tuple[str, str]]:
    """Yield the parts of the underlag that have been written."""
    parts = (
        ("Bakgrund", vy.bakgrund),
        ("Förslag till beslut", vy.forslag_beslut),
        ("Konsekvenser", vy.konsekvenser),
        ("Så deltog invånare", vy.invanare),
    )
    yield from (part for part in parts if part[1])
