"""What follows from the steps of a revision, up to the decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace

from pydantic import TypeAdapter

from models.lagen import AvtalLage, RevisionLage
from models.text import same_name
from models.vocabulary import (
    STANDING,
    MottagareSlag,
    PunktUtfall,
    Utfall,
)
from workflows.county.meetings import MoteFacts
from workflows.county.register import OrganFacts
from workflows.engine.effects import Change, Effect, Notify, TakeStep
from workflows.ground.deadlines import add_working_days
from workflows.ground.payload import Payload, after, required
from workflows.ground.sentences import foljd
from workflows.handling import consequences as shared
from workflows.handling import slots
from workflows.handling.addressees import asked
from workflows.handling.consequences import kept as no_longer_promised
from workflows.handling.dates import STANDARD_DAGAR, avstamningsdag
from workflows.handling.effects import Addressee, Announce, Obligation
from workflows.handling.facts import ANMALS
from workflows.handling.payloads import Aterremiss, Skal, SkalVidMotet
from workflows.handling.rules.at_meeting import pa_motet
from workflows.revision import dates
from workflows.revision.effects import (
    LockVersion,
    OpenRemissOnText,
    RegisterMotpart,
    SetDeciding,
    StartDraft,
)
from workflows.revision.facts import RevisionCase
from workflows.revision.payloads import (
    Avsta,
    BeslutaText,
    Externt,
    Forslag,
    GerUppdrag,
    LaserText,
    NyttUppdrag,
    PaRemiss,
    Prioritera,
    Slutligt,
    Utkast,
)
from workflows.revision.plan import agreement_now, gap
from workflows.revision.rules import PLANERAS, changes_the_text, decides, merged
from workflows.texts.markdown import content_hash

_GRUPPEN = "Din grupp har uppdraget att skriva texten."


def initierad(case: RevisionCase) -> Notify:
    """Ask AU to prioritise a revision that somebody has just started."""
    au = slots.HALLER_IHOP
    return Notify(
        "revision_initierad",
        (slots.au(case),),
        au,
        {"orsak": case.revision.orsak, "avtalet": agreement_now(case)},
        but=case.actor.person_id,
    )


@foljd("Prioritet, grupp, uppdrag och dagar skrivs in. Var och en i gruppen får veta det.")
def prioriterad(case: RevisionCase, said: Prioritera) -> Iterator[Effect]:
    """Give a group its mandate."""
    yield Change(
        {
            "prioritet": said.prioritet,
            "prioritet_skal": said.prioritet_skal,
            "foredragande": said.foredragande or case.revision.foredragande,
        }
    )
    yield from _mandate(case, said, {"skal": said.prioritet_skal})


def _mandate(case: RevisionCase, said: GerUppdrag, words: Mapping[str, object]) -> Iterator[Effect]:
    """Write the mandate, and send it to the group that gets it."""
    organ = case.register.organ_named(said.grupp)
    until, aim = required(said.mandat_till), required(said.siktar_pa)
    yield Change(
        {
            "mandat": said.mandat,
            "mandat_till": until,
            "siktar_pa": aim,
            "grupp_organ_id": organ.id if organ else None,
        }
    )
    data = {
        "mandat": said.mandat,
        "mandat_till": until.isoformat(),
        "siktar_pa": aim.isoformat(),
    }
    to = slots.organets(case, organ.id if organ else None)
    # Each member writes; who leads the group comes first, for it falls on when there is nobody.
    each = (replace(to, roll=None),) if organ else ()
    yield Notify("revision_uppdrag", (to, *each), _GRUPPEN, {**data, **words})


@foljd(
    "Det nya uppdraget gäller i stället för det gamla, och dagarna räknas om. Byts gruppen får båda"
    " veta."
)
def nytt_uppdrag(case: RevisionCase, said: NyttUppdrag) -> Iterator[Effect]:
    """Give the mandate anew; a group that no longer has it is told."""
    yield from _mandate(case, said, {"skal": said.skal, "nytt": True})
    if organ := _takes_over(case, said):
        data = {"grupp": organ.namn, "skal": said.skal}
        yield Notify(
            "revision_annan_grupp",
            (dates.gruppen(case),),
            "Din grupp hade uppdraget att skriva texten.",
            data,
        )


def _takes_over(case: RevisionCase, said: Payload) -> OrganFacts | None:
    """Return the group that gets the mandate instead of another that had it."""
    grupp = said.grupp if isinstance(said, NyttUppdrag) else None
    organ, before = case.register.organ_named(grupp), case.revision.grupp_organ_id
    return organ if organ and before not in {None, organ.id} else None


@foljd("Nästa översyn skrivs på avtalet. Det anmäls på nästa möte.")
def avstadd(case: RevisionCase, said: Avsta) -> Iterator[Effect]:
    """Leave the agreement until its new review day, and tell the next meeting."""
    yield Announce(f"{ANMALS}{case.om.beteckning} {case.om.rubrik} ses inte över nu")
    day = required(said.oversyn).isoformat()
    tested = {"bedomning": said.skal, "oversyn": day}
    avtal_id = case.revision.avtal_id
    yield TakeStep(avtal_id, "prova_aktualitet", tested, if_it_can=True)
    yield TakeStep(avtal_id, "andra_uppgifter", {"oversyn": day}, (AvtalLage.PLANERAT,))


@foljd("Utkastet börjar som texten som gäller.")
def borjat(_case: RevisionCase, _said: object) -> Iterator[Effect]:
    """Begin from what is in force."""
    yield StartDraft()


@foljd("Utkastet sparas, ihopfogat med det som andra har sparat under tiden.")
def skriv_utkast(case: RevisionCase, said: Utkast) -> Iterator[Effect]:
    """Store the draft with everybody's words."""
    text = merged(case, said).text
    if content_hash(text) == case.revision.utkast_sha256:
        return
    edition = case.revision.utkast_upplaga + 1
    yield Change({"utkast": text, "utkast_sha256": content_hash(text), "utkast_upplaga": edition})


