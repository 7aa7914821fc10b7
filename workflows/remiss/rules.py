"""What can stand in the way of a remiss."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.lagen import RemissLage, Slag
from models.text import same_name
from models.vocabulary import Stallningstagande, SynpunktSvar
from workflows.county.mandate import is_au
from workflows.engine.roles import Spoken
from workflows.ground.deadlines import earliest_answer_day
from workflows.ground.sentences import pastaende, regel
from workflows.ground.words import dag, full_dag, uppraknat
from workflows.handling.addressees import asked
from workflows.handling.effects import Addressee
from workflows.handling.facts import MottagareFacts
from workflows.handling.rules.on_remiss import addressees_known, too_far, waits_for_answers
from workflows.remiss.facts import RemissCase
from workflows.remiss.payloads import (
    Anstand,
    BesvaraSynpunkt,
    Forlang,
    LaggTillMottagare,
    NamnerMottagare,
    SkickaVidare,
    Svara,
    SvaraPaPapper,
    Svarstext,
)
from workflows.remiss.roles import answerable


def spoken_for(case: RemissCase, said: object) -> Spoken:
    """Return for whom a round is answered."""
    one = recipient(case, said.mottagare) if isinstance(said, Svarstext) else None
    return Spoken(one.huvudman_id, one.person_id) if one else Spoken()


def recipient(case: RemissCase, name: str | None) -> MottagareFacts | None:
    """Return the recipient that is named; without a name the only one the actor answers for."""
    return recipient_among(case, name, answerable(case.actor, case))


def recipient_among(
    case: RemissCase, name: str | None, mine: frozenset[int]
) -> MottagareFacts | None:
    """Return the recipient that is named; without a name the only one of those whose ids are
    given.
    """
    said = same_name(name or "")
    if not said:
        own = [mottagare for mottagare in case.remiss.mottagare if mottagare.id in mine]
        return own[0] if len(own) == 1 else None
    huvudman, organ = case.register.huvudman_named(said), case.register.organ_named(said)
    person = case.named.personer.get(said)
    for mottagare in case.remiss.mottagare:
        hits = (
            huvudman is not None and mottagare.huvudman_id == huvudman.id,
            organ is not None and mottagare.organ_id == organ.id,
            person is not None and mottagare.person_id == person.id,
        )
        if any(hits):
            return mottagare
    return None


@pastaende("Till när ett svar på en remiss kan ändras.")
def can_be_changed(last: date) -> str:
    """Say until when an answer can be changed: a round may close before its last day."""
    return (
        "Svaret kan ändras tills remissen stängs: när alla har svarat, eller när"
        f" {full_dag(last)} har gått."
    )


def mottagaren(case: RemissCase, said: NamnerMottagare) -> Mapping[str, str]:
    """Name the recipient in the history, also where it went without saying which."""
    one = recipient(case, said.mottagare)
    return {"mottagaren": one.namn, "fran": f" från {one.namn}"} if one else {}


@regel("Svaret gäller någon som har fått remissen.")
def mottagaren_tillfragad(case: RemissCase, said: NamnerMottagare) -> str | None:
    """The answer is for somebody who was asked."""
    if recipient(case, said.mottagare) is not None:
        return None
    return (
        "Välj vem svaret gäller."
        if not said.mottagare
        else "Den mottagaren har inte fått remissen."
    )


@regel(
    "Den som svarar är chef hos huvudmannen, för den sektor som tillfrågas, hör till organet eller"
    " är den som tillfrågas."
)
def svarar_for_mottagaren(case: RemissCase, said: Svarstext) -> str | None:
    """One answers for one's own huvudman, organ or self."""
    mottagare = recipient(case, said.mottagare)
    if mottagare is None or mottagare.id in answerable(case.actor, case):
        return None
    return f"Du svarar inte för {mottagare.namn}."


@regel("Sista svarsdag har inte passerat.")
def svarstiden_pagar(case: RemissCase, said: NamnerMottagare) -> str | None:
    """An answer may be given and changed until the last day is over."""
    mottagare = recipient(case, said.mottagare)
    last = mottagare.sista_dag if mottagare else case.remiss.last_day()
    if case.today <= last:
        return None
    return (
        f"Sista svarsdag var {dag(last)}. Be ⟨au⟩ om anstånd: när ni har fått en ny dag kan svaret"
        " lämnas."
    )


