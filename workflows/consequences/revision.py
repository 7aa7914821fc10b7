"""What follows from the steps of a revision, up to the decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.lagen import AvtalLage, RevisionLage, Slag
from models.vocabulary import PunktUtfall
from workflows import whose
from workflows.avtalstext import content_hash
from workflows.cases import ANMALS, RevisionCase
from workflows.consequences import foljd, om
from workflows.consequences.addressees import asked
from workflows.consequences.kept import kept
from workflows.effects import Announce, Change, Effect, Notify, TakeStep
from workflows.effects_revision import LockVersion, OpenRemissOnText, SetDeciding, StartDraft
from workflows.guards.revision import changes_the_text, decides, merged

_GRUPPEN = "Din grupp har uppdraget att skriva texten."


def initierad(case: RevisionCase) -> Notify:
    """Ask AU to prioritise a revision that somebody has just started."""
    au = "Du håller ihop arbetet i ⟨au⟩."
    return Notify("revision_initierad", (whose.au(case),), au, {"orsak": case.revision.orsak}, but=case.actor.person_id)


@foljd("Prioritet, grupp, uppdrag och dagar skrivs in. Gruppens sammankallande får uppdraget.")
def prioriterad(case: RevisionCase) -> Iterator[Effect]:
    """Give a group its mandate."""
    yield Change({
        "prioritet": case.said("prioritet"), "prioritet_skal": case.said("prioritet_skal"),
        "foredragande": case.said("foredragande") or case.revision.foredragande,
    })  # fmt: skip
    yield from _mandate(case, {"skal": case.said("prioritet_skal")})


def _mandate(case: RevisionCase, words: dict[str, Any]) -> Iterator[Effect]:
    """Write the mandate, and send it to the group that gets it."""
    organ = case.register.organ_named(case.said("grupp"))
    fields = {name: case.said(name) for name in ("mandat", "mandat_till", "siktar_pa")}
    yield Change({**fields, "grupp_organ_id": organ.id if organ else None})
    data = {**fields, "mandat_till": fields["mandat_till"].isoformat(), "siktar_pa": fields["siktar_pa"].isoformat()}
    to = whose.organets(case, organ.id if organ else None)
    yield Notify("revision_uppdrag", (to,), _GRUPPEN, {**data, **words})


@foljd("Det nya uppdraget gäller i stället för det gamla, och dagarna räknas om. Byts gruppen får båda veta.")
def nytt_uppdrag(case: RevisionCase) -> Iterator[Effect]:
    """Give the mandate anew; a group that no longer has it is told."""
    yield from _mandate(case, {"skal": case.said("skal"), "nytt": True})
    organ, before = case.register.organ_named(case.said("grupp")), case.revision.grupp_organ_id
    if organ and organ.id != before:
        data = {"vad": "annan_grupp", "grupp": organ.namn, "skal": case.said("skal")}
        yield Notify("revision_besked", (whose.gruppen(case),), "Din grupp hade uppdraget att skriva texten.", data)


@foljd("Nästa översyn skrivs på avtalet. Det anmäls på nästa möte.")
def avstadd(case: RevisionCase) -> Iterator[Effect]:
    """Leave the agreement until its new review day, and tell the next meeting."""
    yield Announce(f"{ANMALS}{case.om.beteckning} {case.om.rubrik} ses inte över nu")
    day = case.said("oversyn").isoformat()
    tested = {"bedomning": case.said("skal"), "oversyn": day}
    avtal_id = case.revision.avtal_id
    yield TakeStep(avtal_id, Slag.AVTAL, "prova_aktualitet", tested, (AvtalLage.I_KRAFT,))
    yield TakeStep(avtal_id, Slag.AVTAL, "andra_uppgifter", {"oversyn": day}, (AvtalLage.PLANERAT,))


@foljd("Utkastet börjar som texten som gäller.")
def borjat(_case: RevisionCase) -> Iterator[Effect]:
    """Begin from what is in force."""
    yield StartDraft()


@foljd("Utkastet sparas, ihopfogat med det som andra har sparat under tiden.")
def skriv_utkast(case: RevisionCase) -> Iterator[Effect]:
    """Store the draft with everybody's words."""
    text = merged(case).text
    edition = case.revision.utkast_upplaga + 1
    yield Change({"utkast": text, "utkast_sha256": content_hash(text), "utkast_upplaga": edition})


