"""What can stand in the way of a step on an agreement in the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from models.lagen import RevisionLage
from models.text import same_name
from models.vocabulary import IN_PERIODS, Forlangning, PartSlag
from workflows.avtal.days import last_notice_day, leaves, valid_on
from workflows.avtal.facts import AvtalCase, NamedAgreements, NyTextFacts, PartFacts
from workflows.avtal.party import informed, misread
from workflows.avtal.payloads import (
    Avtalsuppgifter,
    Langre,
    NamnerPart,
    NamnerParter,
    NyttAvtal,
    Parter,
    Provning,
    Rattelse,
    Samband,
    Text,
    Uppsagning,
    Uteslutning,
)
from workflows.county.diary import numbers_in
from workflows.county.profile.fields import GRUPPER
from workflows.engine.roles import Spoken
from workflows.ground.deadlines import add_working_days, day_before
from workflows.ground.payload import after, reaches
from workflows.ground.sentences import regel
from workflows.ground.words import dag, uppraknat
from workflows.instanser.whose import chosen, not_theirs
from workflows.texts.markdown import content_hash, was_hashed_as

RATTELSE_DAGAR = 5


def spoken_for(case: AvtalCase, said: object) -> Spoken:
    """Return the party that gives notice, or takes it back."""
    one = party(case, said.part) if isinstance(said, Uppsagning) else None
    return Spoken(one.huvudman_id if one else None)


def party(case: AvtalCase, name: str | None) -> PartFacts | None:
    """Return the bound party that is named; without a name the only one the actor speaks for."""
    return chosen(case, [p for p in case.parter if p.slag is PartSlag.PART], name)


@regel("Texten skiljer sig från den som gäller den dagen.")
def texten_ny(case: AvtalCase, said: Text | Rattelse) -> str | None:
    """A text takes the place of another only when some word differs."""
    day = (said.galler_fran if isinstance(said, Text) else None) or case.today
    before = valid_on(case.versioner, day)
    if said.text is None or before is None or before.sha256 != content_hash(said.text):
        return None
    return (
        f"Texten säger samma sak som version {before.nr}, som gäller från"
        f" {dag(before.galler_fran)}."
    )


@regel("Ingen annan text gäller från samma dag.")
def dagen_ledig(case: AvtalCase, said: Text) -> str | None:
    """Two texts do not come into force on one day."""
    day = said.galler_fran
    same = next((v for v in case.versioner if v.galler_fran == day), None)
    return f"Version {same.nr} gäller redan från {dag(same.galler_fran)}." if same else None


@regel("Det är en riktlinje, rutin eller annat som inte skrivs under.")
def skrivs_inte_under(case: AvtalCase, _said: object) -> str | None:
    """What has been signed is never corrected: it is revised."""
    if case.avtal.slag in case.profile.avtal.osignerade:
        return None
    words = uppraknat([slag.ord for slag in case.profile.avtal.osignerade])
    return f"Texten är undertecknad och ändras genom revision. Rättas direkt kan bara {words}."


@regel("Den senaste texten är en rättelse som är högst fem arbetsdagar gammal.")
def rattelsen_ny(case: AvtalCase, _said: object) -> str | None:
    """AU may stop a correction within five working days."""
    latest = valid_on(case.versioner, case.today)
    if latest is None or not latest.redaktionell or len(case.versioner) == 1:
        return "Det finns ingen rättelse att stoppa."
    last = last_day_to_stop(latest.skapad)
    return f"Rättelsen kunde stoppas till och med {dag(last)}." if case.today > last else None


def last_day_to_stop(corrected: date) -> date:
    """Return the last day AU may stop a correction made on a day."""
    return add_working_days(corrected, RATTELSE_DAGAR)


def parten(case: AvtalCase, said: NamnerPart) -> Mapping[str, str]:
    """Name the party in the history, also where it went without saying which."""
    one = party(case, said.part)
    return {"parten": one.namn} if one else {}


@regel("Parten är bunden av avtalet.")
def parten_bunden(case: AvtalCase, said: NamnerPart) -> str | None:
    """Only one who is bound gives notice."""
    if party(case, said.part) is not None:
        return None
    return (
        "Den huvudmannen är inte part i avtalet." if said.part else "Välj vilken part det gäller."
    )


@regel("Den som gör det företräder parten, eller är sekreterare.")
def foretrader_parten(case: AvtalCase, said: NamnerPart) -> str | None:
    """One speaks for one's own organisation."""
    return not_theirs(case, party(case, said.part))