@foljd(
    "Motpartens text låses som ny version. ⟨Au⟩ får läsa den. Motparten skrivs in som en av dem som"
    " skriver under."
)
def extern_text(case: RevisionCase, said: Externt) -> Iterator[Effect]:
    """Lock what the counterparty wrote."""
    yield Change({"extern": True, "motpart": said.motpart})
    written = bool(case.revision.utkast_sha256)
    summary = required(said.sammanfattning)
    yield LockVersion(
        said.andring, said.text, summary, utover=_wished(case, said), replaces=written
    )
    yield from _wished_anew(_wished(case, said))
    yield from _written_in(case, said)
    yield _to_au(case, said)


def _written_in(case: RevisionCase, said: Externt) -> Iterator[Effect]:
    """Write the counterparty in as one that signs; one that is in it already stays as it is."""
    namn = required(said.motpart)
    there = any(same_name(one.namn) == same_name(namn) for one in case.motparter)
    if said.kontakt and said.epost and not there and not case.register.huvudman_named(namn):
        people = ((said.kontakt, said.epost.casefold()),)
        yield RegisterMotpart(namn, said.motpartsslag, people)


@foljd("Utkastet låses som ny version med sitt kontrollvärde. ⟨Au⟩ får läsa det.")
def lamnat_forslag(case: RevisionCase, said: Forslag) -> Iterator[Effect]:
    """Lock the draft, with what it means for each party by the party's code."""
    texts = (
        (case.register.huvudman_named(name), text)
        for name, text in (said.konsekvenser or {}).items()
    )
    about = {huvudman.kod: text for huvudman, text in texts if huvudman}
    yield LockVersion(
        required(said.andring),
        None,
        required(said.sammanfattning),
        about,
        required(said.invanare),
        said.utover or (),
    )
    yield from _wished_anew(said.utover)
    yield _to_au(case, said)


def _wished(case: RevisionCase, said: Externt) -> tuple[str, ...]:
    """Return that what a counterparty changes after the answers is the counterparty's wish."""
    asked = case.revision.fragad_version is not None
    return (f"{said.motpart}: {said.sammanfattning}",) if asked else ()


def _to_au(case: RevisionCase, said: LaserText) -> Notify:
    data = {"sammanfattning": said.sammanfattning, "version": len(case.versioner) + 1}
    return Notify("revision_forslag", (slots.au(case),), slots.HALLER_IHOP, data)


