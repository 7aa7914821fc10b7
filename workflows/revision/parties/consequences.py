"""What follows from what ledamöter and parties do with a revision, and when it comes into force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from models.lagen import AvtalLage, RevisionLage
from models.revision import (
    Godkannande,
    Partsbeslut,
    Partsinstans,
    Revisionsmotpart,
    Revisionspart,
)
from models.revisionsord import Godkannandeord, Partsutfall
from models.vocabulary import Utfall
from workflows.engine.effects import Change, Effect, Notify, TakeStep, Write
from workflows.ground.payload import required
from workflows.ground.sentences import foljd
from workflows.ground.words import inuti, uppraknat
from workflows.handling import slots
from workflows.handling.approvals import against, lacking, named, spoken_for
from workflows.handling.effects import Announce, GiveObligations
from workflows.handling.facts import ANMALS, GodkannareFacts
from workflows.handling.payloads import Skal
from workflows.handling.rules.at_meeting import how_done
from workflows.instanser.consequences import Rader, only, placed, planned, reported, struck
from workflows.instanser.payloads import Instansplan, StruketInstans
from workflows.revision.consequences import given
from workflows.revision.dates import gruppen
from workflows.revision.facts import MotpartFacts, RevisionCase, RevisionspartFacts
from workflows.revision.parties import payloads as p
from workflows.revision.parties.approvals import said_of, void
from workflows.revision.parties.counterparts import SKRIVER, ask_them, slots_of
from workflows.revision.parties.rules import (
    Signing,
    left_to_sign,
    party,
    signing,
    signs_for,
    undecided,
)
from workflows.revision.payloads import AvslutaRevision, BeslutaText
from workflows.revision.plan import agreement_now
from workflows.revision.rules import decides, is_signed

PART = "Din organisation är part i avtalet."
RADER = Rader(Partsinstans, Partsbeslut, "revision_id", "parterna_klara")
_KNOWN_TO_PARTIES = (RevisionLage.HOS_PARTERNA, RevisionLage.SIGNERAS, RevisionLage.VANTAR_IKRAFT)


@foljd(
    "Beskedet binds till just den här texten. Vid en invändning får ⟨au⟩ och gruppen veta vad den"
    " gäller. Har alla godkänt får ⟨au⟩ veta det."
)
def godkannande(case: RevisionCase, said: p.Godkann) -> Iterator[Effect]:
    """Bind the word to the text; an objection goes to those who can do something about it."""
    one, text = spoken_for(case, said.person), case.senaste
    assert one is not None  # noqa: S101 - a check has asked
    assert text is not None  # noqa: S101 - a check has asked
    word = required(said.ord)
    about = {
        "avsnitt": said.avsnitt or "",
        "text": said.text or "",
        "onskad": said.onskad or "",
    }
    yield void(case, for_id=one.id)
    approval = {
        "revision_id": case.sak.id,
        "version_id": text.id,
        "sha256": text.sha256,
        "person_id": case.actor.person_id,
        "for_id": one.id,
        "ord": word,
        "tid": case.now,
        **about,
    }
    yield Write(Godkannande, approval)
    if word is Godkannandeord.INVANDER:
        data = {"part": named(one), "skal": about["text"], **about}
        yield from _stopped(case, "revision_part_invander", data)
    elif _the_last(case, one):
        yield Notify("revision_alla_godkant", (slots.au(case),), slots.HALLER_IHOP)


def _the_last(case: RevisionCase, one: GodkannareFacts) -> bool:
    """Tell whether everybody stands behind the text now that this ledamot does, who stood in the
    way until now.
    """
    said = said_of(case)
    waited_for = {*lacking(case, said), *against(case, said)}
    return waited_for == {one}


@foljd(
    "De parter som beslutar för egen del får veta till när. Är det ingen får alla texten att skriva"
    " under."
)
def efter_beslutet(case: RevisionCase, said: BeslutaText) -> Iterator[Effect]:
    """Ask each party for what is now its move."""
    if said.utfall is Utfall.AVSLAG:
        data = {"skal": said.beslutstext, "avtalet": agreement_now(case)}
        yield from _tell_group(case, "revision_avslag", data)
        return
    deciding = decides(case, said)
    if deciding:
        yield from _ask(case, "revision_parten", deciding)
    elif is_signed(case):
        yield from _ask(case, "revision_signera", case.kvar())
        yield from ask_them(case)


@foljd("Var och när parten beslutar syns för alla i revisionen, och partens frist följer dagen.")
def partens_plan(case: RevisionCase, said: Instansplan) -> Iterator[Effect]:
    """Write it; the day the matter waits for follows."""
    yield from planned(RADER, case, said)


@foljd(
    "Var och när parten beslutar syns för alla i revisionen. Har den sagt flera ändras bara den som"
    " har namnet."
)
def plan_ur_svaret(case: RevisionCase, said: p.PlanUrSvar) -> Iterator[Effect]:
    """Write it: an answer that is given anew corrects the only instans there is."""
    one, name = party(case, said.part), required(said.instans)
    assert one is not None  # noqa: S101 - a check has asked
    there = one.instans(name)
    if there is None and len(one.instanser) == 1 and one.instanser[0].utfall is None:
        (there,) = one.instanser
    plan = {"planerat": said.planerat, "efter": there.efter if there else ""}
    yield from placed(RADER, case, one, there, {**plan, "namn": name})


@foljd(
    "Instansen tas bort. De som skulle besluta efter den gör det efter den som var före. Har alla"
    " andra sagt ja går det vidare."
)
def struken(case: RevisionCase, said: StruketInstans) -> Iterator[Effect]:
    """Wait for it no longer; the party may have said yes without it."""
    yield from struck(RADER, case, said)


@foljd(
    "Instansens beslut skrivs in bredvid de andras. Parten har sagt ja när var och en av dess"
    " instanser har gjort det. Vid nej eller villkor får ⟨au⟩ och gruppen veta, vid återremiss"
    " väntar partens frist på den nya dagen. Har alla sagt ja går det vidare."
)
def partens_beslut(case: RevisionCase, said: p.Partsbeslut) -> Iterator[Effect]:
    """Write it; the last yes moves the text on, anything else is told to those it concerns."""
    villkor = said.utfall is Partsutfall.VILLKOR
    about = {
        "version_id": required(case.senaste).id,
        "villkor": (said.villkor or "") if villkor else "",
    }
    yield from reported(RADER, case, said, about)
    if villkor or said.utfall is Partsutfall.NEJ:
        one = required(party(case, said.part))
        there = one.instans(said.instans)
        name = there.namn if there else required(said.instans)
        yield from _told_of(case, one, f"{name} {said.paragraf}", said)


def _told_of(
    case: RevisionCase, one: RevisionspartFacts, where: str, said: p.Partsbeslut
) -> Iterator[Effect]:
    """Tell those who can do something about a no, or about conditions."""
    data = {
        "part": one.namn,
        "var": where,
        "datum": required(said.datum).isoformat(),
        "skal": said.villkor or "",
    }
    no = said.utfall is Partsutfall.NEJ
    yield from _stopped(case, "revision_part_nej" if no else "revision_part_villkor", data)


@foljd("De andra går vidare. Parten får skälet.")
def slapp_part(case: RevisionCase, said: p.SlappPart) -> Iterator[Effect]:
    """Go on without it; it may have been the last one waited for."""
    one = signing(case, said.part)
    assert one is not None  # noqa: S101 - a check has asked
    yield _let_go(case, one)
    yield from _tell(case, "revision_parten_slappt", (one,), {"skal": said.skal})
    if case.sak.lage == RevisionLage.HOS_PARTERNA and only(one, undecided(case)):
        yield RADER.goes_on(case)
    if case.sak.lage == RevisionLage.SIGNERAS and only(one, left_to_sign(case)):
        yield by_itself(case, "fardigsignerat")


def _let_go(case: RevisionCase, one: Signing) -> Effect:
    if isinstance(one, MotpartFacts):
        row = {"revision_id": case.sak.id, "namn": one.namn}
        return Write(Revisionsmotpart, {"slappt": True}, where=row)
    return Write(Revisionspart, {"slappt": True}, where=RADER.own(case, one))


@foljd(
    "Varje part får texten att skriva under. Skrivs den inte under gäller den från sin dag,"
    " tidigast i dag."
)
def be_om_signatur(case: RevisionCase, _said: object) -> Iterator[Effect]:
    """Ask everybody to sign exactly this text."""
    if is_signed(case):
        yield from _ask(case, "revision_signera", case.kvar())
        yield from ask_them(case)
    else:
        yield from _not_before_today(case)


@foljd(
    "⟨Au⟩, gruppen och de andra parterna får skälet. Underskrifterna gäller inte den omarbetade"
    " texten."
)
def avstod_signera(
    case: RevisionCase, said: p.AvstaSignera | p.MotpartenAvstar
) -> Iterator[Effect]:
    """Back to the group; what the others have signed is not what they will be asked to sign."""
    one = signing(case, said.part)
    assert one is not None  # noqa: S101 - a check has asked
    yield Change({"mote_id": None})
    data = {"part": one.namn, "skal": said.skal}
    yield from _stopped(case, "revision_part_avstod", data)
    # The others of its people, where one of them says it.
    theirs = isinstance(one, MotpartFacts) and signs_for(case, one)
    others = [other for other in _everybody(case) if theirs or other is not one]
    yield from _tell(case, "revision_annan_part_avstod", others, data)


@foljd(
    "Texten gäller från sin dag, tidigast i dag. ⟨Au⟩, gruppen och parterna får veta att alla har"
    " skrivit under."
)
def allt_signerat(case: RevisionCase, _said: object) -> Iterator[Effect]:
    """Let it come into force on its day; one that passed while the parties signed is today."""
    yield from _not_before_today(case)
    day = max(case.revision.ikraft or case.today, case.today)
    data = {"version": len(case.versioner), "dag": day.isoformat()}
    but = case.actor.person_id
    yield Notify("revision_alla_signerat", (slots.au(case),), slots.HALLER_IHOP, data, but=but)
    yield from _tell_group(case, "revision_alla_signerat", data)
    yield from _tell(case, "revision_alla_signerat", _everybody(case), data)


def _not_before_today(case: RevisionCase) -> Iterator[Effect]:
    if case.revision.ikraft is None or case.revision.ikraft < case.today:
        yield Change({"ikraft": case.today})


@foljd(
    "Avtalet får just den text som är undertecknad. Var och en får sina åtaganden, och gruppen får"
    " veta."
)
def i_kraft(case: RevisionCase, _said: object) -> Iterator[Effect]:
    """Give the agreement its new text, through its own door."""
    yield TakeStep(case.revision.avtal_id, "ny_text_fran_revision", {"revision": case.revision.nr})
    yield GiveObligations(given(case))
    last = case.revision.avtal_sista_dag
    over = last.isoformat() if last and last < case.today else None
    data = {
        "dag": (case.revision.ikraft or case.today).isoformat(),
        "forra_sista": over,
    }
    yield from _tell(case, "revision_i_kraft", _everybody(case), data)
    yield from _tell_group(case, "revision_i_kraft", data)


@foljd(
    "Revisionen anmäls på nästa möte som genomförd. Är en ny översynsdag vald skrivs den på"
    " avtalet."
)
def anmal_avslut(case: RevisionCase, said: AvslutaRevision) -> Iterator[Effect]:
    """A consent item on the next agenda, and the next look where a day was chosen."""
    done = how_done(case)
    what = f"{case.om.beteckning} {case.om.rubrik} är genomförd"
    yield Announce(f"{ANMALS}{what}{done and f': {done}'}")
    if day := said.oversyn:
        yield Change({"ny_oversyn": day})
        look = {"oversyn": day.isoformat()}
        yield TakeStep(case.revision.avtal_id, "andra_uppgifter", look, (AvtalLage.I_KRAFT,))


@foljd(
    "Gruppen får skälet, och parterna om de har börjat besluta eller skriva under. Avtalet ändras"
    " inte."
)
def avbruten(case: RevisionCase, said: Skal) -> Iterator[Effect]:
    """Tell those who are at work on it."""
    data = {"skal": said.skal, "avtalet": agreement_now(case)}
    yield from _tell_group(case, "revision_avbruten", data)
    if case.sak.lage in _KNOWN_TO_PARTIES:
        yield from _tell(case, "revision_avbruten", _everybody(case), data)


# ------------------------------------------------------------------------------------------- breven


def _everybody(case: RevisionCase) -> tuple[Signing, ...]:
    """Return the parties that are still in it, those that are no huvudman last."""
    return (*case.kvar(), *case.motparter_kvar())


def by_itself(case: RevisionCase, step: str) -> TakeStep:
    """Return that the revision moves on as soon as what was just done is written."""
    return TakeStep(case.sak.id, step, if_it_can=True)


def _ask(case: RevisionCase, mall: str, parties: Iterable[RevisionspartFacts]) -> Iterator[Effect]:
    """Ask each party by itself."""
    for one in parties:
        planned = one.planerat.isoformat() if one.planerat and one.planerat >= case.today else None
        data = {
            "part": one.namn,
            "mottagare": one.namn,
            "instans": uppraknat(inuti(found.namn) for found in one.instanser),
            "planerat": planned,
            "avtalet": agreement_now(case),
        }
        to = (slots.huvudmannens(case, one.huvudman_id, None),)
        yield Notify(mall, to, PART, data, medan=True)


def _tell(
    case: RevisionCase, mall: str, parties: Iterable[Signing], data: Mapping[str, object]
) -> Iterator[Effect]:
    """Tell the parties, but not the person who has just done it."""
    to = tuple(
        slot
        for one in parties
        for slot in (
            slots_of(one)
            if isinstance(one, MotpartFacts)
            else (slots.huvudmannens(case, one.huvudman_id, None),)
        )
    )
    if to:
        yield Notify(mall, to, PART, data, but=case.actor.person_id)


def _tell_group(case: RevisionCase, mall: str, data: Mapping[str, object]) -> Iterator[Effect]:
    yield Notify(mall, (gruppen(case),), SKRIVER, data, but=case.actor.person_id)


def _stopped(case: RevisionCase, mall: str, data: Mapping[str, object]) -> Iterator[Effect]:
    """Tell AU, who can propose something else, and the group that writes."""
    # The move, with its card, is AU's; the group is told.
    yield Notify(mall, (slots.au(case),), slots.HALLER_IHOP, {**data, "tar_stallning": True})
    yield Notify(mall, (slots.handlaggaren(case),), SKRIVER, data)