@regel("Parten har inte redan sagt upp avtalet.")
def inte_uppsagt(case: AvtalCase, said: NamnerPart) -> str | None:
    """Notice is given once."""
    one = party(case, said.part)
    if one is None or one.lamnar is None:
        return None
    return f"{one.namn} har redan sagt upp avtalet och lämnar det {dag(one.lamnar)}."


@regel("Parten har sagt upp avtalet och är kvar i det.")
def uppsagt_men_kvar(case: AvtalCase, said: Uppsagning) -> str | None:
    """Notice is taken back while one is still bound."""
    one = party(case, said.part)
    if one is None or (one.lamnar is not None and one.lamnar >= case.today):
        return None
    return (
        f"{one.namn} har inte sagt upp avtalet."
        if one.lamnar is None
        else f"{one.namn} har redan lämnat avtalet."
    )


@regel("Avtalet har en uppsägningstid eller en sista dag.")
def uppsagningstid_finns(case: AvtalCase, said: Uppsagning) -> str | None:
    """Without a notice nobody can say when the party leaves."""
    one = party(case, said.part)
    if one is None or leaves(case.avtal, one, case.today) is not None:
        return None
    return "Registret säger inget om uppsägningstid. Skriv in den under ”Ändra uppgifter” först."


@regel("Den nya sista dagen är senare än den gamla, och avtalet har en sista dag.")
def langre_an_forut(case: AvtalCase, said: Langre) -> str | None:
    """A prolongation makes it longer."""
    old, new = case.avtal.giltig_till, said.giltig_till
    if old is None:
        return "Avtalet gäller tills vidare och behöver inte förlängas."
    return f"Den nya dagen behöver vara senare än {dag(old)}." if new and new <= old else None


@regel("Nästa översyn ligger framåt i tiden.")
def oversyn_framat(case: AvtalCase, said: Provning) -> str | None:
    """The next look lies ahead."""
    return review_ahead(said.oversyn, case.today)


def review_ahead(day: date | None, today: date) -> str | None:
    """The day an agreement is looked at next lies ahead."""
    return "Nästa översyn behöver ligga framåt i tiden." if day and day <= today else None


@regel("Slag, ansvarig grupp och plats i trappan finns i länsprofilen.")
def uppgifterna_kanda(case: AvtalCase, said: Avtalsuppgifter) -> str | None:
    """The owner and the step of the stairs are known, and the name is not taken away."""
    if said.rubrik == "":
        return "Skriv avtalets namn."
    agare, steg = said.agare, said.trappsteg
    organ = case.register.organ_named(agare)
    # A group for a time ends, and an agreement goes on.
    wrong = [agare] if agare and (organ is None or organ.tom) else []
    if steg and case.profile.avtal.trappsteg_named(steg) is None:
        wrong.append(steg)
    return f"Finns inte i länsprofilen: {uppraknat(wrong)}." if wrong else None


@regel("Sista dagen och det som händer då går ihop.")
def tiden_gar_ihop(case: AvtalCase, said: Avtalsuppgifter) -> str | None:
    """Until further notice has no last day; what prolongs itself says for how long."""
    way = after(said.forlangning, case.avtal.forlangning)
    last = after(said.giltig_till, case.avtal.giltig_till)
    months = after(said.forlangning_manader, case.avtal.forlangning_manader)
    if way == Forlangning.TILLS_VIDARE:  # the last day that stood there goes by itself
        return (
            "Ett avtal som gäller tills vidare har ingen sista dag." if said.giltig_till else None
        )
    if last is None:
        return "Skriv avtalets sista dag, eller välj att det gäller tills vidare."
    if way in IN_PERIODS and months is None:
        return "Skriv med hur många månader avtalet förlängs."
    return None


@regel("Parterna finns i länsprofilen, och minst en är vald.")
def parterna_kanda(case: AvtalCase, said: NamnerParter) -> str | None:
    """Every party is a huvudman of the county."""
    if wrong := list(unknown_parties(case, said)):
        return f"Okänd part: {uppraknat(wrong)}. Skriv andra under ”Informeras”."
    if unread := list(misread(said.informeras or ())):
        return " ".join(unread)
    bad = [
        epost for _, epost in informed(said.informeras or (), {}) if epost and not reaches(epost)
    ]
    return f"Går inte att skicka brev till: {uppraknat(bad)}." if bad else None


