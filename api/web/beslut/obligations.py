"""Åtaganden: the list behind the matrix, one party's page with its answer, and the files
handed in.
"""

from __future__ import annotations

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.shared.download import as_download
from api.web.beslut.fields import FAMILY
from api.web.beslut.shown import tag
from api.web.frame.routing import go, number, pages
from api.web.frame.shown import Shape, first_page, log, next_page
from api.web.frame.templating import render
from models.lagen import AtagandeLage
from models.vocabulary import Efterlevnad
from workflows.beslut.list import AtagandeFilter, AtagandeVy, atagande, list_ataganden
from workflows.beslut.obligations import AtagandeRad
from workflows.beslut.offered import listed, way_out
from workflows.county.register import Register, load_register
from workflows.desk.files import read_file
from workflows.engine.door import offer
from workflows.ground.payload import parse
from workflows.ground.words import dag, stor
from workflows.handling.pages import whose_move

router = pages()
_PAGE = 50
_FILTERS = ("huvudman", "ord", "lage", "beslut", "efter")


@router.get("/ataganden")
@rule(Rule.INLOGGAD)
def lista(request: Request) -> Response:
    """Show the åtaganden behind the numbers of the matrix."""
    caller = caller_of(request)
    asked = {name: text for name in _FILTERS if (text := request.query_params.get(name))}
    which = parse(AtagandeFilter, {**asked, "antal": _PAGE})
    with caller.installation.database.read() as session:
        found = list_ataganden(session, caller.actor, caller.world, which)
        register = load_register(session)
    if which.efter and not found.poster:
        return go(request, first_page(request))  # what stood there has been done since
    one = register.huvudman_named(which.huvudman) if which.huvudman else None
    return render(
        request,
        "beslut/ataganden.html",
        titel="Åtaganden",
        filter=_filters(register, which),
        varden={**asked, **({"huvudman": one.kod} if one else {})},
        tomt=_empty(asked),
        rader=[_row(row) for row in found.poster],
        fler=next_page(request, found.nasta),
    )


def _filters(register: Register, which: AtagandeFilter) -> list[Shape]:
    """Return the choices. What only a link asks for can be kept or left, but is not offered."""
    words = [{"varde": word.value, "text": word.ord} for word in Efterlevnad]
    huvudman = [{"varde": one.kod, "text": one.kortnamn} for one in register.huvudman]
    filters: list[Shape] = [
        {"namn": "ord", "rubrik": "Läge", "val": words},
        {"namn": "huvudman", "rubrik": "Huvudman", "val": huvudman},
    ]
    if which.lage:
        stands = {"varde": which.lage.value, "text": which.lage.ord}
        filters.append({"namn": "lage", "rubrik": "Skede", "val": [stands]})
    if which.beslut:
        named = {"varde": which.beslut, "text": which.beslut}
        filters.append({"namn": "beslut", "rubrik": "Beslut", "val": [named]})
    return filters


def _empty(asked: dict[str, str]) -> Shape:
    if not any(name != "efter" for name in asked):
        return {
            "text": "Inga åtaganden finns än.",
            "rad": "De kommer till när ⟨ledningsgrupp⟩ beslutar om dem.",
        }
    way_out = {"rubrik": "Visa alla åtaganden", "href": "/ataganden"}
    return {
        "text": "Inget åtagande passar filtret.",
        "rad": "Ta bort ett filter för att se fler.",
        "knapp": way_out,
    }


def _row(row: AtagandeRad) -> list[object]:
    word = tag(row)
    return [
        {"text": row.text, "href": f"/ataganden/{row.id}", "sub": row.beslut_rubrik},
        f"{row.mottagare}, {row.sektor.lower()}" if row.sektor else row.mottagare,
        row.ansvarig,
        row.senast,
        {"lage": word["slag"], "text": word["text"]},
    ]


