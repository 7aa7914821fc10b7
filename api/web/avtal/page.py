"""One agreement: what holds, whose move it is, who is bound, and the text as it holds on
any day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.avtal.list import tag_of, then_words
from api.web.avtal.text import text_html
from api.web.forms import instanser
from api.web.frame.routing import pages
from api.web.frame.shown import Shape, log
from api.web.frame.templating import render
from api.web.revision import list as revisioner
from models.lagen import AvtalLage
from models.vocabulary import PartSlag
from workflows.avtal.days import last_valid_day, text_on
from workflows.avtal.facts import AvtalCase
from workflows.avtal.offered import concerns, next_step
from workflows.avtal.texts import Textfraga, no_text_on, numbered_text
from workflows.avtal.views import AvtalVy, PartVy, VersionVy, avtal
from workflows.engine.door import load
from workflows.ground.errors import Malformed
from workflows.ground.payload import parse
from workflows.ground.words import antal, dag, datum, uppraknat
from workflows.handling.pages import whose_move
from workflows.revision.create import may_start
from workflows.revision.list import under_way
from workflows.revision.plan import ON_ITS_WAY

router = pages()
_FEW = 4  # parties that are named in a sentence
_SHOWN = 8  # signs of a checksum


@router.get("/avtal/{slug}")
@rule(Rule.INLOGGAD)
def visa(request: Request, slug: str) -> Response:
    """Show one agreement, with the text that holds on the day asked for."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        vy = avtal(session, caller.actor, caller.world, slug)
        text = _text(session, request, vy)
        under = under_way(session, caller.actor, caller.world, vy.id)
        starts = under is None and _may_revise(session, caller, vy)
    revised = under is not None and under.lage in ON_ITS_WAY
    nasta, mening = next_step(vy, caller.world.today, revised=revised)
    return render(
        request,
        "avtal/visa.html",
        titel=vy.rubrik,
        vy=vy,
        bas=f"/avtal/{vy.slug}",
        tagg=tag_of(vy),
        lead=_lead(vy),
        nasta=nasta,
        mening=mening,
        vantar=_waiting(vy, asked=not revised or nasta is not None),
        andra=[one for one in vy.steg if one is not nasta and concerns(vy, one)],
        fakta=list(_facts(vy)),
        **_parties(vy.parterna),
        versioner=[_version(vy, one) for one in vy.versioner],
        bilagor=list(_files(vy.versioner)),
        **text,
        revision=under and {"vy": under, "tagg": revisioner.tag_of(under)},
        far_revidera=starts,
        log=log(vy.handelser),
    )


def _may_revise(session: Session, caller: Caller, vy: AvtalVy) -> bool:
    if vy.lage is AvtalLage.UPPHORT:
        return False
    case = load(session, vy.id, caller.actor, caller.world)
    return isinstance(case, AvtalCase) and may_start(caller.actor, case)


def _day_asked(request: Request, vy: AvtalVy) -> tuple[date, str]:
    """Return the day of the address and what is wrong with it; without one the day that
    says most.
    """
    facts = vy.fakta
    ended, coming = last_valid_day(facts), [one.galler_fran for one in facts.versioner]
    usual = facts.today
    if coming and usual < min(coming):
        usual = min(coming)
    elif ended and ended < usual:
        usual = ended
    asked = request.query_params.get("datum", "").strip()
    try:
        return (parse(Textfraga, {"datum": asked}).datum if asked else None) or usual, ""
    except Malformed as refusal:
        return usual, refusal.fields.get("datum", "")


def _text(session: Session, request: Request, vy: AvtalVy) -> Shape:
    """Return the text that holds on the day asked for, or why there is none."""
    day, wrong = _day_asked(request, vy)
    valid, today = text_on(vy.fakta, day), text_on(vy.fakta, vy.fakta.today)
    text = numbered_text(session, vy.fakta, valid.nr) if valid else None
    return {
        "dag": day,
        "fel": {"datum": wrong} if wrong else {},
        "text": text,
        "html": text_html(text.text) if text else "",
        "varfor": "" if valid else no_text_on(vy.fakta, day),
        "nu": valid is not None and today is not None and valid.nr == today.nr,
    }


def _waiting(vy: AvtalVy, *, asked: bool) -> str:
    """Say whose move it is; nobody is asked about a text that is being revised."""
    return (asked and whose_move(vy.frist)) or f"{vy.lage_ord}. {vy.lage_mening}"


def _lead(vy: AvtalVy) -> str:
    """Say what it is and between whom, in one sentence."""
    what = vy.slag_ord[0].upper() + vy.slag_ord[1:]
    if not vy.parter:
        return f"{what}."
    many = len(vy.parter) > _FEW
    return (
        f"{what} mellan"
        f" {antal(len(vy.parter), 'part', 'parter') if many else uppraknat(vy.parter)}."
    )


