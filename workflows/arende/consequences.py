"""What follows from the steps of an ärende."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from models.avisering import Avisering, Nyhet
from models.lagen import ArendeLage
from models.vocabulary import Aterkomst, AviseringLage, PunktUtfall
from workflows.arende import dates
from workflows.arende.effects import GiveNumber, KnowSender
from workflows.arende.facts import ArendeCase
from workflows.arende.payloads import (
    Arendeprioritet,
    Arenderattning,
    Arendetext,
    Avvisa,
    BegarKomplettering,
    Beredning,
    Fragetext,
    Komplettera,
    TaUpp,
    TillHandlingarna,
)
from workflows.county.vacancy import RAISED_IT
from workflows.engine.effects import Change, Effect, Notify, Remove, Ride, Write
from workflows.ground.payload import after, required, told
from workflows.ground.sentences import foljd
from workflows.handling import slots
from workflows.handling.addressees import asked
from workflows.handling.consequences import after_this_meeting, close, promised
from workflows.handling.dates import comes_up
from workflows.handling.effects import Announce, LinkDecisions, OpenRemiss
from workflows.handling.facts import ANMALS
from workflows.handling.payloads import Aterremiss, SkickaPaRemiss
from workflows.handling.rules.at_meeting import how_done

_SPARAS = "Uppgifterna sparas i ärendet."


@foljd(_SPARAS)
def skriv(case: ArendeCase, said: Fragetext) -> Iterator[Effect]:
    """Store the sender's words."""
    organ = case.register.organ_named(said.avsandare_organ)
    wanted = said.onskad_hantering
    yield from _written(
        rubrik=said.rubrik,
        fraga=said.fraga,
        bakgrund=said.bakgrund,
        avsandare_namn=said.avsandare_namn,
        onskad_hantering=None if wanted is None else [one.value for one in wanted],
        avsandare_organ_id=organ.id if organ else None,
    )


@foljd(_SPARAS)
def skriv_avsandaren(_case: ArendeCase, said: Arendetext) -> Iterator[Effect]:
    """Store where somebody outside is reached, and who that is."""
    yield from _written(avsandare_epost=said.avsandare_epost, avsandare_kanal=said.avsandare_kanal)


@foljd("Breven om ärendet går till frågeställaren, om det finns en adress.")
def lar_kanna_avsandaren(case: ArendeCase, said: Arendetext | Arenderattning) -> Iterator[Effect]:
    """Whoever asked from outside hears of it at the address that was given."""
    removed = isinstance(said, Arenderattning) and said.utan_epost
    if reached_at(case, said)[0] and not removed:
        yield KnowSender()


def reached_at(case: ArendeCase, said: object) -> tuple[str, str]:
    """Return the address and the name of whoever asked from outside, after what is said now."""
    own = case.arende
    return (
        after(getattr(said, "avsandare_epost", None), own.avsandare_epost),
        after(getattr(said, "avsandare_namn", None), own.avsandare_namn),
    )


@foljd("Prioriteten och skälet sparas. ⟨Inkorg⟩ visar det mest angelägna först.")
def prioriterat(_case: ArendeCase, said: Arendeprioritet) -> Iterator[Effect]:
    """Store how urgent it is, and why."""
    yield Change({"prioritet": said.prioritet, "prioritet_skal": said.prioritet_skal})


@foljd(_SPARAS)
def skriv_uppdraget(case: ArendeCase, said: TaUpp) -> Iterator[Effect]:
    """Store who handles it and which meeting it aims at."""
    handlaggare = _person(case, said.handlaggare)
    yield from _written(siktar_pa=said.siktar_pa, handlaggare_id=handlaggare)


@foljd(_SPARAS)
def rattat(_case: ArendeCase, said: Arenderattning) -> Iterator[Effect]:
    """Store the corrected words; what stood before stands in the history."""
    yield from _written(
        rubrik=said.rubrik,
        fraga=said.fraga,
        siktar_pa=said.siktar_pa,
        avsandare_namn=said.avsandare_namn,
        avsandare_epost=said.new_address,
        avsandare_kanal=said.avsandare_kanal,
    )