@router.get("/ataganden/{atagande_id}")
@rule(Rule.INLOGGAD)
def visa(request: Request, atagande_id: str) -> Response:
    """Show one åtagande; for whoever is to answer, with the form at once."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        vy = atagande(session, caller.actor, caller.world, number(atagande_id))
        return render(
            request,
            "beslut/atagande.html",
            titel=vy.text,
            vy=vy,
            bas=f"/ataganden/{vy.id}",
            tagg=tag(vy),
            lead=_lead(vy),
            svar=_answer(session, caller, vy),
            fakta=_facts(vy),
            log=log(vy.handelser),
            **_steps(session, caller, vy),
        )


def _steps(session: Session, caller: Caller, vy: AtagandeVy) -> Shape:
    """Return what the reader may do: the step forward with its form, the honest way out, and the
    rest.
    """
    nasta, andra = offer(vy.steg)
    form = FAMILY.form_of(session, caller, vy.id, nasta) if nasta else None
    shown = listed(andra)
    utvag = way_out(shown) if nasta and nasta.oppet else None
    rest = [step for step in shown if step is not utvag]
    return {
        "nasta": nasta,
        "form": form,
        "utvag": utvag,
        "andra": rest,
        "vantar": whose_move(vy.frist),
    }


def _lead(vy: AtagandeVy) -> str:
    """Return what is wanted, by when and from whom, in one line."""
    when = f"senast {dag(vy.senast)}" if vy.senast else vy.form.ord
    return f"{stor(vy.svar.att_gora)} · {when} · ansvarig: {vy.ansvarig}"


def _answer(session: Session, caller: Caller, vy: AtagandeVy) -> list[Shape]:
    row = vy
    if row.rapporterad is None:
        return []
    said: list[Shape] = [{"rubrik": "Svar", "varde": row.svarat}] if row.svarat else []
    if vy.svar_fil:
        fil = read_file(session, vy.svar_fil, caller.actor, caller.world)
        said.append(
            {
                "rubrik": "Fil",
                "varde": f"{fil.namn} ({_size(fil.storlek)})",
                "href": f"/filer/{fil.id}",
            }
        )
    said.append({"rubrik": "Rapporterat", "varde": row.rapporterad})
    if row.verifierare:
        done = row.lage is AtagandeLage.VERIFIERAT
        said.append(
            {"rubrik": "Verifierat av" if done else "Ska verifieras av", "varde": row.verifierare}
        )
    return said


def _size(octets: int) -> str:
    return (
        f"{max(1, round(octets / 1024))} kB"
        if octets < 1024 * 1024
        else f"{octets / 1024 / 1024:.1f} MB".replace(".", ",")
    )


def _facts(vy: AtagandeVy) -> list[Shape]:
    row, frist = vy, vy.frist
    facts: list[Shape] = [
        {"rubrik": "Läge", "varde": row.lage_ord},
        {"rubrik": "Ansvarig", "varde": row.ansvarig},
    ]
    if frist is not None:
        facts.append(
            {"rubrik": "Vems drag", "varde": f"{frist.vems_drag}, senast {dag(frist.senast)}"}
        )
    if frist is not None and frist.hos:
        facts.append({"rubrik": "Så länge", "varde": frist.hos})
    if row.verifierare:
        facts.append({"rubrik": "Verifieras av", "varde": row.verifierare})
    facts += [
        {
            "rubrik": "Beslut",
            "varde": f"{vy.beslut.beteckning}, {dag(vy.beslut.datum)}",
            "href": f"/beslut/{row.beslut_nr}",
        },
        {"rubrik": row.om.slag.ord.capitalize(), "varde": row.om.rubrik, "href": row.om.lank},
    ]
    return facts


@router.get("/filer/{fil_id}")
@rule(Rule.INLOGGAD)
def fil(request: Request, fil_id: str) -> Response:
    """Hand over a file."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        return as_download(read_file(session, number(fil_id), caller.actor, caller.world))
