"""What follows from the steps of an agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from models.avtal import Avtalspart
from models.lagen import AvtalLage
from models.text import same_name
from models.vocabulary import IN_PERIODS, Avtalslank, Forlangning, PartSlag
from workflows.avtal import dates
from workflows.avtal.days import prolongation, prolonged, valid_on, written_end
from workflows.avtal.effects import AddVersion, Attach, LinkAgreements, SetParties
from workflows.avtal.facts import AvtalCase, NamedAgreements, NyTextFacts
from workflows.avtal.party import counterparts_left, counterparts_said, informed_said
from workflows.avtal.payloads import (
    Avtalsuppgifter,
    Bilaga,
    Langre,
    NamnerParter,
    Parter,
    Provning,
    Rattelse,
    Samband,
    Text,
    Uppsagningstid,
)
from workflows.avtal.roles import speaks_for_party
from workflows.avtal.rules import ids_said, last_day_to_stop, near, party
from workflows.county.diary import numbers_in
from workflows.county.slots import Slot
from workflows.engine.effects import Change, Effect, Notify, TakeStep, Write
from workflows.ground.deadlines import add_months
from workflows.ground.payload import after, required, told
from workflows.ground.sentences import foljd
from workflows.handling import slots
from workflows.handling.payloads import Skal

_PART = "Din organisation är part i avtalet."
_SKOTER = "Din grupp håller avtalet aktuellt."
_INFORMED = "Ni ska få veta vad som händer med avtalet."


def own_fields(case: AvtalCase, said: Avtalsuppgifter) -> dict[str, object]:
    """Return the fields of the agreement's own row that the payload says something of."""
    fields = told(
        rubrik=said.rubrik,
        slag=said.slag,
        omrade=said.omrade,
        forlangning=said.forlangning,
        forlangning_manader=said.forlangning_manader,
        uppsagning_manader=said.uppsagning_manader,
        oversyn=said.oversyn,
    )
    if organ := case.register.organ_named(said.agare):
        fields["agare_organ_id"] = organ.id
    if steg := case.profile.avtal.trappsteg_named(said.trappsteg):
        fields["trappsteg"] = steg.kod
    if said.trappsteg == "":
        fields["trappsteg"] = None
    way = after(said.forlangning, case.avtal.forlangning)
    if way not in IN_PERIODS:
        fields["forlangning_manader"] = None
    if said.giltig_till or way is Forlangning.TILLS_VIDARE:
        last = None if way is Forlangning.TILLS_VIDARE else said.giltig_till
        fields |= written_end(case.avtal, last)
    return fields


_SKRIVS = "Uppgifterna skrivs i registret."


@foljd(_SKRIVS)
def skriv(case: AvtalCase, said: Avtalsuppgifter) -> Iterator[Effect]:
    """Write what was said."""
    if fields := own_fields(case, said):
        yield Change(fields)
    if said.diarienummer is None:
        return
    numbers = numbers_in(said.diarienummer, case.register).of
    for part in case.parter:
        number = numbers.get(part.huvudman_id or 0, "")
        if part.diarienummer != number:
            yield Write(Avtalspart, {"diarienummer": number}, where={"id": part.id})


@foljd(_SKRIVS)
def provat(_case: AvtalCase, said: Provning) -> Iterator[Effect]:
    """Write when somebody looks at it next."""
    yield Change({"oversyn": required(said.oversyn)})


@foljd("Texten läggs in som ny version med sitt kontrollvärde och ändras aldrig mer.")
def ny_version(_case: AvtalCase, said: Text) -> Iterator[Effect]:
    """Add the text."""
    yield AddVersion(required(said.text), required(said.galler_fran), beslutad=said.beslutad or "")