@foljd(
    "Byts frågeställarens adress får den gamla inget mer om ärendet, och den nya får det som står"
    " nu. Tas den bort går breven till den som skrev in ärendet."
)
def nas_pa_nytt(case: ArendeCase, said: Arenderattning) -> Iterator[Effect]:
    """Let what waits for the old address go nowhere, and tell the new one where the matter is."""
    new, before = said.new_address, case.arende.avsandare_person_id
    if new is None or new == case.arende.avsandare_epost:
        return
    if before is not None:
        waits = {"sak_id": case.sak.id, "person_id": before, "avisering_id": None}
        yield Remove(Nyhet, where=waits)
        unsent = {"sak_id": case.sak.id, "person_id": before, "lage": AviseringLage.VANTAR}
        yield Write(Avisering, {"lage": AviseringLage.ONODIG}, where=unsent)
    if not new:
        yield Change({"avsandare_person_id": None})
        return
    asked = next(iter(case.saknas), "") if case.sak.lage == ArendeLage.KOMPLETTERAS else ""
    mall, data = ("komplettering", {"saknas": asked}) if asked else ("kvittens", {})
    yield Notify(mall, (), RAISED_IT, data, also=dates.avsandarens)


@foljd(_SPARAS)
def skriv_underlaget(case: ArendeCase, said: Beredning) -> Iterator[Effect]:
    """Store what AU prepares, and which decisions it hangs together with."""
    proposed = said.forslag_ataganden
    yield from _written(
        bakgrund=said.bakgrund,
        foredragande=said.foredragande,
        forslag_beslut=said.forslag_beslut,
        konsekvenser=said.konsekvenser,
        invanare=said.invanare,
        forslag_ataganden=None
        if proposed is None
        else [one.model_dump(mode="json", exclude_none=True) for one in proposed],
        handlaggare_id=_person(case, said.handlaggare),
        berord_sektor=said.berord_sektor,
    )
    if said.tidigare_beslut:
        yield LinkDecisions(said.tidigare_beslut)


def _written(**said: object) -> Iterator[Effect]:
    """Write the fields that something was said of."""
    if fields := told(**said):
        yield Change(fields)


def _person(case: ArendeCase, epost: str | None) -> int | None:
    person = case.named.personer.get((epost or "").casefold())
    return person.id if person else None


@foljd("Ärendet får ett nummer. Avsändaren får en kvittens och ⟨au⟩ får veta.")
def nummer_och_kvittens(case: ArendeCase, _said: object) -> Iterator[Effect]:
    """Give the number, thank the sender, tell AU."""
    yield GiveNumber()
    yield Notify("kvittens", (), RAISED_IT, also=dates.avsandarens)
    yield Notify("nytt_arende", (slots.au(case), slots.au_ordforande(case)), slots.HALLER_IHOP)


@foljd("Avsändaren får veta det i sitt sammandrag.")
def avsandaren_far_veta(case: ArendeCase, _said: object) -> Iterator[Effect]:
    """Let whoever raised it hear of the turn; nobody hears of what they did themselves."""
    who = dates.avsandaren(case).person_id
    if who is not None and who != case.actor.person_id:
        yield Ride((who,))


@foljd("Avsändaren får veta vad som saknas.")
def be_om_komplettering(case: ArendeCase, said: BegarKomplettering) -> Iterator[Effect]:
    """Ask the sender."""
    yield Notify(
        "komplettering",
        (dates.avsandaren(case),),
        RAISED_IT,
        {"saknas": said.saknas},
    )


@foljd("Handläggaren får veta.")
def komplettering_inkommen(case: ArendeCase, said: Komplettera) -> Iterator[Effect]:
    """Tell the one who asked."""
    yield Notify(
        "kompletterat",
        (slots.handlaggaren(case),),
        "Du handlägger ärendet.",
        {"text": said.komplettering or ""},
    )


