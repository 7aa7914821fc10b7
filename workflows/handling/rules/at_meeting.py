"""What can stand in the way of an ärende or a revision at a meeting, and of its end."""

from __future__ import annotations

from collections.abc import Mapping

from models.lagen import TAKES_ITEMS, TAKES_LATE_ITEMS, UNSETTLED, AtagandeLage, MoteLage
from models.vocabulary import FristForm, OrganSlag, Utfall
from workflows.county.meetings import MoteFacts
from workflows.county.profile import Meddelas, Profile
from workflows.engine.case import Case
from workflows.ground.deadlines import parse_due
from workflows.ground.sentences import pastaende, regel
from workflows.ground.words import dag, kort_dag, uppraknat
from workflows.handling.dates import first_meeting, following_meeting
from workflows.handling.facts import AtagandeFacts, OmCase
from workflows.handling.payloads import (
    Besluta,
    GerUppgifter,
    GerVidare,
    Lyfter,
    PaDagordning,
    PaMotet,
    SkickarMed,
    VidMotet,
)
from workflows.handling.rules.on_remiss import addressees_known, verifier_known


@regel("Mötet finns.")
def mote_finns(case: OmCase, said: PaDagordning) -> str | None:
    """The chosen meeting exists."""
    return (
        "Det finns inget sådant möte."
        if said.mote is not None and case.named.find(MoteFacts) is None
        else None
    )


@regel("Mötet hör till ett organ som beslutar och har inte varit.")
def mote_kommande(case: OmCase, _said: object) -> str | None:
    """The meeting lies ahead and its organ takes decisions."""
    mote = case.named.find(MoteFacts)
    if mote is None:
        return None
    organ = case.register.organ_by_id(mote.organ_id)
    if organ is None or not organ.beslutande:
        return "Mötet hör till ett organ som inte beslutar. Välj ett möte i ⟨ledningsgrupp⟩."
    return "Mötet har redan varit." if mote.datum < case.today else None


@regel("Dagordningen är inte låst.")
def dagordning_oppen(case: OmCase, _said: object) -> str | None:
    """The agenda is still being built."""
    mote = case.named.find(MoteFacts)
    if mote is None or mote.lage in TAKES_ITEMS:
        return None
    if mote.lage in TAKES_LATE_ITEMS:
        return (
            "Kallelsen är skickad och dagordningen låst. "
            f"⟨Au_genitiv⟩ ordförande kan lägga till {case.om.det} sent, med skäl."
        )
    return "Mötet tar inte emot fler punkter."


@regel("Kallelsen är skickad och dagordningen låst.")
def dagordning_last(case: OmCase, _said: object) -> str | None:
    """A late item is for an agenda that is already sent."""
    mote = case.named.find(MoteFacts)
    if mote is None or mote.lage in TAKES_LATE_ITEMS:
        return None
    if mote.lage in TAKES_ITEMS:
        return f"Dagordningen är inte låst ännu: sätt upp {case.om.det} på vanligt sätt."
    return "Mötet tar inte emot fler punkter."


@regel("Det beslutas vid ett öppnat möte, eller ett vars anteckningar skrivs.")
def vid_motet(case: Case, said: VidMotet) -> str | None:
    """What the parties share nobody ends alone."""
    if said.mote is None:
        return None
    mote = case.named.find(MoteFacts)
    if mote is None:
        return "Det finns inget sådant möte."
    organ = case.register.organ_by_id(mote.organ_id)
    if organ is None or not organ.beslutande:
        return "Mötet hör till ett organ som inte beslutar. Välj ett möte i ⟨ledningsgrupp⟩."
    going = {MoteLage.OPPNAT, MoteLage.ANTECKNINGAR_SKRIVS}
    return None if mote.lage in going else "Mötet är inte öppnat. Det här beslutas vid mötet."


def letters_wait(case: Case, _step: object) -> int | None:
    """Return the id of the meeting that a step is taken at, whose letters wait; None where it is
    taken at none. Where the profile waits for the minutes, so do they.
    """
    said = case.payload
    if isinstance(said, PaMotet):
        mote = case.mote if isinstance(case, OmCase) else None
    else:
        mote = case.named.find(MoteFacts) if isinstance(said, VidMotet) else None
    return mote.id if mote and not_told_yet(case.profile, mote.lage) else None