def unknown_parties(case: AvtalCase, said: NamnerParter) -> Iterator[str]:
    """Yield what stands for a party and is none."""
    for one in said.parter or ():
        if same_name(one) not in GRUPPER and case.register.huvudman_named(one) is None:
            yield one


def ids_said(case: AvtalCase, said: NamnerParter) -> set[int]:
    """Return the ids of the huvudmän that are named, by themselves or as a group."""
    parter = {same_name(one) for one in said.parter or ()}
    groups = parter & GRUPPER.keys()
    koder = {h.kod for h in case.profile.huvudman_i(*groups)} if groups else set()
    named = {h.kod for one in parter if (h := case.register.huvudman_named(one))}
    return {h.id for h in case.register.huvudman if h.kod in koder | named}


@regel("Varje diarienummer hör till en part i avtalet, och ingen part har två.")
def diarienumren_ar_parternas(case: AvtalCase, said: Avtalsuppgifter) -> str | None:
    """A number is of one party, which is named."""
    numbers = numbers_in(said.diarienummer or (), case.register)
    if numbers.wrong:
        return " ".join(numbers.wrong)
    bound = {part.huvudman_id for part in case.parter}
    ids = ids_said(case, said) if isinstance(said, NyttAvtal) else bound
    outside = [one.kortnamn for one in case.register.huvudman if one.id in numbers.of.keys() - ids]
    if not outside:
        return None
    return f"Diarienummer har bara avtalets parter, och {uppraknat(outside)} är ingen part."


@regel("Ingen part som är bunden tas bort ur listan.")
def ingen_bunden_tas_bort(case: AvtalCase, said: Parter) -> str | None:
    """A party leaves by notice or by the others' decision, never by an unticked box. Before there
    is a text nobody is bound.
    """
    if said.parter is None or not case.versioner:
        return None
    ids = ids_said(case, said)
    gone = [p for p in case.bundna() if p.huvudman_id not in ids]
    if not gone:
        return None
    names, last = uppraknat(p.namn for p in gone), [p.lamnar for p in gone if p.lamnar]
    if len(last) == len(gone):
        return f"{names} har sagt upp avtalet men är bunden till sin sista dag."
    return (
        f"{names} är part och tas inte bort här. En part lämnar med ”Säg upp”, eller med ”Låt en"
        " part lämna” när de andra har beslutat det."
    )


@regel("Partens sista dag har inte varit.")
def lamnar_framat(case: AvtalCase, said: Uteslutning) -> str | None:
    """Nobody has left before it was decided."""
    day = said.lamnar
    return f"Dagen {dag(day)} har redan varit." if day and day < case.today else None


@regel("Det var parten själv som sade upp avtalet.")
def inte_de_andras_beslut(case: AvtalCase, said: Uppsagning) -> str | None:
    """What the others have decided is not taken back by the party."""
    one = party(case, said.part)
    return (
        f"De andra har beslutat att {one.namn} lämnar avtalet. Det ändras vid ett möte."
        if one and one.uteslutning
        else None
    )


@regel("Ingen ny text av avtalet är på väg.")
def ingen_revision_pagar(case: AvtalCase, _said: object) -> str | None:
    """What is being revised is not revoked behind the backs of those who write, decide and sign."""
    one = next(iter(case.revisioner), None)
    return (
        f"Avtalet ses över i {one}. Avbryt revisionen först, så kan avtalet upphävas."
        if one
        else None
    )


@regel("Det finns en text.")
def text_finns(case: AvtalCase, _said: object) -> str | None:
    """A file belongs to a text."""
    return None if case.versioner else "Lägg in avtalets text först."


@regel("Avtalen finns i registret, och inget är avtalet självt.")
def sambanden_kanda(case: AvtalCase, said: Samband) -> str | None:
    """What it hangs together with is in the register."""
    found = case.named.find(NamedAgreements)
    known = found.ids if found else {}
    names = {one.casefold() for one in (*(said.bygger_pa or ()), *(said.ersatter or ()))}
    wrong = sorted(one for one in names if one == case.avtal.slug or one not in known)
    return f"Finns inte i registret: {uppraknat(wrong)}." if wrong else None


