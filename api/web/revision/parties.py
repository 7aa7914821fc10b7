"""How the forms look in which ledamöter and parties say what they do with a text, and who of them
decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from api.web.forms import choices, instanser
from api.web.forms.forms import Asked, Falt, Form, with_field, without
from api.web.forms.instanser import HIDDEN
from models.lagen import RevisionLage
from models.revisionsord import Partsutfall
from workflows.county.mandate import is_secretary
from workflows.ground.payload import Payload
from workflows.ground.words import dag, uppraknat
from workflows.handling.slots import speaks_for
from workflows.instanser.payloads import Instansplan, StruketInstans
from workflows.revision.facts import MotpartFacts, RevisionCase, RevisionspartFacts
from workflows.revision.parties.payloads import (
    AngeUndertecknare,
    AtertaUnderskrift,
    AvstaSignera,
    Godkann,
    MotpartenAvstar,
    Partsbeslut,
    Signera,
    SigneraPaPapper,
    SlappPart,
)
from workflows.revision.parties.rules import DAY_WANTED, signs_for
from workflows.revision.payloads import BeslutaText
from workflows.revision.rules import is_signed, planned

Values = dict[str, Any]


def parties_of(asked: Asked, case: RevisionCase) -> list[RevisionspartFacts]:
    """Return the parties that the actor may answer for in this step and that it can be about."""
    everyone = asked.step.takes is SlappPart or is_secretary(case.actor)
    left = [
        one
        for one in case.kvar()
        if everyone or signs_for(case, one) or speaks_for(case.actor, one.huvudman_id)
    ]
    wanted: Mapping[type[Payload], Callable[[RevisionspartFacts], bool]] = {
        Instansplan: lambda one: _may_plan(one, case),
        Partsbeslut: lambda one: one.beslutar,
        StruketInstans: lambda one: bool(instanser.unsaid(one)),
        Signera: lambda one: not one.signerad_sha256,
        AngeUndertecknare: lambda one: not one.signerad_sha256,
        AtertaUnderskrift: lambda one: bool(one.signerad_sha256),
        SigneraPaPapper: lambda one: not one.signerad_sha256,
    }
    fits = wanted.get(asked.step.takes)
    return [one for one in left if fits is None or fits(one)]


def as_choices(parties: list[RevisionspartFacts]) -> list[choices.Choice]:
    """Return parties as what a form lets one choose among."""
    return [{"varde": one.kod, "text": one.namn} for one in parties]


def who_may_be_meant(asked: Asked, case: RevisionCase) -> list[choices.Choice]:
    """Return whom a step can be about, those that are no huvudman last and by their names."""
    fits = _OUTSIDE.get(asked.step.takes)
    outside = [one for one in case.motparter_kvar() if fits and fits(one, case)]
    parties = [] if asked.step.takes is MotpartenAvstar else parties_of(asked, case)
    return [*as_choices(parties), *({"varde": one.namn, "text": one.namn} for one in outside)]


def _attests(one: MotpartFacts, case: RevisionCase) -> bool:
    return not one.signerad_sha256 and is_secretary(case.actor)


_OUTSIDE: Final[Mapping[type[Payload], Callable[[MotpartFacts, RevisionCase], bool]]] = {
    Signera: lambda one, case: not one.signerad_sha256 and signs_for(case, one),
    AtertaUnderskrift: lambda one, case: bool(one.signerad_sha256) and signs_for(case, one),
    SigneraPaPapper: _attests,
    SlappPart: lambda _one, _case: True,
    AvstaSignera: lambda one, case: signs_for(case, one),
    MotpartenAvstar: lambda one, _case: not one.signerad_sha256,
}


def _may_plan(one: RevisionspartFacts, case: RevisionCase) -> bool:
    decided = case.sak.lage == RevisionLage.HOS_PARTERNA
    return not decided or (one.beslutar and one.utfall is not Partsutfall.JA)


def _approve(asked: Asked, case: RevisionCase) -> Form:
    """What a ledamot says of the text the link named, or of the newest."""
    chosen, newest = asked.valt.get("version", ""), case.senaste
    nr = int(chosen) if chosen.isdecimal() else newest.nr if newest else 0
    mening = f"Ditt besked gäller exakt version {nr}. Ändras den sakligt frågar vi igen."
    falt = with_field(asked.falt, {"version": HIDDEN, "ord": {"kravs": True}})
    return Form(falt, {"version": nr}, mening, laser=False)


def _decide(asked: Asked, case: RevisionCase) -> Form:
    """The decision with its åtaganden, and who takes the text further: those who have said where
    they decide.
    """
    rows: tuple[Any, ...] = ()
    named = planned(case)
    further = named or (case.kvar() if is_signed(case) else ())
    said = (
        f"{uppraknat(one.namn for one in named)} har sagt var beslutet fattas hos dem. "
        if named
        else ""
    )
    boxes = {
        "slag": "kryss",
        "val": as_choices(list(case.kvar())),
        "max": None,
        "hjalp": f"{said}Kryssa ingen om texten skrivs under direkt.",
    }
    falt = [
        choices.obligations(asked.session, one, case, rows)
        if asked.shown and one["slag"] == "ataganden"
        else one
        for one in with_field(asked.falt, {"parter_beslutar": boxes})
        if one["namn"] != "ersatter"
    ]
    values = {
        "utfall": "bifall",
        "ataganden": [],
        "ikraft": case.revision.ikraft.isoformat() if case.revision.ikraft else "",
        "parter_beslutar": [one.kod for one in further],
    }
    return Form(falt, values, finish=lambda payload: {"parter_beslutar": "inga", **payload})


def _plan(asked: Asked, case: RevisionCase) -> Form:
    """Where and when the party means to decide, as it stands."""
    day: Falt = (
        {"kravs": True, "saknas": DAY_WANTED} if case.sak.lage == RevisionLage.HOS_PARTERNA else {}
    )
    one = _only_party(asked, case)
    falt = with_field(asked.falt, {"planerat": day, **instanser.plan_fields(one)})
    return Form(falt, instanser.planned(one), laser=False, mening=instanser.who_decides(one))


def _party_decides(asked: Asked, case: RevisionCase) -> Form:
    one = _only_party(asked, case)
    falt = with_field(asked.falt, instanser.reported_fields(one))
    return Form(falt, instanser.reported(one), laser=False)


def _strike(asked: Asked, case: RevisionCase) -> Form:
    one = _only_party(asked, case)
    return Form(with_field(asked.falt, instanser.struck_fields(one)), laser=False)


def _only_party(asked: Asked, case: RevisionCase) -> RevisionspartFacts | None:
    """Return the one party the form can be about, or that the address chose; None for several."""
    parties = parties_of(asked, case)
    wanted = [one for one in parties if one.kod == asked.valt.get("part")] or parties
    return wanted[0] if len(wanted) == 1 else None


def _sign(asked: Asked, case: RevisionCase) -> Form:
    """The signature on exactly the text the page was opened with."""
    newest = case.senaste
    sha = newest.sha256 if newest else ""
    falt = with_field(asked.falt, {"sha256": HIDDEN})
    theirs = parties_of(asked, case)
    mine = [one for one in theirs if signs_for(case, one)]
    outside = [one for one in case.motparter_kvar() if signs_for(case, one)]
    if mine and not outside and all(one.undertecknare_id is not None for one in theirs):
        falt = without(falt, "namn", "befattning", "behorighet", "behorighet_datum")
    else:
        wanted = ("namn", "befattning", "behorighet", "behorighet_datum")
        falt = with_field(falt, {name: {"kravs": True} for name in wanted})
    mening = (
        f"Du skriver under version {newest.nr}, kontrollvärde {sha[:8]}. Läs hela texten först."
        if newest
        else ""
    )
    if mine:
        mening = f"{mening} {_right(mine[0])}".strip()
    elif outside:
        mening = f"{mening} Du skriver under för {outside[0].namn}.".strip()
    return Form(falt, {"sha256": sha, "namn": case.actor.namn}, mening, laser=False)


def _right(one: RevisionspartFacts) -> str:
    """Say for whom somebody signs, and by what right."""
    since = f", beslutad {dag(one.behorighet_datum)}" if one.behorighet_datum else ""
    return f"Du skriver under för {one.namn} som {one.befattning}: {one.behorighet}{since}."


def _sign_on_paper(asked: Asked, _case: RevisionCase) -> Form:
    return Form(asked.falt, laser=False)


PARTERNAS: Final[Mapping[type[Payload], Callable[[Asked, RevisionCase], Form]]] = {
    Godkann: _approve,
    BeslutaText: _decide,
    Instansplan: _plan,
    StruketInstans: _strike,
    Partsbeslut: _party_decides,
    Signera: _sign,
    SigneraPaPapper: _sign_on_paper,
}