@regel("Ett svar som kommer in när svarstiden är slut ersätter inget.")
def sent_svar_ersatter_inget(case: RemissCase, said: Svarstext) -> str | None:
    """A late answer is entered for somebody who was silent; one that was given in time stands."""
    mottagare = recipient(case, said.mottagare)
    in_time = (
        case.sak.lage == RemissLage.OPPEN
        and mottagare is not None
        and case.today <= mottagare.sista_dag
    )
    if mottagare is None or mottagare.svar is None or in_time:
        return None
    return f"{mottagare.namn} svarade i tid, och svarstiden är slut. Det svaret gäller."


@regel("Avsnitten som synpunkterna gäller finns i underlaget.")
def avsnitten_finns(case: RemissCase, said: Svarstext) -> str | None:
    """A comment points at a section of the text, or at the whole of it."""
    names = dict.fromkeys(one.avsnitt for one in said.synpunkter if one.avsnitt)
    unknown = [name for name in names if section_key(case, name) is None]
    if not unknown:
        return None
    if not any(True for _ in case.remiss.avsnitt):
        return (
            "Underlaget har inga avsnitt. Lämna avsnittet tomt, så gäller synpunkten hela texten."
        )
    listed = uppraknat(f"”{name}”" for name in unknown)
    return f"Underlaget har inget avsnitt {listed}. Skriv avsnittets nummer, till exempel 3.2."


def section_key(case: RemissCase, said: str) -> str | None:
    """Return the key of the section that a number or a key names; None when there is none, "" for
    the whole.
    """
    if not said:
        return ""
    sections = tuple(case.remiss.avsnitt)
    by_number = next((one.nyckel for one in sections if one.nummer == said), None)
    return by_number or next((one.nyckel for one in sections if one.nyckel == said), None)


@regel(
    "Instans och dag för ett eget beslut skriver bara en part in, om avtalets text, och dagen hör"
    " till en instans."
)
def eget_beslut_ar_partens(case: RemissCase, said: Svarstext) -> str | None:
    """Only a party to a text that is revised says where and when it decides; the revision itself
    asks the rest.
    """
    if not said.instans and not said.planerat:
        return None
    mottagare = recipient(case, said.mottagare)
    if case.om.slag is not Slag.REVISION or (
        mottagare is not None and mottagare.huvudman_id is None
    ):
        return (
            "Instans och dag för ett eget beslut skriver bara avtalets parter in. Lämna fälten"
            " tomma."
        )
    return None if said.instans else "Skriv vilken instans hos er som beslutar den dagen."


NEEDS_COMMENT = "Skriv minst en synpunkt, eller välj ”Tillstyrker”."
NEEDS_REASON = "Skriv varför ni avstyrker."


@regel("Den som tillstyrker med synpunkter lämnar minst en synpunkt.")
def synpunkten_finns(_case: RemissCase, said: Svarstext) -> str | None:
    """Who has comments says at least one."""
    with_comments = said.stallningstagande is Stallningstagande.MED_SYNPUNKTER
    return NEEDS_COMMENT if with_comments and not said.synpunkter else None


@regel("Den som avstyrker säger varför, i motiveringen eller i en synpunkt.")
def avstyrkan_motiverad(_case: RemissCase, said: Svarstext) -> str | None:
    """Who is against says why."""
    against = said.stallningstagande is Stallningstagande.AVSTYRKER
    return NEEDS_REASON if against and not (said.motivering or said.synpunkter) else None


@regel("Utkastet är läst som det står, om någon annan har ändrat det.")
def utkastet_last(case: RemissCase, said: Svara) -> str | None:
    """What somebody else has written in the shared draft is read before the answer is handed in."""
    mottagare, read = recipient(case, said.mottagare), said.utkast
    if mottagare is None or read is None or mottagare.utkast <= read:
        return None
    if mottagare.utkast_av == case.actor.person_id:
        return None
    return (
        "Någon annan har ändrat utkastet sedan du läste det. Läs ändringen och lämna svaret igen."
    )


@regel("Filen är uppladdad av den som lägger in svaret.")
def filen_finns(case: RemissCase, said: SvaraPaPapper) -> str | None:
    """The file is one's own."""
    return (
        "Filen finns inte. Ladda upp den igen." if said.fil and case.named.fil_id is None else None
    )


@regel("Alla har svarat, eller sista svarsdag har passerat.")
def alla_har_svarat_eller_tiden_ute(case: RemissCase, _said: object) -> str | None:
    """A round closes when all have answered or the last day is over."""
    return waits_for_answers(case.remiss, case.today)


