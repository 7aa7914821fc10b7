"""What can stand in the way of a revision, up to the decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models import limits
from models.lagen import RevisionLage
from models.text import same_name
from models.vocabulary import Utfall
from workflows.avtal.rules import review_ahead
from workflows.ground.deadlines import parse_due
from workflows.ground.payload import after, required
from workflows.ground.sentences import regel
from workflows.ground.words import antal, dag, uppraknat
from workflows.revision.facts import RevisionCase, RevisionspartFacts
from workflows.revision.payloads import (
    BeslutaText,
    Externt,
    Forslag,
    GerUppdrag,
    SerOver,
    Slutligt,
    Utkast,
)
from workflows.texts.markdown import Krock, Merged, content_hash, merge

# From when the parties are asked about the text until each has decided, a party may say where and
# when it does.
PLANERAS = (
    RevisionLage.PA_REMISS,
    RevisionLage.SAMMANSTALLS,
    RevisionLage.SLUTLIGT,
    RevisionLage.PA_DAGORDNING,
    RevisionLage.I_DIALOG,
    RevisionLage.LYFT,
    RevisionLage.FORUM_HAR_SVARAT,
    RevisionLage.HOS_PARTERNA,
)


def is_signed(case: RevisionCase) -> bool:
    """Tell whether an agreement of this kind is signed by its parties."""
    return case.revision.avtal_slag not in case.profile.avtal.osignerade


def signed_next(case: RevisionCase, _said: object) -> bool:
    """Tell whether the text is signed once it is decided."""
    return is_signed(case)


def decides(case: RevisionCase, said: BeslutaText) -> tuple[RevisionspartFacts, ...]:
    """Return the parties that take the text to an instans of their own, by what is being decided
    now.
    """
    if said.utfall != Utfall.BIFALL:
        return ()
    who = said.parter_beslutar or (
        "alla" if is_signed(case) else tuple(one.kod for one in planned(case))
    )
    if isinstance(who, str):
        return case.kvar() if who == "alla" else ()
    named = {one.id for text in who if (one := case.register.huvudman_named(text))}
    return tuple(part for part in case.kvar() if part.huvudman_id in named)


def planned(case: RevisionCase) -> tuple[RevisionspartFacts, ...]:
    """Return the parties that have said which instans of their own decides, in order."""
    return tuple(part for part in case.kvar() if part.instanser)


def merged(case: RevisionCase, said: Utkast) -> Merged:
    """Return the draft as it will stand: what is sent, with what others have saved since the
    edition it began from.
    """
    text, began = required(said.text), said.bas
    if said.upplaga == case.revision.utkast_upplaga or began is None:
        return Merged(text, ())
    return merge(began, text, next(iter(case.utkast), ""))


@regel("Gruppen finns i länsprofilen.")
def gruppen_finns(case: RevisionCase, said: GerUppdrag) -> str | None:
    """The group that writes exists."""
    return case.register.no_such_organ(said.grupp, "ingen grupp") if said.grupp else None


@regel("Uppdragets sista dag ligger framåt i tiden och före mötet som revisionen siktar på.")
def mandatet_framat(case: RevisionCase, said: GerUppdrag) -> str | None:
    """The mandate ends ahead, before the meeting aimed at."""
    last, aim = said.mandat_till, said.siktar_pa
    if last and last <= case.today:
        return "Uppdragets sista dag behöver ligga framåt i tiden."
    if last and aim and aim <= last:
        return f"Uppdraget gäller till {dag(last)} och behöver vara klart före mötet {dag(aim)}."
    return None


@regel("Nästa översyn ligger framåt i tiden.")
def oversyn_framat(case: RevisionCase, said: SerOver) -> str | None:
    """The next look lies ahead."""
    return review_ahead(said.oversyn, case.today)


@regel("Texten är parternas egen och inte en motparts.")
def skrivs_har(case: RevisionCase, _said: object) -> str | None:
    """A counterparty's text is changed by the counterparty."""
    if not case.revision.extern:
        return None
    return (
        f"Texten är skriven av {case.revision.motpart}. Ta emot en ny version när de har ändrat"
        " den."
    )