@foljd("Gruppen får skälet och skriver vidare.")
def atersand(case: RevisionCase, said: Skal) -> Iterator[Effect]:
    """Back to the group."""
    yield Notify("revision_ater", (dates.gruppen(case),), _GRUPPEN, {"skal": said.skal})


@foljd("Remissen skickas till mottagarna på just den senaste låsta texten.")
def oppna_remiss(case: RevisionCase, said: PaRemiss) -> Iterator[Effect]:
    """Ask about exactly the newest locked text."""
    assert case.senaste is not None  # noqa: S101 - what AU reads is locked
    yield Change({"utan_ny_fraga": ""})  # they are asked after all
    yield OpenRemissOnText(
        version_id=case.senaste.id,
        slag=said.slag,
        fraga=said.fraga or f"Ställer ni er bakom förslaget till ”{case.om.rubrik}”?",
        sista_dag=required(said.sista_dag),
        till=asked(case, said.mottagare, said.sektor),
    )


@foljd("Gruppen får skälet och skriver vidare på den senaste texten.")
def omarbeta(case: RevisionCase, said: Skal) -> Iterator[Effect]:
    """Write on; what was decided about the old text no longer holds."""
    yield Change({"mote_id": None})
    yield Notify(
        "revision_omarbetas",
        (dates.gruppen(case),),
        _GRUPPEN,
        {"skal": said.skal, "skriver": True},
        but=case.actor.person_id,
    )


@foljd("Den slutliga texten är låst.")
def slutfort(case: RevisionCase, said: Slutligt) -> Iterator[Effect]:
    """Lock the text that goes to a meeting, when it is not the newest locked one already."""
    if said.ikraft:
        yield Change({"ikraft": said.ikraft})
    if changes_the_text(case, said) and case.senaste:
        yield LockVersion(
            required(said.andring),
            said.text,
            said.sammanfattning or "",
            case.senaste.konsekvenser,
            case.senaste.invanare,
            said.utover or (),
        )
        yield from _wished_anew(said.utover)


def _wished_anew(lines: Sequence[str] | None) -> Iterator[Effect]:
    """Let a reason not to ask again be of what had been changed when it was given, and no more."""
    if lines:
        yield Change({"utan_ny_fraga": ""})


@foljd("Mötet antecknar skälet. Gruppen får veta vad som ska göras.")
def aterremitterad(case: RevisionCase, said: Aterremiss) -> Iterator[Effect]:
    """Back to the group, with what is to be done."""
    note = f"{said.skal}\n{said.att_gora}"
    yield from shared.close(case, PunktUtfall.ATERREMITTERAT, note, {"mote_id": None})
    yield Notify("aterremitterat", (dates.gruppen(case),), _GRUPPEN, said.said())


@foljd(
    "Beslutet skrivs in och får ett nummer. Dagen då texten börjar gälla skrivs in, och vilka"
    " parter som beslutar för egen del. Åtagandena ges när texten börjar gälla."
)
def beslutad(case: RevisionCase, said: BeslutaText) -> Iterator[Effect]:
    """Record the decision; what the parties shall do is kept until the text holds."""
    yield from shared.decision(case, said, ())
    yield Change(
        {
            "ikraft": after(said.ikraft, case.revision.ikraft),
            "ataganden": [kept(one) for one in shared.obligations_of(case, said)],
        }
    )
    yield SetDeciding(tuple(part.huvudman_id for part in decides(case, said)))


@foljd("Står den på en dagordning tas punkten bort, eller utgår om mötet är öppnat.")
def av_dagordningen(case: RevisionCase, said: Skal) -> Iterator[Effect]:
    """Off the agenda; at an open meeting the item is noted as not taken up."""
    if case.sak.lage == RevisionLage.LYFT:  # it stands on the forum's, which has nothing to say now
        yield from shared.off_the_agenda(case)
    if case.sak.lage != RevisionLage.PA_DAGORDNING:
        yield no_longer_promised(case)
        return
    if pa_motet(case, said) is None:
        yield from shared.close(case, PunktUtfall.UTGICK, required(said.skal), {"mote_id": None})
    else:
        yield from shared.av_dagordningen(case, said)
    yield no_longer_promised(case)


