"""How the forms of a remiss's steps look: for whom one answers, the sections to comment on, the
shared draft.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from api.web.forms import asked as to_ask
from api.web.forms import comments as synpunktsfalt
from api.web.forms.forms import Asked, Falt, Form, payload_of, with_field, without
from api.web.forms.step_page import Family, by_id
from api.web.frame.sent import Sent
from api.web.remiss.about import about
from models import limits
from models.lagen import Slag
from models.vocabulary import Stallningstagande
from workflows.desk.files import TILLATNA
from workflows.ground.payload import Payload, describe
from workflows.ground.wording import shortened
from workflows.ground.words import dag, tid, uppraknat
from workflows.remiss.answers import MottagareVy, SynpunktVy, codes, section_name
from workflows.remiss.facts import RemissCase
from workflows.remiss.offered import ANSWER
from workflows.remiss.payloads import (
    Anstand,
    BesvaraSynpunkt,
    Forlang,
    LaggTillMottagare,
    SkickaVidare,
    Svara,
    SvaraPaPapper,
    SvaraPaTelefon,
)
from workflows.remiss.roles import answerable
from workflows.remiss.rules import NEEDS_COMMENT, NEEDS_REASON, can_be_changed
from workflows.remiss.views import RemissVy, remiss

Change = Mapping[str, Any]
_IN_A_LIST = 90  # characters of a comment


def shape(asked: Asked) -> Form:
    """Return the form of a remiss's step."""
    one = _SHAPES.get(asked.step.takes)
    if one is None:
        return Form(asked.falt)
    form = (
        one(asked, remiss(asked.session, asked.caller.actor, asked.caller.world, asked.case.sak.id))
        if asked.shown
        else _sent(asked)
    )
    return replace(form, laser=asked.step.takes not in _BESIDE_OTHERS)


def _sent(asked: Asked) -> Form:
    """Return the fields as they are read, of a form that is not shown."""
    case = asked.case
    assert isinstance(case, RemissCase)  # noqa: S101 - the shapes are kept by kind
    if asked.step.takes is LaggTillMottagare:
        return Form(to_ask.fields(asked.falt, case))
    rows = {} if any(True for _ in case.remiss.avsnitt) else {"synpunkter": {"slag": "rader"}}
    chosen = {
        "mottagare": {"slag": "val"},
        "synpunkt": {"slag": "kryss"},
        "utkast": {"slag": "dold"},
    }
    form = Form(with_field(asked.falt, {**chosen, **rows}))
    mine = answerable(case.actor, case)
    if asked.step.takes is not Svara or len(mine) != 1:
        return form
    (one,) = mine
    kod = codes(asked.session, case)[one]
    return replace(form, finish=lambda payload: {**payload, "mottagare": kod})


def _recipients(found: list[MottagareVy]) -> Change:
    val = [
        {"varde": one.kod, "text": one.namn + (" (har svarat)" if one.svar else "")}
        for one in found
    ]
    return {"slag": "val", "val": val}


def _answer(asked: Asked, vy: RemissVy) -> Form:
    mine = [one for one in vy.mottagare if one.mitt]
    wanted = [one for one in mine if str(one.id) == asked.valt.get("mottagare")] or mine
    if len(wanted) != 1:
        falt = without(_asked_of(wanted, _with_comments(asked.falt, vy, asked.step.name)), "utkast")
        change = {**_recipients(wanted), "kravs": True}
        return Form(with_field(falt, {"mottagare": change}))
    form = draft_form(vy, wanted[0], asked.valt.get("avsnitt", ""))
    one = wanted[0]
    until = f"Svar från {one.namn}, senast {dag(one.sista_dag)}. {can_be_changed(one.sista_dag)}"
    return replace(form, mening=f"{until} {form.mening}".strip())


def draft_form(vy: RemissVy, one: MottagareVy, avsnitt: str = "") -> Form:
    """Return the form of one recipient's answer as its people have drafted it, or as it was last
    handed in.

    ``avsnitt`` is the number of a section to comment on, "" for none.
    """
    falt = _asked_of([one], _with_comments(without(describe(Svara), "mottagare"), vy, ANSWER))
    said = {**_planned(one), **(_drafted(vy, one) or _answered(vy, one))}
    if avsnitt:
        said["synpunkter"] = [*said.get("synpunkter", ()), {"avsnitt": avsnitt, "ny": "ja"}]
    upplaga = one.utkast.upplaga if one.utkast else 0
    return Form(
        with_field(falt, {"utkast": {"slag": "dold"}}),
        {**said, "utkast": upplaga},
        _written(one),
        finish=lambda payload: {**payload, "mottagare": one.kod},
        beside=lambda sent: _meanwhile(vy, one, sent),
        utkast=f"/remisser/{vy.id}/utkast?mottagare={one.id}",
    )