@regel("Det som har skrivits samtidigt går att foga ihop: två har inte ändrat samma ställe.")
def utkastet_gar_ihop(case: RevisionCase, said: Utkast) -> str | None:
    """What two have written at once is put together; where both have changed the same thing, one
    decides.
    """
    if said.text is None:
        return None
    if said.upplaga != case.revision.utkast_upplaga and said.bas is None:
        return (
            "Någon annan har sparat utkastet sedan du öppnade det. Läs in det igen och för in dina"
            " ändringar."
        )
    both = merged(case, said)
    if len(both.text) > limits.AVTALSTEXT:
        return f"Texten får vara högst {limits.AVTALSTEXT} tecken."
    if not both.krockar:
        return None
    causes = " ".join(f"{text}: {_places(some)}." for text, some in _by_cause(both.krockar) if some)
    return f"{causes} Läs deras text och spara igen med bådas ändringar."


def _by_cause(clashes: Iterable[Krock]) -> Iterator[tuple[str, list[Krock]]]:
    """Yield each way of having changed the same thing, in words, with where it happened."""
    some = list(clashes)
    gone = [one for one in some if one.mitt and not one.deras]
    mine = [one for one in some if one.deras and not one.mitt]
    yield (
        "Någon annan har ändrat samma ställe som du",
        [one for one in some if one not in gone and one not in mine],
    )
    yield "Någon annan har tagit bort det som du har ändrat", gone
    yield "Någon annan har ändrat det som du tog bort", mine


def _places(clashes: Iterable[Krock]) -> str:
    names = {f"”{one.rubrik}”" if one.rubrik else "inledningen" for one in clashes}
    return uppraknat(sorted(names))


@regel("Utkastet har en text som skiljer sig från den som gäller.")
def utkastet_nytt(case: RevisionCase, _said: object) -> str | None:
    """There is something to propose."""
    if not case.revision.utkast_sha256:
        return "Utkastet är tomt."
    same = case.revision.utkast_sha256 == case.revision.gallande_sha256
    return "Utkastet säger samma sak som texten som gäller." if same else None


@regel("Texten skiljer sig från den som gäller.")
def texten_ny(case: RevisionCase, said: Externt) -> str | None:
    """A counterparty's text that says what is in force already changes nothing."""
    text = said.text
    same = text is not None and content_hash(text) == case.revision.gallande_sha256
    return "Texten säger samma sak som den som gäller." if same else None


@regel("Konsekvenserna är beskrivna för var och en av parterna.")
def konsekvenser_for_alla(case: RevisionCase, said: Forslag) -> str | None:
    """What it means for each party, and for nobody else."""
    texts = said.konsekvenser or {}
    about = {
        one.id: text for name, text in texts.items() if (one := case.register.huvudman_named(name))
    }
    own = {part.huvudman_id for part in case.kvar()}
    strangers = [
        name
        for name in texts
        if (one := case.register.huvudman_named(name)) is None or one.id not in own
    ]
    if strangers:
        return f"Inte part i avtalet: {uppraknat(strangers)}."
    lacking = [part.namn for part in case.kvar() if not about.get(part.huvudman_id)]
    return f"Skriv vad texten betyder för {uppraknat(lacking)}." if lacking else None


@regel("Ett förslag har varit på remiss.")
def remissen_racker(case: RevisionCase, _said: object) -> str | None:
    """Straight from AU goes only what has been asked about before."""
    if case.sak.lage != RevisionLage.HOS_AU or case.revision.fragad_version is not None:
        return None
    return "Förslaget har inte varit på remiss."


@regel("Det är sagt hur mycket en ändrad text ändras.")
def andringen_sagd(case: RevisionCase, said: Slutligt) -> str | None:
    """A text that differs from the newest locked one says by how much."""
    if not changes_the_text(case, said) or said.andring is not None:
        return None
    return "Välj hur mycket texten ändras sedan den senaste versionen."


def changes_the_text(case: RevisionCase, said: Slutligt) -> bool:
    """Tell whether the text sent says something else than the newest locked one."""
    text, newest = said.text, case.senaste
    return text is not None and (newest is None or newest.sha256 != content_hash(text))


