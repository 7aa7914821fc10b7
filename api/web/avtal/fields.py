"""How the forms of an agreement look: choices instead of codes, filled in with what stands in the
register.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import Session

from api.web.avtal.about import about
from api.web.avtal.parties import OF_EACH_PARTY
from api.web.forms import choices
from api.web.forms.forms import Asked, Falt, Form, stored_values
from api.web.forms.step_page import Family
from api.web.frame.sent import Sent
from models import limits
from models.avtal import Avtal, Avtalssamband
from models.base import table_of
from models.handelse import Handelse
from models.lagen import Slag
from models.sak import Sak
from models.vocabulary import Avtalslank, PartSlag
from workflows.avtal import payloads as p
from workflows.avtal.create import leads
from workflows.avtal.days import leaves, valid_on
from workflows.avtal.facts import AvtalCase, PartFacts, VersionFacts
from workflows.avtal.list import find_avtal
from workflows.avtal.offered import ADD_A_TEXT, GIVE_NOTICE, parties_for
from workflows.avtal.texts import words_of
from workflows.county.actors import Actor
from workflows.county.diary import line_of
from workflows.county.profile import Profile
from workflows.county.register import Register
from workflows.desk.files import TILLATNA
from workflows.engine.visibility import synliga
from workflows.ground.deadlines import add_months
from workflows.ground.payload import Payload
from workflows.ground.words import dag
from workflows.texts.markdown import merge

Values = dict[str, Any]
_TEXT: Final[Falt] = {"rader": 24}  # lines of the editor before anything is written


def shape(asked: Asked) -> Form:
    """Return how the form of a step looks."""
    case = asked.case
    assert isinstance(case, AvtalCase)  # noqa: S101 - the shapes are kept by kind
    made = _SHAPES.get(asked.step.takes)
    return made(asked, case) if made else Form(asked.falt)


def own_fields(
    falt: Iterable[Falt], actor: Actor, register: Register, profile: Profile
) -> list[Falt]:
    """Return the fields of an agreement's own facts with their choices; a group is chosen among
    those one leads.
    """
    organ = choices.organ(register, only=[one.id for one in register.organ if leads(actor, one.id)])
    stairs = [{"varde": one.namn, "text": one.namn} for one in profile.avtal.trappsteg]
    changes: Mapping[str, Falt] = {
        "agare": {"val": organ},
        "trappsteg": {"slag": "val", "val": stairs, "max": None},
        "parter": {"slag": "kryss", "val": _named_parties(register), "hjalp": ""},
        "forlangning_manader": _MONTHS,
        "uppsagning_manader": _MONTHS,
        "motparter": _OUTSIDE,
        "informeras": _LINES,
        "diarienummer": _NUMBERS,
        "text": _TEXT,
        "rubrik": {"kravs": True},
        "slag": {"kravs": True},
    }
    return [{**one, **changes.get(one["namn"], {})} for one in falt]


def _named_parties(register: Register) -> list[choices.Choice]:
    """Return every huvudman by its name, which is what the history says."""
    return [{"varde": one.kortnamn, "text": one.kortnamn} for one in register.huvudman]


_MONTHS: Final[Falt] = {"hjalp": "Hela månader."}
_LINES: Final[Falt] = {
    "hjalp": "Andra som berörs men inte skriver under, till exempel privata utförare.",
    "en": "Namn",
    "fler": "Lägg till ett namn",
    "ruta": "text",
    "max": limits.NAMN,
}


_OUTSIDE: Final[Falt] = {
    "hjalp": "Parter som inte är huvudmän, med slag och e-post: Högskolan (lärosäte)"
    " <avtal@hogskolan.se>. Flera kan svara: <Anna Ek anna.ek@hogskolan.se, avtal@hogskolan.se>.",
    "en": "Motpart",
    "fler": "Lägg till en motpart",
    "ruta": "text",
    "max": limits.KORT_TEXT,
}


_NUMBERS: Final[Falt] = {
    "hjalp": "Partens namn, kolon och numret i partens diarium, en part per rad.",
    "en": "Part och nummer",
    "fler": "Lägg till ett nummer",
    "ruta": "text",
    "max": limits.NAMN,
}


def _with(falt: Iterable[Falt], **changes: Falt) -> list[Falt]:
    return [{**one, **changes.get(one["namn"], {})} for one in falt]


def _facts(asked: Asked, case: AvtalCase) -> Form:
    """The facts of the register, as they stand."""
    falt = own_fields(asked.falt, case.actor, case.register, case.profile)
    owner = case.register.organ_by_id(case.avtal.agare_organ_id)
    known = next((one for one in falt if one["namn"] == "agare"), None)
    if known and owner and owner.kod not in {one["varde"] for one in known["val"]}:
        known["val"] = [*known["val"], {"varde": owner.kod, "text": owner.namn}]
    stored = {name: getattr(case.avtal, name) for name in _STORED} | {
        "agare": owner.kod if owner else ""
    }
    if steg := case.profile.avtal.trappsteg_named(case.avtal.trappsteg):
        stored["trappsteg"] = steg.namn
    stored = {name: "" if value is None else value for name, value in stored.items()}
    stored["diarienummer"] = [
        line_of(one.namn, one.diarienummer) for one in case.parter if one.diarienummer
    ]
    return Form(falt, stored_values(falt, stored), finish=_said_empty("diarienummer"))


_STORED = (
    "rubrik",
    "slag",
    "omrade",
    "trappsteg",
    "forlangning",
    "giltig_till",
    "forlangning_manader",
    "uppsagning_manader",
    "oversyn",
)


def _parties(asked: Asked, case: AvtalCase) -> Form:
    """Every huvudman as a box to tick, and a line for each of the others."""
    falt = _with(
        asked.falt,
        parter={"slag": "kryss", "val": _named_parties(case.register), "hjalp": ""},
        motparter=_OUTSIDE,
        informeras=_LINES,
    )
    bound = {part.huvudman_id for part in case.bundna()}
    values = {
        "parter": [one.kortnamn for one in case.register.huvudman if one.id in bound],
        "motparter": [part.skriven for part in case.parter if part.slag is PartSlag.MOTPART],
        "informeras": [part.skriven for part in case.parter if part.slag is PartSlag.INFORMERAS],
    }
    return Form(
        falt,
        values,
        finish=_said_empty("motparter", "informeras"),
    )


def _said_empty(*names: str) -> Callable[[Values], Values]:
    """Let a list that was emptied in the form be emptied in the register."""

    def finish(payload: Values) -> Values:
        return {**{name: [] for name in names}, **payload}

    return finish


def _of_party(asked: Asked, case: AvtalCase) -> Form:
    """A choice among the parties it can be about, with what it would mean."""
    found = parties_for(asked.step, case)
    koder = {one.id: one.kod for one in case.register.huvudman}
    val = [{"varde": koder.get(one.huvudman_id or 0, one.namn), "text": one.namn} for one in found]
    chosen = asked.valt.get("part") or (val[0]["varde"] if len(val) == 1 else "")
    falt = _with(
        asked.falt, part={"slag": "val", "val": val, "kravs": True, "hjalp": ""}, manader=_MONTHS
    )
    return Form(falt, {"part": chosen}, _means(asked, case, found))


def _means(asked: Asked, case: AvtalCase, found: list[PartFacts]) -> str:
    """Say what giving notice would mean today; the other steps of a party say it themselves."""
    if asked.step.name != GIVE_NOTICE:
        return ""
    days = {day for one in found if (day := leaves(case.avtal, one, case.today))}
    when = f" Med uppsägning i dag är sista dagen {dag(min(days))}." if len(days) == 1 else ""
    return f"De andra parterna, gruppen och ⟨au⟩ får veta det.{when}"


def _new_text(asked: Asked, case: AvtalCase) -> Form:
    now = valid_on(case.versioner, case.today)
    before = f" Version {now.nr} gäller till dagen före." if now else ""
    return Form(
        _with(asked.falt, text=_TEXT),
        mening=f"Texten ska vara beslutad. Den kan inte ändras sedan.{before}",
    )


def _correct(asked: Asked, case: AvtalCase) -> Form:
    """The text in force, to be put right."""
    now = valid_on(case.versioner, case.today)
    text = words_of(asked.session, now.id) if asked.shown and now else ""
    return Form(
        _with(asked.falt, text=_TEXT),
        {"text": text},
        meet=lambda sent, read: _met(asked, sent, read),
    )


def _met(asked: Asked, sent: Sent, read: int) -> Values:
    """Put what was typed together with the text that somebody else added since version ``read`` of
    the agreement.
    """
    case = asked.case
    assert isinstance(case, AvtalCase)  # noqa: S101 - as above
    now, then = (
        valid_on(case.versioner, case.today),
        valid_on(_versions_at(asked.session, case, read), case.today),
    )
    typed = {name: sent.get(name) for name in ("text", "andring")}
    if now is None or then is None or now.id == then.id:
        return {"varden": typed}
    both = merge(words_of(asked.session, then.id), typed["text"], words_of(asked.session, now.id))
    mine = [(one.rubrik, one.mitt or "Du tog bort texten.") for one in both.krockar]
    return {"varden": {**typed, "text": both.text}, "mina_ord": mine, "sammanfogat": True}


def _versions_at(session: Session, case: AvtalCase, read: int) -> tuple[VersionFacts, ...]:
    """Return the texts there were when the agreement stood at a version: each of these steps adds
    the next one.
    """
    handelse = table_of(Handelse).c
    later = (handelse.sak_id == case.sak.id, handelse.lopnr > read, handelse.steg.in_(ADD_A_TEXT))
    added = session.execute(select(func.count()).where(*later)).scalar_one()
    return tuple(sorted(case.versioner, key=lambda one: one.nr)[: len(case.versioner) - added])


def _tested(asked: Asked, case: AvtalCase) -> Form:
    coming = add_months(case.today, case.profile.avtal.oversyn_manader)
    now = valid_on(case.versioner, case.today)
    mening = (
        f"Läs version {now.nr} först. Behöver något ändras, säg vad i bedömningen." if now else ""
    )
    return Form(asked.falt, {"oversyn": coming.isoformat()}, mening)


def _longer(asked: Asked, case: AvtalCase) -> Form:
    last = case.avtal.giltig_till
    return Form(
        asked.falt,
        mening=f"Sista dagen är nu {dag(last)}. Parterna får veta den nya." if last else "",
    )


def _attach(asked: Asked, _case: AvtalCase) -> Form:
    most = limits.FIL_BYTES // 1024 // 1024
    falt = _with(asked.falt, fil={"kravs": True, "hjalp": f"{TILLATNA}. Högst {most} MB."})
    return Form(falt)


def _links(asked: Asked, case: AvtalCase) -> Form:
    """Every other agreement as a box to tick."""
    val, values = _linked(asked, case) if asked.shown else ([], {})
    change: Falt = {"slag": "kryss", "val": val, "hjalp": ""}
    falt = _with(asked.falt, bygger_pa=change, ersatter=change)
    return Form(falt, values, finish=_said_empty(*(kind.value for kind in Avtalslank)))


def _linked(asked: Asked, case: AvtalCase) -> tuple[list[choices.Choice], Values]:
    """Return the other agreements, and those of them that this one hangs together with."""
    avtal, sak, samband = table_of(Avtal), table_of(Sak), table_of(Avtalssamband)
    query = (
        select(avtal.c.id, avtal.c.slug, avtal.c.rubrik)
        .join(sak, sak.c.id == avtal.c.id)
        .where(synliga(case.actor, case.world), avtal.c.id != case.sak.id)
        .order_by(avtal.c.rubrikordning, avtal.c.id)
    )
    others = asked.session.execute(query).all()
    val = [{"varde": one.slug, "text": one.rubrik} for one in others]
    slugs = {one.id: one.slug for one in others}
    held = asked.session.execute(select(samband).where(samband.c.avtal_id == case.sak.id)).all()
    values = {
        kind.value: [
            slugs[one.till_id] for one in held if one.slag is kind and one.till_id in slugs
        ]
        for kind in Avtalslank
    }
    return val, values


_SHAPES: Final[Mapping[type[Payload], Callable[[Asked, AvtalCase], Form]]] = {
    p.Avtalsuppgifter: _facts,
    p.Parter: _parties,
    p.Uppsagningstid: _of_party,
    p.Uppsagning: _of_party,
    p.Text: _new_text,
    p.Rattelse: _correct,
    p.Provning: _tested,
    p.Langre: _longer,
    p.Bilaga: _attach,
    p.Samband: _links,
    **OF_EACH_PARTY,
}


FAMILY: Final = Family(
    Slag.AVTAL,
    "/avtal",
    lambda session, caller, slug: find_avtal(session, caller.actor, caller.world, slug),
    shape,
    about,
    lambda case: str(case.avtal.rubrik),
    name=table_of(Avtal).c.slug,
)
