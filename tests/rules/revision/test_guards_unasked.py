"""Both sides of every guard of a text that has changed since those asked answered."""

from __future__ import annotations

from typing import Any

from models.vocabulary import SynpunktSvar
from support.cases.arende import asked, omgang
from support.cases.revision import locked, revision_case
from support.guards import after, guard, obstacle
from support.paths.avtal import NYARE
from support.paths.revision import FORSLAG, LANGRE
from workflows.handling.facts import SynpunktFacts
from workflows.revision.facts import RevisionCase

COST = "Lessebo: regionen betalar."
COMMENT = SynpunktFacts(1, 1, "", "Följ upp.", "", SynpunktSvar.TILLGODOSES, "")


def changed(lage: str, utover: tuple[str, ...] = (COST,), **said: Any) -> RevisionCase:
    """Return a revision whose text has changed in substance since the round about version 1."""
    later = locked(2, LANGRE)
    texts = (locked(), later.__class__(**{**_fields(later), "utover": utover}))
    facts = {"fragad_version": 1, "versioner": texts, "fragad_text": (NYARE,)}
    return revision_case(lage, **{**facts, **said})


def _fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


def round_of(comments: tuple[SynpunktFacts, ...] = (), **said: Any) -> Any:
    return omgang("stangd", version_id=1, kommentarer=comments, **said)


@guard("revision.andringarna_har_avsandare")
def test_a_change_of_substance_since_the_answers_is_somebodys_wish() -> None:
    more = {"text": LANGRE, "andring": "ekonomisk"}
    plain = {"fragad_version": 1, "versioner": (locked(),), "fragad_text": (NYARE,)}
    case = revision_case("sammanstalls", remiss=round_of(), **plain)
    said = obstacle(case, "sammankallande", "slutfor", **more)
    assert said.startswith("Ingen synpunkt från remissen bad om ändringen i ”Uppföljning”.")
    for nobody in ("Regionen betalar.", ": regionen betalar.", "Lessebo:"):
        said = obstacle(case, "sammankallande", "slutfor", **more, utover=[nobody])
        assert said.startswith("Skriv vem som ville ändringen, kolon och vad som ändras")
    assert after(case, "sammankallande", "slutfor", **more, utover=[COST]) == "slutligt"
    for grade in ("redaktionell", "fortydligande"):
        less = {"text": LANGRE, "andring": grade}
        assert after(case, "sammankallande", "slutfor", **less) == "slutligt"
    granted = revision_case("sammanstalls", remiss=round_of((COMMENT,)), **plain)
    assert after(granted, "sammankallande", "slutfor", **more) == "slutligt"


def test_what_a_group_writes_after_the_answers_is_somebodys_wish_too() -> None:
    plain = {"fragad_version": 1, "versioner": (locked(),), "fragad_text": (NYARE,)}
    case = revision_case("utarbetas", remiss=round_of(), utkast=(LANGRE,), **plain)
    said = obstacle(case, "sammankallande", "lamna_forslag", **FORSLAG)
    assert "Ingen synpunkt från remissen bad om ändringen" in said
    right = {**FORSLAG, "utover": [COST]}
    assert after(case, "sammankallande", "lamna_forslag", **right) == "hos_au"


@guard("revision.fragat_igen", "revision.nagot_ar_ofragat")
def test_what_nobody_has_been_asked_about_is_asked_about_or_left_with_a_reason() -> None:
    why, day = {"skal": "Alla var med."}, {"sista_dag": "2023-11-20", "mottagare": "alla"}
    case, right = changed("slutligt"), changed("slutligt", utover=())
    assert COST in obstacle(case, "au_ledamot", "satt_pa_dagordning", mote=1)
    assert COST not in obstacle(right, "au_ledamot", "satt_pa_dagordning", mote=1)
    left = changed("slutligt", utan_ny_fraga="Alla var med.")
    assert COST not in obstacle(left, "au_ledamot", "satt_pa_dagordning", mote=1)
    nothing = "Inget har ändrats i sak sedan parterna svarade utan att en synpunkt bad om det."
    for step, said in (("fraga_igen", day), ("fraga_inte_igen", why)):
        assert obstacle(right, "au_ledamot", step, **said) == nothing
        assert obstacle(left, "au_ledamot", step, **said) == nothing
    assert after(case, "au_ledamot", "fraga_igen", **day) == "pa_remiss"
    assert after(case, "au_ledamot", "fraga_inte_igen", **why) == "slutligt"


@guard("revision.svarstiden_racker")
def test_what_most_of_is_known_is_asked_about_with_the_short_time() -> None:
    case, all_ = changed("slutligt"), {"mottagare": "alla"}
    early = obstacle(case, "au_ledamot", "fraga_igen", sista_dag="2023-11-13", **all_)
    assert early == "De som frågas behöver minst 7 dagar: tidigast tis 14 nov 2023."
    assert after(case, "au_ledamot", "fraga_igen", sista_dag="2023-11-14", **all_) == "pa_remiss"
    own = revision_case("hos_au", versioner=(locked(),))
    said = obstacle(own, "au_ledamot", "skicka_pa_remiss", sista_dag="2023-11-14", **all_)
    assert "En tjänstemannaremiss behöver minst 21 dagar" in said
    theirs = revision_case("hos_au", versioner=(locked(),), extern=True, motpart="Lärosätet")
    week = {"sista_dag": "2023-11-14", **all_}
    assert after(theirs, "au_ledamot", "skicka_pa_remiss", **week) == "pa_remiss"


@guard("revision.parterna_eniga")
def test_a_counterpartys_text_goes_the_short_way_where_every_party_says_yes() -> None:
    yes = tuple(asked(who, svar="tillstyrker") for who in ("alvesta", "lessebo"))
    facts: dict[str, Any] = {"extern": True, "versioner": (locked(),), "fragad_version": 1}
    short: dict[str, Any] = {"sista_dag": "2023-11-14"}
    two = revision_case("sammanstalls", remiss=round_of(mottagare=yes, **short), **facts)
    assert obstacle(two, "sammankallande", "slutfor").startswith(
        "Texten har gått den korta vägen, och Regionen har inte sagt ja."
    )
    usual = revision_case("sammanstalls", remiss=round_of(mottagare=yes), **facts)
    assert after(usual, "sammankallande", "slutfor") == "slutligt"
    all_three = (*yes, asked("region_kronoberg", svar="ingen_erinran"))
    agreed = revision_case("sammanstalls", remiss=round_of(mottagare=all_three, **short), **facts)
    assert after(agreed, "sammankallande", "slutfor") == "slutligt"