def not_told_yet(profile: Profile, lage: str) -> bool:
    """Tell whether letters about what a meeting decides wait, as it stands."""
    waits = {MoteLage.OPPNAT.value}
    if profile.former.meddelas is Meddelas.VID_JUSTERING:
        waits.add(MoteLage.ANTECKNINGAR_SKRIVS.value)
    return lage in waits


@regel("Mötet är inte öppnat.")
def motet_inte_oppnat(case: OmCase, _said: object) -> str | None:
    """AU takes an item off before the meeting; at the meeting the secretary does."""
    if case.mote is None or case.mote.lage != MoteLage.OPPNAT:
        return None
    return f"Mötet är öppnat. Sekreteraren låter {case.om.det} utgå."


@regel("Ett inriktningsbeslut fattas bara där länsprofilen tillåter det.")
def inriktning_tillaten(case: OmCase, said: Besluta) -> str | None:
    """Only some counties take decisions that point out a direction."""
    if not said.inriktning or case.profile.former.inriktningsbeslut:
        return None
    return "Inriktningsbeslut används inte i det här länet."


@regel("Mötet är öppnat.")
def pa_motet(case: OmCase, _said: object) -> str | None:
    """What is taken at a meeting is taken while it is open."""
    if case.mote is None:
        return f"{case.om.det.capitalize()} står inte på någon dagordning."
    if case.mote.lage == MoteLage.OPPNAT:
        return None
    return f"Mötet den {dag(case.mote.datum)} är inte öppnat."


@regel("Punkten står på det mötets dagordning.")
def ratt_mote(case: OmCase, said: PaMotet) -> str | None:
    """The meeting named is the one it is on."""
    if said.mote is None or said.mote == case.om.mote_id:
        return None
    return f"{case.om.det.capitalize()} står inte på det mötets dagordning."


@regel(
    "Åtaganden är skrivna, eller det är sagt att beslutet inte ger några. Vid avslag behövs inga."
)
def ataganden_eller_inga(_case: OmCase, said: Besluta) -> str | None:
    """A decision says what shall be done, or says that nothing shall."""
    if said.utfall is None or said.ataganden or said.inga_ataganden or said.ataganden == ():
        return None
    return (
        None
        if said.utfall is Utfall.AVSLAG
        else "Skriv vilka åtaganden beslutet ger, eller markera att det inte ger några."
    )


@regel(
    "Alla som får åtaganden eller ska verifiera finns, möten som nämns är planerade och ingen dag"
    " har redan varit."
)
def ataganden_begripliga(case: OmCase, said: GerUppgifter) -> str | None:
    """Every addressee, sector and verifier of the åtaganden exists, and no day has been."""
    for uppgift in said.uppgifter:
        obstacle = (
            addressees_known(case, uppgift.mottagare, uppgift.sektor)
            or verifier_known(case, uppgift.verifieras_av)
            or next_meeting_known(case, uppgift.senast)
            or day_to_come(case, uppgift.senast)
        )
        if obstacle:
            return f"”{uppgift.text[:60]}”: {obstacle}"
    return None


def next_meeting_known(case: OmCase, senast: str) -> str | None:
    """A decision can say "nästa möte" only when one is planned."""
    if (
        parse_due(senast).slag != FristForm.NASTA_MOTE
        or case.mote is None
        or following_meeting(case)
    ):
        return None
    return "Nästa möte är inte planerat. Skriv en dag i stället."


def day_to_come(case: OmCase, senast: str) -> str | None:
    """Nothing is decided to have been done."""
    day = parse_due(senast).day
    return f"Dagen {dag(day)} har redan varit." if day and day < case.today else None


@regel("Den som ska bära frågan vidare finns.")
def barare_finns(case: OmCase, said: GerVidare) -> str | None:
    """The organ that carries the dialogue exists."""
    return _organ_known(case, said.barare)


@regel("Ett medskick har en mottagare.")
def medskick_har_mottagare(case: OmCase, said: SkickarMed) -> str | None:
    """A medskick goes to an organ that exists."""
    if said.medskick and not said.medskick_till:
        return "Välj vem medskicket går till."
    return _organ_known(case, said.medskick_till)