@foljd("Avsändaren får skälet och en hänvisning. Ärendet anmäls på nästa möte.")
def beratta_for_avsandaren(case: ArendeCase, said: Avvisa) -> Iterator[Effect]:
    """Tell the sender that the ärende was turned away, and where to turn; announce it on the next
    agenda.
    """
    data = {"skal": said.skal, "hanvisning": said.hanvisning}
    yield Notify("avvisat", (dates.avsandaren(case),), RAISED_IT, data)
    yield Announce(f"{ANMALS}{case.arende.beteckning} {case.arende.rubrik} har avvisats")


@foljd("Underlaget låses och remissen skickas till mottagarna.")
def oppna_remiss(case: ArendeCase, said: SkickaPaRemiss) -> Iterator[Effect]:
    """Lock the text and ask."""
    yield OpenRemiss(
        slag=said.slag,
        fraga=said.fraga or case.arende.fraga,
        underlag=locked_text(case),
        sista_dag=required(said.sista_dag),
        till=asked(case, said.mottagare, said.sektor),
    )


def locked_text(case: ArendeCase) -> str:
    """Return the exact text that is asked about: headings and paragraphs of what has been written
    so far.
    """
    a = case.arende
    parts = (
        ("Fråga", a.fraga),
        ("Bakgrund", a.bakgrund),
        ("Förslag till beslut", a.forslag_beslut),
        ("Konsekvenser", a.konsekvenser),
        ("Så deltog invånare", a.invanare),
    )
    return "\n\n".join([a.rubrik, *(f"{heading}\n{text}" for heading, text in parts if text)])


@foljd("Mötet antecknar skälet. Handläggaren får veta vad som ska göras.")
def aterremitterad(case: ArendeCase, said: Aterremiss) -> Iterator[Effect]:
    """Back to preparation, with what is to be done."""
    yield from close(
        case,
        PunktUtfall.ATERREMITTERAT,
        f"{said.skal}\n{said.att_gora}",
        {"mote_id": None},
    )
    yield Notify(
        "aterremitterat", (slots.handlaggaren(case),), "Du handlägger ärendet.", said.said()
    )


def awaited(_case: ArendeCase, said: TillHandlingarna) -> bool:
    """Tell whether a group is to answer what the meeting sent along."""
    return bool(said.medskick) and not said.inget_svar


def what_is_awaited(case: ArendeCase, said: TillHandlingarna) -> Mapping[str, str]:
    """Say in the history whose answer is awaited."""
    organ = case.register.organ_named(said.medskick_till)
    if organ is None or not awaited(case, said):
        return {}
    return {"svaret": f", och {organ.kortnamn} ska svara på ett medskick"}


def answered_by(case: ArendeCase, said: TillHandlingarna) -> date:
    """Return the day of the meeting that hears the answer: the one named, else the next."""
    return said.svar_till or after_this_meeting(case)


@foljd(
    "Mötet antecknar vad det noterade. Ett medskick går till sin mottagare, vars svar kommer"
    " tillbaka till ett möte om inget annat sägs."
)
def noterad(case: ArendeCase, said: TillHandlingarna) -> Iterator[Effect]:
    """Noted; a medskick goes to the group it was meant for, whose answer is awaited."""
    organ = case.register.organ_named(said.medskick_till)
    day = answered_by(case, said) if organ and awaited(case, said) else None
    carried = (
        {"mote_id": None, "barare_organ_id": organ.id, "aterkommer": day} if organ and day else {}
    )
    yield from close(case, PunktUtfall.LAGT_TILL_HANDLINGARNA, required(said.anteckning), carried)
    if day:
        yield promised(case, Aterkomst.MEDSKICK, day, said.medskick or "")
    if said.medskick and organ:
        yield Notify(
            "medskick",
            (slots.organets(case, organ.id),),
            f"Du håller ihop {organ.namn}.",
            {"text": said.medskick, **(comes_up(case, day) if day else {"klart": ""})},
            medan=bool(day),
        )


@foljd("Ärendet anmäls på nästa möte, med vilka som är klara.")
def anmal_avslut(case: ArendeCase, _said: object) -> Iterator[Effect]:
    """A consent item on the next agenda."""
    done = how_done(case)
    what = f"{case.arende.beteckning} {case.arende.rubrik} är avslutat"
    yield Announce(f"{ANMALS}{what}{done and f': {done}'}")