@foljd(
    "Den rättade texten gäller från i dag. ⟨Au⟩ och parterna får veta, och ⟨au⟩ kan stoppa den i"
    " fem arbetsdagar."
)
def rattad_version(case: AvtalCase, said: Rattelse) -> Iterator[Effect]:
    """Add the corrected text and tell of it."""
    what, last = required(said.andring), last_day_to_stop(case.today)
    yield AddVersion(required(said.text), case.today, andring=what, redaktionell=True)
    data = {
        "andring": what,
        "dag": case.today.isoformat(),
        "stoppas": last.isoformat(),
    }
    yield from _tell(case, "avtal_rattat", data)
    yield Notify("avtal_rattat", (slots.au(case),), slots.HALLER_IHOP, data)


@foljd("Texten före rättelsen gäller igen från i dag. Parterna och gruppen får skälet.")
def forra_texten_igen(case: AvtalCase, said: Skal) -> Iterator[Effect]:
    """Let the text before the correction hold again."""
    latest = valid_on(case.versioner, case.today)
    before = valid_on(tuple(v for v in case.versioner if v is not latest), case.today)
    assert before is not None  # noqa: S101 - a correction has something to correct
    yield AddVersion(None, case.today, andring=required(said.skal), same_as=before.id)
    data = {"andring": said.skal, "dag": case.today.isoformat()}
    yield from _tell(case, "avtal_rattelse_stoppad", data)
    yield Notify("avtal_rattelse_stoppad", (dates.avtalsagaren(case),), _SKOTER, data)


@foljd("Ny sista dag skrivs in och parterna får veta.")
def forlangt(case: AvtalCase, said: Langre) -> Iterator[Effect]:
    """Write the new last day and tell of it."""
    till = required(said.giltig_till)
    yield Change(written_end(case.avtal, till))
    data = {
        "till": till.isoformat(),
        "beslutad": said.beslutad,
    }
    yield from _tell(case, "avtal_forlangt", data)


@foljd(
    "En ny period börjar, lika lång som avtalet säger. Parterna får veta om den inte redan är över."
)
def ny_period(case: AvtalCase, _said: object) -> Iterator[Effect]:
    """Start the next period; of one that is over already, in an old agreement new to the register,
    nobody is told.
    """
    till = prolonged(case.avtal)
    if till is None:
        return
    yield Change({"giltig_till": till})
    if till >= case.today:
        yield from _tell(case, "avtal_ny_period", {"till": till.isoformat()})


@foljd("Registret visar de nya parterna, motparterna och dem som informeras.")
def parterna(case: AvtalCase, said: Parter) -> Iterator[Effect]:
    """Write who is bound and who is told."""
    yield parties_said(case, said)


@foljd("En revision som pågår får den nya motparten, och gruppen och ⟨au⟩ får veta.")
def motparten_till_revisionen(case: AvtalCase, said: Parter) -> Iterator[Effect]:
    """Let a revision that is under way ask whom the register has as a party from now on."""
    there = {same_name(one.namn) for one in case.parter if one.slag is PartSlag.MOTPART}
    new = [one for one in counterparts_said(said) or () if same_name(one.namn) not in there]
    for one in new:
        for revision_id in case.ses_over:
            said_of = {"motpart": one.skriven}
            yield TakeStep(revision_id, "motpart_ur_registret", said_of, if_it_can=True)


def parties_said(case: AvtalCase, said: NamnerParter, lines: Iterable[str] = ()) -> SetParties:
    """Return the parties and the informed that the payload names, in the order of the register,
    with the numbers that ``lines`` give them.
    """
    said_ids = ids_said(case, said)
    ids = tuple(one.id for one in case.register.huvudman if one.id in said_ids)
    informeras = informed_said(case, said)
    numbers = tuple(numbers_in(lines, case.register).of.items())
    motparter = counterparts_said(said)
    had = {slag: [one for one in case.parter if one.slag is slag] for slag in PartSlag}
    loses = (
        any(one.huvudman_id not in ids for one in case.bundna()),
        informeras is not None
        and any((one.namn, one.epost) not in informeras for one in had[PartSlag.INFORMERAS]),
        motparter is not None and any(one.rad not in motparter for one in had[PartSlag.MOTPART]),
    )
    return SetParties(ids, informeras, numbers, motparter, replaces=any(loses))