@regel("Texten är ord för ord den som revisionen låste, och den som parterna skrev under.")
def texten_ar_revisionens(case: AvtalCase, _said: object) -> str | None:
    """What comes into force is what was locked, decided and signed; nothing else ever is."""
    new = case.named.find(NyTextFacts)
    if new is None or new.avtal_id != case.avtal.id:
        return "Revisionen hör inte till avtalet."
    if new.revision_lage != RevisionLage.IMPLEMENTERAS:
        return "Revisionens text har inte börjat gälla."
    if not was_hashed_as(new.text, new.sha256):
        return "Texten är inte den som låstes."
    signed = case.avtal.slag not in case.profile.avtal.osignerade
    return (
        "Texten är inte den som parterna skrev under."
        if signed and {*new.signerade} != {new.sha256}
        else None
    )


@regel("En text har börjat gälla.")
def en_text_galler(case: AvtalCase, _said: object) -> str | None:
    """The day of some text has come."""
    return None if valid_on(case.versioner, case.today) else "Ingen text har börjat gälla."


@regel("Sista dag för uppsägning närmar sig för en part som inte har varnats för den.")
def uppsagningsdagen_nara(case: AvtalCase, _said: object) -> str | None:
    """The profile's days before a party's last day for notice, once for each such day."""
    days = days_to_warn_of(case)
    if not days:
        return "Det finns ingen sista dag för uppsägning att varna för."
    begins = _warning_begins(case, min(days.values()))
    return f"Varningen går ut {dag(begins)}." if case.today < begins else None


def days_to_warn_of(case: AvtalCase) -> dict[int, date]:
    """Return each party's coming last day for notice, by the party's id, where it has not been
    warned of that day.
    """
    staying = [p for p in case.bundna() if p.lamnar is None]
    days = {
        p: last for p in staying if (last := last_notice_day(case.avtal, p)) and last >= case.today
    }
    return {p.id: last for p, last in days.items() if p.varnad != last}


def near(case: AvtalCase) -> dict[int, date]:
    """Return the days to warn of whose time has come."""
    return {
        part_id: day
        for part_id, day in days_to_warn_of(case).items()
        if _warning_begins(case, day) <= case.today
    }


def _warning_begins(case: AvtalCase, day: date) -> date:
    return day_before(day, case.profile.avtal.varna_uppsagning_dagar)


@regel("Avtalet upphör snart och ingen har varnats för det.")
def slutet_nara(case: AvtalCase, _said: object) -> str | None:
    """The profile's days before an agreement that does not prolong itself ends, once for each last
    day.
    """
    last = case.avtal.last_day
    if last is None or case.avtal.varnad_upphor == last:
        return "Det finns ingen sista dag att varna för."
    if last < case.today:
        return f"Sista dagen var {dag(last)}."
    begins = day_before(last, case.profile.avtal.varna_upphor_dagar)
    return f"Varningen går ut {dag(begins)}." if case.today < begins else None


@regel("Perioden är slut, avtalet förlängs av sig självt och någon är kvar i det.")
def perioden_slut(case: AvtalCase, _said: object) -> str | None:
    """The day after the last day an agreement that prolongs itself starts over."""
    last = case.avtal.giltig_till
    if last is None or case.avtal.forlangning is not Forlangning.AUTOMATISK:
        return "Avtalet förlängs inte av sig självt."
    if case.today <= last:
        return f"Perioden går till och med {dag(last)}."
    return None if case.bundna() else "Ingen part är kvar i avtalet."


@regel("Sista dagen har passerat, eller alla parter har lämnat avtalet.")
def slut(case: AvtalCase, _said: object) -> str | None:
    """An agreement ends with its last day or its last party."""
    last, bound = case.avtal.giltig_till, [p for p in case.parter if p.slag is PartSlag.PART]
    if bound and not case.bundna():
        return None
    if last is None or case.avtal.forlangning is Forlangning.AUTOMATISK:
        return "Avtalet har ingen sista dag." if last is None else "Avtalet förlängs av sig självt."
    return f"Avtalet gäller till och med {dag(last)}." if case.today <= last else None
