"""What follows from the steps of an ärende."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from models.vocabulary import PunktUtfall
from workflows.arende import dates
from workflows.arende.effects import GiveNumber
from workflows.arende.facts import ArendeCase
from workflows.engine.effects import Change, Effect, Notify
from workflows.ground.sentences import foljd
from workflows.handling import whose
from workflows.handling.addressees import asked
from workflows.handling.consequences import close
from workflows.handling.effects import Announce, LinkDecisions, OpenRemiss
from workflows.handling.facts import ANMALS

_TEXTS = (
    "rubrik",
    "fraga",
    "bakgrund",
    "avsandare_namn",
    "foredragande",
    "forslag_beslut",
    "konsekvenser",
    "invanare",
)


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
        fields["forslag_ataganden"] = [
            uppgift.model_dump(mode="json", exclude_none=True) for uppgift in proposed
        ]
    if handlaggare := case.named.personer.get((case.said("handlaggare") or "").casefold()):
        fields["handlaggare_id"] = handlaggare.id
    return fields


@foljd("Ärendet får ett nummer. Avsändaren får en kvittens och ⟨au⟩ får veta.")
def nummer_och_kvittens(case: ArendeCase) -> Iterator[Effect]:
    """Give the number, thank the sender, tell AU."""
    yield GiveNumber()
    yield Notify("kvittens", (dates.avsandaren(case),), "Du lämnade in ärendet.")
    yield Notify(
        "nytt_arende", (whose.au(case), whose.au_ordforande(case)), "Du håller ihop arbetet i ⟨au⟩."
    )


@foljd("Avsändaren får veta vad som saknas.")
def be_om_komplettering(case: ArendeCase) -> Iterator[Effect]:
    """Ask the sender."""
    yield Notify(
        "komplettering",
        (dates.avsandaren(case),),
        "Du lämnade in ärendet.",
        {"saknas": case.said("saknas")},
    )


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
    """Tell the sender that the ärende was turned away, and where to turn; announce it on the next
    agenda.
    """
    data = {"skal": case.said("skal"), "hanvisning": case.said("hanvisning")}
    yield Notify("avvisat", (dates.avsandaren(case),), "Du lämnade in ärendet.", data)
    yield Announce(f"{ANMALS}{case.arende.beteckning} {case.arende.rubrik} har avvisats")


@foljd("Underlaget låses och remissen skickas till mottagarna.")
def oppna_remiss(case: ArendeCase) -> Iterator[Effect]:
    """Lock the text and ask."""
    yield OpenRemiss(
        slag=case.said("slag"),
        fraga=case.said("fraga") or case.arende.fraga,
        underlag=locked_text(case),
        sista_dag=case.said("sista_dag"),
        till=asked(case, case.said("mottagare")),
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
def aterremitterad(case: ArendeCase) -> Iterator[Effect]:
    """Back to preparation, with what is to be done."""
    yield from close(
        case,
        PunktUtfall.ATERREMITTERAT,
        f"{case.said('skal')}\n{case.said('att_gora')}",
        {"mote_id": None},
    )
    yield Notify(
        "aterremitterat", (whose.handlaggaren(case),), "Du handlägger ärendet.", case.payload.said()
    )


@foljd(
    "Mötet antecknar vad det kom fram till. Den som bär frågan får veta vad som ska komma tillbaka."
)
def dialogen_gar_vidare(case: ArendeCase) -> Iterator[Effect]:
    """Somebody carries it and comes back."""
    organ = case.register.organ_named(case.said("barare"))
    fields = {
        "mote_id": None,
        "barare_organ_id": organ.id if organ else None,
        "aterkommer": case.said("aterkommer"),
    }
    yield from close(case, PunktUtfall.FORTSATT_DIALOG, case.said("anteckning"), fields)
    yield Notify(
        "dialog",
        (whose.organets(case, organ.id if organ else None),),
        "Du har uppdrag i organet som bär frågan.",
        {**case.payload.said(), "barare": organ.namn if organ else ""},
    )


@foljd(
    "Mötet antecknar vad det noterade. Avsändaren får ett utdrag, och ett medskick går till sin"
    " mottagare."
)
def noterad(case: ArendeCase) -> Iterator[Effect]:
    """Noted; a medskick goes to the group it was meant for."""
    yield from close(case, PunktUtfall.LAGT_TILL_HANDLINGARNA, case.said("anteckning"), {})
    organ = case.register.organ_named(case.said("medskick_till"))
    if case.said("medskick") and organ:
        yield Notify(
            "medskick",
            (whose.organets(case, organ.id),),
            f"Du håller ihop {organ.namn}.",
            {"text": case.said("medskick")},
        )
    yield Notify(
        "utdrag",
        (dates.avsandaren(case),),
        "Du lämnade in ärendet.",
        {"text": case.said("anteckning")},
    )


@foljd("Mötet antecknar skälet.")
def lyft(case: ArendeCase) -> Iterable[Effect]:
    """Up to a political body."""
    organ = case.register.organ_named(case.said("forum"))
    fields = {"mote_id": None, "forum_organ_id": organ.id if organ else None}
    return close(case, PunktUtfall.LYFT, case.said("skal"), fields)


@foljd("Ärendet anmäls på nästa möte som genomfört. Avsändaren får veta.")
def anmal_avslut(case: ArendeCase) -> Iterator[Effect]:
    """A consent item on the next agenda, and word to the sender."""
    yield Announce(f"{ANMALS}{case.arende.beteckning} {case.arende.rubrik} är genomfört av alla")
    yield Notify("avslutat", (dates.avsandaren(case),), "Du lämnade in ärendet.")