def _asked_of(those: Sequence[MottagareVy], falt: list[Falt]) -> list[Falt]:
    """Return the fields without what only a party to the text is asked, when no such one can be
    answered for.
    """
    return falt if any(one.part for one in those) else without(falt, "instans", "planerat")


def _planned(one: MottagareVy) -> dict[str, Any]:
    """Return where and when a party has said that it decides."""
    return (
        {"instans": one.instans, "planerat": one.planerat.isoformat() if one.planerat else ""}
        if one.part
        else {}
    )


def _written(one: MottagareVy) -> str:
    """Say that the form holds a draft, and whose words were last."""
    if one.utkast is None or not one.utkast.data:
        return ""
    return (
        f"Utkastet skrevs senast av {one.utkast.skrivet_av} {tid(one.utkast.skrivet)}. Det är inte"
        " lämnat än."
    )


def _with_comments(falt: list[Falt], vy: RemissVy, step: str) -> list[Falt]:
    """Return the fields with the boxes for comments as the text allows, posting where the step is
    taken.
    """
    falt = with_field(falt, {"motivering": {"saknas": NEEDS_REASON}})
    boxes = {
        "saknas": NEEDS_COMMENT,
        "en": "Synpunkt",
        "fler": "Lägg till en synpunkt",
        "max": limits.TEXT,
        "adress": f"/remisser/{vy.id}/steg/{step}",
    }
    if not vy.avsnitt:
        return with_field(falt, {"synpunkter": {**boxes, "slag": "rader"}})
    val = [
        {"varde": one.nummer, "text": section_name(one), "ankare": one.ankare} for one in vy.avsnitt
    ]
    hjalp = "En synpunkt i varje ruta, gärna på ett visst avsnitt. Var och en får ett svar."
    return with_field(falt, {"synpunkter": {**boxes, "avsnitt": val, "hjalp": hjalp}})


def _drafted(vy: RemissVy, one: MottagareVy) -> dict[str, Any]:
    """Return what the shared draft says; nothing without one."""
    if one.utkast is None or not one.utkast.data:
        return {}
    data = one.utkast.data
    return {**data, "synpunkter": _rows(vy, data.get("synpunkter", ()))}


def _answered(vy: RemissVy, one: MottagareVy) -> dict[str, Any]:
    """Return an answer given earlier, to be changed."""
    if one.svar is None:
        return {}
    comments = [
        {"text": c.text, "avsnitt": c.avsnitt, "onskad": c.onskad} for c in one.svar.synpunkter
    ]
    return {
        "stallningstagande": one.svar.stallningstagande.value,
        "motivering": one.svar.motivering,
        "synpunkter": _rows(vy, comments),
    }


def _rows(vy: RemissVy, comments: Any) -> list[Any]:
    """Return comments as the boxes show them: with sections or, for a text without any, as
    texts.
    """
    rows = synpunktsfalt.rows_from(comments, {one.nyckel: one.nummer for one in vy.avsnitt})
    return rows if vy.avsnitt else [row.get("text", "") for row in rows]


def _meanwhile(vy: RemissVy, one: MottagareVy, sent: Sent) -> dict[str, Any]:
    """Return what somebody else has written since the form was read, to be shown beside it; once
    shown it is read.
    """
    now, read = one.utkast.upplaga if one.utkast else 0, sent.get("utkast")
    if now <= (int(read) if read.isdecimal() and len(read) <= len(str(limits.HELTAL)) else 0):
        return {}
    there = _drafted(vy, one) or _answered(vy, one)
    mine = payload_of(draft_form(vy, one).falt, sent)
    words = {
        "Ställningstagande": (
            _stand(there) if there.get("stallningstagande") != mine.get("stallningstagande") else ""
        ),
        "Motivering": (
            there.get("motivering", "") if there.get("motivering") != mine.get("motivering") else ""
        ),
        "Synpunkter": _comments_in_words(there),
        "Beslutas hos er av": (
            there.get("instans", "") if there.get("instans") != mine.get("instans") else ""
        ),
        "Planerad dag för ert beslut": (
            _day(there) if there.get("planerat") != mine.get("planerat") else ""
        ),
    }
    return {
        "skillnader": [(name, text) for name, text in words.items() if text],
        "nya": {"utkast": now},
    }


def _day(said: Mapping[str, Any]) -> str:
    return dag(date.fromisoformat(said["planerat"])) if said.get("planerat") else ""


def _stand(said: Mapping[str, Any]) -> str:
    value = said.get("stallningstagande")
    return Stallningstagande(value).ord.capitalize() if value else ""


