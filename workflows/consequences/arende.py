"""What follows from the steps of an ärende."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from models.lagen import RemissLage, Slag
from models.vocabulary import FristForm, PunktUtfall
from workflows import whose
from workflows.cases import ANMALS, ArendeCase
from workflows.consequences import foljd
from workflows.consequences.addressees import addressees, each_once
from workflows.deadlines import parse_due
from workflows.effects import (
    Announce,
    Change,
    CloseItem,
    Decide,
    Effect,
    GiveNumber,
    LinkDecisions,
    Notify,
    Obligation,
    OpenRemiss,
    PlaceOnAgenda,
    TakeOffAgenda,
    TakeStep,
)
from workflows.frister import avstamningsdag, following_meeting
from workflows.payloads.arende import Uppgift

_TEXTS = ("rubrik", "fraga", "bakgrund", "avsandare_namn", "foredragande", "forslag_beslut", "konsekvenser", "invanare")


@foljd("Uppgifterna sparas i ärendet.")
def skriv(case: ArendeCase) -> Iterator[Effect]:
    """Store every word that was said about the ärende itself."""
    fields = {**_texts(case), **_choices(case)}
    if fields:
        yield Change(fields)
    if case.said("tidigare_beslut"):
        yield LinkDecisions(tuple(case.said("tidigare_beslut")))


def _texts(case: ArendeCase) -> dict[str, Any]:
    return {name: case.said(name) for name in (*_TEXTS, "siktar_pa") if case.said(name) is not None}


def _choices(case: ArendeCase) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if case.said("onskad_hantering") is not None:
        fields["onskad_hantering"] = [one.value for one in case.said("onskad_hantering")]
    if organ := case.register.organ_named(case.said("avsandare_organ")):
        fields["avsandare_organ_id"] = organ.id
    if (proposed := case.said("forslag_ataganden")) is not None:
        fields["forslag_ataganden"] = [uppgift.model_dump(mode="json", exclude_none=True) for uppgift in proposed]
    if handlaggare := case.named.personer.get((case.said("handlaggare") or "").casefold()):
        fields["handlaggare_id"] = handlaggare.id
    return fields


@foljd("Ärendet får ett nummer. Avsändaren får en kvittens och AU får veta.")
def nummer_och_kvittens(case: ArendeCase) -> Iterator[Effect]:
    """Give the number, thank the sender, tell AU."""
    yield GiveNumber()
    yield Notify("kvittens", (whose.avsandaren(case),), "Du lämnade in ärendet.")
    yield Notify(
        "nytt_arende", (whose.au(case), whose.au_ordforande(case)), f"Du håller ihop arbetet i {case.profile.ord.au}."
    )


@foljd("Avsändaren får veta vad som saknas.")
def be_om_komplettering(case: ArendeCase) -> Iterator[Effect]:
    """Ask the sender."""
    yield Notify("komplettering", (whose.avsandaren(case),), "Du lämnade in ärendet.", {"saknas": case.said("saknas")})


@foljd("Handläggaren får veta.")
def komplettering_inkommen(case: ArendeCase) -> Iterator[Effect]:
    """Tell the one who asked."""
    yield Notify(
        "kompletterat",
        (whose.handlaggaren(case),),
        "Du handlägger ärendet.",
        {"text": case.said("komplettering") or ""},
    )


@foljd("Avsändaren får skälet och en hänvisning. Ärendet anmäls på nästa möte.")
def beratta_for_avsandaren(case: ArendeCase) -> Iterator[Effect]:
    """Tell the sender that the ärende was turned away, and where to turn; announce it on the next agenda."""
    data = {"skal": case.said("skal"), "hanvisning": case.said("hanvisning")}
    yield Notify("avvisat", (whose.avsandaren(case),), "Du lämnade in ärendet.", data)
    yield Announce(f"{ANMALS}{case.arende.beteckning} {case.arende.rubrik} har avvisats")


@foljd("En öppen remiss avbryts.")
def avbryt_oppen_remiss(case: ArendeCase) -> Iterator[Effect]:
    """Call off the round that is open, or closed and not yet answered to."""
    under_way = (RemissLage.OPPEN, RemissLage.STANGD)
    if case.remiss and case.remiss.lage in under_way:
        yield TakeStep(case.remiss.id, Slag.REMISS, "avbryt", {"skal": case.said("skal")}, under_way)


@foljd("Remissen stängs.")
def stang_oppen_remiss(case: ArendeCase) -> Iterator[Effect]:
    """Close the round, when the ärende is what was moved first."""
    if case.remiss and case.remiss.lage == RemissLage.OPPEN:
        yield TakeStep(case.remiss.id, Slag.REMISS, "stang", {}, (RemissLage.OPPEN,))


@foljd("De som svarade på remissen får återkoppling.")
def aterkoppla_remissen(case: ArendeCase) -> Iterator[Effect]:
    """Every respondent gets its answers."""
    if case.remiss and case.remiss.lage == RemissLage.STANGD:
        yield TakeStep(case.remiss.id, Slag.REMISS, "aterkoppla", {}, (RemissLage.STANGD,))


@foljd("Underlaget låses och remissen skickas till mottagarna.")
def oppna_remiss(case: ArendeCase) -> Iterator[Effect]:
    """Lock the text and ask."""
    yield OpenRemiss(
        slag=case.said("slag"),
        fraga=case.said("fraga") or case.arende.fraga,
        underlag=locked_text(case),
        sista_dag=case.said("sista_dag"),
        till=each_once(addressees(case, case.said("mottagare"))),
    )


def locked_text(case: ArendeCase) -> str:
    """Return the exact text that is asked about: headings and paragraphs of what has been written so far."""
    a = case.arende
    parts = (("Fråga", a.fraga), ("Bakgrund", a.bakgrund), ("Förslag till beslut", a.forslag_beslut),
             ("Konsekvenser", a.konsekvenser), ("Så deltog invånare", a.invanare))  # fmt: skip
    return "\n\n".join([a.rubrik, *(f"{heading}\n{text}" for heading, text in parts if text)])


@foljd("Ärendet blir en punkt på mötets dagordning.")
def pa_dagordningen(case: ArendeCase) -> Iterator[Effect]:
    """Put it on the agenda."""
    yield Change({"mote_id": case.said("mote")})
    yield PlaceOnAgenda(case.said("mote"), case.said("skal") or "")


@foljd("Punkten tas bort från dagordningen.")
def av_dagordningen(case: ArendeCase) -> Iterator[Effect]:
    """Take it off an agenda before the meeting."""
    if case.arende.mote_id:
        yield TakeOffAgenda(case.arende.mote_id)
    yield Change({"mote_id": None})


def _close(case: ArendeCase, utfall: PunktUtfall, note: str, fields: dict[str, Any]) -> Iterable[Effect]:
    yield CloseItem(case.mote.id if case.mote else 0, utfall, note)
    yield Change(fields)


@foljd("Beslutet skrivs in och får ett nummer. Varje mottagare får sina åtaganden.")
def fatta_beslut(case: ArendeCase) -> Iterator[Effect]:
    """Record the decision and give each party its åtaganden."""
    yield CloseItem(case.mote.id if case.mote else 0, PunktUtfall.BESLUTAT, case.said("beslutstext"))
    yield Decide(
        mote_id=case.mote.id if case.mote else 0,
        utfall=case.said("utfall"),
        text=case.said("beslutstext"),
        ataganden=tuple(obligation(case, uppgift) for uppgift in case.said("ataganden") or ()),
        ersatter=tuple(case.said("ersatter") or ()),
    )


def obligation(case: ArendeCase, uppgift: Uppgift) -> Obligation:
    """Return one thing to be done, its time read and its addressees found."""
    due = parse_due(uppgift.senast)
    day = due.day
    if due.slag == FristForm.NASTA_MOTE and (coming := following_meeting(case)):
        day = coming.datum
    if due.slag in {FristForm.ATERKOMMANDE, FristForm.TILLS_VIDARE}:
        day = avstamningsdag(case.profile, due.slag, due.months, case.today)
    verifier = case.named.personer.get((uppgift.verifieras_av or "").casefold())
    return Obligation(
        text=uppgift.text, svar=uppgift.svar, form=due.slag, senast=day, manader=due.months,
        till=addressees(case, uppgift.mottagare, uppgift.sektor), verifierare_id=verifier.id if verifier else None,
    )  # fmt: skip


@foljd("Mötet antecknar skälet. Antalet bordläggningar räknas upp.")
def bordlagd(case: ArendeCase) -> Iterable[Effect]:
    """Put off; counted, so that the third time shows."""
    fields = {"mote_id": None, "bordlaggningar": case.arende.bordlaggningar + 1}
    return _close(case, PunktUtfall.BORDLAGT, case.said("skal"), fields)


@foljd("Mötet antecknar skälet.")
def utgangen(case: ArendeCase) -> Iterable[Effect]:
    """Not taken up."""
    return _close(case, PunktUtfall.UTGICK, case.said("skal"), {"mote_id": None})


@foljd("Mötet antecknar skälet. Handläggaren får veta vad som ska göras.")
def aterremitterad(case: ArendeCase) -> Iterator[Effect]:
    """Back to preparation, with what is to be done."""
    yield from _close(
        case, PunktUtfall.ATERREMITTERAT, f"{case.said('skal')}\n{case.said('att_gora')}", {"mote_id": None}
    )
    yield Notify("aterremitterat", (whose.handlaggaren(case),), "Du handlägger ärendet.", case.payload.said())


@foljd("Mötet antecknar vad det kom fram till. Den som bär frågan får veta vad som ska komma tillbaka.")
def dialogen_gar_vidare(case: ArendeCase) -> Iterator[Effect]:
    """Somebody carries it and comes back."""
    organ = case.register.organ_named(case.said("barare"))
    fields = {"mote_id": None, "barare_organ_id": organ.id if organ else None, "aterkommer": case.said("aterkommer")}
    yield from _close(case, PunktUtfall.FORTSATT_DIALOG, case.said("anteckning"), fields)
    yield Notify("dialog", (whose.organets(case, organ.id if organ else None),),
    "Du har uppdrag i organet som bär frågan.",
                 {**case.payload.said(), "barare": organ.namn if organ else ""})  # fmt: skip


@foljd("Mötet antecknar vad det noterade. Avsändaren får ett utdrag, och ett medskick går till sin mottagare.")
def noterad(case: ArendeCase) -> Iterator[Effect]:
    """Noted; a medskick goes to the group it was meant for."""
    yield from _close(case, PunktUtfall.LAGT_TILL_HANDLINGARNA, case.said("anteckning"), {})
    organ = case.register.organ_named(case.said("medskick_till"))
    if case.said("medskick") and organ:
        yield Notify(
            "medskick",
            (whose.organets(case, organ.id),),
            f"Du håller ihop {organ.namn}.",
            {"text": case.said("medskick")},
        )
    yield Notify("utdrag", (whose.avsandaren(case),), "Du lämnade in ärendet.", {"text": case.said("anteckning")})


@foljd("Mötet antecknar skälet.")
def lyft(case: ArendeCase) -> Iterable[Effect]:
    """Up to a political body."""
    organ = case.register.organ_named(case.said("forum"))
    fields = {"mote_id": None, "forum_organ_id": organ.id if organ else None}
    return _close(case, PunktUtfall.LYFT, case.said("skal"), fields)


@foljd("Ärendet anmäls på nästa möte som genomfört. Avsändaren får veta.")
def anmal_avslut(case: ArendeCase) -> Iterator[Effect]:
    """A consent item on the next agenda, and word to the sender."""
    yield Announce(f"{ANMALS}{case.arende.beteckning} {case.arende.rubrik} är genomfört av alla")
    yield Notify("avslutat", (whose.avsandaren(case),), "Du lämnade in ärendet.")