@regel("Den slutliga texten skiljer sig från den som gäller.")
def slutliga_texten_ny(case: RevisionCase, said: Slutligt) -> str | None:
    """What is decided changes something."""
    newest, text = case.senaste, said.text
    final = content_hash(text) if text is not None else newest.sha256 if newest else ""
    return (
        "Texten säger samma sak som den som gäller."
        if final == case.revision.gallande_sha256
        else None
    )


@regel("Motparten är inskriven, eller så står det vem som skriver under för den.")
def motparten_nas(case: RevisionCase, said: Externt) -> str | None:
    """Whoever wrote the text is asked to sign it."""
    named = {same_name(one.namn) for one in case.motparter}
    known = same_name(said.motpart or "") in named or case.register.huvudman_named(said.motpart)
    if known or not is_signed(case):
        return None
    return (
        None
        if said.kontakt and said.epost
        else f"Skriv vem som skriver under för {said.motpart}, och e-postadressen."
    )


@regel("Dagen då texten föreslås gälla har inte varit.")
def ikraft_inte_varit(case: RevisionCase, said: Slutligt) -> str | None:
    """No text comes into force on a day that has been."""
    day = said.ikraft
    return f"Dagen {dag(day)} har redan varit." if day and day < case.today else None


@regel("Vid bifall är det sagt vilken dag texten börjar gälla.")
def ikraft_sagd(case: RevisionCase, said: BeslutaText) -> str | None:
    """A text that is decided has a day when it comes into force."""
    if said.utfall != Utfall.BIFALL:
        return None
    day = after(said.ikraft, case.revision.ikraft)
    if day is None:
        return "Välj vilken dag texten ska börja gälla."
    return (
        f"Dagen {dag(day)} har redan varit. Välj en ny dag för när texten ska gälla."
        if day < case.today
        else None
    )


@regel("⟨Au⟩ har inte redan föreslagit att revisionen avbryts.")
def inte_foreslaget(case: RevisionCase, _said: object) -> str | None:
    """It is proposed once."""
    return "Förslaget väntar redan på ett möte." if case.revision.avbrott_skal else None


@regel("⟨Au⟩ har föreslagit att revisionen avbryts.")
def avbrott_foreslaget(case: RevisionCase, _said: object) -> str | None:
    """Nobody alone breaks off what the parties share."""
    return (
        None
        if case.revision.avbrott_skal
        else "⟨Au⟩ har inte föreslagit att revisionen avbryts. Det föreslås först och beslutas vid"
        " ett möte."
    )


@regel("De som beslutar för egen del är parter.")
def beslutande_parter_kanda(case: RevisionCase, said: BeslutaText) -> str | None:
    """Only parties decide for themselves."""
    who = said.parter_beslutar
    if who is None or isinstance(who, str):
        return None
    own = {part.huvudman_id for part in case.kvar()}
    strangers = [
        text
        for text in who
        if (one := case.register.huvudman_named(text)) is None or one.id not in own
    ]
    return f"Inte part i avtalet: {uppraknat(strangers)}." if strangers else None


@regel("Ett avslag ger inga åtaganden.")
def avslag_utan_ataganden(_case: RevisionCase, said: BeslutaText) -> str | None:
    """A text that was turned down gives nobody anything to do."""
    tasks = said.uppgifter
    if said.utfall != Utfall.AVSLAG or not tasks:
        return None
    return (
        "Vid avslag träder texten inte i kraft. Ta bort"
        f" {antal(len(tasks), 'åtagande', 'åtaganden')}."
    )


@regel("Inget åtagande ska vara klart innan texten börjar gälla.")
def ataganden_efter_ikraft(case: RevisionCase, said: BeslutaText) -> str | None:
    """Nobody carries out a text that does not hold yet."""
    begins = after(said.ikraft, case.revision.ikraft)
    for uppgift in said.uppgifter:
        day = parse_due(uppgift.senast).day
        if begins and day and day < begins:
            return (
                f"”{uppgift.text[:60]}” ska vara klart {dag(day)}, innan texten börjar gälla"
                f" {dag(begins)}."
            )
    return None