@regel("Den nya dagen är senare än den gamla och har inte varit.")
def ny_dag_senare(case: RemissCase, said: Forlang) -> str | None:
    """A moved last day is later than the one it replaces."""
    day = said.sista_dag
    if day is None:
        return None
    one = recipient(case, said.mottagare) if isinstance(said, Anstand) and said.mottagare else None
    moved = [one] if one else case.remiss.mottagare
    old = min((one.sista_dag for one in moved), default=case.remiss.sista_dag)
    if day <= old or day <= case.today:
        return f"Den nya dagen behöver vara senare än {dag(old)}."
    return too_far(day, case.today)


@regel("Synpunkterna hör till remissen.")
def synpunkterna_finns(case: RemissCase, said: BesvaraSynpunkt) -> str | None:
    """The comments belong to this round."""
    chosen = said.synpunkt or ()
    if all(one in case.remiss.synpunkter for one in chosen):
        return None
    alone = len(chosen) == 1
    return (
        "Synpunkten hör inte till remissen."
        if alone
        else "En av synpunkterna hör inte till remissen."
    )


@regel("Svaret är motiverat, om synpunkten inte bara noteras.")
def svaret_motiverat(_case: RemissCase, said: BesvaraSynpunkt) -> str | None:
    """How a comment is taken care of is explained, unless it is only noted."""
    if said.svar is None or said.svar == SynpunktSvar.NOTERAS or said.motivering:
        return None
    return "Motivera hur synpunkten togs om hand."


@regel("Alla synpunkter har fått svar.")
def synpunkter_besvarade(case: RemissCase, _said: object) -> str | None:
    """Every comment has its answer."""
    left = case.remiss.obesvarade
    return (
        f"{left} {'synpunkt' if left == 1 else 'synpunkter'} har inte fått svar." if left else None
    )


@regel("Mottagarna finns, och någon av dem har inte fått remissen.")
def nagon_ny_tillfragas(case: RemissCase, said: LaggTillMottagare) -> str | None:
    """Somebody is added; who has been asked already is not asked again."""
    if said.mottagare is None or (wrong := addressees_known(case, said.mottagare, said.sektor)):
        return None if said.mottagare is None else wrong
    if new_recipients(case, said):
        return None
    return "De valda har redan fått remissen. Ska någon annan hos dem svara skickar du den vidare."


def new_recipients(case: RemissCase, said: LaggTillMottagare) -> tuple[Addressee, ...]:
    """Return those who are named and have not been asked."""
    there = {(o.huvudman_id, o.organ_id, o.person_id) for o in case.remiss.mottagare}
    wanted = asked(case, said.mottagare, said.sektor)
    return tuple(one for one in wanted if _row(one) not in there)


def _row(one: Addressee) -> tuple[object, ...]:
    columns = one.columns()
    return tuple(columns[name] for name in ("huvudman_id", "organ_id", "person_id"))


@regel("De nya mottagarna får minst länets korta svarstid, och dagen ligger inom ett år.")
def ny_mottagare_hinner(case: RemissCase, said: LaggTillMottagare) -> str | None:
    """Who is asked later has time to answer."""
    day, days = said.sista_dag or case.remiss.sista_dag, case.profile.remiss.kort_dagar
    earliest = earliest_answer_day(case.today, days)
    if day >= earliest:
        return too_far(day, case.today)
    return f"De du lägger till behöver minst {days} dagar: tidigast {dag(earliest)}. Välj dagen."


@regel("Den som skickar frågan vidare svarar för den, eller är ⟨au⟩.")
def far_skicka_vidare(case: RemissCase, said: SkickaVidare) -> str | None:
    """AU redirects any, a chef only one's own."""
    one = recipient(case, said.mottagare)
    if one is None or is_au(case.actor) or one.id in answerable(case.actor, case):
        return None
    return f"Du svarar inte för {one.namn}."


@regel("Huvudmannen har inte svarat, och har sektorn som frågan ska till.")
def kan_skickas_vidare(case: RemissCase, said: SkickaVidare) -> str | None:
    """What has been answered stays; a sector is one that the huvudman has, and another than now."""
    one, kod = recipient(case, said.mottagare), said.sektor
    if one is None or kod is None:
        return None
    huvudman = case.register.huvudman_by_id(one.huvudman_id)
    if huvudman is None:
        return "Bara en fråga till en huvudman skickas vidare till en annan hos samma huvudman."
    if one.svar is not None:
        return f"{one.namn} har redan svarat. Svaret kan ändras till sista dagen."
    has = {sektor.kod for sektor in case.profile.sektorer_for(huvudman.slag)}
    if kod not in has:
        return f"Sektorn finns inte hos {one.namn}."
    return f"Frågan är redan där hos {one.namn}." if kod == one.sektor else None