@foljd("Motpartens text låses som ny version. ⟨Au⟩ får läsa den.")
def extern_text(case: RevisionCase) -> Iterator[Effect]:
    """Lock what the counterparty wrote."""
    yield Change({"extern": True, "motpart": case.said("motpart")})
    yield LockVersion(case.said("andring"), case.said("text"), case.said("sammanfattning"))
    yield _to_au(case)


@foljd("Utkastet låses som ny version med sitt kontrollvärde. ⟨Au⟩ får läsa det.")
def lamnat_forslag(case: RevisionCase) -> Iterator[Effect]:
    """Lock the draft, with what it means for each party by the party's code."""
    said = ((case.register.huvudman_named(name), text) for name, text in case.said("konsekvenser").items())
    about = {huvudman.kod: text for huvudman, text in said if huvudman}
    yield LockVersion(
        case.said("andring"), None, case.said("sammanfattning"), about, case.said("invanare")
    )  # fmt: skip
    yield _to_au(case)


def _to_au(case: RevisionCase) -> Notify:
    data = {"sammanfattning": case.said("sammanfattning"), "version": len(case.versioner) + 1}
    return Notify("revision_forslag", (whose.au(case),), "Du håller ihop arbetet i ⟨au⟩.", data)


@foljd("Gruppen får skälet och skriver vidare.")
def atersand(case: RevisionCase) -> Iterator[Effect]:
    """Back to the group."""
    yield Notify("revision_ater", (whose.gruppen(case),), _GRUPPEN, {"skal": case.said("skal")})


@foljd("Remissen skickas till mottagarna på just den senaste låsta texten.")
def oppna_remiss(case: RevisionCase) -> Iterator[Effect]:
    """Ask about exactly the newest locked text."""
    assert case.senaste is not None  # noqa: S101 - what AU reads is locked
    yield OpenRemissOnText(
        version_id=case.senaste.id,
        slag=case.said("slag"),
        fraga=case.said("fraga") or f"Ställer ni er bakom förslaget till ”{case.om.rubrik}”?",
        sista_dag=case.said("sista_dag"),
        till=asked(case, case.said("mottagare")),
    )


@foljd("Gruppen får skälet och skriver vidare på den senaste texten.")
def omarbeta(case: RevisionCase) -> Iterator[Effect]:
    """Write on; what was decided about the old text no longer holds."""
    yield Change({"mote_id": None})
    yield Notify("revision_omarbetas", (whose.gruppen(case),), _GRUPPEN, {"skal": case.said("skal")},
                 but=case.actor.person_id)  # fmt: skip


@foljd("Den slutliga texten är låst.")
def slutfort(case: RevisionCase) -> Iterator[Effect]:
    """Lock the text that goes to a meeting, when it is not the newest locked one already."""
    if case.said("ikraft"):
        yield Change({"ikraft": case.said("ikraft")})
    if changes_the_text(case) and case.senaste:
        yield LockVersion(
            case.said("andring"), case.said("text"), case.said("sammanfattning") or "", case.senaste.konsekvenser,
            case.senaste.invanare,
        )  # fmt: skip


@foljd("Mötet antecknar skälet. Gruppen får veta vad som ska göras.")
def aterremitterad(case: RevisionCase) -> Iterator[Effect]:
    """Back to the group, with what is to be done."""
    yield from om.close(
        case, PunktUtfall.ATERREMITTERAT, f"{case.said('skal')}\n{case.said('att_gora')}", {"mote_id": None}
    )
    yield Notify("aterremitterat", (whose.gruppen(case),), _GRUPPEN, case.payload.said())


@foljd(
    "Beslutet skrivs in och får ett nummer. Dagen då texten börjar gälla skrivs in, och vilka parter som beslutar för "
    "egen del. Åtagandena ges när texten börjar gälla."
)
def beslutad(case: RevisionCase) -> Iterator[Effect]:
    """Record the decision; what the parties shall do is kept until the text holds."""
    yield from om.decision(case, ())
    yield Change({"ikraft": case.fact("ikraft"), "ataganden": [kept(one) for one in om.obligations_of(case)]})
    yield SetDeciding(tuple(part.huvudman_id for part in decides(case)))


@foljd("Står den på en dagordning tas punkten bort, eller utgår om mötet är öppnat.")
def av_dagordningen(case: RevisionCase) -> Iterator[Effect]:
    """Off the agenda; at an open meeting the item is noted as not taken up."""
    if case.sak.lage != RevisionLage.PA_DAGORDNING:
        return
    if case.mote and case.mote.lage == "oppnat":
        yield from om.close(case, PunktUtfall.UTGICK, case.said("skal"), {"mote_id": None})
    else:
        yield from om.av_dagordningen(case)