@foljd("Partens egen uppsägningstid skrivs i registret.")
def egen_uppsagningstid(case: AvtalCase, said: Uppsagningstid) -> Iterator[Effect]:
    """Write the party's own notice."""
    if one := party(case, said.part):
        months = required(said.manader)
        yield Write(Avtalspart, {"uppsagning_manader": months}, where={"id": one.id})


@foljd("Filen visas vid texten.")
def bilagan(case: AvtalCase, said: Bilaga) -> Iterator[Effect]:
    """Tie the file to the newest text."""
    assert case.named.fil_id is not None  # noqa: S101 - a check has asked
    yield Attach(case.versioner[-1].id, case.named.fil_id, required(said.rubrik))


@foljd("Sambanden visas vid båda avtalen.")
def sambanden(case: AvtalCase, said: Samband) -> Iterator[Effect]:
    """Write which agreements this one builds on and replaces."""
    found = case.named.find(NamedAgreements)
    known = found.ids if found else {}
    ways = ((said.bygger_pa, Avtalslank.BYGGER_PA), (said.ersatter, Avtalslank.ERSATTER))
    for names, slag in ways:
        if names is not None:
            yield LinkAgreements(slag, tuple(known[one.casefold()] for one in names))


# ------------------------------------------------------------------------------------------ klockan


@foljd("Parterna får veta att avtalet gäller.")
def har_tratt_i_kraft(case: AvtalCase, _said: object) -> Iterator[Effect]:
    """Tell the parties."""
    if text := valid_on(case.versioner, case.today):
        yield from _tell(case, "avtal_i_kraft", {"dag": text.galler_fran.isoformat()})


@foljd("Varje part får sin sista dag för uppsägning, en gång för varje sådan dag.")
def varna_for_uppsagning(case: AvtalCase, _said: object) -> Iterator[Effect]:
    """Tell each party whose time has come its last day, and remember which day the warning was
    about.
    """
    days, till, nasta = near(case), case.avtal.giltig_till, prolonged(case.avtal)
    for part_id, day in days.items():
        yield Write(Avtalspart, {"varnad": day}, where={"id": part_id})
    for one in case.bundna():
        if one.id in days and one.huvudman_id is not None and till and nasta:
            data = {
                "part": one.namn,
                "mottagare": one.namn,
                "dag": days[one.id].isoformat(),
                "till": till.isoformat(),
                "nasta": nasta.isoformat(),
            }
            yield Notify(
                "avtal_sista_uppsagningsdag",
                (slots.huvudmannens(case, one.huvudman_id, None),),
                _PART,
                data,
            )


@foljd("Parterna, gruppen och ⟨au⟩ får veta att avtalet upphör om ingen beslutar annat.")
def varna_for_slutet(case: AvtalCase, _said: object) -> Iterator[Effect]:
    """Tell everybody, and remember which day the warning was about."""
    last = case.avtal.giltig_till
    if last is not None:
        yield Change({"varnad_upphor": last})
        data = {"dag": last.isoformat(), **_missing(case)}
        yield from tell_everybody(case, "avtal_upphor_snart", data)


def _missing(case: AvtalCase) -> dict[str, object]:
    """Return who has not prolonged an agreement that each party prolongs; nothing of another."""
    found = prolongation(case.avtal, case.stannar())
    if found is None:
        return {}
    return {"nasta": found.till.isoformat(), "saknas": [*found.saknas], "nej": [*found.nej]}


@foljd("Parterna, gruppen och ⟨au⟩ får veta att avtalet inte gäller längre.")
def har_upphort(case: AvtalCase, _said: object) -> Iterator[Effect]:
    """Tell everybody that its last day, or its last party's, is over."""
    left = [p.lamnar for p in case.parter if p.lamnar is not None]
    last = max(left) if left and not case.bundna() else case.avtal.giltig_till
    if last is not None:
        yield from tell_everybody(
            case, "avtal_upphort", {"dag": last.isoformat(), **_missing(case)}
        )


