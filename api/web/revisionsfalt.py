"""How the forms of a revision's steps look: choices instead of codes, filled in with what stands already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from api.web import choices
from api.web.forms import Asked, Falt, Form, stored_values
from api.web.revisionspack import pack_of
from api.web.sent import Sent
from models import limits
from models.revisionsord import Andringsgrad
from models.vocabulary import OrganSlag
from workflows.avtalstext import merge
from workflows.avtalstid import add_months
from workflows.cases import RevisionCase, RevisionspartFacts
from workflows.deadlines import earliest_answer_day
from workflows.files import TILLATNA
from workflows.roles import is_secretary, speaks_for
from workflows.views.revisionstexter import UTKAST, revision_text, texts_of

Values = dict[str, Any]
_EDITOR: Final[Falt] = {"rader": 30}  # lines
_HIDDEN: Final[Falt] = {"slag": "dold"}
_GROUPS: Final = (OrganSlag.PROCESSGRUPP, OrganSlag.ARBETSGRUPP)
# What each step does, said before it is taken.
_DOES: Final[Mapping[str, str]] = {
    "avsta": "Avtalet gäller som det är till nästa översyn, och det anmäls på nästa möte.",
    "atersand": "Gruppen får ditt skäl och skriver vidare.",
    "omarbeta": "Gruppen skriver vidare på texten. Ändras mer än det redaktionella behövs en ny remiss.",
    "avbryt_remiss": "De som fått remissen får veta att de inte behöver svara.",
    "satt_pa_dagordning": "Förslaget tas upp på mötet.",
    "satt_pa_dagordning_sent": "Kallelsen har redan gått ut. Skälet syns på dagordningen.",
    "bordlagg": "Förslaget kommer tillbaka på nästa möte.",
    "aterremittera": "Förslaget går tillbaka till gruppen.",
    "utga": "Förslaget tas inte upp på det här mötet.",
    "lyft_av": "Förslaget tas bort från dagordningen och kan sättas upp på ett annat möte.",
    "slapp_part": "De andra går vidare utan parten, som inte blir bunden av den nya texten.",
    "avsta_signera": "Texten går tillbaka till gruppen, och de andra parterna får ditt skäl.",
    "avbryt": "Avtalet gäller som förut. Det går inte att ångra, men en ny revision kan börja.",
}


def shape(asked: Asked) -> Form:
    """Return the form of a step of a revision."""
    case = asked.case
    assert isinstance(case, RevisionCase)  # noqa: S101 - the shapes are kept by kind
    made = _SHAPES.get(asked.step.name)
    form = made(asked, case) if made else Form(asked.falt)
    falt = [_common(one, asked, case) for one in form.falt if not _known(one, asked)]
    values = {**_common_values(asked, falt), **form.varden}
    return Form(
        falt, values, form.mening or _DOES.get(asked.step.name, ""), pack=form.pack, laser=form.laser, meet=form.meet,
    )  # fmt: skip


def _known(one: Falt, asked: Asked) -> bool:
    """Tell whether a field asks what the revision knows: which meeting it is on."""
    return bool(one["namn"] == "mote" and asked.step.name not in {"satt_pa_dagordning", "satt_pa_dagordning_sent"})


def _common(one: Falt, asked: Asked, case: RevisionCase) -> Falt:
    """Return a field that looks the same in every step."""
    name, slag = one["namn"], one["slag"]
    if name == "mote":
        states = ("kallat", "oppnat") if asked.step.name.endswith("sent") else ("planerat",)
        return {**one, "val": choices.meetings(asked.session, case, states)}
    if slag == "organ":
        return {**one, "val": choices.organ(case.register, *_GROUPS)}
    if name == "part":
        return {**one, "slag": "val", "val": _as_choices(_parties(asked, case)), "kravs": True, "hjalp": ""}
    if name == "fil":
        return {**one, "hjalp": f"{TILLATNA}. Högst {limits.FIL_BYTES // 1024 // 1024} MB."}
    if name == "text" and one["max"] == limits.AVTALSTEXT:
        return {**one, **_EDITOR}
    return one


def _common_values(asked: Asked, falt: list[Falt]) -> Values:
    names = {one["namn"]: one for one in falt}
    found: Values = {}
    if "part" in names and len(names["part"]["val"]) == 1:
        found["part"] = names["part"]["val"][0]["varde"]
    if "mote" in names and names["mote"]["val"]:
        found["mote"] = names["mote"]["val"][0]["varde"]
    return {**found, **({"part": asked.valt["part"]} if "part" in names and asked.valt.get("part") else {})}


def _parties(asked: Asked, case: RevisionCase) -> list[RevisionspartFacts]:
    """Return the parties that the actor may answer for in this step and that it can be about."""
    everyone = asked.step.name == "slapp_part" or is_secretary(case.actor)
    left = [one for one in case.kvar() if everyone or speaks_for(case.actor, case, one.huvudman_id)]
    wanted: Mapping[str, Callable[[RevisionspartFacts], bool]] = {
        "parten_beslutar": lambda one: one.beslutar,
        "signera": lambda one: not one.signerad_sha256,
        "signera_pa_papper": lambda one: not one.signerad_sha256,
    }
    fits = wanted.get(asked.step.name)
    return [one for one in left if fits is None or fits(one)]


def _as_choices(parties: list[RevisionspartFacts]) -> list[choices.Choice]:
    return [{"varde": one.kod, "text": one.namn} for one in parties]


def _with(asked: Asked, **changes: Falt) -> list[Falt]:
    return [{**one, **changes.get(one["namn"], {})} for one in asked.falt]


def _prioritise(asked: Asked, case: RevisionCase) -> Form:
    """Choices for how urgent it is, and the meetings that can be aimed at."""
    levels = [{"varde": 1, "text": "1 – nu"}, {"varde": 2, "text": "2 – i år"}, {"varde": 3, "text": "3 – när det går"}]
    owner = case.register.organ_by_id(case.revision.agare_organ_id)
    values = {"grupp": owner.kod if owner and owner.slag in _GROUPS else ""}
    mening = (
        "Gruppen får uppdraget och dess sista dag. Dagarna på vägen räknas bakåt från mötet som revisionen siktar på."
    )
    return Form(_with(asked, prioritet={"slag": "val", "val": levels}), values, mening)


def _draft(asked: Asked, case: RevisionCase) -> Form:
    """The draft with its edition and the text it began from, both of them hidden."""
    text = _text_of(asked, case, UTKAST)
    falt = _with(asked, upplaga=_HIDDEN, bas=_HIDDEN)
    values = {"text": text, "bas": text, "upplaga": case.revision.utkast_upplaga}
    mening = "Spara så ofta du vill. Skriver någon annan samtidigt fogas era ändringar ihop."
    return Form(falt, values, mening, meet=lambda sent, _read: _met(asked, case, sent))


def _met(asked: Asked, case: RevisionCase, sent: Sent) -> Values:
    """Put what was typed together with the draft that somebody else saved meanwhile."""
    now = _text_of(asked, case, UTKAST)
    both = merge(sent.get("bas"), sent.get("text"), now)
    mine = [(one.rubrik, one.mitt or "Du tog bort texten.") for one in both.krockar]
    values = {"text": both.text, "bas": now, "upplaga": case.revision.utkast_upplaga}
    return {"varden": values, "mina_ord": mine, "sammanfogat": True}


def _text_of(asked: Asked, case: RevisionCase, vilken: str) -> str:
    there = texts_of(asked.session, asked.caller.world, case.sak.id)
    if vilken not in there:
        return ""
    return revision_text(asked.session, asked.caller.world, case.sak.id, vilken).text


def _propose(asked: Asked, case: RevisionCase) -> Form:
    """A box for what it means to each party."""
    newest = case.senaste
    parter = _as_choices(list(case.kvar()))
    before = dict(newest.konsekvenser) if newest else {}
    values = {
        "konsekvenser": before,
        "invanare": newest.invanare if newest else "",
        "andring": Andringsgrad.SAKLIG.value,
    }
    mening = f"Texten låses som version {newest.nr + 1 if newest else 1} och ⟨au⟩ får förslaget."
    return Form(_with(asked, konsekvenser={"parter": parter, "kravs": True}), values, mening)


def _external(asked: Asked, case: RevisionCase) -> Form:
    values = {"motpart": case.revision.motpart, "andring": Andringsgrad.SAKLIG.value}
    return Form(asked.falt, values, "Texten låses som den är. Den ändras av motparten, inte här.")


def _send_out(asked: Asked, case: RevisionCase) -> Form:
    falt = [choices.parties(one, case) if one["slag"] == "huvudman" else one for one in asked.falt]
    day = earliest_answer_day(case.today, case.profile.remiss.tjansteman_dagar)
    own = [f"huvudman:{one.kod}" for one in case.kvar()]
    values = stored_values(falt, {"slag": "tjansteman", "sista_dag": day}) | {"mottagare": own}
    return Form(falt, values, "De som tillfrågas svarar på exakt den senaste låsta texten och får veta det genast.")


def _finish(asked: Asked, case: RevisionCase) -> Form:
    newest = case.senaste
    text = _text_of(asked, case, str(newest.nr)) if newest else ""
    values = {"text": text, "ikraft": case.revision.ikraft.isoformat() if case.revision.ikraft else ""}
    mening = "De som svarat på remissen får veta hur deras synpunkter togs om hand."
    return Form(asked.falt, values, mening)


def _approve(asked: Asked, case: RevisionCase) -> Form:
    """What a ledamot says of the text the link named, or of the newest."""
    chosen, newest = asked.valt.get("version", ""), case.senaste
    nr = int(chosen) if chosen.isdecimal() else newest.nr if newest else 0
    mening = f"Ditt besked gäller exakt version {nr}. Ändras den sakligt frågar vi igen."
    falt = _with(asked, version=_HIDDEN, ord={"kravs": True})
    return Form(falt, {"version": nr}, mening, pack=pack_of(asked, case, nr), laser=False)


def _decide(asked: Asked, case: RevisionCase) -> Form:
    """The decision with its åtaganden and who takes the text further."""
    rows: tuple[Any, ...] = ()
    changes: dict[str, Falt] = {"parter_beslutar": {"slag": "val", "val": _FURTHER, "hjalp": "", "max": None}}
    falt = [
        choices.obligations(asked.session, one, case, rows) if one["slag"] == "ataganden" else one
        for one in _with(asked, **changes) if one["namn"] != "ersatter"
    ]  # fmt: skip
    values = {
        "utfall": "bifall", "ataganden": [], "ikraft": case.revision.ikraft.isoformat() if case.revision.ikraft else "",
    }  # fmt: skip
    return Form(
        falt, values, "Beslutet får ett nummer. Avtalet som gäller nu gäller tills den nya texten börjar gälla."
    )


_FURTHER: Final = [
    {"varde": "alla", "text": "Alla parter beslutar för egen del"},
    {"varde": "inga", "text": "Ingen: texten skrivs under direkt"},
]


def _party_decides(asked: Asked, _case: RevisionCase) -> Form:
    return Form(asked.falt, mening="Skriv in beslutet som instansen fattade det.", laser=False)


def _sign(asked: Asked, case: RevisionCase) -> Form:
    """The signature on exactly the text the page was opened with."""
    newest = case.senaste
    sha = newest.sha256 if newest else ""
    falt = _with(asked, sha256=_HIDDEN)
    mening = f"Du skriver under version {newest.nr}, kontrollvärde {sha[:8]}. Läs hela texten först." if newest else ""
    pack = pack_of(asked, case, newest.nr) if newest else None
    return Form(falt, {"sha256": sha, "namn": case.actor.namn}, mening, pack=pack, laser=False)


def _sign_on_paper(asked: Asked, _case: RevisionCase) -> Form:
    mening = "Du intygar att papperet är undertecknat av den som har rätt att skriva under för parten."
    return Form(asked.falt, mening=mening, laser=False)


def _close(asked: Asked, case: RevisionCase) -> Form:
    coming = add_months(case.today, case.profile.avtal.oversyn_manader)
    return Form(asked.falt, {"oversyn": coming.isoformat()}, "Alla har gjort sitt. Avtalet får en ny dag för översyn.")


def _leave(asked: Asked, case: RevisionCase) -> Form:
    coming = add_months(case.today, case.profile.avtal.oversyn_manader)
    return Form(asked.falt, {"oversyn": coming.isoformat()})


_SHAPES: Final[Mapping[str, Callable[[Asked, RevisionCase], Form]]] = {
    "prioritera": _prioritise, "avsta": _leave, "skriv_utkast": _draft, "lamna_forslag": _propose,
    "ta_emot_externt": _external, "skicka_pa_remiss": _send_out, "slutfor": _finish, "godkann": _approve,
    "besluta": _decide, "parten_beslutar": _party_decides, "signera": _sign, "signera_pa_papper": _sign_on_paper,
    "avsluta": _close,
}  # fmt: skip