def _comments_in_words(said: Mapping[str, Any]) -> str:
    rows = said.get("synpunkter", ())
    return synpunktsfalt.in_words({"text": row} if isinstance(row, str) else row for row in rows)


def _by_phone(asked: Asked, vy: RemissVy) -> Form:
    everyone = list(vy.mottagare)
    falt = _asked_of(everyone, _with_comments(asked.falt, vy, asked.step.name))
    falt = with_field(falt, {"mottagare": _recipients(everyone)})
    return Form(falt)


def _on_paper(asked: Asked, vy: RemissVy) -> Form:
    everyone = list(vy.mottagare)
    falt = with_field(
        _asked_of(everyone, _with_comments(asked.falt, vy, asked.step.name)),
        {
            "mottagare": _recipients(everyone),
            "fil": {
                "kravs": True,
                "hjalp": f"{TILLATNA}. Högst {limits.FIL_BYTES // 1024 // 1024} MB.",
            },
        },
    )
    return Form(falt)


def _extend(asked: Asked, vy: RemissVy) -> Form:
    return Form(
        asked.falt, mening=f"Sista svarsdag är {dag(vy.sista_dag)}. Påminnelserna flyttas med."
    )


def _respite(asked: Asked, vy: RemissVy) -> Form:
    falt = with_field(
        asked.falt, {"mottagare": _recipients([one for one in vy.mottagare if one.svar is None])}
    )
    return Form(falt, mening=f"Övriga har kvar sin dag, {dag(vy.sista_dag)}.")


def _comments(asked: Asked, vy: RemissVy) -> Form:
    comments = vy.sammanstallning.synpunkter
    val = [
        {"varde": one.id, "text": _short(one)}
        for one in sorted(comments, key=lambda one: one.svar is not None)
    ]
    falt = with_field(asked.falt, {"synpunkt": {"slag": "kryss", "val": val}})
    chosen = next((one for one in comments if str(one.id) == asked.valt.get("synpunkt")), None)
    if chosen is None:
        return Form(falt, mening=_left(vy))
    before = {"svar": chosen.svar.value if chosen.svar else None, "motivering": chosen.motivering}
    said = "\n\n".join(
        text for text in (chosen.text, chosen.onskad and f"Önskad lydelse: {chosen.onskad}") if text
    )
    return Form(falt, {"synpunkt": [chosen.id], **before}, fragat=f"{chosen.fran}: {said}")


def _short(one: SynpunktVy) -> str:
    text = shortened(" ".join((one.text or one.onskad).split()), _IN_A_LIST)
    where = f" om {one.avsnitt_namn}" if one.avsnitt_namn else ""
    return f"{one.fran}{where}: {text}" + (" (besvarad)" if one.svar else "")


def _left(vy: RemissVy) -> str:
    left = [one.fran for one in vy.sammanstallning.synpunkter if one.svar is None]
    return (
        f"Obesvarade synpunkter finns från {uppraknat(dict.fromkeys(left))}. Välj flera för att ge"
        " dem samma svar."
        if left
        else "Alla synpunkter har fått svar."
    )


def _more(asked: Asked, vy: RemissVy) -> Form:
    there = uppraknat(one.namn for one in vy.mottagare)
    falt = to_ask.fields(asked.falt, asked.case)
    return Form(falt, mening=f"Tillfrågade redan: {there}. De andra har {dag(vy.sista_dag)}.")


def _onward(asked: Asked, vy: RemissVy) -> Form:
    mine = [one for one in vy.mottagare if one.svar is None and (one.mitt or vy.ser_allt)]
    val = [{"varde": one.kod, "text": _where_now(one)} for one in mine]
    falt = with_field(
        asked.falt,
        {
            "mottagare": {"slag": "val", "val": val, "kravs": True},
            "sektor": {**to_ask.one_sector(asked.case), "kravs": True},
        },
    )
    return Form(falt, {"mottagare": mine[0].kod} if len(mine) == 1 else {})


def _where_now(one: MottagareVy) -> str:
    return f"{one.namn}: nu hos {one.ansvarig}" if one.ansvarig else one.namn


_SHAPES: Final[Mapping[type[Payload], Callable[[Asked, RemissVy], Form]]] = {
    Svara: _answer,
    SvaraPaTelefon: _by_phone,
    SvaraPaPapper: _on_paper,
    Forlang: _extend,
    Anstand: _respite,
    BesvaraSynpunkt: _comments,
    LaggTillMottagare: _more,
    SkickaVidare: _onward,
}
# What others say meanwhile does not concern these: one answer is one among many.
_BESIDE_OTHERS: Final = frozenset({Svara, SvaraPaTelefon, SvaraPaPapper, BesvaraSynpunkt})


FAMILY: Final = Family(Slag.REMISS, "/remisser", by_id, shape, about)