@foljd("Parterna, gruppen och ⟨au⟩ får skälet till att avtalet inte gäller längre.")
def har_upphavts(case: AvtalCase, said: Skal) -> Iterator[Effect]:
    """Tell everybody that it has been revoked, and why."""
    yield from tell_everybody(case, "avtal_upphavt", {"andring": said.skal})


def tell_everybody(
    case: AvtalCase, mall: str, data: Mapping[str, object], part: str | None = None
) -> Iterator[Effect]:
    """Tell the parties, but not the one that has itself just done it, the group that keeps the
    agreement, and AU.
    """
    yield from _tell(case, mall, data, part)
    yield from _tell_keepers(case, mall, data)


def _tell(
    case: AvtalCase, mall: str, data: Mapping[str, object], part: str | None = None
) -> Iterator[Effect]:
    """Tell each huvudman that is bound today, but not the one whose own people have just
    done it.
    """
    own = party(case, part)
    done = own.huvudman_id if own and speaks_for_party(case.actor, own) else None
    ids = [p.huvudman_id for p in case.bundna() if p.huvudman_id and p.huvudman_id != done]
    if ids:
        to = tuple(slots.huvudmannens(case, huvudman_id, None) for huvudman_id in ids)
        yield Notify(mall, to, _PART, data)
    yield from tell_informed(case, mall, data)


def tell_informed(case: AvtalCase, mall: str, data: Mapping[str, object]) -> Iterator[Effect]:
    """Tell those who are informed and have an address what parties are told of the agreement, but
    not what only parties can do something about.
    """
    to = tuple(
        Slot(drag=one.namn, person_id=one.person_id)
        for one in case.parter
        if one.slag is PartSlag.INFORMERAS and one.person_id
    )
    if to and mall != "avtal_upphor_snart":  # it asks for a decision
        yield Notify(mall, to, _INFORMED, data)


def _tell_keepers(case: AvtalCase, mall: str, data: Mapping[str, object]) -> Iterator[Effect]:
    """Tell the group that keeps the agreement, and AU."""
    yield Notify(mall, (dates.avtalsagaren(case),), _SKOTER, data)
    yield Notify(mall, (slots.au(case),), slots.HALLER_IHOP, data)


@foljd(
    "Texten läggs in som ny version med sitt kontrollvärde. Parterna blir de som är kvar. Nästa"
    " översyn räknas fram. Har avtalets sista dag passerat gäller det tills vidare. De som"
    " informeras får veta från vilken dag den nya texten gäller."
)
def text_ur_revision(case: AvtalCase, _said: object) -> Iterator[Effect]:
    """Let the agreement have exactly the text that was locked and signed, from its day."""
    new = case.named.find(NyTextFacts)
    assert new is not None  # noqa: S101 - a check has asked
    yield AddVersion(
        new.text,
        new.galler_fran,
        beslutad=new.beslutad,
        andring=new.sammanfattning,
        skapad_av=new.last_av,
    )
    yield SetParties(new.parter, motparter=counterparts_left(case, new))
    if case.sak.lage == AvtalLage.I_KRAFT:  # a new agreement tells of itself when it is in force
        yield from tell_informed(case, "avtal_i_kraft", {"dag": new.galler_fran.isoformat()})
    rules = case.profile.avtal
    usual = add_months(new.galler_fran, rules.oversyn_manader)
    latest = rules.senaste_oversyn(case.avtal.slag, case.today) or usual
    yield Change({"oversyn": min(usual, max(latest, case.today)), **_anew(case)})


def _anew(case: AvtalCase) -> dict[str, object]:
    """Return that an agreement which has run out holds until further notice, or it would end again
    the same night.
    """
    last = case.avtal.last_day
    if last is None or last >= case.today:
        return {}
    return {**written_end(case.avtal, None), "forlangning": Forlangning.TILLS_VIDARE}