@foljd(
    "Upphör avtalet före den nya texten får ⟨au⟩ och gruppen veta, och parterna om de är"
    " tillfrågade."
)
def avtalet_tar_slut(case: RevisionCase, said: Payload) -> Iterator[Effect]:
    """Tell those who can do something about it, once for each new day."""
    turned_down = isinstance(said, BeslutaText) and said.utfall is Utfall.AVSLAG
    found = gap(_with_days(case, said))
    if found is None or found == gap(case) or turned_down:
        return
    data = {"sista": found.sista.isoformat(), "dag": found.tidigast.isoformat()}
    mall = "revision_avtalet_tar_slut"
    yield Notify(mall, (slots.au(case),), slots.HALLER_IHOP, data)
    if not _takes_over(case, said):  # the group that goes is told only that
        yield Notify(mall, (dates.gruppen(case),), _GRUPPEN, data)
    if case.sak.lage in PLANERAS:
        parties = tuple(slots.huvudmannens(case, one.huvudman_id, None) for one in case.kvar())
        yield Notify(mall, parties, "Din organisation är part i avtalet.", data)


def _with_days(case: RevisionCase, said: Payload) -> RevisionCase:
    """Return the revision with the days as they will stand after the step."""
    ikraft = said.ikraft if isinstance(said, Slutligt | BeslutaText) else None
    aim = said.siktar_pa if isinstance(said, Prioritera | NyttUppdrag) else None
    own = case.om.but(ikraft=after(ikraft, case.om.ikraft), siktar_pa=after(aim, case.om.siktar_pa))
    return replace(case, om=own, mote=case.named.find(MoteFacts) or case.mote)


def kept(one: Obligation) -> dict[str, object]:
    """Return it as JSON values."""
    return {
        **asdict(one),
        "svar": one.svar.value,
        "form": one.form.value,
        "manader": list(one.manader),
        "senast": one.senast and one.senast.isoformat(),
        "till": [_addressee(to) for to in one.till],
    }


def _addressee(to: Addressee) -> dict[str, object]:
    return {
        **asdict(to),
        "slag": to.slag.value,
        "ansvar_roll": to.ansvar_roll and to.ansvar_roll.value,
    }


_KEPT = TypeAdapter(tuple[Obligation, ...])  # what ``kept`` made, once it has been stored


def given(case: RevisionCase) -> tuple[Obligation, ...]:
    """Return what the parties that are still in it shall do from today on.

    A day that has passed while they decided and signed gives way to one that can be kept.
    """
    gone = {part.huvudman_id for part in case.parter if part.slappt}
    return tuple(_today(case, one, gone) for one in _KEPT.validate_python(case.revision.ataganden))


def _today(case: RevisionCase, one: Obligation, gone: set[int]) -> Obligation:
    till = tuple(
        to for to in one.till if to.slag is not MottagareSlag.HUVUDMAN or to.id not in gone
    )
    day = one.senast
    if one.form in STANDING:
        day = avstamningsdag(case.profile, one.form, one.manader, case.today)
    elif day and day <= case.today:
        day = add_working_days(case.today, STANDARD_DAGAR)
    return replace(one, till=till, senast=day)


@foljd("Förslaget står på revisionens sida och anmäls på nästa möte. Gruppen får skälet.")
def foreslaget_avbrott(case: RevisionCase, said: Skal) -> Iterator[Effect]:
    """Put it before the meeting that decides, and tell those who write."""
    yield Change({"avbrott_skal": required(said.skal)})
    yield Announce(f"Förslag att avbryta {case.om.beteckning} {case.om.rubrik}")
    data = {"skal": said.skal}
    yield Notify("revision_avbrott_foreslaget", (slots.handlaggaren(case),), _GRUPPEN, data)


@foljd("Förslaget gäller inte längre. Gruppen får veta.")
def inget_avbrott(case: RevisionCase, said: SkalVidMotet) -> Iterator[Effect]:
    """Let it go on."""
    yield Change({"avbrott_skal": ""})
    data = {"skal": said.skal}
    yield Notify("revision_gar_vidare", (slots.handlaggaren(case),), _GRUPPEN, data)