@regel("Forumet är politiskt.")
def forum_finns(case: OmCase, said: Lyfter) -> str | None:
    """The forum exists and is one."""
    organ = case.register.organ_named(said.forum)
    if said.forum and (organ is None or organ.slag is not OrganSlag.FORUM):
        return "Välj ett politiskt forum."
    return None


def _organ_known(case: OmCase, name: str | None) -> str | None:
    return case.register.no_such_organ(name) if name else None


@regel("Dagen då frågan ska komma tillbaka har inte varit.")
def aterkommer_senare(case: OmCase, said: GerVidare) -> str | None:
    """The day to return lies ahead."""
    day = said.aterkommer
    return (
        "Dagen då frågan ska komma tillbaka har redan varit." if day and day <= case.today else None
    )


@regel(
    "Alla åtaganden är rapporterade och verifierade där det krävs, noterade som avsteg eller"
    " ersatta. De som gäller tills vidare eller återkommer är avstämda minst en gång."
)
def ataganden_klara(case: OmCase, _said: object) -> str | None:
    """Every one-time åtagande is reported, verified where demanded, noted as avsteg or replaced.

    Standing ones attested once.
    """
    waiting: dict[str, list[str]] = {}
    for atagande in case.ataganden:
        if why := _why_open(atagande):
            waiting.setdefault(why, []).append(
                f"{atagande.mottagare} ({atagande.text})" if _several(case) else atagande.mottagare
            )
    return " ".join(f"{why} {uppraknat(names)}." for why, names in waiting.items()) or None


@pastaende("Hur många åtaganden som är klara när något avslutas, och vilka som är kvar.")
def how_done(case: OmCase) -> str:
    """Return how many of the åtaganden are done, and who is left, with the day the party has said:
    "7 av 8 klara, Ekby 15 aug 2024"; "" where nothing was to be done.
    """
    tasks = [one for one in case.ataganden if one.lage != AtagandeLage.ERSATT]
    left = [one for one in tasks if one.lage == AtagandeLage.AVSTEG]
    if not tasks:
        return ""
    who = (
        f"{one.mottagare} {kort_dag(one.avsteg_datum)} {one.avsteg_datum.year}"
        if one.avsteg_datum
        else f"{one.mottagare} med avsteg"
        for one in left
    )
    return ", ".join([f"{len(tasks) - len(left)} av {len(tasks)} klara", *who])


def how_it_went(case: OmCase, _said: object) -> Mapping[str, str]:
    """Say the same in the history."""
    return {"laget": how_done(case) or "Inget var kvar att göra"}


def _several(case: OmCase) -> bool:
    return len({atagande.text for atagande in case.ataganden}) > 1


def _why_open(atagande: AtagandeFacts) -> str:
    """Return what is missing before the åtagande counts as done, or ""."""
    if atagande.lage == AtagandeLage.AVSTEG_ANMALT:
        return "⟨Ledningsgrupp⟩ har inte tagit ställning till avsteget från"
    if atagande.standing:
        return (
            ""
            if atagande.avstamd or atagande.lage not in UNSETTLED
            else "Första avstämningen saknas från"
        )
    if atagande.lage in UNSETTLED:
        return "Rapport saknas från"
    if atagande.lage == AtagandeLage.RAPPORTERAT and atagande.verifierare_id:
        return "Verifiering saknas för"
    return ""


@pastaende("Till vilket möte något kommer tillbaka och varför, eller till när det vilar.")
def next_time(case: OmCase) -> str:
    """Say when and why a matter comes back; "" where nothing is to."""
    day, why = case.om.tas_upp, case.om.aterkomst
    lifecycle = case.noun.lifecycle
    if day is None or why is None or lifecycle.state(case.sak.lage) in lifecycle.final:
        return ""
    if case.om.vilar:
        return f"Vilar till {dag(day)}: {case.om.vilar}"
    coming = first_meeting(case, day)
    when = f"mötet {dag(coming.datum)}" if coming else f"första mötet från och med {dag(day)}"
    return f"Kommer tillbaka till {when}: {why.ord}."