def _facts(vy: AvtalVy) -> Iterator[Shape]:
    yield {"rubrik": "Gäller", "varde": _held(vy)}
    if vy.giltig_till and vy.lage is not AvtalLage.UPPHORT:
        yield {"rubrik": "På sista dagen", "varde": then_words(vy)}
    if vy.uppsagning_manader:
        yield {
            "rubrik": "Uppsägningstid",
            "varde": antal(vy.uppsagning_manader, "månad", "månader"),
        }
    if vy.sista_uppsagning:
        yield {"rubrik": "Säg upp senast", "varde": vy.sista_uppsagning}
    if vy.lage is not AvtalLage.UPPHORT:
        yield {"rubrik": "Nästa översyn", "varde": vy.oversyn}
    yield {"rubrik": "Ansvarig grupp", "varde": vy.agare_namn, "href": f"/organ/{vy.agare}"}
    for rubrik, value in (("Område", vy.omrade), ("Nivå", vy.trappsteg_ord)):
        if value:
            yield {"rubrik": rubrik, "varde": value}


def _held(vy: AvtalVy) -> str:
    if vy.galler_fran is None:
        return "ingen text är inlagd än"
    if vy.lage is AvtalLage.UPPHORT:
        last = last_valid_day(vy.fakta)
        return f"från {dag(vy.galler_fran)} till {dag(last)}" if last else "aldrig"
    begins = f"{'sedan' if vy.lage is AvtalLage.I_KRAFT else 'från'} {dag(vy.galler_fran)}"
    return (
        f"{begins}, till och med {dag(vy.giltig_till)}"
        if vy.giltig_till
        else f"{begins}, tills vidare"
    )


def _parties(found: Sequence[PartVy]) -> Shape:
    """Return the table of the parties, without columns where nothing stands, and who is
    informed.
    """
    rows = [_party(one) for one in found if one.slag is PartSlag.PART]
    used = [place for place in range(len(_PARTY)) if not place or any(row[place] for row in rows)]
    return {
        "partskolumner": [{"rubrik": _PARTY[place]} for place in used],
        "parter": [[row[place] for place in used] for row in rows],
        "motparter": uppraknat(
            f"{one.namn} ({one.motpartsslag.ord})" for one in found if one.motpartsslag
        ),
        "informeras": uppraknat(one.namn for one in found if one.slag is PartSlag.INFORMERAS),
    }


_PARTY = (
    "Part",
    "Diarienummer",
    "Uppsägningstid",
    "Säg upp senast",
    "Uppsagt",
    "Lämnar",
    "Förlängning",
)


def _party(one: PartVy) -> list[object]:
    """Return a party as a row of the table."""
    months = antal(one.manader, "månad", "månader") if one.manader else None
    left: object = one.lamnar
    if one.lamnar and not one.bunden:
        left = {"lage": "ingen", "text": f"Lämnade {datum(one.lamnar)}"}
    elif one.lamnar:
        left = {"lage": "snart", "text": f"Lämnar {datum(one.lamnar)}"}
    return [
        one.namn,
        one.diarienummer or None,
        {"text": months, "sub": "egen" if one.egen else None} if months else None,
        one.sista_uppsagning,
        one.uppsagd,
        left,
        _prolongs(one),
    ]


def _prolongs(one: PartVy) -> Shape | None:
    """Return what a party has said of the next period, and what each of its instanser has."""
    return instanser.decided(one.forlanger, one.instanser) if one.instanser else None


_HELD = {
    "nu": ("klart", "Gäller nu"),
    "kommer": ("pagar", "Kommer"),
    "tidigare": ("ingen", "Tidigare"),
}


def _version(vy: AvtalVy, one: VersionVy) -> list[object]:
    """Return a text as a row of the table, with the way to its words and to what it changed."""
    before = max((other.nr for other in vy.versioner if other.nr < one.nr), default=None)
    way = f"/avtal/{vy.slug}/jamfor?fran={before}&till={one.nr}"
    kind, word = _HELD[one.galler]
    return [
        {"text": f"Version {one.nr}", "href": _read(vy, one), "sub": one.sha256[:_SHOWN]},
        {"lage": kind, "text": word},
        (
            f"{datum(one.galler_fran)} –"
            f" {datum(one.galler_till) if one.galler_till else 'tills vidare'}"
        ),
        _why(one) or None,
        {"text": f"Jämför med version {before}", "href": way} if before else None,
    ]


def _why(one: VersionVy) -> str:
    """Say where a text was decided, or what was put right in it."""
    if one.redaktionell:
        return f"Redaktionell rättelse: {one.andring}"
    return one.beslutad or one.andring


def _read(vy: AvtalVy, one: VersionVy) -> str | None:
    """Return the way to a text; one that never held a whole day is only read beside another."""
    valid = text_on(vy.fakta, one.galler_fran)
    return (
        f"/avtal/{vy.slug}?datum={datum(one.galler_fran)}#texten"
        if valid and valid.nr == one.nr
        else None
    )


def _files(versions: Sequence[VersionVy]) -> Iterator[Shape]:
    for version in versions:
        for fil in version.bilagor:
            sub = (
                f"{fil.namn} · {max(1, round(fil.storlek / 1024))} kB · hör till version"
                f" {version.nr}"
            )
            yield {"rubrik": fil.rubrik, "href": f"/filer/{fil.fil}", "sub": sub}
